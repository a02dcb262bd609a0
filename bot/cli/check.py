"""`suar check`: everything that can be checked without sending anything."""

from __future__ import annotations

import click

from bot import bootstrap
from bot.cli.parts import settings_with_logging
from config.accounts import load_accounts
from config.problems import FixConfiguration
from config.taskforces import CONFIG_FOLDER, load_taskforces
from flows.bundle import load_bundle
from flows.checks import check as check_bundle
from knowledge.topics import load_topics
from models import migrate as migrations
from models.audit import verify


@click.command()
@click.option("--data", is_flag=True, help="Only the files in the repository: task forces, flows, topics.")
def check(*, data: bool) -> None:
    """Check task force files, flows, topics and, unless --data, accounts, database and audit chain."""
    problems = _data_problems(
        sorted(path.stem for path in CONFIG_FOLDER.glob("*.yaml") if path.stem != "base")
    )
    if not data:
        problems += _deployment_problems()
    if problems:
        for problem in problems:
            click.echo(f"  - {problem}", err=True)
        raise click.ClickException(f"{len(problems)} problem(s)")
    click.echo("all well")


def _data_problems(keys: list[str]) -> list[str]:
    problems: list[str] = []
    try:
        load_taskforces(keys)
    except FixConfiguration as error:
        problems += error.problems
    problems += [str(problem) for problem in check_bundle(load_bundle(bootstrap.FLOWS))]
    load_topics(bootstrap.TOPICS)
    return problems


def _deployment_problems() -> list[str]:
    settings = settings_with_logging()
    problems = [
        f"{path.name} is missing: run `suar migrate` (keys) or write it (accounts)"
        for path in (settings.keyring_file, settings.accounts_file)
        if not path.exists()
    ]
    if problems:
        return problems
    try:
        load_accounts(settings.accounts_file, settings.taskforces)
    except FixConfiguration as error:
        problems += error.problems
    storage = bootstrap.open_storage(settings)
    if migrations.current(storage.engine) != migrations.head():
        problems.append("the database is not in the newest form: run `suar migrate`")
    else:
        with storage.read() as uow:
            for taskforce in settings.taskforces:
                report = verify(uow.session, taskforce)
                if not report.whole:
                    problems.append(f"audit chain of {taskforce}: broken at entry {report.first_broken}")
    storage.close()
    return problems
