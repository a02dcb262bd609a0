"""What officers read. Alerts carry reference, urgency, queue, kecamatan and age: never a story, a name or an
address."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cases.summary import AlertFacts, alert_lines
from language.reading import Queue, Urgency
from models.case import Case
from models.officer_store import OfficerCard

QUEUES = {
    Queue.PENCEGAHAN: "Pencegahan",
    Queue.KESEHATAN: "Kesehatan",
    Queue.SOSIAL: "Sosial & Pemulangan",
    Queue.HUKUM: "Hukum",
    Queue.KERJASAMA: "Kerja Sama",
    Queue.SEKRETARIAT: "Sekretariat",
}
SHAPES = {Urgency.KRITIS: "🔴", Urgency.TINGGI: "🟠", Urgency.SEDANG: "🟡", Urgency.RENDAH: "⚪"}
CHANNELS = {"telegram": "Telegram", "whatsapp": "WhatsApp", "sms": "SMS"}
SAFE = {
    "safe": "aman",
    "here_only": "sebentar saja",
    "unsafe": "TIDAK AMAN",
    "unknown": "belum diketahui aman atau tidak",
}
REACH = {
    "unasked": "pesan netral dulu",
    "direct": "boleh ditulisi",
    "neutral": "hanya pesan netral",
    "never": "tunggu pelapor menulis",
}
CALL = "percakapan"


def alert_text(case: Case, *, now: datetime, zone: ZoneInfo, repeated: bool, demo: bool) -> str:
    """An alert that asks to be taken: what `cases.summary` allows an alert to say, and until when.

    Args:
        case: the case.
        now: moment of the alert, aware.
        zone: the task force's time zone.
        repeated: True if an earlier alert was not answered.
        demo: True to mark it as a demonstration.
    """
    facts = AlertFacts(
        reference=case.reference,
        urgency=case.urgency,
        queue=case.queue,
        kecamatan=(case.kecamatan,) if case.kecamatan else (),
        age=max(now - case.opened_at, timedelta(0)),
        partial=case.partial,
    )
    first, *rest = alert_lines(facts)
    lines = [f"{SHAPES[case.urgency]} {first}"]
    if repeated:
        lines.append("Belum ada yang menerima.")
    if case.kind == CALL:
        lines.append("Seseorang minta bicara dengan petugas.")
    if case.child:
        lines.append("Menyangkut anak.")
    lines += rest
    if case.acknowledge_by is not None and case.acknowledge_by > now:
        lines.append(f"Terima sebelum {_moment(case.acknowledge_by, now, zone)}")
    if demo:
        lines.append("DEMO")
    return "\n".join(lines)


def answered_text(case: Case, name: str, at: datetime) -> str:
    """What an alert turns into once somebody took the case; `at` is local time."""
    level = case.urgency.value.upper()
    return f"✔ {case.reference} diterima {name}, {at:%H.%M}.\n{level} · {QUEUES[case.queue]}"


def news_text(case: Case) -> str:
    """That the person wrote more. What was written is behind the button."""
    return f"Pelapor menulis lagi: {case.reference} ({case.urgency.value})."


def _moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    local, today = at.astimezone(zone), now.astimezone(zone)
    if local.date() == today.date():
        return f"{local:%H.%M}"
    return f"{local:%d-%m %H.%M}"


NOT_LINKED = (
    "Bot ini khusus petugas Gugus Tugas.\n"
    "Petugas: kirim kode tautan dari sekretariat (berlaku sekali).\n"
    "Ingin melapor? Gunakan nomor atau bot layanan, bukan bot ini."
)
HELP = (
    "Perintah:\n/kasus - kasus yang terbuka\n/piket - siapa yang bertugas\n"
    "Kirim nomor kasus (mis. SBS-7K3M-Q2) untuk melihatnya."
)
NOT_FOR_YOU = "Kasus ini tidak dibuka untuk bidang Anda. Bidang lain yang menanganinya."
WRITE_REASON = "Tulis alasan pengalihan dalam satu pesan, atau balas BATAL."
NO_DRAFT = "Tidak ada balasan yang menunggu dikirim. Tekan Balas untuk menulisnya."
DROPPED = "Dibatalkan. Tidak ada yang dikirim."
WORDS_ONLY = "Belum dikirim. Tulis dengan kata-kata, atau balas BATAL."
MISTYPED = "Nomor itu tidak cocok. Periksa lagi, misalnya huruf O dan angka 0."
REPLY_OUTCOMES = {
    "not_yours": "Kasus ini dipegang petugas lain. Hanya ia atau pimpinan yang membalas.",
    "sent": "Terkirim ke pelapor.",
    "held": "Belum diketahui apakah HP pelapor aman. Ia hanya mendapat pesan netral; "
    "balasan Anda terbuka kalau ia membalas BUKA.",
    "waiting": "Pelapor minta tidak dihubungi lebih dulu. Balasan Anda terbuka kalau ia menulis BUKA.",
    "unreachable": "Pelapor tidak dapat dihubungi: kontaknya sudah dihapus, diblokir, atau tidak aman. "
    "Balasan tidak dikirim.",
    "not_taken": "Terima kasusnya lebih dulu, baru membalas.",
}
OTHER_REASON = "Tulis alasan lain"
REASONS = {
    "bidang_lain": "Bukan bidang kami",
    "butuh_bersama": "Perlu bidang lain",
    "di_luar_wilayah": "Di luar wilayah",
    "konflik": "Benturan kepentingan",
}
ROLES = {
    "petugas_piket": "Petugas piket",
    "anggota": "Anggota",
    "koordinator": "Koordinator",
    "wakil_koordinator": "Wakil koordinator",
    "ketua_harian": "Ketua Harian",
    "ketua": "Ketua",
    "sekretaris": "Sekretaris",
    "sekretariat": "Sekretariat",
}


def linked(name: str) -> str:
    """Welcome of an officer whose chat was just tied."""
    return f"Tertaut: {name}. Alarm kasus akan masuk ke sini.\nJangan bisukan bot ini.\n\n{HELP}"


def no_such_case(reference: str) -> str:
    """There is no case of that reference in this task force."""
    return f"Kasus {reference} tidak ditemukan."


def accepted(case: Case) -> str:
    """Confirmation for the officer who took a case."""
    return f"Anda menerima {case.reference}. Alarm dihentikan."


def taken_already(reference: str, name: str) -> str:
    """Somebody was quicker."""
    return f"{reference} sudah diterima {name}." if name else f"{reference} sudah diterima."


def write_reply(case: Case) -> str:
    """Asks for the words to send to the person, and says how they are to be written."""
    return (
        f"Tulis balasan untuk pelapor {case.reference} dalam satu pesan. Anda masih bisa membacanya sebelum "
        "dikirim. Balas BATAL kalau tidak jadi.\n"
        "Singkat, tanpa menyalahkan, tanpa janji. Jangan sebut nama orang lain. Nama Anda tidak ditampilkan."
    )


def preview(case: Case, text: str) -> str:
    """The words as the person will read them, once more before they leave."""
    return f"Untuk pelapor {case.reference}:\n\n{text}\n\nKirim?"


def yours_already(case: Case) -> str:
    """For an officer who presses Terima a second time."""
    return f"{case.reference} sudah Anda terima."


def where_to(case: Case) -> str:
    """Asks for the queue to move a case to."""
    return f"Alihkan {case.reference} ({QUEUES[case.queue]}) ke bidang mana?"


def why(case: Case, queue: Queue) -> str:
    """Asks for the reason of a move."""
    return f"{case.reference} ke {QUEUES[queue]}. Alasannya?"


def moved(case: Case) -> str:
    """Confirmation of a move."""
    return f"{case.reference} dialihkan ke {QUEUES[case.queue]}. Petugas bidang itu dipanggil lebih dulu."


def row(case: Case) -> str:
    """One case as a button label."""
    taken = "✔" if case.acknowledged_at is not None else "•"
    return f"{SHAPES[case.urgency]} {case.reference} {taken} {QUEUES[case.queue]}"


def open_cases(count: int, shown: int) -> str:
    """Headline of the list of open cases."""
    if count == 0:
        return "Tidak ada kasus terbuka."
    more = f" (ditampilkan {shown})" if count > shown else ""
    return f"Kasus terbuka: {count}{more}. Belum diterima paling atas."


def on_duty(cards: list[OfficerCard], taskforce: str) -> str:
    """Who is on duty now, and who has no working alert channel."""
    shift = [card for card in cards if card.on_shift]
    lines = [f"Piket {taskforce}:"]
    if not shift:
        lines.append("Tidak ada jadwal piket sekarang; alarm masuk ke semua petugas piket.")
        shift = [card for card in cards if card.role == "petugas_piket"]
    lines += [_card(card) for card in shift]
    others = [card for card in cards if card not in shift and card.role != "anggota"]
    if others:
        lines += ["", "Berikutnya bila tidak dijawab:"] + [_card(card) for card in others]
    return "\n".join(lines)


def _card(card: OfficerCard) -> str:
    queue = f", {QUEUES[Queue(card.queue)]}" if card.queue else ""
    trouble = (
        ""
        if card.reachable
        else (" (belum tertaut)" if not card.linked else " (bot tidak dapat menghubungi)")
    )
    return f"- {card.name}: {ROLES.get(card.role, card.role)}{queue}{trouble}"
