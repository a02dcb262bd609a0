"""Golden runs: a conversation as YAML, with what happened after each message.

Between any two messages the session goes through JSON: every run also proves that a restart changes nothing.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from flows.bundle import Bundle, KnownBundles, load_bundle
from flows.engine import Engine, Sprint
from flows.limits import Limits
from flows.message import Incoming, MediaKind
from flows.prompt import Option, Prompt
from flows.rehearsal import RehearsedService, rehearsal_services
from flows.services import Found
from flows.session import Session
from language.reading import Intent, Reading, Signal, Urgency

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
TEST_BUNDLE = HERE / "bundle"
NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)


def incoming(document: dict[str, Any]) -> Incoming:
    """A message as a golden run writes it down."""
    read = document.get("reading", {})
    location = document.get("location")
    return Incoming(
        text=document.get("text", ""),
        choice=document.get("press"),
        media=tuple(MediaKind(kind) for kind in document.get("media", ())),
        location=(location[0], location[1]) if location else None,
        reading=Reading(
            intent=Intent(read.get("intent", "lainnya")),
            urgency=Urgency(read.get("urgency", "rendah")),
            signals=tuple(
                Signal(code=code, level=3, words=(word,)) for code, word in read.get("signals", {}).items()
            ),
            locale=read.get("locale"),
            ages=tuple(read.get("ages", ())),
            unsure=read.get("unsure", False),
        ),
    )


def found(document: dict[str, Any]) -> Found:
    """What a rehearsed service finds."""
    prompts = tuple(
        Prompt(
            key=prompt["key"],
            params=prompt.get("params", {}),
            options=tuple(Option(**option) for option in prompt.get("options", ())),
        )
        for prompt in document.get("prompts", ())
    )
    return Found(outcome=document["outcome"], prompts=prompts, params=document.get("params", {}))


def plain(value: Any) -> Any:
    """An event as plain data, without what is empty."""
    if isinstance(value, Option):
        return value.id
    if is_dataclass(value):
        parts = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return {
            name: part for name, part in parts.items() if part not in (None, {}, [], "") and name != "reading"
        }
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.strftime("%d %H:%M")
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return dict(value) if isinstance(value, dict) else value


def play(run: dict[str, Any], bundle: Bundle) -> list[dict[str, Any]]:
    """Play a run and write down what happened in each turn."""
    engine = Engine(KnownBundles(bundle), Limits(**run.get("limits", {})))
    service = RehearsedService(outcomes={name: found(item) for name, item in run.get("services", {}).items()})
    services = rehearsal_services(service)
    now = NOW
    session: Session | None = None
    turns = []
    for turn in run["turns"]:
        send = turn["send"]
        now += timedelta(minutes=1)
        if session is None:
            message = incoming(send) if send else None
            sprint = engine.start(
                locale=run.get("locale", "id"),
                now=now,
                message=message,
                services=services,
                flow=run.get("flow"),
            )
        elif send == "expire":
            sprint = engine.expire(session, session.wait, now=now, services=services)
        else:
            sprint = engine.resume(session, incoming(send), now=now, services=services)
        turns.append(_written(send, sprint))
        session = Session.from_json(sprint.session.to_json())
        assert session == sprint.session
    return turns


def _written(send: Any, sprint: Sprint) -> dict[str, Any]:
    session = sprint.session
    return {
        "send": send,
        "path": " ".join(sprint.path),
        "happens": [{type(event).__name__: plain(event)} for event in sprint.events],
        "stands": session.ended or f"{session.flow}/{session.node} {session.locale}",
    }


def golden_runs() -> list[Path]:
    """Every run there is."""
    return sorted(GOLDEN.glob("*.yaml"))


def read_run(path: Path) -> dict[str, Any]:
    """A run as it is written down."""
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


def write_run(path: Path, run: dict[str, Any]) -> None:
    """Write a run down again."""
    text = yaml.safe_dump(run, sort_keys=False, allow_unicode=True, width=110, default_flow_style=None)
    path.write_text(text, encoding="utf-8")


def small_bundle() -> Bundle:
    """The bundle of these tests, which changes only when they do."""
    return load_bundle(TEST_BUNDLE)
