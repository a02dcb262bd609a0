"""What a person can do on a phone, whichever line it is on."""

from __future__ import annotations

from collections.abc import Mapping

from demo.chats import Chat, Kind, Line, Message
from demo.files import StoredFile
from demo.ogg import voice_note
from demo.telegram_line import BotLine
from demo.twilio_line import TwilioLine
from demo.world import World

SAMPLE_SECONDS = 4
MAX_TYPED = 4096


class PageError(Exception):
    """The page asked for something that a phone cannot do.

    Args:
        code: a word for the page's own message.
        status: HTTP status.
    """

    def __init__(self, code: str, *, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


class Phones:
    """Finds the chat that is meant and does in it what the person does.

    Args:
        world: where chats live.
        lines: the provider of each line.
    """

    def __init__(self, *, world: World, lines: Mapping[Line, BotLine | TwilioLine]) -> None:
        self.world = world
        self._lines = lines

    def chat(self, found: Mapping[str, object]) -> Chat:
        """The chat that a request names by `who`, `channel` and `chat` (the person's key).

        Raises:
            PageError: 404 if there is none.
        """
        channel = Line.STAFF.value if found.get("who") == "officer" else str(found.get("channel"))
        try:
            return self.world.chats[f"{channel}:{found.get('chat')}"]
        except KeyError:
            raise PageError("chat_not_found", status=404) from None

    def act(self, found: Mapping[str, object]) -> Message | None:
        """Do what a request asks for: `text`, `choice`, `location`, `contact`, `voice_sample` or `edit`.

        Raises:
            PageError: if it makes no sense.
        """
        chat = self.chat(found)
        line = self._lines[chat.line]
        if chat.blocked:
            raise PageError("blocked", status=409)
        if isinstance(text := found.get("text"), str) and text.strip():
            return line.say(chat, text[:MAX_TYPED])
        if isinstance(choice := found.get("choice"), dict):
            return self._press(line, chat, choice)
        if isinstance(place := found.get("location"), dict):
            return line.share_location(chat, _coordinates(place))
        if found.get("contact"):
            return line.share_contact(chat)
        if found.get("voice_sample"):
            sample = StoredFile(
                content=voice_note(SAMPLE_SECONDS),
                content_type="audio/ogg",
                name="suara.oga",
                seconds=SAMPLE_SECONDS,
            )
            return self.attach(chat, sample, Kind.VOICE, "")
        if isinstance(change := found.get("edit"), dict) and isinstance(line, BotLine):
            line.edit(chat, self._message(chat, change), str(change.get("text", ""))[:MAX_TYPED])
            return None
        raise PageError("nothing_to_send")

    def attach(self, chat: Chat, stored: StoredFile, kind: Kind, caption: str) -> Message:
        """Send a file.

        Raises:
            PageError: if the line cannot carry one.
        """
        if chat.line is Line.SMS:
            raise PageError("sms_carries_words_only")
        if chat.blocked:
            raise PageError("blocked", status=409)
        return self._lines[chat.line].attach(chat, stored, kind, caption)

    def block(self, chat: Chat, *, blocked: bool) -> None:
        """Block the bot, or let it in again.

        Raises:
            PageError: if the line knows no blocking.
        """
        line = self._lines[chat.line]
        if not isinstance(line, BotLine):
            raise PageError("only_telegram_blocks")
        line.set_blocked(chat, blocked=blocked)

    def _press(self, line: BotLine | TwilioLine, chat: Chat, choice: Mapping[str, object]) -> Message | None:
        message = self._message(chat, choice)
        data = str(choice.get("data", ""))
        if not any(button.data == data for row in message.keyboard for button in row):
            raise PageError("button_is_gone", status=409)
        try:
            return line.press(chat, message, data)
        except KeyError:
            raise PageError("button_is_gone", status=409) from None

    def _message(self, chat: Chat, found: Mapping[str, object]) -> Message:
        message = chat.messages.get(int(str(found.get("message", 0))))
        if message is None or message.deleted:
            raise PageError("message_not_found", status=404)
        return message


def _coordinates(place: Mapping[str, object]) -> tuple[float, float]:
    try:
        return float(str(place.get("latitude"))), float(str(place.get("longitude")))
    except ValueError:
        raise PageError("no_coordinates") from None
