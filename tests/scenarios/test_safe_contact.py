"""What may be sent to whom: nothing on an unsafe phone, nothing telling where we write first."""

from __future__ import annotations

import pytest

from bot.channels.messages import ChannelName, InboundKind, OutboundMessage, Unreachable
from models.case_store import CaseStore
from tests.scenarios.snapshot import table_rows
from tests.scenarios.test_night import CRY
from tests.stage import Stage

HELD = "paspor saya ditahan majikan dan gaji tiga bulan tidak dibayar"
READ = "Seorang petugas sudah membaca"
NEUTRAL = "Ada pembaruan. Balas BUKA untuk membaca."


def reported(stage: Stage, contact: str, who: str = "c1") -> str:
    """A whole report that says how the person may be reached; its reference."""
    stage.says(who, HELD)
    for press in ("safe_yes", "danger_no"):
        stage.presses(who, press)
    stage.says(who, "selesai")
    stage.says(who, "Sebunga")
    for press in ("who_me", "child_no", "need_papers", contact, "sum_send"):
        stage.presses(who, press)
    case = stage.case()
    assert not case.partial
    return case.reference


def happened(stage: Stage) -> list[str]:
    with stage.storage.read() as uow:
        return [event.kind for event in CaseStore(uow).events(stage.case().id)]


def waiting(stage: Stage) -> list[str]:
    return [
        row["state"].value for row in table_rows(stage.storage, "outbox_messages") if row["conversation_id"]
    ]


def words(message: OutboundMessage) -> str:
    return "\n".join((*message.body.parts, *(button.label for button in message.body.buttons)))


def test_an_unsafe_phone_gets_only_what_shows_no_topic(stage: Stage) -> None:
    stage.says("c1", HELD)
    (bye,) = stage.presses("c1", "safe_no")

    assert words(bye) == "Baik. Terima kasih. Sampai nanti."
    assert stage.case().urgency.rank >= 2
    assert stage.alerted() == ["o-rina"]
    stage.officer_presses("o-rina", f"ack:{stage.case().reference}")
    stage.passes(hours=1)
    assert stage.heard("c1")[-1] == words(bye)
    assert "held" not in waiting(stage)


def test_the_first_question_itself_names_no_topic(stage: Stage) -> None:
    stage.says("c1", "halo")
    (question,) = stage.presses("c1", "menu_report")

    for word in ("lapor", "tppo", "perdagangan", "korban", "polisi", "gugus"):
        assert word not in words(question).lower()


def test_an_unsafe_phone_in_danger_is_told_nothing_more_and_the_officer_everything(stage: Stage) -> None:
    stage.says("c1", HELD)
    stage.presses("c1", "safe_no")
    before = len(stage.heard("c1"))
    stage.passes(hours=5)

    assert len(stage.heard("c1")) == before
    assert stage.alerted()[-1] != "o-rina"


def test_writing_again_is_the_persons_own_choice_and_is_answered(stage: Stage) -> None:
    stage.says("c1", HELD)
    stage.presses("c1", "safe_no")

    assert stage.says("c1", "sekarang sudah aman, gaji saya belum dibayar")


def test_whoever_owns_the_phone_is_told_directly(stage: Stage) -> None:
    reference = reported(stage, "contact_mine")
    before = len(stage.heard("c1"))
    stage.officer_presses("o-rina", f"ack:{reference}")

    (told,) = stage.heard("c1")[before:]
    assert READ in told
    assert "02.00" in told


@pytest.mark.parametrize("contact", ["contact_neutral", None])
def test_others_get_a_neutral_line_and_read_when_they_say_so(stage: Stage, contact: str | None) -> None:
    if contact is None:
        stage.says("c1", HELD)  # never asked: nobody is taken to be alone with a phone
        reference = stage.case().reference
    else:
        reference = reported(stage, contact)
    stage.passes(minutes=20)  # nobody is holding the phone for certain any more
    before = len(stage.heard("c1"))
    stage.officer_presses("o-rina", f"ack:{reference}")
    stage.passes(minutes=30)
    assert stage.heard("c1")[before:] == [NEUTRAL]

    opened = stage.says("c1", " Buka. ")

    assert [READ in words(message) for message in opened] == [True]
    assert "held" not in waiting(stage)
    assert not any(READ in words(message) for message in stage.says("c1", "buka"))


def test_who_said_wait_gets_nothing_and_reads_with_buka(stage: Stage) -> None:
    reference = reported(stage, "contact_wait")
    before = len(stage.heard("c1"))
    stage.officer_presses("o-rina", f"ack:{reference}")
    stage.passes(hours=2)
    assert stage.heard("c1")[before:] == []

    (opened,) = stage.says("c1", "BUKA")
    assert READ in words(opened)


def test_buka_releases_only_what_waits_for_this_person(stage: Stage) -> None:
    stage.says("c1", HELD)
    stage.says("c2", HELD)
    for case in stage.cases():
        stage.officer_presses("o-rina", f"ack:{case.reference}")

    (opened,) = stage.says("c1", "BUKA")

    assert READ in words(opened)
    assert not any(READ in text for text in stage.heard("c2"))


def test_buka_does_not_disturb_the_question_that_waits(stage: Stage) -> None:
    stage.says("c1", HELD)
    stage.officer_presses("o-rina", f"ack:{stage.case().reference}")
    stage.says("c1", "BUKA")

    (following,) = stage.presses("c1", "safe_yes")
    assert "hari ini" in words(following).lower()


@pytest.mark.parametrize(
    ("gone", "back", "channel"),
    [
        (InboundKind.BLOCKED, InboundKind.UNBLOCKED, ChannelName.TELEGRAM),
        (InboundKind.OPT_OUT, InboundKind.OPT_IN, ChannelName.SMS),
    ],
)
def test_nothing_is_queued_for_who_cannot_or_must_not_be_written_to(
    stage: Stage, gone: InboundKind, back: InboundKind, channel: ChannelName
) -> None:
    stage.says("+62811", HELD, channel=channel)
    reference = stage.case().reference
    stage.receive(stage.message("+62811", kind=gone, channel=channel))
    assert "tidak_terhubung" in happened(stage)
    before = waiting(stage)
    stage.officer_presses("o-rina", f"ack:{reference}")
    stage.passes(minutes=1)
    assert [row for row in waiting(stage) if row != "sent"] == [row for row in before if row != "sent"]
    assert READ not in "\n".join(stage.heard("+62811"))

    stage.receive(stage.message("+62811", kind=back, channel=channel))
    assert stage.presses("+62811", "safe_yes", channel=channel)


def test_what_had_not_left_when_the_bot_was_blocked_never_leaves(stage: Stage) -> None:
    stage.says("c1", HELD)
    stage.officer_presses("o-rina", f"ack:{stage.case().reference}")
    stage.receive(stage.message("c1", kind=InboundKind.BLOCKED))
    stage.receive(stage.message("c1", kind=InboundKind.UNBLOCKED))

    assert not any(READ in words(message) for message in stage.says("c1", "BUKA"))


def test_a_message_after_an_opt_out_is_read_and_not_answered(stage: Stage) -> None:
    """The carrier would stop the answer; the cry for help must be heard all the same."""
    stage.receive(stage.message("+62811", kind=InboundKind.OPT_OUT, channel=ChannelName.SMS))

    assert stage.says("+62811", CRY, channel=ChannelName.SMS) == []
    assert stage.alerted() == ["o-rina"]


def test_who_was_believed_to_have_blocked_the_bot_and_writes_is_answered(stage: Stage) -> None:
    stage.provider.always["c1"] = Unreachable(code="blocked")
    stage.says("c1", "halo")
    del stage.provider.always["c1"]

    (reply,) = stage.says("c1", CRY)
    assert "110" in words(reply)
