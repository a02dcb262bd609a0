"""An officer says what should have been read: it is kept, it may raise a case, and it never lowers one."""

from __future__ import annotations

import json

import pytest

from bot.cli.corrections import redactor_of
from bot.correction_export import CorrectionExport, Exported
from language import Reader
from language.reading import Queue, Urgency
from models.audit import verify
from models.case_store import CaseStore
from tests.scenarios.snapshot import table_rows
from tests.scenarios.test_escalation_clocks import HELD, sedang
from tests.scenarios.test_night import CRY
from tests.scenarios.test_officers_desk import POLICE, audited, seen
from tests.stage import Stage

NAMED = "Pak Joko Susanto tahan paspor saya di desa Sebunga, gaji tiga bulan tidak dibayar, hp 0812-3456-7890"


@pytest.fixture
def reference(stage: Stage) -> str:
    """A case that was read as urgent and that Rina has taken."""
    stage.says("c1", HELD)
    reference = stage.case().reference
    assert stage.case().urgency is Urgency.TINGGI
    stage.officer_presses("o-rina", f"ack:{reference}")
    return reference


def kept(stage: Stage) -> list[dict[str, object]]:
    names = ("urgency_read", "queue_read", "urgency_right", "intent_right", "queue_right")
    return [
        {name: None if row[name] is None else row[name].value for name in names}
        for row in table_rows(stage.storage, "reading_corrections")
    ]


def buttons(stage: Stage, chat: str, press: str) -> list[str]:
    (message,) = stage.officer_presses(chat, press)
    return [button.label for button in message.body.buttons]


def exported(stage: Stage, reader: Reader, *, settle: bool = True) -> list[Exported]:
    place = stage.hotline.taskforces["sambas"]
    export = CorrectionExport("sambas", redactor=redactor_of(place), reader=reader)
    with stage.storage.begin() as uow:
        found = export.rows(uow)
        if settle:
            export.settle(uow, found, now=stage.clock.now())
            uow.commit()
    return found


# --- asking --------------------


def test_a_case_says_why_it_was_read_so_and_asks_what_it_should_have_been(
    stage: Stage, reference: str
) -> None:
    (shown,) = stage.officer_presses("o-rina", f"show:{reference}")
    why = shown.body.parts[-1].partition("Mengapa:")[2]
    assert "Paspor, KTP atau HP diambil (\u201cpaspor" in why
    assert shown.body.buttons[-1].label == "Bacaan salah"

    assert buttons(stage, "o-rina", shown.body.buttons[-1].id) == [
        "Kritis", "Tinggi", "Sedang", "Rendah", "Bukan laporan"
    ]  # fmt: skip
    assert kept(stage) == []
    assert buttons(stage, "o-rina", f"should:{reference}:sedang") == [
        "Pencegahan", "Kesehatan", "Sosial & Pemulangan", "Hukum", "Kerja Sama", "Sudah benar"
    ]  # fmt: skip


def test_the_question_is_only_asked_where_the_words_can_be_read(stage: Stage) -> None:
    stage.says("c1", CRY)

    labels = [button.label for message in stage.staff.sent for button in message.body.buttons]
    assert "Terima" in labels
    assert "Bacaan salah" not in labels


# --- raising --------------------


def test_more_urgent_raises_the_case_and_wakes_officers_as_any_danger_does(
    stage: Stage, reference: str
) -> None:
    before, woken = stage.case(), len(stage.alerted())
    officer = before.assignee_id

    answer = seen(stage, "o-rina", press=f"should:{reference}:kritis")

    case = stage.case()
    assert "seharusnya" not in answer
    assert f"{reference} dinaikkan ke KRITIS" in answer
    assert (case.urgency, case.acknowledged_at) == (Urgency.KRITIS, None)
    assert case.acknowledge_by != before.acknowledge_by
    assert {"code": "koreksi_petugas", "level": "kritis"} in json.loads(case.reasons)
    assert stage.alerted()[woken:] == ["o-rina"]
    (entry,) = [row for row in table_rows(stage.storage, "audit_entries") if row["action"] == "urgensi_naik"][
        1:
    ]
    assert (entry["actor"], json.loads(entry["detail"])) == (
        officer,
        {"urgency": "kritis", "queue": "hukum", "reason": "koreksi_petugas"},
    )

    stage.passes(minutes=6)
    assert stage.alerted()[woken:] == ["o-rina", "o-hadi"]
    assert "Alarm dihentikan" in seen(stage, "o-hadi", press=f"ack:{reference}")


def test_what_an_officer_raised_stays_raised_when_the_person_writes_on(stage: Stage, reference: str) -> None:
    stage.officer_presses("o-rina", f"should:{reference}:kritis")
    stage.says("c1", "besok saya coba telepon adik")

    assert stage.case().urgency is Urgency.KRITIS
    assert "koreksi_petugas" in stage.case().reasons
    assert "Dinaikkan petugas" in seen(stage, "o-rina", press=f"show:{reference}")


def test_a_case_that_only_wanted_a_human_can_be_raised_too(stage: Stage) -> None:
    sedang(stage)
    reference, woken = stage.case().reference, len(stage.alerted())

    assert "dinaikkan ke TINGGI" in seen(stage, "o-sari", press=f"should:{reference}:tinggi")
    assert stage.alerted()[woken:]
    assert kept(stage)[0]["urgency_read"] == "sedang"


# --- never lowering --------------------


@pytest.mark.parametrize(
    ("level", "told"),
    [
        ("tinggi", "tetap TINGGI."),
        ("sedang", "tetap TINGGI: koreksi tidak menurunkan kasus"),
        ("rendah", "tetap TINGGI: koreksi tidak menurunkan kasus"),
        ("bukan", "Dicatat: bukan laporan"),
    ],
)
def test_less_urgent_is_noted_and_changes_nothing(
    stage: Stage, reference: str, level: str, told: str
) -> None:
    before, woken = stage.case(), len(stage.alerted())

    assert told in seen(stage, "o-rina", press=f"should:{reference}:{level}")

    after = stage.case()
    assert (after.version, after.urgency, after.status) == (before.version, before.urgency, before.status)
    assert len(stage.alerted()) == woken
    right = None if level == "bukan" else level
    assert kept(stage) == [
        {
            "urgency_read": "tinggi",
            "queue_read": "hukum",
            "urgency_right": right,
            "intent_right": "lainnya" if right is None else None,
            "queue_right": None,
        }
    ]


def test_what_is_no_report_is_not_asked_for_a_queue(stage: Stage, reference: str) -> None:
    assert "Balas" in buttons(stage, "o-rina", f"should:{reference}:bukan")
    assert "Terima kasih" in stage.heard("o-rina")[-1]


# --- the queue, and once more --------------------


def test_the_right_queue_completes_the_correction_and_moves_nothing(stage: Stage, reference: str) -> None:
    stage.officer_presses("o-rina", f"should:{reference}:sedang")

    answer = seen(stage, "o-rina", press=f"owner:{reference}:sedang:sosial")

    assert "Terima kasih" in answer
    assert "masih di Hukum. Tekan Alihkan" in answer
    assert stage.case().queue is Queue.HUKUM
    assert [(row["urgency_right"], row["queue_right"]) for row in kept(stage)] == [("sedang", "sosial")]


def test_a_queue_that_was_read_right_is_kept_as_right(stage: Stage, reference: str) -> None:
    stage.officer_presses("o-rina", f"should:{reference}:sedang")

    assert "Alihkan" not in seen(stage, "o-rina", press=f"owner:{reference}:sedang:benar")
    assert [row["queue_right"] for row in kept(stage)] == ["hukum"]


def test_two_taps_are_one_and_a_change_of_mind_is_kept_beside_the_first(stage: Stage, reference: str) -> None:
    for level in ("sedang", "sedang", "rendah"):
        stage.officer_presses("o-rina", f"should:{reference}:{level}")
    for queue in ("sosial", "sosial", "kesehatan"):
        stage.officer_presses("o-rina", f"owner:{reference}:rendah:{queue}")
    stage.officer_presses("o-arif", f"should:{reference}:rendah")

    assert [(row["urgency_right"], row["queue_right"]) for row in kept(stage)] == [
        ("sedang", None),
        ("rendah", "sosial"),
        ("rendah", "kesehatan"),
        ("rendah", None),
    ]


def test_what_the_program_read_is_quoted_also_after_officers_changed_the_case(
    stage: Stage, reference: str
) -> None:
    stage.officer_presses("o-rina", f"should:{reference}:kritis")
    stage.officer_presses("o-rina", f"why:{reference}:sosial:bidang_lain")
    stage.officer_presses("o-sari", f"should:{reference}:sedang")

    assert [(row["urgency_read"], row["queue_read"]) for row in kept(stage)] == [("tinggi", "hukum")] * 2


def test_every_correction_is_written_down_and_the_next_officer_reads_it(stage: Stage, reference: str) -> None:
    stage.officer_presses("o-rina", f"should:{reference}:sedang")
    stage.officer_presses("o-rina", f"owner:{reference}:sedang:sosial")
    stage.officer_presses("o-arif", f"should:{reference}:bukan")

    case = stage.case()
    written = [entry for entry in audited(stage) if entry[0] == "bacaan_dikoreksi"]
    assert [(actor == case.assignee_id, subject) for _, actor, subject in written] == [
        (True, case.id),
        (True, case.id),
        (False, case.id),
    ]
    shown = seen(stage, "o-sari", press=f"show:{reference}")
    assert "Rina mengoreksi bacaan: seharusnya SEDANG" in shown
    assert "Rina mengoreksi bacaan: bidang yang tepat Sosial & Pemulangan" in shown
    assert "Arif mengoreksi bacaan: seharusnya bukan laporan" in shown
    with stage.storage.read() as uow:
        assert verify(uow.session, "sambas").whole


# --- who may not, and what is no button --------------------


@pytest.mark.parametrize("press", ["wrong:{}", "should:{}:kritis", "owner:{}:kritis:hukum"])
def test_the_accused_unit_corrects_nothing(stage: Stage, press: str) -> None:
    stage.says("c1", POLICE)
    before = stage.case()

    assert "tidak dibuka untuk bidang Anda" in seen(stage, "o-rina", press=press.format(before.reference))
    assert kept(stage) == []
    assert stage.case().version == before.version


@pytest.mark.parametrize(
    "press",
    ["should:{}", "should:{}:mars", "owner:{}", "owner:{}:sedang", "owner:{}:sedang:mars",
     "owner:{}:bukan:hukum", "owner:{}:mars:hukum"],
)  # fmt: skip
def test_crooked_buttons_correct_nothing(stage: Stage, reference: str, press: str) -> None:
    assert "Perintah" in seen(stage, "o-rina", press=press.format(reference))
    assert kept(stage) == []


# --- export, and being forgotten --------------------


def test_words_leave_without_names_numbers_and_villages(stage: Stage, reader: Reader) -> None:
    stage.says("c1", NAMED)
    reference = stage.case().reference
    stage.officer_presses("o-rina", f"should:{reference}:sedang")
    stage.officer_presses("o-rina", f"owner:{reference}:sedang:sosial")
    stage.passes(seconds=1)
    stage.says("c1", "yang ini ditulis sesudah koreksi")

    (one,) = exported(stage, reader)

    assert one.row == {
        "id": one.correction_id,
        "text": "Pak [nama] tahan paspor saya di desa [kecamatan Sajingan Besar], "
        "gaji tiga bulan tidak dibayar, hp [nomor]",
        "intent": "lapor",
        "urgency": ["sedang"],
        "queue": ["sosial"],
        "register": None,
        "tags": ["correction"],
    }
    assert ("koreksi_diekspor", "cli", stage.case().id) in audited(stage)
    assert exported(stage, reader) == []

    stage.officer_presses("o-rina", f"should:{reference}:bukan")
    (again,) = exported(stage, reader)
    assert (again.row["intent"], again.row["urgency"], again.row["queue"]) == ("lainnya", ["rendah"], [])


def test_without_a_word_on_the_queue_the_one_that_was_read_stands(
    stage: Stage, reference: str, reader: Reader
) -> None:
    stage.officer_presses("o-rina", f"should:{reference}:sedang")

    (one,) = exported(stage, reader)
    assert (one.row["urgency"], one.row["queue"]) == (["sedang"], ["hukum"])


def test_what_was_taken_for_a_report_and_is_none_teaches_no_report(
    stage: Stage, reference: str, reader: Reader
) -> None:
    stage.officer_presses("o-rina", f"should:{reference}:rendah")

    (one,) = exported(stage, reader)
    assert (one.row["intent"], one.row["urgency"], one.row["queue"]) == ("lainnya", ["rendah"], [])


def test_a_voice_note_alone_teaches_nothing(stage: Stage, reader: Reader) -> None:
    stage.says("c1", "halo")
    stage.presses("c1", "menu_officer")
    stage.says("c1", "", media=(stage.voice(),))
    stage.officer_presses("o-rina", f"should:{stage.case().reference}:kritis")

    assert len(kept(stage)) == 1
    assert exported(stage, reader) == []


def test_whoever_asked_to_be_forgotten_is_in_no_file_and_the_row_holds_no_word(
    stage: Stage, reader: Reader
) -> None:
    stage.says("c1", NAMED)
    reference = stage.case().reference
    stage.officer_presses("o-rina", f"should:{reference}:kritis")
    assert len(exported(stage, reader, settle=False)) == 1
    stage.says("c1", "hapus")
    stage.presses("c1", "erase_yes")
    stage.passes(minutes=3)

    assert stage.case().conversation_id is None
    assert exported(stage, reader) == []
    assert len(kept(stage)) == 1
    columns = str(table_rows(stage.storage, "reading_corrections"))
    assert not [word for word in ("Joko", "paspor", "Sebunga", "0812") if word in columns]


def test_a_correction_is_an_event_without_words(stage: Stage, reference: str) -> None:
    stage.officer_presses("o-rina", f"should:{reference}:kritis")

    with stage.storage.read() as uow:
        events = [one for one in CaseStore(uow).events(stage.case().id) if one.kind == "bacaan_dikoreksi"]
    assert [(one.detail, one.note) for one in events] == [
        ({"read": "tinggi", "right": "kritis", "raised": True}, None)
    ]


def test_what_changed_while_an_export_was_written_stays_here(
    stage: Stage, reference: str, reader: Reader
) -> None:
    stage.officer_presses("o-rina", f"should:{reference}:sedang")
    found = exported(stage, reader, settle=False)
    stage.officer_presses("o-rina", f"should:{reference}:tinggi")
    export = CorrectionExport(
        "sambas", redactor=redactor_of(stage.hotline.taskforces["sambas"]), reader=reader
    )

    with stage.storage.begin() as uow:
        assert len(found) == 1
        assert export.settle(uow, found, now=stage.clock.now()) == []
    newer = exported(stage, reader, settle=False)
    with stage.storage.begin() as uow:
        assert export.settle(uow, newer, now=stage.clock.now()) == newer
        assert export.settle(uow, newer, now=stage.clock.now()) == []  # another export was quicker
