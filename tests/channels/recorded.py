"""The recorded provider bodies and what they must be parsed into."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.channels.messages import ChannelName, InboundKind, InboundMessage, MediaRef
from flows.message import MediaKind

PAYLOADS = Path(__file__).parent / "payloads"


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """One body with its expectation."""

    name: str
    body: bytes
    expected: dict[str, Any]

    @property
    def staff(self) -> bool:
        """Whether the officers' bot received it."""
        return self.expected.get("channel") == "staff"

    @property
    def report(self) -> bool:
        """Whether it is a status callback."""
        return "report" in self.expected


def telegram() -> list[Recorded]:
    """Every recorded update."""
    return [
        Recorded(name=path.stem, body=path.read_bytes(), expected=_expected(path))
        for path in sorted((PAYLOADS / "telegram").glob("*.json"))
        if not path.name.endswith(".expected.json")
    ]


def twilio() -> list[Recorded]:
    """Every recorded form."""
    return [
        Recorded(
            name=path.stem,
            body=b"&".join(path.read_bytes().split(b"\n")[:-1]),
            expected=_expected(path),
        )
        for path in sorted((PAYLOADS / "twilio").glob("*.form"))
    ]


def inbound(recorded: Recorded, *, account: str, received_at: Any) -> InboundMessage:
    """The message that a body must be parsed into."""
    fields = {"channel": "telegram", **recorded.expected}
    fields["channel"] = ChannelName(fields["channel"])
    fields["kind"] = InboundKind(fields.get("kind", "message"))
    fields["media"] = tuple(
        MediaRef(**{**item, "kind": MediaKind(item["kind"])}) for item in fields.get("media", ())
    )
    if "location" in fields:
        fields["location"] = tuple(fields["location"])
    return InboundMessage(account=account, received_at=received_at, **fields)


def _expected(path: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads(path.with_name(f"{path.stem}.expected.json").read_text())
    return expected
