"""`python -m flows`: check the flows, play them, draw them."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from flows.bundle import Bundle, load_bundle
from flows.checks import check as find_problems
from flows.diagram import mermaid, overview
from flows.errors import BundleUnreadable
from flows.rendering import Form
from flows.theatre import Theatre
from language import read

SHIPPED = Path(__file__).parent


@click.group()
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=SHIPPED,
    help="Folder with library/ and texts/; the shipped flows without it.",
)
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Check, play and draw conversation flows."""
    try:
        context.obj = load_bundle(folder)
    except BundleUnreadable as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        sys.exit(1)


@main.command()
@click.pass_obj
def check(bundle: Bundle) -> None:
    """Print everything that is wrong; exit 1 if anything is."""
    problems = find_problems(bundle)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        sys.exit(1)
    nodes = sum(len(flow.nodes) for flow in bundle.flows.values())
    texts = sum(len(catalogue.texts) for catalogue in bundle.catalogues.values())
    click.echo(f"{len(bundle.flows)} flows, {nodes} nodes, {texts} texts: nothing wrong ({bundle.sha[:12]})")


@main.command()
@click.argument("flow", required=False)
@click.option("--form", type=click.Choice([form.value for form in Form]), default=Form.TELEGRAM.value)
@click.option("--locale", default="id")
@click.pass_obj
def play(bundle: Bundle, flow: str | None, form: str, locale: str) -> None:
    """Talk to a flow; `/press <id>` presses a button, `/expire` ends the wait, an empty line leaves."""
    theatre = Theatre(
        bundle=bundle, form=Form(form), locale=locale, read=read, clock=lambda: datetime.now(UTC)
    )
    for line in theatre.open(flow):
        click.echo(line)
    while not theatre.over:
        try:
            said = click.prompt(">", prompt_suffix=" ", default="", show_default=False)
        except click.Abort:
            return
        if not said:
            return
        for line in theatre.hear(said):
            click.echo(line)


@main.command()
@click.argument("flow", required=False)
@click.option("--all", "everything", is_flag=True, help="Every flow, one chart after the other.")
@click.pass_obj
def diagram(bundle: Bundle, flow: str | None, *, everything: bool) -> None:
    """Print Mermaid: how all flows hang together, one flow, or each of them."""
    if flow is not None and flow not in bundle.flows:
        raise click.BadParameter(f"no flow {flow!r}; there are {', '.join(sorted(bundle.flows))}")
    if flow is not None:
        click.echo(mermaid(bundle, flow), nl=False)
    elif everything:
        click.echo("\n".join(mermaid(bundle, name) for name in sorted(bundle.flows)), nl=False)
    else:
        click.echo(overview(bundle), nl=False)


if __name__ == "__main__":
    main(prog_name="python -m flows")
