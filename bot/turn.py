"""Transaction 2: one conversation takes its turn, oldest message first.

Lock, read, resume, apply every event, write case, outbox, timer and session, commit. A second delivery of the
same message finds nothing that waits. What raises is rolled back whole, counted, and tried again by the
worker.
"""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot import effects, speech
from bot.attachments import register_media
from bot.casework import Casework
from bot.channels.messages import InboundKind
from bot.erasure import begin_erasure
from bot.escalation import Escalation
from bot.failures import Failures
from bot.hotline import Hotline
from bot.jobs import REPLY_PRIORITY
from bot.line import Line
from bot.scene import Scene
from bot.services import services_for
from bot.staff.desk import StaffDesk
from bot.waits import WAIT
from flows.engine import Sprint
from flows.events import SignalRaised
from flows.message import Incoming, MediaKind
from flows.session import Session
from models.conversation_store import LOST, ConversationStore, Talk
from models.inbox_store import InboxStore, Pending
from models.reply_store import ReplyStore
from models.timer_store import TimerStore
from models.unit_of_work import UnitOfWork

OPEN_WORDS = frozenset({"buka", "open"})


class Turns:
    """Takes turns of conversations.

    Args:
        hotline: the parts of the running hotline.
    """

    def __init__(self, hotline: Hotline) -> None:
        self._hotline = hotline
        self._escalation = Escalation(hotline)
        self._casework = Casework(hotline, self._escalation)
        self._line = Line(hotline, self._casework)
        self._failures = Failures(hotline, self._casework)
        self._desk = StaffDesk(hotline, self._escalation)

    def take_all(self, conversation_id: str, *, until: str | None = None) -> None:
        """Take turns until nothing of this conversation waits, or until one fails and must be tried again
        later.

        Args:
            until: id of the message that the caller brought. Once it is taken there is no need to look again:
                whoever brings the next one takes that one's turn.
        """
        while (taken := self._take_one(conversation_id)) is not None and taken != until:
            pass

    def _take_one(self, conversation_id: str) -> str | None:
        """Take the oldest message's turn. Its id, or None if nothing waits or the turn failed."""
        pending: Pending | None = None
        try:
            with self._hotline.storage.begin() as uow:
                talk = ConversationStore(uow).lock(conversation_id)
                pending = InboxStore(uow).oldest_pending(conversation_id)
                if talk is None or pending is None:
                    return None
                self._handle(uow, talk, pending)
                uow.commit()
        except Exception as error:  # noqa: BLE001 (loop edge: the message is stored, its provider must not repeat it)
            self._hotline.log.error(
                "turn_failed", conversation_id=conversation_id, error=type(error).__name__, at=_where(error)
            )
            if pending is not None:
                self._failures.count(conversation_id, pending)
            return None
        return pending.id

    def _handle(self, uow: UnitOfWork, talk: Talk, pending: Pending) -> None:
        now = self._hotline.clock.now()
        store, inbox = ConversationStore(uow), InboxStore(uow)
        self._follow_address(store, talk, pending)
        if talk.channel == "staff":
            self._desk.handle(uow, talk, pending, now=now)
            inbox.settle(pending.id, state="taken", now=now)
            return
        if self._line.told(uow, talk, pending):
            inbox.settle(pending.id, state="taken", now=now)
            return
        talk = replace(talk, blocked=False)  # whoever writes can be answered
        if talk.memory is not None and LOST in talk.memory:
            # A key is missing or the row is damaged: a human looks, and the conversation begins anew.
            talk = replace(talk, memory=None)
            talk = talk.with_case(self._casework.by_hand(uow, talk, code="ingatan_rusak", now=now))
        scene = Scene(hotline=self._hotline, uow=uow, talk=talk, inbound=pending, now=now, locale=talk.locale)
        memory = dict(talk.memory or {})
        scene.wrong_guesses = memory.get("guesses", [])
        if self._opens_what_waits(scene):
            inbox.settle(pending.id, state="taken", now=now, case_id=talk.case_id)
            store.remember(
                talk.id,
                memory=memory,
                bundle=talk.bundle,
                case_id=talk.case_id,
                last_inbound_at=pending.received_at,
                now=now,
            )
            return
        sprint = self._converse(scene, memory, pending)
        self.write(scene, sprint, memory)
        inbox.settle(pending.id, state="taken", now=now, case_id=scene.talk.case_id)

    def _converse(self, scene: Scene, memory: dict[str, Any], pending: Pending) -> Sprint:
        body = pending.body
        reading = self._hotline.readers[scene.talk.taskforce].read(body.get("text", ""))
        message = Incoming(
            text=body.get("text", ""),
            choice=body.get("choice"),
            media=tuple(MediaKind(item["kind"]) for item in body.get("media", ()))
            + ((MediaKind.LOCATION,) if body.get("location") else ()),
            location=tuple(body["location"]) if body.get("location") else None,
            reading=reading,
        )
        session = Session.from_json(memory["flow"]) if memory.get("flow") else None
        services = services_for(scene)
        engine, now = self._hotline.engine, scene.now
        if pending.kind == InboundKind.EDIT:
            return self._edited(scene, session, message, services)
        if session is None or session.ended is not None:
            if reading.locale is not None and scene.talk.last_inbound_at is None:
                scene.locale = reading.locale
                scene.contact["locale"] = reading.locale
            greeting = body.get("start") is not None and not message.text
            return self._begin(scene, session, None if greeting else message)
        scene.locale = session.locale
        return engine.resume(session, message, now=now, services=services)

    def _begin(self, scene: Scene, last: Session | None, message: Incoming | None) -> Sprint:
        """Begin a new conversation; how the last one ended decides how carefully."""
        after = last.ended if last is not None else None
        if scene.talk.safe == "unsafe":
            after = "tidak_aman"  # nobody knows who holds the phone: it is asked before anything is said
        else:
            scene.contact.setdefault("safe", "unknown")  # what was said long ago is asked anew
        return self._hotline.engine.start(
            locale=scene.locale,
            now=scene.now,
            message=message,
            services=services_for(scene),
            in_case=scene.talk.case_id is not None,
            after=after,
        )

    def _edited(self, scene: Scene, session: Session | None, message: Incoming, services: Any) -> Sprint:
        """An edited message is a new version beside the old one, kept as evidence and read for danger; it
        answers nothing."""
        engine = self._hotline.engine
        if message.reading.in_danger or session is None:
            if session is not None and session.ended is None:
                return engine.resume(session, message, now=scene.now, services=services)
            return self._begin(scene, session, message)
        scene.relays.append("tambahan")
        signals = message.reading.signals
        events = (
            (SignalRaised(signals=signals, urgency=message.reading.urgency, reading=message.reading),)
            if signals
            else ()
        )
        return Sprint(session=session, events=events)

    def write(self, scene: Scene, sprint: Sprint, memory: dict[str, Any]) -> None:
        """Write everything one sprint asked for, in the scene's transaction."""
        hotline, talk = self._hotline, scene.talk
        effects.apply(scene, sprint.events)
        if scene.inbound is not None:
            self._keep_version(scene)
        self._casework.write(scene, memory)
        if scene.contact:
            changed = {name: value for name, value in scene.contact.items() if getattr(talk, name) != value}
            if changed:
                ConversationStore(scene.uow).update_contact(talk.contact_id, **changed)
        if scene.inbound is not None:
            register_media(scene, scene.inbound)
        speech.reply(scene, hotline.bundles.get(sprint.session.bundle) or hotline.bundles.current)
        if scene.wait is not None:
            TimerStore(scene.uow).arm(
                id=hotline.ids(),
                taskforce=talk.taskforce,
                kind=WAIT,
                subject_id=talk.id,
                armed_for=scene.wait.wait,
                due_at=scene.wait.until,
                now=scene.now,
            )
        elif scene.ended is not None:
            TimerStore(scene.uow).cancel(WAIT, talk.id)
        memory["flow"] = sprint.session.to_json()
        memory["guesses"] = scene.wrong_guesses
        if scene.erase:
            begin_erasure(scene)
        ConversationStore(scene.uow).remember(
            talk.id,
            memory=memory,
            bundle=sprint.session.bundle,
            case_id=scene.talk.case_id,
            last_inbound_at=scene.inbound.received_at if scene.inbound is not None else talk.last_inbound_at,
            now=scene.now,
        )

    def _keep_version(self, scene: Scene) -> None:
        """In a case, the new version of an edited message is an answer of its own; nothing is overwritten."""
        inbound = scene.inbound
        if inbound is None or inbound.kind != InboundKind.EDIT or scene.talk.case_id is None:
            return
        self._casework.add_version(scene, inbound.body.get("text", ""))

    def _follow_address(self, store: ConversationStore, talk: Talk, pending: Pending) -> None:
        """A person whose WhatsApp number was hidden keeps the identity and changes the address: answer at
        the new one."""
        address = pending.body.get("address")
        if address and address != talk.address:
            store.update_contact(talk.contact_id, address=address)

    def _opens_what_waits(self, scene: Scene) -> bool:
        """BUKA lets go what waited until the person said that reading is possible now."""
        text = (scene.inbound.body.get("text", "") if scene.inbound else "").strip(" .!\"'").casefold()
        if text not in OPEN_WORDS:
            return False
        released = ReplyStore(scene.uow).release_held(
            scene.talk.id, now=scene.now, expires_at=scene.now + speech.REPLY_LIVES
        )
        for outbox_id in released:
            speech.after_commit_deliver(scene.uow, self._hotline, outbox_id, REPLY_PRIORITY)
        return bool(released)


def _where(error: BaseException) -> str:
    """File and line of an error, for the log; its message may hold a person's words and stays out."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
