from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.channels.messages import Fetched, Refused
from bot.channels.pictures import checked, safe_picture, sniff

GPS_IFD = 0x8825
ORIENTATION = 0x0112
ARTIST = 0x013B


def _picture(form: str, mode: str = "RGB", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 90).save(out, format=form, **options)
    return out.getvalue()


def _from_a_phone() -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[ARTIST] = "Sari Wulandari"
    exif.get_ifd(GPS_IFD).update({1: "N", 2: (1.0, 21.0, 40.0), 3: "E", 4: (109.0, 18.0, 36.0)})
    return _picture("JPEG", exif=exif, comment=b"from my home")


def _huge_png() -> bytes:
    """A few bytes that claim to be 60,000 x 60,000 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (_picture("JPEG"), "image/jpeg"),
        (_picture("PNG"), "image/png"),
        (_picture("WEBP"), "image/webp"),
        (_picture("GIF", "P"), "image/gif"),
        (b"OggS\0\2", "audio/ogg"),
        (b"ID3\4", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"#!AMR\n", "audio/amr"),
        (b"%PDF-1.7", "application/pdf"),
        (b"\0\0\0\x20ftypisom", "video/mp4"),
        (b"\0\0\0\x20ftypM4A \0", "audio/mp4"),
        (b"\0\0\0\x20ftypheic", "image/heic"),
        (b"BEGIN:VCARD\r\n", "text/vcard"),
        (b"<html>", "application/octet-stream"),
        (b"RIFF\0\0\0\0WAVE", "application/octet-stream"),
        (b"", "application/octet-stream"),
        (b"\xff", "application/octet-stream"),
    ],
)
def test_bytes_say_what_they_are(content: bytes, content_type: str) -> None:
    assert sniff(content) == content_type


def test_nothing_of_the_phone_stays_in_the_picture() -> None:
    taken = _from_a_phone()
    assert Image.open(io.BytesIO(taken)).getexif().get_ifd(GPS_IFD), "the test's own photo has a position"

    safe = safe_picture(taken)

    assert safe is not None
    with Image.open(io.BytesIO(safe.content)) as kept:
        assert dict(kept.getexif()) == {}
        assert "exif" not in kept.info
        assert "comment" not in kept.info
        assert kept.size == (20, 40), "turned upright before the orientation was dropped"
    assert b"Sari" not in safe.content
    assert b"Exif" not in safe.content


@pytest.mark.parametrize(
    ("form", "mode", "content_type"),
    [
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "LA", "image/png"),
        ("PNG", "I;16", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
        ("GIF", "P", "image/jpeg"),
    ],
)
def test_every_kind_of_picture_comes_out_as_jpeg_or_png(form: str, mode: str, content_type: str) -> None:
    safe = safe_picture(_picture(form, mode))

    assert safe is not None
    assert safe.content_type == content_type == sniff(safe.content)


def test_a_very_large_photo_is_kept_smaller() -> None:
    safe = safe_picture(_picture("JPEG", size=(6000, 3000)))

    assert safe is not None
    with Image.open(io.BytesIO(safe.content)) as kept:
        assert max(kept.size) <= 4096
        assert kept.width == 2 * kept.height


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        _huge_png(),
        _picture("JPEG")[:100],
        _picture("PNG")[:50],
        _picture("BMP"),
        _picture("TIFF"),
        b"\xff\xd8\xff" + b"\0" * 500,
    ],
)
def test_what_is_no_honest_picture_is_refused(content: bytes) -> None:
    assert safe_picture(content) is None


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # Pillow mutters about broken EXIF and goes on
@given(cut=st.integers(0, 800), at=st.integers(0, 800), what=st.binary(max_size=8))
def test_no_spoiled_picture_raises(cut: int, at: int, what: bytes) -> None:
    for whole in (_picture("PNG", "RGBA"), _picture("WEBP"), _picture("GIF", "P"), _from_a_phone()):
        spoiled = whole[:at] + what + whole[at + len(what) : len(whole) - cut % 50]
        safe = safe_picture(spoiled)
        assert safe is None or sniff(safe.content) == safe.content_type


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded() -> None:
    """Honest, small as a file, and below the size at which Pillow itself objects."""
    assert safe_picture(_picture("PNG", "1", (8000, 8000))) is None


def test_checked_bytes() -> None:
    voice = b"OggS" + b"\0" * 20
    photo = checked(_from_a_phone())

    assert checked(voice) == Fetched(content=voice, content_type="audio/ogg")
    assert isinstance(photo, Fetched)
    assert b"Exif" not in photo.content
    assert checked(b"") == Refused(code="empty")
    assert checked(b"\0\0\0\x20ftypheic....") == Refused(code="picture_unsupported")
    assert checked(_huge_png()) == Refused(code="picture_unsafe")
