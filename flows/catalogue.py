"""Every text of one language: what the hotline says, what can be answered, which words always work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field

from flows.choices import entry_of
from flows.errors import UnknownText
from flows.node import Model, Name, TextKey
from flows.prompt import Option

UNCLEAR = "common.unclear"
"""Said with the options when an answer was not understood."""
UNCLEAR_OPEN = "common.unclear_open"
"""Optional: the same beside an open question, which has no numbers to choose from."""
MEDIA_KEPT = "media.kept"
"""Optional: said once a conversation, when a voice note or a picture comes: no machine hears or sees it."""
OLD_BUTTON = "common.old_button"
"""Said when a button of an earlier question was pressed."""
CHOOSE = "common.choose"
"""Optional: the words on the control that opens a list."""
REPLY = "common.reply"
"""Optional: how the words are introduced that can be replied beside an open question; shows {words}."""
KEPT = "common.kept"
"""Optional: said when a picture or a voice note came at an odd moment; it is kept all the same."""
TROUBLE = "common.trouble"
"""Optional: said when the flow itself is broken, before a human takes over."""

PARAM_LENGTH = 80
"""Longest value of a parameter that has no sample. One with samples is cut at its longest sample."""

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def placeholders(text: str) -> frozenset[str]:
    """Names of the parameters that a text shows."""
    return frozenset(_PLACEHOLDER.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values into a text once; what a value itself contains is never read as a placeholder."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), text)


class Text(Model):
    """One thing said: `chat` for messengers, `sms` in plain GSM-7 where the chat form fits no SMS."""

    chat: Annotated[str, Field(min_length=1)]
    sms: Annotated[
        tuple[str, ...] | None, BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)
    ] = None

    @property
    def sms_parts(self) -> tuple[str, ...]:
        """What goes out as SMS, one part a message."""
        return self.sms or (self.chat,)

    @cached_property
    def needs(self) -> frozenset[str]:
        """Parameters of all its forms."""
        return placeholders("\n".join((self.chat, *self.sms_parts)))


class OptionText(Model):
    """The words on one option and other words that mean it; `within` counts anywhere in a short answer."""

    label: Annotated[str, Field(min_length=1)]
    synonyms: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


class Catalogue(Model):
    """All texts of one language.

    Args:
        locale: language code, the file's name.
        texts: what is said, by key.
        options: labels and synonyms by option id.
        words: synonyms of the words that work everywhere, by name.
        heard: further words that are understood as one of them but are not ours and never printed, such as
            those that carriers act on.
        within: phrases that mean one of them anywhere in a short message.
        samples: for each parameter the longest value it may have; longer ones are cut there.
    """

    locale: str
    texts: dict[TextKey, Text]
    options: dict[Name, OptionText] = Field(default_factory=dict)
    words: dict[Name, tuple[str, ...]] = Field(default_factory=dict)
    heard: dict[Name, tuple[str, ...]] = Field(default_factory=dict)
    within: dict[Name, tuple[str, ...]] = Field(default_factory=dict)
    samples: dict[Name, str] = Field(default_factory=dict)

    def text(self, key: str) -> Text:
        """The text of a key.

        Raises:
            UnknownText: if there is none.
        """
        try:
            return self.texts[key]
        except KeyError:
            raise UnknownText(key=key, locale=self.locale) from None

    def knows(self, option: Option) -> bool:
        """Whether there is a label for this option."""
        entry = entry_of(option)
        return option.label in self.texts if entry is None else entry in self.options

    def label(self, option: Option) -> str:
        """The words on an option, with its parameters filled in.

        Raises:
            UnknownText: if there is no label.
        """
        entry = entry_of(option)
        if entry is None:
            label = self.text(option.label).chat
        elif entry in self.options:
            label = self.options[entry].label
        else:
            raise UnknownText(key=option.label, locale=self.locale)
        return fill(label, self.trimmed(option.params))

    def trimmed(self, params: Mapping[str, str]) -> dict[str, str]:
        """Parameters as they may be shown: no control characters, none longer than its longest sample."""
        return {name: _shown(value, self._longest(name)) for name, value in params.items()}

    def _longest(self, name: str) -> int:
        sample = self.samples.get(name)
        return PARAM_LENGTH if sample is None else max(len(sample), 1)


def _shown(value: str, longest: int) -> str:
    # Invisible characters in somebody's company name could turn a message around or make it empty.
    if not value.isprintable():
        value = "".join(char for char in value if char == "\n" or char.isprintable())
    value = value.strip()
    return value if len(value) <= longest else value[: max(longest - 3, 0)].rstrip() + "..."[:longest]
