import json
import logging
import sys
import threading
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from config.log_safety import DROPPED, SAFE_FIELDS, failures, keep_safe
from config.logging import configure_logging
from language.reading import Urgency

STORY = "saya Siti dikurung di Sebunga, nomor saya 081234567890"


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root, hooks = logging.getLogger(), (sys.excepthook, threading.excepthook)
    before = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:], _ = before
    root.setLevel(before[1])
    sys.excepthook, threading.excepthook = hooks
    for name in ("httpx", "httpcore", "telegram", "twilio", "urllib3", "requests", "redis", "PIL"):
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Any:
    configure_logging("json", "INFO")

    def read() -> list[dict[str, Any]]:
        captured = capsys.readouterr()
        assert captured.out == "", "logs go to standard error"
        assert "Siti" not in captured.err
        assert "081234567890" not in captured.err
        return [json.loads(line) for line in captured.err.splitlines()]

    return read


def test_an_event_has_level_time_and_its_fields(lines: Any) -> None:
    structlog.get_logger().info("case_opened", case_id="a" * 32, urgency=Urgency.KRITIS, count=3)
    (line,) = lines()
    assert datetime.fromisoformat(line.pop("timestamp")).tzinfo == UTC
    assert line == {
        "level": "info",
        "event": "case_opened",
        "case_id": "a" * 32,
        "urgency": "kritis",
        "count": 3,
    }


@pytest.mark.parametrize(
    "name", ["text", "body", "address", "phone", "name", "chat_id", "note", "answer", "token", "pin"]
)
def test_a_field_that_is_not_known_to_be_harmless_is_dropped(lines: Any, name: str) -> None:
    structlog.get_logger().info("x", **{name: "Siti"})
    structlog.get_logger().info("x", **{name: 81234567890})
    assert name not in SAFE_FIELDS
    assert [line[name] for line in lines()] == [DROPPED, DROPPED]


@pytest.mark.parametrize(
    "value",
    [STORY, "+6281234567890", "081234567890", "0812-3456-7890", "whatsapp:+62812", "siti@example.org",
     "a" * 121,     b"Siti", [STORY], {"x": STORY}, {STORY: 1}, object(), "Séti"],
)  # fmt: skip
def test_a_value_that_is_no_id_or_code_is_dropped_even_under_a_safe_name(value: object) -> None:
    (found,) = keep_safe(None, "", {"code": value}).values()
    assert found in (DROPPED, [DROPPED], {"x": DROPPED}, {DROPPED: 1})


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("63016", "63016"),
        ("report/where", "report/where"),
        ("SM" + "0123456789abcdef" * 2, "SM" + "0123456789abcdef" * 2),
        ("f" * 64, "f" * 64),
        (uuid.UUID(int=7), "0" * 31 + "7"),
        (datetime(2026, 11, 21, tzinfo=UTC), "2026-11-21T00:00:00+00:00"),
        (None, None),
        (True, True),
        (1.5, 1.5),
        (("a", "b"), ["a", "b"]),
        ({"sent": 3}, {"sent": 3}),
    ],
)
def test_ids_codes_and_counts_pass(value: object, shown: object) -> None:
    assert keep_safe(None, "", {"code": value}) == {"code": shown}


def test_a_providers_number_for_a_message_passes_under_its_own_name_only() -> None:
    assert keep_safe(None, "", {"provider_id": "9123456789"}) == {"provider_id": "9123456789"}
    assert keep_safe(None, "", {"code": "9123456789"}) == {"code": DROPPED}


def test_an_event_that_is_a_sentence_is_dropped(lines: Any) -> None:
    structlog.get_logger().info(STORY)
    assert lines()[0]["event"] == DROPPED


@given(st.text(), st.text())
def test_no_text_with_a_blank_gets_through(one: str, two: str) -> None:
    text = f"{one} {two}"
    assert set(keep_safe(None, "", {"event": text, "code": text, "text": text}).values()) == {DROPPED}


def test_an_exception_leaves_type_and_place_but_no_word(lines: Any) -> None:
    secret_local = STORY
    try:
        try:
            raise KeyError(secret_local)
        except KeyError as cause:
            raise ValueError(STORY) from cause
    except ValueError:
        structlog.get_logger().exception("turn_failed")
    (line,) = lines()
    assert line["level"] == "error"
    assert [failure["type"] for failure in line["failure"]] == ["builtins.ValueError", "builtins.KeyError"]
    assert all(
        place.startswith("config/test_logging.py:") for failure in line["failure"] for place in failure["at"]
    )


def test_a_chain_that_bites_its_tail_ends() -> None:
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    assert [failure["type"] for failure in failures(one)] == ["builtins.ValueError", "builtins.KeyError"]


def test_a_hidden_context_stays_hidden() -> None:
    error = ValueError()
    error.__context__, error.__suppress_context__ = KeyError(), True
    assert len(failures(error)) == 1


def test_libraries_leave_place_and_level_only(lines: Any) -> None:
    try:
        raise RuntimeError(STORY)
    except RuntimeError:
        logging.getLogger("some.library").exception("failed for %s: " + STORY, "Siti", extra={"code": "c"})  # noqa: G003
    (line,) = lines()
    assert line["event"] == "library"
    assert (line["logger"], line["level"]) == ("some.library", "error")
    assert line["failure"][0]["type"] == "builtins.RuntimeError"
    assert "code" not in line
    assert "template" not in line


def test_our_own_standard_loggers_keep_event_and_safe_fields(lines: Any) -> None:
    logger = logging.getLogger("models.unit_of_work")
    logger.error("after_commit_failed", extra={"error": "KeyError", "text": "Siti"})
    logger.error("webhook_broken endpoint=%s", "Siti")
    logger.error("Siti wrote %s", "Siti")
    assert [(line["event"], line.get("error"), line.get("text")) for line in lines()] == [
        ("after_commit_failed", "KeyError", DROPPED),
        ("webhook_broken", None, None),
        ("unnamed", None, None),
    ]


def test_the_job_engines_constant_templates_are_readable_without_their_arguments(lines: Any) -> None:
    logging.getLogger("huey.consumer").warning("Executing %s", "Siti")
    assert lines()[0]["template"] == "Executing %s"


@pytest.mark.parametrize(
    "name", ["httpx", "httpcore.http11", "telegram.Bot", "twilio.http_client", "urllib3.connectionpool"]
)
def test_clients_that_print_tokens_are_silent(lines: Any, name: str) -> None:
    logging.getLogger(name).info("POST https://api.telegram.org/bot123:AArahasia/sendMessage")
    assert lines() == []


@pytest.mark.parametrize("form", ["json", "console"])
def test_no_token_of_a_talkative_client_is_written_at_any_level(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logging(form, "DEBUG")  # type: ignore[arg-type]
    for level in (logging.DEBUG, logging.INFO, logging.ERROR):
        logging.getLogger("httpx").log(level, "POST %s", "https://api.telegram.org/bot123:AArahasia/x")
    err = capsys.readouterr().err
    assert "rahasia" not in err
    assert err.count("library") == 1


def test_what_lies_below_the_level_is_not_written(lines: Any) -> None:
    structlog.get_logger().debug("x")
    logging.getLogger("models.x").debug("after_commit_failed")
    assert lines() == []


def test_the_console_form_is_one_readable_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("console", "INFO")
    structlog.get_logger().info("case_opened", count=3, text="Siti")
    err = capsys.readouterr().err
    assert "case_opened" in err
    assert "count=3" in err
    assert "Siti" not in err
    assert err.count("\n") == 1


def test_an_uncaught_exception_leaves_no_word(lines: Any) -> None:
    error = ValueError(STORY)
    sys.excepthook(ValueError, error, None)
    thread = threading.Thread(target=lambda: (_ for _ in ()).throw(ValueError(STORY)))
    thread.start()
    thread.join()
    assert [line["event"] for line in lines()] == ["uncaught", "uncaught_in_thread"]


def test_a_line_that_cannot_be_written_is_counted_and_not_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("json", "INFO")
    broken = logging.makeLogRecord(
        {"name": "x", "levelno": logging.ERROR, "levelname": "ERROR", "pathname": 7}
    )
    broken.msg = STORY
    with pytest.raises(TypeError):
        logging.getLogger().handlers[0].format(broken)
    broken.pathname = "a/b.py"
    broken.lineno = 3
    logging.getLogger().handlers[0].handleError(broken)
    assert capsys.readouterr().err == "log line lost: b.py:3\n"


def test_fields_bound_to_the_context_are_filtered_too(lines: Any) -> None:
    with structlog.contextvars.bound_contextvars(conversation_id="c1", text="Siti"):
        structlog.get_logger().info("x")
    (line,) = lines()
    assert (line["conversation_id"], line["text"]) == ("c1", DROPPED)
