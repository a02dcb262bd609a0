"""The job engine: Huey carries ids from the moment something is committed to the worker that does it.

Rows are the truth; a job is only a nudge. A lost job costs seconds, because the sweep finds the row, never a
message. Nothing but ids enters the job store: it is not sealed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from huey import Huey, PostgresHuey, PriorityRedisHuey, SqliteHuey

ALERT_PRIORITY = 100
REPLY_PRIORITY = 50
NOTICE_PRIORITY = 10


class Jobs(Protocol):
    """Where work is handed over after a commit."""

    def deliver(self, outbox_id: str, *, priority: int) -> None:
        """Send one outbox row soon."""
        ...

    def turn(self, conversation_id: str) -> None:
        """Take the turns of a conversation whose message could not be handled at once."""
        ...

    def fetch(self, attachment_id: str) -> None:
        """Get something a person sent from the provider."""
        ...

    def acknowledge(self, account: str, callback_ref: str) -> None:
        """Stop a pressed button's spinner."""
        ...

    def tidy(self) -> None:
        """Remove what an erasure left in the database's log."""
        ...


class Work(Protocol):
    """What the jobs do once a worker has them."""

    def deliver(self, outbox_id: str, *, urgent: bool) -> None:
        """Send one outbox row."""
        ...

    def turn(self, conversation_id: str) -> None:
        """Take the turns of a conversation."""
        ...

    def fetch(self, attachment_id: str) -> None:
        """Get one attachment."""
        ...

    def acknowledge(self, account: str, callback_ref: str) -> None:
        """Stop a button's spinner."""
        ...

    def tidy(self) -> None:
        """Remove what an erasure left in the database's log."""
        ...


def make_huey(engine: str, *, jobs_file: Path, database_url: str, redis_url: str) -> Huey:
    """The job engine that the settings name.

    Args:
        engine: `sqlite` (one machine), `postgres` or `redis` (several).
        jobs_file: where the SQLite engine keeps its jobs.
        database_url: PostgreSQL address for the PostgreSQL engine.
        redis_url: address for the Redis engine.
    """
    common: dict[str, Any] = {"results": False, "utc": True}
    if engine == "postgres":
        return PostgresHuey(
            "suar", dsn=database_url.replace("postgresql+psycopg://", "postgresql://"), **common
        )
    if engine == "redis":
        return PriorityRedisHuey("suar", url=redis_url, **common)
    return SqliteHuey("suar", filename=str(jobs_file), fsync=False, **common)


class HueyJobs:
    """Jobs over Huey. The web process only hands over; the worker also binds the work.

    Args:
        huey: the engine.
    """

    def __init__(self, huey: Huey) -> None:
        self.huey = huey
        self._work: Work | None = None
        self._deliver = huey.task(name="deliver")(self._run_deliver)
        self._turn = huey.task(name="turn")(self._run_turn)
        self._fetch = huey.task(name="fetch")(self._run_fetch)
        self._acknowledge = huey.task(name="acknowledge")(self._run_acknowledge)
        self._tidy = huey.task(name="tidy")(self._run_tidy)

    def bind(self, work: Work) -> None:
        """Say who does the work in this process."""
        self._work = work

    def deliver(self, outbox_id: str, *, priority: int) -> None:
        """Send one outbox row soon."""
        self.huey.enqueue(self._deliver.s(outbox_id, priority >= ALERT_PRIORITY, priority=priority))

    def turn(self, conversation_id: str) -> None:
        """Take the turns of a conversation soon."""
        self.huey.enqueue(self._turn.s(conversation_id, priority=ALERT_PRIORITY))

    def fetch(self, attachment_id: str) -> None:
        """Get an attachment soon."""
        self.huey.enqueue(self._fetch.s(attachment_id, priority=NOTICE_PRIORITY))

    def acknowledge(self, account: str, callback_ref: str) -> None:
        """Stop a spinner soon."""
        self.huey.enqueue(self._acknowledge.s(account, callback_ref, priority=ALERT_PRIORITY))

    def tidy(self) -> None:
        """Remove what an erasure left behind, soon."""
        self.huey.enqueue(self._tidy.s(priority=NOTICE_PRIORITY))

    def _bound(self) -> Work:
        if self._work is None:
            raise RuntimeError("this process hands jobs over and does none")
        return self._work

    def _run_deliver(self, outbox_id: str, urgent: bool) -> None:  # noqa: FBT001 (how Huey calls a task)
        self._bound().deliver(outbox_id, urgent=urgent)

    def _run_turn(self, conversation_id: str) -> None:
        self._bound().turn(conversation_id)

    def _run_fetch(self, attachment_id: str) -> None:
        self._bound().fetch(attachment_id)

    def _run_acknowledge(self, account: str, callback_ref: str) -> None:
        self._bound().acknowledge(account, callback_ref)

    def _run_tidy(self) -> None:
        self._bound().tidy()


class InlineJobs:
    """Jobs that wait in a list until they are run, for tests and for scenarios with a frozen clock."""

    def __init__(self) -> None:
        self.queued: list[tuple[int, Callable[[Work], None]]] = []

    def deliver(self, outbox_id: str, *, priority: int) -> None:
        """Note that an outbox row should be sent."""
        urgent = priority >= ALERT_PRIORITY
        self.queued.append((priority, lambda work: work.deliver(outbox_id, urgent=urgent)))

    def turn(self, conversation_id: str) -> None:
        """Note that a conversation's turns should be taken."""
        self.queued.append((ALERT_PRIORITY, lambda work: work.turn(conversation_id)))

    def fetch(self, attachment_id: str) -> None:
        """Note that an attachment should be fetched."""
        self.queued.append((NOTICE_PRIORITY, lambda work: work.fetch(attachment_id)))

    def acknowledge(self, account: str, callback_ref: str) -> None:
        """Note that a spinner should be stopped."""
        self.queued.append((ALERT_PRIORITY, lambda work: work.acknowledge(account, callback_ref)))

    def tidy(self) -> None:
        """Note that the database's log should be emptied."""
        self.queued.append((NOTICE_PRIORITY, lambda work: work.tidy()))

    def run(self, work: Work) -> int:
        """Do everything that waits, most urgent first, until nothing is left. How many jobs ran."""
        count = 0
        while self.queued:
            self.queued.sort(key=lambda job: -job[0])
            _, job = self.queued.pop(0)
            job(work)
            count += 1
        return count
