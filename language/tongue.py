"""Guesses in which language to answer."""

from __future__ import annotations

from language.normalise import Word

_ENGLISH = frozenset((
    "the", "is", "are", "am", "was", "were", "be", "been", "my", "me", "i", "you", "he", "she", "they",
    "them", "his", "her", "him", "we", "us", "our", "your", "it", "this", "that", "to", "of", "in", "at",
    "on", "and", "or", "not", "no", "dont", "cant", "wont", "can", "how", "what", "where", "when", "who",
    "why", "please", "help", "hello", "work", "working", "want", "need", "have", "has", "had", "will",
    "with", "from", "for", "boss", "money", "passport", "police", "report", "a", "an", "do", "does", "did",
    "im", "there", "here", "if", "job", "agent", "people", "someone", "legal", "legally", "locked", "home",
))  # fmt: skip
_MALAY = frozenset((
    "saya", "aku", "kami", "kita", "dia", "mereka", "yang", "di", "ke", "dari", "dan", "atau", "tidak",
    "belum", "sudah", "mau", "ada", "apa", "apakah", "ini", "itu", "untuk", "dengan", "pada", "karena",
    "kalau", "bisa", "boleh", "tolong", "kerja", "anak", "orang", "gaji", "uang", "majikan", "bos",
    "paspor", "sekarang", "besok", "malam", "hari", "bagaimana", "berapa", "siapa", "terimakasih",
    "makasih", "halo", "pak", "bu", "min", "kak", "mas", "mbak", "saja", "lagi", "juga", "jadi", "sama",
    "adik", "kakak", "lapor", "laporan", "pulang", "rumah", "petugas", "selamat", "pagi", "siang", "sore",
    "cek", "resmi", "daftar", "biaya", "cara", "syarat", "umur", "assalamualaikum", "terima", "kasih",
    "punya",
))  # fmt: skip


def tongue(words: tuple[Word, ...]) -> str | None:
    """`en` or `id` (for every variety of Malay and for Javanese too), or None if the words do not tell.

    Args:
        words: the words of a message.
    """
    english = sum(word.plain in _ENGLISH for word in words)
    malay = sum(word.norm in _MALAY and word.plain not in _ENGLISH for word in words)
    if english == malay:
        return None if not english else "id"
    return "en" if english > malay else "id"
