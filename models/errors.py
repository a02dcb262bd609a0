"""What can go wrong in storage, named after what the caller does next."""

from __future__ import annotations


class StorageError(Exception):
    """Storage could not do what was asked."""

    def __str__(self) -> str:
        """The class's own sentence, then its data; never a stored value."""
        sentence = (type(self).__doc__ or "").strip().splitlines()[0]
        data = ", ".join(f"{name}={value}" for name, value in vars(self).items())
        return f"{sentence} ({data})" if data else sentence


class NaiveDatetime(StorageError):
    """A time without a zone was refused; say which moment is meant."""


class UnsupportedDatabase(StorageError):
    """Suar keeps its rows in SQLite or PostgreSQL."""

    def __init__(self, dialect: str) -> None:
        super().__init__(dialect)
        self.dialect = dialect


class NotAnEnvelope(StorageError):
    """These bytes were never sealed; seal them before they are stored."""


class CannotUnseal(StorageError):
    """A sealed value does not open here: wrong key, wrong place, or changed since it was sealed."""

    def __init__(self, *, table: str, column: str, key_id: int | None) -> None:
        super().__init__(table, column, key_id)
        self.table = table
        self.column = column
        self.key_id = key_id


class KeyRingMissing(StorageError):
    """There is no key file here; create one, or restore the one that belongs to this database."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class KeyRingExists(StorageError):
    """A key file is already here; it is never overwritten, because what it sealed would be lost."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class KeyRingUnreadable(StorageError):
    """The key file is not one that Suar wrote; restore it from a copy."""

    def __init__(self, *, path: str, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem


class KeysWouldBeLost(StorageError):
    """The new key file lacks keys of the old one; add them, or what they sealed can never be read again."""

    def __init__(self, *, path: str, key_ids: tuple[int, ...]) -> None:
        super().__init__(path, key_ids)
        self.path = path
        self.key_ids = key_ids


class ReadOnly(StorageError):
    """This unit of work was opened for reading; open one for writing."""


class ChangedMeanwhile(StorageError):
    """Somebody else changed this row since it was read; read it again and decide anew."""


class MigrationLeftOrphans(StorageError):
    """A migration left rows that point at nothing; it was rolled back."""

    def __init__(self, *, tables: tuple[str, ...]) -> None:
        super().__init__(tables)
        self.tables = tables
