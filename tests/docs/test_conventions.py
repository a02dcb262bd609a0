"""Completeness that no other test sees: what is forgotten here would be noticed first by a person in need."""

from __future__ import annotations

import re
from typing import get_args

from bot.channels.messages import ChannelName
from bot.effects import HANDLERS
from bot.speech import FORMS
from bot.staff.case_desk import CaseDesk
from flows.events import Event
from tests.channels import recorded
from tests.docs.documents import ROOT


def test_every_event_has_exactly_one_handler() -> None:
    assert set(HANDLERS) == set(get_args(Event))
    assert len(set(HANDLERS.values())) == len(HANDLERS)


def test_every_channel_has_its_parts() -> None:
    channels = {name.value for name in ChannelName}
    kept = {one.expected.get("channel", "telegram") for one in (*recorded.telegram(), *recorded.twilio())}

    assert set(FORMS) == channels
    assert channels <= kept


def test_every_staff_button_leads_somewhere() -> None:
    sources = [*(ROOT / "bot" / "staff").glob("*.py"), ROOT / "bot" / "escalation.py"]
    made = {
        act
        for path in sources
        for act in re.findall(r'Button\(\s*id=f"([a-z]+):', path.read_text(encoding="utf-8"))
    }

    desk = CaseDesk(hotline=None, escalation=None)  # nobody is asked anything: only its buttons are counted

    assert {"ack", "show", "move"} <= made
    # `to` and `why` are made from lists of queues and reasons, inside the desk itself.
    assert made == set(desk._handlers)
