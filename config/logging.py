"""How the program logs: one line an event on standard error, as JSON or for eyes."""

from __future__ import annotations

import logging
import re
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from config.log_safety import keep_safe

#: Loggers of libraries that print addresses, bodies or, as httpx does at INFO, the bot token within the URL.
_TALKATIVE = ("httpx", "httpcore", "telegram", "twilio", "urllib3", "requests", "redis", "PIL", "alembic")

#: Libraries whose message templates are constants worth reading; their arguments are left out all the same.
_PLAIN_TEMPLATES = ("huey", "alembic", "gunicorn")


#: Our own packages that log through the standard library; their `extra` fields are kept if they are safe.
_OURS = frozenset({"bot", "webhook", "console", "models", "demo", "config", "suar"})

# The event at the beginning of our own templates: `webhook_not_durable endpoint=%s`.
_EVENT = re.compile(r"[a-z]+(?:_[a-z]+)+")

#: What every record has; anything else on it came in as `extra`.
_ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def configure_logging(format: Literal["json", "console"], level: str) -> None:
    """Set up structlog, the standard library's logging and the last-resort hooks; call it once at start.

    Args:
        format: `json`, one object a line, or `console` for eyes.
        level: least level that is written, such as `INFO`.
    """
    threshold = logging.getLevelNamesMapping()[level]
    renderer: Processor = (
        structlog.processors.JSONRenderer(sort_keys=False)
        if format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, _level, keep_safe, _stamp, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        # Looked up each time: standard error may have been redirected since.
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = _StandardError()
    handler.setFormatter(_RecordFormatter(renderer))
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(threshold)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, threshold))
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread


def _level(_logger: WrappedLogger, method: str, event_dict: EventDict) -> EventDict:
    return {"level": "error" if method == "exception" else method, **event_dict}


def _stamp(_logger: WrappedLogger | None, _method: str, event_dict: EventDict) -> EventDict:
    return {"timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"), **event_dict}


class _StandardError(logging.StreamHandler[Any]):
    """Writes to what standard error is now, not to what it was at start."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        self.stream = sys.stderr
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Say that a line was lost, and not, as the library would, what stood in it."""
        sys.stderr.write(f"log line lost: {Path(record.pathname).name}:{record.lineno}\n")


class _RecordFormatter(logging.Formatter):
    """Writes what came through the standard library.

    Of libraries only logger, level and place: their words are not ours to trust. Of our own packages also the
    event and its safe `extra` fields. Arguments are left out: no name tells what they are.
    """

    def __init__(self, renderer: Processor) -> None:
        super().__init__()
        self._renderer = renderer

    def format(self, record: logging.LogRecord) -> str:
        """One line, without its line break."""
        place = Path(record.pathname)
        package = record.name.partition(".")[0]
        fields: EventDict = {}
        event = "library"
        if package in _OURS:
            found = _EVENT.match(str(record.msg))
            event = found[0] if found else "unnamed"
            fields = {name: value for name, value in vars(record).items() if name not in _ORDINARY}
        safe = keep_safe(
            None,
            "",
            {
                **fields,
                "level": record.levelname.lower(),
                "event": event,
                "logger": record.name,
                "at": f"{place.parent.name}/{place.name}:{record.lineno}",
                "exc_info": record.exc_info,
            },
        )
        if package in _PLAIN_TEMPLATES and record.args:
            safe["template"] = str(record.msg)
        return str(self._renderer(None, "", _stamp(None, "", safe)))


def _log_uncaught(
    kind: type[BaseException], exception: BaseException, traceback: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, exception, traceback)
        return
    structlog.get_logger().critical("uncaught", exc_info=exception)


def _log_uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and args.exc_type is not SystemExit:
        structlog.get_logger().critical("uncaught_in_thread", exc_info=args.exc_value)
