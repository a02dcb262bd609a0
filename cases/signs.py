"""The warning signs T01 to T32 as the case rules need them: group, label, sub-task-forces concerned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from language.reading import HEARD, Queue, Urgency

_H, _K, _P, _S = Queue.HUKUM, Queue.KESEHATAN, Queue.PENCEGAHAN, Queue.SOSIAL


@dataclass(frozen=True, kw_only=True)
class Sign:
    """One warning sign.

    Args:
        code: `T01` to `T32`.
        group: the kind of indicator it belongs to; two signs of one group say the same thing twice. ILO's
            indicators (SAP-FL 2012) where it has one; `jalur` (road and papers of the journey), `bahaya`
            (danger now) and `perekrutan` (the offer) where it has none.
        label: our own short words for officers; never the sender's.
        queues: sub-task-forces concerned, ranked.
        offer: True if it belongs to an offer before anybody left, so that the concern alone is `sedang`
            whatever the level of the sign ("a suspicious recruiter or offer", triage codebook).
        there: True if it can only be seen where somebody already is, so that a foreign place named beside it
            is the place where that person is.
    """

    code: str
    group: str
    label: str
    queues: tuple[Queue, ...]
    offer: bool = False
    there: bool = False


def _sign(
    code: str, group: str, label: str, *queues: Queue, offer: bool = False, there: bool = False
) -> tuple[str, Sign]:
    return code, Sign(code=code, group=group, label=label, queues=queues, offer=offer, there=there)


SIGNS: Final[Mapping[str, Sign]] = MappingProxyType(
    dict(
        [
            _sign("T01", "gerak", "Dikurung, dijaga, tidak bisa keluar", _H, there=True),
            _sign("T02", "kekerasan", "Kekerasan badan", _H, _K, there=True),
            _sign("T03", "kekerasan", "Kekerasan seksual", _H, _K, there=True),
            _sign("T04", "kerentanan", "Anak di bawah 18 tahun", _P, _H),
            _sign("T05", "jalur", "Berangkat sekarang atau di perbatasan", _H, _P),
            _sign("T06", "ancaman", "Ancaman bunuh, jual atau keluarga", _H),
            _sign("T07", "bahaya", "Sakit, luka, hamil atau ingin mati tanpa pertolongan", _K, _H),
            _sign("T08", "bahaya", "Tebusan diminta", _H),
            _sign("T09", "bahaya", "Hilang kontak", _S, _H, there=True),
            _sign("T10", "bahaya", "Tempat penipuan daring", _H, _S),
            _sign("T11", "dokumen", "Paspor, KTP atau HP diambil", _H, there=True),
            _sign("T12", "utang", "Utang yang mengikat", _H, there=True),
            _sign("T13", "upah", "Upah tidak dibayar", _H, there=True),
            _sign("T14", "penipuan", "Kerja atau tempat lain dari janji", _H, there=True),
            _sign("T15", "penipuan", "Surat atau umur dipalsukan", _H, _P),
            _sign("T16", "jalur", "Visa kunjungan untuk bekerja", _H, _P),
            _sign("T17", "jalur", "Jalan belakang, malam, tanpa cap", _H, _P),
            _sign("T18", "perekrutan", "Kawin pesanan lewat perantara", _H, _P),
            _sign("T19", "penampungan", "Rombongan ditampung di rumah", _H, _P),
            _sign("T20", "ancaman", "Disuruh berbohong kepada petugas", _H),
            _sign("T21", "kondisi", "Jam kerja dan hidup yang buruk", _H, there=True),
            _sign("T22", "gerak", "Diasingkan, tidak boleh menelepon", _H, there=True),
            _sign("T23", "ancaman", "Diancam dilaporkan ke petugas", _H, there=True),
            _sign("T24", "utang", "Uang diminta sebelum berangkat", _P, _H, offer=True),
            _sign("T25", "perekrutan", "Tanpa kontrak yang dimengerti", _P, offer=True),
            _sign("T26", "penipuan", "Gaji terlalu tinggi, syarat terlalu mudah", _P, offer=True),
            _sign("T27", "perekrutan", "Perekrut perorangan atau akun media sosial", _P, offer=True),
            _sign("T28", "perekrutan", "Negara atau kerja berisiko tinggi", _P, offer=True),
            _sign("T29", "dokumen", "Surat dikumpulkan lebih awal", _P, _H, offer=True),
            _sign("T30", "jalur", "Izin diurus belakangan", _H, _P),
            _sign("T31", "utang", "Uang muka untuk keluarga", _H, _P, offer=True),
            _sign("T32", "kerentanan", "Pejabat disebut ikut mengatur", _H),
        ]
    )
)

CHILD_SIGN: Final = "T04"
ILLNESS_SIGN: Final = "T07"
DEPARTURE_SIGN: Final = "T05"
OFFICIAL_SIGN: Final = "T32"
CORRECTION: Final = "koreksi_petugas"  # the reason of an officer who said that a case is more urgent
# Aftercare belongs to these whoever owns the case (triage codebook: injuries, sexual violence, suicide).
CARE_SIGNS: Final = frozenset({"T03", ILLNESS_SIGN})

# Labels of the codes that are no T-sign: what was answered, what a guard or a rule said, an officer.
OTHER_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bahaya_hari_ini": "Pelapor menjawab: ada bahaya hari ini",
        "bahaya_belum_jelas": "Pelapor tidak tahu apakah ada bahaya hari ini",
        "tidak_aman": "Tidak aman untuk menulis",
        "dalam_perjalanan": "Sedang di perjalanan",
        "perlu_keluar": "Minta bantuan untuk keluar dari tempat itu",
        "perlu_pulang": "Minta bantuan untuk pulang",
        "perlu_bantuan": "Minta layanan",
        "laporan": "Ada laporan",
        "dibaca": "Isi pesan",
        "ragu": "Perlu dibaca petugas: tanda kuat, maknanya belum pasti",
        "anak": "Menyangkut anak: naik satu tingkat",
        "anak_di_jalan": "Anak di perjalanan atau di luar negeri",
        "dua_tanda": "Dua tanda kuat yang berbeda",
        CORRECTION: "Dinaikkan petugas",
        HEARD: "Kata-katanya bersama terdengar seperti bahaya",
    }
)


def level_urgency(level: int) -> Urgency:
    """The urgency that a sign's level asks for: 3 kritis, 2 tinggi, 1 sedang, below that rendah."""
    if level >= 3:
        return Urgency.KRITIS
    return {2: Urgency.TINGGI, 1: Urgency.SEDANG}.get(level, Urgency.RENDAH)


def label_of(code: str) -> str:
    """Our own words for a reason's code; an unknown code shows itself, never a text."""
    sign = SIGNS.get(code)
    return sign.label if sign else OTHER_LABELS.get(code, code)
