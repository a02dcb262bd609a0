"""The line between people and one bot: what a person does becomes an update, delivered or polled."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from demo.chats import ACKNOWLEDGE, Chat, Kind, Line, Message
from demo.config import BotAccount
from demo.delivery import Courier, Parcel, telegram_retry
from demo.files import StoredFile
from demo.telegram_call import ApiError
from demo.telegram_objects import bot_user, message_object, person_user, private_chat
from demo.world import World

MESSAGE_EXPIRES = 24 * 3600.0
CALLBACK_EXPIRES = 150.0


@dataclass(frozen=True, kw_only=True)
class BotWebhook:
    """Where updates go.

    Args:
        url: the hotline's address.
        secret: repeated in the header of each delivery.
        allowed: kinds of update that are wanted; empty for all.
    """

    url: str
    secret: str = field(repr=False)
    allowed: frozenset[str] = frozenset()


@dataclass(kw_only=True)
class Update:
    """One update that the hotline has not taken yet.

    Args:
        number: `update_id`.
        body: the whole update.
        message: what the page shows beside its delivery, if it is a message.
        queued: whether a delivery is under way.
    """

    number: int
    body: dict[str, object]
    message: Message | None
    lane: str
    expires: float
    queued: bool = False


class BotLine:
    """One bot and everybody who writes to it.

    Args:
        bot: the account.
        line: public or staff.
        world: where chats live.
        courier: delivers updates.
        webhook_base_url: where the webhook is set from the start.
    """

    def __init__(
        self, *, bot: BotAccount, line: Line, world: World, courier: Courier, webhook_base_url: str
    ) -> None:
        self.bot = bot
        self.line = line
        self.world = world
        self.queries: dict[str, tuple[str, datetime]] = {}
        self.pending: dict[int, Update] = {}
        self.webhook: BotWebhook | None = BotWebhook(
            url=f"{webhook_base_url.rstrip('/')}/webhook/telegram/{bot.account}", secret=bot.secret
        )
        self._courier = courier

    def chat(self, chat_id: str) -> Chat:
        """The chat that a bot may write to.

        Raises:
            ApiError: 400 if the person never wrote to this bot, 403 if they blocked it.
        """
        found = next(
            (
                c
                for c in self.world.chats.values()
                if c.line is self.line and c.opened and str(c.person.telegram_id) == chat_id
            ),
            None,
        )
        if found is None:
            raise ApiError(400, "Bad Request: chat not found")
        if found.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        return found

    def say(self, chat: Chat, text: str) -> Message:
        """The person writes."""
        return self._send(chat, text=text)

    def attach(self, chat: Chat, stored: StoredFile, kind: Kind, caption: str = "") -> Message:
        """The person sends a picture, a voice note or a document."""
        with self.world.lock:
            key = self.world.files.add(stored)
        return self._send(chat, text=caption, kind=kind, file=key)

    def share_location(self, chat: Chat, location: tuple[float, float]) -> Message:
        """The person shares a location, (latitude, longitude)."""
        return self._send(chat, kind=Kind.LOCATION, location=location)

    def share_contact(self, chat: Chat) -> Message:
        """The person shares their own number."""
        return self._send(chat, text=chat.person.phone, kind=Kind.CONTACT)

    def edit(self, chat: Chat, message: Message, text: str) -> None:
        """The person changes an earlier message of theirs."""
        with self.world.lock:
            message.text = text
            message.edited = self.world.now()
            message.state = "sending"
            self.world.changed(message)
            self._dispatch("edited_message", self.object_of(message, chat), chat, message)

    def press(self, chat: Chat, message: Message, data: str) -> None:
        """The person presses a button of a message."""
        with self.world.lock:
            query = str(secrets.randbelow(2**62))
            self.queries[query] = (chat.key, self.world.now())
            body: dict[str, object] = {
                "id": query,
                "from": person_user(chat.person),
                "message": self.object_of(message, chat),
                "chat_instance": str(chat.person.telegram_id),
                "data": data,
            }
            self._dispatch("callback_query", body, chat, None)
        if data.startswith(ACKNOWLEDGE):
            self.world.take_alert(data)

    def set_blocked(self, chat: Chat, *, blocked: bool) -> None:
        """The person blocks the bot, or lets it in again."""
        with self.world.lock:
            if chat.blocked == blocked:
                return
            chat.blocked = blocked
            self.world.chat_changed(chat)
            member, kicked = {"status": "member"}, {"status": "kicked", "until_date": 0}
            user = {"user": bot_user(self.bot)}
            body: dict[str, object] = {
                "chat": private_chat(chat),
                "from": person_user(chat.person),
                "date": int(self.world.now().timestamp()),
                "old_chat_member": {**user, **(member if blocked else kicked)},
                "new_chat_member": {**user, **(kicked if blocked else member)},
            }
            self._dispatch("my_chat_member", body, chat, None)

    def object_of(self, message: Message, chat: Chat) -> dict[str, object]:
        """A message as Telegram shows it to the bot."""
        stored = self.world.files.get(message.file) if message.file else None
        return message_object(message, chat, self.bot, stored)

    def query_is_open(self, query: str) -> Chat | None:
        """The chat of a pressed button that can still be answered, or None if it is too late or unknown."""
        with self.world.lock:
            found = self.queries.get(query)
            if found is None or self.world.now() - found[1] > timedelta(seconds=CALLBACK_EXPIRES):
                return None
            return self.world.chats[found[0]]

    def set_webhook(self, webhook: BotWebhook | None, *, drop_pending: bool) -> None:
        """Send updates to another address from now on, or keep them for polling."""
        with self.world.lock:
            self.webhook = webhook
            if drop_pending:
                self.pending.clear()
            for update in list(self.pending.values()):
                self._deliver(update)
            self.world.lock.notify_all()

    def poll(self, *, offset: int, limit: int, wait: float) -> list[dict[str, object]]:
        """Give waiting updates to a poller and forget those below the offset.

        Raises:
            ApiError: 409 while a webhook is set.
        """
        if self.webhook is not None:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        with self.world.lock:
            for number in [n for n in self.pending if n < offset]:
                update = self.pending.pop(number)
                if update.message:
                    self.world.set_state(update.message, "delivered", "getUpdates")
            self.world.lock.wait_for(lambda: bool(self.pending), timeout=wait)
            return [update.body for _, update in sorted(self.pending.items())][:limit]

    def _send(
        self,
        chat: Chat,
        *,
        text: str = "",
        kind: Kind = Kind.TEXT,
        file: str | None = None,
        location: tuple[float, float] | None = None,
    ) -> Message:
        with self.world.lock:
            message = self.world.write(
                chat,
                ref=str(self.world.next_id()),
                outgoing=False,
                text=text,
                kind=kind,
                file=file,
                location=location,
                state="sending",
            )
            if chat.keyboard_once:
                chat.keyboard, chat.keyboard_once = (), False
                self.world.chat_changed(chat)
            self._dispatch("message", self.object_of(message, chat), chat, message)
            return message

    def _dispatch(self, kind: str, body: dict[str, object], chat: Chat, message: Message | None) -> None:
        if self.webhook is not None and self.webhook.allowed and kind not in self.webhook.allowed:
            return
        is_press = kind == "callback_query"
        number = self.world.next_id()
        # Telegram queues pressed buttons per person and messages per chat: a button can overtake a text.
        lane = f"{self.bot.account}:{'press' if is_press else 'chat'}:{chat.person.telegram_id}"
        update = Update(
            number=number,
            body={"update_id": number, kind: body},
            message=message,
            lane=lane,
            expires=CALLBACK_EXPIRES if is_press else MESSAGE_EXPIRES,
        )
        self.pending[number] = update
        self._deliver(update)
        self.world.lock.notify_all()

    def _deliver(self, update: Update) -> None:
        if self.webhook is None or update.queued:
            return
        update.queued = True
        # Encoded now: what the person deletes or edits later must not change what was sent.
        body = json.dumps(update.body, ensure_ascii=False).encode()

        def parcel() -> Parcel | None:
            with self.world.lock:
                if self.webhook is None or update.number not in self.pending:
                    update.queued = False
                    return None
                return Parcel(
                    url=self.webhook.url,
                    body=body,
                    headers={
                        "Content-Type": "application/json",
                        "X-Telegram-Bot-Api-Secret-Token": self.webhook.secret,
                    },
                    label=f"POST /webhook/telegram/{self.bot.account}",
                )

        def note(state: str, words: str) -> None:
            with self.world.lock:
                if update.message and not update.message.deleted:
                    self.world.set_state(update.message, state, words)
                if state == "lost":
                    self.pending.pop(update.number, None)
                if state == "delivered":
                    self._done(update)

        self._courier.deliver(
            lane=update.lane, parcel=parcel, retry=telegram_retry(expires=update.expires), note=note
        )

    def _done(self, update: Update) -> None:
        # Kept until the lane has gone on, so that a planned duplicate still finds it.
        self._courier.later(update.lane, lambda: self._forget(update), delay=0.0)

    def _forget(self, update: Update) -> None:
        with self.world.lock:
            self.pending.pop(update.number, None)
