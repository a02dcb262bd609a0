"""What a bundle must fulfil before anybody talks to it."""

from __future__ import annotations

from flows.bundle import Bundle
from flows.problem import Problem
from flows.rules.graph import check_graph
from flows.rules.targets import check_targets
from flows.rules.texts import check_texts
from flows.rules.words import FORBIDDEN, Forbidden, check_words

__all__ = ["Problem", "check"]


def check(bundle: Bundle, *, forbidden: tuple[Forbidden, ...] = FORBIDDEN) -> list[Problem]:
    """Everything that is wrong with a bundle, each with file and place, in a stable order.

    Args:
        bundle: flows, texts and settings.
        forbidden: words that are never said to the person.
    """
    found = {
        *check_targets(bundle),
        *check_graph(bundle),
        *check_texts(bundle),
        *check_words(bundle, forbidden),
    }
    return sorted(found)
