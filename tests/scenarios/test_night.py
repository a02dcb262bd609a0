"""A night on the hotline, from a message on a phone to an officer's acknowledgement."""

from __future__ import annotations

from bot.channels.messages import ChannelName, Unreachable
from language.reading import Queue, Urgency
from tests.stage import Stage

CRY = "tolong pak kami bertiga disekap di rumah kosong dekat perbatasan, tidak boleh pegang hp"


def test_a_cry_for_help_opens_a_case_and_wakes_the_officer_before_anything_is_asked(stage: Stage) -> None:
    replies = stage.says("c1", CRY)

    case = stage.case()
    assert (case.urgency, case.status, case.partial) == (Urgency.KRITIS, "baru", True)
    assert case.queue is Queue.HUKUM
    assert stage.alerted() == ["o-rina"]
    assert "110" in replies[0].body.parts[0]


def test_an_alert_carries_no_word_of_the_story(stage: Stage) -> None:
    stage.says("c1", CRY)

    (alert,) = stage.heard("o-rina")
    for word in ("bertiga", "disekap", "rumah", "kosong", "hp", "c1"):
        assert word not in alert.lower().split()
    assert stage.case().reference in alert
    assert stage.staff.sent[0].protect


def test_nobody_answers_and_the_ladder_climbs_to_the_ketua_harian(stage: Stage) -> None:
    stage.says("c1", CRY)
    assert stage.alerted() == ["o-rina"]

    stage.passes(minutes=4, seconds=50)
    assert stage.alerted() == ["o-rina"]
    stage.passes(seconds=20)
    assert stage.alerted() == ["o-rina", "o-hadi"]
    stage.passes(minutes=5)
    assert stage.alerted() == ["o-rina", "o-hadi", "o-arif"]
    stage.passes(minutes=5)
    assert stage.alerted()[-1] == "o-lina"
    stage.passes(minutes=5)
    assert stage.alerted()[-1] == "o-rina"
    assert stage.case().ladder_round == 2


def test_a_blocked_staff_bot_moves_on_at_once(stage: Stage) -> None:
    stage.staff.always["o-rina"] = Unreachable(code="forbidden")

    stage.says("c1", CRY)

    assert stage.alerted() == ["o-hadi"]


def test_one_officer_wins_and_the_others_are_told(stage: Stage) -> None:
    stage.says("c1", CRY)
    reference = stage.case().reference
    stage.passes(minutes=5, seconds=10)
    assert stage.alerted() == ["o-rina", "o-hadi"]

    stage.officer_presses("o-rina", f"ack:{reference}")
    late = stage.officer_presses("o-hadi", f"ack:{reference}")

    case = stage.case()
    assert case.status == "diterima"
    assert case.acknowledged_at is not None
    assert "Rina" in late[-1].body.parts[0]
    stage.passes(minutes=30)
    assert stage.alerted() == ["o-rina", "o-hadi"]


def test_the_officer_sees_the_story_and_never_the_address(stage: Stage) -> None:
    stage.says("chat-4711", CRY)

    (shown,) = stage.officer_presses("o-rina", f"show:{stage.case().reference}")

    text = "\n".join(shown.body.parts)
    assert "disekap" in text
    assert "4711" not in text
    assert shown.protect


def test_a_case_moves_to_another_queue_with_a_reason_and_wakes_that_one(stage: Stage) -> None:
    stage.says("c1", CRY)
    reference = stage.case().reference
    stage.officer_presses("o-rina", f"ack:{reference}")

    stage.officer_presses("o-rina", f"move:{reference}")
    stage.officer_presses("o-rina", f"to:{reference}:sosial")
    stage.officer_presses("o-rina", f"why:{reference}:sosial:bidang_lain")

    case = stage.case()
    assert case.queue is Queue.SOSIAL
    assert case.acknowledged_at is None
    assert stage.alerted()[-1] == "o-sari"


def test_text_first_or_button_first_gives_the_same_case(stage: Stage) -> None:
    story = "paspor saya ditahan majikan dan gaji tiga bulan tidak dibayar"
    stage.says("text", story)
    stage.says("button", "halo")
    stage.presses("button", "menu_report")
    for answer in ("safe_yes", "danger_no"):
        stage.presses("button", answer)
    stage.says("button", story)

    first, second = stage.cases()
    assert (first.urgency, first.queue, first.kind) == (second.urgency, second.queue, second.kind)


def test_the_same_cry_by_sms_and_whatsapp(stage: Stage) -> None:
    for number, channel in (("+628111", ChannelName.SMS), ("whatsapp:+628222", ChannelName.WHATSAPP)):
        replies = stage.says(number, CRY, channel=channel)
        assert replies
        for message in replies:
            for part in message.body.parts:
                assert len(part) <= (160 if channel is ChannelName.SMS else 1024)
    assert [case.urgency for case in stage.cases()] == [Urgency.KRITIS, Urgency.KRITIS]
