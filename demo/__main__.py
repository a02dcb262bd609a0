"""`python -m demo`: serve the stand-ins and the page of two phones, from the demonstration's settings."""

from __future__ import annotations

import sys

from bot.demonstration import SAMPLE_OFFICERS
from config.accounts import Accounts, load_accounts
from config.logging import configure_logging
from config.settings import Settings, load_settings
from config.taskforces import load_taskforces
from demo.config import BotAccount, DemoConfig, DemoOfficer, TwilioAccount
from demo.server import make_demo_server


def demo_config(settings: Settings, accounts: Accounts) -> DemoConfig:
    """What the stand-ins must know of the hotline: the same accounts, from the other side.

    Raises:
        LookupError: the accounts file lacks a bot or number of the first task force.
    """
    key = settings.taskforces[0]
    taskforce = load_taskforces([key])[key]
    public, staff, twilio = accounts.public_bot(key), accounts.staff_bot(key), accounts.twilio_of(key)
    if (
        public is None
        or staff is None
        or twilio is None
        or not (twilio.sms_number and twilio.whatsapp_number)
    ):
        raise LookupError(f"accounts of {key} are incomplete")
    return DemoConfig(
        webhook_base_url=f"http://{settings.host}:{settings.port}",
        public_bot=BotAccount(
            account=public.key,
            token=public.token,
            secret=public.secret,
            username=public.username,
            name=taskforce.short_name,
        ),
        staff_bot=BotAccount(
            account=staff.key,
            token=staff.token,
            secret=staff.secret,
            username=staff.username,
            name="Suar Petugas",
        ),
        twilio=TwilioAccount(
            account=twilio.key,
            account_sid=twilio.account_sid,
            api_key=twilio.api_key,
            api_secret=twilio.api_secret,
            auth_token=twilio.auth_tokens[0],
            sms_number=twilio.sms_number,
            whatsapp_number=twilio.whatsapp_number,
        ),
        officers=tuple(
            DemoOfficer(name=sample.name, title=sample.title, chat_id=sample.chat)
            for sample in SAMPLE_OFFICERS
        ),
        taskforce_name=taskforce.short_name,
        timezone=taskforce.timezone,
    )


def main() -> None:
    """Serve until stopped."""
    settings = load_settings()
    configure_logging(settings.log_format, settings.log_level)
    if not settings.demo:
        sys.exit("only in a demonstration: start it with `suar dev`")
    config = demo_config(settings, load_accounts(settings.accounts_file, settings.taskforces))
    make_demo_server(config, host=settings.host, port=settings.demo_port).serve_forever()


if __name__ == "__main__":
    main()
