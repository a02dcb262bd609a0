"""One call of the Bot API, decoded: parameters come as JSON, form or multipart, keyboards as JSON inside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Request

from demo.chats import Button, Keyboard
from demo.files import StoredFile

MAX_CALLBACK_BYTES = 64
MAX_BUTTONS = 100


class ApiError(Exception):
    """The Bot API refuses the call; give the caller its status and description.

    Args:
        status: HTTP status, repeated as `error_code`.
        description: Telegram's own words.
        retry_after: seconds, for 429.
    """

    def __init__(self, status: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after


@dataclass(frozen=True, kw_only=True)
class Markup:
    """What a `reply_markup` asks for.

    Args:
        inline: buttons fixed to the message.
        reply: buttons under the input, None to leave them as they are, empty to remove them.
        once: the reply keyboard goes away after one use.
    """

    inline: Keyboard = ()
    reply: Keyboard | None = None
    once: bool = False


@dataclass(frozen=True, kw_only=True)
class Call:
    """Parameters of one call.

    Args:
        values: as sent; numbers and structures may be strings.
        files: uploaded files by field name.
    """

    values: Mapping[str, object]
    files: Mapping[str, StoredFile] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """A parameter as words."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def number(self, name: str, default: int | None = None) -> int:
        """A parameter as a whole number.

        Raises:
            ApiError: if it is missing or not a number.
        """
        value = self.values.get(name, default)
        try:
            return int(str(value))
        except ValueError:
            raise ApiError(400, f"Bad Request: {name} is empty or not a number") from None

    def flag(self, name: str) -> bool:
        """A parameter as yes or no."""
        return str(self.values.get(name, "")).lower() in ("true", "1", "yes")

    def structure(self, name: str) -> object:
        """A parameter that holds JSON, or None if it is missing.

        Raises:
            ApiError: if it is no JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise ApiError(400, f"Bad Request: can't parse {name} JSON object") from None

    def markup(self) -> Markup:
        """The keyboard that goes with a message.

        Raises:
            ApiError: if Telegram would refuse it.
        """
        found = self.structure("reply_markup")
        if found is None:
            return Markup()
        if not isinstance(found, dict):
            raise ApiError(400, "Bad Request: object expected as reply markup")
        if "inline_keyboard" in found:
            return Markup(inline=_inline(found["inline_keyboard"]))
        if "keyboard" in found:
            return Markup(reply=_reply(found["keyboard"]), once=bool(found.get("one_time_keyboard")))
        return Markup(reply=() if found.get("remove_keyboard") else None)


def decode(request: Request) -> Call:
    """Read a call from an HTTP request.

    Raises:
        ApiError: if the body is JSON in name only.
    """
    values: dict[str, object] = dict(request.args)
    if request.is_json:
        body = request.get_json(silent=True)
        if not isinstance(body, dict):
            raise ApiError(400, "Bad Request: can't parse JSON object")
        values.update(body)
    else:
        values.update(request.form)
    files = {
        name: StoredFile(
            content=upload.read(),
            content_type=upload.mimetype or "application/octet-stream",
            name=upload.filename or name,
        )
        for name, upload in request.files.items()
    }
    return Call(values=values, files=files)


def _rows(found: object) -> list[list[dict[str, object]]]:
    if not isinstance(found, list) or not all(isinstance(row, list) for row in found):
        raise ApiError(400, "Bad Request: keyboard must be an Array of Arrays")
    rows: list[list[dict[str, object]]] = [
        [{"text": b} if isinstance(b, str) else b for b in row] for row in found
    ]
    if sum(len(row) for row in rows) > MAX_BUTTONS:
        raise ApiError(400, "Bad Request: REPLY_MARKUP_TOO_LONG")
    if any(not isinstance(b, dict) or not str(b.get("text", "")).strip() for row in rows for b in row):
        raise ApiError(400, "Bad Request: can't parse keyboard button: text must be non-empty")
    return rows


def _inline(found: object) -> Keyboard:
    keyboard = []
    for row in _rows(found):
        buttons = []
        for button in row:
            data = button.get("callback_data")
            if "url" in button:
                buttons.append(Button(label=str(button["text"]), data=str(button["url"]), action="url"))
                continue
            if data is None:
                raise ApiError(400, "Bad Request: Text buttons are unallowed in the inline keyboard")
            if not 1 <= len(str(data).encode()) <= MAX_CALLBACK_BYTES:
                raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
            buttons.append(Button(label=str(button["text"]), data=str(data)))
        keyboard.append(tuple(buttons))
    return tuple(keyboard)


def _reply(found: object) -> Keyboard:
    def button(value: dict[str, object]) -> Button:
        action = (
            "location"
            if value.get("request_location")
            else "contact"
            if value.get("request_contact")
            else "reply"
        )
        return Button(label=str(value["text"]), action=action)

    return tuple(tuple(button(value) for value in row) for row in _rows(found))
