"""What differs from machine to machine, read once at start from the environment (`SUAR_*`)."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from config.problems import FixConfiguration, words_of
from config.setting_shapes import (
    AbsolutePath,
    Address,
    Count,
    DatabaseUrl,
    LogLevel,
    Port,
    RedisUrl,
    TaskForceKeys,
)
from config.unsafe import UNSAFE, demo_mark

PREFIX = "SUAR_"


def _derived(compute: Callable[[dict[str, Any]], object], *, shown: str, meaning: str, **more: Any) -> Any:
    """A field whose default follows from settings declared above it; `shown` says so in the table."""
    return Field(default_factory=compute, description=meaning, json_schema_extra={"shown": shown}, **more)


def _local(given: dict[str, Any], port: str) -> str:
    """Own address in a demonstration, empty outside: a demonstration never calls a real provider."""
    host = given["host"]
    return f"http://{f'[{host}]' if ':' in host else host}:{given[port]}" if given["demo"] else ""


def _below_var(given: dict[str, Any], *names: str) -> Path:
    return Path(given["var_dir"]).joinpath(*names)


class Settings(BaseSettings):
    """All settings of one running Suar. Building one by hand reads no environment; `load_settings` does."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", hide_input_in_errors=True
    )

    var_dir: AbsolutePath = Field(Path("var"), description="Folder for everything the program writes")
    database_url: DatabaseUrl = _derived(
        lambda given: "sqlite:///" + quote(str(_below_var(given, "suar.db"))),
        shown="`sqlite:///<var_dir>/suar.db`",
        meaning="Where reports are kept: `sqlite:///...` or `postgresql+psycopg://...`",
        repr=False,  # it may carry a password
    )
    demo: bool = _derived(
        lambda given: demo_mark(Path(given["var_dir"])).is_file() if "var_dir" in given else False,
        shown="`1` in a folder that `suar dev` made, else `0`",
        meaning="Demonstration on this machine only, with made-up accounts and officers",
    )
    host: str = Field("127.0.0.1", min_length=1, description="Address that the web server listens on")
    port: Port = Field(8080, description="Port that the web server listens on")
    demo_port: Port = Field(8081, description="Port of the providers' stand-in in a demonstration")
    public_base_url: Address = _derived(
        lambda given: _local(given, "port"),
        shown="none; in a demonstration `http://<host>:<port>`",
        meaning="https address that providers call (Twilio signs it). Required outside a demonstration",
    )
    hosts: Count = Field(1, description="Number of machines that share the database")
    taskforces: TaskForceKeys = Field(
        ("sambas",),
        description="Task forces served here, separated by commas: file names in `config/taskforce/`",
    )
    accounts_file: AbsolutePath = _derived(
        lambda given: _below_var(given, "secrets", "accounts.yaml"),
        shown="`<var_dir>/secrets/accounts.yaml`",
        meaning="Bots and numbers with their secrets; mode 600",
    )
    keyring_file: AbsolutePath = _derived(
        lambda given: _below_var(given, "secrets", "keyring.json"),
        shown="`<var_dir>/secrets/keyring.json`",
        meaning="Keys that seal stored reports; mode 600. Back it up, apart from the database",
    )
    job_engine: Literal["sqlite", "postgres", "redis"] = Field(
        "sqlite", description="What wakes the worker: `sqlite`, `postgres` (the main database) or `redis`"
    )
    redis_url: RedisUrl = Field("", description="Address of Redis, for `SUAR_JOB_ENGINE=redis`", repr=False)
    web_threads: Count = Field(8, description="Threads of each web process")
    web_processes: Count = Field(1, description="Web processes on this machine")
    worker_threads: Count = Field(4, description="Threads of the worker")
    log_format: Literal["json", "console"] = Field("json", description="Form of the log: `json` or `console`")
    log_level: LogLevel = Field(
        "INFO", description="Least level that is logged: `DEBUG`, `INFO`, `WARNING` or `ERROR`"
    )
    max_body_bytes: int = Field(
        262_144, ge=4096, description="Largest webhook body that is accepted, in bytes"
    )
    max_media_bytes: int = Field(
        16_777_216, ge=65_536, description="Largest photo or voice note that is fetched, in bytes"
    )
    telegram_api_url: Address = _derived(
        lambda given: _local(given, "demo_port"),
        shown="none; in a demonstration `http://<host>:<demo_port>`",
        meaning="Stand-in of Telegram's Bot API; empty is the real one. For demonstrations only",
    )
    twilio_api_url: Address = _derived(
        lambda given: _local(given, "demo_port"),
        shown="none; in a demonstration `http://<host>:<demo_port>`",
        meaning="Stand-in of Twilio's REST API; empty is the real one. For demonstrations only",
    )

    @property
    def on_sqlite(self) -> bool:
        """Whether reports are kept in a SQLite file."""
        return self.database_url.startswith("sqlite:")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is handed in counts, so that a test or a tool never picks up a stray variable."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)


def load_settings(
    environ: Mapping[str, str] | None = None, *, serving: bool = True, **overrides: object
) -> Settings:
    """Read and check the settings.

    Args:
        environ: variables to read instead of the process's own; an empty one counts as not set.
        serving: False for a command that providers never call: then their address may be missing.
        overrides: settings by field name that win over the environment (`load_settings(demo=True)`).

    Raises:
        FixConfiguration: one line a problem: unreadable values, unknown `SUAR_` names, unsafe combinations.
    """
    given = {
        name: value
        for name, value in (os.environ if environ is None else environ).items()
        if name.upper().startswith(PREFIX) and value.strip()
    }
    problems = [line for name in sorted(given) for line in _unknown(name)]
    source = EnvSettingsSource(Settings)
    source.env_vars = {name.lower(): value for name, value in given.items()}
    values = {**source(), **overrides}
    settings, invalid = _validate(values, problems)
    problems += [
        f"{PREFIX}{rule.concerns[0].upper()}: {rule.remedy}"
        for rule in UNSAFE
        if not invalid.intersection(rule.concerns)
        and rule.found(settings)
        and (serving or rule.concerns[0] != "public_base_url" or settings.public_base_url)
    ]
    if problems:
        raise FixConfiguration(problems)
    return settings


def _validate(values: dict[str, Any], problems: list[str]) -> tuple[Settings, set[str]]:
    """Settings with invalid values left out, and the names of those; each adds its line to `problems`."""
    try:
        return Settings(**values), set()
    except ValidationError as error:
        details = [
            detail
            for detail in error.errors(include_url=False, include_input=False)
            if detail["type"]
            != "default_factory_not_called"  # follows from another line; no mistake of its own
        ]
    invalid = {str(detail["loc"][0]) for detail in details}
    problems += [
        f"{PREFIX}{str(detail['loc'][0]).upper()}: {line}" for detail in details for line in words_of(detail)
    ]
    return Settings(**{name: value for name, value in values.items() if name not in invalid}), invalid


def _unknown(name: str) -> tuple[str, ...]:
    known = [f"{PREFIX}{field.upper()}" for field in Settings.model_fields]
    if name.upper() in known:
        return ()
    near = difflib.get_close_matches(name.upper(), known, n=1)
    return (f"{name}: no such setting; " + (f"did you mean {near[0]}?" if near else "remove it"),)


def settings_table() -> str:
    """All settings as a Markdown table (name, default, meaning), for the README and its test."""
    rows = ["| Setting | Default | Meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        extra = field.json_schema_extra
        shown = str(extra["shown"]) if isinstance(extra, dict) else _shown(field.default)
        rows.append(f"| `{PREFIX}{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(rows) + "\n"


def _shown(default: object) -> str:
    if isinstance(default, bool):
        return "`1`" if default else "`0`"
    text = ",".join(default) if isinstance(default, tuple) else str(default)
    return f"`{text}`" if text else "none"
