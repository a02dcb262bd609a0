"""A conversation ends on the flow version it began with, also after a restart with newer flows."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.bootstrap import FLOWS
from flows.bundle import Bundle, load_bundle
from models.unit_of_work import Storage
from tests.scenarios.snapshot import table_rows
from tests.stage import Stage

HELD = "paspor saya ditahan majikan dan gaji tiga bulan tidak dibayar"
NEWER = "Versi baru: adakah bahaya hari ini?"


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The shipped flows with one question worded anew."""
    folder = tmp_path_factory.mktemp("newer")
    for part in ("library", "texts"):
        shutil.copytree(FLOWS / part, folder / part)
    path: Path = folder / "texts" / "id.yaml"
    text = path.read_text(encoding="utf-8")
    question = "Hari ini, apakah ada yang dikurung, disakiti, atau akan dibawa pergi?"
    assert question in text
    path.write_text(text.replace(question, NEWER), encoding="utf-8")
    return load_bundle(folder)


def restarted(stage: Stage, make_stage: Callable[..., Stage], bundle: Bundle) -> Stage:
    """The same database under a program with other flows."""
    again = Stage(
        stage.storage,
        stage.clock.now(),
        bundle=bundle,
        reader=stage.hotline.readers["sambas"],
        search=stage.hotline.search,
        taskforces=dict(stage.hotline.taskforces),
        seed=99,
    )
    again._numbers = stage._numbers
    return again


def test_a_conversation_goes_on_as_it_began_and_a_new_one_begins_anew(
    stage: Stage, make_stage: Callable[..., Stage], newer: Bundle
) -> None:
    stage.says("c1", HELD)
    assert newer.sha != stage.hotline.bundles.current.sha

    after = restarted(stage, make_stage, newer)
    (old,) = after.presses("c1", "safe_yes")
    after.says("c2", HELD)
    (new,) = after.presses("c2", "safe_yes")

    assert "dikurung" in old.body.parts[0]
    assert NEWER in new.body.parts[0]
    assert {row["sha"] for row in table_rows(stage.storage, "flow_versions")} == {
        newer.sha,
        stage.hotline.bundles.current.sha,
    }


def test_the_next_conversation_of_the_same_person_is_on_the_newer_one(
    stage: Stage, make_stage: Callable[..., Stage], newer: Bundle
) -> None:
    stage.says("c1", "halo")
    after = restarted(stage, make_stage, newer)
    after.says("c1", "keluar")
    after.says("c1", HELD)
    (asked,) = after.presses("c1", "safe_yes")

    assert NEWER in asked.body.parts[0]


def test_a_version_that_was_lost_hands_the_person_to_a_human(
    stage: Stage, make_stage: Callable[..., Stage], newer: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.says("c1", HELD)
    after = restarted(stage, make_stage, newer)
    monkeypatch.setattr("models.flow_version_store.FlowVersionStore.body", lambda *_: None)

    replies = after.presses("c1", "safe_yes")

    assert replies
    assert "bundle" in after.case().reasons


def test_keeping_the_current_version_twice_keeps_it_once(stage: Stage, storage: Storage) -> None:
    stage.hotline.bundles.keep_current()
    stage.hotline.bundles.keep_current()

    assert len(table_rows(storage, "flow_versions")) == 1
    assert stage.hotline.bundles.get("f" * 64) is None
