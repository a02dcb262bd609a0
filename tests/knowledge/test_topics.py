import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from flows.gsm import SEGMENT, foreign, septets
from knowledge.topics import Topics, TopicsUnreadable, load_topics
from tests.knowledge.conftest import FOLDER

SLUGS = sorted(path.stem for path in FOLDER.glob("[!_]*.yaml"))
LOCALES = ["id", "en"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "topics"))


def _change(path: Path, **values: object) -> None:
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text()) | values, allow_unicode=True))


def test_the_first_twelve_topics_are_there(topics: Topics) -> None:
    assert set(topics) >= {
        "usia", "dokumen", "biaya", "tempat-daftar", "visa-pelancong", "kerja-sarawak", "paspor-ditahan",
        "kontak-darurat", "lowongan-scam", "tanda-bahaya", "kerahasiaan", "tentang-kami",
    }  # fmt: skip
    assert len(topics) == len(list(topics))
    assert "luar-angkasa" not in topics


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("slug", SLUGS)
def test_answers_fit_their_channels(topics: Topics, slug: str, locale: str) -> None:
    parts = topics[slug].answer(locale, "sms")
    assert 1 <= len(parts) <= 2
    for part in parts:
        assert foreign(part) == ()
        assert septets(part) <= SEGMENT
    (chat,) = topics[slug].answer(locale, "chat")
    assert len(chat) <= 900
    assert len(topics[slug].title(locale)) <= 24


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("slug", SLUGS)
def test_only_checked_contacts_are_shown(topics: Topics, slug: str, locale: str) -> None:
    base = yaml.safe_load((FOLDER.parents[1] / "config" / "taskforce" / "base.yaml").read_text())
    shown = {
        re.sub(r"\D", "", number)
        for contact in base["contacts"]
        if contact["last_checked"]
        for number in (contact["number"], *re.findall(r"\+[\d -]{8,}", contact.get("note_id", "")))
    }
    text = "\n".join((*topics[slug].answer(locale, "chat"), *topics[slug].answer(locale, "sms")))
    numbers = {re.sub(r"\D", "", found) for found in re.findall(r"\+?\d[\d -]{5,}\d", text)}
    assert numbers <= shown


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("slug", SLUGS)
def test_words_that_we_never_say(topics: Topics, slug: str, locale: str) -> None:
    text = "\n".join((*topics[slug].answer(locale, "chat"), *topics[slug].answer(locale, "sms")))
    assert not re.search(
        r"\b(korban|victim|ilegal|illegal|aman|resmi|terpercaya|safe|genuine|pasal|article)\b", text, re.I
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_the_old_word_for_migrant_workers_is_never_used_unexplained(topics: Topics, slug: str) -> None:
    text = topics[slug].answer("id", "chat")[0]
    assert len(re.findall(r"\bTK[IW]\b", text)) == len(re.findall(r"dulu disebut TKI\b", text))


def test_another_language_gets_the_indonesian_answer(topics: Topics) -> None:
    assert topics["usia"].answer("zh", "chat") == topics["usia"].answer("id", "chat")
    assert topics["usia"].title("zh") == topics["usia"].title("id")
    assert topics["usia"].title("en") != topics["usia"].title("id")


def test_an_answer_is_overdue_the_day_after_its_review(topics: Topics) -> None:
    topic = topics["usia"]
    assert not topic.overdue(topic.review_by)
    assert topic.overdue(topic.review_by + timedelta(days=1))
    assert not topic.overdue(date(2026, 11, 1))


def test_all_problems_of_all_files_are_told_at_once(copy: Path) -> None:
    _change(copy / "usia.yaml", slug="umur")
    _change(copy / "biaya.yaml", questions=["hanya satu"])
    _change(copy / "dokumen.yaml", sources=[])
    (copy / "rusak.yaml").write_text("a: [")
    with pytest.raises(TopicsUnreadable) as raised:
        load_topics(copy)
    text = "\n".join(raised.value.problems)
    assert all(name in text for name in ("usia.yaml", "biaya.yaml", "dokumen.yaml", "rusak.yaml"))


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"related": ["tidak-ada"]}, "related"),
        ({"related": ["usia"]}, "related"),
        ({"review_by": date(2020, 1, 1)}, "review_by"),
        ({"titles": {"id": "x" * 25, "en": "x"}}, "titles"),
        ({"questions": ["Sama", "sama", "a", "b", "c", "d", "e", "f"]}, "twice"),
        ({"warna": "merah"}, "warna"),
        ({"sources": [{"what": "Koran", "date": "kemarin"}]}, "sources"),
    ],
)
def test_a_mistake_in_a_topic_is_found(copy: Path, values: dict[str, object], word: str) -> None:
    _change(copy / "usia.yaml", **values)
    with pytest.raises(TopicsUnreadable, match=word):
        load_topics(copy)


@pytest.mark.parametrize(
    "sms", [["x" * 161], ["a", "b", "c"], [], ["emoji \U0001f600"], ["[kurung]"], ["“kutip”"]]
)
def test_an_sms_that_does_not_fit_is_found(copy: Path, sms: list[str]) -> None:
    _change(copy / "usia.yaml", answers={"id": {"sms": sms, "chat": "a"}, "en": {"sms": ["a"], "chat": "a"}})
    with pytest.raises(TopicsUnreadable, match="sms"):
        load_topics(copy)


def test_a_word_with_two_meanings_is_found(copy: Path) -> None:
    _change(copy / "_words.yaml", same={"satu": "sama", "dua": "sama"})
    with pytest.raises(TopicsUnreadable, match="already means"):
        load_topics(copy)


def test_a_folder_without_topics_is_no_knowledge(tmp_path: Path) -> None:
    with pytest.raises(TopicsUnreadable):
        load_topics(tmp_path)
