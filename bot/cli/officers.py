"""`suar officers`: who is woken, and how a staff chat is linked."""

from __future__ import annotations

import json
import secrets
from datetime import datetime, timedelta
from typing import Any

import click

from bot.cli.parts import running, served
from bot.hotline import Hotline
from config.organisation import Role
from language.reading import Queue
from models.audit import append
from models.officer_store import OfficerStore
from models.unit_of_work import UnitOfWork

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12  # 59 bits; a code lives for a day and works once
CODE_LIVES = timedelta(hours=24)
ROLES = [*(role.value for role in Role), "anggota"]


def new_code() -> str:
    """A one-time linking code without letters that look alike."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


@click.group()
def officers() -> None:
    """Add, list and retire officers."""


@officers.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What the officer is to a case.")
@click.option("--queue", type=click.Choice([queue.value for queue in Queue]), help="Sub-task-force.")
@click.option("--taskforce", help="Task force (default: the first one served).")
def add(name: str, role: str, queue: str | None, taskforce: str | None) -> None:
    """Add an officer and print the one-time code that links a Telegram chat."""
    name = " ".join(name.split())
    if not name:
        raise click.UsageError("an officer needs a name")
    hotline = running().hotline
    key = served(hotline, taskforce)
    if role in ("koordinator", "wakil_koordinator") and queue is None:
        raise click.UsageError("a coordinator belongs to a sub-task-force: give --queue")
    code, now, officer_id = new_code(), hotline.clock.now(), hotline.ids()
    with hotline.storage.begin() as uow:
        OfficerStore(uow).add(
            id=officer_id,
            taskforce=key,
            name=name,
            role=role,
            queue=queue,
            code=code,
            code_expires_at=now + CODE_LIVES,
            now=now,
        )
        _noted(uow, key, officer_id, "petugas_ditambah", now=now, detail={"role": role})
        uow.commit()
    _tell_code(hotline, key, officer_id, code)


@officers.command("code")
@click.argument("officer_id")
def code(officer_id: str) -> None:
    """Print a new linking code for an officer; the old one stops working."""
    hotline = running().hotline
    fresh, now = new_code(), hotline.clock.now()
    with hotline.storage.begin() as uow:
        officer = OfficerStore(uow).get(officer_id, now=now)
        if officer is None or not officer.active:
            raise click.ClickException("no such officer; `suar officers list` shows the ids")
        OfficerStore(uow).new_code(officer_id, code=fresh, expires_at=now + CODE_LIVES)
        _noted(uow, officer.taskforce, officer_id, "kode_baru", now=now)
        uow.commit()
    _tell_code(hotline, officer.taskforce, officer_id, fresh)


@officers.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--taskforce", help="Only this task force.")
def listed(*, as_json: bool, taskforce: str | None) -> None:
    """List officers and whether they can be reached."""
    hotline = running().hotline
    with hotline.storage.read() as uow:
        cards = OfficerStore(uow).listed(taskforce=taskforce, now=hotline.clock.now())
    for card in cards:
        row = {
            "id": card.id,
            "name": card.name,
            "taskforce": card.taskforce,
            "role": card.role,
            "queue": card.queue,
            "linked": card.linked,
            "reachable": card.reachable,
            "on_shift": card.on_shift,
        }
        state = "on duty" if card.on_shift else ("reachable" if card.reachable else "NOT REACHABLE")
        click.echo(
            json.dumps(row, ensure_ascii=False)
            if as_json
            else f"{card.id}  {card.name:24} {card.role:18} {card.queue or '-':12} {state}"
        )
    if not cards and not as_json:
        click.echo('No officers yet. Add one: suar officers add "Nama" --queue hukum --role petugas_piket')


@officers.command("shift")
@click.argument("officer_id")
@click.option(
    "--from",
    "start",
    required=True,
    type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]),
    help="Local time.",
)
@click.option(
    "--until",
    "end",
    required=True,
    type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]),
    help="Local time.",
)
def shift(officer_id: str, start: datetime, end: datetime) -> None:
    """Put an officer on duty for a stretch of time (the task force's local time)."""
    hotline = running().hotline
    now = hotline.clock.now()
    with hotline.storage.begin() as uow:
        officer = OfficerStore(uow).get(officer_id, now=now)
        if officer is None or not officer.active:
            raise click.ClickException("no such officer; `suar officers list` shows the ids")
        zone = hotline.taskforces[officer.taskforce].zone
        if end <= start:
            raise click.UsageError("--until must be later than --from")
        OfficerStore(uow).add_shift(
            id=hotline.ids(),
            taskforce=officer.taskforce,
            officer_id=officer_id,
            starts_at=start.replace(tzinfo=zone),
            ends_at=end.replace(tzinfo=zone),
        )
        _noted(uow, officer.taskforce, officer_id, "piket_diatur", now=now)
        uow.commit()
    click.echo(f"{officer.name}: {start:%d-%m-%Y %H.%M} - {end:%d-%m-%Y %H.%M}")


@officers.command("retire")
@click.argument("officer_id")
def retire(officer_id: str) -> None:
    """End an officer's access at once."""
    hotline = running().hotline
    now = hotline.clock.now()
    with hotline.storage.begin() as uow:
        officer = OfficerStore(uow).get(officer_id, now=now)
        if officer is None:
            raise click.ClickException("no such officer; `suar officers list` shows the ids")
        OfficerStore(uow).retire(officer_id)
        _noted(uow, officer.taskforce, officer_id, "petugas_berhenti", now=now)
        uow.commit()
    click.echo(f"{officer.name}: access ended")


def _noted(
    uow: UnitOfWork,
    taskforce: str,
    officer_id: str,
    action: str,
    *,
    now: datetime,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write into the audit trail what was done to an officer from this machine."""
    append(
        uow, taskforce=taskforce, at=now, actor="cli", action=action, subject=officer_id, detail=detail or {}
    )


def _tell_code(hotline: Hotline, taskforce: str, officer_id: str, code: str) -> None:
    bot = hotline.accounts.staff_bot(taskforce)
    click.echo(f"officer {officer_id}")
    click.echo(f"one-time code, valid for 24 hours: {code}")
    if bot is not None:
        click.echo(f"link: https://t.me/{bot.username}?start={code}")
