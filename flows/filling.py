"""What a reading tells by itself, noted as answers, so that nobody is asked what they just wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from flows.ages import ADULT
from flows.choices import spoken
from flows.context import Context
from flows.matching import match_exact
from flows.normal import normal
from language.reading import Place, Reading, Urgency

_NOW = frozenset({"T01", "T02", "T03", "T05", "T06"})
_WIDE = frozenset({"malaysia"})
_COUNTRIES = ("in_indonesia", "in_sarawak", "in_elsewhere")


def fill(context: Context, names: Iterable[str]) -> None:
    """Record what the message just sent already answers; what is not certain is asked.

    Args:
        context: the sprint.
        names: answers that may be filled: `where`, `country`, `child`, `danger_now`.
    """
    message = context.message
    if message is None or message.choice is not None:
        return
    for name in names:
        value = None if name in context.session.answers else _FILLED[name](context, message.reading)
        if value:
            context.record(name, value, closed=name != "where", attached=False)


def _where(_context: Context, reading: Reading) -> str | None:
    sure = [place for place in reading.places if not place.candidates and _is_somewhere(place)]
    return ", ".join(dict.fromkeys(place.words or place.name for place in sure)) or None


def _is_somewhere(place: Place) -> bool:
    # "Malaysia" alone is as wide as an answer can be: where in it is worth a question.
    return (
        place.kecamatan is not None
        or (place.kind == "luar")
        or (place.kind == "negara" and normal(place.name) not in _WIDE)
    )


def _country(context: Context, reading: Reading) -> str | None:
    meant = {_country_of(context, place) for place in reading.places}
    # From Tebas, locked up in Kuching: two countries in one message are asked back, never guessed.
    return meant.pop() if len(meant) == 1 else None


def _country_of(context: Context, place: Place) -> str | None:
    if place.kind in {"kecamatan", "desa"}:
        return "in_indonesia"
    name = normal(place.name)
    if name in _WIDE or place.kind not in {"luar", "negara"}:
        return None
    found = match_exact(name, tuple(map(spoken, _COUNTRIES)), context.bundle.phrases)
    return found.id if found is not None else None


def _child(_context: Context, reading: Reading) -> str | None:
    return "child_yes" if any(age < ADULT for age in reading.ages) else None


def _danger_now(_context: Context, reading: Reading) -> str | None:
    signs = {signal.code for signal in reading.signals}
    return "danger_yes" if reading.urgency is Urgency.KRITIS and not _NOW.isdisjoint(signs) else None


_FILLED: Mapping[str, Callable[[Context, Reading], str | None]] = MappingProxyType(
    {"where": _where, "country": _country, "child": _child, "danger_now": _danger_now}
)
