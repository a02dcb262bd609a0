"""`make train`: learn from the corpus, choose thresholds on the development messages, write the weights."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np

from language import Reader, build_reader
from language.evaluation.rows import Labelled
from language.model import WEIGHTS
from language.model.features import features
from language.reading import Intent, Urgency
from training.corpus import CORPUS, batch, fingerprint, messages, scenario
from training.fit import fit, thresholds, unseen

DANGER = "urgency:kritis"


@click.command()
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), default=WEIGHTS, help="Weights to write."
)
@click.option("--check/--no-check", default=True, show_default=True, help="Also judge batches held out.")
def main(out: Path, *, check: bool) -> None:
    """Train the statistical model of the reader from `language/corpus/messages`."""
    rows, reader = messages(), build_reader(trained=False)
    development = messages(CORPUS / "development")
    found, aside = _features(rows, reader), _features(development, reader)
    click.echo("learning")
    fitted = fit(rows, found)
    chosen = thresholds(fitted.likelihood(aside, DANGER), _is_kritis(development))
    _report("development", development, fitted.likelihood(aside, DANGER), float(chosen["kritis"]))
    fitted.save(out, {**chosen, "corpus": fingerprint(), "messages": str(len(rows))})
    click.echo(
        f"{out.name}: {len(fitted.vocabulary.places)} features, {out.stat().st_size / 1024:.0f} kB, {chosen}"
    )
    if check:
        click.echo("judging batches and scenarios by models that have not seen them (some minutes)")
        for held, groups in (
            ("batches held out", map(batch, rows)),
            ("scenarios held out", map(scenario, rows)),
        ):
            table, answers = unseen(rows, found, list(groups))
            _report(held, rows, table[:, answers.index(DANGER)], float(chosen["kritis"]))


def _features(rows: Sequence[Labelled], reader: Reader) -> list[frozenset[int]]:
    with click.progressbar(rows, label=f"taking {len(rows)} messages apart") as bar:
        return [features(reader.take_apart(row.text)) for row in bar]


def _is_kritis(rows: Sequence[Labelled]) -> np.ndarray:
    return np.array([row.urgency[0] is Urgency.KRITIS for row in rows])


def _report(name: str, rows: Sequence[Labelled], danger: np.ndarray, line: float) -> None:
    """What the model alone does with what it has not learnt from."""
    is_kritis, flagged = _is_kritis(rows), danger >= line
    ordinary = np.array([row.intent is Intent.LAINNYA for row in rows])
    reports = np.array([row.intent is Intent.LAPOR for row in rows]) & ~is_kritis
    click.echo(
        f"  {name}, from {line:.3f} on: kritis found {flagged[is_kritis].mean():.3f}, ordinary flagged "
        f"{flagged[ordinary].mean():.3f}, other reports flagged {flagged[reports].mean():.3f}"
    )


main()
