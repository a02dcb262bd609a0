"""Accounts that are each right in themselves and wrong beside each other, or missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from config.places import twice

if TYPE_CHECKING:
    from config.accounts import Accounts


def conflicts(accounts: Accounts) -> Iterator[str]:
    """Accounts that are right in themselves and not beside each other."""
    keys = [bot.key for bot in accounts.telegram] + [account.key for account in accounts.twilio]
    yield from (f"{key}: this key is used twice; rename one" for key in twice(keys))
    bots = {str(bot.bot_id): bot.key for bot in accounts.telegram}
    # One bot for both would put alerts and reports into the same hands.
    yield from (
        f"telegram[{bots[again]}]: one bot stands here twice; a public and a staff bot are two bots"
        for again in twice(str(bot.bot_id) for bot in accounts.telegram)
    )
    roles = [f"{bot.taskforce}: {'staff' if bot.staff else 'public'} bot" for bot in accounts.telegram]
    roles += [f"{account.taskforce}: Twilio account" for account in accounts.twilio]
    yield from (f"{role}: there is more than one; keep one" for role in twice(roles))
    for name in ("sms_number", "whatsapp_number"):
        numbers = [number for account in accounts.twilio if (number := getattr(account, name))]
        if twice(numbers):
            yield f"twilio: one {name} belongs to two accounts; the number decides whose report it is"
    for account in accounts.twilio:
        if account.sms_number is None and account.whatsapp_number is None:
            yield f"twilio[{account.key}]: has no number; give sms_number or whatsapp_number"


def gaps(document: dict[str, Any], known: Collection[str]) -> Iterator[str]:
    """Task forces that nobody could reach, and accounts of task forces that are not served here.

    Looks at the document and not at the accounts, so that a bot with a mistake is not missing as well.
    """
    sections = {name: document.get(name) for name in ("telegram", "twilio")}
    rows = {
        name: [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
        for name, entries in sections.items()
    }
    for name, entries in rows.items():
        for entry in entries:
            if entry.get("taskforce") not in known:
                served = ", ".join(sorted(known))
                yield f"{name}[{entry.get('key')}].taskforce: not served here; it is one of {served}"
    for taskforce in known:
        own = [entry for entry in rows["telegram"] if entry.get("taskforce") == taskforce]
        if not any(entry.get("staff") is True for entry in own):
            yield f"{taskforce}: has no staff bot; nobody could be alerted"
        numbers = any(entry.get("taskforce") == taskforce for entry in rows["twilio"])
        if not numbers and not any(entry.get("staff") is False for entry in own):
            yield f"{taskforce}: has neither a public bot nor a number; nobody could report"
