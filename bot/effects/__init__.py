"""What each event of a conversation does: exactly one handler a kind of event.

A kind without a handler is a programming error found by a test, never an event silently dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from bot.effects import case, contact, ending, speech
from bot.scene import Scene
from flows import events

HANDLERS: dict[type, Callable[[Scene, Any], None]] = {
    events.Said: speech.said,
    events.Asked: speech.asked,
    events.AnswerRecorded: case.answer_recorded,
    events.SignalRaised: case.signal_raised,
    events.CaseRequested: case.case_requested,
    events.RelayRequested: case.relay_requested,
    events.WaitStarted: ending.wait_started,
    events.LocaleChosen: contact.locale_chosen,
    events.ErasureRequested: ending.erasure_requested,
    events.SessionEnded: ending.session_ended,
    events.FlowFailed: ending.flow_failed,
}


def apply(scene: Scene, happened: Iterable[events.Event]) -> None:
    """Let every event do its one thing, in order."""
    for event in happened:
        HANDLERS[type(event)](scene, event)
