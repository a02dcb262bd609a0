"""What happens when a timer's moment has come. Timers are rows; a lost wake-up costs a second, never the
deadline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.erasure import FORGET, forget
from bot.escalation import TIMER as ESCALATION
from bot.escalation import Escalation
from bot.hotline import Hotline
from bot.scene import Scene
from bot.services import services_for
from bot.waits import WAIT
from flows.session import Session
from models.case_store import CaseStore
from models.conversation_store import ConversationStore
from models.timer_store import DueTimer, TimerStore
from models.unit_of_work import UnitOfWork

AFTER_FAILURE = timedelta(seconds=20)


class Timers:
    """Fires timers.

    Args:
        hotline: the parts of the running hotline.
        write: writes what a sprint asked for (`Turns.write`).
    """

    def __init__(self, hotline: Hotline, write: Callable[..., None]) -> None:
        self._hotline = hotline
        self._write = write
        self._escalation = Escalation(hotline)
        self._handlers: dict[str, Callable[[UnitOfWork, DueTimer], None]] = {
            WAIT: self._wait_over,
            ESCALATION: self._not_acknowledged,
            FORGET: self._forget,
        }

    def fire(self, timer_id: str) -> None:
        """Do what a timer was armed for, in one transaction that also spends it."""
        now = self._hotline.clock.now()
        with self._hotline.storage.begin() as uow:
            self._lock_subject(uow, timer_id)
            timer = TimerStore(uow).take(timer_id, now=now)
            if timer is not None:
                self._handlers[timer.kind](uow, timer)
                if timer.kind == FORGET:
                    uow.after_commit(self._hotline.jobs.tidy)
            uow.commit()

    def _lock_subject(self, uow: UnitOfWork, timer_id: str) -> None:
        found = TimerStore(uow).look(timer_id)
        if found is None:
            return
        kind, subject_id = found
        if kind == ESCALATION:
            CaseStore(uow).lock(subject_id)
        else:
            ConversationStore(uow).lock(subject_id)

    def postpone(self, timer_id: str) -> None:
        """Try a timer whose handler failed again in a while: no other deadline waits for it."""
        now = self._hotline.clock.now()
        with self._hotline.storage.begin() as uow:
            TimerStore(uow).postpone(timer_id, due_at=now + AFTER_FAILURE)
            uow.commit()

    def due(self) -> list[str]:
        """Timers whose moment has come."""
        with self._hotline.storage.read() as uow:
            return TimerStore(uow).due(now=self._hotline.clock.now())

    def _scene(self, uow: UnitOfWork, conversation_id: str) -> Scene | None:
        talk = ConversationStore(uow).lock(conversation_id)
        if talk is None:
            return None
        return Scene(
            hotline=self._hotline,
            uow=uow,
            talk=talk,
            inbound=None,
            now=self._hotline.clock.now(),
            locale=talk.locale,
        )

    def _wait_over(self, uow: UnitOfWork, timer: DueTimer) -> None:
        scene = self._scene(uow, timer.subject_id)
        if scene is None or scene.talk.memory is None or not scene.talk.memory.get("flow"):
            return
        memory = dict(scene.talk.memory)
        session = Session.from_json(memory["flow"])
        scene.locale = session.locale
        sprint = self._hotline.engine.expire(
            session, timer.armed_for, now=scene.now, services=services_for(scene)
        )
        if sprint.session != session or sprint.events:
            self._write(scene, sprint, memory)

    def _not_acknowledged(self, uow: UnitOfWork, timer: DueTimer) -> None:
        self._escalation.due(uow, timer.subject_id, timer.armed_for, now=self._hotline.clock.now())

    def _forget(self, uow: UnitOfWork, timer: DueTimer) -> None:
        scene = self._scene(uow, timer.subject_id)
        if scene is not None:
            forget(scene, timer)
