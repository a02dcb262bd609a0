"""A family asks about a name, from the register's import to the last button; and about other things."""

from __future__ import annotations

from datetime import date

import pytest

from bot.channels.messages import ChannelName
from bot.register import CorrectRows, RegisterImports, SayTheDay
from models.register_store import RegisterStore
from recruiters.listing import read_listing
from tests.stage import Stage

TABLE = (
    ("nama", "no sip3mi", "status", "per tanggal"),
    ("PT Maju Jaya Abadi", "SIP/1", "aktif", ""),
    ("PT Karya Satria", "SIP/2", "dicabut", ""),
    ("PT Duta Samudera", "SIP/3", "penghentian sementara", ""),
)


def bring(
    stage: Stage, *rows: tuple[str, ...], demo: bool = False, day: date | None = date(2026, 9, 20)
) -> None:
    hotline = stage.hotline
    imports = RegisterImports(hotline.storage, hotline.clock, hotline.ids, ("sambas",))
    listing = read_listing(enumerate(rows or TABLE, start=1), as_of=day)
    imports.bring(listing, source=repr(rows).encode(), by="o-sekretariat", demo=demo)


def said(stage: Stage, who: str, text: str, **more: object) -> str:
    return "\n".join(part for message in stage.says(who, text, **more) for part in message.body.parts)


def buttons(messages: list) -> dict[str, str]:  # type: ignore[type-arg]
    return {button.label: button.id for message in messages for button in message.body.buttons}


def test_a_listed_name_is_said_with_day_status_and_what_to_compare(stage: Stage) -> None:
    bring(stage)
    text = said(stage, "c1", "cek PT Maju Jaya Abadi dong")
    assert "tercantum" in text
    assert "20 September 2026" in text
    assert "aktif" in text
    assert "surat tugas" in text
    assert not any(word in text.lower() for word in ("resmi", "aman.", "contoh"))


def test_a_revoked_licence_is_said_in_the_first_line(stage: Stage) -> None:
    bring(stage)
    assert "dicabut" in said(stage, "c1", "pt karya satria bagus gak?").split("\n\n")[0]


def test_a_similar_name_is_asked_back_with_its_status_and_a_press_answers(stage: Stage) -> None:
    bring(stage)
    messages = stage.says("c1", "cek PT Karja Satrya")
    text = "\n".join(part for message in messages for part in message.body.parts)
    assert "bukan berarti sama" in text
    assert "PT Karya Satria (dicabut)" in text
    chosen = next(mark for label, mark in buttons(messages).items() if "Karya Satria" in label)
    answered = "\n".join(part for one in stage.presses("c1", chosen) for part in one.body.parts)
    assert "izinnya: dicabut" in answered


def test_an_unlisted_name_is_not_said_to_break_the_law(stage: Stage) -> None:
    bring(stage)
    text = said(stage, "c1", "apakah PT Zulu Quebec terdaftar?")
    assert "tidak ada di daftar" in text
    assert "belum tentu" in text


def test_without_a_register_the_answer_gives_the_officers_way(stage: Stage) -> None:
    assert "08001000" in said(stage, "c1", "cek PT Maju Jaya Abadi")


def test_an_old_register_says_so_and_invented_companies_are_marked(stage: Stage) -> None:
    bring(stage, day=date(2026, 1, 5), demo=True)
    text = said(stage, "c1", "cek PT Maju Jaya Abadi")
    assert "CONTOH" in text
    assert "sudah lama" in text


def test_on_sms_everything_goes_in_single_parts(stage: Stage) -> None:
    bring(stage)
    for message in stage.says("+6281200000001", "cek pt karja satrija", channel=ChannelName.SMS):
        assert all(len(part) <= 160 for part in message.body.parts)


def test_eight_warning_signs_are_answered_by_numbers(stage: Stage) -> None:
    bring(stage)
    after = buttons(stage.says("c1", "cek PT Maju Jaya Abadi"))
    assert "8." in "\n".join(
        part for one in stage.presses("c1", after["Periksa tanda bahaya"]) for part in one.body.parts
    )
    assert "Balas dengan nomor" in said(stage, "c1", "entahlah")
    messages = stage.says("c1", "1 2 8")
    assert "3 dari 8" in "\n".join(part for one in messages for part in one.body.parts)
    assert "Lapor" in " ".join(buttons(messages))


def test_danger_in_a_recruiter_check_is_heard(stage: Stage) -> None:
    bring(stage)
    stage.says("c1", "cek PT Maju Jaya Abadi")
    stage.says("c1", "PT Karya Satria, tolong kami dikurung di rumahnya sekarang")
    assert stage.case().urgency.value == "kritis"


def test_a_newer_register_counts_at_once_and_the_older_one_is_kept(stage: Stage) -> None:
    bring(stage)
    assert "aktif" in said(stage, "c1", "cek PT Maju Jaya Abadi")
    stage.passes(seconds=5)
    bring(stage, TABLE[0], ("PT Maju Jaya Abadi", "SIP/1", "dicabut", ""), day=date(2026, 9, 27))
    assert "dicabut" in said(stage, "c2", "cek PT Maju Jaya Abadi")
    with stage.storage.read() as uow:
        assert [record.accepted for record in RegisterStore(uow).history()] == [1, 3]


def test_bad_rows_import_nothing_unless_the_good_ones_are_asked_for(stage: Stage) -> None:
    hotline = stage.hotline
    imports = RegisterImports(hotline.storage, hotline.clock, hotline.ids, ("sambas",))
    listing = read_listing(enumerate([*TABLE, ("ABU;", "", "", "")], start=1), as_of=date(2026, 9, 20))
    with pytest.raises(CorrectRows):
        imports.bring(listing, source=b"", by="x")
    with pytest.raises(SayTheDay):
        imports.bring(read_listing(enumerate(TABLE, start=1)), source=b"", by="x")
    with stage.storage.read() as uow:
        assert RegisterStore(uow).newest() is None
    done = imports.bring(listing, source=b"", by="x", only_good_rows=True)
    assert (done.written, len(done.changes.new)) == (True, 3)
    assert not imports.bring(listing, source=b"", by="x", only_good_rows=True).written


def test_an_answer_offers_what_it_left_out_and_goes_on_from_the_question_before(stage: Stage) -> None:
    messages = stage.says("c1", "umur berapa boleh jadi TKI")
    assert "18" in "\n".join(part for one in messages for part in one.body.parts)
    more = stage.presses("c1", buttons(messages)["Lebih jauh"])
    assert len("\n".join(part for one in more for part in one.body.parts)) > 300
    assert "18" in said(stage, "c1", "kalau taiwan?")
