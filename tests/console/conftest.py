"""These tests ask the pages of a hotline on a stage, and the whole web process made from an environment."""

from __future__ import annotations

import importlib
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot import bootstrap
from config.settings import load_settings
from models import migrate
from tests.stage_fixtures import make_stage, reader, search, shipped_bundle, stage, taskforces

__all__ = ["make_stage", "reader", "search", "shipped_bundle", "stage", "taskforces"]


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """The module `wsgi`, imported fresh in a demonstration of this test's own."""
    monkeypatch.setenv("SUAR_DEMO", "true")
    monkeypatch.setenv("SUAR_VAR_DIR", str(tmp_path / "var"))
    hooks, handlers = (sys.excepthook, threading.excepthook), logging.root.handlers[:]
    level = logging.root.level
    settings = load_settings()
    bootstrap.prepare(settings)
    storage = bootstrap.open_storage(settings)
    migrate.upgrade(storage.engine)
    storage.close()
    sys.modules.pop("wsgi", None)
    yield importlib.import_module("wsgi")
    sys.modules.pop("wsgi", None)
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks


@pytest.fixture
def by_prefix(web: object) -> type:
    """The class that tells the two applications apart."""
    chosen: type = web.ByPrefix  # type: ignore[attr-defined]
    return chosen
