"""These tests play whole scenes."""

from tests.stage_fixtures import make_stage, reader, search, shipped_bundle, stage, taskforces

__all__ = ["make_stage", "reader", "search", "shipped_bundle", "stage", "taskforces"]
