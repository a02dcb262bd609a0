"""Twilio's Content API: buttons and lists for WhatsApp are made first and sent by their SID."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from demo.chats import Button, Keyboard
from demo.config import DemoTemplate
from demo.twilio_records import TwilioError, new_sid

MAX_BODY = 1024
MAX_SESSION_BUTTONS = 3
MAX_ROWS = 10
_VARIABLE = re.compile(r"\{\{\s*([^{}\s]+)\s*\}\}")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the person sees of a content.

    Args:
        text: its words.
        keyboard: its buttons or list rows.
        list_label: the control that opens the list.
    """

    text: str
    keyboard: Keyboard = ()
    list_label: str = ""


@dataclass(frozen=True, kw_only=True)
class Content:
    """One content resource.

    Args:
        sid: `HX...`.
        name: friendly name.
        language: as given.
        variables: default values by name.
        types: the resource's body by type.
        approved: whether WhatsApp lets it through outside the 24-hour window.
    """

    sid: str
    name: str
    language: str
    variables: Mapping[str, str]
    types: Mapping[str, Mapping[str, object]]
    created: datetime
    approved: bool = False

    def view(self, account_sid: str) -> dict[str, object]:
        """The resource as the API shows it."""
        moment = self.created.strftime("%Y-%m-%dT%H:%M:%SZ")
        return {
            "sid": self.sid,
            "account_sid": account_sid,
            "friendly_name": self.name,
            "language": self.language,
            "variables": dict(self.variables),
            "types": dict(self.types),
            "date_created": moment,
            "date_updated": moment,
            "url": f"https://content.twilio.com/v1/Content/{self.sid}",
            "links": {
                "approval_create": f"https://content.twilio.com/v1/Content/{self.sid}/ApprovalRequests/whatsapp",
                "approval_fetch": f"https://content.twilio.com/v1/Content/{self.sid}/ApprovalRequests",
            },
        }

    def shown(self, values: Mapping[str, str]) -> Shown:
        """Fill in the variables.

        Args:
            values: by name; missing ones take their default.
        """

        def fill(found: object) -> str:
            def value(match: re.Match[str]) -> str:
                return values.get(match[1], self.variables.get(match[1], ""))

            return _VARIABLE.sub(value, str(found or ""))

        if reply := self.types.get("twilio/quick-reply"):
            buttons = tuple(
                Button(label=fill(a.get("title")), data=fill(a.get("id")), action="quick")
                for a in _dicts(reply.get("actions"))
            )
            return Shown(text=fill(reply.get("body")), keyboard=tuple((b,) for b in buttons))
        if picker := self.types.get("twilio/list-picker"):
            rows = tuple(
                Button(
                    label=fill(i.get("item")),
                    data=fill(i.get("id")),
                    action="row",
                    hint=fill(i.get("description")),
                )
                for i in _dicts(picker.get("items"))
            )
            return Shown(
                text=fill(picker.get("body")),
                keyboard=tuple((row,) for row in rows),
                list_label=fill(picker.get("button")),
            )
        return Shown(text=fill(self.types["twilio/text"].get("body")))


class ContentStore:
    """All content resources of the account. The caller holds the world's lock.

    Args:
        templates: approved ones that exist from the start.
        created: their date.
    """

    def __init__(self, *, templates: tuple[DemoTemplate, ...], created: datetime) -> None:
        self._contents = {
            template.sid: Content(
                sid=template.sid,
                name=template.sid,
                language="id",
                variables={},
                types={"twilio/text": {"body": template.body}},
                created=created,
                approved=True,
            )
            for template in templates
        }

    def all(self) -> list[Content]:
        """Every resource, oldest first."""
        return list(self._contents.values())

    def get(self, sid: str) -> Content:
        """One resource.

        Raises:
            TwilioError: 404 if there is none.
        """
        try:
            return self._contents[sid]
        except KeyError:
            raise TwilioError(404, 20404, f"The requested resource /Content/{sid} was not found") from None

    def create(self, body: object, *, now: datetime) -> Content:
        """Check a new resource against WhatsApp's limits and keep it.

        Raises:
            TwilioError: 400 where the real API refuses it.
        """
        if not isinstance(body, dict):
            raise TwilioError(400, 20001, "Invalid JSON body")
        types = {name: value for name, value in (body.get("types") or {}).items() if isinstance(value, dict)}
        known = {"twilio/quick-reply", "twilio/list-picker", "twilio/text"}
        if not known & set(types):
            raise TwilioError(
                400, 20001, "types must hold twilio/text, twilio/quick-reply or twilio/list-picker"
            )
        _check(types)
        content = Content(
            sid=new_sid("HX"),
            name=str(body.get("friendly_name") or ""),
            language=str(body.get("language") or "en"),
            variables={str(k): str(v) for k, v in (body.get("variables") or {}).items()},
            types=types,
            created=now,
        )
        self._contents[content.sid] = content
        return content

    def delete(self, sid: str) -> None:
        """Remove a resource.

        Raises:
            TwilioError: 404 if there is none.
        """
        self.get(sid)
        del self._contents[sid]


def _dicts(found: object) -> list[dict[str, object]]:
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _within(value: object, limit: int, what: str) -> None:
    if not 1 <= len(str(value or "")) <= limit:
        raise TwilioError(400, 20001, f"{what} must have 1 to {limit} characters")


def _check(types: Mapping[str, Mapping[str, object]]) -> None:
    if reply := types.get("twilio/quick-reply"):
        _within(reply.get("body"), MAX_BODY, "quick-reply body")
        actions = _dicts(reply.get("actions"))
        if not 1 <= len(actions) <= MAX_ROWS:
            raise TwilioError(400, 20001, f"quick-reply takes 1 to {MAX_ROWS} actions")
        for action in actions:
            _within(action.get("title"), 20, "quick-reply title")
            _within(action.get("id"), 200, "quick-reply id")
    if picker := types.get("twilio/list-picker"):
        _within(picker.get("body"), MAX_BODY, "list-picker body")
        _within(picker.get("button"), 20, "list-picker button")
        items = _dicts(picker.get("items"))
        if not 1 <= len(items) <= MAX_ROWS:
            raise TwilioError(400, 20001, f"list-picker takes 1 to {MAX_ROWS} items")
        for item in items:
            _within(item.get("item"), 24, "list-picker item")
            _within(item.get("id"), 200, "list-picker id")
            if len(str(item.get("description") or "")) > 72:
                raise TwilioError(400, 20001, "list-picker description must have at most 72 characters")
