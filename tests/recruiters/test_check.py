"""What is said of a recruiter. The one thing that must never happen: a look-alike that is called listed."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruiters import check as check_module
from recruiters.check import check
from recruiters.register import Company, LicenceStatus, Register

TODAY = date(2026, 11, 22)
REGISTER = Register(
    [
        Company(name="PT Maju Jaya Abadi", status=LicenceStatus.AKTIF, licence="SIP/1/2025"),
        Company(name="PT. Karya Satria", status=LicenceStatus.DICABUT, licence="SIP/2/2025"),
        Company(name="Oenggoel Kentjana PT", status=LicenceStatus.AKTIF),
        Company(name="PT Bina Kasih Bunda", status=LicenceStatus.PENGHENTIAN_SEMENTARA_SEBAGIAN),
        Company(
            name="PT Duta Samudera", status=LicenceStatus.SANKSI_DIAKHIRI, aliases=("PT Duta Samudra Raya",)
        ),
        Company(name="PT Kerja Sama", status=LicenceStatus.AKTIF),
        Company(name="PT Yayasan Karya Utama", status=LicenceStatus.TIDAK_DIKETAHUI),
        Company(name="PT Guna Mandiri", status=LicenceStatus.AKTIF),
        Company(name="PT Gunamandiri", status=LicenceStatus.TIDAK_DIPERPANJANG),
    ],
    as_of=date(2026, 11, 1),
)


def first(text: str, register: Register = REGISTER) -> check_module.Check:
    return check(text, register, today=TODAY)[0]


@pytest.mark.parametrize(
    "text",
    [
        "PT Maju Jaya Abadi",
        "pt maju jaya abadi",
        "P.T. MAJU JAYA ABADI",
        "Maju Jaya Abadi, PT",
        "PT. Maju Jaya Abadi Tbk.",
        "PT MajuJaya Abadi",
        "PT Maju-Jaya Abadi cab. Sambas",
        "PT Maju Jaya Abadi Kantor Cabang Pontianak",
        "PT Maju Jaya Abadi (MJA)",
        "cek pt maju jaya abadi dong",
        "assalamualaikum, mau tanya pt maju jaya abadi aman gak ya",
        "maju jaya abadi itu penipu bukan?",
        "sy ditawari krj ke miri oleh PT Maju Jaya Abadi, minta 3 juta",
        "is PT Maju Jaya Abadi licensed?",
        "Pak Rudi dari PT Maju Jaya Abadi minta DP, PT nya resmi kah",
    ],
)
def test_the_same_name_in_any_dressing_is_listed(text: str) -> None:
    found = first(text)
    assert (found.outcome, found.candidates[0].company.name) == ("terdaftar", "PT Maju Jaya Abadi")


@pytest.mark.parametrize(
    "dressing", ["PT {}", "cek pt {} dong", "apakah PT {} resmi?", "{}", "pt {} aman gak"]
)
@pytest.mark.parametrize(
    "name",
    [
        "Maju Jaya Abadi Baru",
        "Maju Jaya Abadi Indonesia",
        "Maju Jaya Abadi II",
        "Maju Jaya Abadi 2",
        "Maju Jaya",
        "Jaya Maju Abadi",
        "Maju Jaya Abdi",
        "Maju Jaya Abadi Aman",
        "Maju Jaya Abadi (Baru)",
        "Maju Jaya Abadi & Mitra",
        "Maju Jaya Abadi dan Mitra",
        "Maju Jaya Abadi - Sejahtera",
        "New Maju Jaya Abadi",
        "Kerja Sama Kita",
        "Maju J\u0430ya Abadi",  # a Cyrillic letter
    ],
)
def test_a_look_alike_is_never_listed(name: str, dressing: str) -> None:
    for written in (name, name.lower(), name.upper()):
        found = check(dressing.format(written), REGISTER, today=TODAY)
        assert not any(
            one.outcome in {"terdaftar", "dihentikan"} and one.candidates[0].company.name != "PT Kerja Sama"
            for one in found
        )
        if "Kerja" in name:
            assert found[0].outcome != "terdaftar"


@given(st.sampled_from(REGISTER.companies), st.integers(0, 40), st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
def test_one_letter_more_is_another_company(company: Company, place: int, letter: str) -> None:
    name = company.name
    squat = name[: 3 + place] + letter + name[3 + place :]
    known = {one.name for one in REGISTER.exact(squat)}
    assert company.name not in known or squat.lower().replace(" ", "") == name.lower().replace(" ", "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("pt madju djaja abadi", "PT Maju Jaya Abadi"),
        ("pt unggul kencana", "Oenggoel Kentjana PT"),
        ("PT Maju Jya Abadi", "PT Maju Jaya Abadi"),
        ("cek pt bina kasi bunda", "PT Bina Kasih Bunda"),
        ("PT Karja Satrija", "PT. Karya Satria"),
        ("MJA", "PT Maju Jaya Abadi"),
    ],
)
def test_old_spelling_slips_and_initials_are_similar_and_show_what_differs(text: str, name: str) -> None:
    found = first(text)
    assert found.outcome == "mirip"
    assert found.candidates[0].company.name == name
    assert found.candidates[0].differs
    assert found.candidates[0].score < 1


def test_a_curated_alias_is_the_same_name() -> None:
    assert first("PT Duta Samudra Raya").outcome == "terdaftar"
    assert first("PT Duta Samudra").outcome == "mirip"


def test_a_halted_licence_is_said_with_its_status_also_when_only_similar() -> None:
    assert first("PT Karya Satria").outcome == "dihentikan"
    assert first("PT Bina Kasih Bunda").outcome == "dihentikan"
    assert first("PT Karya Satriaa").candidates[0].company.status is LicenceStatus.DICABUT


def test_names_that_differ_by_a_space_alone_are_both_shown_the_halted_one_first() -> None:
    found = first("pt guna mandiri")
    assert found.outcome == "dihentikan"
    assert [near.company.name for near in found.candidates] == ["PT Gunamandiri", "PT Guna Mandiri"]


@pytest.mark.parametrize("text", ["PT Kerja Sama", "cek pt kerja sama", "PT Yayasan Karya Utama"])
def test_a_listed_name_may_be_made_of_everyday_words(text: str) -> None:
    assert first(text).outcome == "terdaftar"


@pytest.mark.parametrize(
    "text",
    [
        "CV Maju Jaya Abadi",
        "lpk sakura bisa kirim orang?",
        "yayasan kasih ibu",
        "koperasi tani makmur",
        "ud sumber",
        "Pak Budi sponsor dari Tebas",
        "calo namanya Asun",
        "travel Mandiri Jaya",
        "kawan fb nama Dewi Kartika",
        "Nurhayati binti Salleh",
    ],
)
def test_what_is_no_pt_cannot_hold_the_licence(text: str) -> None:
    assert first(text).outcome == "bukan_p3mi"


def test_a_person_beside_a_company_is_noted_and_the_company_is_what_is_answered() -> None:
    found = check("CV Sinar, LPK Sakura, Pak Budi, PT Maju Jaya Abadi", REGISTER, today=TODAY)
    assert (found[0].outcome, found[0].flags) == ("terdaftar", ("orang",))
    assert [one.outcome for one in found[1:]] == ["bukan_p3mi"] * 3


def test_a_licence_number_says_whose_it_is_and_another_one_beside_a_name_is_a_warning() -> None:
    by_number = first("cek SIP3MI SIP/2/2025")
    assert (by_number.outcome, by_number.candidates[0].company.name) == ("dihentikan", "PT. Karya Satria")
    assert first("cek izin no SIP/1/2025").outcome == "mirip"  # a number can be copied
    assert "izin_beda" in first("PT Maju Jaya Abadi izin no 999/2020").flags
    assert "izin_beda" not in first("PT Maju Jaya Abadi izin no SIP/1/2025").flags


def test_without_a_register_nothing_is_said_of_a_company() -> None:
    assert first("PT Maju Jaya Abadi", Register()).outcome == "belum_ada_daftar"
    assert first("CV Maju", Register()).outcome == "bukan_p3mi"


def test_an_old_register_and_an_invented_one_are_said_to_be() -> None:
    old = Register(REGISTER.companies, as_of=TODAY - timedelta(days=46))
    assert "daftar_lama" in first("PT Maju Jaya Abadi", old).flags
    fresh = Register(REGISTER.companies, as_of=TODAY - timedelta(days=45), demo=True)
    assert first("PT Maju Jaya Abadi", fresh).flags == ("contoh",)


@given(st.text(max_size=300))
def test_every_text_gets_an_outcome_and_a_name_exactly_when_there_is_one(text: str) -> None:
    for one in check(text, REGISTER, today=TODAY):
        assert (one.outcome == "no_name") == (one.query is None)
        assert len(one.candidates) <= 3
        assert all(0 < near.score <= 1 for near in one.candidates)


def test_no_outcome_says_that_somebody_is_genuine() -> None:
    assert not re.search(r"aman|resmi|legal|asli", " ".join(check_module.Outcome.__args__))
