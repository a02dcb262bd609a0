"""What belongs to a case: answers, signs of danger, and that a human is wanted."""

from __future__ import annotations

from bot.effects.contact import safety_answered
from bot.scene import Scene
from flows.events import AnswerRecorded, CaseRequested, RelayRequested, SignalRaised
from language.reading import Urgency


def answer_recorded(scene: Scene, event: AnswerRecorded) -> None:
    """Keep an answer for the case, and act at once on one about safety."""
    scene.answers.append(event)
    if event.closed:
        safety_answered(scene, event)


def signal_raised(scene: Scene, event: SignalRaised) -> None:
    """Keep a sign; one that needs a human within hours opens a case without waiting for the rest of the
    story."""
    scene.signals.append(event)
    if event.urgency.rank >= Urgency.TINGGI.rank and scene.talk.case_id is None:
        scene.want_case(partial=True)


def case_requested(scene: Scene, event: CaseRequested) -> None:
    """Ask for the case to be opened or brought up to date."""
    scene.want_case(partial=event.partial, kind=event.kind)


def relay_requested(scene: Scene, event: RelayRequested) -> None:
    """Ask for a human; where there is no case yet, one is opened so that the request has an owner."""
    scene.relays.append(event.reason)
    if scene.talk.case_id is None and scene.wish is None:
        kind = "percakapan" if event.reason == "bicara_petugas" else "laporan"
        scene.want_case(partial=True, kind=kind)
