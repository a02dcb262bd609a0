"""The messages to learn from, and what each is to the model."""

from __future__ import annotations

import hashlib
from pathlib import Path

from language.evaluation.rows import Labelled, parse
from language.reading import Intent, Urgency

CORPUS = Path(__file__).parent.parent / "language" / "corpus"


def messages(folder: Path = CORPUS / "messages") -> list[Labelled]:
    """Every message to learn from, in the order of files and lines."""
    rows: list[Labelled] = []
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            rows += parse(lines)
    return rows


def fingerprint() -> str:
    """What was learnt from, in twelve letters: other messages or another lexicon, other letters."""
    digest = hashlib.sha256()
    lexicon = CORPUS.parent
    for path in sorted(
        [*CORPUS.glob("messages/*.jsonl"), *lexicon.glob("words/*.yaml"), *lexicon.glob("lexicon/*.yaml")]
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def batch(row: Labelled) -> str:
    """Who wrote it: one hand in one sitting."""
    return row.id.partition("-")[0]


def scenario(row: Labelled) -> str:
    """What it tells of; both sides of a contrast pair are one scenario."""
    named = [group for group in row.groups if group.startswith("scenario=")]
    return row.pair or (named[0] if named else row.id)


def answer(row: Labelled) -> str:
    """The one answer that is learnt: a report's level, or what else is wanted."""
    if row.intent is Intent.LAPOR or row.urgency[0].rank >= Urgency.TINGGI.rank:
        return f"urgency:{max(row.urgency[0], Urgency.SEDANG, key=lambda level: level.rank).value}"
    return f"intent:{row.intent.value}"
