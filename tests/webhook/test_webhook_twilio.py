from __future__ import annotations

from urllib.parse import quote_plus

import pytest
from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator

from bot.channels.delivery import DeliveryReport, DeliveryStatus
from bot.channels.messages import ChannelName
from config.accounts import Accounts, TwilioAccount
from tests.channels import recorded
from tests.webhook.doubles import LIMIT, NOW, PUBLIC, TWILIO, TWILIO_PATH, FakeIntake, app_with, signature
from tests.webhook.fuzzing import FORM, SIGNATURE
from webhook.intake import NotDurable

EMPTY_REPLY = b'<?xml version="1.0" encoding="UTF-8"?><Response/>'
STATUS_PATH = f"{TWILIO_PATH}/status"
SMS = {
    "MessageSid": "SM" + "1" * 32,
    "AccountSid": TWILIO.account_sid,
    "From": "+6281234567890",
    "To": "+15005550006",
    "Body": "tolong & cepat",
}


@pytest.fixture
def intake() -> FakeIntake:
    return FakeIntake()


@pytest.fixture
def client(intake: FakeIntake) -> FlaskClient:
    return app_with(intake).test_client()


def encoded(form: dict[str, str] | list[tuple[str, str]]) -> bytes:
    pairs = form.items() if isinstance(form, dict) else form
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs).encode()


def post(client: FlaskClient, body: bytes, path: str = TWILIO_PATH, **options: str) -> int:
    header = options.get("header", signature(path, body))
    content_type = options.get("content_type", FORM)
    return client.post(path, data=body, content_type=content_type, headers={SIGNATURE: header}).status_code


def test_a_message_is_stored_and_answered_with_an_empty_response(
    client: FlaskClient, intake: FakeIntake
) -> None:
    body = encoded(SMS)

    answer = client.post(
        TWILIO_PATH, data=body, content_type=FORM, headers={SIGNATURE: signature(TWILIO_PATH, body)}
    )

    assert (answer.status_code, answer.data) == (200, EMPTY_REPLY)
    assert answer.content_type == "text/xml; charset=utf-8"
    (message,) = intake.messages
    assert (message.account, message.channel, message.text) == ("sambas", ChannelName.SMS, "tolong & cepat")
    assert message.received_at == NOW


@pytest.mark.parametrize("one", recorded.twilio(), ids=lambda one: one.name)
def test_every_recorded_form_is_taken(
    client: FlaskClient, intake: FakeIntake, one: recorded.Recorded
) -> None:
    assert post(client, one.body, STATUS_PATH if one.report else TWILIO_PATH) == 200

    if one.report:
        expected = DeliveryReport(
            ref=one.expected["ref"],
            status=DeliveryStatus(one.expected["status"]),
            error=one.expected.get("error"),
        )
        assert intake.reports == [(expected, "sambas")]
    else:
        assert intake.messages == [recorded.inbound(one, account="sambas", received_at=NOW)]


@pytest.mark.parametrize("token", TWILIO.auth_tokens)
def test_both_secrets_open_while_one_is_replaced(client: FlaskClient, token: str) -> None:
    body = encoded(SMS)

    assert post(client, body, header=signature(TWILIO_PATH, body, token)) == 200


@pytest.mark.parametrize("query", ["a=1", "a=%C3%A9&b=+", "a=%ff", "b&b&c="])
def test_the_query_takes_part_byte_for_byte(client: FlaskClient, query: str) -> None:
    body = encoded(SMS)
    headers = {SIGNATURE: signature(TWILIO_PATH, body, query=query)}

    good = client.post(f"{TWILIO_PATH}?{query}", data=body, content_type=FORM, headers=headers)
    bad = client.post(f"{TWILIO_PATH}?{query}x", data=body, content_type=FORM, headers=headers)

    assert (good.status_code, bad.status_code) == (200, 403)


def test_the_public_address_counts_whatever_the_request_claims(client: FlaskClient) -> None:
    body = encoded(SMS)
    headers = {
        SIGNATURE: signature(TWILIO_PATH, body),
        "Host": "evil.example",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Host": "evil.example",
    }

    assert client.post(TWILIO_PATH, data=body, content_type=FORM, headers=headers).status_code == 200

    own = RequestValidator(TWILIO.auth_tokens[0]).compute_signature(f"http://evil.example{TWILIO_PATH}", SMS)
    assert post(client, body, header=own) == 403


def test_a_repeated_field_takes_part_in_the_signature(client: FlaskClient, intake: FakeIntake) -> None:
    body = encoded([*SMS.items(), ("Body", "second")])

    assert post(client, body) == 200
    assert intake.messages[0].text == "tolong & cepat"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "x",
        signature(TWILIO_PATH, encoded(SMS), "somebody else's token"),
        signature(STATUS_PATH, encoded(SMS)),
        signature(TWILIO_PATH, encoded({**SMS, "Body": "other"})),
        signature(TWILIO_PATH, encoded(SMS)).lower(),
        "ä" * 28,
    ],
)
def test_a_forgery_is_refused(client: FlaskClient, intake: FakeIntake, header: str) -> None:
    assert post(client, encoded(SMS), header=header) == 403
    assert intake.messages == []


def test_a_signature_for_messages_does_not_open_the_status_address(client: FlaskClient) -> None:
    body = encoded({"MessageSid": "SM1", "MessageStatus": "sent", "AccountSid": TWILIO.account_sid})

    assert post(client, body, STATUS_PATH, header=signature(TWILIO_PATH, body)) == 403
    assert post(client, body, STATUS_PATH) == 200


@pytest.mark.parametrize(
    "change",
    [
        {"AccountSid": "AC" + "9" * 32},
        {"AccountSid": ""},
        {"To": "+19999999999"},
        {"To": "whatsapp:+15005550006"},
        {"To": "+14155238886"},
        {"To": ""},
    ],
)
def test_what_is_meant_for_somebody_else_is_refused(
    client: FlaskClient, intake: FakeIntake, change: dict[str, str]
) -> None:
    assert post(client, encoded({**SMS, **change})) == 403
    assert intake.messages == []


def test_an_account_without_numbers_takes_no_message(intake: FakeIntake) -> None:
    bare = TwilioAccount(
        key="sambas",
        taskforce="sambas",
        account_sid=TWILIO.account_sid,
        api_key="SK",
        api_secret="s",
        auth_tokens=TWILIO.auth_tokens,
    )
    client = app_with(intake, Accounts(twilio=(bare,))).test_client()

    assert post(client, encoded({**SMS, "To": ""})) == 403
    assert post(client, encoded({**SMS, "To": "whatsapp:None"})) == 403


@pytest.mark.parametrize("missing", ["MessageSid", "From"])
def test_a_signed_form_without_id_or_sender_is_junk(client: FlaskClient, missing: str) -> None:
    assert post(client, encoded({k: v for k, v in SMS.items() if k != missing})) == 400


def test_a_signed_status_without_status_is_junk(client: FlaskClient) -> None:
    assert post(client, encoded({"MessageSid": "SM1", "AccountSid": TWILIO.account_sid}), STATUS_PATH) == 400


@pytest.mark.parametrize(
    "content_type", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""]
)
@pytest.mark.parametrize("path", [TWILIO_PATH, STATUS_PATH])
def test_another_content_type_is_refused(client: FlaskClient, path: str, content_type: str) -> None:
    assert post(client, encoded(SMS), path, content_type=content_type) == 415


@pytest.mark.parametrize(
    "path", ["/webhook/twilio/nobody", "/webhook/twilio/nobody/status", "/webhook/twilio/"]
)
def test_an_unknown_account_is_not_found(client: FlaskClient, path: str) -> None:
    assert post(client, encoded(SMS), path) == 404


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", [TWILIO_PATH, STATUS_PATH])
def test_only_post_is_known(client: FlaskClient, path: str, method: str) -> None:
    assert client.open(path, method=method).status_code == 405


def test_the_order_of_checks_tells_a_stranger_nothing(client: FlaskClient) -> None:
    large = b"Body=" + b"x" * LIMIT

    assert post(client, large, "/webhook/twilio/nobody", header="") == 404
    assert post(client, large, header="", content_type="text/plain") == 413
    assert post(client, b"x", header="", content_type="text/plain") == 415
    assert post(client, b"x", header="") == 403


@pytest.mark.parametrize(
    "body",
    [
        b"%",
        b"\xff\xfe=%ff",
        b"&&&&",
        b"=",
        b"Body=%00&From=%00&MessageSid=%00",
        b"a=1&" * 10_000,
        "From=é".encode("latin-1"),
    ],
)
def test_broken_encoding_ends_at_the_door(client: FlaskClient, intake: FakeIntake, body: bytes) -> None:
    assert post(client, body) in (400, 403)
    assert intake.messages == []


def test_nul_in_a_signed_body_is_taken_out(client: FlaskClient, intake: FakeIntake) -> None:
    assert post(client, encoded({**SMS, "Body": "to\x00long"})) == 200
    assert intake.messages[0].text == "tolong"


@pytest.mark.parametrize("path", [TWILIO_PATH, STATUS_PATH])
def test_what_could_not_be_stored_is_asked_for_again(
    client: FlaskClient, intake: FakeIntake, path: str
) -> None:
    intake.broken = NotDurable()
    body = encoded({**SMS, "MessageStatus": "sent"})

    assert post(client, body, path) == 503


def test_a_bug_is_no_500(client: FlaskClient, intake: FakeIntake, caplog: pytest.LogCaptureFixture) -> None:
    intake.broken = KeyError("+6281234567890")

    assert post(client, encoded(SMS)) == 503
    assert "81234567890" not in caplog.text


def test_answers_carry_no_more_than_needed(client: FlaskClient) -> None:
    body = encoded(SMS)

    answer = client.post(
        TWILIO_PATH, data=body, content_type=FORM, headers={SIGNATURE: signature(TWILIO_PATH, body)}
    )

    assert dict(answer.headers) == {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'",
        "Content-Type": "text/xml; charset=utf-8",
        "Content-Length": str(len(EMPTY_REPLY)),
    }
    assert PUBLIC not in str(answer.headers)
