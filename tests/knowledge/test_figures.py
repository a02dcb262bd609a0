"""Figures on questions of others that no form was made from (`suar ask --evaluate` tells them)."""

from __future__ import annotations

import json
from pathlib import Path

from knowledge.measure import Asked, measure
from knowledge.search import Search

HERE = Path(__file__).parent / "questions"


def test_questions_of_strangers_find_their_topic(topic_search: Search) -> None:
    rows = [json.loads(line) for line in (HERE / "unseen.jsonl").read_text(encoding="utf-8").splitlines()]
    figures = measure(
        Asked(question=row["question"], topics=tuple(row["topic"]), match=topic_search.find(row["question"]))
        for row in rows
    )
    assert (figures.questions, figures.elsewhere) == (80, 30)
    assert figures.first is not None
    assert figures.first >= 0.85
    assert figures.among_three is not None
    assert figures.among_three >= 0.95
    assert figures.refused is not None
    assert figures.refused >= 0.90
    assert figures.wrong is not None
    assert figures.wrong <= 0.05
