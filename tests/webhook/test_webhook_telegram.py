from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from bot.channels.messages import ChannelName, InboundKind
from config.accounts import Accounts, TelegramAccount
from tests.channels import recorded
from tests.webhook.doubles import ACCOUNTS, BOT, LIMIT, NOW, STAFF_BOT, TELEGRAM_PATH, FakeIntake, app_with
from tests.webhook.fuzzing import SECRET
from webhook.intake import NotDurable

UPDATE = {
    "update_id": 7,
    "message": {"message_id": 3, "date": 1, "chat": {"id": 42, "type": "private"}, "text": "tolong"},
}
GENUINE = {SECRET: BOT.secret}


@pytest.fixture
def intake() -> FakeIntake:
    return FakeIntake()


@pytest.fixture
def client(intake: FakeIntake) -> FlaskClient:
    return app_with(intake).test_client()


def test_an_update_is_stored_and_answered_with_nothing(client: FlaskClient, intake: FakeIntake) -> None:
    answer = client.post(TELEGRAM_PATH, json=UPDATE, headers=GENUINE)

    assert (answer.status_code, answer.data) == (200, b"")
    (message,) = intake.messages
    assert (message.account, message.channel, message.text) == ("sambas", ChannelName.TELEGRAM, "tolong")
    assert message.received_at == NOW


def test_the_officers_bot_is_another_channel(client: FlaskClient, intake: FakeIntake) -> None:
    client.post("/webhook/telegram/sambas_staff", json=UPDATE, headers={SECRET: STAFF_BOT.secret})

    assert intake.messages[0].channel is ChannelName.STAFF
    assert intake.messages[0].account == "sambas_staff"


@pytest.mark.parametrize("one", recorded.telegram(), ids=lambda one: one.name)
def test_every_recorded_update_is_taken(
    client: FlaskClient, intake: FakeIntake, one: recorded.Recorded
) -> None:
    answer = client.post(
        TELEGRAM_PATH, data=one.body, content_type="application/json; charset=utf-8", headers=GENUINE
    )

    assert answer.status_code == 200
    assert intake.messages[0].provider_id == one.expected["provider_id"]


def test_a_poison_update_is_taken_so_that_the_chat_is_not_frozen(
    client: FlaskClient, intake: FakeIntake
) -> None:
    answer = client.post(TELEGRAM_PATH, json={"update_id": 9, "message": 3}, headers=GENUINE)

    assert answer.status_code == 200
    assert intake.messages[0].kind is InboundKind.UNREADABLE


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {SECRET: ""},
        {SECRET: "telegram-secre"},
        {SECRET: "telegram-secrets"},
        {SECRET: "Telegram-Secret"},
        {SECRET: "ä" * 15},
        {SECRET: STAFF_BOT.secret},
        {"X-Telegram-Bot-Api-Secret": BOT.secret},
    ],
)
def test_without_the_secret_nothing_comes_in(
    client: FlaskClient, intake: FakeIntake, headers: dict[str, str]
) -> None:
    assert client.post(TELEGRAM_PATH, json=UPDATE, headers=headers).status_code == 403
    assert intake.messages == []


def test_a_bot_without_secret_takes_nothing(intake: FakeIntake) -> None:
    bare = TelegramAccount(key="a", taskforce="a", staff=False, username="a", token="1:A", secret="")
    client = app_with(intake, Accounts(telegram=(bare,))).test_client()

    assert client.post("/webhook/telegram/a", json=UPDATE, headers={SECRET: ""}).status_code == 403
    assert client.post("/webhook/telegram/a", json=UPDATE).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/webhook/telegram/nobody",
        "/webhook/telegram/",
        "/webhook/telegram/sambas/more",
        "/webhook/telegram/SAMBAS",
        "/webhook/telegram/%00",
        "/static/x",
        "/",
    ],
)
def test_an_unknown_address_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.post(path, json=UPDATE, headers=GENUINE).status_code == 404


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_only_post_is_known(client: FlaskClient, method: str) -> None:
    answer = client.open(TELEGRAM_PATH, method=method, headers=GENUINE)

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "application/jsonx"],
)
def test_another_content_type_is_refused(client: FlaskClient, content_type: str) -> None:
    answer = client.post(TELEGRAM_PATH, data=json.dumps(UPDATE), content_type=content_type, headers=GENUINE)

    assert answer.status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"[]",
        b"{}",
        b'{"update_id": "7"}',
        b'{"update_id": 7',
        b"\xff\xfe\xfd",
        b"[" * 20_000,
        b'{"update_id":' + b"7" * 5000 + b"}",
    ],
)
def test_junk_is_told_so(client: FlaskClient, intake: FakeIntake, body: bytes) -> None:
    answer = client.post(TELEGRAM_PATH, data=body, content_type="application/json", headers=GENUINE)

    assert (answer.status_code, answer.data, intake.messages) == (400, b"", [])


def test_the_order_of_checks_tells_a_stranger_nothing(client: FlaskClient) -> None:
    """Too large before wrong type before forged before junk."""
    large = b"x" * (LIMIT + 1)

    assert client.post(TELEGRAM_PATH, data=large, content_type="text/plain").status_code == 413
    assert client.post(TELEGRAM_PATH, data=b"junk", content_type="text/plain").status_code == 415
    assert client.post(TELEGRAM_PATH, data=b"junk", content_type="application/json").status_code == 403
    assert client.post("/webhook/telegram/nobody", data=large).status_code == 404


def test_a_body_of_just_the_limit_is_read(client: FlaskClient) -> None:
    padded = json.dumps(UPDATE).encode().ljust(LIMIT)

    answer = client.post(TELEGRAM_PATH, data=padded, content_type="application/json", headers=GENUINE)
    more = client.post(TELEGRAM_PATH, data=padded + b" ", content_type="application/json", headers=GENUINE)

    assert (answer.status_code, more.status_code) == (200, 413)


def test_what_could_not_be_stored_is_asked_for_again(client: FlaskClient, intake: FakeIntake) -> None:
    intake.broken = NotDurable()

    answer = client.post(TELEGRAM_PATH, json=UPDATE, headers=GENUINE)

    assert (answer.status_code, answer.headers["Retry-After"], answer.data) == (503, "5", b"")


def test_a_bug_is_no_500_and_its_words_are_not_logged(
    client: FlaskClient, intake: FakeIntake, caplog: pytest.LogCaptureFixture
) -> None:
    intake.broken = ValueError("tolong, saya di rumah majikan")

    answer = client.post(TELEGRAM_PATH, json=UPDATE, headers=GENUINE)

    assert (answer.status_code, answer.data) == (503, b"")
    assert answer.headers["Retry-After"]
    assert "error=ValueError" in caplog.text
    assert "_fail:" in caplog.text, "the log says where"
    assert "majikan" not in caplog.text
    assert "tolong" not in caplog.text


@pytest.mark.parametrize("path", [TELEGRAM_PATH, "/webhook/telegram/nobody"])
def test_answers_carry_no_more_than_needed(client: FlaskClient, path: str) -> None:
    answer = client.post(path, json=UPDATE, headers=GENUINE)

    assert dict(answer.headers) == {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'",
        "Content-Length": "0",
    }


def test_accounts_of_the_double_are_complete() -> None:
    assert ACCOUNTS.telegram_by_key("sambas") is BOT
