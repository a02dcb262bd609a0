"""Who is about to be taken away: a departure within a day, and a child's journey abroad, told apart from errands."""

from __future__ import annotations

from language.phrases import Hit
from language.scene import Found, Scene

#: What makes "besok dibawa" more than a lift to the market.
_AGAINST_WILL = ("boss", "irregular", "at_border", "unknown_place", "hint_fear", "hint_cry")
#: Signs that leave a traveller without papers, or with papers that are not hers.
_WITHOUT_PAPERS = frozenset({"T11", "T15", "T16", "T17", "T20", "T29", "T30"})
_BY_ONESELF = ("berangkat", "terbang", "pulang", "leave", "leaving", "fly", "flying")


def crossing(scene: Scene) -> Found | None:
    """A departure before tomorrow's night: with a stranger or without papers it is immediate danger.

    Args:
        scene: a surveyed message whose signs have passed the guards.
    """
    found: list[Found] = []
    for hit in scene.cues.get("imminent", ()):
        if scene.in_clause(hit.first, "opener", "supposed"):
            continue
        for name, judge in (("move", _movement), ("departs", _departure)):
            for move in _beside(scene, name, hit):
                level = judge(scene, hit, move)
                if level:
                    found.append(Found(code="T05", level=level, at=tuple(sorted({*hit.at, *move.at}))))
    return max(found, key=lambda one: one.level, default=None)


def child_travel(scene: Scene) -> Found | None:
    """A child to be brought abroad by somebody, on no family outing; within a day it is immediate danger.

    Args:
        scene: a surveyed message whose signs have passed the guards.
    """
    if not scene.is_child or not scene.has("abroad", "at_border"):
        return None
    for move in scene.cues.get("departs", ()):
        if scene.in_clause(move.first, "opener", "supposed", "reported") or _is_outing(scene, move):
            continue
        near = scene.near(move.first, "imminent", clauses=2) and not scene.near(move.first, "soon", clauses=2)
        return Found(code="T04", level=3 if near else 2, at=move.at)
    return None


def _movement(scene: Scene, hit: Hit, move: Hit) -> int:
    """People moved without papers, against their will, or a child over the border."""
    if scene.near(hit.first, "irregular", clauses=3):
        return 3
    if scene.has("regular", "safe"):
        return 0
    carried = bool(_same_sentence(scene, "carried", hit))
    if carried and scene.has(*_AGAINST_WILL):
        return 3
    if not scene.has("abroad", "at_border"):
        return 0
    if scene.is_child and not _is_outing(scene, move):
        return 3
    return 2 if scene.has("boss") and not _is_outing(scene, move) else 0


def _departure(scene: Scene, hit: Hit, move: Hit) -> int:
    """A person, not a thing, leaves or is taken within the day, and no errand or family explains it."""
    if scene.has("regular", "safe", "reported", "case_status") or _is_outing(scene, move):
        return 0
    if any(sign.code in _WITHOUT_PAPERS for sign in scene.live):
        return 3
    if _same_sentence(scene, "we_are_taken", hit):
        return 3
    beyond = scene.has("abroad", "at_border")
    night = bool(_same_sentence(scene, "tonight", hit))
    if (beyond or night) and (scene.has("stranger") or _is_led(scene, move)):
        return 3
    if beyond and scene.has("hearsay") and scene.has("kin", "first_person"):
        return 3
    leaves = scene.words[move.first].norm.startswith(("berangkat", "diberangkat"))
    if beyond or (night and leaves and not scene.has("question")):
        return 2
    return 0


def _is_led(scene: Scene, move: Hit) -> bool:
    """Whether a recruiter or employer leads the journey, and is not the one who travels alone."""
    first = scene.words[move.first].norm
    alone = first.startswith(_BY_ONESELF)
    return any(not (alone and boss.last == move.first - 1) for boss in scene.cues.get("boss", ()))


def _is_outing(scene: Scene, move: Hit) -> bool:
    """Errands, holidays, kin who come along, a town of the region: what most journeys are."""
    if scene.has("hint_fear", "unknown_place", "stranger"):
        return False
    if scene.near(move.first, "errand"):
        return True
    return scene.has("local") and not scene.has("abroad", "at_border", "boss")


def _beside(scene: Scene, name: str, hit: Hit) -> tuple[Hit, ...]:
    return tuple(move for move in _same_sentence(scene, name, hit) if not move.touches(hit))


def _same_sentence(scene: Scene, name: str, hit: Hit) -> tuple[Hit, ...]:
    sentence = scene.sentence(hit.first)
    return tuple(one for one in scene.cues.get(name, ()) if scene.sentence(one.first) == sentence)
