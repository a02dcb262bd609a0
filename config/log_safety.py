"""What may be in a log: names known to be harmless, values that look like an id or a code, places of errors.

Nothing is trusted to be careful. An unknown field name is dropped, and so is a value that could be a
sentence, a telephone number or an address. Exceptions leave only type and place: their messages quote what
they stumbled over, and that may be somebody's story or a token.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import UUID

from structlog.typing import EventDict, WrappedLogger

DROPPED = "[dropped]"

#: Names of fields that may be logged. Before adding one, say why it cannot lead to a person.
SAFE_FIELDS = frozenset(
    word
    for line in (
        # What happened and where in the program.
        "event level timestamp logger at where failure error code codes outcome result kind rule purpose",
        # Ids of our rows and of the providers' messages: they open nothing without the sealed tables.
        "id ids case conversation attachment officer outbox timer referral inbound reference",
        "case_id conversation_id attachment_id officer_id outbox_id timer_id referral_id inbound_id",
        "message_id entry_id provider_id update_id job_id key_id request_id",
        # Where it belongs and how it stands.
        "channel account taskforce queue urgency status state step round role locale",
        "flow node flow_version version revision engine task",
        # Counts, sizes and times.
        "attempt attempts count counts total rows pending due sent failed skipped size bytes parts",
        "seconds ms duration_ms after_seconds lag_seconds age_seconds threads processes",
        # The machine's own.
        "port pid worker method endpoint http_status signal dry_run demo",
    )
    for word in line.split()
)

#: Fields that hold a provider's number for a message. Elsewhere a long number may be a telephone's.
_NUMBERED = frozenset({"provider_id", "update_id"})

# An id or a code. No blank, so no sentence; no plus and no at sign, so no telephone number and no address.
_CODE = re.compile(r"[A-Za-z0-9_.:/<>-]{0,120}")
_LONG_NUMBER = re.compile(r"\d[\d.:/-]{6,}\d")
_HEX_ID = re.compile(r"(?:[A-Z]{2})?[0-9a-f]{32}|[0-9a-f]{64}")


def keep_safe(_logger: WrappedLogger | None, _method: str, event_dict: EventDict) -> EventDict:
    """Replace whatever is not known to be harmless by `[dropped]`, and an exception by its type and place.

    Args:
        event_dict: what was logged; the event itself must be a code (`case_opened`), not a sentence.
    """
    failure = _exception(event_dict.pop("exc_info", None))
    event_dict.pop("stack_info", None)
    safe: EventDict = {
        name: _safe_value(value, numbered=name in _NUMBERED) if name in SAFE_FIELDS else DROPPED
        for name, value in event_dict.items()
    }
    if failure is not None:
        safe["failure"] = failures(failure)
    return safe


def failures(exception: BaseException) -> list[dict[str, Any]]:
    """Type and frames (`folder/file.py:line`) of an exception and its causes; no message, no variable."""
    found: list[dict[str, Any]] = []
    seen: set[int] = set()
    current: BaseException | None = exception
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        kind = type(current)
        found.append(
            {"type": f"{kind.__module__}.{kind.__qualname__}", "at": list(_frames(current.__traceback__))}
        )
        hidden = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or hidden
    return found


def _frames(traceback: TracebackType | None) -> Iterator[str]:
    while traceback is not None:
        file = Path(traceback.tb_frame.f_code.co_filename)
        # Folder and file are enough to find it, and tell nothing of the machine.
        yield f"{file.parent.name}/{file.name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next


def _exception(given: object) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        return given[1] if len(given) > 1 and isinstance(given[1], BaseException) else None
    return sys.exc_info()[1] if given else None


def _safe_value(value: object, *, numbered: bool = False) -> object:
    if isinstance(value, Enum):
        return _safe_value(value.value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, str):
        return value if _is_code(value, numbered=numbered) else DROPPED
    if isinstance(value, list | tuple | set | frozenset):
        return [_safe_value(entry) for entry in value]
    if isinstance(value, Mapping):
        # Counts by code, such as {"sent": 3}.
        return {str(_safe_value(name)): _safe_value(entry) for name, entry in value.items()}
    return DROPPED


def _is_code(value: str, *, numbered: bool) -> bool:
    if _HEX_ID.fullmatch(value):
        return True
    return _CODE.fullmatch(value) is not None and (numbered or _LONG_NUMBER.search(value) is None)
