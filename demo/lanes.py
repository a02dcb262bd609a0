"""Work in order: many lanes side by side, one job at a time in each; a failing job holds up its lane only.

This is how Telegram delivers: the next update of a chat waits for the one that failed, other chats go on
(tdlib/telegram-bot-api, WebhookActor).
"""

from __future__ import annotations

import heapq
import logging
import time
from collections import deque
from collections.abc import Callable
from threading import Condition, Thread

logger = logging.getLogger(__name__)

Job = Callable[[], float | None]
"""Does its work and returns None, or the seconds after which it wants to be called again."""


class Lanes:
    """A small pool of threads that works off named lanes.

    Args:
        workers: how many threads; they start with the first job, so that a server may fork before.
    """

    def __init__(self, *, workers: int) -> None:
        self._condition = Condition()
        self._lanes: dict[str, deque[tuple[float, Job]]] = {}
        self._due: list[tuple[float, int, str]] = []
        self._count = 0
        self._workers = workers
        self._threads: list[Thread] = []
        self._closed = False

    def submit(self, lane: str, job: Job, *, delay: float = 0.0) -> None:
        """Put a job at the end of a lane.

        Args:
            lane: jobs of one lane run one after the other, in order.
            job: see `Job`.
            delay: seconds before which it does not begin.
        """
        due = time.monotonic() + delay
        with self._condition:
            if self._closed:
                return
            if not self._threads:
                self._start()
            queue = self._lanes.setdefault(lane, deque())
            queue.append((due, job))
            if len(queue) == 1:
                self._schedule(lane, due)

    def wait_idle(self, timeout: float) -> bool:
        """Wait until no lane holds a job; False if the time ran out."""
        with self._condition:
            return self._condition.wait_for(lambda: not self._lanes, timeout)

    def close(self) -> None:
        """Stop after the jobs under way; what has not begun is dropped."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()
        for thread in self._threads:
            thread.join(timeout=5)

    def _start(self) -> None:
        self._threads = [
            Thread(target=self._work, name=f"demo-lanes-{number}", daemon=True)
            for number in range(self._workers)
        ]
        for thread in self._threads:
            thread.start()

    def _schedule(self, lane: str, due: float) -> None:
        self._count += 1
        heapq.heappush(self._due, (due, self._count, lane))
        self._condition.notify()

    def _next(self) -> tuple[str, Job] | None:
        with self._condition:
            while not self._closed:
                wait = self._due[0][0] - time.monotonic() if self._due else None
                if wait is not None and wait <= 0:
                    _, _, lane = heapq.heappop(self._due)
                    return lane, self._lanes[lane][0][1]
                self._condition.wait(wait)
            return None

    def _work(self) -> None:
        while (found := self._next()) is not None:
            lane, job = found
            again: float | None = None
            try:
                again = job()
            except Exception as problem:  # noqa: BLE001 - the edge of a loop: one bad job must not stop the phones
                logger.error("demo job failed: %s", type(problem).__name__)
            with self._condition:
                queue = self._lanes[lane]
                if again is not None:
                    self._schedule(lane, time.monotonic() + again)
                    continue
                queue.popleft()
                if queue:
                    self._schedule(lane, queue[0][0])
                else:
                    del self._lanes[lane]
                    self._condition.notify_all()
