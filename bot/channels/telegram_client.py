"""python-telegram-bot's client, made quiet and exact: it logs no content and keeps 429 and 5xx apart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import httpx
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.channels.messages import Refused, TryLater
from bot.channels.telegram_outcomes import Flooded, ServerTrouble

API = "https://api.telegram.org"
_MOST_WAIT = 3600
_SOON = timedelta(seconds=10)


@dataclass(frozen=True, kw_only=True)
class WebhookState:
    """What Telegram knows of our webhook.

    Args:
        url: where it posts, "" if it waits to be polled.
        pending: updates not delivered yet.
        last_error_at: when a delivery last failed, None if never.
        last_error: Telegram's words for it; they hold a status, no content.
    """

    url: str
    pending: int
    last_error_at: datetime | None
    last_error: str


class QuietRequest(HTTPXRequest):
    """The client's one door to the network.

    Two things differ from the library. An answer that is no JSON is not written to the log, because it may
    quote the message.
    And 429 and 5xx keep their status: whether a message may be sent again depends on it.

    Args:
        pool: connections kept.
        read_timeout: seconds to wait for an answer.
        local: True for an address on this machine, so that no proxy of the environment is used.
    """

    def __init__(self, *, pool: int, read_timeout: float, local: bool) -> None:
        super().__init__(
            connection_pool_size=pool,
            connect_timeout=5.0,
            read_timeout=read_timeout,
            write_timeout=read_timeout,
            pool_timeout=read_timeout,
            httpx_kwargs={"trust_env": not local},
        )

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request.

        Raises:
            Flooded: 429.
            ServerTrouble: 5xx.
        """
        status, payload = await super().do_request(
            url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
        )
        if status == httpx.codes.TOO_MANY_REQUESTS:
            raise Flooded(_seconds_to_wait(payload))
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise ServerTrouble(status)
        return status, payload

    async def download(self, url: str, *, most: int) -> bytes | TryLater | Refused:
        """The bytes at an address, never more than `most`, whatever the server says about their number.

        Args:
            url: a file address that getFile gave.
            most: bytes after which to stop.
        """
        content = bytearray()
        try:
            async with self._client.stream("GET", url) as answer:
                if answer.status_code != httpx.codes.OK:
                    return _not_downloaded(answer.status_code)
                async for piece in answer.aiter_bytes():
                    content += piece
                    if len(content) > most:
                        return Refused(code="too_big")
        except httpx.HTTPError:
            return TryLater(after=_SOON, code="download_broken")
        return bytes(content)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The decoded answer, an object.

        Raises:
            TelegramError: it is none.
        """
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            raise TelegramError("unreadable answer") from None
        if not isinstance(answer, dict):
            raise TelegramError("unreadable answer")
        return answer


class RawBot(Bot):
    """A bot that can also hand out updates as they came, and that does not print its token."""

    def __repr__(self) -> str:
        # The library's own shows the token, and a traceback would carry it into a log.
        return "RawBot"

    @property
    def door(self) -> QuietRequest:
        """The door that all calls but polling go through."""
        return cast(QuietRequest, self.request)

    async def raw_updates(
        self, *, offset: int | None, wait: int, kinds: tuple[str, ...]
    ) -> list[dict[str, Any]]:
        """Updates as decoded JSON. The library's `get_updates` drops a whole batch when one update is odd.

        Args:
            offset: first update id wanted; all earlier ones count as received.
            wait: seconds for which Telegram may hold the answer back.
            kinds: kinds of update wanted.

        Raises:
            TelegramError: as every call of the client.
        """
        wanted = {"offset": offset, "timeout": wait, "allowed_updates": list(kinds)}
        answer = await self._post("getUpdates", wanted, read_timeout=wait + 10)
        return [update for update in answer if isinstance(update, dict)] if isinstance(answer, list) else []


def make_bot(token: str, *, base_url: str, read_timeout: float) -> tuple[RawBot, tuple[QuietRequest, ...]]:
    """A bot and the doors to close after it.

    Args:
        token: from BotFather.
        base_url: where the Bot API lives; "" for Telegram itself.
        read_timeout: seconds to wait for an answer.
    """
    local = bool(base_url)
    api = base_url.rstrip("/") or API
    calls = QuietRequest(pool=16, read_timeout=read_timeout, local=local)
    polls = QuietRequest(pool=1, read_timeout=read_timeout, local=local)
    bot = RawBot(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=calls,
        get_updates_request=polls,
    )
    return bot, (calls, polls)


def _not_downloaded(status: int) -> TryLater | Refused:
    if status == httpx.codes.TOO_MANY_REQUESTS or status >= httpx.codes.INTERNAL_SERVER_ERROR:
        return TryLater(after=_SOON, code=str(status))
    return Refused(code="gone" if status == httpx.codes.NOT_FOUND else f"http_{status}")


def _seconds_to_wait(payload: bytes) -> int:
    """`parameters.retry_after` of a 429, one second if it cannot be read, never more than an hour."""
    try:
        seconds = json.loads(payload)["parameters"]["retry_after"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return 1
    return min(max(seconds, 1), _MOST_WAIT) if isinstance(seconds, int) else 1
