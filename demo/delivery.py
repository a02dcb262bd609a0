"""Handing something to the hotline's webhook as a provider does: again and again, with growing pauses."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import local

import requests

from demo.config import is_loopback
from demo.faults import DeliveryFault, Faults
from demo.lanes import Lanes
from demo.world import World


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """One request to the hotline.

    Args:
        url: where to; loopback only.
        body: the exact bytes.
        headers: with content type and proof of origin.
        label: what the panel shows; holds no content.
    """

    url: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    label: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the hotline said.

    Args:
        status: HTTP status, or None if no answer came.
        retry_after: seconds that the hotline asked for, or None.
    """

    status: int | None
    retry_after: float | None = None

    @property
    def taken(self) -> bool:
        """Whether the hotline has it."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def words(self) -> str:
        """The outcome in a word, for the page."""
        return str(self.status) if self.status is not None else "tanpa jawaban"


Retry = Callable[[int, Answer, float], float | None]
"""Gets attempt (from 1), answer and age in seconds; returns the pause before the next, or None to give up."""


def telegram_retry(*, expires: float) -> Retry:
    """Retry as the Bot API server does: at once, then 2, 4, 8 ... up to 60 s; `Retry-After` is honoured.

    Args:
        expires: seconds: 24 h for messages, 150 s for pressed buttons (tdlib/telegram-bot-api, WebhookActor).
    """

    def pause(attempt: int, answer: Answer, age: float) -> float | None:
        if age > expires:
            return None
        if answer.retry_after is not None:
            return min(answer.retry_after, 3600.0)
        return 0.0 if attempt == 1 else min(float(2 ** (attempt - 1)), 60.0)

    return pause


def twilio_retry(attempt: int, answer: Answer, age: float) -> float | None:
    """Retry as Twilio does with `#rc=2&rp=5xx,ct,rt`: twice, never after a 4xx, within 15 seconds in all."""
    refused = answer.status is not None and answer.status < 500
    if refused or attempt > 2 or age > 15:
        return None
    return 0.5 * attempt


class Courier:
    """Delivers parcels to the hotline from a small pool of threads.

    Args:
        world: where the outcome is shown.
        lanes: keeps the order per chat.
        faults: what is to go wrong.
        pace: factor on every pause.
    """

    def __init__(self, *, world: World, lanes: Lanes, faults: Faults, pace: float) -> None:
        self.pace = pace
        self.faults = faults
        self._world = world
        self._lanes = lanes
        self._threads = local()

    def deliver(
        self,
        *,
        lane: str,
        parcel: Callable[[], Parcel | None],
        retry: Retry,
        note: Callable[[str, str], None],
    ) -> None:
        """Deliver in the background.

        Args:
            lane: what must stay in order goes into one lane.
            parcel: makes the request anew for each attempt; None once there is nothing to deliver any more.
            retry: when to try again.
            note: is told `delivered`, `waiting` or `lost`, and why.
        """
        job = _Delivery(courier=self, parcel=parcel, retry=retry, note=note)
        self.faults.hand_over(lambda: self._lanes.submit(lane, job))

    def later(self, lane: str, action: Callable[[], None], *, delay: float) -> None:
        """Do something after a pause, in order with the rest of its lane."""

        def job() -> None:
            action()

        self._lanes.submit(lane, job, delay=delay * self.pace)

    def post(self, parcel: Parcel) -> Answer:
        """Make one request and show it in the panel."""
        started = time.monotonic()
        answer = self._request(parcel)
        self._world.wire(
            inward=True,
            what=parcel.label,
            result=answer.words,
            milliseconds=round((time.monotonic() - started) * 1000),
        )
        return answer

    def _request(self, parcel: Parcel) -> Answer:
        if not is_loopback(parcel.url):
            # The demonstration promises on screen that nothing leaves this machine.
            return Answer(status=421)
        try:
            response = self._session().post(
                parcel.url,
                data=parcel.body,
                headers=dict(parcel.headers),
                timeout=(5, 15),
                allow_redirects=False,
            )
        except requests.RequestException:
            return Answer(status=None)
        after = response.headers.get("Retry-After", "")
        return Answer(status=response.status_code, retry_after=float(after) if after.isdigit() else None)

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._threads, "session", None)
        if session is None:
            session = requests.Session()
            session.trust_env = False  # a proxy from the environment would carry a report off this machine
            self._threads.session = session
        return session


@dataclass(kw_only=True)
class _Delivery:
    courier: Courier
    parcel: Callable[[], Parcel | None]
    retry: Retry
    note: Callable[[str, str], None]
    attempt: int = 0
    repeated: bool = False
    began: float = 0.0

    def __call__(self) -> float | None:
        parcel = self.parcel()
        if parcel is None:
            return None
        self.attempt += 1
        self.began = self.began or time.monotonic()
        answer = self.courier.post(parcel)
        if answer.taken and self.courier.faults.hits(DeliveryFault.FORGET):
            answer = Answer(status=None)
        if answer.taken:
            self.note("delivered", answer.words)
            if not self.repeated and self.courier.faults.hits(DeliveryFault.DUPLICATE):
                self.repeated = True
                return 0.0
            return None
        pause = self.retry(self.attempt, answer, time.monotonic() - self.began)
        self.note("lost" if pause is None else "waiting", answer.words)
        return None if pause is None else pause * self.courier.pace
