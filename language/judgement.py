"""Brings rules and statistics together: signs speak for themselves, the model hears what is told without any.

The rules know what a sign of danger is and what takes it back; the model knows how people tell of danger who
use no strong word, and what everyday messages look like. Either may raise a level. A level that is in doubt
is the higher one, and a human looks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from language.grade import Grade
from language.model.odds import Odds
from language.reading import Intent, Signal, Urgency

#: Likelihoods of `kritis` below which even words that leave no doubt, or other expressions of immediate
#: danger, stand in a message that is plainly about something else: a film, a match. A human looks at it.
_ABSURD = 0.03
_INNOCENT = 0.25
#: The same for expressions of level 2, by the likelihood that it is at least `tinggi`.
_CALM = 0.35
#: What the model must think before a denial or a "long ago" that the rules understood counts for nothing.
_CONTRADICTED = 0.6


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """From which likelihood on a message is what.

    Args:
        kritis: of `kritis`, from which it is.
        unsure: of `kritis`, from which a human looks and the person is asked whether somebody is in danger.
    """

    kritis: float
    unsure: float

    @classmethod
    def of(cls, about: Mapping[str, float | str]) -> Thresholds:
        """Those that a model was trained with."""
        return cls(kritis=float(about["kritis"]), unsure=float(about["unsure"]))


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a message means for those who act.

    Args:
        urgency: how fast a human must act.
        intent: what the sender wants.
        unsure: whether a human should look and the person be asked about danger.
        heard: what the statistics heard where no sign says it.
        odds: the statistics, None where the rules judged alone.
    """

    urgency: Urgency
    intent: Intent
    unsure: bool
    heard: tuple[Signal, ...] = ()
    odds: Odds | None = None


def judge(rules: Grade, odds: Odds, thresholds: Thresholds) -> Judgement:
    """Judge a message.

    Args:
        rules: what the rules say.
        odds: what the model says.
        thresholds: from which likelihood on a message is what.
    """
    danger = odds.urgency[Urgency.KRITIS]
    told, heard = _told(rules, odds), _heard(rules, odds, thresholds)
    urgency = told.at_least(heard)
    if rules.unsure:
        urgency = urgency.at_least(Urgency.SEDANG)  # what a guard took back is never silently nothing
    overruled = rules.urgency.rank >= Urgency.TINGGI.rank > urgency.rank or (
        rules.urgency is Urgency.KRITIS and urgency is not Urgency.KRITIS
    )
    unsure = rules.unsure or overruled or danger >= thresholds.unsure
    return Judgement(
        urgency=urgency,
        intent=_wish(urgency, odds),
        unsure=unsure and urgency is not Urgency.KRITIS,
        odds=odds,
    )


def _wish(urgency: Urgency, odds: Odds) -> Intent:
    """What is wanted, in accordance with the level: who is in danger reports, and no report is `rendah`."""
    if urgency.rank >= Urgency.TINGGI.rank:
        return Intent.LAPOR
    if urgency is Urgency.RENDAH:
        return max((wish for wish in Intent if wish is not Intent.LAPOR), key=lambda wish: odds.intent[wish])
    return odds.wish


def _heard(rules: Grade, odds: Odds, thresholds: Thresholds) -> Urgency:
    """The level that the words together sound like."""
    danger = odds.urgency[Urgency.KRITIS]
    kritis, unsure = thresholds.kritis, thresholds.unsure
    if rules.unsure:
        kritis, unsure = max(kritis, _CONTRADICTED), kritis
    if danger >= kritis:
        return Urgency.KRITIS
    if danger >= unsure:
        return odds.calm_level.at_least(Urgency.TINGGI)  # in doubt between two levels, the higher one
    return odds.calm_level


def _told(rules: Grade, odds: Odds) -> Urgency:
    """The level of the signs, unless the whole message is plainly about something else."""
    danger = odds.urgency[Urgency.KRITIS]
    if rules.urgency is Urgency.KRITIS:
        sure = odds.cry or danger >= (_ABSURD if rules.unmistakable else _INNOCENT)
        return Urgency.KRITIS if sure else Urgency.RENDAH
    if rules.urgency is Urgency.TINGGI and danger + odds.urgency[Urgency.TINGGI] >= _CALM:
        return Urgency.TINGGI
    return Urgency.RENDAH
