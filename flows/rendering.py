"""From a neutral prompt to what one channel can carry: buttons, lists or numbers, within its limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from flows.catalogue import CHOOSE, REPLY, Catalogue, fill
from flows.choices import is_spoken
from flows.gsm import SEGMENT, fold
from flows.gsm import width as septets_of
from flows.prompt import Option, Prompt
from flows.splitting import cut, fits, split, utf16

TELEGRAM_TEXT = 4096
TELEGRAM_BUTTONS = 30
TELEGRAM_LABEL = 40
WHATSAPP_BODY = 1024
WHATSAPP_BUTTONS = 3
WHATSAPP_LABEL = 20
WHATSAPP_ROWS = 10
WHATSAPP_TITLE = 24
NUMBERED_LABEL = 72
"""Longest label on a numbered line."""

_NOTHING = "..."
_OPEN_LIST = "Menu"
_LEAD = "> {words}"


class Form(StrEnum):
    """What a channel can carry."""

    TELEGRAM = "telegram"
    WHATSAPP = "whatsapp"
    SMS = "sms"


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
        buttons: offered with the last part, as buttons (Telegram, WhatsApp up to 3) or as WhatsApp list rows.
        list_label: for a WhatsApp list, the words on the control that opens it.
        location: True to offer the channel's own "share location" control.
        template: name of a pre-approved neutral template for a closed WhatsApp window, else None.
    """

    parts: tuple[str, ...]
    buttons: tuple[Button, ...] = ()
    list_label: str = ""
    location: bool = False
    template: str | None = None


def render(prompt: Prompt, catalogue: Catalogue, form: Form) -> Rendered:
    """Put a prompt into a channel's form, within its limits whatever the parameters hold.

    Telegram: up to 4096 characters a part and a button for each option. WhatsApp: up to 1024 characters, up
    to 3 buttons of 20 characters or 10 list rows of 24, else numbered lines. SMS: numbered lines in GSM-7,
    a part one segment of 160. Options go with the last part. Labels too long for a button are written out
    as numbered lines. Each parameter is cut as `Catalogue.trimmed` says.

    Args:
        prompt: what to say.
        catalogue: the texts of the language to say it in.
        form: the channel's form.

    Raises:
        UnknownText: if the catalogue lacks the text or a label.
    """
    values = catalogue.trimmed(prompt.params)
    text = catalogue.text(prompt.key)
    labels = [_Labelled(option, catalogue.label(option).strip() or option.id) for option in prompt.options]
    if form is Form.SMS:
        lead = catalogue.texts.get(REPLY)
        said = [fold(fill(part, values)) for part in text.sms_parts]
        return _sms(said, labels, lead.sms_parts[0] if lead else _LEAD)
    body = fill(text.chat, values)
    laid_out = _telegram(body, labels) if form is Form.TELEGRAM else _whatsapp(body, labels, catalogue)
    return replace(laid_out, location=prompt.location)


@dataclass(frozen=True)
class _Labelled:
    option: Option
    label: str


def _telegram(body: str, labels: Sequence[_Labelled]) -> Rendered:
    if len(labels) > TELEGRAM_BUTTONS:
        return Rendered(parts=_parts([body, *_lines(labels, body)], TELEGRAM_TEXT))
    return Rendered(
        parts=_parts([body, *_written_out(labels, TELEGRAM_LABEL)], TELEGRAM_TEXT),
        buttons=_buttons(labels, TELEGRAM_LABEL),
    )


def _whatsapp(body: str, labels: Sequence[_Labelled], catalogue: Catalogue) -> Rendered:
    if len(labels) > WHATSAPP_ROWS:
        return Rendered(parts=_parts([body, *_lines(labels, body)], WHATSAPP_BODY))
    longest = WHATSAPP_LABEL if len(labels) <= WHATSAPP_BUTTONS else WHATSAPP_TITLE
    list_label = ""
    if len(labels) > WHATSAPP_BUTTONS:
        known = catalogue.texts.get(CHOOSE)
        list_label = cut(known.chat if known else _OPEN_LIST, WHATSAPP_LABEL, utf16)
    return Rendered(
        parts=_parts([body, *_written_out(labels, longest)], WHATSAPP_BODY),
        buttons=_buttons(labels, longest),
        list_label=list_label,
    )


def _sms(texts: Sequence[str], labels: Sequence[_Labelled], lead: str) -> Rendered:
    parts = [piece for text in texts for piece in split(text, SEGMENT, septets_of)]
    lines = [fold(line) for line in _lines(labels, " ".join(texts), lead)]
    if lines:
        block = "\n".join(lines)
        # Beside the question if they fit, else a message of their own: a list torn apart is hard to answer.
        if parts and fits(f"{parts[-1]}\n{block}", SEGMENT, septets_of):
            parts[-1] = f"{parts[-1]}\n{block}"
        else:
            parts.extend(split(block, SEGMENT, septets_of))
    return Rendered(parts=tuple(parts) or (_NOTHING,))


def _parts(lines: Sequence[str], limit: int) -> tuple[str, ...]:
    return tuple(split("\n".join(lines), limit, utf16)) or (_NOTHING,)


def _lines(labels: Sequence[_Labelled], body: str, lead: str = _LEAD) -> list[str]:
    counted = [item for item in labels if not is_spoken(item.option)]
    lines = [
        f"{number}. {cut(item.label, NUMBERED_LABEL, utf16)}" for number, item in enumerate(counted, start=1)
    ]
    # A word that the text itself already names is not said twice; an SMS has no room for it.
    words = [item.label.upper() for item in labels if is_spoken(item.option)]
    missing = [word for word in words if word not in body.upper()]
    return [*lines, fill(lead, {"words": " / ".join(missing)})] if missing else lines


def _written_out(labels: Sequence[_Labelled], longest: int) -> list[str]:
    if all(fits(item.label, longest, utf16) for item in labels):
        return []
    return _lines([item for item in labels if not is_spoken(item.option)], "")


def _buttons(labels: Sequence[_Labelled], longest: int) -> tuple[Button, ...]:
    short = all(fits(item.label, longest, utf16) for item in labels)
    number = 0
    buttons = []
    for item in labels:
        words = item.label
        if not is_spoken(item.option):
            number += 1
            words = words if short else f"{number}. {words}"
        buttons.append(Button(id=item.option.id, label=cut(words, longest, utf16)))
    return tuple(buttons)
