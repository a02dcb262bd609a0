"""A night full of canaries: no word, name or address turns up where it must not."""

from __future__ import annotations

import logging
import re
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from bot.channels.messages import ChannelName, Fetched, InboundKind, MediaRef, Refused, TryLater, Unknown
from bot.jobs import HueyJobs, make_huey
from bot.turn import Turns
from config.logging import configure_logging
from flows.message import MediaKind
from models.engine import create_engine_for, truncate_log
from models.unit_of_work import Storage
from models.vault import Vault
from tests.scenarios.snapshot import table_rows
from tests.stage import Stage

CANARIES = ("kenari", "sitirohana", "62812345678", "kuncilah", "gandaria")
CRY = "tolong saya sitirohana kenari disekap di gandaria, nomor saya +62812345678, tidak boleh pegang hp"
HELD = "paspor kenari ditahan majikan di gandaria, gaji sitirohana tidak dibayar"


@pytest.fixture
def log(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """Reads everything that the program logs, through structlog or the standard library, at DEBUG."""
    hooks, before = (sys.excepthook, threading.excepthook), logging.root.handlers[:]
    level = logging.root.level
    configure_logging("json", "DEBUG")
    yield lambda: capsys.readouterr().err
    structlog.reset_defaults()
    logging.root.handlers[:] = before
    logging.root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks


@pytest.fixture
def night(
    make_stage: Callable[..., Stage], sqlite_url: str, vault: Vault, log: Callable[[], str]
) -> Iterator[Stage]:
    """A hotline on a file, with officers whose names are canaries too."""
    storage = Storage(create_engine_for(sqlite_url), vault)
    stage = make_stage(storage)
    stage.staffed()
    stage.officer("Kuncilah", role="petugas_piket", queue="hukum", chat="o-kenari")
    yield stage
    storage.close()


def play(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that can go right and wrong in a night."""
    stage.provider.results = [TryLater(after=timedelta(seconds=1), code="busy"), Unknown(code="timeout")]
    for number, (channel, text) in enumerate(
        [(ChannelName.TELEGRAM, CRY), (ChannelName.SMS, HELD), (ChannelName.WHATSAPP, CRY)]
    ):
        who = f"whatsapp:+6281234567{number}8" if channel is ChannelName.WHATSAPP else f"+6281234567{number}8"
        stage.says(who, text, channel=channel)
        stage.presses(who, "safe_yes", channel=channel)
        stage.says(who, "sitirohana kenari di gandaria", channel=channel)
    stage.provider.files["v"] = Fetched(content=b"OggS kenari", content_type="audio/ogg")
    stage.provider.files["x"] = Refused(code="too_large")  # type: ignore[assignment]
    stage.says("chat-kenari", HELD, media=(MediaRef(kind=MediaKind.VOICE, ref="v"),))
    stage.says("chat-kenari", "", media=(MediaRef(kind=MediaKind.VIDEO, ref="x"),))
    stage.receive(stage.message("chat-kenari", CRY, kind=InboundKind.EDIT, edits="in1"))
    stage.receive(stage.message("chat-kenari", kind=InboundKind.UNREADABLE))

    with monkeypatch.context() as broken:

        def write(*_: object, **__: object) -> None:
            raise ValueError(CRY)

        broken.setattr(Turns, "write", write)
        stage.receive(stage.message("chat-sitirohana", CRY))
    stage.passes(minutes=11)
    first = stage.cases()[0]
    stage.officer_presses("o-kenari", f"ack:{first.reference}")
    stage.officer_presses("o-kenari", f"show:{first.reference}")
    stage.officer_presses("o-kenari", f"why:{first.reference}:sosial:tanya")
    stage.officer_says("o-kenari", "karena sitirohana kenari sudah pulang")
    stage.officer_says("o-gandaria", "sitirohana kenari")
    stage.receive(stage.message("chat-kenari", kind=InboundKind.BLOCKED))
    stage.says("chat-sitirohana", "hapus")
    stage.presses("chat-sitirohana", "erase_yes")
    stage.passes(minutes=5)
    logging.getLogger("urllib3.connectionpool").warning("GET /bot%s?text=%s", "token", CRY)


def found(text: str) -> list[str]:
    return [word for word in CANARIES if word in text.lower()]


def test_no_canary_in_logs_alerts_or_in_the_clear_in_the_file(
    night: Stage, log: Callable[[], str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    play(night, monkeypatch)

    assert len(night.cases()) >= 5
    lines = log()
    assert lines.count('"event":') > 50
    assert '"event": "turn_failed"' in lines
    assert found(lines) == []

    alerts = [message for message in night.staff.sent
              if any(button.id.startswith("ack:") for button in message.body.buttons)
              and not message.body.parts[0].startswith("🔴\nLaporan")]  # fmt: skip
    assert len(alerts) > 10
    shown = ("\n".join(message.body.parts) for message in alerts)
    assert found("\n".join(text for text in shown if "Yang ditulis:" not in text)) == []

    open_columns = str(
        [
            table_rows(night.storage, table)
            for table in (
                "audit_entries",
                "timers",
                "delivery_receipts",
                "sent_refs",
                "heartbeats",
                "referrals",
            )
        ]
    )
    assert found(open_columns) == []

    assert truncate_log(night.storage.engine)
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("suar.db"))
    assert len(content) > 200_000
    assert found(content.decode("latin-1")) == []


def test_no_alert_contains_any_word_of_an_answer(night: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    night.says("c1", "tolong kami bertiga disekap di rumah kosong belakang pasar, majikan bernama acong")
    alert = "\n".join(night.heard("o-rina")).lower()
    allowed = {"di", "kami", "tolong"}

    told = {row["value"] for row in table_rows(night.storage, "case_answers")}
    words = {word for value in told for word in re.findall(r"\w{3,}", value.lower())} - allowed
    assert words
    assert not words & set(re.findall(r"\w{3,}", alert))


def test_the_job_store_holds_ids_only(night: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "jobs.db"
    huey = make_huey("sqlite", jobs_file=path, database_url="", redis_url="")
    jobs = HueyJobs(huey)
    for name in ("deliver", "turn", "fetch", "acknowledge", "tidy"):
        monkeypatch.setattr(night.jobs, name, getattr(jobs, name))
    night.receive(night.message("chat-kenari", CRY, media=(night.voice("v"),)), work=False)
    assert len(huey) >= 3

    content = b"".join(entry.read_bytes() for entry in tmp_path.iterdir() if entry.name.startswith("jobs.db"))
    assert content.count(b"deliver") >= 2
    assert found(content.decode("latin-1")) == []
    huey.storage.close()
