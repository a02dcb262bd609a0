"""What the demonstration needs to know, handed in by the command that starts it."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit


class NotThisMachineError(ValueError):
    """The demonstration delivers to this machine only; give it a loopback address."""


def is_loopback(url: str) -> bool:
    """Tell whether a URL leads to this very machine.

    Args:
        url: an absolute http(s) URL.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return False
    if parts.hostname == "localhost":
        return True
    try:
        return ip_address(parts.hostname).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, kw_only=True)
class BotAccount:
    """One Telegram bot as the hotline knows it.

    Args:
        account: key of the bot; the last part of its webhook address.
        token: `<number>:<secret>`; the number is the bot's user id.
        secret: what Telegram repeats in `X-Telegram-Bot-Api-Secret-Token`.
        username: shown in the phone's header.
        name: the bot's display name.
    """

    account: str
    token: str = field(repr=False)
    secret: str = field(repr=False)
    username: str
    name: str = "Suar"

    @property
    def bot_id(self) -> int:
        """The bot's own user id, which is the first half of its token."""
        return int(self.token.split(":", 1)[0])


@dataclass(frozen=True, kw_only=True)
class DemoTemplate:
    """A WhatsApp template that counts as approved from the start.

    Args:
        sid: `HX...` as used in `ContentSid`.
        body: its text; `{{1}}` is replaced by the content variable of that name.
    """

    sid: str
    body: str


@dataclass(frozen=True, kw_only=True)
class TwilioAccount:
    """One Twilio account with an SMS number and a WhatsApp sender.

    Args:
        account: key of the account; the last part of its webhook address.
        account_sid: `AC...`.
        api_key: `SK...`, user name for REST and media.
        api_secret: its password.
        auth_token: signs webhooks; also accepted with the account SID, as Twilio does.
        sms_number: E.164.
        whatsapp_number: E.164, with or without the `whatsapp:` prefix.
        templates: approved WhatsApp templates.
    """

    account: str
    account_sid: str
    api_key: str
    api_secret: str = field(repr=False)
    auth_token: str = field(repr=False)
    sms_number: str
    whatsapp_number: str
    templates: tuple[DemoTemplate, ...] = ()

    @property
    def whatsapp_address(self) -> str:
        """The WhatsApp sender as Twilio writes it: `whatsapp:+...`."""
        return "whatsapp:" + self.whatsapp_number.removeprefix("whatsapp:")


@dataclass(frozen=True, kw_only=True)
class DemoOfficer:
    """One officer whose Telegram is shown on the right phone.

    Args:
        name: shown on the switch.
        title: `Petugas Piket`, `Koordinator Hukum`, `Ketua Harian`.
        chat_id: Telegram chat id under which the hotline knows the officer.
    """

    name: str
    title: str
    chat_id: int


@dataclass(frozen=True, kw_only=True)
class DemoConfig:
    """Everything that the stand-ins and the page need.

    Args:
        webhook_base_url: where the hotline's webhooks listen; loopback only.
        public_bot: the bot that citizens write to.
        staff_bot: the bot that alerts officers.
        twilio: the account for SMS and WhatsApp.
        officers: shown on the right phone, in order.
        taskforce_name: shown in the page's head.
        timezone: IANA name; the phones show its time, as the hotline's texts do.
        pace: factor on every waiting time of the stand-ins (retries, status callbacks); tests set it low.
        max_streams: how many live pages may hold a connection; further ones ask again every second.
        workers: threads that deliver to the hotline.
        trusted_hosts: names under which the page may be opened; others are refused, so that no foreign page
            can reach it by pointing its own name at this machine.

    Raises:
        NotThisMachineError: if `webhook_base_url` is not on this machine.
    """

    webhook_base_url: str
    public_bot: BotAccount
    staff_bot: BotAccount
    twilio: TwilioAccount
    officers: tuple[DemoOfficer, ...]
    taskforce_name: str
    timezone: str = "Asia/Jakarta"
    pace: float = 1.0
    max_streams: int = 8
    workers: int = 4
    trusted_hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")

    def __post_init__(self) -> None:
        if not is_loopback(self.webhook_base_url):
            raise NotThisMachineError(f"webhook_base_url is not on this machine: {self.webhook_base_url}")
