"""The staff bot: who is let in, what officers see, and that every look is written down."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.channels.messages import ChannelName, InboundKind
from language.reading import Queue
from models.audit import verify
from models.case_store import CaseStore
from models.officer_store import OfficerStore
from tests.scenarios.snapshot import table_rows
from tests.scenarios.test_night import CRY
from tests.stage import Stage

HELD = "paspor saya ditahan majikan dan gaji tiga bulan tidak dibayar"
POLICE = "oknum polisi ikut menjual gadis-gadis itu ke Kuching, paspor mereka ditahan"
STAFF = ChannelName.STAFF


def invited(stage: Stage, code: str = "KODE12345678", hours: int = 24) -> str:
    """An officer with a code and no chat yet."""
    officer_id = stage.hotline.ids()
    with stage.storage.begin() as uow:
        OfficerStore(uow).add(
            id=officer_id,
            taskforce="sambas",
            name="Dewi",
            role="petugas_piket",
            queue="hukum",
            code=code,
            code_expires_at=stage.clock.now() + timedelta(hours=hours),
            now=stage.clock.now(),
        )
        uow.commit()
    return officer_id


def seen(stage: Stage, chat: str, *, press: str = "", text: str = "") -> str:
    """What the staff bot answers."""
    messages = stage.officer_presses(chat, press) if press else stage.officer_says(chat, text)
    return "\n".join(part for message in messages for part in message.body.parts)


def audited(stage: Stage) -> list[tuple[str, str, str]]:
    return [
        (row["action"], row["actor"], row["subject"]) for row in table_rows(stage.storage, "audit_entries")
    ]


# --- linking --------------------


def test_a_one_time_code_links_a_chat_also_through_a_link(stage: Stage) -> None:
    officer_id = invited(stage)

    (welcome,) = stage.says("o-dewi", "", channel=STAFF, start="kode12345678")

    assert "Tertaut: Dewi" in welcome.body.parts[0]
    assert ("petugas_tertaut", officer_id, officer_id) in audited(stage)
    assert "Dewi" in seen(stage, "o-dewi", text="/piket")


def test_a_code_works_once(stage: Stage) -> None:
    invited(stage)
    seen(stage, "o-dewi", text="KODE12345678")

    assert "khusus petugas" in seen(stage, "o-other", text="KODE12345678")
    assert "Piket" in seen(stage, "o-dewi", text="/piket")


def test_a_code_expires(stage: Stage) -> None:
    invited(stage, hours=1)
    stage.clock.set(stage.clock.now() + timedelta(hours=1, seconds=1))

    assert "khusus petugas" in seen(stage, "o-dewi", text="KODE12345678")


def test_a_new_code_from_a_second_chat_takes_the_first_chat_its_access(stage: Stage) -> None:
    officer_id = invited(stage)
    seen(stage, "o-dewi", text="KODE12345678")
    with stage.storage.begin() as uow:
        OfficerStore(uow).new_code(officer_id, code="NEU", expires_at=stage.clock.now() + timedelta(hours=1))
        uow.commit()

    assert "Tertaut" in seen(stage, "o-newphone", text="NEU")
    assert "khusus petugas" in seen(stage, "o-dewi", text="/kasus")


def test_a_retired_officer_is_a_stranger_at_once(stage: Stage) -> None:
    officer_id = invited(stage)
    seen(stage, "o-dewi", text="KODE12345678")
    with stage.storage.begin() as uow:
        OfficerStore(uow).retire(officer_id)
        uow.commit()

    assert "khusus petugas" in seen(stage, "o-dewi", text="/kasus")


@pytest.mark.parametrize("word", ["/kasus", "/piket", "/start", "halo", "reference", "show", "ack", "why"])
def test_a_stranger_learns_nothing(stage: Stage, word: str) -> None:
    stage.says("c1", CRY)
    reference = stage.case().reference
    texts = {seen(stage, "o-stranger", text="apa ini?")}
    if word == "reference":
        texts.add(seen(stage, "o-stranger", text=reference))
    elif word in ("show", "ack", "why"):
        texts.add(seen(stage, "o-stranger", press=f"{word}:{reference}:sosial:tanya"))
    else:
        texts.add(seen(stage, "o-stranger", text=word))

    (only,) = texts
    assert only.startswith("Bot ini khusus petugas")
    assert stage.case().acknowledged_at is None


def test_a_citizens_words_in_the_staff_bot_open_no_case(stage: Stage) -> None:
    assert "Ingin melapor?" in seen(stage, "o-stranger", text=CRY)
    assert stage.cases() == []


# --- looking --------------------


def test_piket_names_who_is_there_and_who_cannot_be_reached(stage: Stage) -> None:
    invited(stage)
    text = seen(stage, "o-rina", text="/piket@SuarPetugasBot")

    assert "Rina: Petugas piket, Hukum" in text
    assert "Dewi: Petugas piket, Hukum (belum tertaut)" in text
    assert "Arif: Ketua Harian" in text


def test_kasus_lists_open_cases_the_urgent_and_untaken_first(stage: Stage) -> None:
    assert "Tidak ada kasus terbuka" in seen(stage, "o-rina", text="/kasus")
    stage.says("c1", HELD)
    stage.says("c2", CRY)
    tinggi, kritis = (case.reference for case in stage.cases())
    (listed,) = stage.officer_says("o-rina", "/kasus")
    assert [button.id for button in listed.body.buttons] == [f"show:{kritis}", f"show:{tinggi}"]

    stage.officer_presses("o-rina", f"ack:{kritis}")
    (listed,) = stage.officer_says("o-rina", "kasus")
    assert [button.id for button in listed.body.buttons] == [f"show:{tinggi}", f"show:{kritis}"]


def test_a_case_is_shown_by_its_reference_however_it_is_typed(stage: Stage) -> None:
    stage.says("c1", HELD)
    reference = stage.case().reference

    for typed in (reference, reference.lower(), f"lihat {reference} dong", reference.replace("-", " ")):
        assert HELD in seen(stage, "o-rina", text=typed)
    assert "tidak ditemukan" in seen(stage, "o-rina", press="show:SBS-0000-00")


def test_every_look_is_written_down_with_who_looked(stage: Stage) -> None:
    stage.says("c1", HELD)
    case = stage.case()
    for chat in ("o-rina", "o-sari", "o-rina"):
        stage.officer_presses(chat, f"show:{case.reference}")

    looks = [
        actor for action, actor, subject in audited(stage) if (action, subject) == ("kasus_dilihat", case.id)
    ]
    assert len(looks) == 3
    assert looks[0] == looks[2] != looks[1]


def test_taking_a_case_is_written_down_and_names_the_officer(stage: Stage) -> None:
    stage.says("c1", CRY)
    case = stage.case()
    assert "Alarm dihentikan" in seen(stage, "o-rina", press=f"ack:{case.reference}")
    assert f"{case.reference} sudah diterima Rina" in seen(stage, "o-arif", press=f"ack:{case.reference}")
    assert f"{case.reference} sudah Anda terima" in seen(stage, "o-rina", press=f"ack:{case.reference}")

    taken = [row for row in audited(stage) if row[0] == "kasus_diterima"]
    assert taken == [("kasus_diterima", stage.case().assignee_id, case.id)]


@pytest.mark.parametrize(
    "press", ["", "nonsense", "ack", "ack:", "show:", "to:X:y", "why:::", "move:" + "x" * 50]
)
def test_crooked_buttons_are_answered_kindly(stage: Stage, press: str) -> None:
    stage.says("c1", CRY)
    before = stage.case().version
    answer = seen(stage, "o-rina", press=press) if press else seen(stage, "o-rina", text="?")

    assert "Perintah" in answer or "tidak ditemukan" in answer
    assert stage.case().version == before


def test_crooked_queues_and_reasons_move_nothing(stage: Stage) -> None:
    stage.says("c1", CRY)
    reference, version = stage.case().reference, stage.case().version
    for press in (f"to:{reference}:mars", f"why:{reference}:mars:bidang_lain", f"why:{reference}:sosial:x",
                  f"why:{reference}:sosial"):  # fmt: skip
        assert "Perintah" in seen(stage, "o-rina", press=press)
    assert "Tulis alasan" in seen(stage, "o-rina", press=f"why:{reference}:sosial:tulis")
    assert stage.case().version == version


# --- moving --------------------


def test_a_case_moves_with_the_officers_own_words(stage: Stage) -> None:
    stage.says("c1", CRY)
    reference = stage.case().reference
    (queues,) = stage.officer_presses("o-rina", f"move:{reference}")
    assert {button.id.rsplit(":", 1)[1] for button in queues.body.buttons} == set(Queue) - {Queue.HUKUM}
    (reasons,) = stage.officer_presses("o-rina", f"to:{reference}:sosial")
    assert f"why:{reference}:sosial:tanya" in [button.id for button in reasons.body.buttons]
    stage.officer_presses("o-rina", f"why:{reference}:sosial:tanya")

    assert "dialihkan ke Sosial" in seen(stage, "o-rina", text="korbannya\nsudah di rumah aman")

    case = stage.case()
    assert case.queue is Queue.SOSIAL
    with stage.storage.read() as uow:
        (moved,) = [event for event in CaseStore(uow).events(case.id) if event.kind == "dialihkan"]
    assert moved.note == "korbannya\nsudah di rumah aman"
    assert moved.detail == {"from": "hukum", "to": "sosial", "reason": "tulis"}
    assert "rumah aman" not in json.dumps(table_rows(stage.storage, "audit_entries"), default=str)
    assert "Perintah" in seen(stage, "o-rina", text="satu alasan lagi")


def test_a_command_instead_of_a_reason_moves_nothing(stage: Stage) -> None:
    stage.says("c1", CRY)
    reference = stage.case().reference
    stage.officer_presses("o-rina", f"why:{reference}:sosial:tanya")

    assert "Piket" in seen(stage, "o-rina", text="/piket")
    assert stage.case().queue is Queue.HUKUM


# --- conflict of interest --------------------


def test_a_case_that_accuses_the_police_goes_to_the_leadership_and_past_the_police(stage: Stage) -> None:
    stage.says("c1", POLICE)
    case = stage.case()

    assert case.queue not in (Queue.HUKUM,)
    assert stage.alerted()
    for _ in range(24):
        stage.clock.set(stage.clock.now() + timedelta(hours=1))
        stage.work()
    assert not {"o-rina", "o-hadi"} & set(stage.alerted())
    assert "o-arif" in stage.alerted()


@pytest.mark.parametrize("button", ["show", "ack", "move", "to", "why", "tanya"])
def test_the_accused_unit_can_neither_see_nor_take_nor_move_it(stage: Stage, button: str) -> None:
    stage.says("c1", POLICE)
    case = stage.case()
    press = {
        "to": f"to:{case.reference}:sosial",
        "why": f"why:{case.reference}:hukum:bidang_lain",
        "tanya": f"why:{case.reference}:hukum:tanya",
    }.get(button, f"{button}:{case.reference}")

    answer = seen(stage, "o-rina", press=press)

    assert "tidak dibuka untuk bidang Anda" in answer
    assert "oknum" not in answer
    assert (stage.case().acknowledged_at, stage.case().queue) == (None, case.queue)
    assert [subject for action, _, subject in audited(stage) if action == "ditolak_melihat"] == [case.id]


def test_it_is_on_the_leaders_list_and_not_on_the_accused_units(stage: Stage) -> None:
    stage.says("c1", POLICE)
    reference = stage.case().reference

    assert "Tidak ada kasus terbuka" in seen(stage, "o-rina", text="/kasus")
    assert "tidak dibuka" in seen(stage, "o-rina", text=reference)
    (listed,) = stage.officer_says("o-arif", "/kasus")
    assert [button.id for button in listed.body.buttons] == [f"show:{reference}"]
    assert "oknum" in seen(stage, "o-arif", text=reference)


def test_an_accusation_that_comes_later_takes_the_case_away_and_wakes_others(stage: Stage) -> None:
    stage.says("c1", CRY)
    reference = stage.case().reference
    stage.officer_presses("o-rina", f"ack:{reference}")
    woken = len(stage.alerted())

    stage.says("c1", POLICE)

    case = stage.case()
    assert case.queue is not Queue.HUKUM
    assert (case.assignee_id, case.acknowledged_at) == (None, None)
    assert stage.alerted()[woken:]
    assert not {"o-rina", "o-hadi"} & set(stage.alerted()[woken:])
    assert "tidak dibuka" in seen(stage, "o-rina", press=f"show:{reference}")
    stage.passes(minutes=10)
    assert not {"o-rina", "o-hadi"} & set(stage.alerted()[woken:])


# --- the line, the trail --------------------


def test_an_officer_who_blocks_the_bot_is_passed_over_until_it_is_let_in(stage: Stage) -> None:
    stage.receive(stage.message("o-rina", kind=InboundKind.BLOCKED, channel=STAFF))
    stage.says("c1", CRY)
    assert stage.alerted() == ["o-hadi"]

    stage.receive(stage.message("o-rina", kind=InboundKind.UNBLOCKED, channel=STAFF))
    stage.says("c2", CRY)
    assert stage.alerted() == ["o-hadi", "o-rina"]


def test_the_audit_chain_is_whole_after_a_night(stage: Stage) -> None:
    for who, text in (("c1", CRY), ("c2", HELD), ("c3", POLICE), ("c4", "halo")):
        stage.says(who, text)
    stage.passes(minutes=21)
    for case in stage.cases():
        stage.officer_presses("o-arif", f"show:{case.reference}")
        stage.officer_presses("o-arif", f"ack:{case.reference}")
        stage.officer_presses("o-arif", f"why:{case.reference}:kesehatan:bidang_lain")
    stage.says("c2", "hapus")
    stage.presses("c2", "erase_yes")
    stage.passes(minutes=5)

    with stage.storage.read() as uow:
        report = verify(uow.session, "sambas")
    assert report.whole
    assert report.entries == len(table_rows(stage.storage, "audit_entries")) > 20
