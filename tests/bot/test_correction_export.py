"""`suar corrections export`: from an officer's press to a file that a human reads."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import stat
from pathlib import Path

import pytest

from bot.channels.messages import ChannelName, InboundMessage
from bot.cli import corrections as command
from bot.cli.corrections import WARNING
from bot.cli.parts import running
from bot.hotline import Hotline
from bot.intake import HotlineIntake
from language.evaluation.rows import parse
from models.case_store import CaseStore
from tests.suar_fixtures import Suar

STORY = "tolong Pak Sukirman, kami bertiga disekap di rumah kosong di desa Sebunga, nomor saya 081234567890"


def _receive(hotline: Hotline, number: int, **message: str) -> None:
    staff = message["address"] == "o1"
    HotlineIntake(hotline).receive(
        InboundMessage(
            channel=ChannelName.STAFF if staff else ChannelName.TELEGRAM,
            account="sambas-piket" if staff else "sambas-warga",
            provider_id=str(number),
            identity=message["address"],
            received_at=hotline.clock.now(),
            **message,  # type: ignore[arg-type]
        )
    )


@pytest.fixture
def corrected(migrated: Suar) -> Suar:
    """Runs commands where an officer has corrected the reading of one case."""
    added = migrated("officers", "add", "Rina", "--role", "petugas_piket", "--queue", "hukum").output
    code = re.search(r"24 hours: ([2-9A-Z]{12})", added)
    assert code
    parts = running()
    hotline = parts.hotline
    hotline.bundles.keep_current()
    _receive(hotline, 1, address="4711", text=STORY)
    _receive(hotline, 2, address="o1", start=code[1])
    with hotline.storage.read() as uow:
        (case,) = CaseStore(uow).listed()
    _receive(hotline, 3, address="o1", choice=f"should:{case.reference}:tinggi")
    _receive(hotline, 4, address="o1", choice=f"owner:{case.reference}:tinggi:sosial")
    hotline.storage.close()
    parts.jobs.huey.storage.close()
    return migrated


def test_corrections_become_labelled_messages_without_anybodys_name(corrected: Suar, tmp_path: Path) -> None:
    file = tmp_path / "out" / "koreksi.jsonl"

    told = corrected("corrections", "export", str(file)).output

    assert told.startswith("1 row(s) -> ")
    assert WARNING in told
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (line,) = file.read_text(encoding="utf-8").splitlines()
    row = json.loads(line)
    assert list(row) == ["id", "text", "intent", "urgency", "queue", "register", "tags"]
    assert row["text"] == (
        "tolong Pak [nama], kami bertiga disekap di rumah kosong di desa [kecamatan Sajingan Besar], "
        "nomor saya [nomor]"
    )
    assert (row["intent"], row["urgency"], row["queue"]) == ("lapor", ["tinggi"], ["sosial"])
    assert (row["register"], row["tags"]) == (None, ["correction"])
    assert "Sukirman" not in told


def test_the_file_is_read_by_whatever_measures_readings(corrected: Suar, tmp_path: Path) -> None:
    file = tmp_path / "koreksi.jsonl"
    corrected("corrections", "export", str(file))

    (row,) = parse(io.StringIO(file.read_text(encoding="utf-8")))
    assert row.groups == ("tag=correction",)


def test_it_leaves_once_and_the_trail_knows(corrected: Suar, tmp_path: Path, var: Path) -> None:
    corrected("corrections", "export", str(tmp_path / "a.jsonl"))

    assert (
        corrected("corrections", "export", str(tmp_path / "b.jsonl")).output == "no corrections to export\n"
    )
    assert not (tmp_path / "b.jsonl").exists()
    connection = sqlite3.connect(var / "suar.db")
    entries = connection.execute(
        "SELECT actor, action FROM audit_entries WHERE action = 'koreksi_diekspor'"
    ).fetchall()
    connection.close()
    assert entries == [("cli", "koreksi_diekspor")]
    assert "all well" in corrected("check").output


def test_a_file_is_never_overwritten(
    corrected: Suar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "koreksi.jsonl"
    file.write_text("mine", encoding="utf-8")

    assert "is not overwritten" in corrected("corrections", "export", str(file), fails=True).output
    with monkeypatch.context() as raced:  # another file takes the name between the first look and the writing
        raced.setattr(command, "write_secret", lambda *_: False)
        other = corrected("corrections", "export", str(tmp_path / "other.jsonl"), fails=True)
        assert "is not overwritten" in other.output
    assert file.read_text(encoding="utf-8") == "mine"
    assert "1 row(s)" in corrected("corrections", "export", str(tmp_path / "other.jsonl")).output


def test_a_day_and_a_task_force_narrow_it(corrected: Suar, tmp_path: Path) -> None:
    file = str(tmp_path / "koreksi.jsonl")

    assert "no corrections" in corrected("corrections", "export", file, "--since", "2999-01-01").output
    assert (
        "served: sambas" in corrected("corrections", "export", file, "--taskforce", "mars", fails=True).output
    )
    narrowed = corrected("corrections", "export", file, "--taskforce", "sambas", "--since", "2020-01-01")
    assert "1 row(s)" in narrowed.output
