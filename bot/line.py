"""What a channel tells about the line to a person: blocked, opted out, unreadable."""

from __future__ import annotations

from bot.casework import Casework
from bot.channels.messages import InboundKind
from bot.hotline import Hotline
from models.conversation_store import ConversationStore, Talk
from models.inbox_store import Pending
from models.reply_store import ReplyStore
from models.unit_of_work import UnitOfWork


class Line:
    """Notes whether a person can be written to.

    Args:
        hotline: the parts of the running hotline.
        casework: told when a reporter cannot be reached any more.
    """

    def __init__(self, hotline: Hotline, casework: Casework) -> None:
        self._hotline = hotline
        self._casework = casework

    def told(self, uow: UnitOfWork, talk: Talk, pending: Pending) -> bool:
        """Whether a message only told about the line; what it told is written down here."""
        store, now = ConversationStore(uow), self._hotline.clock.now()
        match pending.kind:
            case InboundKind.BLOCKED:
                store.update_contact(talk.contact_id, blocked_at=now)
            case InboundKind.UNBLOCKED:
                store.update_contact(talk.contact_id, blocked_at=None)
                return True
            case InboundKind.OPT_OUT:
                store.update_contact(talk.contact_id, opted_out_at=now)
            case InboundKind.OPT_IN:
                store.update_contact(talk.contact_id, opted_out_at=None)
                return True
            case InboundKind.UNREADABLE:
                self._casework.by_hand(uow, talk, code="tidak_terbaca", now=now)
                return True
            case _:
                if talk.blocked:
                    store.update_contact(talk.contact_id, blocked_at=None)
                return False
        ReplyStore(uow).cancel(talk.id)
        if talk.case_id is not None:
            self._casework.note(
                uow, talk.case_id, kind="tidak_terhubung", detail={"code": pending.kind}, now=now
            )
        return True
