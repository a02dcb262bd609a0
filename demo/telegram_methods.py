"""The methods of the Bot API that a hotline uses, with Telegram's own limits and refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from demo.chats import Chat, Kind, Message
from demo.config import is_loopback
from demo.files import StoredFile
from demo.telegram_call import ApiError, Call
from demo.telegram_line import BotLine, BotWebhook
from demo.telegram_objects import bot_user, file_path

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
DELETABLE = timedelta(hours=48)
TYPING = timedelta(seconds=5)

Method = Callable[[BotLine, Call], object]


def get_me(line: BotLine, _call: Call) -> object:
    """Who the bot is."""
    return {
        **bot_user(line.bot),
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def send_message(line: BotLine, call: Call) -> object:
    """Send words with buttons."""
    text = call.text("text")
    if not text.strip():
        raise ApiError(400, "Bad Request: message text is empty")
    if len(text) > MAX_TEXT:
        raise ApiError(400, "Bad Request: message is too long")
    if call.text("parse_mode"):
        raise ApiError(400, "Bad Request: the stand-in shows plain text only, send without parse_mode")
    return _write(line, call, text=text, kind=Kind.TEXT, stored=None)


def send_file(field: str, kind: Kind) -> Method:
    """Make a method that sends a file.

    Args:
        field: the parameter that holds the file (`photo`, `document`, `voice`).
        kind: what it is.
    """

    def send(line: BotLine, call: Call) -> object:
        caption = call.text("caption")
        if len(caption) > MAX_CAPTION:
            raise ApiError(400, "Bad Request: message caption is too long")
        given = call.text(field)
        stored = (
            call.files.get(field)
            or call.files.get(given.removeprefix("attach://"))
            or line.world.files.get(given)
        )
        if stored is None:
            raise ApiError(400, f"Bad Request: there is no {field} in the request")
        return _write(line, call, text=caption, kind=kind, stored=stored)

    return send


def edit_message_text(line: BotLine, call: Call) -> object:
    """Change the words and the buttons of one of the bot's messages."""
    text = call.text("text")
    if not text.strip():
        raise ApiError(400, "Bad Request: message text is empty")
    if len(text) > MAX_TEXT:
        raise ApiError(400, "Bad Request: message is too long")
    return _edit(line, call, text=text)


def edit_message_reply_markup(line: BotLine, call: Call) -> object:
    """Change the buttons of one of the bot's messages; without any they are removed."""
    return _edit(line, call, text=None)


def delete_message(line: BotLine, call: Call) -> object:
    """Delete one message of either side, if it is younger than 48 hours."""
    chat = line.chat(call.text("chat_id"))
    message = chat.by_ref(str(call.number("message_id")))
    if message is None:
        raise ApiError(400, "Bad Request: message to delete not found")
    if line.world.now() - message.date >= DELETABLE:
        raise ApiError(400, "Bad Request: message can't be deleted for everyone")
    line.world.erase(message)
    return True


def delete_messages(line: BotLine, call: Call) -> object:
    """Delete up to 100 messages; those that are gone or too old are skipped."""
    chat = line.chat(call.text("chat_id"))
    refs = call.structure("message_ids")
    if not isinstance(refs, list) or not 1 <= len(refs) <= 100:
        raise ApiError(400, "Bad Request: message_ids must hold 1 to 100 identifiers")
    for ref in refs:
        message = chat.by_ref(str(ref))
        if message is not None and line.world.now() - message.date < DELETABLE:
            line.world.erase(message)
    return True


def answer_callback_query(line: BotLine, call: Call) -> object:
    """Stop a button's spinner and show a word or two."""
    text = call.text("text")
    if len(text) > 200:
        raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
    chat = line.query_is_open(call.text("callback_query_id"))
    if chat is None:
        raise ApiError(
            400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )
    line.world.tell(chat, text, alert=call.flag("show_alert"))
    return True


def send_chat_action(line: BotLine, call: Call) -> object:
    """Show "mengetik" for five seconds."""
    chat = line.chat(call.text("chat_id"))
    chat.typing_until = line.world.now() + TYPING
    line.world.chat_changed(chat)
    return True


def set_webhook(line: BotLine, call: Call) -> object:
    """Send updates to an address on this machine."""
    url = call.text("url")
    if url and not is_loopback(url):
        raise ApiError(400, "Bad Request: bad webhook: the stand-in delivers to this machine only")
    allowed = call.structure("allowed_updates")
    webhook = BotWebhook(
        url=url,
        secret=call.text("secret_token"),
        allowed=frozenset(str(kind) for kind in allowed) if isinstance(allowed, list) else frozenset(),
    )
    line.set_webhook(webhook if url else None, drop_pending=call.flag("drop_pending_updates"))
    return True


def delete_webhook(line: BotLine, call: Call) -> object:
    """Keep updates for polling from now on."""
    line.set_webhook(None, drop_pending=call.flag("drop_pending_updates"))
    return True


def get_webhook_info(line: BotLine, _call: Call) -> object:
    """Where updates go and how many wait."""
    webhook = line.webhook
    found: dict[str, object] = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(line.pending),
    }
    if webhook and webhook.allowed:
        found["allowed_updates"] = sorted(webhook.allowed)
    return found


def get_updates(line: BotLine, call: Call) -> object:
    """Give waiting updates to a poller."""
    return line.poll(
        offset=call.number("offset", 0),
        limit=max(1, min(call.number("limit", 100), 100)),
        wait=float(max(0, min(call.number("timeout", 0), 50))),
    )


def get_file(line: BotLine, call: Call) -> object:
    """Where to download a file that a person sent."""
    key = call.text("file_id")
    with line.world.lock:
        stored = line.world.files.get(key)
        if stored is None:
            raise ApiError(400, "Bad Request: invalid file_id")
        if len(stored.content) > MAX_DOWNLOAD:
            raise ApiError(400, "Bad Request: file is too big")
        kind = next(
            (m.kind for c in line.world.chats.values() for m in c.messages.values() if m.file == key),
            Kind.DOCUMENT,
        )
        return {
            "file_id": key,
            "file_unique_id": key[:16],
            "file_size": len(stored.content),
            "file_path": file_path(key, stored, kind),
        }


def accept(_line: BotLine, _call: Call) -> object:
    """Say yes to what changes nothing on the page (commands, descriptions)."""
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "sendmessage": send_message,
    "sendphoto": send_file("photo", Kind.PHOTO),
    "senddocument": send_file("document", Kind.DOCUMENT),
    "sendvoice": send_file("voice", Kind.VOICE),
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "answercallbackquery": answer_callback_query,
    "sendchataction": send_chat_action,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "getupdates": get_updates,
    "getfile": get_file,
    "setmycommands": accept,
    "deletemycommands": accept,
    "setmydescription": accept,
    "setmyshortdescription": accept,
    "setmyname": accept,
    "setchatmenubutton": accept,
}
"""By name in lower case: the Bot API does not tell upper from lower case."""

QUIET = frozenset({"getme", "getupdates", "getwebhookinfo", "sendchataction"})
"""Methods that the panel does not list, because they come all the time and say nothing."""

FAILABLE = frozenset(
    {
        "sendmessage",
        "sendphoto",
        "senddocument",
        "sendvoice",
        "editmessagetext",
        "editmessagereplymarkup",
    }
)
"""Methods that count as sends when a fault is planned."""


def _write(line: BotLine, call: Call, *, text: str, kind: Kind, stored: StoredFile | None) -> object:
    world = line.world
    markup = call.markup()
    with world.lock:
        chat = line.chat(call.text("chat_id"))
        file = world.files.add(stored) if stored is not None else None
        message = world.write(
            chat,
            ref=str(world.next_id()),
            outgoing=True,
            text=text,
            kind=kind,
            file=file,
            keyboard=markup.inline,
        )
        message.protect = call.flag("protect_content")
        message.silent = call.flag("disable_notification")
        if markup.reply is not None:
            chat.keyboard, chat.keyboard_once = markup.reply, markup.once
            world.chat_changed(chat)
        world.changed(message)
        return line.object_of(message, chat)


def _edit(line: BotLine, call: Call, *, text: str | None) -> object:
    world = line.world
    markup = call.markup()
    with world.lock:
        chat, message = _own(line, call)
        new = message.text if text is None else text
        if new == message.text and markup.inline == message.keyboard:
            raise ApiError(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message",
            )
        if text is not None and text != message.text:
            message.edited = world.now()
        message.text = new
        message.keyboard = markup.inline
        world.changed(message)
        return line.object_of(message, chat)


def _own(line: BotLine, call: Call) -> tuple[Chat, Message]:
    chat = line.chat(call.text("chat_id"))
    message = chat.by_ref(str(call.number("message_id")))
    if message is None:
        raise ApiError(400, "Bad Request: message to edit not found")
    if not message.outgoing:
        raise ApiError(400, "Bad Request: message can't be edited")
    return chat, message
