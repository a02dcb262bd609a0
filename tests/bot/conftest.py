"""These tests play whole scenes, and try commands in a folder of their own."""

from tests.stage_fixtures import make_stage, reader, search, shipped_bundle, stage, taskforces
from tests.suar_fixtures import migrated, prepared, run, var

__all__ = [
    "make_stage",
    "migrated",
    "prepared",
    "reader",
    "run",
    "search",
    "shipped_bundle",
    "stage",
    "taskforces",
    "var",
]
