"""The queues of a task force."""

from __future__ import annotations

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from language.reading import Queue
from models.base import TASKFORCE_LENGTH, Base, by_value


class CaseQueue(Base):
    """One sub-task-force's queue in one task force. `coordinator` is an institution, never a person.

    The id is `taskforce:queue`, so that it can be written by hand in data and in commands.
    """

    __tablename__ = "queues"
    __table_args__ = (UniqueConstraint("taskforce", "name"),)

    id: Mapped[str] = mapped_column(String(48), primary_key=True)
    taskforce: Mapped[str] = mapped_column(String(TASKFORCE_LENGTH))
    name: Mapped[Queue] = mapped_column(by_value(Queue, "name"))
    coordinator: Mapped[str] = mapped_column(String(160))
