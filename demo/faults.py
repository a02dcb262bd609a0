"""Switches that make the providers misbehave on command, for the tests that must see the hotline cope."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock


class SendFault(StrEnum):
    """How a send of the hotline goes wrong."""

    TOO_MANY = "429"
    FORBIDDEN = "403"
    SERVER = "500"
    TIMEOUT = "timeout"  # nothing is done and no answer comes
    LOST = "lost"  # it is done, and the answer never arrives: the outcome is unknown to the hotline


class DeliveryFault(StrEnum):
    """How a delivery to the hotline goes wrong."""

    DUPLICATE = "duplicate"  # delivered twice
    REORDER = "reorder"  # held back, then delivered in reverse
    FORGET = "forget"  # the hotline's answer is lost, so the provider delivers again


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One send that will go wrong.

    Args:
        fault: how.
        retry_after: seconds named in a 429.
        hold: seconds for which a timed-out request is left without an answer.
    """

    fault: SendFault
    retry_after: int = 1
    hold: float = 30.0


class Faults:
    """The plan of what goes wrong next. Everything is counted, so every fault ends by itself."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._sends: dict[str, deque[Planned]] = {}
        self._deliveries: dict[DeliveryFault, int] = {}
        self._held: list[Callable[[], None]] = []

    def plan_sends(self, account: str, planned: Planned, *, times: int) -> None:
        """Let the next sends of an account fail.

        Args:
            account: key of a bot or of the Twilio account.
            planned: how they fail.
            times: how many.
        """
        with self._lock:
            self._sends.setdefault(account, deque()).extend([planned] * times)

    def plan_deliveries(self, fault: DeliveryFault, *, times: int) -> None:
        """Let the next deliveries to the hotline go wrong; held ones go out in reverse once all are held."""
        with self._lock:
            self._deliveries[fault] = self._deliveries.get(fault, 0) + times

    def clear(self) -> None:
        """Forget every plan and let go of what was held back."""
        with self._lock:
            self._sends.clear()
            self._deliveries.clear()
            held, self._held = self._held, []
        for release in reversed(held):
            release()

    def next_send(self, account: str) -> Planned | None:
        """The fault that hits this send, or None."""
        with self._lock:
            queue = self._sends.get(account)
            return queue.popleft() if queue else None

    def hits(self, fault: DeliveryFault) -> bool:
        """Whether this delivery is hit; counts it if so."""
        with self._lock:
            left = self._deliveries.get(fault, 0)
            if left:
                self._deliveries[fault] = left - 1
            return left > 0

    def hand_over(self, release: Callable[[], None]) -> None:
        """Start a delivery, or hold it back while a reordering is under way.

        Args:
            release: starts the delivery.
        """
        with self._lock:
            left = self._deliveries.get(DeliveryFault.REORDER, 0)
            if left:
                self._held.append(release)
                self._deliveries[DeliveryFault.REORDER] = left - 1
                if left > 1:
                    return
                due, self._held = list(reversed(self._held)), []
            else:
                due = [release]
        for start in due:
            start()
