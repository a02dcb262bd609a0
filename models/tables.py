"""Every table in one import, for migrations and for tests that walk over all of them."""

from __future__ import annotations

from models.attachment import Attachment, AttachmentContent
from models.audit_entry import AuditEntry, AuditHead
from models.base import Base
from models.case import Case
from models.case_answer import CaseAnswer
from models.case_event import CaseEvent
from models.case_queue import CaseQueue
from models.contact import Contact
from models.conversation import Conversation
from models.delivery_receipt import DeliveryReceipt, SentRef
from models.duty_shift import DutyShift
from models.flow_version import FlowVersion
from models.heartbeat import Heartbeat
from models.inbound_message import InboundMessage
from models.officer import Officer
from models.outbox_message import OutboxMessage
from models.provider_content import ProviderContent
from models.reading_correction import ReadingCorrection
from models.recruiter import Recruiter
from models.referral import Referral
from models.register_import import RegisterImport
from models.timer import Timer

METADATA = Base.metadata

__all__ = [
    "METADATA",
    "Attachment",
    "AttachmentContent",
    "AuditEntry",
    "AuditHead",
    "Case",
    "CaseAnswer",
    "CaseEvent",
    "CaseQueue",
    "Contact",
    "Conversation",
    "DeliveryReceipt",
    "DutyShift",
    "FlowVersion",
    "Heartbeat",
    "InboundMessage",
    "Officer",
    "OutboxMessage",
    "ProviderContent",
    "ReadingCorrection",
    "Recruiter",
    "Referral",
    "RegisterImport",
    "SentRef",
    "Timer",
]
