"""Words as they come off the wire, made fit to be kept."""

from __future__ import annotations


def clean(value: object) -> str:
    """The words of a provider's field, or "" for anything that is not text.

    A lone surrogate cannot be written as UTF-8 and PostgreSQL refuses NUL: one of them would make every
    attempt to store the message fail, and Telegram would hold the person's chat back for a day. So they are
    replaced here, never later.

    Args:
        value: whatever stood in the field.
    """
    if not isinstance(value, str):
        return ""
    return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
