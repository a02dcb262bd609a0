"""The shipped data of Sambas against the regulation, the official regions and the contacts list."""

import re
from datetime import datetime, time, timedelta

import pytest

from config.contacts import ContactTag
from config.organisation import Office, Role
from config.taskforces import CONFIG_FOLDER, TaskForce, load_taskforce, load_taskforces
from language.reading import Queue, Urgency

#: Offices in each sub-task-force, coordinator and vice included (Lampiran I, A to E).
ANNEX = {Queue.PENCEGAHAN: 13, Queue.KESEHATAN: 12, Queue.SOSIAL: 11, Queue.HUKUM: 8, Queue.KERJASAMA: 11}

#: Desa in each kecamatan (Kepmendagri 300.2.2-2430/2025).
DESA = {
    "Sambas": 18, "Teluk Keramat": 25, "Jawai": 13, "Tebas": 23, "Pemangkat": 8, "Sejangkung": 12,
    "Selakau": 11, "Paloh": 8, "Sajingan Besar": 5, "Subah": 13, "Galing": 10, "Tekarang": 7,
    "Semparuk": 5, "Sajad": 4, "Sebawi": 7, "Jawai Selatan": 9, "Tangaran": 8, "Salatiga": 5,
    "Selakau Timur": 4,
}  # fmt: skip

#: Every contact with two sources or an official page; nobody else's number may be shown.
SHOWN = {
    "polri110": "110", "sapa129_tel": "129", "sapa129_wa": "08111-129-129", "kp2mi_tel": "08001000",
    "kp2mi_ln": "+62 21 29244800", "kp2mi_wa": "0811-8080-141", "kuching_hotline": "+60 16-886 6734",
    "kuching_kantor": "+60 82-460734", "kl_wa": "+60 17-500 7047", "pp": "+855 12 813 282", "lpsk148": "148",
    "lpsk_wa": "0857-7001-0048", "my999": "999", "mapo": "+60 3-8000 8000",
}  # fmt: skip


@pytest.fixture(scope="module")
def sambas() -> TaskForce:
    return load_taskforce(CONFIG_FOLDER / "sambas.yaml")


def test_every_sub_task_force_has_all_its_offices(sambas: TaskForce) -> None:
    assert {queue: len(unit.offices) for queue, unit in sambas.sub_task_forces.items()} == ANNEX
    assert all(len(unit.members) == ANNEX[queue] - 2 for queue, unit in sambas.sub_task_forces.items())
    assert len(sambas.leadership.members) == 11


def test_offices_are_quoted_and_renamed_beside(sambas: TaskForce) -> None:
    hukum = sambas.sub_task_forces[Queue.HUKUM]
    assert hukum.coordinator == Office(
        as_written="Kabag Hukum dan Perundang – undangan Setda Kabupaten Sambas"
    )
    assert hukum.vice == Office(as_written="Kasat Reskrim Kepolisian Resort Sambas")
    assert hukum.members[-1].today == "Unit PPA Polres Sambas"
    assert sambas.leadership.ketua_harian is not None
    assert sambas.leadership.ketua_harian.shown == (
        "Kepala Badan Pemberdayaan Perempuan dan Keluarga Berencana Kabupaten Sambas "
        "(kini Dinas P3AP2KB Kabupaten Sambas)"
    )


def test_every_office_under_an_old_name_has_the_new_one_beside_it(sambas: TaskForce) -> None:
    offices = [office for unit in sambas.sub_task_forces.values() for office in unit.offices]
    old = re.compile(r"BPPKB|Pemberdayaan Perempuan dan Keluarga Berencana|BP\dTKI|UPPA")
    renamed = [office for office in offices if old.search(office.as_written)]
    assert len(renamed) == 9
    assert all(office.today for office in renamed)
    assert [office for office in offices if office.today and office not in renamed] == []


def test_nineteen_kecamatan_and_195_desa(sambas: TaskForce) -> None:
    assert {kecamatan.name: len(kecamatan.desa) for kecamatan in sambas.regions} == DESA
    assert (len(DESA), sum(DESA.values())) == (19, 195)


def test_codes_are_unique_and_lie_in_the_regency(sambas: TaskForce) -> None:
    codes = [place.code for kecamatan in sambas.regions for place in (kecamatan, *kecamatan.desa)]
    assert len(set(codes)) == len(codes) == 19 + 195
    assert all(code.startswith(f"{sambas.regency_code}.") for code in codes)


def test_the_gazetteer_knows_places_spellings_and_everyday_words(sambas: TaskForce) -> None:
    places = sambas.gazetteer()
    assert places.kecamatan["Sajingan Besar"] == "61.01.09"
    assert ("Sebunga", "61.01.09.2002", "Sajingan Besar") in places.desa
    assert len([name for name, _, _ in places.desa if name == "Sepadu"]) == 2
    assert places.variants["teluk kumbang"] == "Teluk Kembang"
    assert places.variants["kucing"] == "Kuching"
    assert places.beyond["Aruk"] == "perbatasan"
    assert places.beyond["Kamboja"] == "negara"
    assert {"salatiga", "durian", "lorong", "tebas", "sumber harapan", "kucing"} <= places.cue_required


def test_only_checked_contacts_are_shown(sambas: TaskForce) -> None:
    assert {contact.key: contact.number for contact in sambas.shown_contacts()} == SHOWN
    hidden = [contact for contact in sambas.contacts if contact.key not in SHOWN]
    assert len(hidden) == 27
    assert all(contact.last_checked is None for contact in hidden)


def test_local_offices_wait_for_their_numbers(sambas: TaskForce) -> None:
    local = {
        contact.key: contact.number for contact in sambas.contacts if ContactTag.SETEMPAT in contact.when
    }
    assert local == dict.fromkeys(
        ["polres_sambas", "uptd_ppa_sambas", "p4mi_sambas", "bp3mi_kalbar", "ltsa_sambas"]
    )


def test_numbers_that_must_never_be_shown_are_nowhere() -> None:
    taskforces = load_taskforces(["sambas", "sanggau", "belu"]).values()
    digits = {re.sub(r"\D", "", contact.number or "") for unit in taskforces for contact in unit.contacts}
    assert not digits & {"080001000", "7266", "60111222333", "60138889900", "6082241734"}
    assert "08001000" in digits


def test_an_office_hours_number_is_never_given_for_danger(sambas: TaskForce) -> None:
    urgent = {contact.key for contact in sambas.shown_contacts(ContactTag.DARURAT)}
    assert urgent == {"polri110", "my999", "kuching_hotline", "kl_wa", "pp"}
    assert "Tidak anonim" in str(next(c for c in sambas.contacts if c.key == "polri110").note_id)


@pytest.mark.parametrize(
    ("urgency", "acknowledge", "first_contact"),
    [
        (Urgency.KRITIS, ("5m", "5m"), ("15m", "15m")),
        (Urgency.TINGGI, ("1h", "4h"), ("4h", "4h")),
        (Urgency.SEDANG, ("1wd", "1wd"), ("2wd", "2wd")),
        (Urgency.RENDAH, None, None),
    ],
)
def test_clocks_by_day_and_by_night(
    sambas: TaskForce,
    urgency: Urgency,
    acknowledge: tuple[str, str] | None,
    first_contact: tuple[str, str] | None,
) -> None:
    clocks = sambas.clocks[urgency]
    promised = [
        deadline and (str(deadline.day), str(deadline.night))
        for deadline in (clocks.acknowledge, clocks.first_contact)
    ]
    assert promised == [acknowledge, first_contact]
    assert (sambas.daytime.start, sambas.daytime.end) == (time(6), time(22))


def test_the_ladder_wakes_the_duty_officer_first_and_the_ketua_last(sambas: TaskForce) -> None:
    steps = sambas.ladder[Urgency.KRITIS]
    assert [step.roles for step in steps] == [
        (Role.PETUGAS_PIKET,),
        (Role.KOORDINATOR, Role.WAKIL_KOORDINATOR),
        (Role.KETUA_HARIAN,),
        (Role.KETUA,),
    ]
    assert {step.every.fixed for step in steps} == {timedelta(minutes=5)}
    assert sambas.ladder[Urgency.SEDANG][0].roles == (Role.KOORDINATOR,)
    assert sambas.ladder[Urgency.RENDAH] == ()


@pytest.mark.parametrize(
    ("hour", "key"), [(6, "malam"), (7, "pagi"), (15, "sore"), (22, "malam"), (0, "malam")]
)
def test_somebody_is_on_duty_at_every_hour(sambas: TaskForce, hour: int, key: str) -> None:
    assert sambas.shift_at(datetime(2026, 11, 16, hour, tzinfo=sambas.zone)).key == key


def test_the_legal_basis_carries_its_doubt(sambas: TaskForce) -> None:
    assert sambas.legal_basis is not None
    assert "6/2017" in str(sambas.legal_basis.note)


def test_queue_names_fit_a_button(sambas: TaskForce) -> None:
    assert [sambas.queue_name(queue) for queue in Queue] == [
        "Pencegahan", "Kesehatan", "Sosial", "Hukum", "Kerjasama", "Sekretariat",
    ]  # fmt: skip


def test_nothing_is_destroyed_before_the_regency_has_decided(sambas: TaskForce) -> None:
    assert set(sambas.retention.values()) == {None}
