import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruiters import check as check_module
from recruiters.check import check
from recruiters.question import read_question


@pytest.mark.parametrize(
    ("text", "outcome", "name"),
    [
        ("cek PT Maju Jaya dong", "belum_ada_daftar", "PT Maju Jaya"),
        ("cek Duta Sejahtera", "belum_ada_daftar", "Duta Sejahtera"),
        ("apakah CV Sinar resmi", "bukan_p3mi", "CV Sinar"),
        ("ud sumber makmur", "bukan_p3mi", "UD sumber makmur"),
        ("LPK Sakura boleh kirim orang?", "bukan_p3mi", "LPK Sakura"),
        ("yayasan kasih ibu", "bukan_p3mi", "Yayasan kasih ibu"),
        ("koperasi tani makmur", "bukan_p3mi", "Koperasi tani makmur"),
        ("Pak Rudi dari Pemangkat punya izin?", "bukan_p3mi", "Rudi"),
        ("halo", "no_name", None),
    ],
)
def test_the_legal_form_decides_what_can_be_said(text: str, outcome: str, name: str | None) -> None:
    result = check(read_question(text))
    assert (result.outcome, result.name) == (outcome, name)


@pytest.mark.parametrize("text", ["Pak Rudi dari PT Maju Jaya", "CV Sinar atau PT Maju Jaya"])
def test_the_company_that_could_hold_the_licence_is_what_the_answer_is_about(text: str) -> None:
    assert check(read_question(text)).name == "PT Maju Jaya"


def test_a_pt_is_never_said_to_be_unlicensed_because_others_are_named_first() -> None:
    assert check(read_question("CV Sinar, LPK Sakura, Pak Budi, PT Maju")).outcome == "belum_ada_daftar"


@given(st.text(max_size=200))
def test_every_text_gets_an_outcome_and_a_name_exactly_when_there_is_one(text: str) -> None:
    result = check(read_question(text))
    assert (result.outcome == "no_name") == (result.name is None)


def test_no_outcome_says_that_somebody_is_genuine() -> None:
    assert not re.search(r"aman|resmi|terdaftar|legal|asli", " ".join(check_module.Outcome.__args__))
