"""What sent bytes really are, and pictures without what betrays the person who took them."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.channels.messages import Fetched, Refused

# 50 megapixels decode into about 150 MB; a claimed size beyond it is a decompression bomb or of no use to us.
_MOST_PIXELS = 50_000_000
# Letters on a passport stay readable at this edge length.
_LONGEST_EDGE = 4096
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
    (b"%PDF-", "application/pdf"),
    (b"BEGIN:VCARD", "text/vcard"),
)
_APPLE_AUDIO = (b"M4A ", b"M4B ")
_HEIF = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


def sniff(content: bytes) -> str:
    """The content type that the first bytes prove, `application/octet-stream` if they prove nothing.

    Args:
        content: at least the first 16 bytes.
    """
    for magic, content_type in _MAGIC:
        if content.startswith(magic):
            return content_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp":
        return _sniff_container(content[8:12])
    # A bare MPEG audio frame, layer III, without a tag before it.
    if len(content) > 2 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2:
        return "audio/mpeg"
    return "application/octet-stream"


def _sniff_container(brand: bytes) -> str:
    """ISO base media: one container for films, recordings and Apple's pictures."""
    if brand in _HEIF:
        return "image/heic"
    return "audio/mp4" if brand in _APPLE_AUDIO else "video/mp4"


def safe_picture(content: bytes) -> Fetched | None:
    """The same picture encoded anew, upright and without EXIF: a photo's GPS would betray the person.

    Of a moving picture the first frame is kept.

    Args:
        content: bytes of a JPEG, PNG, WebP or GIF.

    Returns:
        JPEG, or PNG where there is transparency; None if the bytes are no such picture or would not fit
        into memory.
    """
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            picture.draft("RGB", (_LONGEST_EDGE, _LONGEST_EDGE))
            upright = ImageOps.exif_transpose(picture)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,  # a file cut short
        SyntaxError,  # Pillow's word for a broken PNG
        ValueError,
        EOFError,
        IndexError,
        KeyError,
        MemoryError,
        OverflowError,
        TypeError,
        ZeroDivisionError,
    ):
        # Pillow's decoders were written for honest files and raise all of these on crooked ones.
        return None
    return _encode(upright)


def _encode(picture: Image.Image) -> Fetched:
    picture.thumbnail((_LONGEST_EDGE, _LONGEST_EDGE))
    see_through = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    # Pixels only: whatever else the picture object carries (EXIF, comments, colour profile) is left behind.
    bare = picture.convert("RGBA" if see_through else "RGB")
    bare.info.clear()
    out = io.BytesIO()
    if see_through:
        bare.save(out, format="PNG", optimize=False)
        return Fetched(content=out.getvalue(), content_type="image/png")
    bare.save(out, format="JPEG", quality=88)
    return Fetched(content=out.getvalue(), content_type="image/jpeg")


def checked(content: bytes) -> Fetched | Refused:
    """Bytes as they may be kept: pictures encoded anew, everything else named for what it is.

    Args:
        content: what a provider handed over.

    Returns:
        Refused with code `empty`, `picture_unsupported` (a format we could not strip of its position) or
        `picture_unsafe`.
    """
    if not content:
        return Refused(code="empty")
    content_type = sniff(content)
    if content_type == "image/heic":
        return Refused(code="picture_unsupported")
    if content_type.startswith("image/"):
        return safe_picture(content) or Refused(code="picture_unsafe")
    return Fetched(content=content, content_type=content_type)
