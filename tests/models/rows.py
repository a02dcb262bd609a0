"""One row in every table, full to the last column, with a canary wherever something personal belongs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from language.reading import Intent, Queue, Urgency
from models import audit
from models.tables import (
    Attachment,
    AttachmentContent,
    Case,
    CaseAnswer,
    CaseEvent,
    CaseQueue,
    Contact,
    Conversation,
    DeliveryReceipt,
    DutyShift,
    FlowVersion,
    Heartbeat,
    InboundMessage,
    Officer,
    OutboxMessage,
    ProviderContent,
    ReadingCorrection,
    Recruiter,
    Referral,
    RegisterImport,
    SentRef,
    Timer,
)
from models.unit_of_work import UnitOfWork

CANARY = "burung-kenari-62812345678"


def fill(uow: UnitOfWork, new_id: Callable[[], str], now: datetime) -> None:
    """Put one row into every table; rows point at one another, and the order is on purpose a wrong one."""
    add, vault = uow.session.add, uow.vault
    contact, talk, inbound, case, officer = (new_id() for _ in range(5))
    answer, event, attachment, outbox, register, recruiter = (new_id() for _ in range(6))
    later = now + timedelta(hours=1)

    def sealed(table: str, column: str, row_id: str) -> bytes:
        return vault.seal(table, column, row_id, CANARY)

    add(
        AttachmentContent(
            attachment_id=attachment, content=sealed("attachment_contents", "content", attachment)
        )
    )
    add(
        Attachment(
            id=attachment,
            taskforce="sambas",
            inbound_id=inbound,
            case_id=case,
            kind="photo",
            content_type="image/jpeg",
            size=5,
            ref=sealed("attachments", "ref", attachment),
            due_at=now,
            lease_until=later,
            created_at=now,
        )
    )
    add(SentRef(account="sambas-whatsapp", ref="SM00", outbox_id=outbox))
    add(DeliveryReceipt(id=new_id(), outbox_id=outbox, status="delivered", code="0", at=later))
    add(
        OutboxMessage(
            id=outbox,
            taskforce="sambas",
            conversation_id=talk,
            officer_id=officer,
            case_id=case,
            alert_step=1,
            channel="telegram",
            account="sambas-telegram",
            kind="reply",
            priority=1,
            body=sealed("outbox_messages", "body", outbox),
            due_at=now,
            lease_until=later,
            expires_at=later,
            dedup_key=f"reply:{inbound}",
            refs='["17"]',
            error="timeout",
            delivery="sent",
            created_at=now,
            sent_at=now,
        )
    )
    add(
        InboundMessage(
            id=inbound,
            taskforce="sambas",
            conversation_id=talk,
            channel="telegram",
            account="sambas-telegram",
            provider_id="1001",
            message_ref="17",
            edits="16",
            kind="message",
            body=sealed("inbound_messages", "body", inbound),
            received_at=now,
            taken_at=now,
            case_id=case,
        )
    )
    add(
        Conversation(
            id=talk,
            taskforce="sambas",
            account="sambas-telegram",
            channel="telegram",
            contact_id=contact,
            officer_id=officer,
            session=sealed("conversations", "session", talk),
            flow_bundle="0" * 64,
            case_id=case,
            last_inbound_at=now,
            last_turn_at=now,
        )
    )
    add(
        Contact(
            id=contact,
            taskforce="sambas",
            channel="telegram",
            address_index=vault.blind("contact:telegram", CANARY),
            address=sealed("contacts", "address", contact),
            blocked_at=now,
            opted_out_at=now,
            created_at=now,
        )
    )
    add(
        Case(
            id=case,
            taskforce="sambas",
            reference="SBS-7K2M",
            pin_hash=vault.pin_hash("SBS-7K2M", "4711"),
            locked_until=later,
            kind="laporan",
            status="baru",
            urgency=Urgency.KRITIS,
            queue=Queue.HUKUM,
            channel="telegram",
            partial=True,
            facts=vault.seal("cases", "facts", case, CANARY),
            conversation_id=talk,
            reasons='[{"code":"T01","level":3}]',
            kecamatan="Sajingan Besar",
            people=3,
            child=True,
            conflict="[]",
            assignee_id=officer,
            opened_at=now,
            completed_at=later,
            acknowledged_at=later,
            first_contact_at=later,
            closed_at=later,
            acknowledge_by=later,
            contact_by=later,
        )
    )
    value = sealed("case_answers", "value", answer)
    add(CaseAnswer(id=answer, case_id=case, name="story", value=value, closed=False, created_at=now))
    note = sealed("case_events", "note", event)
    add(CaseEvent(id=event, case_id=case, kind="dibuka", actor="pelapor", note=note, created_at=now))
    add(
        Referral(
            id=new_id(),
            case_id=case,
            to_queue=Queue.KESEHATAN,
            reason="luka",
            requested_by="sistem",
            created_at=now,
            due_at=later,
            responded_at=later,
        )
    )
    add(
        ReadingCorrection(
            id=new_id(),
            taskforce="sambas",
            case_id=case,
            officer_id=officer,
            at=now,
            urgency_read=Urgency.TINGGI,
            queue_read=Queue.HUKUM,
            urgency_right=Urgency.KRITIS,
            intent_right=Intent.LAPOR,
            queue_right=Queue.KESEHATAN,
            exported_at=later,
        )
    )
    add(CaseQueue(id="sambas:hukum", taskforce="sambas", name=Queue.HUKUM, coordinator="Polres Sambas"))
    add(
        Officer(
            id=officer,
            taskforce="sambas",
            name=sealed("officers", "name", officer),
            queue=Queue.HUKUM,
            role="koordinator",
            chat_index=vault.blind("officer:chat", CANARY),
            chat=sealed("officers", "chat", officer),
            link_code_hash=vault.blind("link", CANARY),
            link_expires_at=later,
            linked_at=now,
            unreachable_at=now,
            created_at=now,
        )
    )
    add(DutyShift(id=new_id(), taskforce="sambas", officer_id=officer, starts_at=now, ends_at=later))
    add(
        Timer(
            id=new_id(),
            taskforce="sambas",
            kind="escalation",
            subject_id=case,
            armed_for=1,
            due_at=later,
            created_at=now,
            fired_at=later,
        )
    )
    add(FlowVersion(sha="0" * 64, body="flows: {}", created_at=now))
    add(ProviderContent(digest="1" * 64, account="sambas-whatsapp", sid="HX00", created_at=now))
    add(Heartbeat(name="worker", at=now))
    add(
        Recruiter(
            id=recruiter,
            import_id=register,
            name="PT CONTOH JAYA",
            name_key="contohjaya",
            licence="SIP3MI-0001",
            business_number="9120000000000",
            licensed_on=now.date(),
            office="Jalan Contoh 1",
            city="Pontianak",
            responsible=sealed("recruiters", "responsible", recruiter),
            status="aktif",
            as_of=now.date(),
        )
    )
    add(
        RegisterImport(
            id=register,
            imported_at=now,
            imported_by="cli",
            source_sha="2" * 64,
            as_of=now.date(),
            accepted=1,
            rejected=0,
            demo=True,
        )
    )
    audit.append(
        uow, taskforce="sambas", at=now, actor=officer, action="kasus_dibuka", subject=case, detail={"n": 1}
    )
