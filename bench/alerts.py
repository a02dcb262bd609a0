"""From the webhook to the officer's alert leaving the machine, with 200 conversations under way."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs
from urllib.request import Request, urlopen

from sqlalchemy import select

from bench.ground import Ground
from bot.bootstrap import ROOT
from models.case import Case
from models.conversation_store import ConversationStore

PEOPLE = 200
CRIES = 60
SENDERS = 4
FIRST_CHAT = 500_000
REFERENCE = re.compile(r"\b[A-Z]{2,5}-[0-9A-Z]{4}-[0-9A-Z]{2}\b")
BAR_MEDIAN, BAR_P99 = 1.0, 3.0
CRY = "tolong kami disekap di rumah dekat perbatasan, pintu dikunci dari luar"
CHATTER = (
    "halo",
    "umur berapa boleh kerja di Malaysia?",
    "menu",
    "PT Contoh Sejahtera resmi tidak?",
    "di Tebas",
)


class Arrivals:
    """A Bot API that only notes when the first alert of each case arrived, by the reference in it."""

    def __init__(self) -> None:
        self.seen: dict[str, float] = {}
        self.lock = threading.Lock()

    def note(self, text: str) -> None:
        """Note one message."""
        reference = REFERENCE.search(text)
        if reference is not None:
            with self.lock:
                self.seen.setdefault(reference[0], time.monotonic())


def measure(ground: Ground) -> str:
    """Start gunicorn and a worker, let 200 people write, and time the cries among them."""
    arrivals = Arrivals()
    with _bot_api(ground, arrivals), _processes(ground):
        began = _load(ground)
        latencies = _matched(ground, began, arrivals)
    if len(latencies) < CRIES:
        return f"alert: only {len(latencies)} of {CRIES} alerts left within a minute"
    median, p99 = statistics.median(latencies), statistics.quantiles(latencies, n=100)[98]
    return (
        f"alert median {median:5.2f} s (bar {BAR_MEDIAN:.0f})  p99 {p99:5.2f} s (bar {BAR_P99:.0f})   "
        f"{len(latencies)} alerts among {PEOPLE} conversations, {os.cpu_count()} cores"
    )


@contextmanager
def _bot_api(ground: Ground, arrivals: Arrivals) -> Iterator[None]:
    """Stands where Telegram would be, on the port that the demonstration's settings name."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            fields = parse_qs(body.decode(errors="replace"))
            text = (fields.get("text") or [""])[0]
            if not text and body.startswith(b"{"):
                text = json.loads(body).get("text", "")
            if "KRITIS" in text:
                arrivals.note(text)
            answer = json.dumps(
                {
                    "ok": True,
                    "result": {
                        "message_id": 1,
                        "date": int(time.time()),
                        "chat": {"id": 1, "type": "private"},
                    },
                }
            ).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((ground.settings.host, ground.settings.demo_port), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def _processes(ground: Ground) -> Iterator[None]:
    settings = ground.settings
    environment = {
        **os.environ,
        "SUAR_DEMO": "true",
        "SUAR_VAR_DIR": str(settings.var_dir),
        "SUAR_DATABASE_URL": settings.database_url,
        "SUAR_PORT": str(settings.port),
        "SUAR_DEMO_PORT": str(settings.demo_port),
        "SUAR_LOG_LEVEL": "ERROR",
    }
    commands = (
        [sys.executable, "-m", "gunicorn", "wsgi:app", "--config", "config/gunicorn.py"],
        [sys.executable, "-m", "bot.cli", "worker"],
    )
    started = [subprocess.Popen(command, env=environment, cwd=ROOT) for command in commands]
    try:
        _wait_for(f"http://{settings.host}:{settings.port}/health/ready")
        time.sleep(2)
        yield
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=20)


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            with urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


def _load(ground: Ground) -> dict[int, float]:
    """Everybody writes three messages; every third-or-so person cries for help in the last. When each cry
    was posted."""
    began: dict[int, float] = {}
    plan = [(person, index) for index in range(3) for person in range(PEOPLE)]
    lock = threading.Lock()
    queue = iter(plan)

    def send() -> None:
        while True:
            with lock:
                step = next(queue, None)
            if step is None:
                return
            person, index = step
            cry = index == 2 and person < CRIES
            text = CRY if cry else CHATTER[(person + index) % len(CHATTER)]
            if cry:
                began[person] = time.monotonic()
            _post(ground, person, index, text)

    threads = [threading.Thread(target=send) for _ in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return began


def _post(ground: Ground, person: int, index: int, text: str) -> None:
    bot = ground.running.hotline.accounts.public_bot(ground.settings.taskforces[0])
    if bot is None:
        raise LookupError("no public bot")
    chat = FIRST_CHAT + person
    update = {
        "update_id": person * 10 + index + 1,
        "message": {
            "message_id": index + 1,
            "date": int(datetime.now(UTC).timestamp()),
            "chat": {"id": chat, "type": "private", "first_name": "W"},
            "from": {"id": chat, "is_bot": False, "first_name": "W"},
            "text": text,
        },
    }
    request = Request(
        f"{ground.settings.public_base_url}/webhook/telegram/{bot.key}",
        data=json.dumps(update).encode(),
        headers={"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": bot.secret},
    )
    with urlopen(request, timeout=30) as answer:
        answer.read()


def _matched(ground: Ground, began: dict[int, float], arrivals: Arrivals) -> list[float]:
    """Seconds from each cry to its alert. Alerts carry no word of who wrote; the database knows whose case it
    is, and alerts of other cases (the turns measured before leave some behind) are not counted."""
    deadline = time.monotonic() + 60
    latencies: list[float] = []
    while len(latencies) < len(began) and time.monotonic() < deadline:
        time.sleep(0.5)
        with ground.running.hotline.storage.begin() as uow:
            talks = ConversationStore(uow)
            references = {
                talk.address: reference
                for reference, conversation in uow.session.execute(
                    select(Case.reference, Case.conversation_id).where(Case.conversation_id.is_not(None))
                )
                if (talk := talks.get(conversation)) is not None
            }
        cries = ((start, references.get(str(FIRST_CHAT + person))) for person, start in began.items())
        latencies = [arrivals.seen[case] - start for start, case in cries if case in arrivals.seen]
    return latencies
