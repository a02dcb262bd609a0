"""What every table stands on: names of constraints, and the column types that keep our promises."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import DateTime, Enum, ForeignKey, LargeBinary, MetaData, String, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

from models.envelope import Envelope
from models.errors import NaiveDatetime

ID_LENGTH = 32
TASKFORCE_LENGTH = 32


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, UTC in and UTC out.

    SQLite has no type for it: there it is ISO text of one fixed width, so that sorting text sorts time.
    A naive time is refused, because a clock that is seven hours wrong wakes nobody.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite, `timestamptz` on PostgreSQL."""
        return dialect.type_descriptor(String(32) if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Bring a moment to UTC.

        Raises:
            NaiveDatetime: the value has no zone (it arrives as the `orig` of SQLAlchemy's StatementError).
        """
        if value is None:
            return None
        if value.utcoffset() is None:
            raise NaiveDatetime
        moment = value.astimezone(UTC)
        return moment.isoformat(timespec="microseconds") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (the interface hands it in)
        """Give the moment back in UTC, whatever zone the database session speaks."""
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.astimezone(UTC)


class Sealed(TypeDecorator[bytes]):
    """Personal data: bytes that `Vault.seal` made, and nothing else.

    There is no key in here. What it does check is the form, so that a forgotten `seal` fails in the statement
    instead of laying a person's words open in the file.
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 (the interface hands it in)
        """Let sealed bytes through.

        Raises:
            NotAnEnvelope: the bytes are not sealed (it arrives as the `orig` of SQLAlchemy's StatementError).
        """
        if value is not None:
            Envelope.parse(value)
        return value


def by_value(kind: type[StrEnum], name: str, *, length: int = 16) -> Enum:
    """Text column of an enum's values, with a CHECK; never the members' names, which a rename would change.

    Args:
        kind: the enum; its values go into the database.
        name: the column's name, for the name of the CHECK.
        length: of the column, at least that of the longest value; with room for more.
    """
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=length,
        values_callable=lambda members: [member.value for member in members],
    )


def points_to(target: str, *, closes_circle: bool = False) -> ForeignKey:
    """Foreign key that is checked at commit, so that the rows of one turn may be written in any order.

    Args:
        target: `table.column` of the row that must exist when the transaction ends.
        closes_circle: True for the one key of a circle of tables that is added after they are created.
    """
    return ForeignKey(target, deferrable=True, initially="DEFERRED", use_alter=closes_circle)


class Base(DeclarativeBase):
    """Root of all tables; every constraint has a name, so that migrations can speak of it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime}  # noqa: RUF012 (SQLAlchemy declares it so)


def table_of(mapped: type[Base]) -> Table:
    """The table behind a mapped class, for statements that need no objects."""
    return cast(Table, mapped.__table__)
