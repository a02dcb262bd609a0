"""What closed answers mean: one table from option id to fact, so a flow grows without touching a rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from language.reading import Queue


class Fact(StrEnum):
    """Something a person told by choosing an answer."""

    SAFE = "aman_menulis"
    SAFE_BRIEFLY = "aman_sebentar"
    UNSAFE = "tidak_aman"
    DANGER = "bahaya_hari_ini"
    DANGER_UNCLEAR = "bahaya_belum_jelas"
    NO_DANGER = "tidak_ada_bahaya"
    IN_INDONESIA = "di_indonesia"
    IN_SARAWAK = "di_sarawak"
    ABROAD = "di_luar_negeri"
    MOVING = "dalam_perjalanan"
    CHILD = "ada_anak"
    CHILD_UNCLEAR = "anak_belum_jelas"
    NO_CHILD = "tidak_ada_anak"
    SELF = "diri_sendiri"
    OTHER_ADULT = "orang_dewasa_lain"
    GROUP = "beberapa_orang"
    ONE = "satu_orang"
    FEW = "sedikit_orang"
    MANY = "banyak_orang"
    NEED_RESCUE = "perlu_keluar"
    NEED_HOME = "perlu_pulang"
    NEED_SHELTER = "perlu_tempat_tinggal"
    NEED_HEALTH = "perlu_kesehatan"
    NEED_LEGAL = "perlu_hukum"
    NEED_PAPERS = "perlu_surat"
    NEED_WORK = "perlu_kerja"
    NEED_INFO = "perlu_keterangan"
    NEED_NOTHING = "hanya_melapor"
    CONTACT_OPEN = "boleh_dihubungi"
    CONTACT_NEUTRAL = "pesan_netral"
    CONTACT_WAIT = "jangan_dihubungi"


# To add an answer: one line here (and a label below if the fact is new). An id that stands nowhere is kept
# with the case as it is and changes nothing, so an older rule book never breaks on a newer flow.
MEANINGS: Final[Mapping[str, Fact]] = MappingProxyType(
    {
        "safe_yes": Fact.SAFE,
        "safe_here": Fact.SAFE_BRIEFLY,
        "safe_no": Fact.UNSAFE,
        "danger_yes": Fact.DANGER,
        "danger_no": Fact.NO_DANGER,
        "danger_unsure": Fact.DANGER_UNCLEAR,
        "now_yes": Fact.DANGER,
        "now_no": Fact.NO_DANGER,
        "now_unknown": Fact.DANGER_UNCLEAR,
        "in_indonesia": Fact.IN_INDONESIA,
        "in_sarawak": Fact.IN_SARAWAK,
        "in_elsewhere": Fact.ABROAD,
        "where_home": Fact.IN_INDONESIA,
        "where_sarawak": Fact.IN_SARAWAK,
        "where_abroad": Fact.ABROAD,
        "where_moving": Fact.MOVING,
        "child_yes": Fact.CHILD,
        "child_no": Fact.NO_CHILD,
        "child_unsure": Fact.CHILD_UNCLEAR,
        "child_unknown": Fact.CHILD_UNCLEAR,
        "who_me": Fact.SELF,
        "who_child": Fact.CHILD,
        "who_adult": Fact.OTHER_ADULT,
        "who_group": Fact.GROUP,
        "people_me": Fact.ONE,
        "people_few": Fact.FEW,
        "people_many": Fact.MANY,
        "need_out": Fact.NEED_RESCUE,
        "need_rescue": Fact.NEED_RESCUE,
        "need_home": Fact.NEED_HOME,
        "need_shelter": Fact.NEED_SHELTER,
        "need_health": Fact.NEED_HEALTH,
        "need_legal": Fact.NEED_LEGAL,
        "need_papers": Fact.NEED_PAPERS,
        "need_work": Fact.NEED_WORK,
        "need_info": Fact.NEED_INFO,
        "need_nothing": Fact.NEED_NOTHING,
        "contact_mine": Fact.CONTACT_OPEN,
        "contact_neutral": Fact.CONTACT_NEUTRAL,
        "contact_wait": Fact.CONTACT_WAIT,
    }
)

LABELS: Final[Mapping[Fact, str]] = MappingProxyType(
    {
        Fact.SAFE: "Aman untuk menulis",
        Fact.SAFE_BRIEFLY: "Aman menulis sebentar saja",
        Fact.UNSAFE: "Tidak aman untuk menulis",
        Fact.DANGER: "Ya, ada bahaya hari ini",
        Fact.DANGER_UNCLEAR: "Bahaya hari ini belum jelas",
        Fact.NO_DANGER: "Tidak ada bahaya hari ini",
        Fact.IN_INDONESIA: "Di Indonesia",
        Fact.IN_SARAWAK: "Di Sarawak",
        Fact.ABROAD: "Di luar negeri",
        Fact.MOVING: "Sedang di perjalanan",
        Fact.CHILD: "Ada anak (di bawah 18 tahun)",
        Fact.CHILD_UNCLEAR: "Belum jelas ada anak atau tidak",
        Fact.NO_CHILD: "Tidak ada anak",
        Fact.SELF: "Pelapor sendiri",
        Fact.OTHER_ADULT: "Orang dewasa lain",
        Fact.GROUP: "Beberapa orang",
        Fact.ONE: "Satu orang",
        Fact.FEW: "Beberapa orang",
        Fact.MANY: "Banyak orang",
        Fact.NEED_RESCUE: "Bantuan untuk keluar dari tempat itu",
        Fact.NEED_HOME: "Bantuan untuk pulang",
        Fact.NEED_SHELTER: "Tempat tinggal sementara",
        Fact.NEED_HEALTH: "Layanan kesehatan",
        Fact.NEED_LEGAL: "Bantuan hukum",
        Fact.NEED_PAPERS: "Bantuan surat atau dokumen",
        Fact.NEED_WORK: "Pelatihan, modal atau kerja",
        Fact.NEED_INFO: "Keterangan",
        Fact.NEED_NOTHING: "Hanya ingin melapor",
        Fact.CONTACT_OPEN: "Boleh dihubungi di obrolan ini",
        Fact.CONTACT_NEUTRAL: "Hanya dengan pesan netral",
        Fact.CONTACT_WAIT: "Jangan dihubungi, pelapor yang akan menulis",
    }
)

# Which sub-task-force serves which need (triage codebook, section "queue").
NEEDS: Final[Mapping[Fact, Queue]] = MappingProxyType(
    {
        Fact.NEED_RESCUE: Queue.HUKUM,
        Fact.NEED_HOME: Queue.SOSIAL,
        Fact.NEED_SHELTER: Queue.SOSIAL,
        Fact.NEED_HEALTH: Queue.KESEHATAN,
        Fact.NEED_LEGAL: Queue.HUKUM,
        Fact.NEED_PAPERS: Queue.SOSIAL,
        Fact.NEED_WORK: Queue.KERJASAMA,
        Fact.NEED_INFO: Queue.PENCEGAHAN,
    }
)

_NUMBERS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "sendiri": 1,
        "sendirian": 1,
        "seorang": 1,
        "satu": 1,
        "one": 1,
        "dua": 2,
        "duaan": 2,
        "berdua": 2,
        "two": 2,
        "tiga": 3,
        "bertiga": 3,
        "three": 3,
        "empat": 4,
        "berempat": 4,
        "four": 4,
        "lima": 5,
        "berlima": 5,
        "five": 5,
        "enam": 6,
        "berenam": 6,
        "six": 6,
        "tujuh": 7,
        "bertujuh": 7,
        "seven": 7,
        "delapan": 8,
        "eight": 8,
        "sembilan": 9,
        "nine": 9,
        "sepuluh": 10,
        "ten": 10,
        "sebelas": 11,
    }
)
_WORD: Final = re.compile(r"\d+|[a-z]+")
_MOST_PEOPLE: Final = 999  # more than that is a year, a price or a telephone number


def meaning(option_id: str) -> Fact | None:
    """What an option id means, or None for an id this rule book does not know."""
    return MEANINGS.get(option_id)


def count_people(words: str) -> int | None:
    """The first number of people named in own words ("3 orang", "kami bertiga", "dua belas"), or None.

    Args:
        words: the person's own answer to "how many".
    """
    found = _WORD.findall(words.lower())
    for at, word in enumerate(found):
        if word.isdecimal() and word.isascii():
            number = int(word[:9])
        elif word in _NUMBERS:
            number = _NUMBERS[word]
            following = found[at + 1] if at + 1 < len(found) else ""
            if following == "belas":
                number += 10
            elif following == "puluh":
                number *= 10
        else:
            continue
        if 1 <= number <= _MOST_PEOPLE:
            return number
    return None
