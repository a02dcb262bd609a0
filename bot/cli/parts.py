"""What the commands share: settings, a prepared folder, a running hotline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TextIO

import click

from bot import bootstrap
from bot.bootstrap import Running
from bot.hotline import Hotline
from config.logging import configure_logging
from config.settings import Settings, load_settings


def settings_with_logging(*, serving: bool = True) -> Settings:
    """The environment's settings, with logging set up.

    Args:
        serving: False for a command that only needs the database: then no public address is asked for.
    """
    settings = load_settings(serving=serving)
    configure_logging(settings.log_format, settings.log_level)
    return settings


def running() -> Running:
    """A hotline put together from the environment's settings."""
    return bootstrap.start(settings_with_logging())


def served(hotline: Hotline, key: str | None) -> str:
    """The key of a task force that is served here, the first one if none is named.

    Raises:
        click.UsageError: it is not served here.
    """
    chosen = key or next(iter(hotline.taskforces))
    if chosen not in hotline.taskforces:
        raise click.UsageError(f"{chosen} is not served here; served: {', '.join(hotline.taskforces)}")
    return chosen


def rows_with_text(source: TextIO | None) -> Iterator[tuple[str | None, str]]:
    """Rows `{"id","text"}` of a JSONL file.

    Raises:
        click.ClickException: a line is no such row; the message names it.
    """
    for number, line in enumerate(source or (), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield (str(row["id"]) if row.get("id") is not None else None), str(row["text"])
        except (ValueError, KeyError, TypeError, AttributeError):
            raise click.ClickException(
                f'line {number} is not a row like {{"id": "a1", "text": "..."}}'
            ) from None
