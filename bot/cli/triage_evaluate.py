"""`suar triage evaluate`: how well messages with known labels are read."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, TextIO

import click

from bot.cli.evaluation_picture import draw
from bot.cli.triage_reader import reader_of
from language import Reader
from language.evaluation.measure import Figures, Judged, Share, mean, measure, worst
from language.evaluation.perturb import PERTURBATIONS, Perturbation
from language.evaluation.rows import BadRow, Labelled, parse
from language.reading import Reading, Urgency

_WORST = 10
_LONGEST_SHOWN = 90


@dataclass(frozen=True, kw_only=True)
class _Cost:
    """Milliseconds a message."""

    median: float
    p99: float


@click.command()
@click.argument("source", type=click.File("r", encoding="utf-8"))
@click.option("--json", "as_json", is_flag=True, help="Every figure as one JSON object.")
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), help="Write a picture (PNG).")
@click.option("--perturb/--no-perturb", default=True, show_default=True, help="Also with spoilt messages.")
@click.option("--seed", default=1, show_default=True, help="Of the spoiling.")
@click.option("--taskforce", default="sambas", show_default=True, help="Whose places are known.")
def evaluate(
    source: TextIO, *, as_json: bool, plot: Path | None, perturb: bool, seed: int, taskforce: str
) -> None:
    """Read labelled messages and compare.

    SOURCE holds rows like {"id", "text", "intent", "urgency": [best, ...], "queue": [owner, ...]}, one a
    line; `lang`, `register`, `tags` and `pair` are used for the tables where they are there.
    """
    try:
        rows = parse(source)
    except BadRow as error:
        raise click.ClickException(f"{source.name}: {error}") from None
    if not rows:
        raise click.ClickException(f"{source.name}: no rows")
    reader = reader_of(taskforce)
    judged, cost = _judge(rows, reader)
    figures = measure(judged)
    spoilt = _spoilt(rows, reader, seed) if perturb else {}
    if as_json:
        click.echo(json.dumps(_as_json(figures, cost, spoilt), ensure_ascii=False, indent=2))
    else:
        _print(judged, figures, cost, spoilt)
    if plot is not None:
        draw(figures, spoilt, plot)
        click.echo(f"picture: {plot}", err=True)


def _judge(rows: Sequence[Labelled], reader: Reader) -> tuple[list[Judged], _Cost]:
    reader.read(rows[0].text)  # what is loaded on first use is no message's cost
    judged: list[Judged] = []
    spent: list[float] = []
    with click.progressbar(rows, label="reading", file=sys.stderr) as bar:
        for row in bar:
            begun = time.perf_counter()
            reading = reader.read(row.text)
            spent.append(1000 * (time.perf_counter() - begun))
            judged.append(Judged(row=row, reading=reading))
    spent.sort()
    return judged, _Cost(median=spent[len(spent) // 2], p99=spent[int(0.99 * (len(spent) - 1))])


def _spoilt(rows: Sequence[Labelled], reader: Reader, seed: int) -> dict[str, Figures]:
    found: dict[str, Figures] = {}
    with click.progressbar(PERTURBATIONS.items(), label="spoiling", file=sys.stderr) as bar:
        for name, change in bar:
            dice = Random(seed)  # noqa: S311 - the same slips in every run, no secret
            found[name] = measure(
                [Judged(row=row, reading=_read_spoilt(row, change, dice, reader)) for row in rows]
            )
    return found


def _read_spoilt(row: Labelled, change: Perturbation, dice: Random, reader: Reader) -> Reading:
    """The most urgent of what the pieces say; a message sent in two is a conversation of two."""
    return max((reader.read(piece) for piece in change(row.text, dice)), key=lambda one: one.urgency.rank)


def _print(judged: Sequence[Judged], figures: Figures, cost: _Cost, spoilt: dict[str, Figures]) -> None:
    click.echo(f"{figures.rows} messages\n")
    click.echo(
        "Level read     " + "".join(f"{level.value:>9}" for level in Urgency) + "   recall, 95 % interval"
    )
    for meant in Urgency:
        counts = "".join(f"{figures.confusion.get((meant, found), 0):9}" for found in Urgency)
        click.echo(f"  is {meant.value:10}{counts}   {_share(figures.recall[meant])}")
    click.echo("")
    for name, value in _lines(figures):
        click.echo(f"{name:46}{value}")
    click.echo(f"{'cost of a message, median and 99th percentile':46}{cost.median:.2f} ms, {cost.p99:.2f} ms")
    if figures.groups:
        click.echo("\nRecall of kritis by group, worst first")
        for group, share in sorted(figures.groups.items(), key=lambda item: item[1].value):
            click.echo(f"  {group:30}{_share(share)}")
    if spoilt:
        click.echo("\nSpoilt messages             recall of kritis         macro-F1")
        for name, found in sorted(spoilt.items(), key=lambda item: item[1].recall[Urgency.KRITIS].value):
            click.echo(f"  {name:24}{_share(found.recall[Urgency.KRITIS])}    {found.macro_f1:.3f}")
    mistakes = worst(judged, _WORST)
    if mistakes:
        click.echo("\nWorst mistakes")
    for one in mistakes:
        text = one.row.text if len(one.row.text) <= _LONGEST_SHOWN else one.row.text[:_LONGEST_SHOWN] + "…"
        click.echo(f"  {one.row.id:10} is {one.level.value}, read {one.found.value}: {text}")


def _lines(figures: Figures) -> list[tuple[str, str]]:
    lines = [
        ("kritis read as sedang or rendah", _share(figures.kritis_low)),
        ("ordinary messages read as kritis", _share(figures.ordinary_kritis)),
        ("other reports read as kritis", _share(figures.reports_kritis)),
        ("macro-F1 of the four levels", f"{figures.macro_f1:.3f}"),
        ("read too low", _share(figures.under)),
        ("read too high", _share(figures.over)),
        ("contrast pairs with both sides right", _share(figures.pairs)),
        ("intent right", _share(figures.intent)),
        ("owning queue first, mean of the queues", f"{mean(figures.owner):.3f}"),
        ("owning queue among two, mean of the queues", f"{mean(figures.owner_or_next):.3f}"),
    ]
    return lines + [(f"  {owner}: first", _share(share)) for owner, share in figures.owner.items()]


def _share(share: Share) -> str:
    if not share.of:
        return "-"
    low, high = share.interval
    return f"{share.value:.3f} ({low:.3f}-{high:.3f}) {share.hits}/{share.of}"


def _as_json(figures: Figures, cost: _Cost, spoilt: dict[str, Figures]) -> dict[str, Any]:
    return {
        "rows": figures.rows,
        "confusion": {
            meant.value: {found.value: figures.confusion.get((meant, found), 0) for found in Urgency}
            for meant in Urgency
        },
        "recall": {level.value: _json_share(share) for level, share in figures.recall.items()},
        "macro_f1": figures.macro_f1,
        "kritis_low": _json_share(figures.kritis_low),
        "ordinary_kritis": _json_share(figures.ordinary_kritis),
        "reports_kritis": _json_share(figures.reports_kritis),
        "under": _json_share(figures.under),
        "over": _json_share(figures.over),
        "pairs": _json_share(figures.pairs),
        "intent": _json_share(figures.intent),
        "owner": {name: _json_share(share) for name, share in figures.owner.items()},
        "owner_mean": mean(figures.owner),
        "owner_or_next": {name: _json_share(share) for name, share in figures.owner_or_next.items()},
        "owner_or_next_mean": mean(figures.owner_or_next),
        "groups": {name: _json_share(share) for name, share in figures.groups.items()},
        "perturbed": {
            name: {"recall_kritis": _json_share(found.recall[Urgency.KRITIS]), "macro_f1": found.macro_f1}
            for name, found in spoilt.items()
        },
        "cost_ms": {"median": cost.median, "p99": cost.p99},
    }


def _json_share(share: Share) -> dict[str, float | int | list[float]]:
    return {"value": share.value, "interval": list(share.interval), "hits": share.hits, "of": share.of}
