"""Who is about to be taken away: a departure within a day or a child's journey abroad, no errand."""

from __future__ import annotations

from language.phrases import Hit
from language.scene import Found, Scene

#: What makes "besok dibawa" more than a lift to the market.
_AGAINST_WILL = ("boss", "irregular", "at_border", "unknown_place", "hint_fear", "hint_cry")
#: Signs that leave a traveller without papers, or with papers that are not hers.
_WITHOUT_PAPERS = frozenset({"T11", "T15", "T16", "T17", "T20", "T29", "T30"})
#: Clauses between the time and the movement that still make one plan.
_APART = 6
#: Findings of one kind that are compared with each other: a story has a handful.
_MOST = 40
_BY_ONESELF = ("berangkat", "terbang", "pulang", "leave", "leaving", "fly", "flying")


def crossing(scene: Scene) -> Found | None:
    """A departure before tomorrow's night: with a stranger or without papers it is immediate danger.

    Args:
        scene: a surveyed message whose signs have passed the guards.
    """
    if not scene.has("imminent") or not scene.has("move", "departs"):
        return None
    ground = _Ground(scene)
    best: Found | None = None
    moves = [
        *((move, _movement) for move in ground.distinct("move")),
        *((move, _departure) for move in ground.distinct("departs")),
    ]
    for hit in ground.distinct("imminent"):
        if ground.near(hit, "opener", "supposed"):
            continue
        for move, judge in moves:
            apart = abs(scene.clause(move.first) - scene.clause(hit.first))
            if apart > _APART or move.touches(hit) or not ground.is_one_sentence(move, hit):
                continue
            level = judge(ground, hit, move)
            if level > (best.level if best else 0):
                best = Found(code="T05", level=level, at=tuple(sorted({*hit.at, *move.at})))
            if level == 3:
                return best
    return best


def child_travel(scene: Scene) -> Found | None:
    """A child to be brought abroad by somebody, on no family outing; within a day it is immediate danger.

    Args:
        scene: a surveyed message whose signs have passed the guards.
    """
    if not scene.is_child or not scene.has("abroad", "at_border") or not scene.has("departs"):
        return None
    ground = _Ground(scene)
    for move in ground.distinct("departs"):
        if ground.near(move, "opener", "supposed", "reported") or _is_outing(ground, move):
            continue
        near = ground.near(move, "imminent", clauses=2) and not ground.near(move, "soon", clauses=2)
        return Found(code="T04", level=3 if near else 2, at=move.at)
    return None


class _Ground:
    """Where the cues of a scene stand, by clause and sentence, so that a flood costs no more than a story."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._clauses = {name: {scene.clause(hit.first) for hit in hits} for name, hits in scene.cues.items()}
        self._sentences = {
            name: {scene.sentence(hit.first) for hit in hits} for name, hits in scene.cues.items()
        }
        self.bosses = frozenset(hit.last for hit in scene.cues.get("boss", ()))
        self.is_without_papers = any(sign.code in _WITHOUT_PAPERS for sign in scene.live)

    def near(self, hit: Hit, *names: str, clauses: int = 0) -> bool:
        """Whether any of the cues stands at most `clauses` clauses away."""
        here = self.scene.clause(hit.first)
        around = range(here - clauses, here + clauses + 1)
        return any(clause in self._clauses.get(name, ()) for name in names for clause in around)

    def has_beside(self, hit: Hit, name: str) -> bool:
        """Whether the cue stands in the same sentence."""
        return self.scene.sentence(hit.first) in self._sentences.get(name, ())

    def is_one_sentence(self, one: Hit, other: Hit) -> bool:
        """Whether two findings stand in one sentence."""
        return self.scene.sentence(one.first) == self.scene.sentence(other.first)

    def distinct(self, name: str) -> tuple[Hit, ...]:
        """The findings of a cue without those that repeat the same word in the same clause; of a flood the
        first and the last."""
        words = self.scene.words
        found: dict[tuple[int, str, int], Hit] = {}
        for hit in self.scene.cues.get(name, ()):
            led = hit.first - 1 in self.bosses
            found.setdefault((words[hit.first].clause, words[hit.first].norm, led), hit)
        several = tuple(found.values())
        return several if len(several) <= _MOST else several[: _MOST // 2] + several[-_MOST // 2 :]


def _movement(ground: _Ground, hit: Hit, move: Hit) -> int:
    """People moved without papers, against their will, or a child over the border."""
    scene = ground.scene
    if ground.near(hit, "irregular", clauses=3):
        return 3
    if scene.has("regular", "safe"):
        return 0
    if ground.has_beside(hit, "carried") and scene.has(*_AGAINST_WILL):
        return 3
    if not scene.has("abroad", "at_border") or _is_outing(ground, move):
        return 0
    return 3 if scene.is_child else 2 if scene.has("boss") else 0


def _departure(ground: _Ground, hit: Hit, move: Hit) -> int:
    """A person, not a thing, leaves or is taken within the day, and no errand or family explains it."""
    scene = ground.scene
    if scene.has("regular", "safe", "reported", "case_status") or _is_outing(ground, move):
        return 0
    if ground.is_without_papers or ground.has_beside(hit, "we_are_taken"):
        return 3
    beyond = scene.has("abroad", "at_border")
    night = ground.has_beside(hit, "tonight")
    if (beyond or night) and (scene.has("stranger") or _is_led(ground, move)):
        return 3
    if beyond and scene.has("hearsay") and scene.has("kin", "first_person"):
        return 3
    leaves = scene.words[move.first].norm.startswith(("berangkat", "diberangkat"))
    return 2 if beyond or (night and leaves and not scene.has("question")) else 0


def _is_led(ground: _Ground, move: Hit) -> bool:
    """Whether a recruiter or employer leads the journey, and is not the one who travels alone."""
    alone = ground.scene.words[move.first].norm.startswith(_BY_ONESELF)
    return bool(ground.bosses - {move.first - 1} if alone else ground.bosses)


def _is_outing(ground: _Ground, move: Hit) -> bool:
    """Errands, holidays, kin who come along, a town of the region: what most journeys are."""
    scene = ground.scene
    if scene.has("hint_fear", "unknown_place", "stranger"):
        return False
    if ground.near(move, "errand", clauses=1):
        return True
    return scene.has("local") and not scene.has("abroad", "at_border", "boss")
