"""Sealing and opening of personal data, and the fingerprints by which it is found without being read."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.envelope import NONCE_BYTES, Envelope, head_of
from models.errors import CannotUnseal, NotAnEnvelope
from models.keyring import KeyRing


class Vault:
    """Seals each value to its place: a value moved to another row, column or table does not open there.

    Without that, whoever can write to the database could put a victim's sealed address into a row whose
    content they may read.

    Args:
        keyring: the keys; values sealed with any of them open.
    """

    def __init__(self, keyring: KeyRing) -> None:
        self._keyring = keyring
        self._ciphers = {key_id: AESGCM(key) for key_id, key in keyring.keys.items()}

    def seal(self, table: str, column: str, row_id: str, plaintext: bytes | str) -> bytes:
        """Seal a value with the current key, bound to its place.

        Args:
            table: name of the table that will hold it.
            column: name of its column.
            row_id: primary key of its row.
            plaintext: what is to be kept secret; text is sealed as UTF-8.
        """
        content = plaintext.encode() if isinstance(plaintext, str) else plaintext
        key_id = self._keyring.current
        nonce = secrets.token_bytes(NONCE_BYTES)
        ciphertext = self._ciphers[key_id].encrypt(nonce, content, _bound(key_id, table, column, row_id))
        return Envelope(key_id=key_id, nonce=nonce, ciphertext=ciphertext).to_bytes()

    def open(self, table: str, column: str, row_id: str, sealed: bytes) -> bytes:
        """Open a value in the place where it was sealed.

        Raises:
            CannotUnseal: the key is not in the ring, or value and place do not belong together.
        """
        try:
            envelope = Envelope.parse(sealed)
        except NotAnEnvelope:
            raise CannotUnseal(table=table, column=column, key_id=None) from None
        cipher = self._ciphers.get(envelope.key_id)
        if cipher is None:
            raise CannotUnseal(table=table, column=column, key_id=envelope.key_id)
        try:
            place = _bound(envelope.key_id, table, column, row_id)
            return cipher.decrypt(envelope.nonce, envelope.ciphertext, place)
        except InvalidTag:
            raise CannotUnseal(table=table, column=column, key_id=envelope.key_id) from None

    def open_text(self, table: str, column: str, row_id: str, sealed: bytes) -> str:
        """Open a value that was sealed as text.

        Raises:
            CannotUnseal: as `open`.
        """
        return self.open(table, column, row_id, sealed).decode()

    def needs_reseal(self, sealed: bytes) -> bool:
        """Whether a value was sealed with an older key than the current one.

        Raises:
            NotAnEnvelope: the bytes were never sealed.
        """
        return Envelope.parse(sealed).key_id != self._keyring.current

    def reseal(self, table: str, column: str, row_id: str, sealed: bytes) -> bytes:
        """The same value in the same place, sealed with the current key.

        Raises:
            CannotUnseal: as `open`.
        """
        return self.seal(table, column, row_id, self.open(table, column, row_id, sealed))

    def blind(self, kind: str, value: str) -> bytes:
        """Fingerprint of 32 bytes by which equal values are found without being stored.

        Indonesian mobile numbers are few enough to be tried one by one (about 10^10), so the fingerprint is
        keyed and the key is not in the database.

        Args:
            kind: what is indexed (`contact:telegram`); equal values of two kinds do not look equal.
            value: already brought to its one normal form by the caller.
        """
        return self._keyed("blind", kind, value)

    def pin_hash(self, reference: str, pin: str) -> bytes:
        """Fingerprint of a case's PIN. Four to six digits are tried in no time: only the key protects them.

        Args:
            reference: the case's reference; equal PINs of two cases do not look equal.
            pin: digits as they were given out.
        """
        return self._keyed("pin", reference, pin)

    def pin_matches(self, reference: str, pin: str, expected: bytes) -> bool:
        """Whether a PIN is the right one, in a time that tells nothing about how nearly right it was."""
        return hmac.compare_digest(self.pin_hash(reference, pin), expected)

    def _keyed(self, *parts: str) -> bytes:
        return hmac.new(self._keyring.index_key, _unambiguous(*parts), hashlib.sha256).digest()


def _bound(key_id: int, table: str, column: str, row_id: str) -> bytes:
    return head_of(key_id) + _unambiguous(table, column, row_id)


def _unambiguous(*parts: str) -> bytes:
    """Join texts so that no two lists of texts give the same bytes: each goes after its own length."""
    encoded = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
