"""What the hotline says."""

from __future__ import annotations

from bot.scene import Scene
from flows.events import Asked, Said


def said(scene: Scene, event: Said) -> None:
    """Queue a statement for the reply of this turn."""
    scene.prompts.append(event.prompt)


def asked(scene: Scene, event: Asked) -> None:
    """Queue a question for the reply of this turn."""
    scene.prompts.append(event.prompt)
