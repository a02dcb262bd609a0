"""Providers deliver twice and in any order between people; the rows are the same."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.channels.messages import ChannelName, InboundKind, InboundMessage
from models.engine import create_engine_for
from models.unit_of_work import Storage
from models.vault import Vault
from tests.postgresql import Cluster
from tests.scenarios.snapshot import snapshot, table_rows
from tests.scenarios.test_night import CRY
from tests.stage import Stage

STORY = "paspor saya ditahan majikan dan gaji tiga bulan tidak dibayar"
SAYINGS: tuple[dict[str, object], ...] = (
    {"text": "halo"},
    {"text": STORY},
    {"text": CRY},
    {"press": "menu_report"},
    {"press": "safe_yes"},
    {"press": "safe_no"},
    {"press": "danger_no"},
    {"text": "selesai"},
    {"text": "menu"},
    {"text": "petugas"},
    {"text": "berapa biaya jadi PMI ke Malaysia?"},
    {"kind": InboundKind.UNREADABLE},
    {"text": STORY + " banyak", "kind": InboundKind.EDIT, "edits": "in1"},
    {"text": "1"},
)
ROADS = (ChannelName.TELEGRAM, ChannelName.WHATSAPP, ChannelName.SMS)


def written(stage: Stage, chance: random.Random) -> list[list[InboundMessage]]:
    """What three people write, each on a road of their own."""
    return [
        [
            stage.message(f"whatsapp:+62811{road}" if channel is ChannelName.WHATSAPP else f"+62811{road}",
                          channel=channel, **chance.choice(SAYINGS))  # type: ignore[arg-type]
            for _ in range(chance.randint(1, 5))
        ]
        for road, channel in enumerate(ROADS)
    ]  # fmt: skip


def shuffled(talks: list[list[InboundMessage]], chance: random.Random) -> list[InboundMessage]:
    """The same messages, each conversation in its order, mixed with one another and with repetitions."""
    left, mixed, seen = [list(talk) for talk in talks], [], []
    while any(left):
        if seen and chance.random() < 0.4:
            mixed.append(chance.choice(seen))
            continue
        talk = chance.choice([talk for talk in left if talk])
        seen.append(talk.pop(0))
        mixed.append(seen[-1])
    return mixed + chance.sample(seen, len(seen))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def two(
    request: pytest.FixtureRequest, tmp_path: Path, migrated_file: Path, vault: Vault
) -> Iterator[tuple[Storage, Storage]]:
    """Two empty databases that know the same keys."""
    urls, drop = [], []
    for name in ("first", "second"):
        if request.param == "sqlite":
            shutil.copyfile(migrated_file, tmp_path / f"{name}.db")
            urls.append(f"sqlite:///{tmp_path / f'{name}.db'}")
        else:
            cluster: Cluster = request.getfixturevalue("cluster")
            drop.append(cluster.create(template=request.getfixturevalue("migrated_database")))
            urls.append(cluster.url(drop[-1]))
    storages = (Storage(create_engine_for(urls[0]), vault), Storage(create_engine_for(urls[1]), vault))
    yield storages
    for storage in storages:
        storage.close()
    for name in drop:
        request.getfixturevalue("cluster").drop(name)


@pytest.mark.parametrize("seed", range(4))
def test_twice_and_shuffled_leaves_the_same_rows(
    make_stage: Callable[..., Stage], two: tuple[Storage, Storage], seed: int
) -> None:
    chance = random.Random(seed)
    straight, mixed = make_stage(two[0], seed=1), make_stage(two[1], seed=2)
    for stage in (straight, mixed):
        stage.staffed()
    talks = written(straight, chance)

    for talk in talks:
        for message in talk:
            straight.receive(message, work=False)
    straight.work()
    for message in shuffled(talks, chance):
        mixed.receive(message, work=chance.random() < 0.3)
    mixed.work()

    first, second = snapshot(two[0]), snapshot(two[1])
    assert first["inbound_messages"]
    for table, rows in first.items():
        assert second[table] == rows, table


def test_a_repetition_writes_nothing_and_sends_nothing(stage: Stage) -> None:
    message = stage.message("c1", CRY)
    stage.receive(message)
    before, sent = snapshot(stage.storage), len(stage.provider.sent) + len(stage.staff.sent)

    for _ in range(3):
        stage.receive(message)

    assert snapshot(stage.storage) == before
    assert len(stage.provider.sent) + len(stage.staff.sent) == sent


def test_the_same_id_on_another_road_is_another_message(stage: Stage) -> None:
    stage.receive(stage.message("+62811", "halo", channel=ChannelName.SMS, provider_id="same"))
    stage.receive(stage.message("c1", "halo", channel=ChannelName.TELEGRAM, provider_id="same"))

    assert len(table_rows(stage.storage, "inbound_messages")) == 2
    assert len(table_rows(stage.storage, "contacts")) == 2


def test_button_first_and_text_first_end_in_the_same_complete_case(stage: Stage) -> None:
    rest = ("who_me", "child_no", "need_papers", "contact_mine", "sum_send")
    stage.says("text", STORY)
    for press in ("safe_yes", "danger_no"):
        stage.presses("text", press)
    stage.says("button", "halo")
    for press in ("menu_report", "safe_yes", "danger_no"):
        stage.presses("button", press)
    stage.says("button", STORY)
    for who in ("text", "button"):
        stage.says(who, "selesai")
        stage.says(who, "Sebunga, Sajingan Besar")
        for press in rest:
            stage.presses(who, press)

    first, second = stage.cases()
    for field in ("urgency", "queue", "kind", "partial", "reasons", "kecamatan", "people", "child", "status"):
        assert getattr(first, field) == getattr(second, field), field
    assert first.partial is False
    answers = [
        sorted((row["name"], row["value"]) for row in table_rows(stage.storage, "case_answers")
               if row["case_id"] == case.id)
        for case in (first, second)
    ]  # fmt: skip
    assert answers[0] == answers[1]
