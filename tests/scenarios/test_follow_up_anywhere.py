"""How a report stands: from its own chat by nothing, from any phone by reference and secret number."""

from __future__ import annotations

import re

import pytest

from bot.channels.messages import ChannelName
from bot.services import GUESSES, GUESSES_AT_A_CASE
from tests.stage import Stage

HELD = "paspor saya ditahan majikan dan gaji tiga bulan tidak dibayar"
UNKNOWN = "Kami tidak menemukan laporan"
FOUND = "Laporan SBS-"


@pytest.fixture
def numbers(stage: Stage) -> tuple[str, str]:
    """Reference and secret number as the person was given them."""
    stage.says("c1", HELD)
    for press in ("safe_yes", "danger_no"):
        stage.presses("c1", press)
    stage.says("c1", "selesai")
    stage.says("c1", "Sebunga")
    for press in ("who_me", "child_no", "need_papers", "contact_mine", "sum_send"):
        stage.presses("c1", press)
    text = "\n".join(stage.heard("c1"))
    reference = re.search(r"Nomor laporan: (\S+)", text)
    pin = re.search(r"Nomor rahasia: (\d{6})", text)
    assert reference
    assert pin
    assert reference[1] == stage.case().reference
    return reference[1], pin[1]


def asks(stage: Stage, text: str, who: str = "c2", channel: ChannelName = ChannelName.TELEGRAM) -> str:
    """Ask for a report's status from another phone, with these words as numbers."""
    stage.says(who, "menu", channel=channel)
    stage.presses(who, "menu_status", channel=channel)
    return "\n".join(
        part for message in stage.says(who, text, channel=channel) for part in message.body.parts
    )


def wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 1_000_000:06d}"


def test_from_the_same_chat_by_nothing(stage: Stage, numbers: tuple[str, str]) -> None:
    stage.says("c1", "menu")
    (status,) = stage.presses("c1", "menu_status")

    assert numbers[0] in status.body.parts[0]
    assert "Belum ada petugas" in status.body.parts[0]


def test_the_status_follows_the_case(stage: Stage, numbers: tuple[str, str]) -> None:
    stage.officer_presses("o-rina", f"ack:{numbers[0]}")

    assert "Sudah dibaca petugas sejak 21 November, 02.00" in asks(stage, " ".join(numbers))


@pytest.mark.parametrize("channel", [ChannelName.TELEGRAM, ChannelName.SMS, ChannelName.WHATSAPP])
def test_from_another_phone_by_both_numbers(
    stage: Stage, numbers: tuple[str, str], channel: ChannelName
) -> None:
    reference, pin = numbers

    for written in (
        f"{reference} {pin}",
        f"{pin} {reference.lower()}",
        f"{reference.replace('-', ' ')} {pin}",
    ):
        assert FOUND in asks(stage, written, "+62899", channel)


def test_a_stranger_sees_the_status_and_no_word_of_the_story(stage: Stage, numbers: tuple[str, str]) -> None:
    shown = asks(stage, " ".join(numbers))

    for word in ("paspor", "majikan", "Sebunga", "c1"):
        assert word not in shown


def test_an_unknown_reference_and_a_wrong_number_get_the_same_answer(
    stage: Stage, numbers: tuple[str, str]
) -> None:
    reference, pin = numbers
    other = "SBS-0000-00"

    answers = {
        asks(stage, f"{reference} {wrong(pin)}", "c2"),
        asks(stage, f"{other} {pin}", "c3"),
        asks(stage, "tidak tahu nomornya", "c4"),
    }

    assert len(answers) == 1
    assert UNKNOWN in answers.pop()


def test_who_guesses_is_shut_out_and_nobody_else(stage: Stage, numbers: tuple[str, str]) -> None:
    reference, pin = numbers
    for _ in range(GUESSES):
        assert UNKNOWN in asks(stage, f"{reference} {wrong(pin)}", "c2")

    assert "Sudah terlalu banyak" in asks(stage, f"{reference} {pin}", "c2")
    assert FOUND in asks(stage, f"{reference} {pin}", "c3")
    stage.passes(minutes=31)
    assert FOUND in asks(stage, f"{reference} {pin}", "c2")


def test_guessing_at_a_reference_that_is_not_there_looks_the_same(
    stage: Stage, numbers: tuple[str, str]
) -> None:
    answers = [asks(stage, f"SBS-0000-00 {numbers[1]}", "c2") for _ in range(GUESSES)]

    assert all(UNKNOWN in answer for answer in answers)


def test_many_chats_together_close_a_case_without_a_word(stage: Stage, numbers: tuple[str, str]) -> None:
    reference, pin = numbers
    for guess in range(GUESSES_AT_A_CASE):
        assert UNKNOWN in asks(stage, f"{reference} {wrong(pin)}", f"c{guess + 10}")

    assert UNKNOWN in asks(stage, f"{reference} {pin}", "c3")
    stage.passes(minutes=31)
    assert FOUND in asks(stage, f"{reference} {pin}", "c3")


def test_the_lock_does_not_keep_the_reporter_out_of_the_own_chat(
    stage: Stage, numbers: tuple[str, str]
) -> None:
    reference, pin = numbers
    for _ in range(GUESSES):
        asks(stage, f"{reference} {wrong(pin)}")

    stage.says("c1", "menu")
    (status,) = stage.presses("c1", "menu_status")
    assert reference in status.body.parts[0]


def test_the_secret_number_is_kept_nowhere(stage: Stage, numbers: tuple[str, str]) -> None:
    reference, pin = numbers
    asks(stage, f"{reference} {pin}")

    (shown,) = stage.officer_presses("o-rina", f"show:{reference}")
    assert pin not in "\n".join(shown.body.parts)
    assert not any(pin in text for text in stage.heard("o-rina"))
