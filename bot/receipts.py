"""What providers report about messages they took. A hint for officers, never proof that a warning was
read."""

from __future__ import annotations

from bot.channels.delivery import DeliveryReport, DeliveryStatus, advances
from bot.errors import NotDurable
from bot.hotline import Hotline
from models.case_store import CaseStore
from models.receipt_store import ReceiptStore


class Receipts:
    """Notes delivery reports.

    Args:
        hotline: the parts of the running hotline.
    """

    def __init__(self, hotline: Hotline) -> None:
        self._hotline = hotline

    def note(self, report: DeliveryReport, account: str) -> None:
        """Note how far a message came; reports in any order never step back, unknown messages are ignored.

        Raises:
            NotDurable: it could not be stored.
        """
        try:
            self._note(report, account)
        except Exception as error:
            self._hotline.log.error("receipt_not_stored", account=account, error=type(error).__name__)
            raise NotDurable from error

    def _note(self, report: DeliveryReport, account: str) -> None:
        now = self._hotline.clock.now()
        with self._hotline.storage.begin() as uow:
            outbox = ReceiptStore(uow)
            found = outbox.by_ref(account=account, ref=report.ref)
            if found is None:
                return
            known = DeliveryStatus(found.delivery) if found.delivery else None
            if not advances(report.status, known=known):
                return
            outbox.note_delivery(
                found.id,
                receipt_id=self._hotline.ids(),
                status=report.status.value,
                code=report.error,
                now=now,
            )
            if report.status.failed and found.case_id is not None:
                CaseStore(uow).add_event(
                    id=self._hotline.ids(),
                    case_id=found.case_id,
                    kind="balasan_gagal",
                    actor="sistem",
                    now=now,
                    detail={"code": report.error or report.status.value},
                )
            uow.commit()
