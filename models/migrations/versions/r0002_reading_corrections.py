"""Corrections of readings: a table of its own, so that the program of before runs on beside it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(length=32), "sqlite")
URGENCIES = "'rendah', 'sedang', 'tinggi', 'kritis'"
QUEUES = "'pencegahan', 'kesehatan', 'sosial', 'hukum', 'kerjasama', 'sekretariat'"
INTENTS = "'lapor', 'tanya', 'cek_perekrut', 'cek_kasus', 'bicara_petugas', 'lainnya'"


def upgrade() -> None:
    op.create_table(
        "reading_corrections",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("taskforce", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("urgency_read", sa.String(length=16), nullable=False),
        sa.Column("queue_read", sa.String(length=16), nullable=False),
        sa.Column("urgency_right", sa.String(length=16), nullable=True),
        sa.Column("intent_right", sa.String(length=16), nullable=True),
        sa.Column("queue_right", sa.String(length=16), nullable=True),
        sa.Column("exported_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "urgency_right IS NOT NULL OR intent_right IS NOT NULL",
            name=op.f("ck_reading_corrections_says_what_is_right"),
        ),
        sa.CheckConstraint(
            f"urgency_read IN ({URGENCIES})", name=op.f("ck_reading_corrections_urgency_read")
        ),
        sa.CheckConstraint(f"queue_read IN ({QUEUES})", name=op.f("ck_reading_corrections_queue_read")),
        sa.CheckConstraint(
            f"urgency_right IN ({URGENCIES})", name=op.f("ck_reading_corrections_urgency_right")
        ),
        sa.CheckConstraint(f"intent_right IN ({INTENTS})", name=op.f("ck_reading_corrections_intent_right")),
        sa.CheckConstraint(f"queue_right IN ({QUEUES})", name=op.f("ck_reading_corrections_queue_right")),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name=op.f("fk_reading_corrections_case_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officers.id"],
            name=op.f("fk_reading_corrections_officer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_corrections")),
    )
    op.create_index(
        "ix_reading_corrections_case_id_id", "reading_corrections", ["case_id", "id"], unique=False
    )
    op.create_index(
        "ix_reading_corrections_taskforce_at", "reading_corrections", ["taskforce", "at"], unique=False
    )


def downgrade() -> None:
    op.drop_table("reading_corrections")
