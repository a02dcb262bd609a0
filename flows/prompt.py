"""A prompt before any channel has seen it: a text, its parameters, and what may be answered."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer that can be given by button, number, label or synonym.

    Args:
        id: stable id, at most 40 characters of a-z, 0-9 and underscore; it travels in button payloads.
        label: the catalogue key of its label (`options.<id>` unless the flow says otherwise).
        params: values for the label, where a label carries data (a topic's title, a company's name).
    """

    id: str
    label: str
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """What the hotline says, neutral to language and channel.

    Args:
        key: catalogue key of the text.
        params: values put into the text; never a story, a name or an address.
        options: what may be answered; empty for an open question or a statement.
        sensitive: True if the text shows the topic, so that it must never go to a phone that may be watched.
        location: True to offer the channel's "share my location" control beside the text.
    """

    key: str
    params: dict[str, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    sensitive: bool = True
    location: bool = False
