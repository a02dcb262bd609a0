"""Reads a message: the one seam through which everything else learns what people say."""

from __future__ import annotations

from dataclasses import replace

from language.grade import Grade, grade
from language.guards import guarded
from language.intent import intent
from language.judgement import Judgement, Thresholds, judge
from language.model.odds import Model
from language.normalise import Word
from language.people import ages, people
from language.places import Places
from language.reading import HEARD, Gazetteer, Intent, Reading, Signal, Urgency
from language.routing import queues
from language.scene import Found, Scene, survey
from language.times import moments
from language.tongue import tongue
from language.vocabulary import Lexicon
from language.whereabouts import whereabouts

#: Characters read word by word from the beginning and from the end; no phone sends that much, a flood does.
_HEAD = 4_000
_TAIL = 1_500
_MOST_WORDS = 700
#: Words that leave no doubt, looked for in all that lies between.
_UNMISTAKABLE = (
    "disekap", "dikurung", "diperkosa", "dirogol", "disiksa", "disetrum", "dipukuli", "mau dijual", "diculik",
    "tebusan", "bunuh diri", "dibunuh", "suicide", "raped", "kidnapped", "locked me", "kill me", "tortured",
    "disandera",
)  # fmt: skip


class Reader:
    """Reads messages with a lexicon and a gazetteer.

    Args:
        lexicon: what words and phrases mean.
        gazetteer: the places of the task force.
        model: hears what is told without strong words; without one, the rules judge alone.
    """

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, model: Model | None = None) -> None:
        self._lexicon = lexicon
        self._places = Places(gazetteer, lexicon.knows)
        self._model = model
        self._thresholds = None if model is None else Thresholds.of(model.about)

    def read(self, text: str) -> Reading:
        """Say what a message says. Any text is read, none raises, and the time it takes is bounded.

        Args:
            text: the message as it was written.
        """
        scene = self.take_apart(text)
        rules = grade(scene, self._lexicon)
        unmistakable = _between(text)
        if unmistakable:
            rules = replace(rules, urgency=Urgency.KRITIS, unsure=False, unmistakable=True)
        judged = self._judge(scene, rules)
        places = self._places.find(scene.words)
        if unmistakable:  # in a part that nothing has judged
            judged = replace(judged, urgency=Urgency.KRITIS, intent=Intent.LAPOR, unsure=False)
        return Reading(
            intent=judged.intent,
            urgency=judged.urgency,
            signals=tuple(
                sorted(
                    (*_signals(scene, rules), *judged.heard, *unmistakable), key=lambda signal: -signal.level
                )
            ),
            queues=queues(scene, rules, judged, self._lexicon),
            places=places,
            locale=tongue(scene.words),
            ages=scene.ages,
            people=scene.people,
            moments=moments(scene.words),
            whereabouts=whereabouts(scene, places),
            unsure=judged.unsure,
        )

    def take_apart(self, text: str) -> Scene:
        """The words of a message with everything that the lexicon knows of them, before anything is judged.

        Args:
            text: the message as it was written.
        """
        words = self._words(text)
        scene = survey(words, self._lexicon)
        scene = replace(scene, ages=ages(words), people=people(words))
        return replace(scene, signs=guarded(scene))

    def _judge(self, scene: Scene, rules: Grade) -> Judgement:
        silent = not any(word.norm.isalpha() for word in scene.words)  # "17", "0812...": nothing to hear
        if self._model is None or self._thresholds is None or silent:
            return Judgement(urgency=rules.urgency, intent=intent(scene, rules.urgency), unsure=rules.unsure)
        judged = judge(rules, self._model.judge(scene), self._thresholds)
        if judged.urgency.rank > rules.urgency.rank and judged.urgency.rank >= Urgency.TINGGI.rank:
            words = tuple(scene.words[index].raw for index in self._model.telling(scene, judged.urgency))
            level = 3 if judged.urgency is Urgency.KRITIS else 2
            judged = replace(judged, heard=(Signal(code=HEARD, level=level, words=words),))
        return judged

    def names(self) -> dict[str, str]:
        """The signs' short Indonesian names, by id, for officers."""
        return {code: sign.name for code, sign in self._lexicon.signs.items()}

    def indicators(self) -> dict[str, str]:
        """Indonesian names of the ILO's indicators of forced labour, by the id of the sign pointing there."""
        known = self._lexicon.indicators
        return {
            code: known[sign.ilo].name for code, sign in self._lexicon.signs.items() if sign.ilo is not None
        }

    def _words(self, text: str) -> tuple[Word, ...]:
        if len(text) <= _HEAD + _TAIL:
            return self._lexicon.split(text)[:_MOST_WORDS]
        head = self._lexicon.split(text[:_HEAD])[: _MOST_WORDS - 200]
        start = len(text) - _TAIL
        tail = self._lexicon.split(text[start:])[-200:]
        after = head[-1].sentence + 1 if head else 0
        clause = head[-1].clause + 1 if head else 0
        shifted = (
            replace(
                word,
                start=word.start + start,
                end=word.end + start,
                clause=word.clause + clause,
                sentence=word.sentence + after,
            )
            for word in tail
        )
        return (*head, *shifted)


def _between(text: str) -> tuple[Signal, ...]:
    """Unmistakable words in the part of a very long text that is not read word by word."""
    if len(text) <= _HEAD + _TAIL:
        return ()
    middle = text[_HEAD - 20 : len(text) - _TAIL + 20].casefold()
    return tuple(Signal(code="T01", level=3, words=(word,)) for word in _UNMISTAKABLE if word in middle)


def _signals(scene: Scene, result: Grade) -> tuple[Signal, ...]:
    """Every sign with its words, strongest first; a guard follows the sign it lowered, under its own code."""
    found: list[Signal] = []
    for sign in sorted((*scene.live, *result.raised), key=lambda one: -one.level):
        signal = Signal(code=sign.code, level=sign.level, words=_raw(scene, sign))
        if not any(signal.code == other.code and set(signal.words) <= set(other.words) for other in found):
            found.append(signal)
    for sign in sorted(scene.signs, key=lambda one: -one.level):
        if sign.guard is not None:
            found.append(Signal(code=sign.code, level=1, words=_raw(scene, sign)))
            if not any(sign.guard == other.code for other in found):
                found.append(Signal(code=sign.guard, level=1, words=()))
    found.extend(
        Signal(code=code, level=1, words=tuple(scene.words[index].raw for index in hit.at))
        for code, hit in scene.matters.items()
    )
    return tuple(found)


def _raw(scene: Scene, sign: Found) -> tuple[str, ...]:
    return tuple(scene.words[index].raw for index in sign.at)
