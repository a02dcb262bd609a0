"""What the webhooks ask of the hotline."""

from __future__ import annotations

from typing import Protocol

from bot.channels.delivery import DeliveryReport
from bot.channels.messages import InboundMessage
from bot.errors import NotDurable

__all__ = ["Intake", "NotDurable"]


class Intake(Protocol):
    """Keeps what came in. When a call returns, a crash cannot lose it any more."""

    def receive(self, message: InboundMessage) -> None:
        """Store one message; a second delivery of the same message changes nothing.

        Raises:
            NotDurable: it could not be stored; the provider must send it again.
        """
        ...

    def delivered(self, report: DeliveryReport, account: str) -> None:
        """Note how far a message of ours came. Reports arrive in any order and for unknown messages too.

        Args:
            report: what the provider says.
            account: key of the account that sent the message.

        Raises:
            NotDurable: it could not be stored.
        """
        ...
