from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models.errors import KeyRingExists, KeyRingMissing, KeyRingUnreadable, KeysWouldBeLost
from models.keyring import KeyRing


def test_a_created_ring_loads_as_it_was(tmp_path: Path) -> None:
    created = KeyRing.create(tmp_path / "keys.json")
    assert KeyRing.load(tmp_path / "keys.json") == created


def test_only_its_owner_may_read_the_file_and_no_draft_stays(tmp_path: Path) -> None:
    KeyRing.create(tmp_path / "keys.json")
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


def test_create_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    first = KeyRing.create(path)
    with pytest.raises(KeyRingExists):
        KeyRing.create(path)
    assert KeyRing.load(path) == first
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


def test_of_many_that_create_at_once_one_wins(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"

    def create(_: int) -> KeyRing | None:
        try:
            return KeyRing.create(path)
        except KeyRingExists:
            return None

    with ThreadPoolExecutor(8) as pool:
        winners = [ring for ring in pool.map(create, range(8)) if ring is not None]
    assert winners == [KeyRing.load(path)]


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(KeyRingMissing, match=r"keys\.json"):
        KeyRing.load(tmp_path / "keys.json")


def _stored(tmp_path: Path) -> dict[str, object]:
    KeyRing.create(tmp_path / "good.json")
    stored: dict[str, object] = json.loads((tmp_path / "good.json").read_text())
    return stored


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"current": 7},
        {"keys": {}},
        {"keys": {"1": "c2hvcnQ="}},
        {"keys": {"1": "not base64!"}},
        {"keys": {"0": "A" * 43 + "="}, "current": 0},
        {"keys": ["a"]},
        {"index_key": "c2hvcnQ="},
        {"index_key": None},
    ],
    ids=str,
)
def test_a_damaged_ring_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "keys.json"
    path.write_text(json.dumps(_stored(tmp_path) | change))
    with pytest.raises(KeyRingUnreadable):
        KeyRing.load(path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"{}"])
def test_junk_is_refused_without_quoting_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(content)
    with pytest.raises(KeyRingUnreadable) as refused:
        KeyRing.load(path)
    assert refused.value.__cause__ is None


def test_keys_never_show_in_text(keyring: KeyRing) -> None:
    text = repr(keyring)
    assert "current=1" in text
    assert "keys" not in text
    assert "index_key" not in text


def test_rotation_adds_a_key_and_keeps_the_rest(keyring: KeyRing) -> None:
    rotated = keyring.rotated()
    assert rotated.current == 2
    assert rotated.keys[1] == keyring.keys[1]
    assert rotated.keys[2] != keyring.keys[1]
    assert rotated.index_key == keyring.index_key
    assert dict(keyring.keys) == {1: keyring.keys[1]}


def test_a_ring_cannot_be_changed_through_its_mapping(keyring: KeyRing) -> None:
    with pytest.raises(TypeError):
        keyring.keys[9] = b""  # type: ignore[index]


def test_replace_takes_a_rotated_ring(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    rotated = KeyRing.create(path).rotated()
    rotated.replace(path)
    assert KeyRing.load(path) == rotated
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


def test_replace_refuses_to_lose_keys(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    kept = KeyRing.create(path)
    stranger = KeyRing.generate()
    with pytest.raises(KeysWouldBeLost) as refused:
        stranger.replace(path)
    assert refused.value.key_ids == (1,)
    other_index = KeyRing(keys=kept.keys, current=1, index_key=stranger.index_key)
    with pytest.raises(KeysWouldBeLost):
        other_index.replace(path)
    assert KeyRing.load(path) == kept


def test_replace_needs_something_to_replace(tmp_path: Path) -> None:
    with pytest.raises(KeyRingMissing):
        KeyRing.generate().replace(tmp_path / "keys.json")
