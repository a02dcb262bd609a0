"""From a message on a phone to an officer's acknowledgement, through real processes that may be killed."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from bot import bootstrap
from tests.smoke.conftest import Crew

CRY = "tolong pak kami bertiga disekap di rumah kosong dekat perbatasan, tidak boleh pegang hp"
SMS_CRY = "tolong saya disekap di gudang, hp mau diambil"


def alerts(crew: Crew) -> list[dict[str, Any]]:
    """Alerts on the duty officer's phone that still wait to be taken, oldest first."""
    return [
        message
        for message in crew.shows("staff:p1")
        if any(button["label"] == "Terima" for row in message["keyboard"] for button in row)
    ]


def accept(crew: Crew, alert: dict[str, Any]) -> None:
    """Press [Terima] under an alert."""
    (data,) = [b["data"] for row in alert["keyboard"] for b in row if b["label"] == "Terima"]
    crew.does("officer", "staff", "p1", choice={"message": alert["serial"], "data": data})


def text_of(messages: list[dict[str, Any]]) -> str:
    return "\n".join(message["text"] for message in messages)


def test_a_report_on_telegram_reaches_the_officer_and_the_answer_reaches_the_citizen(crew: Crew) -> None:
    crew.does("citizen", "telegram", "w1", text=CRY)
    (alert,) = crew.until("the alert", lambda: alerts(crew))
    assert "disekap" not in alert["text"]
    crew.until("the first answer", lambda: "110" in text_of(crew.shows("telegram:w1")))

    accept(crew, alert)

    crew.until("the confirmation", lambda: "Alarm dihentikan" in text_of(crew.shows("staff:p1")))
    crew.until("the line to the citizen", lambda: "Balas BUKA" in text_of(crew.shows("telegram:w1")))
    crew.does("citizen", "telegram", "w1", text="buka")
    crew.until("the news", lambda: "Seorang petugas sudah membaca" in text_of(crew.shows("telegram:w1")))


def test_an_sms_while_the_worker_is_dead_is_not_lost(crew: Crew) -> None:
    before = len(alerts(crew))
    crew.kill("worker")
    crew.does("citizen", "sms", "w1", text=SMS_CRY)
    crew.does("citizen", "sms", "w1", text="cepat pak")
    crew.until(
        "both messages stored",
        lambda: _listed(crew).count('"channel": "sms"') == 1,
    )
    assert crew.shows("sms:w1") == []
    assert len(alerts(crew)) == before

    crew.start("worker")

    crew.until("the alert", lambda: len(alerts(crew)) > before)
    crew.until("the answer by SMS", lambda: "110" in text_of(crew.shows("sms:w1")))
    accept(crew, alerts(crew)[-1])
    crew.until("the line to the citizen", lambda: "Balas BUKA" in text_of(crew.shows("sms:w1")))


def test_a_worker_killed_in_the_middle_of_its_work_loses_nothing_and_says_nothing_twice(crew: Crew) -> None:
    told = ("satu dua tiga", "majikan saya menahan paspor saya", "gaji saya tidak dibayar tiga bulan")
    for text in told:
        crew.does("citizen", "whatsapp", "w1", text=text)
    crew.kill("worker")
    crew.start("worker")

    crew.until("answers by WhatsApp", lambda: len(crew.shows("whatsapp:w1")) == len(told), within=30)
    crew.until("a case", lambda: _listed(crew).count('"channel": "whatsapp"') == 1)
    crew.until("health", lambda: crew.get("/health").status_code == 200)
    assert len(crew.shows("whatsapp:w1")) == len(told)


def test_nothing_that_was_written_stands_in_any_log(crew: Crew) -> None:
    for words in ("disekap", "majikan", "gudang", "+62899"):
        assert words not in crew.logs()


def _listed(crew: Crew) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "cases", "list", "--json"],
        cwd=bootstrap.ROOT,
        env=crew.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
