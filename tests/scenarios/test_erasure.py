"""`hapus`: what can be removed is removed, on the phone, at the provider and here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.messages import ChannelName
from models.audit import verify
from models.engine import create_engine_for, truncate_log
from models.unit_of_work import Storage
from models.vault import Vault
from tests.scenarios.snapshot import table_rows
from tests.scenarios.test_night import CRY
from tests.stage import Stage

CANARY = "burung-kenari"
STORY = f"paspor saya ditahan majikan {CANARY} dan gaji tiga bulan tidak dibayar"
WHO = f"c-{CANARY}"


def erased(stage: Stage, who: str = WHO, channel: ChannelName = ChannelName.TELEGRAM) -> None:
    """A report, then the wish to be forgotten, and the two minutes to read the goodbye."""
    stage.says(who, STORY, channel=channel)
    stage.presses(who, "safe_yes", channel=channel)
    stage.says(who, "hapus", channel=channel)
    stage.presses(who, "erase_yes", channel=channel)


def test_both_sides_messages_are_removed_and_two_minutes_later_the_goodbye(stage: Stage) -> None:
    erased(stage)
    received = [f"in{number}" for number in range(1, 5)]
    sent = [ref for row in table_rows(stage.storage, "outbox_messages") if row["kind"].value == "reply"
            for ref in [row["refs"].strip('[]"')]]  # fmt: skip
    assert set(received) <= set(stage.provider.deleted)
    assert set(sent[:-1]) <= set(stage.provider.deleted)
    assert stage.heard(WHO)[-1].startswith("Selesai.")

    stage.passes(minutes=2, seconds=10)

    assert set(received + sent) <= set(stage.provider.deleted)


def test_the_person_is_forgotten_and_the_case_stays(stage: Stage) -> None:
    erased(stage)
    case = stage.case()
    stage.passes(minutes=2, seconds=10)

    (contact,) = [row for row in table_rows(stage.storage, "contacts") if row["channel"] == "telegram"]
    (talk,) = [row for row in table_rows(stage.storage, "conversations") if row["channel"] == "telegram"]
    assert (contact["address"], contact["address_index"]) == (None, None)
    assert contact["erased_at"] is not None
    assert (talk["session"], talk["case_id"]) == (None, None)
    assert {row["body"] for row in table_rows(stage.storage, "inbound_messages")} == {"{}"}
    replies = [row for row in table_rows(stage.storage, "outbox_messages") if row["conversation_id"]]
    assert {(row["body"], row["refs"]) for row in replies} == {("{}", None)}

    kept = stage.case()
    assert (kept.id, kept.conversation_id) == (case.id, None)
    (shown,) = stage.officer_presses("o-rina", f"show:{kept.reference}")
    assert STORY in "\n".join(shown.body.parts)


def test_nobody_is_written_to_afterwards(stage: Stage) -> None:
    erased(stage)
    stage.passes(minutes=3)
    heard = len(stage.provider.sent)

    stage.officer_presses("o-rina", f"ack:{stage.case().reference}")
    for _ in range(13):
        stage.clock.set(stage.clock.now() + timedelta(hours=2))
        stage.work()

    assert len(stage.provider.sent) == heard


def test_writing_again_later_is_somebody_new(stage: Stage) -> None:
    erased(stage)
    stage.passes(minutes=3)

    replies = stage.says(WHO, "halo")

    assert replies[0].body.parts[0].startswith("Halo.")
    assert len([row for row in table_rows(stage.storage, "contacts") if row["channel"] == "telegram"]) == 2
    (found,) = stage.presses(WHO, "menu_status")
    assert stage.case().reference not in "\n".join(found.body.parts)


def test_a_late_repetition_brings_nobody_back(stage: Stage) -> None:
    message = stage.message(WHO, STORY)
    stage.receive(message)
    stage.says(WHO, "hapus")
    stage.presses(WHO, "erase_yes")
    stage.passes(minutes=3)
    before = len(table_rows(stage.storage, "contacts"))

    stage.receive(message)

    assert len(table_rows(stage.storage, "contacts")) == before
    assert len(stage.cases()) == 1


def test_a_thank_you_after_the_goodbye_does_not_keep_anybody_from_being_forgotten(stage: Stage) -> None:
    erased(stage)
    stage.passes(seconds=30)
    stage.says(WHO, "makasih")
    stage.passes(minutes=3)
    assert table_rows(stage.storage, "contacts")[0]["erased_at"] is None  # a question waits for them

    stage.clock.set(stage.clock.now() + timedelta(hours=25))
    stage.work()
    stage.passes(minutes=5)

    assert table_rows(stage.storage, "contacts")[0]["erased_at"] is not None


def test_a_new_cry_after_the_goodbye_is_answered_and_stays_answerable(stage: Stage) -> None:
    erased(stage)
    stage.passes(seconds=30)
    assert stage.says(WHO, CRY)

    stage.clock.set(stage.clock.now() + timedelta(hours=1))
    stage.work()
    stage.passes(minutes=5)

    assert table_rows(stage.storage, "contacts")[0]["erased_at"] is None


def test_no_is_no(stage: Stage) -> None:
    stage.says(WHO, STORY)
    stage.says(WHO, "hapus")
    stage.presses(WHO, "erase_no")
    stage.passes(minutes=5)

    assert stage.provider.deleted == []
    assert table_rows(stage.storage, "contacts")[0]["erased_at"] is None


def test_what_was_held_back_for_later_is_never_said(stage: Stage) -> None:
    stage.says(WHO, STORY)
    stage.officer_presses("o-rina", f"ack:{stage.case().reference}")
    stage.says(WHO, "hapus")
    stage.presses(WHO, "erase_yes")
    stage.passes(minutes=3)

    assert not any("Seorang petugas" in text for text in stage.heard(WHO))
    states = {row["state"].value for row in table_rows(stage.storage, "outbox_messages")}
    assert not states & {"held", "ready", "sending"}


def test_it_leaves_two_entries_in_the_audit_trail_that_name_nobody(stage: Stage) -> None:
    erased(stage)
    stage.passes(minutes=3)

    entries = table_rows(stage.storage, "audit_entries")
    assert [row["action"] for row in entries if "hapus" in row["action"]] == [
        "hapus_diminta",
        "pelapor_dihapus",
    ]
    assert not any(CANARY in str(row) for row in entries)
    with stage.storage.read() as uow:
        assert verify(uow.session, "sambas").whole


@pytest.mark.parametrize("channel", [ChannelName.WHATSAPP, ChannelName.SMS])
def test_the_copies_at_twilio_are_removed_as_well(stage: Stage, channel: ChannelName) -> None:
    erased(stage, "+6281234567890", channel)
    stage.passes(minutes=3)

    assert {"in1", "in2", "in3", "in4"} <= set(stage.provider.deleted)
    assert stage.case().conversation_id is None


def test_nothing_of_the_person_lies_in_the_clear_in_the_file(
    make_stage: Callable[..., Stage], sqlite_url: str, vault: Vault, tmp_path: Path
) -> None:
    storage = Storage(create_engine_for(sqlite_url), vault)
    stage = make_stage(storage)
    stage.staffed()
    erased(stage)
    stage.passes(minutes=3)
    assert truncate_log(storage.engine)
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("suar.db"))
    storage.close()

    assert len(content) > 100_000
    assert CANARY.encode() not in content
