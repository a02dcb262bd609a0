"""The real processes: gunicorn, worker and the providers' stand-ins, on free ports, in their own folder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests

from bot import bootstrap
from bot.demonstration import prepare_demonstration
from config.settings import load_settings
from models import migrate

COMMANDS = {
    "stand-ins": ["-m", "demo"],
    "web": ["-m", "gunicorn", "wsgi:app", "--config", "config/gunicorn.py"],
    "worker": ["-m", "bot.cli", "worker"],
}


def _free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


@dataclass
class Crew:
    """The processes of one hotline, by name; each can be killed and started again."""

    folder: Path
    port: int
    demo_port: int
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What the processes are told."""
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("SUAR_")},
            "SUAR_DEMO": "true",
            "SUAR_VAR_DIR": str(self.folder / "var"),
            "SUAR_PORT": str(self.port),
            "SUAR_DEMO_PORT": str(self.demo_port),
            "SUAR_LOG_LEVEL": "WARNING",
        }

    def start(self, name: str) -> None:
        """Start one process."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, *COMMANDS[name]],
                cwd=bootstrap.ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """Cut the power of one process, without a farewell."""
        process = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)

    def stop(self) -> None:
        """End everything."""
        for name in list(self.running):
            self.kill(name)

    def logs(self) -> str:
        """What all of them wrote."""
        return "\n".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("*.log")))

    def get(self, path: str) -> requests.Response:
        """Ask the web process."""
        return requests.get(f"http://127.0.0.1:{self.port}{path}", timeout=5)

    def does(self, who: str, channel: str, chat: str, **what: Any) -> None:
        """Do something on a phone, as the page does."""
        body = {"who": who, "channel": channel, "chat": chat, **what}
        answer = requests.post(f"http://127.0.0.1:{self.demo_port}/phone/send", json=body, timeout=5)
        assert answer.status_code == 202, answer.text

    def shows(self, chat: str) -> list[dict[str, Any]]:
        """What the hotline wrote into a chat."""
        state = requests.get(f"http://127.0.0.1:{self.demo_port}/phone/state", timeout=5).json()
        return [item for item in state["messages"] if item["chat"] == chat and item["outgoing"]]

    def until(self, what: str, found: Callable[[], Any], *, within: float = 20) -> Any:
        """Wait for something to be true, and give it."""
        ends = time.monotonic() + within
        while time.monotonic() < ends:
            try:
                if result := found():
                    return result
            except (requests.ConnectionError, requests.Timeout):
                pass
            time.sleep(0.1)
        pytest.fail(f"{what} did not happen within {within:.0f} s\n{self.logs()[-4000:]}")


@pytest.fixture(scope="module")
def crew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crew]:
    """A running demonstration."""
    port, demo_port = _free_ports(2)
    made = Crew(folder=tmp_path_factory.mktemp("smoke"), port=port, demo_port=demo_port)
    settings = load_settings({name: value for name, value in made.environment.items() if "SUAR_" in name})
    bootstrap.prepare(settings)
    storage = bootstrap.open_storage(settings)
    migrate.upgrade(storage.engine)
    storage.close()
    prepare_demonstration(settings)
    try:
        for name in COMMANDS:
            made.start(name)
        made.until("the web process", lambda: made.get("/health").status_code == 200, within=40)
        made.until("the stand-ins", lambda: not made.shows("telegram:w1") and made.running)
        yield made
    finally:
        made.stop()
