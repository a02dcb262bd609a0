from pathlib import Path

import pytest

from config.problems import FixConfiguration
from config.settings import load_settings
from config.unsafe import UNSAFE, demo_mark, is_loopback

DEMO = {"SUAR_DEMO": "1"}
LIVE = {"SUAR_PUBLIC_BASE_URL": "https://lapor.example.org"}
REDIS = {"SUAR_JOB_ENGINE": "redis", "SUAR_REDIS_URL": "redis://r"}
POSTGRES = {"SUAR_DATABASE_URL": "postgresql://suar@db/suar"}

#: One refused environment for each rule: (environment, setting that is named, words of the remedy).
REFUSED = [
    ({**LIVE, **REDIS, "SUAR_HOSTS": "2"}, "DATABASE_URL", "share"),
    ({**LIVE, "SUAR_DATABASE_URL": "sqlite://"}, "DATABASE_URL", "lost"),
    ({**LIVE, **POSTGRES, "SUAR_HOSTS": "2"}, "JOB_ENGINE", "share"),
    ({**LIVE, "SUAR_JOB_ENGINE": "postgres"}, "JOB_ENGINE", "main database"),
    ({**LIVE, "SUAR_JOB_ENGINE": "redis"}, "REDIS_URL", "redis://"),
    (
        {**DEMO, "SUAR_HOST": "0.0.0.0", "SUAR_PUBLIC_BASE_URL": "http://127.0.0.1:8080",
         "SUAR_TELEGRAM_API_URL": "http://127.0.0.1:8081", "SUAR_TWILIO_API_URL": "http://127.0.0.1:8081"},
        "HOST", "127.0.0.1",
    ),
    ({**DEMO, "SUAR_PUBLIC_BASE_URL": "https://x.example"}, "PUBLIC_BASE_URL", "public demonstration"),
    ({**DEMO, "SUAR_DEMO_PORT": "8080"}, "DEMO_PORT", "own"),
    ({**DEMO, "SUAR_TELEGRAM_API_URL": "https://api.example.org"}, "TELEGRAM_API_URL", "call out"),
    ({**DEMO, "SUAR_TWILIO_API_URL": "https://api.example.org"}, "TWILIO_API_URL", "call out"),
    ({}, "PUBLIC_BASE_URL", "https"),
    ({"SUAR_PUBLIC_BASE_URL": "http://lapor.example.org"}, "PUBLIC_BASE_URL", "https://"),
    ({**LIVE, "SUAR_TELEGRAM_API_URL": "http://127.0.0.1:8081"}, "TELEGRAM_API_URL", "real provider"),
    ({**LIVE, "SUAR_TWILIO_API_URL": "http://127.0.0.1:8081"}, "TWILIO_API_URL", "real provider"),
]  # fmt: skip


def problems(environ: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(FixConfiguration) as caught:
        load_settings(environ)
    return caught.value.problems


@pytest.mark.parametrize(("environ", "setting", "words"), REFUSED)
def test_an_unsafe_combination_is_refused_with_what_to_do(
    environ: dict[str, str], setting: str, words: str
) -> None:
    (line,) = problems(environ)
    assert line.startswith(f"SUAR_{setting}: ")
    assert words in line


@pytest.mark.parametrize("name", ["accounts_file", "keyring_file"])
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_secret_file_that_others_may_open_is_refused(tmp_path: Path, name: str, mode: int) -> None:
    file = tmp_path / "secret"
    file.write_text("x")
    file.chmod(mode)
    (line,) = problems({**DEMO, f"SUAR_{name.upper()}": str(file)})
    assert line.startswith(f"SUAR_{name.upper()}: ")
    assert "chmod 600" in line
    file.chmod(0o600)
    assert load_settings({**DEMO, f"SUAR_{name.upper()}": str(file)})


def test_a_folder_is_either_a_demonstration_or_not(tmp_path: Path) -> None:
    folder = {"SUAR_VAR_DIR": str(tmp_path)}
    demo_mark(tmp_path).write_text("x")
    assert load_settings(folder).demo
    (line,) = problems({**folder, **LIVE, "SUAR_DEMO": "0"})
    assert "fresh SUAR_VAR_DIR" in line

    demo_mark(tmp_path).unlink()
    (tmp_path / "suar.db").write_text("x")
    (line,) = problems({**folder, **DEMO})
    assert "holds real reports" in line


def test_every_rule_has_a_case_above() -> None:
    secret_files, folders = 2, 2
    assert len(REFUSED) + secret_files + folders == len(UNSAFE)
    told = {problems(environ)[0] for environ, _, _ in REFUSED}
    remedies = {
        f"SUAR_{rule.concerns[0].upper()}: {rule.remedy}"
        for rule in UNSAFE
        if "_file" not in rule.concerns[0] and "var_dir" not in rule.concerns
    }
    assert told == remedies


def test_several_machines_with_postgresql_and_redis_are_fine() -> None:
    environ = {
        **LIVE,
        **POSTGRES,
        "SUAR_HOSTS": "3",
        "SUAR_JOB_ENGINE": "redis",
        "SUAR_REDIS_URL": "redis://r/0",
    }
    assert load_settings(environ).hosts == 3


def test_a_rule_is_silent_about_a_setting_that_is_itself_invalid() -> None:
    (line,) = problems({**LIVE, "SUAR_JOB_ENGINE": "redis", "SUAR_REDIS_URL": "ftp://x"})
    assert line == "SUAR_REDIS_URL: must begin with redis://, rediss:// or unix://"


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("localhost.example.org", False),
        ("", False),
    ],
)
def test_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
