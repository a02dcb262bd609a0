"""How a sealed value is laid out in its column: version, key id, nonce, ciphertext."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.errors import NotAnEnvelope

VERSION = 1
NONCE_BYTES = 12
TAG_BYTES = 16
_KEY_ID_BYTES = 2
_HEAD_BYTES = 1 + _KEY_ID_BYTES


def head_of(key_id: int) -> bytes:
    """Version and key id as they stand in front; they are authenticated together with the content."""
    return bytes([VERSION]) + key_id.to_bytes(_KEY_ID_BYTES, "big")


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """A sealed value taken apart; it can be looked at without any key.

    Args:
        key_id: number of the key in the ring, 1 to 65535.
        nonce: 12 random bytes, never used twice with one key (NIST SP 800-38D).
        ciphertext: what AES-GCM returned, its 16-byte tag at the end.
    """

    key_id: int
    nonce: bytes = field(repr=False)
    ciphertext: bytes = field(repr=False)

    def to_bytes(self) -> bytes:
        """The value as it is stored."""
        return head_of(self.key_id) + self.nonce + self.ciphertext

    @classmethod
    def parse(cls, stored: bytes) -> Envelope:
        """Take a stored value apart.

        Raises:
            NotAnEnvelope: the bytes were not sealed by a version of Suar that this one knows. No text anybody
                types begins with the version byte, so a forgotten `seal` is noticed here.
        """
        if len(stored) < _HEAD_BYTES + NONCE_BYTES + TAG_BYTES or stored[0] != VERSION:
            raise NotAnEnvelope
        return cls(
            key_id=int.from_bytes(stored[1:_HEAD_BYTES], "big"),
            nonce=stored[_HEAD_BYTES : _HEAD_BYTES + NONCE_BYTES],
            ciphertext=stored[_HEAD_BYTES + NONCE_BYTES :],
        )
