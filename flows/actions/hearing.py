"""What both kinds of question do with words that fit no option."""

from __future__ import annotations

from flows.context import Context
from flows.definition import split_target
from flows.outcome import Enter
from language.reading import Intent


def hand_over(context: Context) -> Enter | None:
    """Where the message goes instead, if its intent belongs to another flow."""
    message = context.message
    if message is None or message.choice is not None or not message.text.strip():
        return None
    return _towards(message.reading.intent, context)


def as_report(context: Context) -> Enter | None:
    """Where somebody goes who tells something that nobody could classify: in doubt it is a report."""
    return _towards(Intent.LAPOR, context) if context.tells else None


def _towards(intent: Intent, context: Context) -> Enter | None:
    target = context.flow.hand_over.get(intent)
    if target is None or split_target(target)[0] == context.session.flow:
        return None
    return Enter(target)
