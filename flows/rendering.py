"""From a neutral prompt to what one channel can carry: buttons, lists or numbered text, always within its limits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Button:
    """A thing to press: the payload that comes back and the words on it."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A message in a channel's own form.

    Args:
        parts: texts to send in order; more than one only where the channel's length forces it.
        buttons: offered with the last part, as buttons (Telegram, WhatsApp up to 3) or list rows (WhatsApp up to 10).
        list_label: for a WhatsApp list, the words on the control that opens it.
        location: True to offer the channel's own "share location" control.
        template: name of a pre-approved neutral template for a closed WhatsApp window, else None.
    """

    parts: tuple[str, ...]
    buttons: tuple[Button, ...] = ()
    list_label: str = ""
    location: bool = False
    template: str | None = None
