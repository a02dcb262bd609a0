"""Fixtures that put a whole hotline on a stage; folders that play scenes import them in their conftest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.bootstrap import FLOWS, TOPICS
from config.taskforces import TaskForce, load_taskforces
from flows.bundle import Bundle, load_bundle
from knowledge.search import Search
from knowledge.topics import load_topics
from language import Reader, build_reader, shipped_lexicon
from models.unit_of_work import Storage
from tests.stage import Stage


@pytest.fixture(scope="session")
def shipped_bundle() -> Bundle:
    """The flows and texts that come with the program."""
    return load_bundle(FLOWS)


@pytest.fixture(scope="session")
def taskforces() -> dict[str, TaskForce]:
    """The task force of Sambas."""
    return load_taskforces(["sambas"])


@pytest.fixture(scope="session")
def reader(taskforces: dict[str, TaskForce]) -> Reader:
    """A reader that knows the places of Sambas."""
    return build_reader(taskforces["sambas"].gazetteer())


@pytest.fixture(scope="session")
def search() -> Search:
    """The answers that come with the program."""
    return Search(load_topics(TOPICS), shipped_lexicon())


@pytest.fixture
def make_stage(
    now: datetime, shipped_bundle: Bundle, reader: Reader, search: Search, taskforces: dict[str, TaskForce]
) -> Callable[..., Stage]:
    """Builds a hotline on a given database."""

    def make(storage: Storage, *, seed: int = 1) -> Stage:
        return Stage(
            storage,
            now,
            bundle=shipped_bundle,
            reader=reader,
            search=search,
            taskforces=taskforces,
            seed=seed,
        )

    return make


@pytest.fixture
def stage(make_stage: Callable[..., Stage], storage: Storage) -> Stage:
    """A hotline with officers, once on SQLite and once on PostgreSQL."""
    built = make_stage(storage)
    built.staffed()
    return built
