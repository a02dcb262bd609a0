"""The job engines: what one process hands over, a worker in another thread does."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from huey import Huey

from bot.jobs import HueyJobs, InlineJobs, make_huey
from bot.turn import Turns
from bot.worker import Sweeper
from models.conversation_store import ConversationStore
from models.unit_of_work import Storage
from tests.postgresql import Cluster
from tests.scenarios.test_night import CRY
from tests.stage import Stage

# Huey's worker threads end without closing the connection that each has opened; it goes with the thread.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

PATIENCE = 15.0
REDIS = shutil.which("redis-server")


def wait_until(condition: Callable[[], object]) -> None:
    ends = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ends, "it did not happen"
        time.sleep(0.02)


def _answers(socket: Path) -> bool:
    """Whether a Redis listens: its socket is there a moment before it does."""
    with contextlib.suppress(redis.ConnectionError), redis.Redis(unix_socket_path=str(socket)) as client:
        return bool(client.ping())
    return False


@pytest.fixture
def redis_url() -> Iterator[str]:
    """A Redis of this test's own on a private socket; in CI its absence is an error."""
    if REDIS is None:
        if os.environ.get("CI") == "true":
            raise RuntimeError("redis-server is missing")
        pytest.skip("no redis-server on this machine")
    folder = Path(tempfile.mkdtemp(prefix="suar-redis-"))
    socket = folder / "redis.sock"
    command = [REDIS, "--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700",
               "--save", "", "--appendonly", "no", "--dir", str(folder)]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        wait_until(lambda: _answers(socket))
        yield f"unix://{socket}?db=0"
    finally:
        process.terminate()
        process.wait(timeout=10)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(
    params=["sqlite", "redis", pytest.param("postgres", marks=pytest.mark.postgresql)],
)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Huey, Huey]]:
    """The same engine as the web process and as the worker see it."""
    database, address, name = "", "", ""
    cluster: Cluster | None = None
    if request.param == "postgres":
        cluster = request.getfixturevalue("cluster")
        name = cluster.create()
        database = cluster.url(name)
    if request.param == "redis":
        address = request.getfixturevalue("redis_url")

    def make() -> Huey:
        return make_huey(
            request.param, jobs_file=tmp_path / "jobs.db", database_url=database, redis_url=address
        )

    both = make(), make()
    yield both
    for huey in both:
        with contextlib.suppress(Exception):
            huey.storage.close()
    if cluster is not None:
        cluster.drop(name)


class Noting:
    """Work that remembers what it was asked to do, and in which thread."""

    def __init__(self) -> None:
        self.done: list[tuple[str, tuple[str, ...]]] = []
        self.threads: set[str] = set()
        self.urgent: list[bool] = []

    def _note(self, name: str, *arguments: str) -> None:
        self.threads.add(threading.current_thread().name)
        self.done.append((name, arguments))

    def deliver(self, outbox_id: str, *, urgent: bool) -> None:
        self.urgent.append(urgent)
        self._note("deliver", outbox_id)

    def tidy(self) -> None:
        self._note("tidy")

    def turn(self, conversation_id: str) -> None:
        self._note("turn", conversation_id)

    def fetch(self, attachment_id: str) -> None:
        self._note("fetch", attachment_id)

    def acknowledge(self, account: str, callback_ref: str) -> None:
        self._note("acknowledge", account, callback_ref)


@contextlib.contextmanager
def consuming(huey: Huey, threads: int = 2) -> Iterator[None]:
    """The engine's own workers, as `suar worker` starts them, without its signal handlers."""
    consumer = huey.create_consumer(
        workers=threads, worker_type="thread", periodic=False, initial_delay=0.02, max_delay=0.05,
        check_worker_health=False,
    )  # fmt: skip
    consumer.start()
    try:
        yield
    finally:
        consumer.stop(graceful=True)


def test_all_kinds_of_work_arrive_with_their_ids(pair: tuple[Huey, Huey]) -> None:
    web, worker = HueyJobs(pair[0]), HueyJobs(pair[1])
    noting = Noting()
    worker.bind(noting)
    web.deliver("a" * 32, priority=100)
    web.turn("b" * 32)
    web.fetch("c" * 32)
    web.acknowledge("sambas", "callback-1")
    web.tidy()

    with consuming(pair[1]):
        wait_until(lambda: len(noting.done) == 5)

    assert sorted(noting.done) == [
        ("acknowledge", ("sambas", "callback-1")),
        ("deliver", ("a" * 32,)),
        ("fetch", ("c" * 32,)),
        ("tidy", ()),
        ("turn", ("b" * 32,)),
    ]
    assert noting.urgent == [True]
    assert threading.current_thread().name not in noting.threads


def test_what_is_more_urgent_is_done_first(pair: tuple[Huey, Huey]) -> None:
    web, worker = HueyJobs(pair[0]), HueyJobs(pair[1])
    noting = Noting()
    worker.bind(noting)
    web.fetch("attachment")
    web.deliver("reply", priority=50)
    web.deliver("alert", priority=100)

    with consuming(pair[1], threads=1):
        wait_until(lambda: len(noting.done) == 3)

    assert [arguments for _, arguments in noting.done] == [("alert",), ("reply",), ("attachment",)]


def test_one_job_that_fails_stops_no_other(pair: tuple[Huey, Huey]) -> None:
    web, worker = HueyJobs(pair[0]), HueyJobs(pair[1])
    noting = Noting()
    noting.turn = lambda _: 1 / 0  # type: ignore[method-assign,assignment,return-value]
    worker.bind(noting)
    web.turn("broken")
    web.deliver("whole", priority=1)

    with consuming(pair[1], threads=1):
        wait_until(lambda: noting.done)

    assert noting.done == [("deliver", ("whole",))]


def test_a_process_that_only_hands_over_refuses_to_work(tmp_path: Path) -> None:
    jobs = HueyJobs(make_huey("sqlite", jobs_file=tmp_path / "jobs.db", database_url="", redis_url=""))
    with pytest.raises(RuntimeError, match="hands jobs over"):
        jobs._run_deliver("a" * 32, True)


def over(engine: Huey, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> HueyJobs:
    """Let a stage hand its work to an engine instead of a list."""
    jobs = HueyJobs(engine)
    for name in ("deliver", "turn", "fetch", "acknowledge", "tidy"):
        monkeypatch.setattr(stage.jobs, name, getattr(jobs, name))
    return jobs


def test_a_cry_for_help_goes_through_the_engine_to_the_officer(
    pair: tuple[Huey, Huey],
    make_stage: Callable[..., Stage],
    storage: Storage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = make_stage(storage)
    stage.staffed()
    over(pair[0], stage, monkeypatch)
    worker = HueyJobs(pair[1])
    worker.bind(stage.worker)

    with consuming(pair[1]):
        stage.receive(stage.message("c1", CRY, media=(stage.voice("v1"),)), work=False)
        wait_until(lambda: stage.alerted() and stage.heard("c1"))
        with monkeypatch.context() as crashed:
            crashed.setattr(Turns, "take_all", lambda *_, **__: None)
            stage.receive(stage.message("c2", CRY), work=False)
        with storage.read() as uow:
            talk = ConversationStore(uow).find(taskforce="sambas", channel="telegram", identity="c2")
        worker.turn(talk or "")
        wait_until(lambda: stage.heard("c2"))

    assert stage.alerted() == ["o-rina", "o-rina"]


def test_the_sweeper_finds_what_a_lost_job_store_forgot(
    make_stage: Callable[..., Stage], storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = make_stage(storage)
    stage.staffed()
    stage.receive(stage.message("c1", CRY), work=False)
    stage.jobs.queued.clear()  # the job store is gone
    stage.passes(seconds=10)

    assert stage.alerted() == ["o-rina"]


def test_the_sweeper_thread_survives_a_database_that_is_away(
    make_stage: Callable[..., Stage], storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = make_stage(storage)
    calls = threading.Semaphore(0)

    def sweep() -> int:
        calls.release()
        raise ConnectionError

    monkeypatch.setattr(stage.worker, "sweep", sweep)
    monkeypatch.setattr("bot.worker.SWEEP_EVERY", 0.01)
    sweeper = Sweeper(stage.worker, stage.hotline)
    sweeper.start()
    assert all(calls.acquire(timeout=5) for _ in range(3))
    sweeper.stop()
    sweeper.join(timeout=5)
    assert not sweeper.is_alive()


def test_the_list_of_jobs_for_scenes_does_the_urgent_first() -> None:
    jobs, noting = InlineJobs(), Noting()
    jobs.fetch("c")
    jobs.deliver("b", priority=50)
    jobs.acknowledge("sambas", "cb")
    jobs.turn("t")

    assert jobs.run(noting) == 4
    assert [name for name, _ in noting.done] == ["acknowledge", "turn", "deliver", "fetch"]
