"""Each warning sign with the messages it must and must not see, and the indicators of forced labour."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

import language
from language.grade import grade
from language.guards import guarded
from language.lexicon_files import load_lexicon
from language.people import ages, people
from language.scene import survey
from language.signs import BadLexicon

HERE = Path(language.__file__).parent
LEXICON = load_lexicon(HERE / "lexicon", HERE / "words")
CODES = [f"T{number:02d}" for number in range(1, 33)]
#: Lower bounds, so that a sign's examples cannot melt away one edit at a time.
MATCH_AT_LEAST = 6
NO_MATCH_AT_LEAST = 4


def live(text: str) -> set[str]:
    """The signs that a message raises by the rules and that no guard lowered."""
    words = LEXICON.split(text)
    scene = replace(survey(words, LEXICON), ages=ages(words), people=people(words))
    scene = replace(scene, signs=guarded(scene))
    return {sign.code for sign in (*scene.live, *grade(scene, LEXICON).raised)}


def examples(kind: str) -> list[tuple[str, str]]:
    return [(code, text) for code, sign in LEXICON.signs.items() for text in getattr(sign.examples, kind)]


@pytest.mark.parametrize(("code", "text"), examples("match"))
def test_a_sign_is_seen_in_what_people_write_of_it(code: str, text: str) -> None:
    assert code in live(text)


@pytest.mark.parametrize(("code", "text"), examples("no_match"))
def test_a_sign_is_not_seen_in_what_only_looks_like_it(code: str, text: str) -> None:
    assert code not in live(text)


@pytest.mark.parametrize("code", CODES)
def test_every_sign_is_complete(code: str) -> None:
    sign = LEXICON.signs[code]
    assert len(set(sign.examples.match)) >= MATCH_AT_LEAST
    assert len(set(sign.examples.no_match)) >= NO_MATCH_AT_LEAST
    written = yaml.safe_load((HERE / "lexicon" / f"{code}.yaml").read_text(encoding="utf-8"))
    assert "ilo" in written  # null says "none fits"; a missing line says nothing
    assert sign.ilo is None or sign.ilo in LEXICON.indicators


def test_no_message_is_an_example_twice() -> None:
    written = [text for kind in ("match", "no_match") for _, text in examples(kind)]
    assert len(written) == len(set(written))


def test_all_eleven_indicators_are_pointed_to() -> None:
    assert len(LEXICON.indicators) == 11
    assert {sign.ilo for sign in LEXICON.signs.values()} - {None} == set(LEXICON.indicators)


def test_every_indicator_says_where_it_comes_from() -> None:
    assert [one.source.split("no. ")[-1] for one in LEXICON.indicators.values()] == [
        str(number) for number in range(1, 12)
    ]
    assert all("ILO" in one.source and one.name_en for one in LEXICON.indicators.values())


def folder(tmp_path: Path, *, ilo: str | None, indicators: str | None) -> tuple[Path, Path]:
    """A lexicon of one sign, with or without a file of indicators."""
    signs = tmp_path / "signs"
    others = tmp_path / "words"
    signs.mkdir()
    others.mkdir()
    sign = {"id": "T01", "level": 3, "name": "Nama", "group": "gerak", "queues": ["hukum"], "ilo": ilo}
    (signs / "T01.yaml").write_text(yaml.safe_dump(sign | {"phrases": {"id": ["satu"]}}))
    for name in ("forms", "classes", "cues"):
        (others / f"{name}.yaml").write_text("{}")
    (others / "matters.yaml").write_text("[]")
    (others / "ordinary.yaml").write_text("words: ''\nsambas: ''\n")
    if indicators is not None:
        (others / "indicators.yaml").write_text(indicators)
    return signs, others


def test_an_indicator_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadLexicon, match="T01: ilo names entah"):
        load_lexicon(*folder(tmp_path, ilo="entah", indicators="[]"))


def test_without_the_file_no_sign_may_point_to_an_indicator(tmp_path: Path) -> None:
    signs, others = folder(tmp_path, ilo=None, indicators=None)
    assert load_lexicon(signs, others).indicators == {}
    sign = (signs / "T01.yaml").read_text()
    (signs / "T01.yaml").write_text(sign.replace("ilo: null", "ilo: ancaman"))
    with pytest.raises(BadLexicon, match="ilo names ancaman"):
        load_lexicon(signs, others)


def test_an_indicator_that_cannot_be_read_is_told_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(BadLexicon, match=r"indicators\.yaml"):
        load_lexicon(*folder(tmp_path, ilo=None, indicators="- id: Bukan Id\n  name: Nama\n"))
