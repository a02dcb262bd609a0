"""What the page offers to type and to share, so that a visitor need not invent a story."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place to share, roughly.

    Args:
        name: as people call it.
        latitude: degrees north.
        longitude: degrees east.
    """

    name: str
    latitude: float
    longitude: float


SENTENCES = (
    "tolong kami disekap, paspor ditahan bos",
    "PT Contoh Karya Mandiri resmi?",
    "umur berapa boleh kerja di Malaysia?",
    "adek kamek dibawak urang issok brangkat",
)
"""Four ways of writing to the hotline: a cry for help, a recruiter's name, a question, and Sambas Malay."""

PLACES = (
    Place(name="Kota Sambas", latitude=1.3620, longitude=109.3000),
    Place(name="Aruk, Sajingan Besar", latitude=1.6280, longitude=109.6790),
    Place(name="Pemangkat", latitude=1.1740, longitude=108.9680),
    Place(name="Kuching, Sarawak", latitude=1.5535, longitude=110.3593),
)
"""Rough points only; none of them is anybody's house."""
