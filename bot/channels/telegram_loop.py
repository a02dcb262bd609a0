"""The event loop of the Telegram calls: the only place in the system where asyncio runs."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Coroutine
from concurrent.futures import CancelledError
from typing import Any, TypeVar

T = TypeVar("T")


class TelegramLoop:
    """One event loop in one background thread, for every bot of this process.

    It starts with the first call and not before, so that a web server may fork after it was made; a forked
    child gets its own.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._pid = 0

    def run(self, coro: Coroutine[Any, Any, T], timeout: float) -> T:
        """The coroutine's result.

        Args:
            coro: what to run.
            timeout: seconds to wait for it; then it is cancelled.

        Raises:
            TimeoutError: it took too long or the loop was closed; whether it did its work is unknown.
        """
        future = asyncio.run_coroutine_threadsafe(coro, self._running())
        try:
            return future.result(timeout)
        except TimeoutError:
            future.cancel()
            raise
        except CancelledError:
            raise TimeoutError from None

    def close(self) -> None:
        """End the thread; what is still under way is cancelled. A later `run` starts anew."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is not None and thread is not None and self._pid == os.getpid():
            loop.call_soon_threadsafe(loop.stop)
            thread.join()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None or self._pid != os.getpid():
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=_serve, args=(self._loop,), name="telegram", daemon=True
                )
                self._pid = os.getpid()
                self._thread.start()
            return self._loop


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        unfinished = asyncio.all_tasks(loop)
        for task in unfinished:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*unfinished, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
