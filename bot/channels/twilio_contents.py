"""WhatsApp buttons and lists through Twilio's Content API."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Protocol

from twilio.rest import Client
from twilio.rest.content.v1.content import ContentList

from bot.channels.twilio_outcomes import CALL_ERRORS
from flows.rendering import Rendered

# Limits of a WhatsApp session message (Twilio, Content types).
_MOST_BUTTONS = 3
_MOST_ROWS = 10
_LONGEST_BODY = 1024
_LONGEST_BUTTON = 20
_LONGEST_ROW = 24
_LONGEST_OPENER = 20
_LONGEST_ID = 200


class ContentStore(Protocol):
    """Remembers which set of buttons Twilio knows already. Neither call may raise."""

    def get(self, digest: str) -> str | None:
        """The content's SID (`HX...`), None if it was never made."""
        ...

    def put(self, digest: str, sid: str) -> None:
        """Remember a SID; of two the later may win."""
        ...


class Contents:
    """Makes and finds the contents of one Twilio account.

    Twilio keeps a content until it is deleted. So a content holds the buttons only, and the text goes in as a
    variable with each message: otherwise every summary of a report would stay there as a "template", out of
    reach of erasing.

    Args:
        client: the account's REST client.
        account_sid: part of the digest, because a content belongs to one account.
        store: what is known already.
    """

    def __init__(self, client: Client, account_sid: str, store: ContentStore) -> None:
        self._client = client
        self._account_sid = account_sid
        self._store = store

    def sid_for(self, body: Rendered) -> str | None:
        """The content that shows these buttons, made if need be.

        Args:
            body: a message with buttons.

        Returns:
            None if WhatsApp cannot show them or Twilio did not take them: the caller then writes them out
                as numbers.
        """
        types = content_types(body)
        if types is None:
            return None
        digest = hashlib.sha256(
            json.dumps([self._account_sid, types], sort_keys=True, ensure_ascii=False).encode()
        ).hexdigest()
        known = self._store.get(digest)
        if known:
            return known
        try:
            made = self._client.content.v1.contents.create(
                ContentList.ContentCreateRequest(
                    {
                        "friendly_name": f"suar_{digest[:16]}",
                        "language": "id",
                        # What stands in for the text where Twilio shows the content in its own console.
                        "variables": {"1": "-"},
                        "types": types,
                    }
                )
            )
        except CALL_ERRORS:
            return None
        if not isinstance(made.sid, str) or not made.sid:
            return None
        self._store.put(digest, made.sid)
        return made.sid


def content_types(body: Rendered) -> dict[str, Any] | None:
    """The `types` of a content: quick replies up to three buttons, else a list; None if it would not fit.

    Nothing is cut to fit: two labels that differ at their end would become one.

    Args:
        body: a message with buttons.
    """
    buttons = body.buttons
    fits = len(body.parts[-1]) <= _LONGEST_BODY and all(0 < len(b.id) <= _LONGEST_ID for b in buttons)
    if not buttons or not fits:
        return None
    longest = max(len(button.label) for button in buttons)
    if len(buttons) <= _MOST_BUTTONS and longest <= _LONGEST_BUTTON:
        actions = [{"type": "QUICK_REPLY", "title": b.label, "id": b.id} for b in buttons]
        return {"twilio/quick-reply": {"body": "{{1}}", "actions": actions}}
    opener = body.list_label
    if len(buttons) <= _MOST_ROWS and longest <= _LONGEST_ROW and 0 < len(opener) <= _LONGEST_OPENER:
        items = [{"item": b.label, "id": b.id} for b in buttons]
        return {"twilio/list-picker": {"body": "{{1}}", "button": opener, "items": items}}
    return None
