"""`python -m training.census`: count the corpus and write the table into its data card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import click

from language.evaluation.rows import Labelled
from language.reading import Intent, Urgency
from training.corpus import CORPUS, messages

_CARD = CORPUS / "README.md"
_BEGIN, _END = "<!-- census -->\n", "<!-- /census -->"


def table() -> str:
    """The corpus in figures, as Markdown."""
    rows, unseen = messages(), messages(CORPUS / "unseen")
    lines = ["| | training | unseen |", "|---|---|---|"]
    for name, count in _counts(rows).items():
        lines.append(f"| {name} | {count} | {_counts(unseen)[name]} |")
    varieties = Counter(_group(row, "variety") for row in rows)
    lines += ["", "| variety | " + " | ".join(level.value for level in Urgency) + " |", "|---" * 5 + "|"]
    for variety, _ in varieties.most_common():
        own = [row for row in rows if _group(row, "variety") == variety]
        levels = Counter(row.urgency[0] for row in own)
        lines.append(f"| {variety} | " + " | ".join(str(levels[level]) for level in Urgency) + " |")
    return "\n".join(lines) + "\n"


def _counts(rows: Iterable[Labelled]) -> dict[str, int]:
    known = list(rows)
    pairs = Counter(row.pair for row in known if row.pair)
    counts = {"messages": len(known)}
    counts |= {level.value: sum(row.urgency[0] is level for row in known) for level in Urgency}
    counts["ordinary (nothing to do with the hotline)"] = sum(row.intent is Intent.LAINNYA for row in known)
    counts["contrast pairs"] = sum(count > 1 for count in pairs.values())
    return counts


def _group(row: Labelled, name: str) -> str:
    found = [group.partition("=")[2] for group in row.groups if group.startswith(f"{name}=")]
    return found[0] if found else "-"


@click.command()
def main() -> None:
    """Write the census into the data card."""
    before, _, rest = _CARD.read_text(encoding="utf-8").partition(_BEGIN)
    _CARD.write_text(before + _BEGIN + table() + _END + rest.partition(_END)[2], encoding="utf-8")
    click.echo(table())


if __name__ == "__main__":
    main()
