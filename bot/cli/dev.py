"""`suar dev`: the whole hotline on this machine, with stand-ins for the providers. Nothing leaves the
machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import click

from bot import bootstrap
from bot.cli.parts import settings_with_logging
from bot.demonstration import prepare_demonstration
from config.settings import Settings
from models import migrate as migrations

STARTS_WITHIN = 60.0
RESTARTS = 5
CALM = 5.0  # a part that ran this long before it ended is started again


def demo_environment(settings: Settings) -> dict[str, str]:
    """The environment of the parts: that of this process, marked as a demonstration."""
    return {**os.environ, "SUAR_DEMO": "true", "SUAR_VAR_DIR": str(settings.var_dir)}


@click.command()
@click.option(
    "--open/--no-open", "show", default=None, help="Open /phone in a browser (default: if there is a screen)."
)
def dev(*, show: bool | None) -> None:
    """Start everything on this machine, as a demonstration, and print the addresses."""
    os.environ["SUAR_DEMO"] = "true"
    os.environ.setdefault("SUAR_LOG_LEVEL", "WARNING")
    os.environ.setdefault("SUAR_LOG_FORMAT", "console")
    settings = settings_with_logging()
    steps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("keys and folders", lambda: bootstrap.prepare(settings)),
        ("database", lambda: _migrate(settings)),
        ("task force, officers of the demonstration", lambda: prepare_demonstration(settings)),
    )
    for number, (name, step) in enumerate(steps, start=1):
        click.echo(f"[{number}/{len(steps) + 1}] {name} ...", nl=False)
        step()
        click.echo(" done")
    _ports_free(settings)
    click.echo(f"[{len(steps) + 1}/{len(steps) + 1}] web, worker and stand-ins ...", nl=False)
    Crew(_parts(), demo_environment(settings)).run(settings, show=_has_screen() if show is None else show)


def _ports_free(settings: Settings) -> None:
    """Refuse to start beside another program on the same port; its answers would be taken for ours."""
    for name, port in (("SUAR_PORT", settings.port), ("SUAR_DEMO_PORT", settings.demo_port)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.host, port))
            except OSError:
                raise click.ClickException(
                    f"port {port} is taken, perhaps by another Suar; try {name}={port + 10} make run"
                ) from None


def _migrate(settings: Settings) -> None:
    storage = bootstrap.open_storage(settings)
    migrations.upgrade(storage.engine)
    storage.close()


def _parts() -> dict[str, list[str]]:
    python = [sys.executable, "-m"]
    return {
        "stand-ins": [*python, "demo"],
        "web": [*python, "gunicorn", "wsgi:app", "--config", "config/gunicorn.py"],
        "worker": [*python, "bot.cli", "worker"],
    }


class Crew:
    """The processes of a demonstration: started together, started again if one dies, stopped together.

    Args:
        commands: command line by name.
        environment: what they are started with.
    """

    def __init__(self, commands: Mapping[str, list[str]], environment: Mapping[str, str]) -> None:
        self._commands = dict(commands)
        self._environment = dict(environment)
        self._running: dict[str, tuple[subprocess.Popen[bytes], float]] = {}
        self._ended: dict[str, int] = {}
        self._stopping = False

    def run(self, settings: Settings, *, show: bool) -> None:
        """Start, tell the addresses, open the two phones if `show`, and stay until Ctrl-C."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        try:
            for name in self._commands:
                self._start(name)
            self._wait_until_up(settings)
            _tell(settings)
            if show and not self._stopping:
                webbrowser.open(_phones(settings))
            while not self._stopping:
                self._mend()
                time.sleep(0.5)
        finally:
            self._end()

    def _start(self, name: str) -> None:
        process = subprocess.Popen(self._commands[name], env=self._environment, cwd=bootstrap.ROOT)  # noqa: S603 (our own commands)
        self._running[name] = (process, time.monotonic())

    def _wait_until_up(self, settings: Settings) -> None:
        addresses = [
            f"http://{settings.host}:{settings.port}/health/ready",
            f"http://{settings.host}:{settings.demo_port}/health",
        ]
        deadline = time.monotonic() + STARTS_WITHIN
        while addresses and not self._stopping:
            if time.monotonic() > deadline:
                raise click.ClickException(f"not up after {STARTS_WITHIN:.0f} s: {', '.join(addresses)}")
            self._all_alive()
            addresses = [address for address in addresses if not _answers(address)]
            click.echo(".", nl=False)
            time.sleep(0.3)
        click.echo(" done")

    def _all_alive(self) -> None:
        for name, (process, _) in self._running.items():
            if process.poll() is not None:
                raise click.ClickException(
                    f"{name} ended at the start (its words are above). Is another Suar running on this port? "
                    "Try SUAR_PORT=8090 SUAR_DEMO_PORT=8091."
                )

    def _mend(self) -> None:
        for name, (process, since) in list(self._running.items()):
            if process.poll() is not None and not self._stopping:
                self._ended[name] = self._ended.get(name, 0) + 1
                if self._ended[name] > RESTARTS:
                    raise click.ClickException(f"{name} ended {RESTARTS} times; its words are above")
                click.echo(f"{name} ended with {process.returncode}; starting it again", err=True)
                if time.monotonic() - since < CALM:
                    time.sleep(CALM)
                self._start(name)

    def _stop(self, *_: object) -> None:
        self._stopping = True

    def _end(self) -> None:
        for name, (process, _) in self._running.items():
            if process.poll() is None:
                process.send_signal(signal.SIGINT if name == "worker" else signal.SIGTERM)
        for process, _ in self._running.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
        click.echo("stopped")


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=2) as answer:  # noqa: S310 (an address on this machine)
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _tell(settings: Settings) -> None:
    base = f"http://{settings.host}:{settings.port}"
    click.echo("")
    click.echo("  Suar is running (DEMO: sample data, nothing leaves this machine)")
    click.echo("")
    click.echo(f"  two phones     {_phones(settings)}")
    click.echo(f"  start page     {base}/")
    click.echo(f"  health         {base}/health")
    click.echo(f"  written to     {_short(settings.var_dir)}")
    click.echo("")
    click.echo("  Ctrl-C stops it.")


def _phones(settings: Settings) -> str:
    return f"http://{settings.host}:{settings.demo_port}/phone"


def _has_screen() -> bool:
    return sys.platform in ("darwin", "win32") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def _short(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
