"""The shapes of settings: what an address, a port or a list of task forces looks like."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import NoDecode


def _absolute(path: Path) -> Path:
    # Web and worker may be started in different folders; they must still mean the same file.
    return path.expanduser().absolute()


def _http(url: str) -> str:
    parts = urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ValueError("must be an address like https://example.org")
    if parts.query or parts.fragment or parts.username or parts.password:
        raise ValueError("must be a bare address, without user, ? or #")
    return url.rstrip("/")


def _database(url: str) -> str:
    for alias in ("postgres://", "postgresql://"):
        if url.startswith(alias):
            return "postgresql+psycopg://" + url.removeprefix(alias)
    if not url.startswith(("sqlite:", "postgresql+psycopg://")):
        raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
    return url


def _redis(url: str) -> str:
    if url and not url.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("must begin with redis://, rediss:// or unix://")
    return url


def _keys(value: object) -> object:
    return tuple(key.strip() for key in value.split(",") if key.strip()) if isinstance(value, str) else value


def _distinct(keys: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(keys)) != len(keys):
        raise ValueError("names a task force twice; keep it once")
    return keys


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


DatabaseUrl = Annotated[str, AfterValidator(_database)]
RedisUrl = Annotated[str, AfterValidator(_redis)]
AbsolutePath = Annotated[Path, AfterValidator(_absolute)]
Address = Annotated[str, AfterValidator(_http)]
Port = Annotated[int, Field(ge=1, le=65535)]
Count = Annotated[int, Field(ge=1, le=1024)]
TaskForceKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,19}$")]
TaskForceKeys = Annotated[
    tuple[TaskForceKey, ...], NoDecode, BeforeValidator(_keys), Field(min_length=1), AfterValidator(_distinct)
]
LogLevel = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)]
