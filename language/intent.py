"""What the sender wants, by the triage codebook."""

from __future__ import annotations

from language.reading import Intent, Urgency
from language.scene import Scene

_SMALL_TALK = 6


def intent(scene: Scene, urgency: Urgency) -> Intent:
    """Judge what the sender wants.

    Args:
        scene: a surveyed message whose signs have passed the guards.
        urgency: how fast a human must act; whoever tells of danger reports, however it is put.
    """
    if not scene.words:
        return Intent.LAINNYA
    if urgency is Urgency.KRITIS:
        return Intent.LAPOR
    strong = urgency is Urgency.TINGGI
    if not strong and scene.has("case_status"):
        return Intent.CEK_KASUS
    if _checks(scene):
        return Intent.CEK_PEREKRUT
    if strong:
        return Intent.LAPOR
    if scene.has("spam") and not scene.signs and not scene.has("question"):
        return Intent.LAINNYA
    if _wants_human(scene):
        return Intent.BICARA_PETUGAS
    if _asks(scene):
        return Intent.TANYA
    if scene.has("reported") and not scene.live and not scene.has("help", "now"):
        return Intent.TANYA
    if (
        scene.matters
        or (scene.has("wish_report") and not scene.has("question"))
        or scene.live
        or any(sign.guard in {"negasi", "masa_lalu", "pernah"} for sign in scene.signs)
    ):
        return Intent.LAPOR
    if scene.has("question") or any(sign.guard for sign in scene.signs):
        return Intent.TANYA
    return Intent.LAINNYA


def _checks(scene: Scene) -> bool:
    """A recruiter named or pointed at, and the question whether it is genuine; not a loss reported."""
    if any(sign.level >= 2 for sign in scene.live) or "uang_hilang" in scene.matters:
        return False
    if scene.has("reported") or (scene.has("opener") and scene.words[0].norm in {"tanda", "ciri"}):
        return False
    if scene.has("check"):
        return True
    return scene.has("recruiter_name") and scene.has("genuine") and not _is_general(scene)


def _is_general(scene: Scene) -> bool:
    """Knowledge about recruiters in general: signs, ways, meanings, costs."""
    norms = {word.norm for word in scene.words}
    return bool(
        norms
        & {
            "tanda",
            "ciri",
            "cara",
            "caranya",
            "biaya",
            "berapa",
            "itu",
            "beda",
            "bedanya",
            "syarat",
            "how",
            "signs",
            "hukuman",
            "mencurigakan",
            "daftar",
        }
    )


def _wants_human(scene: Scene) -> bool:
    return scene.has("human") and not scene.live


def _asks(scene: Scene) -> bool:
    """A question, with nothing in it that happens to somebody now."""
    if not scene.has("question"):
        return False
    if any(sign.level >= 2 for sign in scene.live):
        return False
    if scene.has("supposed", "reported") or (scene.has("if") and not scene.live):
        return True
    request = scene.matters.keys() & {
        "satgas_desa",
        "penyuluhan",
        "pelatihan",
        "saksi",
        "psikologis",
        "berobat",
        "rumah_aman",
        "uang_hilang",
    }
    if scene.matters.keys() & {"satgas_desa", "penyuluhan"} and not scene.has("knowledge"):
        return False
    if request and (scene.has("first_person", "kin") or not scene.has("opener")):
        return False
    if scene.matters and not scene.has("opener"):
        return False
    return not any(sign.guard in {"negasi", "masa_lalu", "pernah"} for sign in scene.signs) and not (
        scene.live and not scene.has("opener")
    )
