from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.envelope import NONCE_BYTES, TAG_BYTES, Envelope
from models.errors import CannotUnseal, NotAnEnvelope
from models.keyring import KeyRing
from models.vault import Vault

PLACE = ("contacts", "address", "0" * 32)
WORDS = "saya dikunci di kamar, +62 812 3456 7890"
OWN = Vault(KeyRing.generate())


@given(st.binary())
def test_bytes_come_back(content: bytes) -> None:
    assert OWN.open(*PLACE, OWN.seal(*PLACE, content)) == content


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_comes_back(content: str) -> None:
    assert OWN.open_text(*PLACE, OWN.seal(*PLACE, content)) == content


def test_sealing_twice_looks_different_and_hides_the_words(vault: Vault) -> None:
    first, second = vault.seal(*PLACE, WORDS), vault.seal(*PLACE, WORDS)
    assert first != second
    assert b"dikunci" not in first
    assert len(first) == 3 + NONCE_BYTES + len(WORDS) + TAG_BYTES


@pytest.mark.parametrize(
    "place",
    [
        ("officers", "address", "0" * 32),
        ("contacts", "name", "0" * 32),
        ("contacts", "address", "1" * 32),
        ("contact", "saddress", "0" * 32),
        ("contacts", "address0", "0" * 31),
    ],
)
def test_a_value_opens_only_in_its_place(vault: Vault, place: tuple[str, str, str]) -> None:
    sealed = vault.seal(*PLACE, WORDS)
    with pytest.raises(CannotUnseal):
        vault.open(*place, sealed)


@given(st.data())
def test_no_changed_byte_goes_unnoticed(data: st.DataObject) -> None:
    sealed = bytearray(OWN.seal(*PLACE, WORDS))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CannotUnseal):
        OWN.open(*PLACE, bytes(sealed))


@given(st.binary(max_size=80))
def test_junk_never_opens(junk: bytes) -> None:
    with pytest.raises(CannotUnseal):
        OWN.open(*PLACE, junk)


def test_rotation_opens_old_values_and_seals_with_the_new_key(keyring: KeyRing) -> None:
    before, after = Vault(keyring), Vault(keyring.rotated())
    old = before.seal(*PLACE, WORDS)
    assert after.open_text(*PLACE, old) == WORDS
    assert after.needs_reseal(old)
    new = after.reseal(*PLACE, old)
    assert not after.needs_reseal(new)
    assert after.open_text(*PLACE, new) == WORDS
    assert Envelope.parse(new).key_id == 2


def test_a_key_that_is_not_in_the_ring_is_named_and_nothing_else(keyring: KeyRing, vault: Vault) -> None:
    sealed = Vault(keyring.rotated()).seal(*PLACE, WORDS)
    with pytest.raises(CannotUnseal) as refused:
        vault.open(*PLACE, sealed)
    assert (refused.value.table, refused.value.column, refused.value.key_id) == ("contacts", "address", 2)
    assert str(refused.value).endswith("(table=contacts, column=address, key_id=2)")
    assert PLACE[2] not in str(refused.value)


def test_the_key_id_in_front_cannot_be_exchanged(keyring: KeyRing) -> None:
    rotated = keyring.rotated()
    twins = KeyRing(keys={1: rotated.keys[1], 2: rotated.keys[1]}, current=1, index_key=rotated.index_key)
    sealed = Vault(twins).seal(*PLACE, WORDS)
    relabelled = sealed[:1] + (2).to_bytes(2, "big") + sealed[3:]
    with pytest.raises(CannotUnseal):
        Vault(twins).open(*PLACE, relabelled)


def test_what_was_never_sealed_has_no_key_to_renew(vault: Vault) -> None:
    with pytest.raises(NotAnEnvelope):
        vault.needs_reseal(WORDS.encode())


def test_blind_index_finds_equal_values_and_separates_kinds(vault: Vault) -> None:
    number = "+6281234567890"
    assert vault.blind("contact:sms", number) == vault.blind("contact:sms", number)
    assert vault.blind("contact:sms", number) != vault.blind("contact:sms", "+6281234567891")
    assert vault.blind("contact:sms", number) != vault.blind("contact:whatsapp", number)
    assert vault.blind("contact:sms", number) != vault.blind("contact:sm", "s" + number)
    assert len(vault.blind("contact:sms", number)) == 32


def test_blind_index_survives_rotation_and_needs_the_key(keyring: KeyRing, vault: Vault) -> None:
    number = "+6281234567890"
    assert Vault(keyring.rotated()).blind("contact:sms", number) == vault.blind("contact:sms", number)
    assert Vault(KeyRing.generate()).blind("contact:sms", number) != vault.blind("contact:sms", number)


def test_a_pin_belongs_to_its_case(vault: Vault) -> None:
    kept = vault.pin_hash("SBS-7K2M", "4711")
    assert vault.pin_matches("SBS-7K2M", "4711", kept)
    assert not vault.pin_matches("SBS-7K2M", "4712", kept)
    assert not vault.pin_matches("SBS-7K2N", "4711", kept)
    assert not vault.pin_matches("SBS-7K2M", "", kept)
    assert not vault.pin_matches("SBS-7K2M", "4711", b"")


def test_a_pin_is_not_found_among_blind_indexes(vault: Vault) -> None:
    assert vault.pin_hash("SBS-7K2M", "4711") != vault.blind("SBS-7K2M", "4711")
