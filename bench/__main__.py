"""`python -m bench`: measure and print."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from bench import alerts, fuzz, reading, turns
from bench.ground import Ground, grounds


@click.command()
@click.option("--only", type=click.Choice(["reading", "turns", "alerts", "fuzz"]), help="Measure one thing.")
@click.option("--messages", default=400, show_default=True, help="Turns a database.")
@click.option("--bodies", default=20_000, show_default=True, help="Generated bodies a webhook.")
def main(only: str | None, messages: int, bodies: int) -> None:
    """Measure Suar on this machine, on SQLite and on PostgreSQL."""
    if only in (None, "reading"):
        click.echo(reading.measure())
    if only == "reading":
        return
    with tempfile.TemporaryDirectory(prefix="suar-bench-") as folder:
        for ground in grounds(Path(folder)):
            with ground:
                _measure(ground, only, messages, bodies)


def _measure(ground: Ground, only: str | None, messages: int, bodies: int) -> None:
    click.echo(f"\n== {ground.name}")
    if only in (None, "turns"):
        click.echo(turns.measure(ground, messages=messages))
    if only in (None, "alerts"):
        click.echo(alerts.measure(ground))
    if only in (None, "fuzz"):
        click.echo(fuzz.measure(ground, bodies=bodies))


main()
