"""An officer's words to a person: shown once more before they leave, and never to the wrong one."""

from __future__ import annotations

import pytest

from tests.stage import Stage

STORY = "paspor saya ditahan majikan dan gaji tiga bulan tidak dibayar"


@pytest.fixture
def reference(stage: Stage) -> str:
    """A case that Rina has taken, of somebody who said that this phone is theirs."""
    stage.says("c1", STORY)
    stage.presses("c1", "safe_yes")
    reference = stage.case().reference
    stage.officer_presses("o-rina", f"ack:{reference}")
    return reference


def words(messages: list) -> str:  # type: ignore[type-arg]
    return "\n".join(part for message in messages for part in message.body.parts)


def test_words_leave_only_after_a_second_look(stage: Stage, reference: str) -> None:
    heard = len(stage.heard("c1"))
    assert "Tulis balasan" in words(stage.officer_presses("o-rina", f"reply:{reference}"))
    preview = stage.officer_says("o-rina", "Kami sudah membaca laporan Anda.")

    assert "Kami sudah membaca" in words(preview)
    assert {button.id for button in preview[-1].body.buttons} == {f"send:{reference}", f"drop:{reference}"}
    assert len(stage.heard("c1")) == heard

    stage.officer_presses("o-rina", f"send:{reference}")
    assert "Kami sudah membaca" in stage.heard("c1")[-1]
    assert "Rina" not in stage.heard("c1")[-1]


@pytest.mark.parametrize("word", ["batal", "BATAL"])
def test_batal_sends_nothing(stage: Stage, reference: str, word: str) -> None:
    heard = len(stage.heard("c1"))
    stage.officer_presses("o-rina", f"reply:{reference}")

    assert "Dibatalkan" in words(stage.officer_says("o-rina", word))
    stage.officer_says("o-rina", "ini untuk orang lain")
    assert len(stage.heard("c1")) == heard


def test_a_reference_typed_instead_of_words_is_looked_up(stage: Stage, reference: str) -> None:
    heard = len(stage.heard("c1"))
    stage.officer_presses("o-rina", f"reply:{reference}")

    assert reference in words(stage.officer_says("o-rina", reference))
    stage.officer_presses("o-rina", f"send:{reference}")
    assert len(stage.heard("c1")) == heard


def test_words_typed_much_later_are_not_meant(stage: Stage, reference: str) -> None:
    heard = len(stage.heard("c1"))
    stage.officer_presses("o-rina", f"reply:{reference}")
    stage.passes(minutes=11)

    assert "Perintah" in words(stage.officer_says("o-rina", "sampai di rumah"))
    assert len(stage.heard("c1")) == heard


def test_a_draft_of_one_case_is_never_sent_to_another(stage: Stage, reference: str) -> None:
    stage.says("c2", "gaji saya ditahan majikan di Miri, tidak boleh pulang")
    (other,) = [case.reference for case in stage.cases() if case.reference != reference]
    stage.officer_presses("o-rina", f"ack:{other}")
    stage.officer_presses("o-rina", f"reply:{reference}")
    stage.officer_says("o-rina", "untuk yang pertama")
    heard = len(stage.heard("c2"))

    assert "Tidak ada balasan" in words(stage.officer_presses("o-rina", f"send:{other}"))
    assert len(stage.heard("c2")) == heard


def test_only_who_has_the_case_answers_for_it(stage: Stage, reference: str) -> None:
    assert "dipegang petugas lain" in words(stage.officer_presses("o-wati", f"reply:{reference}"))
    assert "Tulis balasan" in words(stage.officer_presses("o-arif", f"reply:{reference}"))


def test_nobody_answers_before_the_case_is_taken(stage: Stage) -> None:
    stage.says("c1", STORY)
    reference = stage.case().reference
    refused = stage.officer_presses("o-rina", f"reply:{reference}")

    assert "Terima kasusnya" in words(refused)
    assert refused[-1].body.buttons[0].id == f"ack:{reference}"


def test_the_next_officer_reads_what_was_answered_and_why_it_moved(stage: Stage, reference: str) -> None:
    stage.officer_presses("o-rina", f"reply:{reference}")
    stage.officer_says("o-rina", "Tunggu di tempat aman")
    stage.officer_presses("o-rina", f"send:{reference}")
    stage.officer_presses("o-rina", f"why:{reference}:sosial:tanya")
    stage.officer_says("o-rina", "perlu rumah aman")

    shown = words(stage.officer_presses("o-sari", f"show:{reference}"))
    assert "Rina mengalihkan ke Sosial & Pemulangan: perlu rumah aman" in shown
    assert "Rina membalas: Tunggu di tempat aman" in shown
    assert "BELUM DITERIMA" in shown


def test_an_officers_move_stands_though_the_person_writes_on(stage: Stage, reference: str) -> None:
    stage.officer_presses("o-rina", f"why:{reference}:kesehatan:bidang_lain")
    assert stage.alerted()[-1] == "o-wati"

    stage.says("c1", "majikan saya pukul saya, saya takut")
    stage.passes(hours=7)

    assert stage.case().queue == "kesehatan"
