"""What the tests of the language share: one reader without places, one with a small gazetteer."""

from __future__ import annotations

import pytest

import language
from language.reading import Gazetteer


@pytest.fixture(scope="session")
def reader() -> language.Reader:
    return language.build_reader()


@pytest.fixture(scope="session")
def rules() -> language.Reader:
    """The rules by themselves, without what the statistics hear."""
    return language.build_reader(trained=False)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer(
        kecamatan={"Sambas": "61.01.01", "Pemangkat": "61.01.05", "Galing": "61.01.11", "Tebas": "61.01.04"},
        desa=(
            ("Sebunga", "61.01.09.2003", "Sajingan Besar"),
            ("Galing", "61.01.11.2001", "Galing"),
            ("Sepadu", "61.01.06.2001", "Sejangkung"),
            ("Sepadu", "61.01.13.2003", "Semparuk"),
            ("Parit Baru", "61.01.07.2001", "Selakau"),
            ("Parit Baru", "61.01.18.2002", "Salatiga"),
            ("Sempurna", "61.01.14.2001", "Subah"),
            ("Kaliau'", "61.01.09.2001", "Sajingan Besar"),
            ("Semangau", "61.01.01.2010", "Sambas"),
            ("Semanga", "61.01.06.2005", "Sejangkung"),
        ),
        variants={"sajingan": "Sebunga", "pmkt": "Pemangkat"},
        cue_required=frozenset({"sempurna", "tebas"}),
        beyond={"Aruk": "perbatasan", "Kuching": "luar", "Bintulu": "luar", "Malaysia": "negara"},
    )


@pytest.fixture(scope="session")
def local_reader(gazetteer: Gazetteer) -> language.Reader:
    return language.build_reader(gazetteer)
