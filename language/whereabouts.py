"""Where the person is who needs help: at home, abroad, or on the way."""

from __future__ import annotations

from collections.abc import Sequence

from language.reading import Place, Whereabouts
from language.scene import Scene


def whereabouts(scene: Scene, places: Sequence[Place]) -> Whereabouts | None:
    """Judge where somebody is. On the way beats abroad, because the way can still be cut.

    Args:
        scene: the message, taken apart.
        places: the places named in it.

    Returns:
        None where the message does not tell, or tells of two that contradict each other.
    """
    if scene.has("now", "imminent") and (scene.has("at_border", "we_are_taken") or _rides(scene)):
        return Whereabouts.DI_JALAN
    home = scene.has("safe", "local") or any(place.kind in {"kecamatan", "desa"} for place in places)
    away = scene.has("abroad") or any(place.kind in {"negara"} for place in places)
    if scene.has("safe") and not scene.has("not_safe"):
        return Whereabouts.DI_RUMAH
    if away:
        return Whereabouts.LUAR_NEGERI
    return Whereabouts.DI_RUMAH if home else None


def _rides(scene: Scene) -> bool:
    return scene.has("hint_transit") and scene.has("move", "carried", "departs")
