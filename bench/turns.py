"""What a turn costs beside its floor: a view that checks the same signature and commits one row to the same
database."""

from __future__ import annotations

import itertools
import random
import statistics
import time
from collections.abc import Callable

from flask import Flask, request
from sqlalchemy import LargeBinary, String, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from werkzeug.test import Client

import webhook
from bench.ground import Ground
from bench.messages import STORIES, SignedForm, sms_form
from bot.channels.twilio_signature import signed_by
from bot.intake import HotlineIntake

PEOPLE = 40
BAR = 6.0


class FloorBase(DeclarativeBase):
    """Tables of the floor."""


class FloorRow(FloorBase):
    """One row as large as a stored message."""

    __tablename__ = "bench_floor"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


def measure(ground: Ground, *, messages: int) -> str:
    """Post the same signed SMS to both views in turn and compare the medians."""
    hotline = ground.running.hotline
    turn = Client(
        webhook.create_app(
            HotlineIntake(hotline),
            hotline.accounts,
            public_base_url=ground.settings.public_base_url,
            max_body_bytes=ground.settings.max_body_bytes,
            clock=hotline.clock,
        )
    )
    floor = Client(_floor(ground))
    picks = random.Random(7)
    numbers = itertools.count(1)
    turn_times, floor_times = [], []
    for index in range(messages + PEOPLE):
        form = sms_form(ground, f"+6281{index % PEOPLE:08d}", picks.choice(STORIES), number=next(numbers))
        floor_times.append(_timed(lambda form=form: _post(floor, "/floor", form)))
        turn_times.append(_timed(lambda form=form: _post(turn, form.path, form)))
    # The first message of each person also opens a contact and a conversation; it is counted as well.
    turn_median, floor_median = statistics.median(turn_times), statistics.median(floor_times)
    ratio = turn_median / floor_median
    with hotline.storage.begin() as uow:
        uow.session.execute(text("DROP TABLE bench_floor"))
        uow.commit()
    return (
        f"turn  median {turn_median * 1000:6.2f} ms  p99 {_p99(turn_times) * 1000:6.2f} ms   "
        f"floor median {floor_median * 1000:6.2f} ms   ratio {ratio:4.1f} (bar {BAR:.0f})   "
        f"{len(turn_times)} turns of {PEOPLE} people"
    )


def _floor(ground: Ground) -> Flask:
    hotline = ground.running.hotline
    FloorBase.metadata.create_all(hotline.storage.engine)
    app = Flask("floor")
    (account,) = [item for item in hotline.accounts.twilio if item.taskforce == ground.settings.taskforces[0]]
    url = f"{ground.settings.public_base_url}/webhook/twilio/{account.key}"

    @app.post("/floor")
    def keep() -> tuple[str, int]:
        if not signed_by(url, request.form, request.headers.get("X-Twilio-Signature"), account.auth_tokens):
            return "", 403
        with hotline.storage.begin() as uow:
            uow.session.add(FloorRow(id=hotline.ids(), body=request.get_data() or b"0" * 500))
            uow.commit()
        return "", 200

    return app


def _post(client: Client, path: str, form: SignedForm) -> None:
    answer = client.post(path, data=form.fields, headers={"X-Twilio-Signature": form.signature})
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]
