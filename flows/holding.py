"""A message held back until it is known who reads the answer, so that nobody has to write it twice."""

from __future__ import annotations

from flows.context import Context
from flows.message import Incoming
from flows.normal import normal
from language.reading import Intent, Reading


def hold(context: Context) -> None:
    """Keep the message's words back, with what they want."""
    message = context.message
    if message is not None and not context.consumed and message.text.strip():
        text = message.text[: context.limits.kept_characters]
        context.change(held=(text, message.reading.intent.value))


def recall(context: Context) -> None:
    """Take the message that was held back as the one just sent, if there is one."""
    if context.session.held is None:
        return
    text, intent = context.session.held
    context.message = Incoming(text=text, reading=Reading(intent=Intent(intent)))
    context.said = normal(text)
    context.consumed = False
    context.change(held=None)
