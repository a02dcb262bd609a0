"""`suar recruiters`: the licence register and what it says of a name."""

from __future__ import annotations

import getpass
import json
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import click

from bot import bootstrap
from bot.cli.parts import rows_with_text, settings_with_logging
from bot.cli.recruiter_rows import recruiter_line, recruiter_row
from bot.clock import SystemClock
from bot.ids import IdFactory
from bot.register import CorrectRows, Imported, RegisterImports, RegisterInUse, SayTheDay
from models import migrate as migrations
from models.register_store import ImportRecord, RegisterStore
from models.unit_of_work import Storage
from recruiters.check import check
from recruiters.listing import Difference, Listing, NoHeader, read_listing
from recruiters.register import Register
from recruiters.sheet import SaveAsTable, rows_of

_SHOWN = 20
_BY_LENGTH = 32


@click.group()
def recruiters() -> None:
    """Bring in the licence register, and ask it."""


@recruiters.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of which the register speaks, if FILE does not say.",
)
@click.option("--by", help="Who is answerable: an officer's id (default: the login name on this machine).")
@click.option(
    "--accept-good-rows", is_flag=True, help="Leave bad rows out instead of refusing the whole file."
)
@click.option("--demo", is_flag=True, help="Invented companies: every answer is marked CONTOH.")
def bring(file: Path, as_of: datetime | None, by: str | None, *, accept_good_rows: bool, demo: bool) -> None:
    """Make FILE (CSV or XLSX) the register; the one before stays as history.

    Columns: nama, no SIP3MI, status, per tanggal, kota, cabang, NIB, tanggal, alamat pusat, penanggung jawab,
    alias; or name, licence, status, as_of, city, branches. Only the name is required.
    """
    try:
        listing = read_listing(rows_of(file), as_of=None if as_of is None else as_of.date())
    except NoHeader:
        raise click.ClickException(
            f"{file.name}: no row names the columns. Put a row above the data: at least `nama`, `status`."
        ) from None
    except SaveAsTable as error:
        raise click.ClickException(str(error)) from None
    storage, taskforces = _made()
    clock = SystemClock()
    imports = RegisterImports(storage, clock, IdFactory(clock), taskforces)
    try:
        with click.progressbar(
            length=len(listing.entries), label=f"importing {len(listing.entries)} rows", file=sys.stderr
        ) as bar:
            done = imports.bring(
                listing,
                source=file.read_bytes(),
                by=(by or getpass.getuser())[:_BY_LENGTH],
                only_good_rows=accept_good_rows,
                demo=demo,
                progress=bar.update,
            )
    except CorrectRows as error:
        _problems(error.listing)
        hint = "correct them, or add --accept-good-rows" if listing.entries else "there is no good row"
        raise click.ClickException(f"nothing was imported: {error}; {hint}") from None
    except SayTheDay:
        raise click.ClickException(
            "nothing was imported: say of which day the register speaks, with --as-of 2026-11-01"
        ) from None
    finally:
        storage.close()
    _problems(listing)
    _tell(done)


@recruiters.command("check")
@click.argument("text", required=False)
@click.option(
    "--file",
    "source",
    type=click.File("r", encoding="utf-8"),
    help='Rows {"id","text"}; - for standard input.',
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def ask(text: str | None, source: TextIO | None, *, as_json: bool) -> None:
    """Say what the register holds of the recruiters in a text; never that somebody is genuine."""
    if (text is None) == (source is None):
        raise click.UsageError('give either a text or --file: suar recruiters check "cek PT ..." --json')
    register, today = _register(), datetime.now(UTC).date()
    rows: Iterable[tuple[str | None, str]] = [(None, text)] if text is not None else rows_with_text(source)
    for row_id, written in rows:
        found = recruiter_row(row_id, check(written, register, today=today))
        click.echo(json.dumps(found, ensure_ascii=False) if as_json else recruiter_line(found))


@recruiters.command("stats")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def stats(*, as_json: bool) -> None:
    """How many companies of which standing the register holds, of which day, and who brought it."""
    storage = _there()
    if storage is None:
        counts: Counter[str] = Counter()
        history: list[ImportRecord] = []
    else:
        with storage.read() as uow:
            store = RegisterStore(uow)
            history = store.history()
            companies = store.companies(history[0].id) if history else iter(())
            counts = Counter(company.status.value for company in companies)
        storage.close()
    told = {
        "companies": counts.total(),
        "status": dict(counts.most_common()),
        "imports": [
            {
                "at": record.imported_at.isoformat(),
                "by": record.imported_by,
                "as_of": record.as_of.isoformat(),
                "rows": record.accepted,
                "refused": record.rejected,
                "demo": record.demo,
            }
            for record in history
        ],
    }
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"{told['companies']} companies")
    for status, count in counts.most_common():
        click.echo(f"  {count:6}  {status}")
    for record in history:
        mark = " CONTOH" if record.demo else ""
        click.echo(
            f"{record.imported_at:%Y-%m-%d %H:%M} UTC by {record.imported_by}, as of {record.as_of}: "
            f"{record.accepted} rows, {record.rejected} refused{mark}"
        )
    if not history:
        click.echo("no register was imported yet: suar recruiters import FILE")


def _problems(listing: Listing) -> None:
    for problem in listing.problems:
        click.echo(f"  line {problem.line}: {problem.reason}", err=True)


def _tell(done: Imported) -> None:
    if not done.written:
        click.echo(f"the register of {done.as_of} was there already; nothing changed")
        return
    left_out = len(done.listing.problems)
    click.echo(f"{len(done.listing.entries)} companies as of {done.as_of}, {left_out} rows left out")
    _tell_changes(done.changes)


def _tell_changes(changes: Difference) -> None:
    for word, names in (("new", changes.new), ("gone", changes.gone)):
        click.echo(f"{word}: {len(names)}")
        for name in names[:_SHOWN]:
            click.echo(f"  {name}")
        if len(names) > _SHOWN:
            click.echo(f"  and {len(names) - _SHOWN} more")
    click.echo(f"status changed: {len(changes.changed)}")
    for name, before, after in changes.changed:
        click.echo(f"  {name}: {before} -> {after}")


def _made() -> tuple[Storage, tuple[str, ...]]:
    """The database in its newest form, made where there is none yet, and the task forces served."""
    settings = settings_with_logging(serving=False)
    bootstrap.prepare(settings)
    storage = bootstrap.open_storage(settings)
    migrations.upgrade(storage.engine)
    return storage, settings.taskforces


def _there() -> Storage | None:
    """The database, None where there is none yet."""
    settings = settings_with_logging(serving=False)
    if not settings.keyring_file.exists():
        return None
    storage = bootstrap.open_storage(settings)
    if migrations.current(storage.engine) == migrations.head():
        return storage
    storage.close()
    return None


def _register() -> Register:
    storage = _there()
    if storage is None:
        return Register()
    try:
        with storage.read() as uow:
            return RegisterInUse().now(uow)
    finally:
        storage.close()
