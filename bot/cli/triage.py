"""`suar triage`: what the hotline reads in a message."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TextIO

import click

from bot.cli.parts import rows_with_text
from bot.cli.triage_evaluate import evaluate
from bot.cli.triage_reader import reader_of
from config.taskforces import CONFIG_FOLDER, load_taskforce
from language.explain import explain
from language.reading import Reading
from language.times import resolve


class _TextOrCommand(click.Group):
    """A group whose first word may also be the message itself: `suar triage "teks"`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in {*self.commands, "--help", "-h"}:
            args = ["read", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_TextOrCommand)
def triage() -> None:
    """Say what the hotline reads in a message (`suar triage "teks" --json`), and measure how well."""


@triage.command("read")
@click.argument("text", required=False)
@click.option(
    "--file",
    "source",
    type=click.File("r", encoding="utf-8"),
    help='Rows {"id","text"}; - for standard input.',
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--taskforce", default="sambas", show_default=True, help="Whose places are known.")
def read(text: str | None, source: TextIO | None, *, as_json: bool, taskforce: str) -> None:
    """Read a message, or every row of a JSONL file, and print intent, urgency, queues and signs."""
    if (text is None) == (source is None):
        raise click.UsageError('give either a text or --file: suar triage "teks" --json')
    reader = reader_of(taskforce)
    indicators, now = (
        reader.indicators(),
        datetime.now(load_taskforce(CONFIG_FOLDER / f"{taskforce}.yaml").zone),
    )
    rows: Iterable[tuple[str | None, str]] = [(None, text)] if text is not None else rows_with_text(source)
    for row_id, written in rows:
        found = as_row(row_id, reader.read(written), indicators=indicators, now=now)
        click.echo(json.dumps(found, ensure_ascii=False) if as_json else _line(found))


def as_row(
    row_id: str | None, reading: Reading, *, indicators: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    """A reading as the JSON object that `--json` prints.

    Args:
        row_id: the row's own id.
        reading: what was read.
        indicators: names of the ILO's indicators by sign.
        now: aware moment at which "besok" is tomorrow.
    """
    return {
        "id": row_id,
        "intent": reading.intent.value,
        "urgency": reading.urgency.value,
        "queue": reading.queues[0].value if reading.queues else None,
        "queues": [queue.value for queue in reading.queues],
        "signals": [
            {"code": item.code, "level": item.level, "words": list(item.words)} for item in reading.signals
        ],
        "places": [
            {"name": item.name, "kind": item.kind, "kecamatan": item.kecamatan} for item in reading.places
        ],
        "ages": list(reading.ages),
        "people": reading.people,
        "times": [
            {
                "when": moment.when.value,
                "words": moment.words,
                "days": moment.days,
                "date": _day(resolve(moment, now)),
            }
            for moment in reading.moments
        ],
        "whereabouts": None if reading.whereabouts is None else reading.whereabouts.value,
        "unsure": reading.unsure,
        "explanation": explain(reading, indicators=indicators),
        "locale": reading.locale,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _line(row: dict[str, Any]) -> str:
    signs = "; ".join(f"{item['code']} ({', '.join(item['words'])})" for item in row["signals"]) or "-"
    return f"{row['urgency'].upper():7} {row['intent']:15} {', '.join(row['queues']) or '-':24} {signs}"


triage.add_command(evaluate)
