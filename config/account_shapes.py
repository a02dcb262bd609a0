"""The shapes of provider secrets and ids, so that a mistyped one is found at start, not by a lost report."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator


def _shaped(pattern: str, wanted: str) -> AfterValidator:
    """A check that says what is wanted and never what was given: that may be the secret."""
    shape = re.compile(pattern)

    def check(value: str) -> str:
        if shape.fullmatch(value) is None:
            raise ValueError(wanted)
        return value

    return AfterValidator(check)


Key = Annotated[str, _shaped(r"[a-z][a-z0-9_-]{0,39}", "must be a short name of a-z, 0-9, - and _")]
Number = Annotated[str, _shaped(r"\+[1-9][0-9]{6,14}", "must be in E.164 form, like +6281234567890")]
Username = Annotated[str, _shaped(r"[A-Za-z][A-Za-z0-9_]{4,31}", "must be the bot's name without @")]
BotToken = Annotated[
    str, _shaped(r"[0-9]{6,16}:[A-Za-z0-9_-]{30,64}", "must be as BotFather gave it: 123456789:AA...")
]
WebhookSecret = Annotated[
    str, _shaped(r"[A-Za-z0-9_-]{16,256}", "must be 16 to 256 characters of A-Z, a-z, 0-9, _ and -")
]
AccountSid = Annotated[str, _shaped(r"AC[0-9a-f]{32}", "must be AC and 32 digits of 0-9 and a-f")]
ApiKey = Annotated[str, _shaped(r"SK[0-9a-f]{32}", "must be SK and 32 digits of 0-9 and a-f")]
ApiSecret = Annotated[str, _shaped(r"[A-Za-z0-9]{32}", "must be 32 letters and digits")]
AuthToken = Annotated[str, _shaped(r"[0-9a-f]{32}", "must be 32 digits of 0-9 and a-f")]
TemplateSid = Annotated[str, _shaped(r"HX[0-9a-f]{32}", "must be HX and 32 digits of 0-9 and a-f")]
