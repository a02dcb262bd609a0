"""What testers found in the flows that are shipped, one short talk each."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

import flows
from flows.bundle import KnownBundles, load_bundle
from flows.engine import Engine, Sprint
from flows.events import (
    AnswerRecorded,
    Asked,
    CaseRequested,
    RelayRequested,
    Said,
    SessionEnded,
    SignalRaised,
)
from flows.message import Incoming, MediaKind
from flows.prompt import Prompt
from flows.rehearsal import RehearsedService, rehearsal_services
from flows.rendering import Form, render
from flows.services import Found
from flows.session import Session
from language.reading import Intent, Place, Reading, Signal, Urgency
from tests.flows.runs import NOW

BUNDLE = load_bundle(Path(flows.__file__).parent)
ENGINE = Engine(KnownBundles(BUNDLE))
LOCKED_IN = Reading(
    intent=Intent.LAPOR, urgency=Urgency.KRITIS, signals=(Signal(code="T01", level=3, words=("dikurung",)),)
)
UNPAID = Reading(
    intent=Intent.LAPOR, urgency=Urgency.TINGGI, signals=(Signal(code="T13", level=2, words=("gaji",)),)
)
ASKS = Reading(intent=Intent.TANYA)
WANTS_OFFICER = Reading(intent=Intent.BICARA_PETUGAS)


@dataclass
class Phone:
    """One chat, with what came of its last message."""

    locale: str = "id"
    service: RehearsedService = field(default_factory=RehearsedService)
    sprint: Sprint | None = None

    def says(self, text: str, reading: Reading = Reading(), **more: object) -> Phone:  # noqa: B008 - frozen
        message = Incoming(text=text, reading=reading, **more)  # type: ignore[arg-type]
        services = rehearsal_services(self.service)
        over = self.sprint.session if self.sprint is not None else None
        if over is not None and over.ended is None:
            session = Session.from_json(over.to_json())
            self.sprint = ENGINE.resume(session, message, now=NOW, services=services)
        else:
            self.sprint = ENGINE.start(
                locale=over.locale if over else self.locale,
                now=NOW,
                message=message,
                services=services,
                in_case=over is not None and over.in_case,
                after=over.ended if over else None,
            )
        return self

    @property
    def last(self) -> Sprint:
        assert self.sprint is not None
        return self.sprint

    @property
    def shown(self) -> list[str]:
        return [event.prompt.key for event in self.last.events if isinstance(event, Said | Asked)]

    @property
    def recorded(self) -> list[tuple[str, str]]:
        return [(event.name, event.value) for event in self.last.events if isinstance(event, AnswerRecorded)]

    @property
    def relayed(self) -> list[str]:
        return [event.reason for event in self.last.events if isinstance(event, RelayRequested)]

    @property
    def signs(self) -> list[str]:
        return [
            sign.code
            for event in self.last.events
            if isinstance(event, SignalRaised)
            for sign in event.signals
        ]


def in_danger(**more: str) -> Phone:
    return Phone(**more).says("tolong kami dikurung", LOCKED_IN)  # type: ignore[arg-type]


def reporting() -> Phone:
    return Phone().says("gaji saya tidak dibayar 3 bulan", UNPAID)


def at_child() -> Phone:
    phone = reporting().says("1").says("2").says("selesai").says("dekat pasar").says("saya")
    assert phone.shown == ["report.child"]
    return phone


def at_contact() -> Phone:
    phone = at_child().says("tidak ada").says("gaji")
    assert phone.shown == ["report.contact"]
    return phone


def test_already_is_no_goodbye_in_danger() -> None:
    phone = Phone().says("tolong", Reading(urgency=Urgency.KRITIS))
    assert phone.shown[-1] == "danger.now"

    assert phone.says("sudah").last.session.ended is None
    assert phone.recorded == [("story", "sudah")]


@pytest.mark.parametrize(
    "said", ["jangan balas dulu", "dia pegang hp saya", "udah dulu dia datang", "not safe he is coming"]
)
def test_do_not_answer_now_ends_with_one_neutral_line(said: str) -> None:
    for phone in (in_danger(), reporting(), at_child()):
        phone.says(said)

        assert phone.shown == ["common.later"]
        assert phone.last.session.ended == "tidak_aman"
        assert ("story", said) in phone.recorded
        assert (phone.signs, phone.relayed) == (["tidak_aman"], ["tidak_aman"])
        assert CaseRequested(partial=True) in phone.last.events


def test_do_not_answer_now_at_the_menu_opens_nothing() -> None:
    phone = Phone().says("halo").says("tidak aman")

    assert (phone.shown, phone.last.session.ended) == (["common.later"], "tidak_aman")
    assert (phone.recorded, phone.relayed) == ([], [])


def test_the_safety_question_hears_a_no_among_other_words() -> None:
    phone = reporting().says("nda aman kali ya, dia di sebelah")

    assert ("safe", "safe_no") in phone.recorded
    assert (phone.shown, phone.last.session.ended) == (["common.later"], "tidak_aman")


def test_a_new_cry_for_help_gets_the_numbers_unless_it_asks_for_silence() -> None:
    assert reporting().says("dia datang bawa parang", LOCKED_IN).shown[0] == "danger.call"
    silent = reporting().says("dia bawa parang jangan balas", LOCKED_IN)

    assert silent.shown == ["common.later"]
    assert CaseRequested(partial=True) in silent.last.events


@pytest.mark.parametrize("how", ["jangan balas dulu", "keluar"])
def test_afterwards_nobody_learns_what_this_number_is_for(how: str) -> None:
    phone = reporting().says(how)
    for said in ("siapa ini", "menu", "petugas", "lapor"):
        phone.says(said, ASKS if said == "siapa ini" else Reading())
        assert all(not prompt.sensitive for prompt in prompts(phone))
        assert set(phone.shown) <= {"guarded.ask", "common.unclear", "common.later"}


def prompts(phone: Phone) -> list[Prompt]:
    return [event.prompt for event in phone.last.events if isinstance(event, Said | Asked)]


def test_once_it_is_safe_the_words_written_before_go_on() -> None:
    phone = Phone().says("halo").says("keluar").says("berapa biaya ke taiwan", ASKS)
    assert phone.shown == ["guarded.ask"]

    phone.says("aman")
    assert ("question", "berapa biaya ke taiwan") in phone.recorded
    assert phone.shown == ["question.after"]


def test_once_it_is_safe_more_words_join_the_open_report() -> None:
    phone = reporting().says("jangan balas").says("dia sudah pergi saya bisa cerita lagi sekarang")
    assert phone.recorded == [("story", "dia sudah pergi saya bisa cerita lagi sekarang")]

    phone.says("aman cuma sebentar")
    assert (phone.shown, phone.relayed) == (["addition.passed"], ["tambahan"])


def test_danger_needs_no_safe_phone() -> None:
    phone = reporting().says("keluar").says("tolong kami dikurung", LOCKED_IN)

    assert phone.shown[0] == "danger.call"


def test_silence_on_a_phone_in_doubt_leaves_it_in_doubt() -> None:
    phone = reporting().says("keluar").says("halo")
    session = phone.last.session
    phone.sprint = ENGINE.expire(session, session.wait, now=NOW, services=rehearsal_services())

    assert phone.says("siapa ini", ASKS).shown == ["guarded.ask"]


@pytest.mark.parametrize("said", ["16 tahun", "17 taon", "ya 16 tahun", "13", "ade 2 budak", "umur 14"])
def test_an_age_answers_whether_there_is_a_child(said: str) -> None:
    phone = at_child().says(said)

    assert phone.recorded == [("story", said), ("child", "child_yes")]
    assert phone.signs == ["T04"]


def test_grown_up_is_no_child() -> None:
    assert ("child", "child_no") in at_child().says("25 tahun").recorded


def test_other_words_at_the_child_question_are_kept() -> None:
    phone = at_child().says("saya kurang paham")

    assert (phone.recorded, phone.shown) == ([("story", "saya kurang paham")], ["report.need"])


def test_no_word_of_an_open_case_is_discarded() -> None:
    phone = at_contact().says("hmm")

    assert (phone.recorded, phone.shown) == ([("story", "hmm")], ["common.unclear"])


def test_pictures_and_stickers_never_count_as_a_try() -> None:
    phone = at_contact()
    for kind in (MediaKind.STICKER, MediaKind.PHOTO, MediaKind.VOICE, MediaKind.STICKER):
        phone.says("", media=(kind,))
        assert phone.last.session.tries == 0
    assert phone.last.session.node == "contact"


@pytest.mark.parametrize("said", ["ya", "iya", "ok", "yes"])
def test_a_bare_yes_is_no_choice_among_three(said: str) -> None:
    phone = at_contact().says(said)
    assert phone.shown == ["common.unclear"]

    assert ("contact", "contact_neutral") in phone.says(said).recorded


@pytest.mark.parametrize("said", ["jgn telpon", "jangan hubungi saya", "jangan wa", "jangan"])
def test_do_not_call_is_taken_at_its_word(said: str) -> None:
    assert ("contact", "contact_wait") in at_contact().says(said).recorded


@pytest.mark.parametrize("begin", [in_danger, reporting])
def test_nobody_is_bounced_out_by_unclear_answers(begin: object) -> None:
    phone: Phone = begin()  # type: ignore[operator]
    for _ in range(25):
        phone.says("hmm ndak tau")
        assert phone.last.session.flow in {"danger", "report"}
        if (
            "reference" in phone.last.session.params
            or phone.last.session.ended
            or phone.shown == ["report.more_kept"]
        ):
            break
    if phone.last.session.ended is None:
        phone.says("selesai")
        assert phone.shown == ["report.where"]
    else:
        assert phone.shown == ["danger.thanks"]
    assert "bicara_petugas" not in phone.relayed


def test_the_numbers_to_come_back_with_go_before_the_officer() -> None:
    for said, reading in (("petugas", Reading()), ("mau bicara sama orang", WANTS_OFFICER)):
        phone = reporting().says("1").says(said, reading)

        assert phone.shown == ["officer.numbers", "officer.talk"]
        assert phone.relayed == ["bicara_petugas"]


def test_a_person_without_a_report_gets_no_numbers() -> None:
    assert Phone().says("petugas").shown == ["officer.talk"]


@pytest.mark.parametrize(
    ("said", "reading"), [("petugas", Reading()), ("kapan petugas datang", WANTS_OFFICER)]
)
def test_in_danger_the_officer_is_being_called(said: str, reading: Reading) -> None:
    phone = in_danger()
    before = phone.last.session.asked
    phone.says(said, reading)

    assert phone.shown == ["danger.calling", "danger.safe"]
    assert phone.last.session.asked == before


def test_a_question_in_the_middle_is_answered_and_nothing_is_lost() -> None:
    answered = Found(outcome="answered", prompts=(Prompt(key="answer.text", params={"answer": "Petugas."}),))
    phone = reporting()
    phone.service.outcomes = {"answer": answered}
    phone.says("siapa yang baca ini", ASKS)

    assert phone.shown == ["answer.text", "report.safe"]
    assert phone.recorded == [("story", "siapa yang baca ini")]
    phone.service.outcomes = {"answer": Found(outcome="refused", prompts=(Prompt(key="answer.refused"),))}
    assert phone.says("apakah identitas saya aman?", ASKS).shown == ["report.safe"]
    assert ("safe", "safe_yes") in phone.says("aman").recorded


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("lapor", "report/safe"),
        ("petugas", "officer/talk"),
        ("kabar laporan", "follow_up/reference"),
        ("cek pt", "recruiter/ask"),
        ("lupa pinnya", "follow_up/lost"),
        ("lupa nomor", "follow_up/lost"),
    ],
)
def test_the_word_of_a_choice_goes_there_at_once(said: str, place: str) -> None:
    session = Phone().says(said).last.session

    assert f"{session.flow}/{session.node}" == place


def test_forgotten_numbers_are_no_wrong_guess() -> None:
    phone = Phone().says("kabar laporan").says("saya lupa pin nya")

    assert phone.shown == ["follow_up.lost"]
    assert ("by_reference", "saya lupa pin nya") not in phone.service.asked


@pytest.mark.parametrize("said", ["makasih", "ok", "terima kasih", "sipp", "thanks", "siap"])
def test_thanks_after_a_report_is_not_a_new_conversation(said: str) -> None:
    phone = in_danger().says("sebentar").says("2").says("rumah biru")
    assert phone.last.session.ended == "selesai"

    assert phone.says(said).shown == ["common.fine"]
    assert phone.last.session.ended == "selesai"


def test_other_words_after_a_report_belong_to_it() -> None:
    phone = in_danger().says("sebentar").says("2").says("rumah biru").says("pintunya merah")

    assert (phone.recorded, phone.relayed) == ([("story", "pintunya merah")], ["tambahan"])


def test_the_language_of_the_chat_stays() -> None:
    phone = Phone(locale="en").says("hello").says("stop").says("ok")

    assert phone.last.session.locale == "en"


def test_a_moment_is_enough_for_the_reference() -> None:
    phone = in_danger()
    assert phone.shown == ["danger.call", "danger.safe"]

    assert phone.says("cuma sebentar").says("di Sarawak").says("rumah biru").shown == ["danger.thanks"]


@pytest.mark.parametrize("begin", [in_danger, reporting])
def test_to_be_afraid_is_not_to_be_watched(begin: object) -> None:
    phone: Phone = begin()  # type: ignore[operator]
    asked = phone.shown[-1]

    assert phone.says("takut").shown == ["common.calm", asked]
    assert all(not prompt.sensitive for prompt in prompts(phone))


@pytest.mark.parametrize("said", ["salah kirim", "bercanda pak", "ga jadi"])
def test_words_taken_back_lead_to_one_gentle_question(said: str) -> None:
    phone = reporting().says(said)
    assert phone.shown == ["retract.ask"]
    assert not any(isinstance(event, CaseRequested | SessionEnded) for event in phone.last.events)

    assert phone.says("tidak").shown == ["report.danger_now"]
    assert reporting().says(said).says("baik-baik saja").last.session.ended == "keluar"


def test_a_machine_that_cannot_hear_says_so_once() -> None:
    phone = Phone().says("lapor").says("1").says("2").says("", media=(MediaKind.VOICE,))
    assert phone.shown == ["media.kept", "report.more"]

    assert phone.says("", media=(MediaKind.PHOTO,)).shown == ["report.more_kept"]


def test_in_danger_the_numbers_come_before_the_voice_note() -> None:
    phone = Phone().says("tolong kami dikurung", LOCKED_IN, media=(MediaKind.VOICE,))

    assert phone.shown == ["danger.call", "media.kept", "danger.safe"]
    assert [prompt.sensitive for prompt in prompts(phone)] == [True, False, False]


def test_what_was_just_written_is_not_asked() -> None:
    kuching = Place(name="Kuching", kind="luar", words="kucing")
    reading = Reading(
        intent=Intent.LAPOR, urgency=Urgency.TINGGI, signals=UNPAID.signals, places=(kuching,), ages=(16, 40)
    )
    phone = Phone().says("gaji kami di kucing tidak dibayar", reading)

    assert phone.recorded[1:] == [("where", "kucing"), ("country", "in_sarawak"), ("child", "child_yes")]
    assert [event.closed for event in phone.last.events if isinstance(event, AnswerRecorded)][1:] == [
        False,
        True,
        True,
    ]
    assert phone.says("1").says("2").says("selesai").shown == ["report.who"]
    assert phone.says("saya").shown == ["report.need"]


@pytest.mark.parametrize(
    "places",
    [
        (Place(name="Malaysia", kind="negara"),),
        (Place(name="Tebas", kind="kecamatan", kecamatan="Tebas"), Place(name="Kuching", kind="luar")),
        (Place(name="Aruk", kind="perbatasan"),),
    ],
)
def test_a_country_that_is_not_certain_is_asked(places: tuple[Place, ...]) -> None:
    reading = Reading(intent=Intent.LAPOR, urgency=Urgency.KRITIS, signals=LOCKED_IN.signals, places=places)
    phone = Phone().says("tolong", reading)

    assert "country" not in dict(phone.recorded)
    assert phone.says("aman").shown == ["danger.country"]


def test_who_is_known_to_be_abroad_gets_those_numbers_and_the_place_is_asked() -> None:
    reading = Reading(
        intent=Intent.LAPOR,
        urgency=Urgency.KRITIS,
        signals=LOCKED_IN.signals,
        places=(Place(name="Kuching", kind="luar"),),
    )
    phone = Phone().says("tolong", reading).says("aman")

    assert phone.shown == ["danger.call_sarawak", "danger.place"]


def test_an_sms_says_in_plain_words_what_can_be_replied() -> None:
    asked = next(prompt for prompt in prompts(Phone().says("kabar laporan")) if prompt.options)
    parts = render(asked, BUNDLE.catalogue("id"), Form.SMS).parts

    assert parts[-1].splitlines()[-1] == "Atau balas: LEWATI"
