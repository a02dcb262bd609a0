"""Which columns are sealed, and why each of the others may lie open. A new column is entered here by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Enum, LargeBinary, String, text

from models.base import Sealed
from models.tables import METADATA
from models.unit_of_work import Storage
from tests.models.rows import CANARY, fill

SEALED = {
    "attachment_contents.content",
    "attachments.ref",
    "case_answers.value",
    "cases.facts",
    "case_events.note",
    "contacts.address",
    "conversations.session",
    "inbound_messages.body",
    "officers.chat",
    "officers.name",
    "outbox_messages.body",
    "recruiters.responsible",
}
FINGERPRINTS = {
    "audit_entries.hash",
    "audit_entries.previous",
    "audit_heads.hash",
    "cases.pin_hash",
    "contacts.address_index",
    "officers.chat_index",
    "officers.link_code_hash",
}
OPEN = {
    # ours: which task force, which bot or number of ours, which road
    "attachments.taskforce": "key of a task force",
    "audit_entries.taskforce": "key of a task force",
    "cases.taskforce": "key of a task force",
    "contacts.taskforce": "key of a task force",
    "conversations.taskforce": "key of a task force",
    "duty_shifts.taskforce": "key of a task force",
    "inbound_messages.taskforce": "key of a task force",
    "officers.taskforce": "key of a task force",
    "outbox_messages.taskforce": "key of a task force",
    "queues.taskforce": "key of a task force",
    "reading_corrections.taskforce": "key of a task force",
    "timers.taskforce": "key of a task force",
    "conversations.account": "key of our own bot or number",
    "inbound_messages.account": "key of our own bot or number",
    "outbox_messages.account": "key of our own bot or number",
    "provider_contents.account": "key of our own bot or number",
    "cases.channel": "name of a channel",
    "contacts.channel": "name of a channel",
    "conversations.channel": "name of a channel",
    "inbound_messages.channel": "name of a channel",
    "outbox_messages.channel": "name of a channel",
    # codes
    "attachments.content_type": "kind of a file, as its bytes say",
    "attachments.kind": "code",
    "audit_entries.action": "code",
    "audit_entries.detail": "JSON of codes and counts",
    "case_answers.name": "name of a question",
    "case_events.detail": "JSON of codes",
    "case_events.kind": "code",
    "cases.conflict": "JSON of our own units",
    "cases.kind": "code",
    "cases.reasons": "JSON of codes and levels",
    "contacts.locale": "language",
    "conversations.flow_bundle": "digest of our flows",
    "delivery_receipts.code": "provider's code",
    "delivery_receipts.status": "provider's code",
    "flow_versions.body": "our flows",
    "inbound_messages.kind": "code",
    "officers.role": "code",
    "outbox_messages.dedup_key": "made of codes and ids",
    "outbox_messages.delivery": "provider's code",
    "outbox_messages.error": "code",
    "provider_contents.sid": "provider's id of a form of ours",
    "referrals.reason": "code",
    "register_imports.report": "JSON of counts and codes",
    "register_imports.source_sha": "digest of a file",
    "timers.kind": "code",
    # ids: random, or a provider's number of a message, which is no address
    "audit_entries.actor": "officer's id or a fixed word",
    "audit_entries.subject": "id",
    "case_events.actor": "officer's id or a fixed word",
    "cases.reference": "random",
    "inbound_messages.edits": "provider's number of a message",
    "inbound_messages.message_ref": "provider's number of a message",
    "inbound_messages.provider_id": "provider's number of a delivery",
    "outbox_messages.refs": "provider's numbers of messages",
    "referrals.requested_by": "officer's id or a fixed word",
    "register_imports.imported_by": "officer's id or a fixed word",
    "timers.subject_id": "id",
    # places and bodies, none finer than a kecamatan and none a person
    "cases.kecamatan": "coarsest place we work with; alerts carry it too",
    "queues.coordinator": "institution",
    "referrals.to_institution": "institution",
    # the public licence register: companies
    "recruiters.aliases": "company",
    "recruiters.branches": "company",
    "recruiters.business_number": "company",
    "recruiters.city": "company",
    "recruiters.licence": "company",
    "recruiters.name": "company",
    "recruiters.name_key": "company",
    "recruiters.office": "company",
}


def _columns(kind: type) -> set[str]:
    return {
        str(column)
        for table in METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, kind)
    }


def test_every_sealed_column_is_known() -> None:
    assert _columns(Sealed) == SEALED


def test_every_other_column_of_bytes_is_a_fingerprint() -> None:
    assert _columns(LargeBinary) == FINGERPRINTS


def test_every_column_of_text_is_known_to_hold_nothing_personal() -> None:
    keys = {
        str(column)
        for table in METADATA.tables.values()
        for column in table.columns
        if column.primary_key or column.foreign_keys
    }
    assert _columns(String) - _columns(Enum) - keys == set(OPEN)


def test_nothing_personal_can_be_read_in_the_database(
    storage: Storage, new_id: Callable[[], str], now: datetime
) -> None:
    with storage.begin() as uow:
        fill(uow, new_id, now)
        uow.commit()
    opened = 0
    with storage.read() as uow:
        for table in METADATA.tables.values():
            rows = uow.session.execute(text(f"SELECT * FROM {table.name}")).mappings().all()
            assert rows, f"{table.name} is not filled"
            assert CANARY not in str(rows)
            assert CANARY.encode() not in b"".join(
                bytes(v) for r in rows for v in r.values() if isinstance(v, bytes)
            )
            for column in table.columns:
                if isinstance(column.type, Sealed):
                    key = next(iter(table.primary_key)).name
                    sealed = bytes(rows[0][column.name])
                    assert uow.vault.open_text(table.name, column.name, rows[0][key], sealed) == CANARY
                    opened += 1
    assert opened == len(SEALED)
