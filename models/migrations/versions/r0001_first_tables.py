"""The first tables: from an inbound message to an officer's acknowledgement, and the register's first form.

Nothing of the program is imported here: a revision must still say the same when the program has moved on.
It is as long as the tables are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(length=32), "sqlite")
SEALED = sa.LargeBinary()


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("taskforce", sa.String(length=32), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(length=48), nullable=False),
        sa.Column("action", sa.String(length=48), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entries")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_entries_subject", "audit_entries", ["subject"], unique=False)
    op.create_index("ix_audit_entries_taskforce_seq", "audit_entries", ["taskforce", "seq"], unique=False)
    op.create_table(
        "audit_heads",
        sa.Column("taskforce", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("taskforce", name=op.f("pk_audit_heads")),
    )
    op.create_table(
        "contacts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("taskforce", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("address_index", sa.LargeBinary(), nullable=True),
        sa.Column("address", SEALED, nullable=True),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("safe", sa.String(length=16), nullable=False),
        sa.Column("reach", sa.String(length=16), nullable=False),
        sa.Column("blocked_at", MOMENT, nullable=True),
        sa.Column("opted_out_at", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("erased_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "(erased_at IS NULL) = (address IS NOT NULL) "
            "AND (erased_at IS NULL) = (address_index IS NOT NULL)",
            name=op.f("ck_contacts_erased_holds_no_address"),
        ),
        sa.CheckConstraint(
            "reach IN ('unasked', 'direct', 'neutral', 'never')", name=op.f("ck_contacts_reach")
        ),
        sa.CheckConstraint(
            "safe IN ('unknown', 'safe', 'unsafe', 'here_only')", name=op.f("ck_contacts_safe")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.UniqueConstraint(
            "taskforce", "channel", "address_index", name=op.f("uq_contacts_taskforce_channel_address_index")
        ),
    )
    op.create_table(
        "flow_versions",
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("sha", name=op.f("pk_flow_versions")),
    )
    op.create_table(
        "heartbeats",
        sa.Column("name", sa.String(length=48), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeats")),
    )
    op.create_table(
        "officers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("taskforce", sa.String(length=32), nullable=False),
        sa.Column("name", SEALED, nullable=False),
        sa.Column("queue", sa.String(length=16), nullable=True),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("chat_index", sa.LargeBinary(), nullable=True),
        sa.Column("chat", SEALED, nullable=True),
        sa.Column("link_code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("link_expires_at", MOMENT, nullable=True),
        sa.Column("linked_at", MOMENT, nullable=True),
        sa.Column("unreachable_at", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("(chat IS NULL) = (chat_index IS NULL)", name=op.f("ck_officers_chat_is_whole")),
        sa.CheckConstraint(
            "queue IN ('pencegahan', 'kesehatan', 'sosial', 'hukum', 'kerjasama', 'sekretariat')",
            name=op.f("ck_officers_queue"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officers")),
        sa.UniqueConstraint("chat_index", name=op.f("uq_officers_chat_index")),
    )
    op.create_index("ix_officers_taskforce_queue", "officers", ["taskforce", "queue"], unique=False)
    op.create_table(
        "provider_contents",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("sid", sa.String(length=64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_provider_contents")),
    )
    op.create_table(
        "queues",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("taskforce", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("coordinator", sa.String(length=160), nullable=False),
        sa.CheckConstraint(
            "name IN ('pencegahan', 'kesehatan', 'sosial', 'hukum', 'kerjasama', 'sekretariat')",
            name=op.f("ck_queues_name"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queues")),
        sa.UniqueConstraint("taskforce", "name", name=op.f("uq_queues_taskforce_name")),
    )
    op.create_table(
        "register_imports",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("imported_at", MOMENT, nullable=False),
        sa.Column("imported_by", sa.String(length=32), nullable=False),
        sa.Column("source_sha", sa.String(length=64), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_imports")),
    )
    op.create_index("ix_register_imports_imported_at", "register_imports", ["imported_at"], unique=False)
    op.create_table(
        "timers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("taskforce", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=48), nullable=False),
        sa.Column("armed_for", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("fired_at", MOMENT, nullable=True),
        sa.CheckConstraint("state IN ('armed', 'fired', 'cancelled')", name=op.f("ck_timers_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timers")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_timers_kind_subject_id")),
    )
    op.create_index("ix_timers_state_due_at", "timers", ["state", "due_at"], unique=False)
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("taskforce", sa.String(length=32), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=True),
        sa.Column("session", SEALED, nullable=True),
        sa.Column("flow_bundle", sa.String(length=64), nullable=True),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.Column("last_inbound_at", MOMENT, nullable=True),
        sa.Column("last_turn_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name=op.f("fk_conversations_case_id"),
            initially="DEFERRED",
            deferrable=True,
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contacts.id"],
            name=op.f("fk_conversations_contact_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officers.id"],
            name=op.f("fk_conversations_officer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        sa.UniqueConstraint("contact_id", name=op.f("uq_conversations_contact_id")),
    )
    op.create_table(
        "duty_shifts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("taskforce", sa.String(length=32), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_duty_shifts_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officers.id"],
            name=op.f("fk_duty_shifts_officer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shifts")),
    )
    op.create_index("ix_duty_shifts_taskforce_ends_at", "duty_shifts", ["taskforce", "ends_at"], unique=False)
    op.create_table(
        "recruiters",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("import_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("licence", sa.String(length=80), nullable=True),
        sa.Column("business_number", sa.String(length=32), nullable=True),
        sa.Column("licensed_on", sa.Date(), nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("city", sa.String(length=80), nullable=True),
        sa.Column("responsible", SEALED, nullable=True),
        sa.Column("branches", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["register_imports.id"],
            name=op.f("fk_recruiters_import_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.CheckConstraint(
            "status IN ('aktif', 'penghentian_sementara_sebagian', 'penghentian_sementara', "
            "'sanksi_diakhiri', "
            "'dicabut', 'tidak_diperpanjang', 'tidak_diketahui')",
            name=op.f("ck_recruiters_status"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recruiters")),
    )
    op.create_index("ix_recruiters_import_id_licence", "recruiters", ["import_id", "licence"], unique=False)
    op.create_index("ix_recruiters_import_id_name_key", "recruiters", ["import_id", "name_key"], unique=False)
    op.create_table(
        "cases",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("taskforce", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("pin_hash", sa.LargeBinary(), nullable=False),
        sa.Column("pin_attempts", sa.Integer(), nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("urgency", sa.String(length=16), nullable=False),
        sa.Column("queue", sa.String(length=16), nullable=False),
        sa.Column("moved", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=True),
        sa.Column("facts", SEALED, nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("kecamatan", sa.String(length=64), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("child", sa.Boolean(), nullable=True),
        sa.Column("conflict", sa.Text(), nullable=False),
        sa.Column("assignee_id", sa.String(length=32), nullable=True),
        sa.Column("ladder_step", sa.Integer(), nullable=False),
        sa.Column("ladder_round", sa.Integer(), nullable=False),
        sa.Column("escalation", sa.Integer(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("completed_at", MOMENT, nullable=True),
        sa.Column("acknowledged_at", MOMENT, nullable=True),
        sa.Column("first_contact_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("acknowledge_by", MOMENT, nullable=True),
        sa.Column("contact_by", MOMENT, nullable=True),
        sa.Column("legal_hold", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignee_id"],
            ["officers.id"],
            name=op.f("fk_cases_assignee_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_cases_conversation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.CheckConstraint(
            "status IN ('baru', 'diterima', 'ditangani', 'dirujuk', 'selesai', 'ditutup', 'dibuka_kembali')",
            name=op.f("ck_cases_status"),
        ),
        sa.CheckConstraint(
            "urgency IN ('rendah', 'sedang', 'tinggi', 'kritis')", name=op.f("ck_cases_urgency")
        ),
        sa.CheckConstraint(
            "queue IN ('pencegahan', 'kesehatan', 'sosial', 'hukum', 'kerjasama', 'sekretariat')",
            name=op.f("ck_cases_queue"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("reference", name=op.f("uq_cases_reference")),
    )
    op.create_index("ix_cases_conversation_id", "cases", ["conversation_id"], unique=False)
    op.create_index("ix_cases_taskforce_status", "cases", ["taskforce", "status"], unique=False)
    op.create_table(
        "case_answers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", SEALED, nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name=op.f("fk_case_answers_case_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_answers")),
    )
    op.create_index("ix_case_answers_case_id_id", "case_answers", ["case_id", "id"], unique=False)
    op.create_table(
        "case_events",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("note", SEALED, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name=op.f("fk_case_events_case_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_events")),
    )
    op.create_index("ix_case_events_case_id_id", "case_events", ["case_id", "id"], unique=False)
    op.create_table(
        "inbound_messages",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("taskforce", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("provider_id", sa.String(length=64), nullable=False),
        sa.Column("message_ref", sa.String(length=64), nullable=True),
        sa.Column("edits", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("body", SEALED, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name=op.f("fk_inbound_messages_case_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_inbound_messages_conversation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.CheckConstraint(
            "state IN ('pending', 'taken', 'read_by_hand', 'ignored')", name=op.f("ck_inbound_messages_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound_messages")),
        sa.UniqueConstraint(
            "channel", "account", "provider_id", name=op.f("uq_inbound_messages_channel_account_provider_id")
        ),
    )
    op.create_index("ix_inbound_messages_case_id", "inbound_messages", ["case_id"], unique=False)
    op.create_index(
        "ix_inbound_messages_conversation_id_id", "inbound_messages", ["conversation_id", "id"], unique=False
    )
    op.create_index(
        "ix_inbound_messages_left_behind",
        "inbound_messages",
        ["received_at"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "ix_inbound_messages_next_of_conversation",
        "inbound_messages",
        ["conversation_id", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_table(
        "outbox_messages",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("taskforce", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=True),
        sa.Column("officer_id", sa.String(length=32), nullable=True),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.Column("alert_step", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("body", SEALED, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("dedup_key", sa.String(length=160), nullable=True),
        sa.Column("refs", sa.Text(), nullable=True),
        sa.Column("error", sa.String(length=64), nullable=True),
        sa.Column("delivery", sa.String(length=24), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "conversation_id IS NOT NULL OR officer_id IS NOT NULL",
            name=op.f("ck_outbox_messages_goes_to_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name=op.f("fk_outbox_messages_case_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_outbox_messages_conversation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officers.id"],
            name=op.f("fk_outbox_messages_officer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.CheckConstraint(
            "kind IN ('reply', 'alert', 'notice', 'nudge', 'erase')", name=op.f("ck_outbox_messages_kind")
        ),
        sa.CheckConstraint(
            "state IN ('ready', 'held', 'sending', 'sent', 'gave_up', 'unknown', 'expired', 'cancelled')",
            name=op.f("ck_outbox_messages_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_messages")),
        sa.UniqueConstraint("dedup_key", name=op.f("uq_outbox_messages_dedup_key")),
    )
    op.create_index("ix_outbox_messages_case_id", "outbox_messages", ["case_id"], unique=False)
    op.create_index(
        "ix_outbox_messages_conversation_id_id", "outbox_messages", ["conversation_id", "id"], unique=False
    )
    op.create_index("ix_outbox_messages_state_due_at", "outbox_messages", ["state", "due_at"], unique=False)
    op.create_table(
        "referrals",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("to_queue", sa.String(length=16), nullable=True),
        sa.Column("to_institution", sa.String(length=80), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=48), nullable=True),
        sa.Column("requested_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("responded_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "(to_queue IS NULL) <> (to_institution IS NULL)", name=op.f("ck_referrals_goes_to_one")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name=op.f("fk_referrals_case_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.CheckConstraint(
            "to_queue IN ('pencegahan', 'kesehatan', 'sosial', 'hukum', 'kerjasama', 'sekretariat')",
            name=op.f("ck_referrals_to_queue"),
        ),
        sa.CheckConstraint(
            "status IN ('diminta', 'diterima', 'ditolak', 'selesai', 'dicabut')",
            name=op.f("ck_referrals_status"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
    )
    op.create_index("ix_referrals_case_id", "referrals", ["case_id"], unique=False)
    op.create_table(
        "attachments",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("taskforce", sa.String(length=32), nullable=False),
        sa.Column("inbound_id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("content_type", sa.String(length=127), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("ref", SEALED, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name=op.f("fk_attachments_case_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["inbound_id"],
            ["inbound_messages.id"],
            name=op.f("fk_attachments_inbound_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'stored', 'refused', 'gone')", name=op.f("ck_attachments_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index("ix_attachments_case_id", "attachments", ["case_id"], unique=False)
    op.create_index("ix_attachments_inbound_id", "attachments", ["inbound_id"], unique=False)
    op.create_index("ix_attachments_state_due_at", "attachments", ["state", "due_at"], unique=False)
    op.create_table(
        "delivery_receipts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("outbox_id", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["outbox_id"],
            ["outbox_messages.id"],
            name=op.f("fk_delivery_receipts_outbox_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_receipts")),
    )
    op.create_index("ix_delivery_receipts_outbox_id", "delivery_receipts", ["outbox_id"], unique=False)
    op.create_table(
        "sent_refs",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("outbox_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["outbox_id"],
            ["outbox_messages.id"],
            name=op.f("fk_sent_refs_outbox_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("account", "ref", name=op.f("pk_sent_refs")),
    )
    op.create_index("ix_sent_refs_outbox_id", "sent_refs", ["outbox_id"], unique=False)
    op.create_table(
        "attachment_contents",
        sa.Column("attachment_id", sa.String(length=32), nullable=False),
        sa.Column("content", SEALED, nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachments.id"],
            name=op.f("fk_attachment_contents_attachment_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_attachment_contents")),
    )
    if op.get_bind().dialect.name == "postgresql":
        # Conversations and cases point at each other; SQLite has taken this key with the table.
        op.create_foreign_key(
            op.f("fk_conversations_case_id"),
            "conversations",
            "cases",
            ["case_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )
    _guard_audit_entries()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("fk_conversations_case_id"), "conversations", type_="foreignkey")
    for table in (
        "attachment_contents",
        "sent_refs",
        "delivery_receipts",
        "attachments",
        "referrals",
        "outbox_messages",
        "inbound_messages",
        "case_events",
        "case_answers",
        "cases",
        "recruiters",
        "duty_shifts",
        "conversations",
        "timers",
        "register_imports",
        "queues",
        "provider_contents",
        "officers",
        "heartbeats",
        "flow_versions",
        "contacts",
        "audit_heads",
        "audit_entries",
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_entries_are_append_only()")


def _guard_audit_entries() -> None:
    """Let entries be added and nothing else, whoever asks: a mistaken program or a hand on the database."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("""
            CREATE FUNCTION audit_entries_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'audit entries are append-only';
            END
            $$
        """)
        op.execute("""
            CREATE TRIGGER audit_entries_unchanged BEFORE UPDATE OR DELETE ON audit_entries
            FOR EACH ROW EXECUTE FUNCTION audit_entries_are_append_only()
        """)
        op.execute("""
            CREATE TRIGGER audit_entries_kept BEFORE TRUNCATE ON audit_entries
            FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_are_append_only()
        """)
        return
    for act in ("UPDATE", "DELETE"):
        op.execute(f"""
            CREATE TRIGGER audit_entries_no_{act.lower()} BEFORE {act} ON audit_entries
            BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END
        """)
    # INSERT OR REPLACE deletes without asking the trigger above.
    op.execute("""
        CREATE TRIGGER audit_entries_no_replace BEFORE INSERT ON audit_entries
        WHEN EXISTS (SELECT 1 FROM audit_entries WHERE seq = NEW.seq)
        BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END
    """)
