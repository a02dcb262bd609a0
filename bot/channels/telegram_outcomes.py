"""What an error of the Bot API means for the message that was being sent."""

from __future__ import annotations

from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.channels.errors import ProviderBusy, ProviderRefused
from bot.channels.messages import Refused, TryLater, Unknown, Unreachable

_SOON = timedelta(seconds=5)
_HUMAN_NEEDED = timedelta(minutes=1)

# Raised by httpx before a single byte of the request has left.
_NOTHING_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)

# Beginnings of Telegram's descriptions; codes are ours, so that no word of a message can reach a log.
_FORBIDDEN = (
    ("bot was blocked", "blocked"),
    ("user is deactivated", "deactivated"),
    ("bot can't initiate", "never_wrote"),
)
_NO_CHAT = ("chat not found", "peer_id_invalid", "user not found", "user_is_blocked")


class Flooded(TelegramError):
    """Telegram answered 429.

    Args:
        seconds: how long it asks us to wait.
    """

    def __init__(self, seconds: int) -> None:
        super().__init__("429")
        self.seconds = seconds


class ServerTrouble(TelegramError):
    """Telegram answered 5xx: it may or may not have done what was asked.

    Args:
        status: the HTTP status.
    """

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


def outcome(error: TelegramError) -> TryLater | Unreachable | Refused | Unknown:
    """The outcome of a send that ended in this error.

    Args:
        error: what the client raised.

    Returns:
        TryLater only where Telegram certainly has nothing; Unknown where a second send could be a second
        message.
    """
    match error:
        case Flooded():
            return TryLater(after=timedelta(seconds=error.seconds), code="429")
        case ServerTrouble():
            return Unknown(code=str(error.status))
        case Forbidden():
            return Unreachable(code=_code(error, _FORBIDDEN, otherwise="forbidden"))
        case ChatMigrated():
            return Unreachable(code="chat_migrated")
        case InvalidToken():
            # A wrong token is no fault of the message: it waits until somebody has put the token right.
            return TryLater(after=_HUMAN_NEEDED, code="token_rejected")
        case Conflict():
            return TryLater(after=_HUMAN_NEEDED, code="conflict")
        case BadRequest():
            return (
                Unreachable(code="chat_not_found") if _says(error, *_NO_CHAT) else Refused(code="bad_request")
            )
        case NetworkError() if isinstance(error.__cause__, _NOTHING_LEFT):
            return TryLater(after=_SOON, code="not_connected")
        case TimedOut():
            return Unknown(code="timeout")
        case NetworkError():
            return Unknown(code="connection_lost")
    return Unknown(code="unreadable_answer")


def refusal(error: TelegramError) -> ProviderBusy | ProviderRefused:
    """What to raise where asking again does no harm (polling, webhook settings).

    Args:
        error: what the client raised.
    """
    if isinstance(error, InvalidToken):
        return ProviderRefused(code="token_rejected")
    if isinstance(error, Conflict):
        return ProviderRefused(code="conflict")
    match outcome(error):
        case TryLater() as later:
            return ProviderBusy(after=later.after, code=later.code)
        case Unknown() as unknown:
            return ProviderBusy(after=_SOON, code=unknown.code)
        case final:
            return ProviderRefused(code=final.code)


def is_unchanged(error: BadRequest) -> bool:
    """Whether an edit was refused because the message reads like that already."""
    return _says(error, "message is not modified")


def is_already_gone(error: BadRequest) -> bool:
    """Whether a deletion was refused because there is nothing left to delete."""
    return _says(error, "message to delete not found")


def _says(error: TelegramError, *words: str) -> bool:
    said = error.message.lower()
    return any(word in said for word in words)


def _code(error: TelegramError, known: tuple[tuple[str, str], ...], *, otherwise: str) -> str:
    return next((code for words, code in known if _says(error, words)), otherwise)
