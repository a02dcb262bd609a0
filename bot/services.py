"""What a flow may ask of the world during one turn, answered from storage and from the task force's data."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.question_answers import SearchedAnswers
from bot.recruiter_answers import RecruiterChecks
from bot.rules import hours_text
from bot.scene import Scene
from cases.reference import new_pin, new_reference, parse_reference
from flows.prompt import Prompt
from flows.services import Found, Services
from models.case import Case
from models.case_store import CaseStore

GUESSES = 5  # from one chat within LOCKED_FOR
GUESSES_AT_A_CASE = 30  # from all chats together: of a million numbers
LOCKED_FOR = timedelta(minutes=30)


def services_for(scene: Scene) -> Services:
    """Everything a flow may ask, tied to this turn's transaction."""
    return Services(
        answers=SearchedAnswers(scene),
        recruiters=RecruiterChecks(scene),
        cases=CaseLookup(scene),
        reference=References(scene),
        duty=DutyHours(scene),
    )


class CaseLookup:
    """Tells a reporter how a report stands. A wrong reference and a wrong number look the same, and take the
    same time."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._prefixes = [item.reference_prefix for item in scene.hotline.taskforces.values()]

    def of_this_chat(self) -> Found:
        """The report made from this chat."""
        if self._scene.talk.case_id is None:
            return Found(outcome="unknown", prompts=(Prompt(key="status.unknown"),))
        case = CaseStore(self._scene.uow).get(self._scene.talk.case_id)
        return self._told(case) if case is not None else Found(outcome="unknown")

    def by_reference(self, text: str) -> Found:
        """A report by reference and secret number, from any phone.

        Whoever guesses is slowed by their own chat, so that nobody can lock the rightful person out; a case
        that is guessed at from many chats closes to all for a while. Neither tells that a reference exists.
        """
        scene = self._scene
        self._forget_old_guesses()
        if len(scene.wrong_guesses) >= GUESSES:
            return Found(outcome="locked", prompts=(Prompt(key="status.locked"),))
        given = parse_reference(text, prefixes=self._prefixes)
        reference, pin = given if given is not None else ("", "")
        store = CaseStore(scene.uow)
        case = store.by_reference(scene.talk.taskforce, reference, lock=True) if reference else None
        closed = case is not None and case.locked_until is not None and case.locked_until > scene.now
        right = scene.uow.vault.pin_matches(reference, pin, case.pin_hash if case is not None else bytes(32))
        if case is not None and right and not closed:
            if case.pin_attempts:
                store.change(case, pin_attempts=0, locked_until=None)
            return self._told(case)
        if given is not None:
            scene.wrong_guesses.append(scene.now.timestamp())
        if case is not None and not closed:
            wrong = case.pin_attempts + 1
            until = scene.now + LOCKED_FOR if wrong >= GUESSES_AT_A_CASE else None
            store.change(case, pin_attempts=0 if until else wrong, locked_until=until)
        return Found(outcome="unknown", prompts=(Prompt(key="status.unknown"),))

    def _forget_old_guesses(self) -> None:
        oldest = (self._scene.now - LOCKED_FOR).timestamp()
        self._scene.wrong_guesses = [at for at in self._scene.wrong_guesses if at > oldest]

    def _told(self, case: Case) -> Found:
        scene = self._scene
        zone = scene.hotline.taskforces[case.taskforce].zone
        since = case.acknowledged_at or case.opened_at
        params = {
            "reference": case.reference,
            "opened": _spoken(case.opened_at, zone, scene.locale),
            "since": _spoken(since, zone, scene.locale),
        }
        key = f"status.{'ditangani' if case.status == 'dibuka_kembali' else case.status}"
        return Found(outcome="found", prompts=(Prompt(key=key, params=params),), params=params)


def _spoken(at: datetime, zone: ZoneInfo, locale: str) -> str:
    return format_datetime(at.astimezone(zone), "d MMMM, HH.mm", locale=locale)


class References:
    """Gives out reference and secret number: drawn here, kept only as a hash with the case."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def issue(self) -> dict[str, str]:
        """Reference and secret number of this conversation's case; the same pair if asked twice in one
        turn."""
        scene = self._scene
        if scene.reference is None:
            case = CaseStore(scene.uow).get(scene.talk.case_id) if scene.talk.case_id else None
            if case is not None:
                scene.reference = case.reference
            else:
                prefix = scene.hotline.taskforces[scene.talk.taskforce].reference_prefix
                scene.reference = new_reference(prefix, scene.hotline.ids.random_bytes(16))
        if scene.pin is None:
            scene.pin = new_pin(scene.hotline.ids.random_bytes(16))
        return {"reference": scene.reference, "pin": scene.pin}


class DutyHours:
    """Says honestly when a human reads this."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def hours(self, *, locale: str) -> dict[str, str]:
        """Office hours of the task force, in words."""
        return {"hours": hours_text(self._scene.hotline.taskforces[self._scene.talk.taskforce], locale)}
