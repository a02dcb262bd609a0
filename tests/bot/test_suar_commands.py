"""The command line `suar`, tried as an administrator would, in a folder of its own."""

from __future__ import annotations

import json
import re
import sqlite3
import stat
import sys
from pathlib import Path

import pytest
from PIL import Image

from bot.channels.messages import ChannelName, InboundMessage
from bot.cli import main, suar
from bot.cli.parts import running
from bot.intake import HotlineIntake
from tests.scenarios.test_night import CRY
from tests.suar_fixtures import Suar, rows


def test_migrate_makes_keys_and_database_once_and_for_their_owner_alone(run: Suar, var: Path) -> None:
    first, second = run("migrate").output, run("migrate").output

    assert first.startswith("database: empty -> ")
    assert second.rstrip().endswith("nothing to do")
    for path in (var / "suar.db", var / "secrets" / "keyring.json", var / "secrets" / "accounts.yaml"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    assert stat.S_IMODE(var.stat().st_mode) & 0o077 == 0


def test_officers_are_added_listed_put_on_duty_and_retired(migrated: Suar) -> None:
    assert "No officers yet" in migrated("officers", "list").output
    added = migrated("officers", "add", "Rina", "--role", "petugas_piket", "--queue", "hukum").output
    officer_id = re.search(r"officer ([0-9a-f]{32})", added)
    code = re.search(r"24 hours: ([2-9A-Z]{12})", added)
    assert officer_id
    assert code
    assert f"?start={code[1]}" in added

    (row,) = rows(migrated("officers", "list", "--json"))
    assert row == {
        "id": officer_id[1],
        "name": "Rina",
        "taskforce": "sambas",
        "role": "petugas_piket",
        "queue": "hukum",
        "linked": False,
        "reachable": False,
        "on_shift": False,
    }
    assert "NOT REACHABLE" in migrated("officers", "list").output

    renewed = migrated("officers", "code", officer_id[1]).output
    assert code[1] not in renewed

    migrated("officers", "shift", officer_id[1], "--from", "2020-01-01 22:00", "--until", "2099-01-01T07:00")
    assert rows(migrated("officers", "list", "--json"))[0]["on_shift"]
    migrated("officers", "shift", officer_id[1], "--from", "2026-01-02 07:00", "--until", "2026-01-01 07:00",
             fails=True)  # fmt: skip

    assert "access ended" in migrated("officers", "retire", officer_id[1]).output
    assert rows(migrated("officers", "list", "--json")) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "Hadi", "--role", "koordinator"), "--queue"),
        (("add", "Hadi", "--role", "kaisar"), "kaisar"),
        (("add", "Hadi", "--role", "ketua", "--taskforce", "mars"), "served: sambas"),
        (("code", "0" * 32), "suar officers list"),
        (("retire", "0" * 32), "suar officers list"),
        (
            ("shift", "0" * 32, "--from", "2026-01-01 07:00", "--until", "2026-01-01 09:00"),
            "suar officers list",
        ),
    ],
)
def test_a_mistake_is_told_in_words(migrated: Suar, arguments: tuple[str, ...], told: str) -> None:
    assert told in migrated("officers", *arguments, fails=True).output


def test_cases_are_listed_as_codes_and_times_and_never_as_a_story(migrated: Suar) -> None:
    assert "No cases." in migrated("cases", "list").output
    parts = running()
    parts.hotline.bundles.keep_current()
    HotlineIntake(parts.hotline).receive(
        InboundMessage(
            channel=ChannelName.TELEGRAM,
            account="sambas-warga",
            provider_id="1",
            address="4711",
            identity="4711",
            text=CRY,
            received_at=parts.hotline.clock.now(),
        )
    )
    parts.hotline.storage.close()
    parts.jobs.huey.storage.close()

    listed = migrated("cases", "list", "--json", "--open")
    (row,) = rows(listed)
    assert set(row) >= {
        "reference", "status", "urgency", "queue", "channel", "partial", "opened_at", "reasons"
    }  # fmt: skip
    assert (row["status"], row["urgency"], row["channel"], row["partial"]) == (
        "baru",
        "kritis",
        "telegram",
        True,
    )
    assert row["opened_at"].endswith("+00:00")
    plain = migrated("cases", "list").output
    assert row["reference"] in plain
    for output in (listed.output, plain):
        assert "disekap" not in output
        assert "4711" not in output
    assert rows(migrated("cases", "list", "--json", "--taskforce", "sanggau")) == []


KEYS = {
    "id", "intent", "urgency", "queue", "queues", "signals", "places", "ages", "people", "times",
    "whereabouts", "unsure", "explanation",
}  # fmt: skip


def test_triage_reads_a_text(run: Suar) -> None:
    (row,) = rows(run("triage", CRY + " di Sajingan", "--json"))

    assert set(row) >= KEYS
    assert (row["id"], row["intent"], row["urgency"], row["queue"]) == (None, "lapor", "kritis", "hukum")
    assert any("disekap" in signal["words"] for signal in row["signals"])
    assert row["queues"][0] == row["queue"]
    assert "KRITIS" in run("triage", CRY).output


def test_triage_reads_a_file_or_standard_input(run: Suar, tmp_path: Path) -> None:
    lines = [{"id": "a1", "text": CRY}, {"id": 2, "text": "berapa biaya jadi PMI?"}, {"text": "halo"}]
    content = "\n".join(json.dumps(line) for line in lines) + "\n\n"
    path = tmp_path / "rows.jsonl"
    path.write_text(content, encoding="utf-8")

    from_file = rows(run("triage", "--file", str(path), "--json"))
    assert [row["id"] for row in from_file] == ["a1", "2", None]
    assert from_file[0]["urgency"] == "kritis"
    assert rows(run("triage", "--file", "-", "--json", given=content)) == from_file


@pytest.mark.parametrize("bad", ["not json", '{"id": "x"}', '["a"]', "42", '"text"'])
def test_triage_names_the_line_that_is_no_row(run: Suar, bad: str) -> None:
    result = run(
        "triage", "--file", "-", "--json", given='{"id":"a","text":"halo"}\n' + bad + "\n", fails=True
    )

    assert "line 2 is not a row like" in result.output
    assert len(result.stdout.splitlines()) == 1


LABELLED = [
    {"id": "k", "text": CRY, "intent": "lapor", "urgency": ["kritis"], "queue": ["hukum"], "lang": "id"},
    {"id": "r", "text": "halo", "intent": "lainnya", "urgency": "rendah", "queue": [], "tags": ["pair:1"]},
]


def test_triage_measures_itself_and_draws_it(run: Suar, tmp_path: Path) -> None:
    path, picture = tmp_path / "rows.jsonl", tmp_path / "figures.png"
    path.write_text("\n".join(json.dumps(row) for row in LABELLED), encoding="utf-8")

    shown = run("triage", "evaluate", str(path), "--plot", str(picture)).output
    for words in ("2 messages", "is kritis", "macro-F1", "contrast pairs", "Spoilt messages", "median"):
        assert words in shown
    figures = json.loads(run("triage", "evaluate", str(path), "--json").stdout)
    assert figures["recall"]["kritis"]["of"] == 1
    assert figures["intent"]["value"] == 1.0
    assert set(figures["perturbed"]) >= {"typos", "dropped vowels", "lost spaces", "capitals", "split in two"}
    assert figures["cost_ms"]["median"] > 0
    with Image.open(picture) as drawn:
        assert drawn.format == "PNG"
        assert drawn.width >= 800


def test_triage_names_the_labelled_row_that_is_none(run: Suar, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(LABELLED[0]) + '\n{"text": "x", "intent": "lapor"}\n', encoding="utf-8")

    assert "line 2" in run("triage", "evaluate", str(path), fails=True).output
    path.write_text("\n", encoding="utf-8")
    assert "no rows" in run("triage", "evaluate", str(path), fails=True).output


def test_triage_wants_one_source(run: Suar) -> None:
    assert "either a text or --file" in run("triage", fails=True).output
    assert "either a text or --file" in run("triage", "halo", "--file", "-", fails=True).output


def test_check_finds_the_shipped_data_right(run: Suar) -> None:
    assert "all well" in run("check", "--data").output


def test_check_tells_what_a_deployment_lacks(run: Suar) -> None:
    assert "run `suar migrate`" in run("check", fails=True).output
    run("migrate")
    assert "all well" in run("check").output


def test_check_tells_of_a_broken_audit_chain(migrated: Suar, var: Path) -> None:
    migrated("officers", "add", "Rina", "--role", "petugas_piket", "--queue", "hukum")
    migrated("officers", "add", "Hadi", "--role", "koordinator", "--queue", "hukum")
    connection = sqlite3.connect(var / "suar.db")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE audit_entries SET actor = 'nobody' WHERE seq = 1")
    connection.commit()
    connection.close()

    assert "audit chain of sambas: broken at entry 1" in migrated("check", fails=True).output


def test_webhooks_are_listed_for_every_account(migrated: Suar) -> None:
    listed = migrated("webhooks", "list").output

    for path in (
        "telegram/sambas-warga",
        "telegram/sambas-piket",
        "twilio/sambas-twilio#",
        "twilio/sambas-twilio/status",
    ):
        assert f"http://127.0.0.1:8080/webhook/{path}" in listed


def test_keys_are_shown_by_number_and_a_new_one_seals_from_then_on(migrated: Suar, var: Path) -> None:
    migrated("officers", "add", "Rina", "--role", "petugas_piket", "--queue", "hukum")
    before = migrated("keys", "show").output
    assert before.split() == ["key", "1", "(seals)"]
    assert "key 2 seals" in migrated("keys", "rotate").output

    assert [line.split() for line in migrated("keys", "show").output.splitlines()] == [
        ["key", "1"],
        ["key", "2", "(seals)"],
    ]
    assert stat.S_IMODE((var / "secrets" / "keyring.json").stat().st_mode) == 0o600
    assert (
        rows(migrated("officers", "list", "--json"))[0]["name"] == "Rina"
    )  # what the old key sealed still opens


def test_wrong_settings_are_all_told_at_once_and_without_a_traceback(
    var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUAR_PORT", "notaport")
    monkeypatch.setenv("SUAR_DATABSE_URL", "sqlite:///x.db")
    monkeypatch.setenv("SUAR_HOST", "0.0.0.0")
    monkeypatch.setattr(sys, "argv", ["suar", "migrate"])
    with pytest.raises(SystemExit) as ended:
        main()

    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert told.startswith("Suar cannot start. Please mend:")
    for words in ("SUAR_PORT", "did you mean SUAR_DATABASE_URL?", "SUAR_HOST"):
        assert words in told
    assert "Traceback" not in told
    assert not var.exists()


def test_every_command_explains_itself(run: Suar) -> None:
    for name, command in suar.commands.items():
        if name == "flows":
            continue
        assert command.help
        assert "Usage:" in run(name, "--help").output


REGISTER = (
    "nama;no SIP3MI;status;per tanggal\n"
    "PT Maju Jaya Abadi;SIP/1;aktif;2026-11-01\n"
    "PT Karya Satria;SIP/2;dicabut;2026-11-01\n"
)


def test_a_register_is_imported_asked_and_counted(run: Suar, tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(REGISTER + "ABU;;;\n")
    assert (
        rows(run("recruiters", "check", "PT Maju Jaya Abadi", "--json"))[0]["outcome"] == "belum_ada_daftar"
    )
    assert "line 4" in run("recruiters", "import", str(path), fails=True).output
    shown = run("recruiters", "import", str(path), "--accept-good-rows", "--by", "sekretariat").output
    assert "2 companies as of 2026-11-01, 1 rows left out" in shown
    assert "nothing changed" in run("recruiters", "import", str(path), "--accept-good-rows").output

    asked = {"a": "cek pt karya satria", "b": "PT Karja Satria", "c": "CV X"}
    given = "".join(json.dumps({"id": id_, "text": text}) + "\n" for id_, text in asked.items())
    found = rows(run("recruiters", "check", "--file", "-", "--json", given=given))
    assert [(row["id"], row["outcome"]) for row in found] == [
        ("a", "dihentikan"),
        ("b", "mirip"),
        ("c", "bukan_p3mi"),
    ]
    assert set(found[1]["candidates"][0]) == {"name", "licence", "status", "differs", "score"}
    (stats,) = rows(run("recruiters", "stats", "--json"))
    assert stats["status"] == {"aktif": 1, "dicabut": 1}
    assert stats["imports"][0]["by"] == "sekretariat"
    assert "1  dicabut" in run("recruiters", "stats").output


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("a,b\n1,2\n", "columns"),
        ("nama;status\nPT A B;aktif\n", "--as-of"),
        ("nama;status\nABU;aktif\n", "no good row"),
    ],
)
def test_a_table_that_cannot_be_imported_says_what_to_do(
    run: Suar, tmp_path: Path, content: str, word: str
) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(content)
    assert word in run("recruiters", "import", str(path), fails=True).output


def test_questions_are_answered_and_measured(run: Suar, tmp_path: Path) -> None:
    (row,) = rows(run("ask", "umur berapa boleh jadi TKI", "--json"))
    assert (row["topic"], row["refused"]) == ("usia", False)
    assert "18" in row["answer"]
    assert rows(run("ask", "resep nasi goreng", "--json"))[0]["refused"]
    path = tmp_path / "tanya.jsonl"
    path.write_text(
        '{"question":"umur brp bs kerja","topic":["usia"]}\n{"question":"resep rendang","topic":[]}\n'
    )
    (figures,) = rows(run("ask", "--evaluate", str(path), "--json"))
    assert (figures["first"], figures["refused"], figures["wrong"]) == (1.0, 1.0, 0.0)
    path.write_text('{"question":"umur"}\n')
    assert "line 1" in run("ask", "--evaluate", str(path), fails=True).output


def test_the_topics_are_in_order(run: Suar) -> None:
    assert "41 topics" in run("topics", "check").output
