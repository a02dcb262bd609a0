"""Telegram's objects as JSON, complete enough for python-telegram-bot to read them back."""

from __future__ import annotations

from demo.chats import Chat, Kind, Message, Person
from demo.config import BotAccount
from demo.files import StoredFile

_SUFFIX = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "audio/ogg": "oga",
    "audio/webm": "webm",
    "application/pdf": "pdf",
}
_FOLDER = {Kind.PHOTO: "photos", Kind.VOICE: "voice", Kind.DOCUMENT: "documents"}


def bot_user(bot: BotAccount) -> dict[str, object]:
    """The bot as a `User`."""
    return {"id": bot.bot_id, "is_bot": True, "first_name": bot.name, "username": bot.username}


def person_user(person: Person) -> dict[str, object]:
    """A person as a `User`; the phone's language is Indonesian."""
    return {"id": person.telegram_id, "is_bot": False, "first_name": person.name, "language_code": "id"}


def private_chat(chat: Chat) -> dict[str, object]:
    """A private chat as a `Chat`; its id is the person's id."""
    return {"id": chat.person.telegram_id, "type": "private", "first_name": chat.person.name}


def file_path(key: str, stored: StoredFile, kind: Kind) -> str:
    """The path under which the Bot API offers a file for download."""
    return f"{_FOLDER.get(kind, 'documents')}/{key}.{_SUFFIX.get(stored.content_type, 'bin')}"


def message_object(
    message: Message, chat: Chat, bot: BotAccount, stored: StoredFile | None
) -> dict[str, object]:
    """A message as a `Message`.

    Args:
        message: what was written.
        chat: where.
        bot: the bot at the other end.
        stored: its attachment, if it has one.
    """
    found: dict[str, object] = {
        "message_id": int(message.ref),
        "from": bot_user(bot) if message.outgoing else person_user(chat.person),
        "chat": private_chat(chat),
        "date": int(message.date.timestamp()),
    }
    if message.edited is not None:
        found["edit_date"] = int(message.edited.timestamp())
    if message.protect:
        found["has_protected_content"] = True
    found.update(_content(message, chat, stored))
    if message.keyboard:
        found["reply_markup"] = {
            "inline_keyboard": [
                [{"text": b.label, ("url" if b.action == "url" else "callback_data"): b.data} for b in row]
                for row in message.keyboard
            ]
        }
    return found


def _content(message: Message, chat: Chat, stored: StoredFile | None) -> dict[str, object]:
    if message.kind is Kind.LOCATION and message.location:
        return {"location": {"latitude": message.location[0], "longitude": message.location[1]}}
    if message.kind is Kind.CONTACT:
        person = chat.person
        return {
            "contact": {
                "phone_number": person.phone,
                "first_name": person.name,
                "user_id": person.telegram_id,
            }
        }
    if stored is None or message.file is None:
        return _words(message.text)
    found = _attachment(message.kind, message.file, stored)
    if message.text:
        found["caption"] = message.text
    return found


def _words(text: str) -> dict[str, object]:
    found: dict[str, object] = {"text": text}
    if text.startswith("/"):
        found["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    return found


def _attachment(kind: Kind, key: str, stored: StoredFile) -> dict[str, object]:
    base: dict[str, object] = {
        "file_id": key,
        "file_unique_id": key[:16],
        "file_size": len(stored.content),
    }
    if kind is Kind.PHOTO:
        # Telegram offers several sizes; the stand-in keeps one and names it as the largest.
        return {"photo": [{**base, "width": 1280, "height": 960}]}
    if kind is Kind.VOICE:
        return {"voice": {**base, "duration": stored.seconds, "mime_type": stored.content_type}}
    return {"document": {**base, "file_name": stored.name, "mime_type": stored.content_type}}
