"""Transaction 1: what came in is made durable before anything else is tried.

From the commit on, a report cannot be lost: whatever fails afterwards, the row waits and the sweep finds it.
"""

from __future__ import annotations

from typing import Any

from bot.channels.messages import ChannelName, InboundKind, InboundMessage
from bot.errors import NoSuchAccount, NotDurable
from bot.hotline import Hotline
from bot.turn import Turns
from models.conversation_store import ConversationStore
from models.inbox_store import InboxStore


class Inbox:
    """Receives parsed messages from webhooks and from polling.

    Args:
        hotline: the parts of the running hotline.
        turns: takes the turn once the message is stored.
    """

    def __init__(self, hotline: Hotline, turns: Turns) -> None:
        self._hotline = hotline
        self._turns = turns

    def receive(self, message: InboundMessage) -> None:
        """Store a message once and take its conversation's turn.

        A failing turn is not the provider's business: the message is stored, so it is answered as received.

        Raises:
            NotDurable: it could not be stored; the provider must repeat it.
        """
        if message.kind is InboundKind.IGNORED:
            return
        if not message.identity:
            # Nobody to answer and nobody to ask: keeping it would throw strangers' messages into one chat.
            self._hotline.log.warning("message_without_sender", account=message.account)
            return
        inbound_id = self._hotline.ids()
        try:
            conversation_id, new = self._keep(message, inbound_id)
        except Exception as error:
            self._hotline.log.error("inbound_not_stored", channel=message.channel, error=type(error).__name__)
            raise NotDurable from error
        if message.callback_ref:
            self._stop_spinner(message.account, message.callback_ref)
        if new:
            self._turns.take_all(conversation_id, until=inbound_id)

    def _stop_spinner(self, account: str, callback_ref: str) -> None:
        """A job engine that is away costs a spinning button, never the press that is stored already."""
        try:
            self._hotline.jobs.acknowledge(account, callback_ref)
        except Exception as error:  # noqa: BLE001 (loop edge: the message is stored, its turn must be taken)
            self._hotline.log.warning("spinner_not_stopped", account=account, error=type(error).__name__)

    def _keep(self, message: InboundMessage, inbound_id: str) -> tuple[str, bool]:
        taskforce = self._taskforce(message)
        channel = message.channel.value
        now = self._hotline.clock.now()
        with self._hotline.storage.begin() as uow:
            conversations = ConversationStore(uow)
            conversation_id = conversations.find(
                taskforce=taskforce, channel=channel, identity=message.identity
            )
            if conversation_id is None and message.identity != message.address:
                conversation_id = conversations.rekey(
                    taskforce=taskforce, channel=channel, address=message.address, identity=message.identity
                )
            stranger = conversation_id is None
            if conversation_id is None:
                conversation_id = conversations.open(
                    contact_id=self._hotline.ids(),
                    conversation_id=self._hotline.ids(),
                    taskforce=taskforce,
                    account=message.account,
                    channel=channel,
                    identity=message.identity,
                    address=message.address,
                    locale=next(iter(self._hotline.taskforces[taskforce].locales)),
                    now=now,
                )
            new = InboxStore(uow).keep(
                id=inbound_id,
                taskforce=taskforce,
                conversation_id=conversation_id,
                channel=channel,
                account=message.account,
                provider_id=message.provider_id,
                message_ref=message.message_ref,
                edits=message.edits,
                kind=message.kind.value,
                body=_body(message),
                state="pending",
                now=now,
            )
            # A late repetition of what somebody wrote who was erased since: their address stays forgotten.
            if new or not stranger:
                uow.commit()
        return conversation_id, new

    def _taskforce(self, message: InboundMessage) -> str:
        accounts = self._hotline.accounts
        if message.channel in (ChannelName.TELEGRAM, ChannelName.STAFF):
            bot = accounts.telegram_by_key(message.account)
            if bot is not None:
                return bot.taskforce
        else:
            number = accounts.twilio_by_key(message.account)
            if number is not None:
                return number.taskforce
        raise NoSuchAccount


def _body(message: InboundMessage) -> dict[str, Any]:
    """What is sealed of a message: everything the person said, and the address to answer at."""
    body: dict[str, Any] = {"address": message.address}
    if message.text:
        body["text"] = message.text
    if message.choice is not None:
        body["choice"] = message.choice
    if message.start is not None:
        body["start"] = message.start
    if message.location is not None:
        body["location"] = list(message.location)
    if message.locale_hint:
        body["locale"] = message.locale_hint
    if message.media:
        body["media"] = [
            {"kind": item.kind.value, "ref": item.ref, "type": item.content_type, "size": item.size}
            for item in message.media
        ]
    return body
