"""`suar cases`: what is open. Codes and times only; stories are read by officers, never on a command line."""

from __future__ import annotations

import json
from typing import Any

import click

from bot.cli.parts import running
from models.case import Case
from models.case_store import CaseStore


@click.group()
def cases() -> None:
    """Look at cases."""


@cases.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--taskforce", help="Only this task force.")
@click.option("--open", "open_only", is_flag=True, help="Only cases that are not closed.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=500, show_default=True)
def listed(*, as_json: bool, taskforce: str | None, open_only: bool, limit: int) -> None:
    """List cases, newest first."""
    hotline = running().hotline
    with hotline.storage.read() as uow:
        found = [
            _row(case)
            for case in CaseStore(uow).listed(taskforce=taskforce, open_only=open_only, limit=limit)
        ]
    for row in found:
        if as_json:
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            codes = ", ".join(item["code"] for item in row["reasons"])
            state = f"{row['urgency']:7} {row['status']:10} {row['queue']:11}"
            click.echo(f"{row['reference']}  {state} {row['opened_at'][:16]}  {codes}")
    if not found and not as_json:
        click.echo("No cases.")


def _row(case: Case) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "taskforce": case.taskforce,
        "kind": case.kind,
        "status": case.status,
        "urgency": case.urgency.value,
        "queue": case.queue.value,
        "channel": case.channel,
        "partial": case.partial,
        "opened_at": case.opened_at.isoformat(),
        "acknowledged_at": case.acknowledged_at.isoformat() if case.acknowledged_at else None,
        "reasons": json.loads(case.reasons),
    }
