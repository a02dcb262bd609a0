"""What kind of thing a word stands for, and that the file of classes says each thing once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

import language
from language import build_reader
from language.lexicon_files import load_lexicon
from language.meanings import Meanings
from language.model.features import features

HERE = Path(language.__file__).parent
LEXICON = load_lexicon(HERE / "lexicon", HERE / "words")
CLASSES = yaml.safe_load((HERE / "words" / "meanings.yaml").read_text(encoding="utf-8"))
READER = build_reader(trained=False)


def kinds(text: str) -> set[str | None]:
    """The classes of the words of a message."""
    return set(READER.take_apart(text).meanings)


def test_every_word_has_one_class_and_stands_there_in_normal_form() -> None:
    words = [word for row in CLASSES.values() for word in str(row).split()]
    assert [word for word, count in Counter(words).items() if count > 1] == []
    assert all(LEXICON.meanings.of(word) is not None for word in words)
    assert len(words) > 20_000


def test_the_first_class_of_a_word_counts_and_a_form_stands_for_its_word() -> None:
    meanings = Meanings({"a": ("pintu",), "b": ("pintu", "kunci")}, {"pntu": "pintu", "lawang": "pintu"})
    assert (meanings.of("pintu"), meanings.of("kunci"), meanings.of("meja")) == ("a", "b", None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pintu", "gerbang"),
        ("pintunya", "door"),
        ("majikan", "tauke"),
        ("takot", "scared"),
        ("isok", "tomorrow"),
        ("umak", "mother"),
        ("duet", "uang"),
    ],
)
def test_words_of_different_varieties_stand_for_the_same_kind_of_thing(one: str, other: str) -> None:
    assert kinds(one) == kinds(other) != {None}


@pytest.mark.parametrize("norm", ["", "a", "zz", "xyzzyq", "123", "'"])
def test_a_word_that_nobody_knows_has_no_class(norm: str) -> None:
    assert Meanings({"a": ("pintu",)}, {}).of(norm) is None


def test_a_message_in_other_words_shares_the_kinds_that_come_together() -> None:
    one, other = (
        features(READER.take_apart(text))
        for text in ("kunci pintu dipegang bos", "gembok gerbang dibawa tauke")
    )
    unrelated = features(READER.take_apart("ikan asin dijual murah"))
    assert len(one & other) > len(one & unrelated)
