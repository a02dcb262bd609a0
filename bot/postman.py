"""Sending: claim a row, hand it to the provider outside any transaction, record how it ended.

A crash between any two of these steps leaves a row that the sweep finds again. A lease that ran out means
that the outcome is unknown: the provider is asked before anything is said twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.channels.messages import (
    Channel,
    OutboundMessage,
    Refused,
    SendResult,
    Sent,
    TryLater,
    Unknown,
    Unreachable,
)
from bot.errors import NoSuchAccount
from bot.escalation import Escalation
from bot.hotline import Hotline
from bot.jobs import REPLY_PRIORITY
from bot.speech import unpacked
from models.case_store import CaseStore
from models.conversation_store import ConversationStore
from models.officer_store import OfficerStore
from models.outbox_store import Claimed, OutboxStore
from models.receipt_store import ReceiptStore
from models.reply_store import ReplyStore
from models.unit_of_work import UnitOfWork

LEASE = timedelta(seconds=60)
REPORTED = ("whatsapp", "sms")  # channels whose provider reports how far a message came
ATTEMPTS = {"alert": 5, "reply": 10, "notice": 5, "nudge": 10, "erase": 20}
LONGEST_WAIT = timedelta(minutes=5)
DELETE_TRIES = 6
SHORTEST_VALIDITY = timedelta(seconds=30)


class Postman:
    """Sends outbox rows.

    Args:
        hotline: the parts of the running hotline.
    """

    def __init__(self, hotline: Hotline) -> None:
        self._hotline = hotline
        self._escalation = Escalation(hotline)

    def deliver(self, outbox_id: str) -> None:
        """Send one row if it is its turn, then nudge the next one of the same conversation."""
        claimed = self._claim(outbox_id)
        if claimed is None:
            return
        result = self._send(claimed)
        self._record(claimed, result)
        if claimed.conversation_id is not None and not isinstance(result, TryLater | Unknown):
            with self._hotline.storage.read() as uow:
                following = OutboxStore(uow).next_of(claimed.conversation_id)
            if following is not None:
                self._hotline.jobs.deliver(following, priority=REPLY_PRIORITY)

    def _claim(self, outbox_id: str) -> Claimed | None:
        now = self._hotline.clock.now()
        with self._hotline.storage.begin() as uow:
            store = OutboxStore(uow)
            claimed = store.claim(outbox_id, now=now, lease=LEASE)
            if claimed is not None and claimed.expires_at is not None and claimed.expires_at <= now:
                self._expired(uow, claimed, now)
                claimed = None
            uow.commit()
        return claimed

    def _expired(self, uow: UnitOfWork, claimed: Claimed, now: datetime) -> None:
        """A reply that is hours late may be read by somebody else: it is dropped, and the officer sees that
        it was."""
        OutboxStore(uow).settle(claimed.id, state="expired", error="too_late")
        if claimed.case_id is not None:
            CaseStore(uow).add_event(
                id=self._hotline.ids(),
                case_id=claimed.case_id,
                kind="balasan_kedaluwarsa",
                actor="sistem",
                now=now,
            )

    def _send(self, claimed: Claimed) -> SendResult:
        try:
            channel = self._hotline.switchboard.of(claimed.account, claimed.channel)
        except NoSuchAccount:
            return Refused(code="no_account")
        address = claimed.body.get("address") or claimed.address
        if not address:
            return Unreachable(code="no_address")
        if claimed.body.get("do") == "delete":
            return self._delete(channel, address, claimed)
        message = self._message(claimed, address)
        if claimed.doubtful:
            found = channel.find_sent(message, since=claimed.created_at)
            if found is not None:
                return found
        return channel.send(message)

    def _delete(self, channel: Channel, address: str, claimed: Claimed) -> SendResult:
        complete = channel.delete(address, tuple(claimed.body["refs"]))
        if complete:
            return Sent(refs=())
        # A provider that was busy deletes later; what is too old stays, and after some tries that is said.
        if claimed.attempts < DELETE_TRIES:
            return TryLater(after=timedelta(seconds=20), code="not_all_deleted")
        return Refused(code="not_all_deleted")

    def _message(self, claimed: Claimed, address: str) -> OutboundMessage:
        body, now = claimed.body, self._hotline.clock.now()
        valid = timedelta(hours=1) if claimed.expires_at is None else claimed.expires_at - now
        return OutboundMessage(
            address=address,
            body=unpacked(body),
            idempotency=claimed.id,
            protect=bool(body.get("protect")),
            silent=bool(body.get("silent")),
            valid_for=max(valid, SHORTEST_VALIDITY),
            last_inbound_at=claimed.last_inbound_at,
            edit_ref=body.get("edit"),
        )

    def _record(self, claimed: Claimed, result: SendResult) -> None:
        now = self._hotline.clock.now()
        with self._hotline.storage.begin() as uow:
            store = OutboxStore(uow)
            match result:
                case Sent(refs=refs):
                    store.settle(claimed.id, state="sent", refs=refs, sent_at=now)
                    if claimed.channel in REPORTED:
                        ReceiptStore(uow).know_refs(claimed.id, account=claimed.account, refs=refs)
                    self._reachable_again(uow, claimed)
                case TryLater(after=after, code=code) if claimed.attempts < ATTEMPTS[claimed.kind]:
                    store.settle(
                        claimed.id, state="ready", due_at=now + self._wait(after, claimed), error=code
                    )
                    self._alert_in_trouble(uow, claimed, now)
                case Unknown(code=code) if claimed.attempts < ATTEMPTS[claimed.kind]:
                    store.settle(
                        claimed.id,
                        state="unknown",
                        due_at=now + self._wait(timedelta(seconds=2), claimed),
                        error=code,
                    )
                case TryLater(code=code) | Unknown(code=code) | Refused(code=code) | Unreachable(code=code):
                    store.settle(claimed.id, state="gave_up", error=code)
                    self._lost(uow, claimed, result, code, now)
            if claimed.kind == "erase" and claimed.conversation_id is not None and not claimed.address:
                # The last errand of somebody who is forgotten: it carried the address, and goes the same way.
                ReplyStore(uow).blank(claimed.conversation_id, except_kind="")
            uow.commit()
        self._hotline.log.info(
            "outbox",
            outbox_id=claimed.id,
            kind=claimed.kind,
            channel=claimed.channel,
            attempts=claimed.attempts,
            outcome=type(result).__name__.lower(),
            code=getattr(result, "code", ""),
        )

    def _wait(self, asked: timedelta, claimed: Claimed) -> timedelta:
        """As long as the provider asked, and longer with every attempt; an alert never waits long."""
        backoff = timedelta(seconds=min(2**claimed.attempts, 60 if claimed.kind != "alert" else 8))
        return min(max(asked, backoff), LONGEST_WAIT)

    def _reachable_again(self, uow: UnitOfWork, claimed: Claimed) -> None:
        if claimed.officer_id is not None:
            OfficerStore(uow).set_unreachable(claimed.officer_id, None)

    def _alert_in_trouble(self, uow: UnitOfWork, claimed: Claimed, now: datetime) -> None:
        """An alert that could not leave at the first try goes on trying, but nobody waits for it alone."""
        if claimed.kind == "alert" and claimed.case_id is not None and claimed.attempts == 1:
            CaseStore(uow).add_event(
                id=self._hotline.ids(),
                case_id=claimed.case_id,
                kind="alarm_tertunda",
                actor="sistem",
                now=now,
                detail={"step": claimed.alert_step or 0},
            )
            self._escalation.alert_failed(uow, claimed.case_id, step=claimed.alert_step or 0, now=now)

    def _lost(self, uow: UnitOfWork, claimed: Claimed, result: SendResult, code: str, now: datetime) -> None:
        """It will not arrive: say so where a human sees it, and let the ladder go on at once if it was an
        alert."""
        if isinstance(result, Unreachable):
            if claimed.officer_id is not None:
                OfficerStore(uow).set_unreachable(claimed.officer_id, now)
            elif claimed.contact_id is not None and code in ("blocked", "forbidden", "chat_not_found"):
                ConversationStore(uow).update_contact(claimed.contact_id, blocked_at=now)
        if claimed.kind == "alert" and claimed.case_id is not None:
            self._escalation.alert_failed(uow, claimed.case_id, step=claimed.alert_step or 0, now=now)
        elif claimed.case_id is not None and claimed.kind in ("reply", "nudge"):
            CaseStore(uow).add_event(
                id=self._hotline.ids(),
                case_id=claimed.case_id,
                kind="balasan_gagal",
                actor="sistem",
                now=now,
                detail={"code": code},
            )

    def due(self) -> list[tuple[str, int]]:
        """Rows that a lost job or a crash left behind."""
        with self._hotline.storage.read() as uow:
            return OutboxStore(uow).due(now=self._hotline.clock.now(), grace=timedelta(seconds=2))
