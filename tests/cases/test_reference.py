from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cases.reference import (
    ALPHABET,
    BadPrefix,
    NotEnoughRandomness,
    find_reference,
    is_trivial,
    new_pin,
    new_reference,
    parse_reference,
)

prefixes = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=4)
randomness = st.binary(min_size=8, max_size=16)
SBS = new_reference("SBS", bytes([7, 3, 20, 15, 22]))


def test_form() -> None:
    prefix, four, two = SBS.split("-")
    assert prefix == "SBS"
    assert four + two[0] == "73MFP"
    assert two[1] in ALPHABET
    assert not set("ILOU") & set(ALPHABET)


@given(prefixes, randomness, randomness)
def test_round_trip(prefix: str, random: bytes, more: bytes) -> None:
    reference, pin = new_reference(prefix, random), new_pin(more)
    assert find_reference(reference) == reference
    assert parse_reference(f"{reference} {pin}") == (reference, pin)
    assert parse_reference(f"{reference} {pin}", prefixes=("XYZ", prefix)) == (reference, pin)


@given(prefixes, randomness, st.data())
def test_one_wrong_character_is_noticed(prefix: str, random: bytes, data: st.DataObject) -> None:
    reference = new_reference(prefix, random)
    places = [at for at, char in enumerate(reference) if char != "-"]
    at = data.draw(st.sampled_from(places))
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if at < len(prefix) else ALPHABET
    wrong = data.draw(st.sampled_from([char for char in letters if char != reference[at]]))
    typed = reference[:at] + wrong + reference[at + 1 :]
    assert find_reference(typed) is None


@given(randomness, st.integers(0, 4))
def test_two_swapped_characters_are_noticed(random: bytes, at: int) -> None:
    prefix, four, two = new_reference("SBS", random).split("-")
    body = four + two
    swapped = body[:at] + body[at + 1] + body[at] + body[at + 2 :]
    assume(swapped != body)
    assert find_reference(f"{prefix}-{swapped[:4]}-{swapped[4:]}", prefixes=("SBS",)) is None


@pytest.mark.parametrize(
    "write",
    [
        lambda r, p: f"{r} {p}",
        lambda r, p: f"{r.lower()} {p}",
        lambda r, p: f"{r.replace('-', ' ')} {p}",
        lambda r, p: f"{r.replace('-', '')} {p}",
        lambda r, p: f"{r.replace('-', '')}{p}",
        lambda r, p: f"pin {p} kode {r}",
        lambda r, p: f"halo min, laporan saya {r}, pin saya {p[:3]} {p[3:]} sudah sampai mana?",
        lambda r, p: f"{r}\n{p[:3]}-{p[3:]}",
        lambda r, p: f"{' '.join(r.replace('-', ''))} , {p}",
        lambda r, p: f"{r.replace('-', '–')}/{p}",
        lambda r, p: f"{r.replace('0', 'o').replace('1', 'l')} {p.replace('0', 'O').replace('1', 'I')}",
    ],
)
@pytest.mark.parametrize(
    "random", [bytes([7, 3, 20, 15, 22]), bytes([0, 1, 0, 1, 31]), bytes([10, 11, 12, 13, 14])]
)
def test_as_people_write_it(write: object, random: bytes) -> None:
    reference, pin = new_reference("SBS", random), "402913"
    text = write(reference, pin)  # type: ignore[operator]
    assert parse_reference(text, prefixes=("SBS", "SGU")) == (reference, pin)


def test_look_alikes_in_the_prefix() -> None:
    reference = new_reference("BLO", bytes(8))
    assert find_reference(reference.replace("BLO", "B10"), prefixes=("BLO",)) == reference


@pytest.mark.parametrize(
    "text",
    [
        "",
        "halo",
        "402913",
        SBS,  # no PIN
        f"{SBS} 12345",
        f"{SBS} 1234567",
        f"{SBS} oil oil",
        "saya mau cek laporan saya",
        "nomor 0812 3456 7890",
        SBS.replace("7", "8") + " 402913",
    ],
)
def test_no_reference_with_pin(text: str) -> None:
    assert parse_reference(text, prefixes=("SBS",)) is None


def test_a_reference_of_another_task_force_is_not_ours() -> None:
    assert find_reference(SBS, prefixes=("SGU",)) is None
    assert find_reference(SBS) == SBS


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    found = parse_reference(text)
    if found:
        assert find_reference(found[0]) == found[0]
        assert found[1].isdecimal()
        assert len(found[1]) == 6


@given(st.binary(min_size=8, max_size=32))
def test_no_pin_is_trivial(random: bytes) -> None:
    pin = new_pin(random)
    assert len(pin) == 6
    assert pin.isdecimal()
    assert not is_trivial(pin)


@pytest.mark.parametrize(
    "pin", ["000000", "111111", "123456", "654321", "121212", "123123", "567890", "112211", "135791"]
)
def test_trivial(pin: str) -> None:
    assert is_trivial(pin)


@pytest.mark.parametrize("pin", ["482913", "402913", "100837"])
def test_not_trivial(pin: str) -> None:
    assert not is_trivial(pin)


def test_a_trivial_draw_becomes_another_pin() -> None:
    assert new_pin(bytes(8)) == "271829"


def test_too_little_randomness_is_refused() -> None:
    with pytest.raises(NotEnoughRandomness):
        new_reference("SBS", b"1234")
    with pytest.raises(NotEnoughRandomness):
        new_pin(b"1234567")


@pytest.mark.parametrize("prefix", ["", "S", "sbs", "SBSXY", "S1S", "S-S"])
def test_bad_prefix(prefix: str) -> None:
    with pytest.raises(BadPrefix):
        new_reference(prefix, bytes(8))


def test_references_differ_as_often_as_their_randomness() -> None:
    made = {new_reference("SBS", bytes([a, b, 0, 0, 0])) for a in range(32) for b in range(32)}
    assert len(made) == 1024
