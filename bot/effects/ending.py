"""Waiting, ending, being forgotten, and failing."""

from __future__ import annotations

from bot.scene import Scene
from flows.events import ErasureRequested, FlowFailed, SessionEnded, WaitStarted


def wait_started(scene: Scene, event: WaitStarted) -> None:
    """Arm the timer of this wait; only the last wait of a turn counts."""
    scene.wait = event


def session_ended(scene: Scene, event: SessionEnded) -> None:
    """Note that nobody is asked anything any more."""
    scene.ended = event.reason
    scene.wait = None


def erasure_requested(scene: Scene, _event: ErasureRequested) -> None:
    """Have the traces of this conversation removed once the turn is written."""
    scene.erase = True


def flow_failed(scene: Scene, event: FlowFailed) -> None:
    """Hand a person whose conversation broke to a human."""
    scene.failures.append(event.code)
    scene.want_case(partial=True)
