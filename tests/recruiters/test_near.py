"""Look-alikes, slips and old spelling are found, in little time; numbers and warning signs are read."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruiters.keys import bare, exact_key, sound_key
from recruiters.numbers import Number, licence_numbers, numbers
from recruiters.red_flags import red_flags
from recruiters.register import Company, LicenceStatus, Register

WORDS = (
    "Abadi", "Agung", "Alam", "Amanah", "Andalan", "Anugerah", "Arta", "Bahari", "Bakti", "Bintang", "Bumi",
    "Cahaya", "Cipta", "Citra", "Duta", "Fajar", "Graha", "Harapan", "Insan", "Jaya", "Karya", "Kencana",
    "Laksana", "Lestari", "Maju", "Makmur", "Mandiri", "Mega", "Mitra", "Mulia", "Nusa", "Perdana", "Perkasa",
    "Prima", "Putra", "Samudera", "Satria", "Sejahtera", "Sentosa", "Sinar", "Sumber", "Surya", "Tunas",
    "Utama", "Wahana", "Wibawa",
)  # fmt: skip


@pytest.fixture(scope="module")
def register() -> Register:
    chance = random.Random(7)
    names = sorted({" ".join(chance.sample(WORDS, chance.choice([2, 3, 3, 4]))) for _ in range(400)})
    return Register([Company(name=f"PT {name}", status=LicenceStatus.AKTIF) for name in names])


def _slip(name: str, chance: random.Random) -> str:
    place = chance.randrange(4, len(name) - 1)
    letter = chance.choice("abcdefghiklmnoprstu")
    return chance.choice(
        [
            name[:place] + name[place + 1 :],
            name[:place] + letter + name[place:],
            name[:place] + letter + name[place + 1 :],
            name[:place] + name[place + 1] + name[place] + name[place + 2 :],
        ]
    )


def test_a_name_with_a_slip_brings_the_right_company_first(register: Register) -> None:
    chance = random.Random(11)
    right = 0
    for company in register.companies:
        asked = _slip(company.name, chance)
        shown = [*register.exact(asked), *(near.company for near in register.near(asked))]
        right += shown[:1] == [company]
    assert right / len(register) >= 0.97


def test_old_spelling_brings_the_right_company_first(register: Register) -> None:
    def old(name: str) -> str:
        return name.lower().replace("u", "oe").replace("j", "dj").replace("c", "tj")

    shown = [
        ([*register.exact(old(one.name)), *(near.company for near in register.near(old(one.name)))], one)
        for one in register.companies
    ]
    assert sum(found[:1] == [one] for found, one in shown) / len(shown) >= 0.97


@pytest.mark.parametrize("name", ["Toko Roti Sembilan", "Warung Kopi Asiang", "Zulu Quebec Xray", "", "a"])
def test_what_has_nothing_in_common_is_not_near(register: Register, name: str) -> None:
    assert register.near(name) == ()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("PT. Maju Jaya", "majujaya"),
        ("P. T. MAJU  JAYA, Tbk.", "majujaya"),
        ("Maju Jaya PT", "majujaya"),
        ("PT Maju Jaya (MJ) cab. Sambas", "majujaya"),
        ("PT Maju & Jaya", "majudanjaya"),
        ("PT Ptera", "ptera"),
        ("PT Yayasan Maju", "yayasanmaju"),
        ("Caf\u00e9 Jaya", "cafejaya"),
    ],
)
def test_the_exact_key_undoes_what_nobody_means_by_a_name(name: str, key: str) -> None:
    assert exact_key(name) == key


@given(st.text(max_size=300))
def test_any_name_has_keys(name: str) -> None:
    assert exact_key(exact_key(name)) is not None
    assert len(bare(name)) <= 700
    sound_key(exact_key(name))


@pytest.mark.parametrize(
    ("one", "other"),
    [("oenggoel", "unggul"), ("kentjana", "kencana"), ("djaja", "jaya"), ("vitria", "fitria")],
)
def test_old_and_new_spelling_sound_alike(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("wa nya 0812-3456-7890", [Number(kind="telepon", digits="6281234567890")]),
        ("+60 16 886 6734", [Number(kind="telepon", digits="60168866734")]),
        ("tf ke BRI 0123 4567 8901 234", [Number(kind="rekening", digits="012345678901234")]),
        ("minta 5.000.000", []),
        ("umur 17", []),
    ],
)
def test_telephones_and_accounts_are_read(text: str, found: list[Number]) -> None:
    assert list(numbers(text)) == found


def test_licence_numbers_are_read_as_keys() -> None:
    assert licence_numbers("SIP3MI no. 123/SIP/2024 dan izin: KEP-9/2020") == ("123sip2024", "kep92020")


@pytest.mark.parametrize(
    ("answer", "outcome", "count"),
    [
        ("0", "none", 0),
        ("tidak ada", "none", 0),
        ("1", "some", 1),
        ("2", "many", 1),
        ("1, 3 dan 5", "many", 3),
        ("147", "many", 3),
        ("8", "costs", 1),
        ("8 1", "some", 2),
        ("nomor 9", "unread", 0),
        ("halo", "unread", 0),
    ],
)
def test_warning_signs_are_weighed_and_paid_costs_never_alone(answer: str, outcome: str, count: int) -> None:
    found = red_flags(answer)
    assert (found.outcome, found.count) == (outcome, count)


@given(st.text(max_size=100))
def test_any_answer_is_weighed(answer: str) -> None:
    assert 0 <= red_flags(answer).count <= 8
