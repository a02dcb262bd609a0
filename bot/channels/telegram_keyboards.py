"""Telegram keyboards for rendered buttons."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from flows.rendering import Button, Rendered

# Two labels of this length stand side by side on a small old phone without being cut off.
_SHORT_LABEL = 14

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


def inline(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """Buttons under the message: two a row if all labels are short, else one. None without buttons."""
    if not buttons:
        return None
    across = 2 if all(len(button.label) <= _SHORT_LABEL for button in buttons) else 1
    keys = [InlineKeyboardButton(button.label, callback_data=button.id) for button in buttons]
    return InlineKeyboardMarkup([keys[at : at + across] for at in range(0, len(keys), across)])


def under(body: Rendered, *, location_label: str) -> Keyboard:
    """The keyboard of a message's last part.

    A message has one keyboard only. So where the place may be shared, the options become keys that type
    their own label, which the engine understands as well as a press. A message without buttons takes such
    keys away again: they would otherwise stay on a phone that others may look at.

    Args:
        body: the rendered message.
        location_label: words on the key that shares the place.
    """
    if body.location:
        rows = [[KeyboardButton(location_label, request_location=True)]]
        rows += [[KeyboardButton(button.label)] for button in body.buttons]
        return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)
    return inline(body.buttons) or ReplyKeyboardRemove()
