import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.accounts import Accounts, TelegramAccount, TwilioAccount, load_accounts, write_demo_accounts
from config.problems import FixConfiguration

BOT = {
    "key": "sambas-warga",
    "taskforce": "sambas",
    "staff": False,
    "username": "suar_sambas_bot",
    "token": "123456789:AA" + "k" * 33,
    "secret": "s" * 32,
}
STAFF = {
    **BOT,
    "key": "sambas-piket",
    "staff": True,
    "username": "suar_piket_bot",
    "token": "987654321:AA" + "r" * 33,
}
TWILIO = {
    "key": "sambas-twilio",
    "taskforce": "sambas",
    "account_sid": "AC" + "0" * 32,
    "api_key": "SK" + "1" * 32,
    "api_secret": "z" * 32,
    "auth_tokens": ["2" * 32],
    "sms_number": "+12025550100",
    "whatsapp_number": "+12025550150",
}
SECRETS = ("k" * 33, "r" * 33, "s" * 32, "z" * 32, "2" * 32)


def document(**sections: Any) -> dict[str, Any]:
    return copy.deepcopy({"telegram": [BOT, STAFF], "twilio": [TWILIO], **sections})


def write(folder: Path, content: dict[str, Any]) -> Path:
    path = folder / "accounts.yaml"
    path.write_text(yaml.safe_dump(content))
    path.chmod(0o600)
    return path


def problems(folder: Path, content: dict[str, Any], known: tuple[str, ...] = ("sambas",)) -> list[str]:
    with pytest.raises(FixConfiguration) as caught:
        load_accounts(write(folder, content), known)
    told = "\n".join(caught.value.problems)
    assert not any(secret in told for secret in SECRETS)
    return [line.removeprefix("accounts.yaml: ") for line in caught.value.problems]


def test_accounts_are_found_by_key_and_by_task_force(tmp_path: Path) -> None:
    accounts = load_accounts(write(tmp_path, document()), ("sambas",))
    public, staff = accounts.telegram
    (twilio,) = accounts.twilio
    assert accounts.telegram_by_key("sambas-warga") is accounts.public_bot("sambas") is public
    assert accounts.telegram_by_key("sambas-piket") is accounts.staff_bot("sambas") is staff
    assert accounts.twilio_by_key("sambas-twilio") is accounts.twilio_of("sambas") is twilio
    assert (public.bot_id, twilio.auth_tokens, twilio.nudge_template) == (123456789, ("2" * 32,), None)


def test_what_is_not_there_is_none() -> None:
    empty = Accounts()
    found = (
        empty.telegram_by_key("x"), empty.twilio_by_key("x"), empty.public_bot("x"), empty.staff_bot("x"),
        empty.twilio_of("x"),
    )  # fmt: skip
    assert found == (None,) * 5


def test_secrets_are_not_printed(tmp_path: Path) -> None:
    accounts = load_accounts(write(tmp_path, document()), ("sambas",))
    assert not any(secret in repr(accounts) for secret in SECRETS)


def test_two_signature_secrets_are_kept_while_one_is_rotated(tmp_path: Path) -> None:
    content = document()
    content["twilio"][0]["auth_tokens"] = ["3" * 32, "2" * 32]
    assert load_accounts(write(tmp_path, content), ("sambas",)).twilio[0].auth_tokens == ("3" * 32, "2" * 32)


@pytest.mark.parametrize(
    ("section", "field", "value"),
    [
        ("telegram", "secret", "short"),
        ("telegram", "secret", "with space " * 3),
        ("telegram", "secret", "s" * 257),
        ("telegram", "secret", "ümlaut" * 5),
        ("telegram", "token", "AA" + "k" * 33),
        ("telegram", "username", "@suar_bot"),
        ("telegram", "key", "Sambas/Warga"),
        ("telegram", "staff", "yes"),
        ("twilio", "sms_number", "0812345678"),
        ("twilio", "sms_number", 12025550100),
        ("twilio", "whatsapp_number", "whatsapp:+12025550150"),
        ("twilio", "account_sid", "SK" + "0" * 32),
        ("twilio", "api_key", "AC" + "0" * 32),
        ("twilio", "api_secret", ""),
        ("twilio", "auth_tokens", []),
        ("twilio", "auth_tokens", ["2" * 32] * 3),
        ("twilio", "nudge_template", "HX1"),
    ],
)
def test_a_wrong_value_is_one_line_with_account_and_key(
    tmp_path: Path, section: str, field: str, value: object
) -> None:
    content = document()
    content[section][0][field] = value
    key = content[section][0]["key"] if field != "key" else "Sambas/Warga"
    told = [line for line in problems(tmp_path, content) if not line.endswith("nobody could report")]
    assert len(told) == 1
    assert told[0].startswith(f"{section}[{key}]: {field}: ")


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    content = document()
    del content["telegram"][0]["secret"]
    content["telegram"][1]["tokn"] = "x"
    content["twilio"][0]["sms_number"] = "1708"
    content["mail"] = []
    assert problems(tmp_path, content) == [
        "mail: no such key; remove it",
        "telegram[sambas-warga]: secret: is missing; add it",
        "telegram[sambas-piket]: tokn: no such key; remove it or correct its spelling",
        "twilio[sambas-twilio]: sms_number: must be in E.164 form, like +6281234567890",
    ]


def test_one_bot_cannot_be_both_public_and_staff(tmp_path: Path) -> None:
    content = document(telegram=[BOT, {**STAFF, "token": BOT["token"]}])
    (line,) = problems(tmp_path, content)
    assert "one bot stands here twice" in line


def test_keys_numbers_and_roles_are_used_once(tmp_path: Path) -> None:
    third = {**BOT, "token": "555555555:AA" + "k" * 33}
    other = {**TWILIO, "key": "lain", "whatsapp_number": None}
    assert problems(tmp_path, document(telegram=[BOT, STAFF, third], twilio=[TWILIO, other])) == [
        "sambas-warga: this key is used twice; rename one",
        "sambas: public bot: there is more than one; keep one",
        "sambas: Twilio account: there is more than one; keep one",
        "twilio: one sms_number belongs to two accounts; the number decides whose report it is",
    ]


def test_an_account_without_numbers_is_useless(tmp_path: Path) -> None:
    content = document(twilio=[{**TWILIO, "sms_number": None, "whatsapp_number": None}])
    assert problems(tmp_path, content) == [
        "twilio[sambas-twilio]: has no number; give sms_number or whatsapp_number"
    ]


def test_every_task_force_can_be_written_to_and_can_alert(tmp_path: Path) -> None:
    assert problems(tmp_path, document(), ("sambas", "belu")) == [
        "belu: has no staff bot; nobody could be alerted",
        "belu: has neither a public bot nor a number; nobody could report",
    ]


def test_a_number_alone_is_a_way_to_report(tmp_path: Path) -> None:
    accounts = load_accounts(write(tmp_path, document(telegram=[STAFF])), ("sambas",))
    assert accounts.public_bot("sambas") is None


def test_accounts_of_an_unknown_task_force_are_refused(tmp_path: Path) -> None:
    content = document(twilio=[{**TWILIO, "taskforce": "sambass"}])
    assert problems(tmp_path, content) == [
        "twilio[sambas-twilio].taskforce: not served here; it is one of sambas"
    ]


@pytest.mark.parametrize("section", ["telegram", "twilio"])
def test_a_section_must_be_a_list(tmp_path: Path, section: str) -> None:
    assert f"{section}: must be a list; begin each account with -" in problems(
        tmp_path, document(**{section: {"a": 1}})
    )


def test_an_entry_that_is_no_mapping_is_named_by_its_place(tmp_path: Path) -> None:
    (line,) = problems(tmp_path, document(twilio=["rahasia"]))
    assert line.startswith("twilio[0]: ")
    assert "rahasia" not in line


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, document())
    path.chmod(0o644)
    with pytest.raises(FixConfiguration, match="chmod 600"):
        load_accounts(path, ("sambas",))


def test_demo_accounts_can_be_loaded_and_have_mode_600(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secrets" / "accounts.yaml"
    keys = ("sambas", "sanggau", "belu")
    assert write_demo_accounts(path, keys) is True
    assert path.stat().st_mode & 0o777 == 0o600
    accounts = load_accounts(path, keys)
    assert (len(accounts.telegram), len(accounts.twilio)) == (6, 3)
    for key in keys:
        public, staff, twilio = accounts.public_bot(key), accounts.staff_bot(key), accounts.twilio_of(key)
        assert isinstance(public, TelegramAccount)
        assert isinstance(staff, TelegramAccount)
        assert isinstance(twilio, TwilioAccount)
        assert public.bot_id != staff.bot_id
        assert str(twilio.sms_number).startswith("+12025550"), "numbers that belong to nobody"


def test_demo_accounts_are_random_and_never_overwritten(tmp_path: Path) -> None:
    first, second = tmp_path / "1.yaml", tmp_path / "2.yaml"
    write_demo_accounts(first, ["sambas"])
    write_demo_accounts(second, ["sambas"])
    before = first.read_text()
    assert before != second.read_text()
    assert write_demo_accounts(first, ["sambas"]) is False
    assert first.read_text() == before
