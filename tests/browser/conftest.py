"""The whole hotline as a newcomer starts it, and the system's Chromium to look at it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import running_chromium

ROOT = Path(__file__).parents[2]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="package")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`suar dev` on free ports; the address of the two phones."""
    web, phones = _free_port(), _free_port()
    folder = tmp_path_factory.mktemp("demonstration")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SUAR_")},
        "SUAR_PORT": str(web),
        "SUAR_DEMO_PORT": str(phones),
        "SUAR_VAR_DIR": str(folder / "var"),
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "dev", "--no-open"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
        address = f"http://127.0.0.1:{phones}/phone"
        try:
            _wait_for(address, process, folder / "log")
            _wait_for(f"http://127.0.0.1:{web}/health", process, folder / "log")
            yield address
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the demonstration ended:\n{log.read_text()}")
        try:
            with urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"{address} did not answer:\n{log.read_text()}")


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for this package."""
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def open_phones(chromium: Browser, demonstration: str) -> Iterator[object]:
    """Opens `/phone` in a fresh window of a given width, as a new citizen; complaints of the console fail
    the test."""
    contexts = []
    complaints: list[str] = []

    def open_(width: int = 1280, height: int = 900) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="id-ID")
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(demonstration)
        page.locator("#new").click()
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []
