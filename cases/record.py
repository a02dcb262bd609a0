"""Facts as plain data and back, so that a case can be sealed at rest and folded further days later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from cases.facts import Answer, CaseFacts, Sighting
from language.reading import Queue, Signal, Urgency


class FactsRecord(TypedDict):
    """JSON form of `CaseFacts`. It holds own words: it is sealed wherever it rests."""

    answers: list[dict[str, Any]]
    sightings: list[dict[str, Any]]


def to_record(facts: CaseFacts) -> FactsRecord:
    """The facts as JSON-ready data; `from_record` gives back an equal value."""
    return {
        "answers": [{"name": a.name, "value": a.value, "closed": a.closed} for a in facts.answers],
        "sightings": [_sighting_record(sighting) for sighting in facts.sightings],
    }


def from_record(record: Mapping[str, Any]) -> CaseFacts:
    """The facts from what `to_record` wrote; missing keys mean nothing known, so older records stay readable.

    Args:
        record: parsed JSON.
    """
    answers: Sequence[Mapping[str, Any]] = record.get("answers", ())
    sightings: Sequence[Mapping[str, Any]] = record.get("sightings", ())
    return CaseFacts(
        answers=tuple(
            Answer(name=str(a["name"]), value=str(a["value"]), closed=bool(a["closed"])) for a in answers
        ),
        sightings=tuple(_sighting(s) for s in sightings),
    )


def _sighting_record(sighting: Sighting) -> dict[str, Any]:
    return {
        "signals": [{"code": s.code, "level": s.level, "words": list(s.words)} for s in sighting.signals],
        "urgency": sighting.urgency.value,
        "queues": [queue.value for queue in sighting.queues],
        "kecamatan": list(sighting.kecamatan),
        "foreign": sighting.foreign,
        "border": sighting.border,
        "people": sighting.people,
        "minor": sighting.minor,
        "unsure": sighting.unsure,
    }


def _sighting(data: Mapping[str, Any]) -> Sighting:
    people = data.get("people")
    return Sighting(
        signals=tuple(
            Signal(code=str(s["code"]), level=int(s["level"]), words=tuple(s.get("words", ())))
            for s in data.get("signals", ())
        ),
        urgency=Urgency(data.get("urgency", Urgency.RENDAH)),
        queues=tuple(Queue(queue) for queue in data.get("queues", ())),
        kecamatan=tuple(data.get("kecamatan", ())),
        foreign=bool(data.get("foreign", False)),
        border=bool(data.get("border", False)),
        people=None if people is None else int(people),
        minor=bool(data.get("minor", False)),
        unsure=bool(data.get("unsure", False)),
    )
