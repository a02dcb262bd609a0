"""A voice note without a microphone: Opus silence in an Ogg container, byte by byte (RFC 3533, RFC 7845)."""

from __future__ import annotations

import struct

_SERIAL = 0x53554152
_SAMPLES = 960  # one packet is 20 ms at 48 kHz
_SILENCE = b"\xf8\xff\xfe"  # the shortest full-band CELT packet, which decoders play as silence (RFC 6716)
_FIRST, _LAST = 2, 4


def _crc(data: bytes) -> int:
    value = 0
    for byte in data:
        value ^= byte << 24
        for _ in range(8):
            value = ((value << 1) ^ 0x04C11DB7) & 0xFFFFFFFF if value & 0x80000000 else value << 1
    return value


def _page(packets: list[bytes], *, number: int, granule: int, flags: int = 0) -> bytes:
    sizes = bytes(len(packet) for packet in packets)
    head = (
        struct.pack("<4sBBqIII", b"OggS", 0, flags, granule, _SERIAL, number, 0) + bytes([len(sizes)]) + sizes
    )
    page = head + b"".join(packets)
    return page[:22] + struct.pack("<I", _crc(page)) + page[26:]


def voice_note(seconds: int) -> bytes:
    """Make an Ogg/Opus file of silence.

    Args:
        seconds: its length, 1 to 60.

    Returns:
        Bytes that players and decoders accept as `audio/ogg`.
    """
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    vendor = b"suar"
    tags = b"OpusTags" + struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", 0)
    pages = [_page([head], number=0, granule=0, flags=_FIRST), _page([tags], number=1, granule=0)]
    for second in range(1, seconds + 1):
        flags = _LAST if second == seconds else 0
        pages.append(_page([_SILENCE] * 50, number=second + 1, granule=second * 50 * _SAMPLES, flags=flags))
    return b"".join(pages)
