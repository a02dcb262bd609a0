"""What belongs to a case: answers, signs of danger, and that a human is wanted."""

from __future__ import annotations

from dataclasses import replace

from bot.effects.contact import safety_answered
from bot.scene import Scene
from flows.events import AnswerRecorded, CaseRequested, RelayRequested, SignalRaised
from flows.message import MediaKind
from language.reading import Urgency


def answer_recorded(scene: Scene, event: AnswerRecorded) -> None:
    """Keep an answer for the case, and act at once on one about safety."""
    event = _with_place(scene, event)
    scene.answers.append(event)
    if event.closed:
        safety_answered(scene, event)


def _with_place(scene: Scene, event: AnswerRecorded) -> AnswerRecorded:
    """An answer that came with a place says which: whoever is sent to help must find it, whatever was
    asked."""
    place = scene.inbound.body.get("location") if scene.inbound is not None else None
    if place is None or MediaKind.LOCATION not in event.media:
        return event
    written = f"{place[0]:.6f},{place[1]:.6f}"
    return event if written in event.value else replace(event, value=f"{event.value} {written}".strip())


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
