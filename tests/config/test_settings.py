from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy import make_url

from config.problems import FixConfiguration
from config.settings import Settings, load_settings, settings_table

DEMO = {"SUAR_DEMO": "1"}
LIVE = {"SUAR_PUBLIC_BASE_URL": "https://lapor.example.org"}


def problems(environ: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(FixConfiguration) as caught:
        load_settings(environ)
    return caught.value.problems


def test_a_demonstration_needs_nothing_else(tmp_path: Path) -> None:
    settings = load_settings({**DEMO, "SUAR_VAR_DIR": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path}/suar.db"
    assert settings.accounts_file == tmp_path / "secrets" / "accounts.yaml"
    assert settings.keyring_file == tmp_path / "secrets" / "keyring.json"
    assert settings.public_base_url == "http://127.0.0.1:8080"
    assert settings.telegram_api_url == settings.twilio_api_url == "http://127.0.0.1:8081"
    assert settings.taskforces == ("sambas",)
    assert settings.max_media_bytes == 16 * 1024 * 1024


def test_outside_a_demonstration_providers_are_the_real_ones() -> None:
    settings = load_settings(LIVE)
    assert (settings.telegram_api_url, settings.twilio_api_url) == ("", "")
    assert settings.public_base_url == "https://lapor.example.org"
    assert settings.demo is False


def test_paths_do_not_depend_on_the_folder_a_process_was_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings({**DEMO, "SUAR_VAR_DIR": "data"}).var_dir == tmp_path / "data"


def test_the_database_address_survives_an_odd_folder_name(tmp_path: Path) -> None:
    odd = tmp_path / "50 % & suar?#"
    url = make_url(load_settings({**DEMO, "SUAR_VAR_DIR": str(odd)}).database_url)
    assert url.database == str(odd / "suar.db")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_means_psycopg(scheme: str) -> None:
    settings = load_settings({**LIVE, "SUAR_DATABASE_URL": f"{scheme}://suar@db/suar"})
    assert settings.database_url == "postgresql+psycopg://suar@db/suar"
    assert not settings.on_sqlite


def test_overrides_win_over_the_environment() -> None:
    assert load_settings({"SUAR_PORT": "9000"}, demo=True, port=9001).port == 9001


def test_the_process_environment_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUAR_DEMO", "1")
    monkeypatch.setenv("SUAR_WEB_THREADS", "3")
    assert load_settings().web_threads == 3
    assert Settings().web_threads == 8, "building settings by hand reads no environment"


def test_an_empty_variable_counts_as_not_set() -> None:
    assert load_settings({**DEMO, "SUAR_PORT": "", "SUAR_HOST": " "}).port == 8080


def test_lists_and_levels_are_read_leniently() -> None:
    settings = load_settings({**DEMO, "SUAR_TASKFORCES": "sambas, belu,", "SUAR_LOG_LEVEL": "debug"})
    assert settings.taskforces == ("sambas", "belu")
    assert settings.log_level == "DEBUG"


def test_an_ipv6_loopback_address_is_bracketed() -> None:
    assert load_settings({**DEMO, "SUAR_HOST": "::1"}).public_base_url == "http://[::1]:8080"


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Settings().port = 1


def test_all_problems_are_told_at_once() -> None:
    told = problems(
        {
            "SUAR_PORT": "many",
            "SUAR_TASKFORCES": "sambas,sambas",
            "SUAR_JOB_ENGINE": "celery",
            "SUAR_HOSTS": "2",
            "SUAR_DATABSE_URL": "sqlite:///x",
        }
    )
    assert sorted(line.split(":")[0] for line in told) == [
        "SUAR_DATABASE_URL",
        "SUAR_DATABSE_URL",
        "SUAR_JOB_ENGINE",
        "SUAR_PORT",
        "SUAR_PUBLIC_BASE_URL",
        "SUAR_TASKFORCES",
    ]


def test_a_misspelt_setting_is_named_with_the_one_that_was_meant() -> None:
    assert problems({**DEMO, "SUAR_TASKFORCE": "belu"}) == (
        "SUAR_TASKFORCE: no such setting; did you mean SUAR_TASKFORCES?",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SUAR_PORT", "0"),
        ("SUAR_PORT", "65536"),
        ("SUAR_HOSTS", "0"),
        ("SUAR_WORKER_THREADS", "-1"),
        ("SUAR_DEMO", "perhaps"),
        ("SUAR_TASKFORCES", ","),
        ("SUAR_TASKFORCES", "../sambas"),
        ("SUAR_DATABASE_URL", "mysql://x/y"),
        ("SUAR_REDIS_URL", "http://x"),
        ("SUAR_LOG_LEVEL", "LOUD"),
        ("SUAR_LOG_FORMAT", "xml"),
        ("SUAR_MAX_BODY_BYTES", "1"),
        ("SUAR_PUBLIC_BASE_URL", "lapor.example.org"),
        ("SUAR_PUBLIC_BASE_URL", "https://lapor.example.org/?a=1"),
        ("SUAR_PUBLIC_BASE_URL", "https://user:word@lapor.example.org"),
    ],
)
def test_an_unreadable_value_is_one_line_that_names_the_setting(name: str, value: str) -> None:
    told = problems({**LIVE, name: value})
    assert len(told) == 1
    assert told[0].startswith(f"{name}: ")


def test_no_line_repeats_a_value() -> None:
    told = problems({"SUAR_DATABASE_URL": "mysql://suar:rahasia@db/x", "SUAR_REDIS_URL": "http://:rahasia@r"})
    assert "rahasia" not in "\n".join(told)


def test_addresses_with_passwords_are_not_printed() -> None:
    settings = load_settings(
        {**LIVE, "SUAR_DATABASE_URL": "postgresql://s:rahasia@db/x", "SUAR_REDIS_URL": "redis://:rahasia@r"}
    )
    assert "rahasia" not in repr(settings)


def test_the_table_has_a_row_for_every_setting() -> None:
    rows = settings_table().splitlines()
    assert rows[:2] == ["| Setting | Default | Meaning |", "|---|---|---|"]
    assert [row.split("`")[1] for row in rows[2:]] == [
        f"SUAR_{name.upper()}" for name in Settings.model_fields
    ]
    assert "| `SUAR_PORT` | `8080` | Port that the web server listens on |" in rows
    assert all(len(row.split(" | ")) == 3 for row in rows[2:]), "no cell is empty or split"


def test_every_setting_says_what_it_means() -> None:
    assert all(field.description for field in Settings.model_fields.values())
