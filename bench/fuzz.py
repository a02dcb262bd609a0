"""Generated bodies against each webhook: none may give a 5xx."""

from __future__ import annotations

from bench.ground import Ground
from tests.webhook.fuzzing import fuzz


def measure(ground: Ground, *, bodies: int) -> str:
    """Post generated bodies to every webhook and count the answers."""
    del ground  # the webhooks are fuzzed with an intake that keeps nothing, so that only parsing is tried
    counts = fuzz(bodies)
    lines = []
    for name, statuses in counts.items():
        broken = sum(count for status, count in statuses.items() if status >= 500)
        shown = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
        lines.append(f"fuzz  {name:24} {sum(statuses.values())} bodies   5xx: {broken}   ({shown})")
    return "\n".join(lines)
