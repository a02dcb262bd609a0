"""The bots and numbers on which people reach a task force, and the secrets that go with them."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import ConfigDict, Field, StrictBool, TypeAdapter, ValidationError

from config.account_conflicts import conflicts, gaps
from config.account_shapes import (
    AccountSid,
    ApiKey,
    ApiSecret,
    AuthToken,
    BotToken,
    Key,
    Number,
    TemplateSid,
    Username,
    WebhookSecret,
)
from config.problems import FixConfiguration, problems_of
from config.secret_files import exposed, write_secret
from config.yaml_file import read_yaml


@dataclass(frozen=True, kw_only=True)
class TelegramAccount:
    """One Telegram bot.

    Args:
        key: short name; the last part of its webhook address.
        taskforce: key of the task force it belongs to.
        staff: True for the officers' bot, False for the one that everybody may write to.
        username: name without @.
        token: what BotFather gave; whoever has it reads every report.
        secret: what Telegram repeats in `X-Telegram-Bot-Api-Secret-Token`.
    """

    __pydantic_config__ = ConfigDict(extra="forbid", hide_input_in_errors=True)

    key: Key
    taskforce: str
    staff: StrictBool
    username: Username
    token: BotToken = field(repr=False)
    secret: WebhookSecret = field(repr=False)

    @property
    def bot_id(self) -> int:
        """The bot's own Telegram user id, which is the first half of its token."""
        return int(self.token.split(":", 1)[0])


@dataclass(frozen=True, kw_only=True)
class TwilioAccount:
    """One Twilio account with its numbers.

    Args:
        key: short name; the last part of its webhook address.
        taskforce: key of the task force it belongs to.
        account_sid: `AC...`.
        api_key, api_secret: for sending and for fetching media.
        auth_tokens: check signatures only; two while the token is being rotated, the newer one first.
        sms_number, whatsapp_number: E.164 without prefix, or None.
        nudge_template: content sid of the approved neutral template for a closed WhatsApp window, or None.
    """

    __pydantic_config__ = ConfigDict(extra="forbid", hide_input_in_errors=True)

    key: Key
    taskforce: str
    account_sid: AccountSid
    api_key: ApiKey
    api_secret: ApiSecret = field(repr=False)
    auth_tokens: Annotated[tuple[AuthToken, ...], Field(min_length=1, max_length=2)] = field(repr=False)
    sms_number: Number | None = None
    whatsapp_number: Number | None = None
    nudge_template: TemplateSid | None = None


Account = TypeVar("Account", TelegramAccount, TwilioAccount)


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """Every bot and number of this deployment. Looking for one that is not there gives None."""

    telegram: tuple[TelegramAccount, ...] = ()
    twilio: tuple[TwilioAccount, ...] = ()

    def telegram_by_key(self, key: str) -> TelegramAccount | None:
        """The bot of this key."""
        return next((bot for bot in self.telegram if bot.key == key), None)

    def twilio_by_key(self, key: str) -> TwilioAccount | None:
        """The Twilio account of this key."""
        return next((account for account in self.twilio if account.key == key), None)

    def public_bot(self, taskforce: str) -> TelegramAccount | None:
        """The bot that everybody may write to."""
        return next((bot for bot in self.telegram if bot.taskforce == taskforce and not bot.staff), None)

    def staff_bot(self, taskforce: str) -> TelegramAccount | None:
        """The officers' bot."""
        return next((bot for bot in self.telegram if bot.taskforce == taskforce and bot.staff), None)

    def twilio_of(self, taskforce: str) -> TwilioAccount | None:
        """The task force's Twilio account."""
        return next((account for account in self.twilio if account.taskforce == taskforce), None)


def load_accounts(path: Path, known_taskforces: Collection[str]) -> Accounts:
    """Read and check the file of accounts.

    Args:
        path: YAML file with the lists `telegram` and `twilio`; mode 600.
        known_taskforces: keys of the task forces served here.

    Raises:
        FixConfiguration: with every problem, naming file, account and key, never a value.
    """
    document = read_yaml(path)
    problems = (
        [f"{path.name}: others on this machine can read it; run chmod 600 on it"] if exposed(path) else []
    )
    problems += [
        f"{path.name}: {key}: no such key; remove it" for key in document.keys() - {"telegram", "twilio"}
    ]
    accounts = Accounts(
        telegram=_read(TelegramAccount, "telegram", document, path.name, problems),
        twilio=_read(TwilioAccount, "twilio", document, path.name, problems),
    )
    problems += [f"{path.name}: {line}" for line in conflicts(accounts)]
    problems += [f"{path.name}: {line}" for line in gaps(document, known_taskforces)]
    if problems:
        raise FixConfiguration(problems)
    return accounts


def _read(
    kind: type[Account], section: str, document: dict[str, Any], file: str, problems: list[str]
) -> tuple[Account, ...]:
    """Accounts of a section that are right in themselves; each wrong one adds its lines to `problems`."""
    entries = document.get(section) or []
    if not isinstance(entries, list):
        problems.append(f"{file}: {section}: must be a list; begin each account with -")
        return ()
    adapter = TypeAdapter(kind)
    good: list[Account] = []
    for place, entry in enumerate(entries):
        try:
            good.append(adapter.validate_python(entry))
        except ValidationError as error:
            problems += _problems_of_entry(error, section, place, entry, file)
    return tuple(good)


def _problems_of_entry(
    error: ValidationError, section: str, place: int, entry: object, file: str
) -> tuple[str, ...]:
    named = entry.get("key") if isinstance(entry, dict) else None
    label = named if isinstance(named, str) else place
    return problems_of(error, file=lambda _: f"{file}: {section}[{label}]", document=entry)


def write_demo_accounts(path: Path, taskforces: Sequence[str]) -> bool:
    """Make up accounts in the real shapes, so that a demonstration needs no account and no key of anybody.

    The numbers come from +1 202 555 0100 to 0199, which belong to nobody; the tokens are random.

    Args:
        path: where the file shall be, mode 600; an existing file is never touched.
        taskforces: keys of the task forces, at most 50.

    Returns:
        True if the file was written, False if there was one already.
    """
    document = {
        "telegram": [_demo_bot(key, staff=staff) for key in taskforces for staff in (False, True)],
        "twilio": [_demo_twilio(key, place) for place, key in enumerate(taskforces)],
    }
    first_line = "# Made up for the demonstration; none of this opens anything.\n"
    return write_secret(path, first_line + yaml.safe_dump(document, sort_keys=False))


def _demo_bot(taskforce: str, *, staff: bool) -> dict[str, object]:
    return {
        "key": f"{taskforce}-{'piket' if staff else 'warga'}",
        "taskforce": taskforce,
        "staff": staff,
        "username": f"{taskforce}_{'piket' if staff else 'demo'}_bot",
        "token": f"{secrets.randbelow(9 * 10**9) + 10**9}:AA{secrets.token_urlsafe(25)[:33]}",
        "secret": secrets.token_urlsafe(32),
    }


def _demo_twilio(taskforce: str, place: int) -> dict[str, object]:
    return {
        "key": f"{taskforce}-twilio",
        "taskforce": taskforce,
        "account_sid": f"AC{secrets.token_hex(16)}",
        "api_key": f"SK{secrets.token_hex(16)}",
        "api_secret": secrets.token_hex(16),
        "auth_tokens": [secrets.token_hex(16)],
        "sms_number": f"+1202555{100 + place:04d}",
        "whatsapp_number": f"+1202555{150 + place:04d}",
        "nudge_template": f"HX{secrets.token_hex(16)}",
    }
