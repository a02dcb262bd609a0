"""The patterns that time is told with, in Indonesian, Malay of Sambas and Sarawak, Javanese and English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from language.normalise import squeeze
from language.phrases import Entry, PhraseTree
from language.timewords import MONTHS, UNITS, WEEKDAYS, Token


class When(StrEnum):
    """How far from the moment of writing something happens."""

    SEKARANG = "sekarang"
    HARI_INI = "hari_ini"  # from now until dawn
    BESOK = "besok"
    DEKAT = "dekat"  # within two weeks
    NANTI = "nanti"  # later, or nobody knows when
    BARU_SAJA = "baru_saja"  # today, or in the night before
    KEMARIN = "kemarin"  # within a week
    LAMPAU = "lampau"  # within a year
    DULU = "dulu"  # years ago
    RUTIN = "rutin"  # again and again
    LAMA = "lama"  # for a span up to now


#: What a row may say instead of a `When`; nothing, if its words only look like a time ("selamat malam").
AHEAD, AGO, SPAN, NOTHING = "ahead", "ago", "span", ""
#: Each row: what it says, how many days away if the words say it, and its patterns (see `language.phrases`),
#: where `@` is an hour or nothing, and `ini$` ends a clause. Of equally long readings the earlier row wins.
ROWS: tuple[tuple[str, int | None, str], ...] = (
    (NOTHING, None, """
        selamat|met|good <bagian>; <at> <n> <bagian>?; <at> <n> am|pm; kelas <n> tahun?;
        umur|usia|berumur|berusia|aged ~ <n> <unit>; <n> <unit> umurnya|usianya|umur|usia|old;
        <saya> <n> tahun lagi; lebih|terlebih|paling dulu;
        kontrak|kontraknya|hukuman|dihukum|penjara|dipenjara|garansi selama? <n> <unit>;
        <n> <unit> kontrak|penjara; semalam suntuk|penuh; <n> hari semalam; <uang>|kali|dalam semalam;
        pasar <hr>|minggu; as soon; dari <bagian> sampai|hingga|ke <bagian>;
        sampai|sampe|hingga|ke <n> malam|pagi; <uang> ~ <y4>; <y4> <uang>|orang|km;
        kode|pin|nomor|no|tiket|kasus ~ <y4>
    """),
    (When.DULU, None, """
        <bare>; tahun <yyyy> lalu?; di|pada|in|sejak|dari tahun? <yyyy>; bulan? <bln> <yyyy>;
        tanggal? <d> <bln>|<mm> <yyyy>; <bln> <d> <yyyy>; <yyyy> <mm> <d>; tanggal? <d/m/yyyy>; dulu;
        dulu dulu|kala; dulunya; biyen|mbiyen; zaman|jaman|masa|tempo dulu; masa lalu;
        bertahun|puluhan|belasan tahun|bertahun yang? lalu; years lalu; a? long time? lalu; back then;
        in the past; used to; when i was a? young|little|kid|child|teenager;
        waktu|saat|ketika|pas|semasa|sejak <saya>? masih? sd|smp|sma|smk|mts|kecil|gadis|remaja|muda;
        waktu|saat|ketika|pas|semasa <saya>? masih sekolah|kuliah|anak
    """),
    (AGO, None, """
        sudah? <n> <unit> lebih? yang? lalu|lepas; <n> <unit> kemarin|back; <n> <n> <unit> yang? lalu|lepas;
        <n> atau|sampai|or|to <n> <unit> yang? lalu|lepas
    """),
    (AHEAD, None, """
        <n> <unit> lagi|depan|kedepan; <n> <unit> ke depan; <n> <n> <unit> lagi; lagi <n> <unit>;
        <n> atau|sampai|or|to <n> <unit> lagi; in|within a? <n> <unit>; <n> <unit> from|dari sekarang
    """),
    (SPAN, None, """
        sudah|already|selama|hampir|belum ~ <n> <unit>;
        <n> <unit> ini|terakhir|belakangan|already|sudah$|sekarang|lamanya; <n> <short> <tak>;
        tidak dibayar|digaji|makan|pulang|keluar <n> <unit>; for|been <n> <unit>; the? last|past <n> <unit>
    """),
    (When.LAMA, None, """
        sampai|hingga|until|till sekarang; sampai|hingga saat|hari|detik ini; sudah|dari|sejak lama;
        sejak|dari pagi|siang|subuh;
        sudah? bertahun|berbulan|berminggu|berhari <unit>|bertahun|berbulan|berminggu|berhari?; so far;
        selama ini; for days|weeks|months|years; for a? long time; akhir akhir ini; belakangan ini;
        these days; all this time
    """),
    (When.RUTIN, None, """
        tiap tiap? hari? <kala>|<hr>|minggu; tiap tiap? hari|malam <hr>|minggu; tiap dini hari;
        tiap awal|akhir|tengah <kala>; tiap <n> <unit>; tiap tanggal <d>; tiap single hari; hari hari;
        siang malam; daily; nightly; satu hari hari; <n> <unit> sekali; sekali|once|twice|thrice <n> <unit>;
        once|twice per <unit>; <n> kali|times <n> <unit>; <n> <unit> <n> kali; <n> jam <n> hari;
        pagi siang malam
    """),
    (When.SEKARANG, 0, """
        sekarang ini|juga|nih?; saat|detik ini juga?; right sekarang; at the|this moment; currently;
        lagi di|dalam|jalan|naik|nunggu|tunggu|sembunyi|dikurung|disekap|dikejar|dibawa|dijemput ~ ini$|nih$
    """),
    (When.HARI_INI, None, """
        nanti sebelum? subuh|pagi @; subuh|pagi nanti @; nanti dini hari @; dini hari nanti|ini; subuh ini @;
        <at> <n> subuh ini; before subuh; nanti <at> <n> <bagian>?; <at> <n> <bagian>? nanti
    """),
    (When.HARI_INI, 0, """
        <bagian>? hari ini juga? @; <at> <n> hari ini; today|tonight @; <at> <n> today|tonight;
        later today|tonight; malam|sore|siang|pagi ini juga? @; <at> <n> malam|sore|siang|pagi ini;
        this sore|siang; nanti malam|sore|siang @; malam|sore|siang nanti @; <at> <n> malam|sore|siang nanti;
        nanti tengah malam; tengah malam nanti|ini; sebentar lagi; in a moment|bit|while;
        nanti habis|lepas magrib|maghrib|isya|asar|ashar|zuhur|dzuhur|jumatan
    """),
    (When.BESOK, 1, """
        hari? besok <bagian>? juga? @; <bagian> besok @; <at> <n> <bagian>|am|pm? besok <bagian>?;
        besok dini hari; besok tengah malam; besok pagi pagi; besok malam malam; dini hari besok
    """),
    (When.BESOK, None, "besok hari? <hr>|minggu; hari? <hr> besok; hari minggu besok"),
    (When.DEKAT, 2, "hari? lusa <bagian>? @; <bagian> lusa; the? hari habis besok"),
    (When.DEKAT, 3, "hari? tulat <bagian>? @; <bagian> tulat"),
    (When.DEKAT, 4, "hari? janun <bagian>? @; <bagian> janun"),
    (When.DEKAT, 7, "besok? minggu|pekan depan|dudi; next minggu"),
    (When.DEKAT, None, """
        besok atau? lusa; dalam waktu dekat; minggu|pekan|bulan ini; this minggu|bulan|weekend; very? soon;
        awal|tengah|pertengahan|akhir bulan|minggu|pekan ini?; hari? <hr> depan|ini|nanti? @;
        hari? <hr> minggu depan; hari minggu depan|ini|nanti? @; hari minggu minggu depan;
        malam <hr>|minggu depan|ini|nanti? @; next|this|on|coming <hr>; minggu depan hari? <hr>;
        tanggal <d> nanti|besok|ini? @; tanggal <d> bulan ini; tanggal? <d> <bln> nanti|ini? @; tanggal <d/m>;
        tanggal? <d/m/y4>; tanggal? <d> <bln>|<mm> <y4> @; <d> hb|haribulan <mm>|<bln>?;
        <d> hari bulan <mm>|<bln>?; on may <d> <th>?; <d> may <y4>; <y4> <mm> <d>; <long> <d>; <bln> <d> <th>;
        <d> <th> of? <bln>|may; the <d> <th>; the <d> <th> of <bln>|may
    """),
    (When.NANTI, 30, "bulan depan|dudi; next bulan"),
    (When.NANTI, 365, "tahun depan; next tahun"),
    (When.NANTI, None, """
        tanggal <d> bulan depan; <d>? <bln> tahun depan; awal|akhir|tengah|pertengahan bulan|tahun depan;
        awal|akhir tahun; akhir tahun ini; kelak; suatu hari|saat|ketika nanti; someday; kapan kapan;
        lain kali; kemudian hari; besok besok; habis|lepas|bar|bakda hari? <raya>|raya;
        habis|lepas tahun baru; hari raya nanti|depan|ini; sebelum <raya>; <raya> nanti|depan|ini|besok;
        <raya> tahun depan; bulan <bln> nanti|depan?; <bln> nanti|depan
    """),
    (When.BARU_SAJA, 0, """
        tadi pagi|siang|sore|subuh? @; pagi|siang|sore|subuh tadi|tek @; <at> <n> pagi|siang|sore|subuh? tadi;
        tadek pagi|siang|sore|subuh; tadi dini hari; dini hari tadi; barusan saja|aja|tadi?;
        baru saja|aja|jak|tadi; just sekarang; this pagi; earlier today; earlier this <bagian>;
        a moment|second lalu; moments lalu
    """),
    (When.BARU_SAJA, -1, """
        tadi malam @; tadek malam; malam tadi|tek @; <at> <n> malam tadi; semalam @; last malam @;
        malam semalam
    """),
    (When.KEMARIN, -1, """
        hari? kemarin <bagian>? @; <bagian> kemarin @; <at> <n> <bagian>? kemarin <bagian>?
    """),
    (When.KEMARIN, -2, "kemarin dulu|lusa|uni; the? hari before kemarin"),
    (When.KEMARIN, None, "kemarin hari? <hr>; days lalu"),
    (When.LAMPAU, -7, "minggu|pekan yang? lalu|lepas|kemarin; last|past minggu"),
    (When.LAMPAU, -30, "bulan yang? lalu|lepas|kemarin; last|past bulan"),
    (When.LAMPAU, -365, "tahun yang? lalu|lepas|kemarin; last|past tahun"),
    (When.LAMPAU, None, """
        sejak|dari bulan? <bln> lalu|kemarin?; sejak may; bulan? <bln> yang? lalu|kemarin; sejak tahun? <y4>;
        sejak? tanggal? <d> <bln> yang? lalu|kemarin; sejak tanggal? <d> <bln>; sejak tanggal <d>;
        tanggal <d> lalu|kemarin|tadi; tanggal <d> bulan yang? lalu|kemarin|lepas;
        <d>? <bln> tahun lalu|kemarin; hari? <hr> yang? lalu|lepas|kemarin|tadi; sejak hari? <hr>;
        sejak hari minggu; hari minggu yang? lalu|kemarin; malam <hr>|minggu yang? lalu|kemarin;
        hari? <hr> minggu lalu|kemarin; last|past <hr>; last <bln>|may; ge|gek mare|kemarin; tempo hari;
        waktu itu|tu; the other hari; baru baru ini; kemarin kemarin; berbulan bulan|berbulan yang? lalu;
        months|weeks lalu; recently; beberapa waktu|time lalu; not long lalu;
        awal|akhir|tengah|pertengahan bulan|tahun lalu|kemarin; awal tahun ini;
        habis? hari? <raya>|raya yang? lalu|kemarin; <raya> tahun lalu; sejak hari? <raya>|raya
    """),
)  # fmt: skip
_WORDS_OF = {
    "<bagian>": "pagi siang sore malam subuh",
    "<at>": "jam pukul at", "<tak>": "tidak tak belum not", "<short>": "hari days minggu weeks bulan months",
    "<saya>": "saya kami kita dia aku i adik kakak anak mereka",
    "<kala>": "hari malam pagi siang sore subuh minggu bulan tahun jam menit saat waktu kali",
    "<raya>": "lebaran natal puasa ramadan ramadhan imlek idulfitri iduladha gawai panen christmas eid",
    "<uang>": "ringgit ribu juta rupiah rp perak dolar dollar usd gaji bayar dibayar harga uang utang potong",
    "<long>": "january february march april june july august september october november december",
    "<hr>": " ".join(WEEKDAYS), "<unit>": " ".join(UNITS),
    "<bln>": " ".join(word for word in MONTHS if word != "may"),  # "may" is a verb, too
}  # fmt: skip
#: Years that are over whenever this runs. A later year alone says neither past nor future without a clock.
_OVER = range(1950, 2026)
#: Who is spoken to after the last word of a clause.
_ADDRESSED = frozenset({"kakak", "kak", "pak", "bapak", "bu", "ibu", "bang", "mas", "min", "admin", "tolong"})


def _classes() -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for name, row in _WORDS_OF.items():
        for word in row.split():
            named.setdefault(squeeze(word), set()).add(name)
    return named


_CLASSES = _classes()


def _grown() -> PhraseTree:
    tree = PhraseTree(squeeze)
    for index, (says, _, patterns) in enumerate(ROWS):
        for pattern in patterns.split(";"):
            for hour in ("", "<at> <n>", "<at> <n> <bagian>|am|pm") if "@" in pattern else ("",):
                tree.add(pattern.replace("@", hour), Entry(kind="time", code=says, level=index))
    return tree


#: All patterns; the `level` of what it finds is the number of the row.
TREE = _grown()


def keys(read: Sequence[Token]) -> list[frozenset[str]]:
    """For each token, what patterns may call it.

    Args:
        read: the tokens of a message.
    """
    found = []
    for at, token in enumerate(read):
        names = {token.text, *_CLASSES.get(token.text, ()), *_numeric(token)}
        after = read[at + 1] if at + 1 < len(read) else None
        if after is None or after.word.clause != token.word.clause or after.text in _ADDRESSED:
            names.add(token.text + "$")
        if token.word.plain == "th" or token.text in {"st", "nd", "rd"}:
            names.add("<th>")
        found.append(frozenset(names))
    return found


def _numeric(token: Token) -> Iterator[str]:
    text, value = token.text, token.value
    if value is None:
        return
    if "/" in text:
        day_and_month, year = text.count("/") == 1, text.rpartition("/")[2]
        yield "<d/m>" if day_and_month else "<d/m/yyyy>" if int(year) in _OVER else "<d/m/y4>"
        return
    yield "<n>"
    if not text.isdecimal():
        return
    yield from (name for name, most in (("<d>", 31), ("<mm>", 12)) if 1 <= value <= most)
    if len(text) == 4 and 1950 <= value < 2100:
        yield from ("<y4>", "<yyyy>") if value in _OVER else ("<y4>",)
        if value in _OVER and value >= 1980 and value != 2000:  # a sum, more likely
            yield "<bare>"
