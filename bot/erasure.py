"""`hapus`: removing the traces of a conversation from the phone and from here, as far as that is possible.

Telegram lets both sides' messages be deleted for 48 hours; Twilio's records can be deleted, the copies on a
WhatsApp or SMS phone cannot. What an officer needs to act stays with the case, without the tie to the person.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.jobs import REPLY_PRIORITY
from bot.scene import Scene
from bot.speech import after_commit_deliver
from flows.session import Session
from models.audit import append
from models.case_store import CaseStore
from models.conversation_store import ConversationStore, Talk
from models.inbox_store import InboxStore
from models.outbox_store import OutboxStore
from models.reply_store import ReplyStore
from models.timer_store import DueTimer, TimerStore

FORGET = "lupakan"
READ_GOODBYE = timedelta(minutes=2)  # time to read the last words before they are removed as well


def begin_erasure(scene: Scene) -> None:
    """Have everything said so far removed at once, and the tie to the person two minutes later."""
    talk = scene.talk
    refs = InboxStore(scene.uow).message_refs(talk.id) + ReplyStore(scene.uow).refs_of(talk.id)
    if refs:
        _remove(scene, {"refs": refs})
    _arm(scene, scene.now)
    append(
        scene.uow,
        taskforce=talk.taskforce,
        at=scene.now,
        actor="pelapor",
        action="hapus_diminta",
        subject=talk.id,
        detail={"messages": len(refs)},
    )


def forget(scene: Scene, timer: DueTimer) -> None:
    """Cut the tie: the address, the words kept for the conversation, and the case's way back to it.

    A person who wrote again after asking is not cut off in the middle: the timer moves on until they have
    been quiet for a while. Whoever then has reported something new is kept reachable; they came back on
    purpose.
    """
    talk, store = scene.talk, ConversationStore(scene.uow)
    asked = datetime.fromtimestamp(timer.armed_for, UTC)
    if _reported_since(scene, asked):
        return
    if _talking(talk, scene.now, asked):
        _arm(scene, asked)
        return
    replies = ReplyStore(scene.uow)
    last = replies.refs_of(talk.id)
    replies.cancel(talk.id)
    if last:
        # The address goes with the row: the contact's own is gone by the time this leaves.
        _remove(scene, {"refs": last, "address": talk.address})
    replies.blank(talk.id, except_kind="erase")
    if talk.case_id is not None:
        case = CaseStore(scene.uow).lock(talk.case_id)
        if case is not None:
            CaseStore(scene.uow).change(case, conversation_id=None)
            CaseStore(scene.uow).add_event(
                id=scene.hotline.ids(),
                case_id=case.id,
                kind="pelapor_dihapus",
                actor="pelapor",
                now=scene.now,
            )
    store.forget(talk, now=scene.now)
    InboxStore(scene.uow).empty(talk.id)
    append(
        scene.uow,
        taskforce=talk.taskforce,
        at=scene.now,
        actor="sistem",
        action="pelapor_dihapus",
        subject=talk.id,
        detail={},
    )


def _remove(scene: Scene, what: dict[str, Any]) -> None:
    """Have the provider delete messages, as soon as this is committed."""
    outbox_id = scene.hotline.ids()
    OutboxStore(scene.uow).add(
        id=outbox_id,
        taskforce=scene.talk.taskforce,
        conversation_id=scene.talk.id,
        channel=scene.talk.channel,
        account=scene.talk.account,
        kind="erase",
        priority=REPLY_PRIORITY,
        body={"do": "delete", **what},
        now=scene.now,
    )
    after_commit_deliver(scene.uow, scene.hotline, outbox_id, REPLY_PRIORITY)


def _arm(scene: Scene, asked: datetime) -> None:
    """Come back in two minutes; the timer is armed for the second in which the person asked."""
    TimerStore(scene.uow).arm(
        id=scene.hotline.ids(),
        taskforce=scene.talk.taskforce,
        kind=FORGET,
        subject_id=scene.talk.id,
        armed_for=int(asked.timestamp()),
        due_at=scene.now + READ_GOODBYE,
        now=scene.now,
    )


def _talking(talk: Talk, now: datetime, asked: datetime) -> bool:
    """Whether they wrote after asking, and the conversation waits for them or only just ended."""
    last, flow = talk.last_inbound_at, (talk.memory or {}).get("flow")
    if last is None or last < asked + timedelta(seconds=1):
        return False
    waits = flow is not None and Session.from_json(flow).ended is None
    return waits or now - last < READ_GOODBYE


def _reported_since(scene: Scene, asked: datetime) -> bool:
    if scene.talk.case_id is None:
        return False
    answers = CaseStore(scene.uow).answers(scene.talk.case_id)
    return any(answer.created_at >= asked + timedelta(seconds=1) for answer in answers)
