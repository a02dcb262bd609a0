"""The line that officers see."""

from __future__ import annotations

from language.explain import explain
from language.reader import Reader


def test_it_names_the_signs_with_the_words_that_meant_them(reader: Reader) -> None:
    assert explain(reader.read("sy dkurung di kmr")) == "Tanda: dkurung (T01)."


def test_it_says_what_lowered_a_sign_and_asks_for_a_look(reader: Reader) -> None:
    line = explain(reader.read("tahun 2015 saya disekap, sekarang sudah aman"))
    assert "diturunkan karena masa lalu" in line
    assert line.endswith("perlu dibaca petugas.")


def test_it_stays_short(reader: Reader) -> None:
    line = explain(
        reader.read("dikurung dipukul diperkosa paspor ditahan gaji tidak dibayar utang ke agen " * 5)
    )
    assert len(line) < 300
    assert "lagi" in line


def test_it_admits_when_nothing_was_found(reader: Reader) -> None:
    assert explain(reader.read("halo")) == "Tidak ada tanda yang dikenali."
