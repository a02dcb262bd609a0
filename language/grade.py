"""How fast a human must act: the triage codebook as rules over what was found."""

from __future__ import annotations

from dataclasses import dataclass

from language.journeys import child_travel, crossing
from language.reading import Urgency
from language.scene import Found, Scene
from language.vocabulary import Lexicon

#: A guarded strong sign is never silently `rendah`.
_LOWERED = {
    "negasi": Urgency.SEDANG,
    "masa_lalu": Urgency.SEDANG,
    "pernah": Urgency.TINGGI,
    "andai": Urgency.RENDAH,
    "berita": Urgency.RENDAH,
    "tanya": Urgency.RENDAH,
}
_BY_LEVEL = {1: Urgency.SEDANG, 2: Urgency.TINGGI, 3: Urgency.KRITIS}
#: A pair of high signs is immediate danger only if one of them takes away the way out or touches the body.
_GRAVE = frozenset({"gerak", "isolasi", "ancaman", "seksual", "kekerasan", "kesehatan", "scam"})
_EXPLOITING = frozenset({"kerja", "isolasi", "gerak", "scam"})
_REQUESTS = frozenset({"satgas_desa", "penyuluhan"})
_CRY_WORDS = 8
_HINTS = ("hint_cry", "hint_fear", "hint_captive", "hint_harm", "hint_device", "hint_transit")


@dataclass(frozen=True, kw_only=True, slots=True)
class Grade:
    """What the rules say.

    Args:
        urgency: how fast a human must act.
        unsure: whether a human should look because a guard lowered a strong sign.
        raised: signs that only the combination of several findings makes, strongest first.
        unmistakable: whether a sign that stands is told in words that leave no doubt.
    """

    urgency: Urgency
    unsure: bool
    raised: tuple[Found, ...] = ()
    unmistakable: bool = False


def grade(scene: Scene, lexicon: Lexicon) -> Grade:
    """Judge a scene.

    Args:
        scene: a surveyed message whose signs have passed the guards.
        lexicon: knows the signs' groups and the matters' levels.
    """
    raised = tuple(
        found
        for found in (
            crossing(scene),
            child_travel(scene),
            _child(scene),
            _young_sender(scene),
            _child_used(scene, lexicon),
            _pair(scene, lexicon),
            _cry(scene),
            _hints(scene),
        )
        if found is not None
    )
    urgency = Urgency.RENDAH
    unsure = False
    for sign in (*scene.live, *raised):
        urgency = urgency.at_least(_BY_LEVEL[1 if _is_fraud(scene, sign) else sign.level])
    for sign in scene.signs:
        if sign.guard is None:
            continue
        if sign.level == 3:
            urgency = urgency.at_least(_LOWERED[sign.guard])
            unsure = unsure or sign.guard not in {"andai", "berita", "tanya"} or _is_near(scene, sign)
        elif sign.level == 2 and sign.guard in {"negasi", "masa_lalu"}:
            urgency = urgency.at_least(Urgency.SEDANG)
    if scene.has("wish_report") and not _only_talk(scene) and not scene.has("question", "case_status"):
        urgency = urgency.at_least(Urgency.SEDANG)
    for code in _meant(scene):
        urgency = urgency.at_least(_matter(scene, lexicon, code))
    if unsure and urgency is Urgency.RENDAH:
        urgency = Urgency.SEDANG
    return Grade(
        urgency=urgency,
        unsure=unsure and urgency is not Urgency.KRITIS,
        raised=raised,
        unmistakable=_is_unmistakable(scene),
    )


def _is_unmistakable(scene: Scene) -> bool:
    """Whether a sign of immediate danger that nothing speaks against is told without any doubt."""
    plain = {index for hit in scene.cues.get("unmistakable", ()) for index in hit.at}
    return any(sign.suicide or plain.intersection(sign.at) for sign in scene.live if sign.level == 3)


def _is_fraud(scene: Scene, sign: Found) -> bool:
    """Whether a broken promise only cost money: nobody left, so nobody is held."""
    return sign.code == "T14" and "uang_hilang" in scene.matters and not scene.has("ongoing", "now")


def _meant(scene: Scene) -> set[str]:
    """The matters that are reported or asked for, not only talked about."""
    codes = set(scene.matters)
    if scene.has("reported"):
        codes.discard("pelapor_lain")
    if _only_talk(scene):
        return codes & _REQUESTS if not scene.has("knowledge", "supposed", "reported") else set()
    return codes


def _matter(scene: Scene, lexicon: Lexicon, code: str) -> Urgency:
    """A matter's level; what happened to somebody who is safe now only needs a service."""
    level = lexicon.matters[code].level
    over = scene.has("safe", "past") and not scene.has("not_safe", "ongoing")
    return (
        Urgency.SEDANG if over and level is Urgency.TINGGI and code in {"kabur", "ditahan_aparat"} else level
    )


def _only_talk(scene: Scene) -> bool:
    """Whether every sign is only asked about, supposed or told of, so that a matter in it is talk as well."""
    if scene.has("help", "now"):
        return False
    if scene.has("question") and not scene.live and (scene.has("if") or not scene.has("first_person", "kin")):
        return True
    if scene.signs:
        return all(sign.guard in {"andai", "berita", "tanya"} for sign in scene.signs)
    return scene.has("reported", "supposed") and not scene.has("first_person")


def _is_near(scene: Scene, sign: Found) -> bool:
    """Whether the sender, the family or the present stands beside a sign only supposed or heard of."""
    if sign.guard == "andai":
        return scene.has("now", "plea")
    return scene.has("now", "plea") or (scene.has("kin") and scene.has("first_person"))


def _child(scene: Scene) -> Found | None:
    """A child taken away, missing, to be fetched or being recruited (codebook, rule 4)."""
    certain = scene.is_child
    if not certain and not (scene.has("kin_child") and not scene.ages):
        return None
    if scene.has("safe") and not scene.has("imminent"):
        return None
    for hit in scene.cues.get("taken", ()):
        if scene.in_clause(hit.first, "opener", "supposed", "reported"):
            continue
        at = (*_child_words(scene), *hit.at)
        stranger = scene.near(hit.first, "imminent", clauses=2)
        if certain and (stranger or not _is_planned(scene, hit.first)):
            return Found(code="T04", level=3, at=tuple(sorted(set(at))))
        if stranger and not scene.in_clause(hit.first, "safe"):
            return Found(code="T04", level=3, at=tuple(sorted(set(at))))
    if not certain:
        return None
    for hit in scene.cues.get("recruited", ()):
        if scene.in_clause(hit.first, "opener", "supposed", "reported"):
            continue
        at = tuple(sorted({*_child_words(scene), *hit.at}))
        return Found(code="T04", level=3 if scene.near(hit.first, "imminent", clauses=2) else 2, at=at)
    return None


def _young_sender(scene: Scene) -> Found | None:
    """A child who writes and is afraid: what she fears she may not dare to say."""
    afraid = scene.cues.get("hint_fear", ()) or scene.cues.get("plea", ())
    if not afraid or not scene.is_child or not scene.has("i_am_young"):
        return None
    if scene.has("supposed", "reported", "case_status", "request"):
        return None
    return Found(code="T04", level=2, at=tuple(sorted({*scene.cues["i_am_young"][0].at, *afraid[0].at})))


def _is_planned(scene: Scene, index: int) -> bool:
    """Whether what is said of a child has not happened yet and is not for tonight."""
    return scene.near(index, "soon", clauses=2) or (
        index > 0 and scene.words[index - 1].norm in {"mau", "akan", "bakal", "rencana"}
    )


def _child_words(scene: Scene) -> tuple[int, ...]:
    hits = scene.cues.get("child") or scene.cues.get("kin_child", ())
    return hits[0].at if hits else ()


def _child_used(scene: Scene, lexicon: Lexicon) -> Found | None:
    """A child who is exploited, not only recruited, is in danger now: every level counts one more."""
    if not scene.is_child:
        return None
    for sign in scene.live:
        group = lexicon.signs[sign.code].group
        beside = scene.in_clause(sign.first, "child") or bool(scene.ages)
        if sign.level == 2 and beside and (group in _EXPLOITING or sign.code in {"T03", "T18"}):
            return Found(code="T04", level=3, at=tuple(sorted({*_child_words(scene), *sign.at})))
    return None


def _pair(scene: Scene, lexicon: Lexicon) -> Found | None:
    """Two high signs of different groups, one of them grave: abroad, on the way, or of a child."""
    if not (scene.has("abroad", "at_border", "hint_transit") or scene.is_child):
        return None
    strong = [sign for sign in scene.live if sign.level == 2]
    for sign in strong:
        group = lexicon.signs[sign.code].group
        if group not in _GRAVE:
            continue
        for other in strong:
            apart = not set(sign.at).intersection(other.at)
            if lexicon.signs[other.code].group != group and apart and "T09" not in {sign.code, other.code}:
                return Found(code=sign.code, level=3, at=tuple(sorted({*sign.at, *other.at})))
    return None


def _cry(scene: Scene) -> Found | None:
    """A cry for help that tells nothing else: she may have time for one message only."""
    pleas = scene.cues.get("plea", ())
    if not pleas or scene.has("request", "reported", "question", "case_status", "check"):
        return None
    if scene.matters.keys() - {"pelapor_lain", "kabur"}:
        return None
    longest = max(pleas, key=lambda hit: len(hit.at))
    short = len(scene.words) <= _CRY_WORDS
    pressing = (
        len(longest.at) > 1
        or len({hit.first for hit in pleas}) > 1
        or scene.words[longest.first].norm != "tolong"
    )
    if (short and pressing) or (scene.has("unsafe_to_talk", "fear") and (pressing or short)):
        return Found(code="T01", level=3, at=longest.at)
    return Found(code="T01", level=2, at=longest.at) if short and len(scene.words) <= 3 else None


def _hints(scene: Scene) -> Found | None:
    """Danger told in weak words: many kinds are one strong sign, two with a perpetrator a high one."""
    if scene.has("supposed", "reported", "safe", "case_status", "check", "regular"):
        return None
    kinds = [name for name in _HINTS if scene.has(name)]
    grave = [name for name in kinds if name not in {"hint_fear", "hint_device"}]
    boss = scene.has("boss")
    lost = any(sign.code == "T09" for sign in scene.live) or scene.has("kin")
    alarmed = lost and scene.has("hint_fear", "hint_cry") and scene.has("hint_device")
    at = tuple(sorted({index for name in kinds for index in scene.cues[name][0].at}))
    told = any(sign.level >= 2 for sign in scene.live)
    if alarmed:
        return Found(code="T09", level=3, at=at)
    if not grave:
        return None
    if len(kinds) + boss + scene.is_child >= 4 and not scene.has("opener"):
        return Found(code="T01", level=3, at=at)
    if len(kinds) >= 2 and boss and not told and not scene.has("opener", "question"):
        return Found(code="T01", level=2, at=at)
    return None
