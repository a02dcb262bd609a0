"""`suar ask` and `suar topics`: what is answered, how well, and whether the topics are in order."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any, TextIO

import click

from bot import bootstrap
from bot.cli.parts import rows_with_text
from config.taskforces import CONFIG_FOLDER, load_taskforce
from knowledge.measure import Asked, measure
from knowledge.numbers import unknown_numbers
from knowledge.search import Match, Search
from knowledge.topics import TopicsUnreadable, load_topics
from language import shipped_lexicon

_GOALS = {"first": ">= 0.85", "among_three": ">= 0.95", "refused": ">= 0.90", "wrong": "<= 0.05"}


@click.command()
@click.argument("question", required=False)
@click.option(
    "--file",
    "source",
    type=click.File("r", encoding="utf-8"),
    help='Rows {"id","text"}; - for standard input.',
)
@click.option(
    "--evaluate",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='Measure on rows {"question","topic":[...]}; an empty list is a question that is none of ours.',
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--locale", default="id", show_default=True, type=click.Choice(["id", "en"]), help="Language.")
def ask(
    question: str | None, source: TextIO | None, evaluate: Path | None, *, as_json: bool, locale: str
) -> None:
    """Say what is answered to a question: a topic, a few to choose from, or none."""
    if sum(given is not None for given in (question, source, evaluate)) != 1:
        raise click.UsageError('give one of: a question, --file, --evaluate. Example: suar ask "umur brp"')
    search = Search(load_topics(bootstrap.TOPICS), shipped_lexicon())
    if evaluate is not None:
        _evaluate(search, evaluate, as_json=as_json)
        return
    rows: Iterable[tuple[str | None, str]] = (
        [(None, question)] if question is not None else rows_with_text(source)
    )
    for row_id, text in rows:
        found = as_row(row_id, search.find(text), search, locale)
        click.echo(json.dumps(found, ensure_ascii=False) if as_json else _line(found))


def as_row(row_id: str | None, match: Match, search: Search, locale: str) -> dict[str, Any]:
    """What was found, as the JSON object that `--json` prints.

    Args:
        row_id: the row's own id.
        match: what the search found.
        search: for the topic's answer.
        locale: language of the answer.
    """
    refused = match.outcome == "refused"
    first = None if refused or not match.topics else match.topics[0]
    answered = first is not None and match.outcome == "answered"
    return {
        "id": row_id,
        "topic": None if first is None else first.slug,
        "score": 0.0 if first is None else first.score,
        "alternatives": [{"topic": hit.slug, "score": hit.score} for hit in match.topics if hit is not first],
        "refused": refused,
        "answer": "\n".join(search.topics[first.slug].answer(locale, "chat"))
        if answered and first is not None
        else None,
    }


def _line(row: dict[str, Any]) -> str:
    if row["refused"]:
        return "-: none of our topics; the menu and an officer are offered"
    others = ", ".join(f"{item['topic']} {item['score']:.2f}" for item in row["alternatives"])
    head = f"{row['topic']} {row['score']:.2f} (then {others})"
    return f"{head}\n\n{row['answer']}" if row["answer"] else f"unsure: {head}"


def _evaluate(search: Search, path: Path, *, as_json: bool) -> None:
    asked, spent = [], []
    with click.progressbar(list(_labelled(path)), label="asking", file=sys.stderr) as bar:
        for question, topics in bar:
            start = perf_counter()
            match = search.find(question)
            spent.append((perf_counter() - start) * 1000)
            asked.append(Asked(question=question, topics=topics, match=match))
    figures = asdict(measure(asked))
    spent.sort()
    figures["cost_ms_median"] = round(spent[len(spent) // 2], 2) if spent else None
    if as_json:
        click.echo(json.dumps(figures))
        return
    for name, value in figures.items():
        shown = "-" if value is None else f"{value:.3f}" if isinstance(value, float) else value
        click.echo(f"{name:16} {shown}  {_GOALS.get(name, '')}".rstrip())
    for row in asked:
        if row.is_wrong_answer or (row.topics and not row.is_first):
            got = row.match.topics[0].slug if row.match.topics else "-"
            wanted = ", ".join(row.topics) or "none"
            click.echo(f"  {row.match.outcome}: {got}, not {wanted}: {row.question[:90]}")


def _labelled(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            topics = row["topic"]
            yield str(row["question"]), tuple([topics] if isinstance(topics, str) else topics)
        except (ValueError, KeyError, TypeError):
            raise click.ClickException(
                f'line {number} is not a row like {{"question": "...", "topic": ["usia"]}}'
            ) from None


@cache
def _checked(path: Path) -> frozenset[str]:
    """The digits of every contact of a task force that may be shown."""
    shown = load_taskforce(path).shown_contacts()
    return frozenset(re.sub(r"\D", "", contact.number or "") for contact in shown)


@click.group()
def topics() -> None:
    """The topics that are answered."""


@topics.command("check")
def check() -> None:
    """Check every topic file: form, lengths, sources, dates, and that each number is a checked contact."""
    try:
        known = load_topics(bootstrap.TOPICS)
    except TopicsUnreadable as error:
        for problem in error.problems:
            click.echo(f"  - {problem}", err=True)
        raise click.ClickException(f"{len(error.problems)} problem(s)") from None
    problems = [
        f"{slug}.yaml: {number} is no checked contact of {path.stem}"
        for path in sorted(CONFIG_FOLDER.glob("*.yaml"))
        if path.stem != "base"
        for slug, topic in known.items()
        for number in unknown_numbers(topic, _checked(path))
    ]
    if problems:
        for problem in problems:
            click.echo(f"  - {problem}", err=True)
        raise click.ClickException(f"{len(problems)} problem(s)")
    today = datetime.now(UTC).date()
    for slug, topic in known.items():
        if topic.overdue(today):
            click.echo(f"  {slug}: to be checked again since {topic.review_by}")
    forms = sum(len(topic.questions) for topic in known.values())
    click.echo(f"{len(known)} topics, {forms} forms of questions: nothing wrong")
