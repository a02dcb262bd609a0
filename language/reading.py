"""What a message says: the values that `language.read` returns and everything above it works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from language.times import Moment

HEARD = "makna"
"""Code of what no known sign says: the words, taken together, sound like danger."""


class Intent(StrEnum):
    """What the sender wants (triage codebook, section "intent")."""

    LAPOR = "lapor"
    TANYA = "tanya"
    CEK_PEREKRUT = "cek_perekrut"
    CEK_KASUS = "cek_kasus"
    BICARA_PETUGAS = "bicara_petugas"
    LAINNYA = "lainnya"


class Urgency(StrEnum):
    """How fast a human must act (triage codebook, section "urgency"), comparable by `rank`."""

    RENDAH = "rendah"
    SEDANG = "sedang"
    TINGGI = "tinggi"
    KRITIS = "kritis"

    @property
    def rank(self) -> int:
        """Place in the order rendah 0 < sedang 1 < tinggi 2 < kritis 3."""
        return list(Urgency).index(self)

    def at_least(self, other: Urgency) -> Urgency:
        """The higher of the two: a machine may raise a level, only a human may lower it."""
        return self if self.rank >= other.rank else other


class Whereabouts(StrEnum):
    """Where the person is who needs help, and so which authorities can reach them."""

    DI_RUMAH = "di_rumah"
    DI_JALAN = "di_jalan"
    LUAR_NEGERI = "luar_negeri"


class Queue(StrEnum):
    """Who owns a case: the five Sub Gugus Tugas (Perbup Sambas 8/2016, art. 5(4)d) and the secretariat (art.
    9)."""

    PENCEGAHAN = "pencegahan"
    KESEHATAN = "kesehatan"
    SOSIAL = "sosial"
    HUKUM = "hukum"
    KERJASAMA = "kerjasama"
    SEKRETARIAT = "sekretariat"


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One sign found in a text.

    Args:
        code: the warning sign's id, `T01` to `T32` (domain facts, section 4.2), or in lower case what is
        none: a matter, a guard, or `makna` where the words together sound like danger without any sign.
        level: 3 immediate danger, 2 high, 1 caution.
        words: the words of the message that meant it, as they were written.
    """

    code: str
    level: int
    words: tuple[str, ...]


def is_sign(signal: Signal) -> bool:
    """Whether it is one of the warning signs, told in words that mean it."""
    return signal.code[:1] == "T"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place named in a text.

    Args:
        name: official spelling.
        kind: `kecamatan`, `desa`, `perbatasan`, `luar` (a place beyond the regency) or `negara`.
        code: official code ("61.01.09"), or None beyond the gazetteer.
        kecamatan: the kecamatan's official name where one is certain. Nothing finer ever enters an alert.
        candidates: for an ambiguous name, the kecamatan it may lie in; they are asked back, never guessed.
        words: the words as written.
    """

    name: str
    kind: str
    code: str | None = None
    kecamatan: str | None = None
    candidates: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one message says.

    Args:
        intent: what the sender wants.
        urgency: how fast a human must act, judged from this message alone.
        signals: every sign found, strongest first.
        queues: sub-task-forces that should know, ranked; the first owns the case. Empty where no case is
        opened.
        places: places named.
        locale: `id` or `en`, the language to answer in, or None if the text does not tell.
        ages: ages in years named in the text.
        people: how many people are concerned, or None.
        moments: times it speaks of, in the order they stand.
        whereabouts: where the person is who needs help, or None.
        unsure: True if a human should look and the person be asked about danger: a guard (negation, past,
        hearsay) lowered a strong sign, or the words together sound a little like danger.
    """

    intent: Intent = Intent.LAINNYA
    urgency: Urgency = Urgency.RENDAH
    signals: tuple[Signal, ...] = ()
    queues: tuple[Queue, ...] = ()
    places: tuple[Place, ...] = ()
    locale: str | None = None
    ages: tuple[int, ...] = ()
    people: int | None = None
    moments: tuple[Moment, ...] = ()
    whereabouts: Whereabouts | None = None
    unsure: bool = False

    @property
    def in_danger(self) -> bool:
        """Whether this message interrupts whatever is going on."""
        return self.urgency is Urgency.KRITIS


@dataclass(frozen=True, kw_only=True)
class Gazetteer:
    """The places a reader knows, as plain data handed in by the task force.

    Args:
        kecamatan: official kecamatan names to their codes.
        desa: tuples of (official desa name, code, kecamatan name).
        variants: other spellings, lower case, to the official name.
        cue_required: lower-case names that are everyday words and count only after "desa", "di", "ke",
        "dari".
        beyond: other places (crossings, cities abroad) to their kind, `perbatasan` or `luar`; countries to
        `negara`.
    """

    kecamatan: dict[str, str] = field(default_factory=dict)
    desa: tuple[tuple[str, str, str], ...] = ()
    variants: dict[str, str] = field(default_factory=dict)
    cue_required: frozenset[str] = frozenset()
    beyond: dict[str, str] = field(default_factory=dict)
