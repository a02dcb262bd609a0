"""What is known of the person at the other end, as far as it protects them."""

from __future__ import annotations

from bot.scene import Scene
from flows.events import AnswerRecorded, LocaleChosen

SAFETY = {"safe_yes": "safe", "safe_no": "unsafe", "safe_here": "here_only"}
OWN_PHONE = {"contact_yes": True, "contact_neutral": False, "contact_no": False}


def locale_chosen(scene: Scene, event: LocaleChosen) -> None:
    """Answer in this language from now on, already in this turn."""
    scene.locale = event.locale
    scene.contact["locale"] = event.locale


def safety_answered(scene: Scene, event: AnswerRecorded) -> None:
    """Remember whether it is safe to write and whose phone it is; everything sent later obeys it."""
    if event.value in SAFETY:
        scene.contact["safe"] = SAFETY[event.value]
    if event.value in OWN_PHONE:
        scene.contact["own_phone"] = OWN_PHONE[event.value]
