"""The door that webhooks and polling knock at."""

from __future__ import annotations

from bot.channels.delivery import DeliveryReport
from bot.channels.messages import InboundMessage
from bot.hotline import Hotline
from bot.inbox import Inbox
from bot.receipts import Receipts
from bot.turn import Turns


class HotlineIntake:
    """Receives messages and delivery reports.

    Args:
        hotline: the parts of the running hotline.
    """

    def __init__(self, hotline: Hotline) -> None:
        self._inbox = Inbox(hotline, Turns(hotline))
        self._receipts = Receipts(hotline)

    def receive(self, message: InboundMessage) -> None:
        """Store a message and take its conversation's turn.

        Raises:
            NotDurable: it could not be stored; the provider must repeat it.
        """
        self._inbox.receive(message)

    def delivered(self, report: DeliveryReport, account: str) -> None:
        """Note how far a message of ours came.

        Raises:
            NotDurable: it could not be stored; the provider must repeat it.
        """
        self._receipts.note(report, account)
