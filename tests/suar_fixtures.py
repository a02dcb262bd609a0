"""Fixtures that run `suar` in a folder of its own; folders that try commands import them in a conftest."""

from __future__ import annotations

import json
import logging
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from click.testing import CliRunner, Result

from bot import bootstrap
from bot.cli import suar
from config.settings import load_settings

Suar = Callable[..., Result]


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for everything the program writes; logging is put back afterwards."""
    hooks, handlers, level = (
        (sys.excepthook, threading.excepthook),
        logging.root.handlers[:],
        logging.root.level,
    )
    monkeypatch.setenv("SUAR_VAR_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("SUAR_DEMO", "true")
    monkeypatch.setenv("SUAR_LOG_LEVEL", "ERROR")
    yield tmp_path / "var"
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks


@pytest.fixture
def run(var: Path) -> Suar:
    """Runs a command and gives its result; it must end well unless told otherwise."""

    def call(*arguments: str, fails: bool = False, given: str | None = None) -> Result:
        result = CliRunner().invoke(suar, arguments, input=given)
        assert (result.exit_code != 0) is fails, result.output
        return result

    return call


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    """A folder with keys, accounts and an empty database, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("prepared") / "var"
    bootstrap.prepare(load_settings({"SUAR_DEMO": "true", "SUAR_VAR_DIR": str(folder)}))
    shutil.copy(migrated_file, folder / "suar.db")
    return folder


@pytest.fixture
def migrated(run: Suar, var: Path, prepared: Path) -> Suar:
    """Runs commands on a database that is ready."""
    shutil.copytree(prepared, var)
    return run


def rows(result: Result) -> list[dict[str, Any]]:
    """What a command printed with `--json`."""
    return [json.loads(line) for line in result.stdout.splitlines()]
