"""The worker: sends what waits, fires timers, and picks up whatever a crash left behind."""

from __future__ import annotations

import threading
import time
from datetime import datetime, timedelta

from huey.consumer import Consumer

from bot.attachments import Attachments
from bot.errors import NoSuchAccount
from bot.hotline import Hotline
from bot.jobs import HueyJobs
from bot.postman import Postman
from bot.timers import Timers
from bot.turn import Turns
from models.attachment_store import AttachmentStore
from models.engine import truncate_log
from models.heartbeat_store import HeartbeatStore
from models.inbox_store import InboxStore

SWEEP_EVERY = 1.0  # seconds
LEFT_BEHIND = timedelta(seconds=5)
HANDED_OVER_FOR = timedelta(seconds=4)
TIDY_TRIES = 5
HEARTBEAT = "worker"


class Worker:
    """Does the work that jobs and timers ask for.

    Args:
        hotline: the parts of the running hotline.
        threads: how many jobs run at once. One is kept for alerts: a provider that hangs on replies must not
            keep an officer from being woken.
    """

    def __init__(self, hotline: Hotline, *, threads: int = 4) -> None:
        self._hotline = hotline
        self._ordinary = threading.BoundedSemaphore(max(1, threads - 1))
        self._handed_over: dict[str, datetime] = {}
        self.turns = Turns(hotline)
        self._postman = Postman(hotline)
        self._timers = Timers(hotline, self.turns.write)
        self._attachments = Attachments(hotline)

    def deliver(self, outbox_id: str, *, urgent: bool) -> None:
        """Send one outbox row; without a free thread for ordinary work it waits for the sweep."""
        if urgent:
            self._postman.deliver(outbox_id)
        elif self._ordinary.acquire(blocking=False):
            try:
                self._postman.deliver(outbox_id)
            finally:
                self._ordinary.release()

    def turn(self, conversation_id: str) -> None:
        """Take the turns of a conversation."""
        self.turns.take_all(conversation_id)

    def fetch(self, attachment_id: str) -> None:
        """Get one attachment, if a thread for ordinary work is free."""
        if self._ordinary.acquire(blocking=False):
            try:
                self._attachments.fetch(attachment_id)
            finally:
                self._ordinary.release()

    def tidy(self) -> None:
        """Empty the database's log after an erasure; while somebody reads, it must be tried again."""
        for _ in range(TIDY_TRIES):
            if truncate_log(self._hotline.storage.engine):
                return
            time.sleep(1)
        self._hotline.log.warning("log_not_truncated")

    def acknowledge(self, account: str, callback_ref: str) -> None:
        """Stop a pressed button's spinner; it is of no importance if that fails."""
        bot = self._hotline.accounts.telegram_by_key(account)
        if bot is None:
            return
        channel = "staff" if bot.staff else "telegram"
        try:
            self._hotline.switchboard.of(account, channel).acknowledge(callback_ref)
        except NoSuchAccount:
            self._hotline.log.warning("no_account", account=account)

    def sweep(self) -> int:
        """Pick up what is due: timers, unsent messages, unfetched attachments, untaken turns. How much was
        found.

        Timers fire here and now; the rest is handed to the job engine, so that one slow provider holds up
        nothing.
        """
        hotline = self._hotline
        found = 0
        for timer_id in self._timers.due():
            self._fire(timer_id)
            found += 1
        now = hotline.clock.now()
        for outbox_id, priority in self._postman.due():
            if self._not_lately(outbox_id, now):
                hotline.jobs.deliver(outbox_id, priority=priority)
                found += 1
        with hotline.storage.read() as uow:
            attachments = AttachmentStore(uow).due(now=now)
            conversations = InboxStore(uow).waiting(before=now - LEFT_BEHIND)
        for attachment_id in attachments:
            hotline.jobs.fetch(attachment_id)
        for conversation_id in conversations:
            hotline.jobs.turn(conversation_id)
        return found + len(attachments) + len(conversations)

    def _not_lately(self, outbox_id: str, now: datetime) -> bool:
        """Whether a row was not handed over just now; a dead provider must not fill the queue."""
        self._handed_over = {
            known: at for known, at in self._handed_over.items() if now - at < HANDED_OVER_FOR
        }
        if outbox_id in self._handed_over:
            return False
        self._handed_over[outbox_id] = now
        return True

    def beat(self) -> None:
        """Leave a sign of life; the health page turns red when it is old."""
        with self._hotline.storage.begin() as uow:
            HeartbeatStore(uow).beat(HEARTBEAT, at=self._hotline.clock.now())
            uow.commit()

    def _fire(self, timer_id: str) -> None:
        try:
            self._timers.fire(timer_id)
        except Exception as error:  # noqa: BLE001 (loop edge: one broken timer must not stop the others)
            self._hotline.log.error("timer_failed", timer_id=timer_id, error=type(error).__name__)
            self._timers.postpone(timer_id)


class Sweeper(threading.Thread):
    """Sweeps once a second beside the job engine.

    Args:
        worker: who sweeps.
        log: where a failed sweep is noted.
    """

    def __init__(self, worker: Worker, hotline: Hotline) -> None:
        super().__init__(name="sweeper", daemon=True)
        self._worker = worker
        self._log = hotline.log
        self._stop_event = threading.Event()

    def run(self) -> None:
        """Sweep until told to stop. A failing sweep is noted and tried again; the database may be away for a
        moment."""
        beats = 0
        while not self._stop_event.wait(SWEEP_EVERY):
            try:
                self._worker.sweep()
                if beats % 5 == 0:
                    self._worker.beat()
                beats += 1
            except Exception as error:  # noqa: BLE001 (loop edge: a database that is away comes back)
                self._log.error("sweep_failed", kind="sweep", error=type(error).__name__)

    def stop(self) -> None:
        """Stop after the sweep under way."""
        self._stop_event.set()


def run_worker(hotline: Hotline, jobs: HueyJobs, *, threads: int) -> None:
    """Run job engine and sweeper until a signal stops them.

    Args:
        hotline: the parts of the running hotline.
        jobs: the job engine.
        threads: how many jobs run at once.
    """
    worker = Worker(hotline, threads=threads)
    jobs.bind(worker)
    sweeper = Sweeper(worker, hotline)
    worker.beat()
    sweeper.start()
    # The consumer looks often: from a cry for help to the officer's phone must take less than a second.
    consumer: Consumer = jobs.huey.create_consumer(
        workers=threads,
        worker_type="thread",
        periodic=False,
        initial_delay=0.05,
        backoff=1.1,
        max_delay=0.25,
        scheduler_interval=1,
        check_worker_health=True,
    )
    try:
        consumer.run()
    finally:
        sweeper.stop()
