"""What is known of a case: answers and readings folded into one frozen value from which rules decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from cases.answers import Fact, count_people, meaning
from cases.signs import CHILD_SIGN, DEPARTURE_SIGN, SIGNS, level_urgency
from flows.events import AnswerRecorded, Event, SignalRaised
from language.reading import Place, Queue, Reading, Signal, Urgency

ADULT_AGE: Final = 18  # UU 21/2007 art. 1: a child is whoever is under 18, the unborn included
# Places of kind `luar` that lie in another country. `negara` tells it by itself.
FOREIGN_PLACES: Final = frozenset(
    {
        *(
            "sarawak",
            "sabah",
            "kuching",
            "miri",
            "sibu",
            "bintulu",
            "serian",
            "lundu",
            "biawak",
            "telok melano",
        ),
        *("serikin", "bau", "tebedu", "kota kinabalu", "tawau", "johor", "kuala lumpur", "penang", "poipet"),
        *("sihanoukville", "bavet", "phnom penh", "myawaddy", "kk park", "limbang", "mukah", "lubok antu"),
    }
)
_HERE: Final = frozenset({"indonesia"})


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer of the person.

    Args:
        name: what was asked (`safe`, `danger_now`, `story`, `where`, `who`, `people`, `child`, `need`,
            `contact`).
        value: an option id, or the person's own words (empty for a voice note or a picture).
        closed: True for an option id. Own words never leave the case.
    """

    name: str
    value: str
    closed: bool

    @property
    def fact(self) -> Fact | None:
        """What a closed answer means; None for own words and for ids nobody knows."""
        return meaning(self.value) if self.closed else None


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """What one message, or one closed answer, gave to see.

    Args:
        signals: signs found, strongest first.
        urgency: how fast a human must act, judged from this alone. It bounds its signals: a sign of long ago
            or of the news is named, and weighs no more than the whole message.
        queues: sub-task-forces that should know, ranked.
        kecamatan: official kecamatan names that were certain.
        foreign: True if a place in another country was named.
        border: True if a place at the border was named.
        people: how many people were named, or None.
        minor: True if somebody under 18 was named.
        unsure: True if a human should look, because a strong sign was taken back by its surroundings.
    """

    signals: tuple[Signal, ...] = ()
    urgency: Urgency = Urgency.RENDAH
    queues: tuple[Queue, ...] = ()
    kecamatan: tuple[str, ...] = ()
    foreign: bool = False
    border: bool = False
    people: int | None = None
    minor: bool = False
    unsure: bool = False

    @classmethod
    def of(cls, signals: Iterable[Signal], urgency: Urgency, reading: Reading | None = None) -> Sighting:
        """Sum up one message.

        Args:
            signals: what was raised.
            urgency: the level it asks for alone.
            reading: the whole reading where words were read.
        """
        read = reading if reading is not None else Reading()
        return cls(
            signals=tuple(signals),
            urgency=urgency.at_least(read.urgency),
            queues=read.queues,
            kecamatan=tuple(dict.fromkeys(place.kecamatan for place in read.places if place.kecamatan)),
            foreign=any(_is_foreign(place) for place in read.places),
            border=any(place.kind == "perbatasan" for place in read.places),
            people=read.people,
            minor=any(0 <= age < ADULT_AGE for age in read.ages),
            unsure=read.unsure,
        )

    def weight(self, signal: Signal) -> Urgency:
        """What a sign counts in this message: its own level, at most the message's."""
        own = level_urgency(signal.level)
        return own if own.rank <= self.urgency.rank else self.urgency

    @property
    def concerns_somebody(self) -> bool:
        """Whether it speaks of a case at all; a question or the news does not."""
        return self.urgency is not Urgency.RENDAH


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """Everything the rules know of a case. Nothing is ever taken away: a machine only adds.

    Args:
        answers: in the order they were given, corrections included.
        sightings: one per message read or closed answer that raised a sign.
    """

    answers: tuple[Answer, ...] = ()
    sightings: tuple[Sighting, ...] = ()

    def with_answer(self, answer: Answer) -> CaseFacts:
        """The facts after one more answer."""
        return replace(self, answers=(*self.answers, answer))

    def with_signals(
        self, signals: Iterable[Signal], urgency: Urgency, *, reading: Reading | None = None
    ) -> CaseFacts:
        """The facts after signs were seen; `reading` is given where words were read."""
        return replace(self, sightings=(*self.sightings, Sighting.of(signals, urgency, reading)))

    def with_reading(self, reading: Reading) -> CaseFacts:
        """The facts after a message was read, with or without a sign in it."""
        return self.with_signals(reading.signals, reading.urgency, reading=reading)

    def after(self, event: Event) -> CaseFacts:
        """The facts after an event of the conversation; what tells nothing of the case changes nothing."""
        match event:
            case AnswerRecorded(name=name, value=value, closed=closed):
                return self.with_answer(Answer(name=name, value=value, closed=closed))
            case SignalRaised(signals=signals, urgency=urgency, reading=reading):
                return self.with_signals(signals, urgency, reading=reading)
            case _:
                return self

    @property
    def signals(self) -> tuple[Signal, ...]:
        """Every sign seen, in the order of the messages."""
        return tuple(signal for sighting in self.sightings for signal in sighting.signals)

    @property
    def told(self) -> frozenset[Fact]:
        """Everything ever answered by choice. A correction does not erase: the graver answer counts."""
        return frozenset(fact for answer in self.answers if (fact := answer.fact) is not None)

    def latest(self, name: str) -> Answer | None:
        """The last answer to one question, or None."""
        return next((answer for answer in reversed(self.answers) if answer.name == name), None)

    @property
    def story_told(self) -> bool:
        """Whether the person told what happened; a voice note or a picture is a story too."""
        return any(answer.name == "story" for answer in self.answers)

    @property
    def people(self) -> int | None:
        """How many people are concerned: the last answer, else the most that any message named."""
        for answer in reversed(self.answers):
            if answer.fact in {Fact.ONE, Fact.SELF}:
                return 1
            if answer.name == "people" and not answer.closed:
                number = count_people(answer.value)
                if number is not None:
                    return number
        return max((s.people for s in self.sightings if s.people is not None), default=None)

    @property
    def child(self) -> bool | None:
        """Whether somebody under 18 is concerned; one yes outweighs any no."""
        told = self.told
        if Fact.CHILD in told or any(s.concerns_somebody and _shows_child(s) for s in self.sightings):
            return True
        return False if Fact.NO_CHILD in told else None

    @property
    def abroad(self) -> bool | None:
        """Whether somebody concerned is in another country now, as answered or as the signs there show."""
        told = self.told
        if told & {Fact.ABROAD, Fact.IN_SARAWAK}:
            return True
        if Fact.IN_INDONESIA in told:
            return False
        return True if any(s.foreign and _is_there(s) for s in self.sightings) else None

    @property
    def crossing(self) -> bool:
        """Whether somebody is on the way, or about to cross."""
        return Fact.MOVING in self.told or any(
            s.urgency.rank >= Urgency.TINGGI.rank and (s.border or _has(s, DEPARTURE_SIGN))
            for s in self.sightings
        )

    @property
    def all_kecamatan(self) -> tuple[str, ...]:
        """Every kecamatan that was named for certain, in the order of the messages."""
        return tuple(dict.fromkeys(name for sighting in self.sightings for name in sighting.kecamatan))

    @property
    def kecamatan(self) -> str | None:
        """The kecamatan, if exactly one was named; between two nobody guesses."""
        named = self.all_kecamatan
        return named[0] if len(named) == 1 else None


def _is_foreign(place: Place) -> bool:
    name = place.name.casefold()
    if place.kind == "negara":
        return name not in _HERE
    return place.kind != "kecamatan" and place.kind != "desa" and name in FOREIGN_PLACES


def _has(sighting: Sighting, code: str) -> bool:
    return any(signal.code == code for signal in sighting.signals)


def _shows_child(sighting: Sighting) -> bool:
    return sighting.minor or _has(sighting, CHILD_SIGN)


def _is_there(sighting: Sighting) -> bool:
    return any(
        signal.code in SIGNS
        and SIGNS[signal.code].there
        and sighting.weight(signal).rank >= Urgency.TINGGI.rank
        for signal in sighting.signals
    )
