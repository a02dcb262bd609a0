"""`suar corrections`: what officers corrected, as labelled messages to be read by a human and learnt from."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

import language
from bot.cli.parts import running, served
from bot.correction_export import CorrectionExport
from config.secret_files import write_secret
from config.taskforces import TaskForce
from language.lexicon_files import load_lexicon
from language.redact import Redactor

WARNING = (
    "Seorang manusia harus membaca berkas ini sampai habis sebelum keluar dari mesin ini: "
    "nama atau tempat bisa saja masih tertinggal."
)
_LANGUAGE = Path(language.__file__).parent


@click.group()
def corrections() -> None:
    """Take out what officers corrected in the program's readings."""


@corrections.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--taskforce", help="Task force (default: the first one served).")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only corrections from this day on.")
def export(file: Path, taskforce: str | None, since: datetime | None) -> None:
    """Write corrections that were not exported yet into FILE, without names, numbers and addresses.

    One JSON object a line; FILE must not exist and is readable for its owner alone.
    """
    if file.exists():
        raise _taken(file)
    hotline = running().hotline
    key = served(hotline, taskforce)
    place = hotline.taskforces[key]
    export_of = CorrectionExport(key, redactor=redactor_of(place), reader=hotline.readers[key])
    # Reading and redacting take their time: whoever writes to the hotline meanwhile does not wait for it.
    with hotline.storage.read() as uow:
        exported = export_of.rows(uow, since=None if since is None else since.replace(tzinfo=place.zone))
    if not exported:
        click.echo("no corrections to export")
        return
    with hotline.storage.begin() as uow:
        exported = export_of.settle(uow, exported, now=hotline.clock.now())
        lines = (json.dumps(one.row, ensure_ascii=False) + "\n" for one in exported)
        if not write_secret(file.absolute(), "".join(lines)):
            raise _taken(file)
        try:
            uow.commit()
        except BaseException:
            file.unlink()  # what the audit trail does not know of must not lie about
            raise
    click.echo(f"{len(exported)} row(s) -> {file}")
    click.echo(WARNING)


def redactor_of(taskforce: TaskForce) -> Redactor:
    """A redactor with the words that come with Suar and a task force's places and references."""
    lexicon = load_lexicon(_LANGUAGE / "lexicon", _LANGUAGE / "words")
    return Redactor(
        knows=lexicon.knows, gazetteer=taskforce.gazetteer(), prefixes=[taskforce.reference_prefix]
    )


def _taken(file: Path) -> click.ClickException:
    return click.ClickException(f"{file} exists already and is not overwritten: choose another name")
