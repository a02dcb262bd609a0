"""What is known of the person at the other end, as far as it protects them."""

from __future__ import annotations

from bot.scene import Scene
from flows.events import AnswerRecorded, LocaleChosen

SAFETY = {"safe_yes": "safe", "safe_no": "unsafe", "safe_here": "here_only"}
REACH = {"contact_mine": "direct", "contact_neutral": "neutral", "contact_wait": "never"}


def locale_chosen(scene: Scene, event: LocaleChosen) -> None:
    """Answer in this language from now on, already in this turn."""
    scene.locale = event.locale
    scene.contact["locale"] = event.locale


def safety_answered(scene: Scene, event: AnswerRecorded) -> None:
    """Remember whether it is safe to write and how we may write first; everything sent later obeys it."""
    if event.value in SAFETY:
        scene.contact["safe"] = SAFETY[event.value]
    if event.value in REACH:
        scene.contact["reach"] = REACH[event.value]
