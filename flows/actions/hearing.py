"""What both kinds of question do with words that fit no option."""

from __future__ import annotations

from flows.context import Context
from flows.definition import split_target
from flows.keeping import tells
from flows.nodes import AsideNode
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
    return _towards(Intent.LAPOR, context) if tells(context) else None


def _towards(intent: Intent, context: Context) -> Enter | None:
    target = context.flow.hand_over.get(intent)
    if target is None:
        return None
    flow, node = split_target(target)
    if flow != context.session.flow:
        return Enter(target)
    # Within a flow only in passing, and only what is short: many words are an answer, whatever else they ask.
    aside = isinstance(context.flow.nodes.get(node or ""), AsideNode)
    return Enter(target) if aside and _short(context) else None


def _short(context: Context) -> bool:
    message = context.message
    return (
        message is not None and not message.media and len(message.text.split()) <= context.limits.short_words
    )
