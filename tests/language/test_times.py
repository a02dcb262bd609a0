"""When things happen: what people write, what only looks like a time, and the day that is meant."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import language
from language.dates import day_after
from language.lexicon_files import load_lexicon
from language.normalise import Word, words
from language.times import Moment, When, by_distance, moments, resolve

_HOME = Path(language.__file__).parent
LEXICON = load_lexicon(_HOME / "lexicon", _HOME / "words")
PONTIANAK = ZoneInfo("Asia/Pontianak")
#: A Thursday evening.
NOW = datetime(2026, 12, 3, 20, 0, tzinfo=PONTIANAK)

NOW_AND_TODAY = [
    ("sekarang", When.SEKARANG, 0),
    ("skrg juga", When.SEKARANG, 0),
    ("kinektok", When.SEKARANG, 0),
    ("kinek tok", When.SEKARANG, 0),
    ("saiki", When.SEKARANG, 0),
    ("sekarang ini", When.SEKARANG, 0),
    ("saat ini", When.SEKARANG, 0),
    ("lagi di jalan ini", When.SEKARANG, 0),
    ("lagi di mobil ini kak", When.SEKARANG, 0),
    ("lagi dijemput nih", When.SEKARANG, 0),
    ("right now", When.SEKARANG, 0),
    ("hari ini", When.HARI_INI, 0),
    ("hr ini juga", When.HARI_INI, 0),
    ("malam ini", When.HARI_INI, 0),
    ("mlm ini jam 9", When.HARI_INI, 0),
    ("malam tok", When.HARI_INI, 0),
    ("nanti sore", When.HARI_INI, 0),
    ("nanti sore jam 4", When.HARI_INI, 0),
    ("ntar mlm", When.HARI_INI, 0),
    ("mengko bengi", When.HARI_INI, 0),
    ("sebentar lagi", When.HARI_INI, 0),
    ("bentar agik", When.HARI_INI, 0),
    ("nanti habis magrib", When.HARI_INI, 0),
    ("today", When.HARI_INI, 0),
    ("tonight", When.HARI_INI, 0),
    ("later today", When.HARI_INI, 0),
    ("nanti subuh", When.HARI_INI, None),
    ("jam 2 malam nanti", When.HARI_INI, None),
    ("jam2 malam nanti", When.HARI_INI, None),
    ("nanti jam 3 pagi", When.HARI_INI, None),
    ("before dawn", When.HARI_INI, None),
    ("2 jam lagi", When.HARI_INI, None),
    ("setengah jam lagi", When.HARI_INI, None),
]
AHEAD = [
    ("besok", When.BESOK, 1),
    ("bsk", When.BESOK, 1),
    ("issok", When.BESOK, 1),
    ("issokk", When.BESOK, 1),
    ("esok", When.BESOK, 1),
    ("sesuk isuk", When.BESOK, 1),
    ("besok subuh", When.BESOK, 1),
    ("besok pagi-pagi", When.BESOK, 1),
    ("bsk pgi jam 5", When.BESOK, 1),
    ("jam 5 sore besok", When.BESOK, 1),
    ("tomorrow at 9", When.BESOK, 1),
    ("sehari lagi", When.BESOK, 1),
    ("besok Senin", When.BESOK, None),
    ("lusa", When.DEKAT, 2),
    ("lussak", When.DEKAT, 2),
    ("the day after tomorrow", When.DEKAT, 2),
    ("tullat", When.DEKAT, 3),
    ("jannun", When.DEKAT, 4),
    ("3 hari lagi", When.DEKAT, 3),
    ("3hr lagi", When.DEKAT, 3),
    ("tige ari agik", When.DEKAT, 3),
    ("telung dino maneh", When.DEKAT, 3),
    ("lagi 3 hari", When.DEKAT, 3),
    ("2-3 hari lagi", When.DEKAT, 2),
    ("dua atau tiga hari lagi", When.DEKAT, 2),
    ("dua belas hari lagi", When.DEKAT, 12),
    ("2mgg lagi", When.DEKAT, 14),
    ("seminggu lagi", When.DEKAT, 7),
    ("minggu depan", When.DEKAT, 7),
    ("mgg dpn", When.DEKAT, 7),
    ("next week", When.DEKAT, 7),
    ("in 3 days", When.DEKAT, 3),
    ("beberapa hari lagi", When.DEKAT, None),
    ("besok lusa", When.DEKAT, None),
    ("hari Senin", When.DEKAT, None),
    ("jumat depan", When.DEKAT, None),
    ("hari minggu", When.DEKAT, None),
    ("malam minggu", When.DEKAT, None),
    ("on monday", When.DEKAT, None),
    ("tgl 5", When.DEKAT, None),
    ("tgl5", When.DEKAT, None),
    ("tanggal 5 Desember", When.DEKAT, None),
    ("5 Desember", When.DEKAT, None),
    ("5des", When.DEKAT, None),
    ("tgl 5/12", When.DEKAT, None),
    ("5/12/2026", When.DEKAT, None),
    ("2026-12-05", When.DEKAT, None),
    ("5hb 12", When.DEKAT, None),
    ("5 haribulan", When.DEKAT, None),
    ("the 5th of december", When.DEKAT, None),
    ("akhir bulan", When.DEKAT, None),
    ("bulan depan", When.NANTI, 30),
    ("bln dpn", When.NANTI, 30),
    ("tahun depan", When.NANTI, 365),
    ("2 bulan lagi", When.NANTI, 60),
    ("dua puluh hari lagi", When.NANTI, 20),
    ("dua puluh lima hari lagi", When.NANTI, 25),
    ("habis lebaran", When.NANTI, None),
    ("abis natal", When.NANTI, None),
    ("lebaran besok", When.NANTI, None),
    ("tgl 5 bulan depan", When.NANTI, None),
    ("bulan desember", When.NANTI, None),
    ("kelak", When.NANTI, None),
    ("besok-besok", When.NANTI, None),
    ("besok2", When.NANTI, None),
    ("suatu hari nanti", When.NANTI, None),
]
PAST = [
    ("tadi", When.BARU_SAJA, 0),
    ("td pagi", When.BARU_SAJA, 0),
    ("barusan", When.BARU_SAJA, 0),
    ("baru saja", When.BARU_SAJA, 0),
    ("pagi tek", When.BARU_SAJA, 0),
    ("just now", When.BARU_SAJA, 0),
    ("this morning", When.BARU_SAJA, 0),
    ("tadi malam", When.BARU_SAJA, -1),
    ("td mlm", When.BARU_SAJA, -1),
    ("tadek malam", When.BARU_SAJA, -1),
    ("malam tek", When.BARU_SAJA, -1),
    ("semalam", When.BARU_SAJA, -1),
    ("smlm", When.BARU_SAJA, -1),
    ("last night", When.BARU_SAJA, -1),
    ("tadi malam jam 2", When.BARU_SAJA, 0),
    ("2 jam lalu", When.BARU_SAJA, None),
    ("kemarin", When.KEMARIN, -1),
    ("kmrn sore", When.KEMARIN, -1),
    ("wingi", When.KEMARIN, -1),
    ("semarek", When.KEMARIN, -1),
    ("yesterday", When.KEMARIN, -1),
    ("kemarin dulu", When.KEMARIN, -2),
    ("2 hari lalu", When.KEMARIN, -2),
    ("dua hari yang lalu", When.KEMARIN, -2),
    ("2 hari lepas", When.KEMARIN, -2),
    ("a few days ago", When.KEMARIN, None),
    ("minggu lalu", When.LAMPAU, -7),
    ("minggu kemarin", When.LAMPAU, -7),
    ("bulan lalu", When.LAMPAU, -30),
    ("3 bulan lalu", When.LAMPAU, -90),
    ("3bln yg lalu", When.LAMPAU, -90),
    ("taun wingi", When.LAMPAU, -365),
    ("setahun lalu", When.LAMPAU, -365),
    ("setengah tahun lalu", When.LAMPAU, -182),
    ("3 weeks ago", When.LAMPAU, -21),
    ("sejak Juni", When.LAMPAU, None),
    ("senin lalu", When.LAMPAU, None),
    ("tgl 5 bulan lalu", When.LAMPAU, None),
    ("setelah lebaran kemarin", When.LAMPAU, None),
    ("ge' mare'", When.LAMPAU, None),
    ("2015", When.DULU, None),
    ("thn 2015", When.DULU, None),
    ("5/12/2019", When.DULU, None),
    ("tiga tahun lalu", When.DULU, -1095),
    ("3thn lalu", When.DULU, -1095),
    ("2,5 tahun lalu", When.DULU, -912),
    ("waktu masih SMP", When.DULU, None),
    ("waktu saya kecil", When.DULU, None),
    ("years ago", When.DULU, None),
    ("zaman dulu", When.DULU, None),
    ("dulu", When.DULU, None),
]
AGAIN_AND_LONG = [
    ("tiap malam", When.RUTIN, None),
    ("tiap2 malam", When.RUTIN, None),
    ("tiap minggu", When.RUTIN, None),
    ("tiap hari minggu", When.RUTIN, None),
    ("setiap hari", When.RUTIN, None),
    ("saben bengi", When.RUTIN, None),
    ("every night", When.RUTIN, None),
    ("sehari-hari", When.RUTIN, None),
    ("sebulan sekali", When.RUTIN, None),
    ("dua kali seminggu", When.RUTIN, None),
    ("18 jam sehari", When.RUTIN, None),
    ("sudah tiga bulan", When.LAMA, -90),
    ("udh 3bln", When.LAMA, -90),
    ("dah tige ari", When.LAMA, -3),
    ("dua minggu ini", When.LAMA, -14),
    ("for five months", When.LAMA, -150),
    ("6 bulan nggak", When.LAMA, -180),
    ("sampai sekarang", When.LAMA, None),
    ("bertahun-tahun", When.LAMA, None),
    ("sudah lama", When.LAMA, None),
]
IN_SENTENCES = [
    ("gaji sekarang berapa", ["sekarang"]),
    ("issok brangkat dengan tekong", ["issok"]),
    ("semalam kami dipukul, besok mau dijual", ["semalam", "besok"]),
    ("sudah di sini tiga bulan", ["tiga bulan"]),
    ("sudah bayar 5 juta 3 hari lagi berangkat", ["3 hari lagi"]),
    ("dolo' kamek kerja di Miri", ["dolo'"]),
    ("saya dulu kerja di Miri", ["dulu"]),
    ("selamat malam kak, malam ini kami dibawa", ["malam ini"]),
    ("suami ini tiap hari pukul saya", ["tiap hari"]),
    ("hilang dari semalam", ["semalam"]),
    ("besok jam 8.30 pagi", ["besok jam 8"]),
]
NO_TIME = [
    "jam tangan saya diambil",
    "tanggal gigi",
    "makan dulu",
    "tunggu dulu ya",
    "mau tanya dulu kak",
    "tolong saya dulu",
    "saya dulu yang bayar",
    "bayar dulu baru berangkat",
    "lebih dulu",
    "selamat malam",
    "selamat malam ini saya",
    "slmt, met malam min",
    "selamat pagi",
    "good morning",
    "umur saya 15 tahun",
    "adik 17 th sudah dibuatkan paspor",
    "cucu saya 8 tahun lagi sakit",
    "hamil 3 bulan",
    "kontrak 2 tahun",
    "kelas 2 tahun ini",
    "kerja dari jam 4 pagi sampai 11 malam tidak libur",
    "gaji saya 2015",
    "2000 ringgit",
    "pin saya 2015",
    "pasar minggu",
    "sehari semalam",
    "5 tamu 300 ribu semalam",
    "dia umurnya 16",
    "may i ask",
    "i am 15 may i ask",
    "as soon as possible",
    "nanti saya kabari",
    "24/7",
    "kehidupan sehari",
    "besoknya",
]


@pytest.mark.parametrize(("text", "when", "days"), [*NOW_AND_TODAY, *AHEAD, *PAST, *AGAIN_AND_LONG])
def test_one_time_is_read_whole(text: str, when: When, days: int | None) -> None:
    (moment,) = moments(LEXICON.split(text))
    assert (moment.when, moment.days) == (when, days)


@pytest.mark.parametrize(("text", "when", "days"), [*NOW_AND_TODAY, *AHEAD, *PAST])
def test_shorthand_is_read_without_the_lexicon_too(text: str, when: When, days: int | None) -> None:
    (moment,) = moments(words(text, {}))
    assert (moment.when, moment.days) == (when, days)


@pytest.mark.parametrize(("text", "when", "days"), [*NOW_AND_TODAY, *AHEAD, *PAST])
def test_a_time_is_found_in_the_middle_of_a_story(text: str, when: When, days: int | None) -> None:
    found = moments(LEXICON.split(f"kami mau dibawa orang, {text}, tolong"))
    assert (found[0].when, found[0].days) == (when, days)
    assert len(found) == 1


@pytest.mark.parametrize(("text", "said"), IN_SENTENCES)
def test_only_the_words_of_the_time_are_taken(text: str, said: list[str]) -> None:
    found = LEXICON.split(text)
    assert [moment.words for moment in moments(found)] == said
    for moment in moments(found):
        assert moment.words.split()[0] == found[moment.first].raw
        assert moment.words.split()[-1] == found[moment.last].raw


@pytest.mark.parametrize("text", NO_TIME)
def test_what_only_looks_like_a_time_is_left_alone(text: str) -> None:
    assert moments(LEXICON.split(text)) == ()


def test_the_longest_reading_wins() -> None:
    for text, when in [
        ("kemarin dulu", When.KEMARIN),
        ("tiap malam minggu", When.RUTIN),
        ("dua minggu lalu", When.LAMPAU),
        ("minggu depan hari Senin", When.DEKAT),
        ("sudah 3 bulan yang lalu", When.LAMPAU),
        ("lebaran tahun depan", When.NANTI),
    ]:
        (moment,) = moments(LEXICON.split(text))
        assert (moment.when, moment.words) == (when, text)


def test_distance_decides_the_word() -> None:
    assert [by_distance(days) for days in (0, 1, 2, 14, 15)] == [
        When.HARI_INI, When.BESOK, When.DEKAT, When.DEKAT, When.NANTI,
    ]  # fmt: skip
    assert [by_distance(days) for days in (-1, -6, -7, -365, -366)] == [
        When.KEMARIN, When.KEMARIN, When.LAMPAU, When.LAMPAU, When.DULU,
    ]  # fmt: skip


def _day(text: str, now: datetime = NOW) -> date | None:
    (moment,) = moments(LEXICON.split(text))
    return resolve(moment, now)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("hari ini", "2026-12-03"),
        ("issok", "2026-12-04"),
        ("jannun", "2026-12-07"),
        ("3 bulan lalu", "2026-09-04"),
        ("nanti subuh", "2026-12-04"),
        ("jam 2 malam nanti", "2026-12-04"),
        ("nanti jam 11 malam", "2026-12-03"),
        ("nanti jam 9", "2026-12-03"),
        ("nanti jam 8", "2026-12-04"),
        ("tonight at 2", "2026-12-04"),
        ("3 jam lagi", "2026-12-03"),
        ("5 jam lagi", "2026-12-04"),
        ("21 jam lalu", "2026-12-02"),
        ("tgl 3", "2026-12-03"),
        ("tgl 5", "2026-12-05"),
        ("tgl 2", "2027-01-02"),
        ("tgl 5 kemarin", "2026-11-05"),
        ("tgl 5 bulan lalu", "2026-11-05"),
        ("tgl 31 bulan depan", "2027-01-31"),
        ("5 des", "2026-12-05"),
        ("2 des", "2027-12-02"),
        ("12 agustus lalu", "2026-08-12"),
        ("sejak 5 Desember", "2025-12-05"),
        ("5 Desember 2019", "2019-12-05"),
        ("5/12/2026", "2026-12-05"),
        ("tgl 5.12.2026", "2026-12-05"),
        ("5-12-2026", "2026-12-05"),
        ("2026-12-05", "2026-12-05"),
        ("2026-12-24", "2026-12-24"),
        ("5hb 12", "2026-12-05"),
        ("Dec 5th", "2026-12-05"),
        ("29 februari", "2028-02-29"),
        ("hari Jumat", "2026-12-04"),
        ("hari Kamis", "2026-12-10"),
        ("kamis ini", "2026-12-03"),
        ("hari Senin", "2026-12-07"),
        ("senin lalu", "2026-11-30"),
        ("kamis kemarin", "2026-11-26"),
        ("senin minggu depan", "2026-12-07"),
        ("hari minggu minggu depan", "2026-12-13"),
        ("hari jumat minggu lalu", "2026-11-27"),
        ("malam minggu", "2026-12-05"),
        ("malam jumat", "2026-12-03"),
        ("besok Jumat", "2026-12-04"),
        ("akhir bulan", "2026-12-31"),
        ("awal bulan depan", "2027-01-01"),
        ("akhir bulan lalu", "2026-11-30"),
        ("akhir tahun", "2026-12-31"),
        ("awal tahun depan", "2027-01-01"),
    ],
)
def test_the_day_meant(text: str, day: str) -> None:
    assert _day(text) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "tiap malam", "sampai sekarang", "2015", "Juni 2015", "sejak Juni", "habis lebaran", "besok-besok",
        "dulu", "beberapa hari lagi", "beberapa jam lagi", "minggu ini", "waktu itu",
        "31 februari", "besok lusa", "years ago",
    ],
)  # fmt: skip
def test_an_unclear_day_is_no_day(text: str) -> None:
    assert _day(text) is None


@pytest.mark.parametrize(
    ("text", "now", "day"),
    [
        ("besok", (2026, 12, 31, 23), "2027-01-01"),
        ("kemarin", (2027, 1, 1, 0), "2026-12-31"),
        ("lusa", (2028, 2, 27, 9), "2028-02-29"),
        ("lusa", (2027, 2, 27, 9), "2027-03-01"),
        ("tgl 1", (2026, 12, 31, 9), "2027-01-01"),
        ("tgl 31", (2027, 2, 1, 9), "2027-03-31"),
        ("tgl 31 bulan lalu", (2027, 1, 31, 9), "2026-12-31"),
        ("akhir bulan", (2028, 2, 10, 9), "2028-02-29"),
        ("akhir bulan lalu", (2027, 1, 5, 9), "2026-12-31"),
        ("1 januari", (2026, 12, 31, 9), "2027-01-01"),
        ("31 desember lalu", (2027, 1, 1, 9), "2026-12-31"),
        ("senin depan", (2026, 12, 31, 9), "2027-01-04"),
        ("nanti subuh", (2026, 12, 31, 22), "2027-01-01"),
        ("nanti subuh", (2026, 12, 31, 2), "2026-12-31"),
        ("jam 2 malam nanti", (2027, 1, 1, 1), "2027-01-01"),
        ("nanti jam 2", (2026, 12, 31, 10), "2026-12-31"),
        ("2 jam lagi", (2026, 12, 31, 23), "2027-01-01"),
        ("malam ini jam 2", (2026, 12, 31, 21), "2027-01-01"),
    ],
)
def test_days_at_the_ends_of_months_and_years(text: str, now: tuple[int, int, int, int], day: str) -> None:
    assert _day(text, datetime(*now, tzinfo=PONTIANAK)) == date.fromisoformat(day)


def test_the_day_is_counted_in_the_zone_of_now() -> None:
    late = datetime(2026, 12, 3, 18, 0, tzinfo=ZoneInfo("UTC"))
    assert _day("besok", late) == date(2026, 12, 4)
    assert _day("besok", late.astimezone(PONTIANAK)) == date(2026, 12, 5)


def test_words_alone_are_enough_for_a_day_and_dateparser_is_the_last_resort() -> None:
    said = Moment(when=When.DEKAT, first=0, last=2, words="Thu 24 12 26", days=None)
    assert resolve(said, NOW) == date(2026, 12, 24)
    assert resolve(Moment(when=When.DEKAT, first=0, last=0, words="sepatu 7", days=None), NOW) is None


def test_beyond_the_calendar_there_is_no_day() -> None:
    assert _day("9999 tahun lalu") is None
    assert _day("9999 jam lagi", datetime(9999, 12, 31, tzinfo=PONTIANAK)) is None
    assert day_after(date.max, 1) is None


PIECES = sorted(
    {piece for text, *_ in [*NOW_AND_TODAY, *AHEAD, *PAST, *AGAIN_AND_LONG] for piece in text.split()}
    | {word for text in NO_TIME for word in text.split()}
    | {",", ".", "/", "31", "0", "9999", "٣", "dipukul", "kami", "ini", "lalu", "lagi", "yang"}
)
relaxed = settings(max_examples=200, deadline=None)


def _holds(found: tuple[Word, ...]) -> None:
    before = -1
    for moment in moments(found):
        assert before < moment.first <= moment.last < len(found)
        assert moment.words
        before = moment.last
        day = resolve(moment, NOW)
        if moment.days is not None and abs(moment.days) < 100_000:
            assert day == NOW.date() + timedelta(days=moment.days)


@relaxed
@given(st.text())
def test_any_text_is_read_within_bounds_and_without_overlap(text: str) -> None:
    _holds(LEXICON.split(text))
    _holds(words(text, {}))


@relaxed
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from([" ", "", "/", "-", ", "]))
def test_any_row_of_time_words_is_read_within_bounds_and_without_overlap(row: list[str], sign: str) -> None:
    _holds(LEXICON.split(" ".join(row)))
    _holds(words(sign.join(row), {}))


@relaxed
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.datetimes(timezones=st.just(PONTIANAK)))
def test_any_time_at_any_moment_has_a_day_or_none(row: list[str], now: datetime) -> None:
    for moment in moments(words(" ".join(row), {})):
        day = resolve(moment, now)
        assert day is None or isinstance(day, date)


@relaxed
@given(
    st.integers(min_value=2, max_value=99), st.sampled_from(["hari", "minggu", "bulan", "tahun", "hr", "bln"])
)
def test_ahead_and_ago_are_the_same_way_there_and_back(count: int, unit: str) -> None:
    (ahead,) = moments(LEXICON.split(f"{count}{unit} lagi"))
    (ago,) = moments(LEXICON.split(f"{count} {unit} yang lalu"))
    assert ahead.days is not None
    assert ago.days == -ahead.days
    assert (ahead.when, ago.when) == (by_distance(ahead.days), by_distance(-ahead.days))


@relaxed
@given(st.builds(Word, raw=st.text(), start=st.integers(), end=st.integers(), plain=st.text(), norm=st.text(),
                 clause=st.integers(), sentence=st.integers()))  # fmt: skip
def test_words_made_by_anyone_are_read(word: Word) -> None:
    _holds((word, word))


def test_a_flood_of_time_words_is_read_to_its_end() -> None:
    flood = words("sudah bayar 3 bulan lagi besok tiap hari lagi di malam " * 400, {})
    assert len(moments(flood)) == 3 * 400
