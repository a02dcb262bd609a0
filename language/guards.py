"""Decides whether a sign of danger is meant as one; denial, past, hypothesis, hearsay and questions lower it.

A guard never makes a sign disappear. It stays in the reading; where it was strong, a human is asked to look.
"""

from __future__ import annotations

from dataclasses import replace

from language.phrases import Entry, Hit
from language.scene import Found, Scene

#: Words that deny what follows. "jangan" and "don't" are missing on purpose: "jangan pukul saya" is a plea.
_DENIALS = frozenset((
    "tidak", "belum", "bukan", "never", "not", "no", "didnt", "wasnt", "isnt", "arent", "werent", "havent",
    "hasnt", "doesnt",
))  # fmt: skip
#: Words that a denial reaches through. "tidak tahan dipukul" denies nothing: other words break the reach.
_TRANSPARENT = frozenset((
    "pernah", "sampai", "ada", "yang", "lagi", "sedang", "di", "juga", "atau", "maupun", "sempat", "benar",
    "sama", "sekali", "been", "being", "was", "were", "is", "are", "a", "the", "any", "be", "or", "ever",
    "really", "saya", "kami", "dia", "kok", "sih", "kena", "sungguh", "betul", "me", "us", "i",
))  # fmt: skip
_CHAINED = frozenset({"atau", "maupun", "or", "nor"})
_REACH = 3
_STATES = frozenset({"T09", "T11", "T12", "T13"})
_THREATS = frozenset({"T06", "T08"})
_YEAR = Entry(kind="cue", code="past")


def guarded(scene: Scene) -> tuple[Found, ...]:
    """The signs of a scene, each with what speaks against it.

    Args:
        scene: a surveyed message.
    """
    past = (*scene.cues.get("past", ()), *_years(scene))
    safe = scene.cues.get("safe", ())
    out: list[Found] = []
    for sign in scene.signs:
        denied = _is_denied(scene, sign, out)
        guard = (
            "negasi"
            if denied
            else "andai"
            if _is_supposed(scene, sign)
            else "berita"
            if _is_hearsay(scene, sign)
            else _time_guard(scene, sign, past=past, safe=safe)
        )
        if guard is None and (_is_asked(scene, sign) if sign.level < 3 else _is_studied(scene)):
            guard = "tanya"
        out.append(replace(sign, guard=guard))
    return tuple(out)


def _is_denied(scene: Scene, sign: Found, earlier: list[Found]) -> bool:
    """Whether it is denied: "belum pernah dipukul", "tidak dipukul atau dikurung", "dipukul sih tidak"."""
    words = scene.words
    if words[sign.first].norm in _DENIALS:
        return False  # the denial is part of the sign: "tidak boleh keluar"
    after = sign.last + 1
    if after + 1 < len(words) and words[after].norm in {"sih", "mah"} and words[after + 1].norm == "tidak":
        return True
    denied = {index for other in earlier if other.guard == "negasi" for index in other.at}
    taken = {index for other in scene.signs for index in other.at}
    chained = False
    for reach, index in enumerate(range(sign.first - 1, -1, -1), start=1):
        word = words[index]
        if word.clause != words[sign.first].clause:
            return False
        if index in denied and chained:
            return True
        if word.norm in _DENIALS:
            return index not in taken
        if word.norm == "dont":
            return index > 0 and words[index - 1].norm in {"they", "i", "we", "mereka"}
        chained = chained or word.norm in _CHAINED
        if word.norm not in _TRANSPARENT or reach > _REACH:
            return False
    return False


def _is_supposed(scene: Scene, sign: Found) -> bool:
    """Whether it is only supposed: "kalau nanti dipukul"; "kalau menolak dipukul" is how they live."""
    threats = scene.cues.get("threat_if", ())
    before = [hit for hit in scene.cues.get("supposed", ()) if hit.first < sign.first]
    if scene.in_clause(sign.first, "ongoing") or _cries(scene):
        return False
    for hit in before:
        if any(hit.touches(threat) for threat in threats):
            continue
        same = scene.clause(hit.first) == scene.clause(sign.first)
        introduces = hit.last + 1 < len(scene.words) and scene.clause(hit.last + 1) == scene.clause(
            sign.first
        )
        if same or (introduces and scene.clause(hit.last) != scene.clause(hit.last + 1)):
            return True
    if not scene.has("question"):
        return False
    return any(
        hit.first < sign.first <= hit.last + 1 + _REACH
        and scene.clause(hit.first) == scene.clause(sign.first)
        and not any(hit.touches(threat) for threat in threats)
        for hit in scene.cues.get("if", ())
    )


def _is_hearsay(scene: Scene, sign: Found) -> bool:
    """News, films, homework and dreams, unless the sender or family stands in the sign's own clause."""
    reports = scene.cues.get("reported", ())
    if not reports or sign.level == 1 or _cries(scene):
        return False
    here = scene.clause(sign.first)
    if any(scene.clause(hit.first) == here for hit in reports):
        return True
    personal = any(
        scene.clause(hit.first) == here and sign.first - 4 <= hit.first <= sign.last + 1
        for name in ("first_person", "kin")
        for hit in scene.cues.get(name, ())
    )
    return not personal and not scene.in_clause(sign.first, "now", "ongoing")


def _time_guard(scene: Scene, sign: Found, *, past: tuple[Hit, ...], safe: tuple[Hit, ...]) -> str | None:
    """Over and done, or freed since: `masa_lalu`; once, and who knows: `pernah`."""
    if sign.suicide or _is_still(scene, sign, safe):
        return None
    over = any(not _turned(scene, hit, sign) for hit in past) and not _continues(sign)
    freed = sign.code not in _THREATS and any(not _turned(scene, hit, sign) for hit in safe)
    if over or freed:
        return "masa_lalu"
    if sign.level == 3 and any(
        hit.entry.code == "maybe_past"
        and 0 < sign.first - hit.first <= _REACH
        and scene.words[hit.first - 1].norm != "tidak"
        for hit in scene.cues.get("maybe_past", ())
    ):
        return "pernah"
    return None


def _is_still(scene: Scene, sign: Found, safe: tuple[Hit, ...]) -> bool:
    """Whether it goes on or is about to happen: its own clause says so, or its sentence cries for help."""
    here = scene.clause(sign.first)
    sentence = scene.sentence(sign.first)
    over = any(
        scene.sentence(hit.first) == sentence for name in ("past", "safe") for hit in scene.cues.get(name, ())
    )
    if not over and any(scene.sentence(hit.first) == sentence for hit in scene.cues.get("plea", ())):
        return True
    return any(
        scene.clause(hit.first) == here and not any(hit.touches(freed) for freed in safe)
        for name in ("ongoing", "imminent")
        for hit in scene.cues.get(name, ())
    )


def _continues(sign: Found) -> bool:
    """Whether the sign is a state that lasts until it is ended: "dua bulan lalu belum digaji" is not over."""
    return sign.level < 3 and sign.code in _STATES


def _turned(scene: Scene, cue: Hit, sign: Found) -> bool:
    """Whether a "tapi" stands between what was over and a sign of immediate danger after it."""
    return (
        sign.level == 3
        and cue.last < sign.first
        and any(cue.last < hit.first <= sign.first for hit in scene.cues.get("but", ()))
    )


def _is_asked(scene: Scene, sign: Found) -> bool:
    """A question about how things are, not about what is happening: "bolehkah majikan simpan paspor"."""
    if scene.has("help", "now", "ongoing", "fear") or scene.has("past"):
        return False
    here = scene.clause(sign.first)
    opened = any(
        scene.clause(hit.first) == here and hit.first <= sign.first for hit in scene.cues.get("opener", ())
    )
    if opened:
        return not any(word.norm in {"sudah", "ternyata"} for word in scene.words if word.clause == here)
    return scene.has("question") and not scene.has("first_person", "kin", "boss")


def _is_studied(scene: Scene) -> bool:
    """A question about law or meaning, with nobody in it: "apa hukuman bagi orang yang menyekap"."""
    return scene.has("knowledge") and not scene.has(
        "first_person", "kin", "help", "now", "ongoing", "fear", "child"
    )


def _cries(scene: Scene) -> bool:
    """Whether the message cries for help, other than "tolong cek ..."."""
    return scene.has("plea") and not scene.has("request")


def _years(scene: Scene) -> tuple[Hit, ...]:
    """Years named as the time of the story, "tahun 2015", as past cues; "sejak 2015" lasts until today."""
    words = scene.words
    found = [
        index
        for index in range(1, len(words))
        if words[index].norm.isdecimal()
        and len(words[index].norm) == 4
        and words[index].norm[:2] in {"19", "20"}
        and words[index - 1].norm in {"tahun", "in", "pada", "di"}
        and (index < 2 or words[index - 2].norm not in {"sejak", "dari", "since"})
    ]
    return tuple(Hit(entry=_YEAR, first=index, last=index, at=(index,)) for index in found)
