"""The keys: versioned AES-256 keys that seal, and one key for blind indexes."""

from __future__ import annotations

import base64
import binascii
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from models.errors import KeyRingExists, KeyRingMissing, KeyRingUnreadable, KeysWouldBeLost

KEY_BYTES = 32
_FORMAT = 1
_LAST_KEY_ID = 65535


@dataclass(frozen=True, kw_only=True)
class KeyRing:
    """All keys of one deployment. It lives in a file of its own, never in the database or its backups.

    Args:
        keys: key id (1 to 65535) to 32 bytes; old keys stay until everything is sealed anew.
        current: id of the key that seals from now on.
        index_key: 32 bytes for blind indexes and PINs. It never rotates: another key finds nothing.
    """

    keys: Mapping[int, bytes] = field(repr=False)
    current: int
    index_key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if self.current not in self.keys:
            raise ValueError("the current key is not in the ring")
        if any(not 1 <= key_id <= _LAST_KEY_ID for key_id in self.keys):
            raise ValueError("a key id is out of range")
        if any(len(key) != KEY_BYTES for key in (*self.keys.values(), self.index_key)):
            raise ValueError("a key has the wrong length")
        object.__setattr__(self, "keys", MappingProxyType(dict(self.keys)))

    @classmethod
    def generate(cls) -> Self:
        """A fresh ring with one sealing key, kept nowhere yet."""
        return cls(
            keys={1: secrets.token_bytes(KEY_BYTES)}, current=1, index_key=secrets.token_bytes(KEY_BYTES)
        )

    def rotated(self) -> KeyRing:
        """This ring with one more key, which seals from now on; everything sealed before still opens."""
        new = max(self.keys) + 1
        return KeyRing(
            keys={**self.keys, new: secrets.token_bytes(KEY_BYTES)}, current=new, index_key=self.index_key
        )

    @classmethod
    def create(cls, path: Path) -> Self:
        """Generate a ring and put it into a new file that only its owner may read.

        The file appears whole or not at all: a process that dies half-way leaves no half key behind.

        Raises:
            KeyRingExists: something is already there; it stays as it was.
        """
        ring = cls.generate()
        draft = _draft(path, ring)
        try:
            # A hard link, unlike a rename, refuses to replace what is there, in one step.
            os.link(draft, path)
        except FileExistsError:
            raise KeyRingExists(str(path)) from None
        finally:
            draft.unlink()
        _settle(path.parent)
        return ring

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a ring from its file.

        Raises:
            KeyRingMissing: there is no such file.
            KeyRingUnreadable: the file is not a key ring. The message names the problem, never the content.
        """
        try:
            text = path.read_text(encoding="ascii")
        except FileNotFoundError:
            raise KeyRingMissing(str(path)) from None
        except UnicodeDecodeError:
            raise KeyRingUnreadable(path=str(path), problem="not text") from None
        try:
            return cls._parse(json.loads(text))
        except json.JSONDecodeError:
            raise KeyRingUnreadable(path=str(path), problem="not JSON") from None
        except (KeyError, TypeError, AttributeError, binascii.Error):
            raise KeyRingUnreadable(path=str(path), problem="not a key ring") from None
        except ValueError as error:
            raise KeyRingUnreadable(path=str(path), problem=str(error)) from None

    def replace(self, path: Path) -> None:
        """Put this ring in the place of an older one, in one step.

        Raises:
            KeyRingMissing: there is no older one.
            KeysWouldBeLost: the older one holds a key that this one does not.
        """
        older = KeyRing.load(path)
        lost = tuple(key_id for key_id, key in older.keys.items() if self.keys.get(key_id) != key)
        if lost or older.index_key != self.index_key:
            raise KeysWouldBeLost(path=str(path), key_ids=lost)
        _draft(path, self).replace(path)
        _settle(path.parent)

    @classmethod
    def _parse(cls, stored: Any) -> Self:
        if stored["format"] != _FORMAT:
            raise ValueError("unknown format")
        return cls(
            keys={int(key_id): _decoded(key) for key_id, key in stored["keys"].items()},
            current=int(stored["current"]),
            index_key=_decoded(stored["index_key"]),
        )


def _draft(path: Path, ring: KeyRing) -> Path:
    """Write the ring beside its place, durable and readable by the owner alone from its first byte on."""
    content = {
        "format": _FORMAT,
        "current": ring.current,
        "keys": {str(key_id): _encoded(key) for key_id, key in ring.keys.items()},
        "index_key": _encoded(ring.index_key),
    }
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _encoded(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")


def _decoded(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _settle(folder: Path) -> None:
    """Make a new directory entry survive a power cut: without the key, everything sealed with it is lost."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
