"""Words that must not be ours, words that must not be said, and answers that must not mean two things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from flows.bundle import Bundle
from flows.choices import SKIP, numbered
from flows.matching import number_of, phrases_of
from flows.problem import SETTINGS_FILE, Problem, flow_file, text_file
from flows.questions import AskNode, CollectNode, WaitNode

CARRIER_WORDS = frozenset(
    {"STOP", "END", "CANCEL", "HELP", "YES", "START", "QUIT", "UNSUBSCRIBE", "STOPALL", "REVOKE", "OPTOUT"}
)
"""Words that carriers act on by themselves (Twilio Advanced Opt-Out): who answers one is cut off."""

_CALLED_FOR = re.compile(rf"\b(?:{'|'.join(sorted(CARRIER_WORDS))})\b")


@dataclass(frozen=True, kw_only=True)
class Forbidden:
    """A word that is never said to the person.

    Args:
        pattern: regular expression, matched without regard to case.
        keys: beginning of the text keys it is forbidden in; empty for everywhere.
        why: for whoever must find a better word.
    """

    pattern: str
    keys: str = ""
    why: str = ""


FORBIDDEN = (
    Forbidden(pattern=r"\bkorban\b", why="nobody is called a victim to their face"),
    Forbidden(pattern=r"\bvictims?\b", why="nobody is called a victim to their face"),
    Forbidden(pattern=r"\bilegal\b", why="no person is illegal"),
    Forbidden(pattern=r"\billegals?\b", why="no person is illegal"),
    Forbidden(
        pattern=r"\bresmi\b", keys="recruiter.", why="a register entry does not make a recruiter genuine"
    ),
)


def check_words(bundle: Bundle, forbidden: tuple[Forbidden, ...] = FORBIDDEN) -> Iterator[Problem]:
    """Carrier words, vocabulary and collisions.

    Args:
        bundle: what is checked.
        forbidden: words that are never said.
    """
    yield from _carrier(bundle)
    yield from _vocabulary(bundle, forbidden)
    yield from _word_collisions(bundle)
    for flow in bundle.flows.values():
        for name, node in flow.nodes.items():
            if isinstance(node, WaitNode):
                for detail in _collisions(bundle, node):
                    yield Problem(file=flow_file(flow.name), place=name, code="collision", detail=detail)


def _carrier(bundle: Bundle) -> Iterator[Problem]:
    for locale, catalogue in bundle.catalogues.items():
        ours = {f"words.{name}": (name, *synonyms) for name, synonyms in catalogue.words.items()}
        ours |= {f"options.{name}": (option.label,) for name, option in catalogue.options.items()}
        for place, phrases in ours.items():
            used = {word.upper() for phrase in phrases for word in re.findall(r"\w+", phrase)} & CARRIER_WORDS
            for word in sorted(used):
                yield Problem(
                    file=text_file(locale), place=place, code="carrier", detail=f"carriers act on {word}"
                )
        for key, text in catalogue.texts.items():
            for word in sorted(set(_CALLED_FOR.findall("\n".join((text.chat, *text.sms_parts))))):
                detail = f"asks for {word}, which carriers act on"
                yield Problem(file=text_file(locale), place=key, code="carrier", detail=detail)


def _vocabulary(bundle: Bundle, forbidden: tuple[Forbidden, ...]) -> Iterator[Problem]:
    for locale, catalogue in bundle.catalogues.items():
        said = {key: "\n".join((text.chat, *text.sms_parts)) for key, text in catalogue.texts.items()}
        said |= {f"options.{name}": option.label for name, option in catalogue.options.items()}
        for rule in forbidden:
            for key, text in said.items():
                found = re.search(rule.pattern, text, re.IGNORECASE) if key.startswith(rule.keys) else None
                if found is not None:
                    yield Problem(
                        file=text_file(locale),
                        place=key,
                        code="vocabulary",
                        detail=f"says {found[0]!r}: {rule.why}",
                    )


def _word_collisions(bundle: Bundle) -> Iterator[Problem]:
    meanings: dict[str, set[str]] = {}
    for catalogue in bundle.catalogues.values():
        for name, synonyms in catalogue.words.items():
            for phrase in phrases_of((name, *synonyms, *catalogue.heard.get(name, ()))):
                meanings.setdefault(phrase, set()).add(name)
    for phrase, names in sorted(meanings.items()):
        if len(names) > 1:
            detail = f"{phrase!r} means {' and '.join(sorted(names))}"
            yield Problem(file=SETTINGS_FILE, place="words", code="collision", detail=detail)


def _collisions(bundle: Bundle, node: WaitNode) -> Iterator[str]:
    skip = (SKIP,) if node.skip is not None else ()
    if isinstance(node, AskNode):
        options = (*node.options, *skip)
    else:
        until = (node.until,) if isinstance(node, CollectNode) and node.until is not None else ()
        options = (*until, *skip)
    if len(set(options)) != len(options):
        yield "an option is offered twice"
    phrases = {option: set(bundle.phrases(numbered(option))) for option in options}
    for one, other in combinations(phrases, 2):
        for phrase in sorted(phrases[one] & phrases[other]):
            yield f"{phrase!r} means {one} and {other}"
    if isinstance(node, AskNode):
        for position, option in enumerate(options, start=1):
            for phrase in sorted(phrases[option]):
                # Number words may be synonyms ("tiga" for "2-5"); a bare digit belongs to the numbered line.
                number = number_of(phrase) if any(map(str.isdigit, phrase)) else None
                if number is not None and number != position and 1 <= number <= len(options):
                    yield f"{phrase!r} means {option} and the number {number}"
