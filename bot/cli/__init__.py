"""The command line `suar`."""

from __future__ import annotations

import sys

import click

from bot.channels.errors import ProviderBusy, ProviderRefused
from bot.cli import ask, cases, check, corrections, dev, keys, officers, recruiters, serve, triage, webhooks
from config.problems import FixConfiguration
from flows.__main__ import main as flows


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def suar() -> None:
    """Suar: hotline against trafficking in persons."""


for command in (
    dev.dev,
    serve.migrate,
    serve.worker,
    serve.poll,
    check.check,
    officers.officers,
    cases.cases,
    corrections.corrections,
    ask.ask,
    ask.topics,
    triage.triage,
    recruiters.recruiters,
    webhooks.webhooks,
    keys.keys,
):
    suar.add_command(command)
suar.add_command(flows, "flows")


def main() -> None:
    """Run a command; a wrong configuration is told in plain lines, not as a traceback."""
    try:
        suar()
    except FixConfiguration as error:
        click.echo("Suar cannot start. Please mend:", err=True)
        for problem in error.problems:
            click.echo(f"  - {problem}", err=True)
        sys.exit(2)
    except (ProviderBusy, ProviderRefused) as error:
        click.echo(
            f"The provider did not answer or refused ({error.code}): check network and token.",
            err=True,
        )
        sys.exit(1)
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        click.echo(f"Cannot write to {error.filename}. Give a folder of your own: SUAR_VAR_DIR=...", err=True)
        sys.exit(1)
