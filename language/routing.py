"""Which sub-task-forces should know, ranked: the first owns the case, the others become referrals."""

from __future__ import annotations

from language.grade import Grade
from language.judgement import Judgement
from language.model.odds import Odds
from language.reading import Intent, Queue, Urgency
from language.scene import Scene
from language.vocabulary import Lexicon

_MOST = 4
#: From which share of such reports on a queue is a referral, and from which the second one is named at all.
_LIKELY = 0.15
#: Queues that the signs themselves name, at most.
_NAMED = 2
_POSSIBLE = 0.04
_OFFERS = frozenset({"T24", "T25", "T26", "T27", "T29"})
_LEGAL_WORDS = frozenset((
    "hukuman", "pidana", "pasal", "penjara", "sanksi", "undang", "lapor", "laporan", "rahasia",
    "dirahasiakan", "ditahan", "punishment",
))  # fmt: skip


def queues(scene: Scene, rules: Grade, judged: Judgement, lexicon: Lexicon) -> tuple[Queue, ...]:
    """Rank the queues of a message by the codebook's tables. Empty where no case is opened.

    Args:
        scene: a surveyed message whose signs have passed the guards.
        rules: what the rules say of it.
        judged: what it means: urgency, wish and, if the statistics were asked, who mostly owns such reports.
        lexicon: knows which queues take which sign and which matter.
    """
    if judged.intent in {Intent.LAINNYA, Intent.CEK_KASUS, Intent.BICARA_PETUGAS}:
        return ()
    if judged.intent is Intent.CEK_PEREKRUT:
        return (Queue.PENCEGAHAN,)
    if judged.intent is Intent.TANYA:
        legal = any(word.norm in _LEGAL_WORDS for word in scene.words) or bool(scene.signs)
        return (Queue.PENCEGAHAN, Queue.HUKUM) if legal else (Queue.PENCEGAHAN,)
    needed = _rescue(scene, rules) if judged.urgency is Urgency.KRITIS else ()
    if judged.odds is None:
        return needed or _ranked(scene, rules, lexicon)
    return _likeliest(judged.odds, needed or _ranked(scene, rules, lexicon)[:_NAMED])


def _likeliest(odds: Odds, needed: tuple[Queue, ...]) -> tuple[Queue, ...]:
    """Owner first as such reports mostly have it, then who else is likely or needed whatever is likely."""
    order = sorted(odds.owner, key=lambda queue: -odds.owner[queue])
    likely = [queue for place, queue in enumerate(order) if place == 0 or odds.owner[queue] >= _LIKELY]
    second = order[1:2] if len(order) > 1 and odds.owner[order[1]] >= _POSSIBLE else []
    return tuple(dict.fromkeys((*likely, *second, *needed)))[:_MOST]


def _rescue(scene: Scene, result: Grade) -> tuple[Queue, ...]:
    """Every `kritis` goes to `hukum` at once, because rescue is police work."""
    signs = (*scene.live, *result.raised)
    ranked = [Queue.HUKUM]
    if any(sign.suicide for sign in signs):
        ranked.insert(0, Queue.KESEHATAN)
    elif any(sign.code in {"T03", "T07"} and sign.level == 3 for sign in signs):
        ranked.append(Queue.KESEHATAN)
    if scene.is_child or any(sign.code == "T04" for sign in signs):
        ranked.append(Queue.PENCEGAHAN)
    if scene.has("abroad", "at_border") or Queue.KESEHATAN not in ranked:
        ranked.append(Queue.SOSIAL)
    return tuple(ranked[:_MOST])


def _ranked(scene: Scene, result: Grade, lexicon: Lexicon) -> tuple[Queue, ...]:
    """Owner by the strongest finding; services that were asked for come before what only caused them."""
    weights: dict[Queue, float] = {}

    def add(owners: tuple[Queue, ...], weight: float) -> None:
        for place, queue in enumerate(owners):
            weights[queue] = max(weights.get(queue, 0.0), weight / (1 + place))

    for sign in (*scene.live, *result.raised):
        add(_of_sign(scene, sign.code, lexicon), float(sign.level))
    for sign in scene.signs:
        if sign.guard is not None:
            add(lexicon.signs[sign.code].queues, 0.6 if sign.level == 3 else 0.5)
    served = result.urgency is not Urgency.TINGGI or not any(sign.level >= 2 for sign in scene.live)
    for code in scene.matters:
        matter = lexicon.matters[code]
        weight = {Urgency.TINGGI: 2.5, Urgency.SEDANG: 2.2 if served else 0.9}.get(matter.level, 0.5)
        add(matter.queues, 0.4 if code == "pelapor_lain" else weight)
    if scene.has("abroad") and result.urgency is Urgency.TINGGI:
        add((Queue.SOSIAL,), 0.8)
    if scene.is_child and weights:
        add((Queue.PENCEGAHAN,), 1.0)
    if not weights:
        return (Queue.PENCEGAHAN, Queue.HUKUM)
    order = sorted(weights, key=lambda queue: (-weights[queue], list(Queue).index(queue)))
    return tuple(order[:_MOST])


def _of_sign(scene: Scene, code: str, lexicon: Lexicon) -> tuple[Queue, ...]:
    """A recruiter who is known or has a plan is for the police, an offer is for prevention."""
    if code in _OFFERS and (scene.is_child and scene.has("boss")):
        return (Queue.HUKUM, Queue.PENCEGAHAN)
    return lexicon.signs[code].queues
