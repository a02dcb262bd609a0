"""A task force's accounts, and an intake that keeps everything in memory and trusts nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qsl

from flask import Flask
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from bot.channels.delivery import DeliveryReport
from bot.channels.messages import InboundMessage
from bot.clock import FrozenClock
from config.accounts import Accounts, TelegramAccount, TwilioAccount
from webhook import create_app
from webhook.intake import NotDurable

PUBLIC = "https://hotline.example"
NOW = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
LIMIT = 64 * 1024

BOT = TelegramAccount(
    key="sambas",
    taskforce="sambas",
    staff=False,
    username="suar_sambas_bot",
    token="7000000001:AAabcdefghijklmnopqrstuvwxyz012345",
    secret="telegram-secret",
)
STAFF_BOT = TelegramAccount(
    key="sambas_staff",
    taskforce="sambas",
    staff=True,
    username="suar_petugas_bot",
    token="7000000002:AAabcdefghijklmnopqrstuvwxyz012345",
    secret="staff-secret",
)
TWILIO = TwilioAccount(
    key="sambas",
    taskforce="sambas",
    account_sid="AC" + "0f" * 16,
    api_key="SK" + "1" * 32,
    api_secret="s" * 32,
    auth_tokens=("n" * 32, "o" * 32),
    sms_number="+15005550006",
    whatsapp_number="+14155238886",
)
ACCOUNTS = Accounts(telegram=(BOT, STAFF_BOT), twilio=(TWILIO,))
TELEGRAM_PATH = "/webhook/telegram/sambas"
TWILIO_PATH = "/webhook/twilio/sambas"


class FakeIntake:
    """Keeps what it gets, once, and objects to what no database would take."""

    def __init__(self) -> None:
        self.messages: list[InboundMessage] = []
        self.reports: list[tuple[DeliveryReport, str]] = []
        self.broken: Exception | None = None

    def receive(self, message: InboundMessage) -> None:
        self._fail()
        for value in vars(message).values():
            if isinstance(value, str):
                _fit_to_be_kept(value)
        for item in message.media:
            _fit_to_be_kept(item.ref + item.content_type)
        self.messages.append(message)

    def delivered(self, report: DeliveryReport, account: str) -> None:
        self._fail()
        _fit_to_be_kept(report.ref + (report.error or ""))
        self.reports.append((report, account))

    def _fail(self) -> None:
        if self.broken is not None:
            raise self.broken


def _fit_to_be_kept(value: str) -> None:
    value.encode()
    if "\x00" in value:
        raise NotDurable


def app_with(intake: FakeIntake, accounts: Accounts = ACCOUNTS, limit: int = LIMIT) -> Flask:
    """The application under test."""
    return create_app(
        intake, accounts, public_base_url=PUBLIC + "/", max_body_bytes=limit, clock=FrozenClock(NOW)
    )


def signature(path: str, body: bytes, token: str = TWILIO.auth_tokens[0], query: str = "") -> str:
    """What Twilio puts into its header for this body."""
    form: MultiDict[str, str] = MultiDict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    url = PUBLIC + path + (f"?{query}" if query else "")
    made: str = RequestValidator(token).compute_signature(url, form)
    return made
