"""`suar keys`: the keys that sealed columns are sealed with."""

from __future__ import annotations

import click

from bot.cli.parts import settings_with_logging
from models.keyring import KeyRing


@click.group()
def keys() -> None:
    """Look at keys and add a new one."""


@keys.command("show")
def show() -> None:
    """Print the ids of the keys, never the keys."""
    settings = settings_with_logging()
    ring = KeyRing.load(settings.keyring_file)
    for key_id in sorted(ring.keys):
        click.echo(f"key {key_id}{'  (seals)' if key_id == ring.current else ''}")


@keys.command("rotate")
def rotate() -> None:
    """Add a new key that seals from the next start on; old ones still open what they sealed."""
    settings = settings_with_logging()
    ring = KeyRing.load(settings.keyring_file).rotated()
    ring.replace(settings.keyring_file)
    click.echo(f"key {ring.current} seals from the next start of web and worker on; back the file up now")
