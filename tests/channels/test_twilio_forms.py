from __future__ import annotations

from datetime import datetime
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from bot.channels.delivery import DeliveryStatus, advances
from bot.channels.errors import JunkBody
from bot.channels.messages import InboundKind, InboundMessage
from bot.channels.twilio_forms import envelope, parse_message, parse_status
from flows.message import MediaKind

AT = datetime.fromisoformat("2026-11-21T02:00:00+07:00")
SID = "SM" + "1" * 32
SMS = {"MessageSid": SID, "From": "+6281234567890", "Body": "tolong"}
WHATSAPP = {"MessageSid": SID, "From": "whatsapp:+6281234567890", "Body": "tolong"}


def parse(form: dict[str, str]) -> InboundMessage:
    return parse_message(form, account="sambas", received_at=AT)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"From": "+62811", "Body": "x"},
        {"MessageSid": SID, "Body": "x"},
        {"MessageSid": "", "From": "+62811"},
        {"MessageSid": "SM 1", "From": "+62811"},
        {"MessageSid": "S" * 65, "From": "+62811"},
        {"MessageSid": SID, "From": "   "},
        {"MessageSid": SID, "From": "+" + "6" * 300},
    ],
)
def test_without_id_or_sender_it_is_junk(form: dict[str, str]) -> None:
    with pytest.raises(JunkBody):
        parse(form)


@pytest.mark.parametrize("form", [{}, {"MessageSid": SID}, {"MessageStatus": "sent"}])
def test_a_status_without_id_or_word_is_junk(form: dict[str, str]) -> None:
    with pytest.raises(JunkBody):
        parse_status(form)


def test_the_first_of_a_repeated_field_counts() -> None:
    form: MultiDict[str, str] = MultiDict([*SMS.items(), ("Body", "second"), ("From", "+10000000000")])

    read = parse_message(form, account="sambas", received_at=AT)

    assert (read.text, read.address) == ("tolong", "+6281234567890")


def test_nul_and_surrogates_never_reach_the_database() -> None:
    assert parse({**SMS, "Body": "to\x00long\ud800"}).text == "tolong?"


@pytest.mark.parametrize(
    "sender", ["1708", "TELKOMSEL", "+", "+abc", "0812345678", "client:bob", "+0812345678"]
)
def test_who_cannot_be_a_person_is_not_answered(sender: str) -> None:
    assert parse({**SMS, "From": sender}).kind is InboundKind.IGNORED


@pytest.mark.parametrize(
    "word", ["STOP", "stop", " Stop\n", "END", "QUIT", "CANCEL", "UNSUBSCRIBE", "STOPALL", "REVOKE", "OPTOUT"]
)
def test_words_that_the_carrier_acts_on_stop_sms(word: str) -> None:
    assert parse({**SMS, "Body": word}).kind is InboundKind.OPT_OUT


@pytest.mark.parametrize("word", ["START", "unstop"])
def test_words_that_lift_it_again(word: str) -> None:
    assert parse({**SMS, "Body": word}).kind is InboundKind.OPT_IN


@pytest.mark.parametrize("word", ["HELP", "YES", "INFO", "tolong stop", "BERHENTI"])
def test_other_words_go_to_the_conversation(word: str) -> None:
    read = parse({**SMS, "Body": word})

    assert (read.kind, read.text) == (InboundKind.MESSAGE, word)


@pytest.mark.parametrize(("word", "kind"), [("STOP", InboundKind.OPT_OUT), ("END", InboundKind.MESSAGE)])
def test_on_whatsapp_only_an_unmistakable_word_stops(word: str, kind: InboundKind) -> None:
    assert parse({**WHATSAPP, "Body": word}).kind is kind


def test_what_twilio_says_about_opting_out_wins() -> None:
    assert parse({**WHATSAPP, "Body": "jangan kirim lagi", "OptOutType": "STOP"}).kind is InboundKind.OPT_OUT


@pytest.mark.parametrize(
    ("external", "identity"),
    [
        ("whatsapp:ID.4566abc", "whatsapp:ID.4566abc"),
        ("ID.4566abc", "whatsapp:ID.4566abc"),
        ("", "whatsapp:+6281234567890"),
        ("x" * 300, "whatsapp:+6281234567890"),
    ],
)
def test_the_same_person_with_and_without_number(external: str, identity: str) -> None:
    read = parse({**WHATSAPP, "ExternalUserId": external})

    assert (read.identity, read.address) == (identity, "whatsapp:+6281234567890")


def test_an_sms_has_no_external_identity() -> None:
    assert parse({**SMS, "ExternalUserId": "whatsapp:ID.1"}).identity == "+6281234567890"


def test_media_are_found_whatever_their_number_says() -> None:
    read = parse(
        {
            **WHATSAPP,
            "NumMedia": "x",
            "MediaUrl0": "https://api.twilio.com/a",
            "MediaContentType0": "audio/amr",
            "MediaUrl2": "https://api.twilio.com/c",
            "MediaUrl10": "https://api.twilio.com/never",
            "MediaUrl3": "https://api.twilio.com/" + "x" * 3000,
        }
    )

    assert [(item.kind, item.ref[-1]) for item in read.media] == [
        (MediaKind.VOICE, "a"),
        (MediaKind.DOCUMENT, "c"),
    ]


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("nan", "1"), ("1", ""), ("91", "1"), ("1", "181"), ("inf", "1"), ("satu", "1")],
)
def test_a_place_that_is_none_is_dropped(latitude: str, longitude: str) -> None:
    assert parse({**WHATSAPP, "Latitude": latitude, "Longitude": longitude}).location is None


def test_words_typed_beside_a_button_are_kept() -> None:
    read = parse({**WHATSAPP, "Body": "ya tapi takut", "ButtonText": "Ya", "ButtonPayload": "aman_ya"})

    assert (read.choice, read.text) == ("aman_ya", "ya tapi takut")


def test_an_empty_sms_is_a_sign_of_life() -> None:
    assert parse({**SMS, "Body": ""}).kind is InboundKind.MESSAGE


def test_an_empty_whatsapp_is_kept_for_a_human() -> None:
    assert parse({**WHATSAPP, "Body": ""}).kind is InboundKind.UNREADABLE


def test_the_envelope_names_account_and_number() -> None:
    seen = envelope({"AccountSid": "AC1", "To": "whatsapp:+1"})

    assert (seen.account_sid, seen.to) == ("AC1", "whatsapp:+1")
    assert envelope({}).to == ""


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("accepted", DeliveryStatus.QUEUED),
        ("SENDING", DeliveryStatus.SENDING),
        ("canceled", DeliveryStatus.FAILED),
        ("partially_delivered", DeliveryStatus.SENT),
        ("received", DeliveryStatus.UNKNOWN),
    ],
)
def test_words_of_twilio(word: str, status: DeliveryStatus) -> None:
    assert parse_status({"MessageSid": SID, "MessageStatus": word}).status is status


@pytest.mark.parametrize("code", ["0", "", "6301x", "9" * 40, "٣"])
def test_an_error_that_is_no_code_is_dropped(code: str) -> None:
    report = parse_status({"SmsSid": SID, "SmsStatus": "failed", "ErrorCode": code})

    assert report.error is None


ROAD = [
    DeliveryStatus.QUEUED,
    DeliveryStatus.SENDING,
    DeliveryStatus.SENT,
    DeliveryStatus.DELIVERED,
    DeliveryStatus.READ,
]


def _after(reports: list[DeliveryStatus]) -> DeliveryStatus | None:
    known: DeliveryStatus | None = None
    for report in reports:
        if advances(report, known=known):
            known = report
    return known


@pytest.mark.parametrize("order", list(permutations(ROAD)))
def test_reports_in_any_order_end_at_the_furthest(order: tuple[DeliveryStatus, ...]) -> None:
    assert _after(list(order)) is DeliveryStatus.READ


@given(
    st.lists(st.sampled_from(DeliveryStatus)),
    st.sampled_from([DeliveryStatus.FAILED, DeliveryStatus.UNDELIVERED]),
)
def test_a_failure_is_final(later: list[DeliveryStatus], failure: DeliveryStatus) -> None:
    assert _after([failure, *later]) is failure


@given(st.lists(st.sampled_from(DeliveryStatus), min_size=1))
def test_nothing_steps_back(reports: list[DeliveryStatus]) -> None:
    ranks = []
    known: DeliveryStatus | None = None
    for report in reports:
        if advances(report, known=known):
            known = report
            ranks.append(report.rank)

    assert ranks == sorted(set(ranks))
    assert known is not DeliveryStatus.UNKNOWN


def test_what_was_delivered_does_not_fail_afterwards() -> None:
    assert not advances(DeliveryStatus.FAILED, known=DeliveryStatus.DELIVERED)
    assert advances(DeliveryStatus.FAILED, known=DeliveryStatus.SENT)


@given(
    st.dictionaries(
        st.sampled_from([*SMS, "NumMedia", "MediaUrl0", "Latitude", "Longitude", "OptOutType"]), st.text()
    )
)
def test_no_form_raises_anything_but_junk(form: dict[str, str]) -> None:
    try:
        read = parse({**SMS, **form})
    except JunkBody:
        return

    assert "\x00" not in read.text + read.address + read.provider_id
    assert (read.text + read.address).encode()
