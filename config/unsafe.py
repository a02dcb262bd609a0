"""Combinations of settings that each look fine and together lose reports or expose people."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from config.secret_files import exposed

if TYPE_CHECKING:
    from config.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Unsafe:
    """One combination that is refused.

    Args:
        concerns: the settings that take part; the first one names the problem line. The rule is silent while
            one of them is itself invalid, so that one mistake gives one line.
        found: whether these settings are unsafe together.
        remedy: why, and what to do.
    """

    concerns: tuple[str, ...]
    found: Callable[[Settings], bool]
    remedy: str


def demo_mark(var_dir: Path) -> Path:
    """The file that says: everything in this folder is invented."""
    return var_dir / "DEMO"


def is_loopback(host: str) -> bool:
    """Whether a host name or address can only be reached from this very machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _beyond_loopback(url: str) -> bool:
    return bool(url) and not is_loopback(urlsplit(url).hostname or "")


UNSAFE: tuple[Unsafe, ...] = (
    Unsafe(
        concerns=("demo", "var_dir"),
        found=lambda s: not s.demo and demo_mark(s.var_dir).is_file(),
        remedy="this folder holds a demonstration; give a fresh SUAR_VAR_DIR for real reports",
    ),
    Unsafe(
        concerns=("demo", "var_dir"),
        found=lambda s: s.demo and (s.var_dir / "suar.db").is_file() and not demo_mark(s.var_dir).is_file(),
        remedy="this folder holds real reports; give another SUAR_VAR_DIR for a demonstration",
    ),
    Unsafe(
        concerns=("database_url", "hosts"),
        found=lambda s: s.hosts > 1 and s.on_sqlite,
        remedy="several machines cannot share a SQLite file; give a postgresql+psycopg:// address",
    ),
    Unsafe(
        concerns=("database_url",),
        found=lambda s: s.on_sqlite and s.database_url.removeprefix("sqlite://") in {"", "/", "/:memory:"},
        remedy="memory is lost at the next restart and unseen by the worker; give a file or leave it out",
    ),
    Unsafe(
        concerns=("job_engine", "hosts"),
        found=lambda s: s.hosts > 1 and s.job_engine == "sqlite",
        remedy="several machines cannot share a SQLite job engine; set postgres or redis, or SUAR_HOSTS=1",
    ),
    Unsafe(
        concerns=("job_engine", "database_url"),
        found=lambda s: s.job_engine == "postgres" and s.on_sqlite,
        remedy="postgres works in the main database, which is SQLite; set SUAR_DATABASE_URL to PostgreSQL",
    ),
    Unsafe(
        concerns=("redis_url", "job_engine"),
        found=lambda s: s.job_engine == "redis" and not s.redis_url,
        remedy="SUAR_JOB_ENGINE=redis needs an address; set it to redis://... or choose another engine",
    ),
    Unsafe(
        concerns=("host", "demo"),
        found=lambda s: s.demo and not is_loopback(s.host),
        remedy="the demonstration must stay on this machine; set it to 127.0.0.1 or SUAR_DEMO=0",
    ),
    Unsafe(
        concerns=("public_base_url", "demo"),
        found=lambda s: s.demo and _beyond_loopback(s.public_base_url),
        remedy="somebody in need might report to a public demonstration; leave it out or SUAR_DEMO=0",
    ),
    Unsafe(
        concerns=("demo_port", "port", "demo"),
        found=lambda s: s.demo and s.demo_port == s.port,
        remedy="the providers' stand-in needs a port of its own; choose one that differs from SUAR_PORT",
    ),
    Unsafe(
        concerns=("telegram_api_url", "demo"),
        found=lambda s: s.demo and _beyond_loopback(s.telegram_api_url),
        remedy="the demonstration must not call out; leave it out, the stand-in on this machine is used",
    ),
    Unsafe(
        concerns=("twilio_api_url", "demo"),
        found=lambda s: s.demo and _beyond_loopback(s.twilio_api_url),
        remedy="the demonstration must not call out; leave it out, the stand-in on this machine is used",
    ),
    Unsafe(
        concerns=("public_base_url", "demo"),
        found=lambda s: not s.demo and not s.public_base_url,
        remedy="providers sign the address they call; set it to the https address they use",
    ),
    Unsafe(
        concerns=("public_base_url", "demo"),
        found=lambda s: (
            not s.demo and bool(s.public_base_url) and urlsplit(s.public_base_url).scheme != "https"
        ),
        remedy="reports must not travel in the clear; it has to begin with https://",
    ),
    Unsafe(
        concerns=("telegram_api_url", "demo"),
        found=lambda s: not s.demo and bool(s.telegram_api_url),
        remedy="outside the demonstration messages go to the real provider only; remove it",
    ),
    Unsafe(
        concerns=("twilio_api_url", "demo"),
        found=lambda s: not s.demo and bool(s.twilio_api_url),
        remedy="outside the demonstration messages go to the real provider only; remove it",
    ),
    Unsafe(
        concerns=("accounts_file",),
        found=lambda s: exposed(s.accounts_file),
        remedy="others on this machine can read the tokens in this file; run chmod 600 on it",
    ),
    Unsafe(
        concerns=("keyring_file",),
        found=lambda s: exposed(s.keyring_file),
        remedy="others on this machine can read the keys that seal every report; run chmod 600 on it",
    ),
)
