"""The Telegram channel: sends, deletes and fetches as one bot, each call run on the shared loop."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from telegram.constants import UpdateType
from telegram.error import TelegramError

from bot.channels.errors import ProviderBusy
from bot.channels.messages import (
    Fetched,
    MediaRef,
    OutboundMessage,
    Refused,
    SendResult,
    Sent,
    TryLater,
    Unknown,
)
from bot.channels.pictures import checked
from bot.channels.progress import Progress
from bot.channels.telegram_calls import ODD_ANSWER, Sending, answer_press, delete_all, fetch_bytes
from bot.channels.telegram_client import QuietRequest, RawBot, WebhookState, make_bot
from bot.channels.telegram_loop import TelegramLoop
from bot.channels.telegram_outcomes import refusal

T = TypeVar("T")

# Set explicitly: Telegram keeps the list of the last call for ever.
UPDATE_KINDS: tuple[str, ...] = (
    UpdateType.MESSAGE.value,
    UpdateType.EDITED_MESSAGE.value,
    UpdateType.CALLBACK_QUERY.value,
    UpdateType.MY_CHAT_MEMBER.value,
)
_CHAT = re.compile(r"-?[0-9]{1,19}")
_MOST_DOWNLOAD = 20 * 1024 * 1024  # Bot API, getFile


@dataclass(frozen=True, kw_only=True)
class _Line:
    """A bot together with the loop its connections belong to."""

    loop: asyncio.AbstractEventLoop
    bot: RawBot
    doors: tuple[QuietRequest, ...]


class TelegramChannel:
    """One bot that can send. It paces nothing by itself: a 429 comes back as `TryLater` and the outbox waits.

    Args:
        token: from BotFather.
        loop: where its calls run; shared by all bots.
        base_url: another Bot API server (the stand-in); "" for Telegram itself.
        max_bytes: largest file fetched.
        location_label: words on the key that shares the place.
        answer_within: seconds to wait for an answer of the Bot API.
    """

    def __init__(
        self,
        token: str,
        loop: TelegramLoop,
        *,
        base_url: str = "",
        max_bytes: int = _MOST_DOWNLOAD,
        location_label: str = "📍 Kirim lokasi / Send location",
        answer_within: float = 15.0,
    ) -> None:
        self._token = token
        self._loop = loop
        self._base_url = base_url
        self._max_bytes = max_bytes
        self._location_label = location_label
        self._answer_within = answer_within
        self._progress = Progress()
        self._line: _Line | None = None

    def send(self, message: OutboundMessage) -> SendResult:
        """Send the parts in order, buttons with the last.

        If a later part fails, its outcome is the message's outcome, and the next attempt (same
        `idempotency`) begins with that part: nobody reads the first part twice. `edit_ref` edits where
        Telegram still can, else sends anew.
        """
        chat = _chat(message.address)
        if chat is None:
            return Refused(code="address")
        patience = 2 * self._answer_within * (len(message.body.parts) + 1)
        try:
            return self._run(lambda bot: self._sending(bot, chat, message).run(), patience)
        except TimeoutError:
            return Unknown(code="timeout")

    def find_sent(self, message: OutboundMessage, *, since: datetime) -> Sent | None:  # noqa: ARG002 (the port)
        """Always None: the Bot API shows a bot nothing of what it has sent."""
        return None

    def delete(self, address: str, refs: tuple[str, ...]) -> bool:
        """Delete messages of both sides in a private chat; False if one stayed.

        Telegram deletes what is younger than 48 hours. Of a batch with an older message in it the others
        are still deleted, one by one: as much as possible has to go.
        """
        ids = [int(ref) for ref in refs if ref.isascii() and ref.isdecimal()]
        chat = _chat(address)
        if chat is None:
            return False
        try:
            gone = self._run(lambda bot: delete_all(bot, chat, ids), self._answer_within * (len(ids) + 1))
        except TimeoutError:
            return False
        return gone and len(ids) == len(refs)

    def acknowledge(self, callback_ref: str, text: str = "") -> None:
        """Stop a pressed button's spinner. Telegram refuses after some minutes, which harms nobody."""
        try:
            self._run(lambda bot: answer_press(bot, callback_ref, text), 2 * self._answer_within)
        except TimeoutError:
            return

    def fetch(self, media: MediaRef) -> Fetched | TryLater | Refused:
        """The bytes behind a file id, pictures without their EXIF."""
        try:
            found = self._run(
                lambda bot: fetch_bytes(bot, media.ref, most=self._max_bytes), 8 * self._answer_within
            )
        except TimeoutError:
            return TryLater(after=timedelta(seconds=30), code="timeout")
        # Outside the loop: decoding a large picture would hold up every other bot's message.
        return checked(found) if isinstance(found, bytes) else found

    def delete_media(self, media: MediaRef) -> bool:  # noqa: ARG002 (the port)
        """Nothing to do: Telegram keeps a file as long as its message, and `delete` removes that."""
        return True

    def set_webhook(self, url: str, secret: str) -> None:
        """Tell Telegram where to post.

        Args:
            url: https address of this bot's webhook.
            secret: comes back in `X-Telegram-Bot-Api-Secret-Token`; 1-256 of A-Z a-z 0-9 _ -.

        Raises:
            ProviderBusy, ProviderRefused: it was not set.
        """
        self._ask(lambda bot: bot.set_webhook(url, secret_token=secret, allowed_updates=UPDATE_KINDS))

    def delete_webhook(self) -> None:
        """Tell Telegram to wait to be polled; nothing that is pending is dropped.

        Raises:
            ProviderBusy, ProviderRefused: it stands as before.
        """
        self._ask(lambda bot: bot.delete_webhook(drop_pending_updates=False))

    def webhook_info(self) -> WebhookState:
        """What Telegram knows of our webhook.

        Raises:
            ProviderBusy, ProviderRefused: it could not be asked.
        """
        info = self._ask(lambda bot: bot.get_webhook_info())
        return WebhookState(
            url=info.url,
            pending=info.pending_update_count,
            last_error_at=info.last_error_date,
            last_error=info.last_error_message or "",
        )

    def get_updates(self, offset: int | None, timeout: int) -> list[dict[str, Any]]:
        """Updates as decoded JSON, for `parse_update`.

        Args:
            offset: first update id wanted; all earlier ones count as received. None for whatever waits.
            timeout: seconds for which Telegram may hold the answer back.

        Raises:
            ProviderBusy: ask again later.
            ProviderRefused: `conflict` if a webhook is set or another process polls, `token_rejected`.
        """
        return self._ask(
            lambda bot: bot.raw_updates(offset=offset, wait=timeout, kinds=UPDATE_KINDS), timeout + 20
        )

    def close(self) -> None:
        """Close the connections. The next call opens new ones."""
        line, self._line = self._line, None
        if line is not None and not line.loop.is_closed():

            async def hang_up() -> None:
                for door in line.doors:
                    await door.shutdown()

            self._loop.run(hang_up(), self._answer_within)

    def _run(self, work: Callable[[RawBot], Awaitable[T]], patience: float) -> T:
        async def on_loop() -> T:
            return await work(self._bot())

        return self._loop.run(on_loop(), patience)

    def _ask(self, work: Callable[[RawBot], Awaitable[T]], patience: float | None = None) -> T:
        try:
            return self._run(work, patience or 3 * self._answer_within)
        except TelegramError as error:
            raise refusal(error) from error
        except TimeoutError as error:
            raise ProviderBusy(after=timedelta(seconds=5), code="timeout") from error
        except ODD_ANSWER as error:
            raise ProviderBusy(after=timedelta(seconds=5), code="unreadable_answer") from error

    def _bot(self) -> RawBot:
        """The bot of the running loop. Only called on the loop's thread, so it needs no lock."""
        loop = asyncio.get_running_loop()
        if self._line is None or self._line.loop is not loop:
            bot, doors = make_bot(self._token, base_url=self._base_url, read_timeout=self._answer_within)
            self._line = _Line(loop=loop, bot=bot, doors=doors)
        return self._line.bot

    def _sending(self, bot: RawBot, chat: int, message: OutboundMessage) -> Sending:
        return Sending(
            bot=bot,
            chat=chat,
            message=message,
            progress=self._progress,
            location_label=self._location_label,
        )


def _chat(address: str) -> int | None:
    return int(address) if _CHAT.fullmatch(address) else None
