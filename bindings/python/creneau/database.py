"""Where plannings are kept, and who can act on them."""

from __future__ import annotations

import datetime
import os
from types import TracebackType
from typing import TYPE_CHECKING

from creneau import _native, ports
from creneau.actors import InspectorActor, OfficeActor, OperatorActor, ReaderActor, SchoolActor
from creneau.codes import Language

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterable

    from creneau.rows import Centre, Office, School

__all__ = ["Clock", "Database", "Engine", "connect", "embed"]


class Clock:
    """A clock that stands where it is put: for tests, and to look at a planning as of another day.

    >>> import datetime
    >>> clock = Clock(datetime.datetime(2026, 6, 1, 8, tzinfo=datetime.timezone.utc))
    >>> clock.now
    datetime.datetime(2026, 6, 1, 8, 0, tzinfo=datetime.timezone.utc)
    """

    def __init__(self, now: datetime.datetime) -> None:
        """Put it to an aware datetime; a naive one is a ValueError."""
        self._it = _native.Clock(now)

    @property
    def now(self) -> datetime.datetime:
        """Where it stands, UTC."""
        return self._it.now()

    @now.setter
    def now(self, now: datetime.datetime) -> None:
        self._it.set(now)


class Engine:
    """An engine over plannings, wherever they are kept. Thread-safe if its ports are.

    Everything that is done goes through one of the actors that it gives: they may do what their role
    may, and the engine decides.
    """

    def __init__(self, engine: _native.Engine) -> None:
        """Stand on an engine of the compiled part; see `embed` and `connect`."""
        self._engine: _native.Engine | None = engine

    def _open(self) -> _native.Engine:
        if self._engine is None:
            raise ValueError("the database is closed")
        return self._engine

    def office(self, id: int, *, subject: str = "") -> OfficeActor:
        """Act as an office. `subject` is the host's pseudonym of the person; it is kept in the history."""
        return OfficeActor(self._open(), id, subject)

    def school(self, id: int, *, subject: str = "") -> SchoolActor:
        """Act as a school."""
        return SchoolActor(self._open(), id, subject)

    def inspector(self, id: int, *, subject: str = "") -> InspectorActor:
        """Read as an inspector."""
        return InspectorActor(self._open(), id, subject)

    def reader(self, office: int, *, subject: str = "") -> ReaderActor:
        """Read the plannings of an office's départements."""
        return ReaderActor(self._open(), office, subject)

    def operator(self, *, subject: str = "") -> OperatorActor:
        """Run the system: rules, imports, notices."""
        return OperatorActor(self._open(), subject)


class Database(Engine):
    """A planning database: a SQLite file, a server's, or memory. Use as a context manager, or `close` it.

    Thread-safe.
    """

    def __init__(self, it: _native.Database, clock: ports.Clock | None, language: Language | None) -> None:
        """Stand on a database of the compiled part; see `connect`."""
        self._it: _native.Database | None = it
        number = -1 if language is None else language.number
        if clock is None or isinstance(clock, Clock):
            super().__init__(_native.Engine(it, None if clock is None else clock._it, number))
        else:
            super().__init__(_native.Engine(it, _native.Clock.of(clock), number))

    def _database(self) -> _native.Database:
        if self._it is None:
            raise ValueError("the database is closed")
        return self._it

    def put_directory(self, csv: str | bytes, *, dry_run: bool = False) -> tuple[int, int]:
        """Take offices, schools, inspectors or centres in: a CSV with headings; see docs/files.md.

        All or none. Gives how many were added and how many were there already.
        """
        data = csv.encode() if isinstance(csv, str) else csv
        return self._database().put_csv(data, 0, not dry_run)

    def put(
        self,
        *,
        offices: Iterable[Office] = (),
        schools: Iterable[School] = (),
        inspectors: Iterable[ports.Inspector] = (),
        centres: Iterable[Centre] = (),
        dry_run: bool = False,
    ) -> tuple[int, int]:
        """Take directory entries in, all or none: how many were added, and how many were there already."""
        return self._database().put(offices, schools, inspectors, centres, not dry_run)

    @property
    def journal_mode(self) -> str:
        """How a file keeps what is not yet in place, "wal" or "truncate"; or "server", or "memory"."""
        return self._database().journal_mode()

    def backup(self, to: str | os.PathLike[str]) -> None:
        """Copy everything as it is at one moment, beside those who write.

        To a file that must not exist, or to "postgresql://…", a server's database that is empty or has
        no schema yet: `BadArgument` if something is there. The copy goes on as the original would, with
        the same ids, numbers and history, and it answers the same request ids. `StorageDenied` where a
        server's user does not see everything.

        Analyse a copy where the same process would also open the file with Python's sqlite3: two copies
        of SQLite in one process drop each other's locks.
        """
        self._database().backup(os.fspath(to))

    def check(self) -> list[tuple[str, str]]:
        """Look for what should not be in the file: what is wrong, and where."""
        return self._database().check()

    def purge(
        self,
        now: datetime.datetime,
        *,
        notices_after_days: int = 30,
        history_before: datetime.datetime | None = None,
    ) -> tuple[int, int, int]:
        """Empty the texts and addresses of old notices, and remove history and refusals before a moment.

        Gives how many notices were emptied, and how many events and refusals were removed.
        """
        return _native.purge(self._database(), now, notices_after_days, history_before)

    def redact(self, departement: str, number: int) -> None:
        """Empty the free texts of one entry of the history; what was changed stays."""
        _native.redact(self._database(), departement, number)

    def wait_for_change(self, departement: str, after: int, timeout: datetime.timedelta) -> int:
        """Wait until the département's commit number is above `after`, or for so long; give that of then.

        What changed is in the history after `after`. On a server a change is heard of well within a
        second, a file is looked at five times a second.
        """
        return self._database().wait_for_change(departement, after, timeout // datetime.timedelta(milliseconds=1))

    def close(self) -> None:
        """Give the file back. Twice is once. Actors that are still held keep it open for themselves."""
        self._it = None
        self._engine = None

    def __enter__(self) -> Database:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


def connect(
    path: str | pathlib.Path | os.PathLike[str],
    *,
    read_only: bool = False,
    create: bool = False,
    clock: ports.Clock | None = None,
    language: Language | None = Language.FRENCH,
    connections: int = 8,
    patience: datetime.timedelta = datetime.timedelta(seconds=30),
) -> Database:
    """Open a database: a file, or a server's (``"postgresql://user@host/database"``).

    ``":memory:"`` is one that nobody else sees. With `read_only` the file is never migrated, never
    written, and no writer is kept out for longer than a page is read. `create` makes the file if it is not
    there; without it a missing one is `StorageMissing`. `clock` stands in for the machine's. `language`
    is that of mails; None: notices carry facts alone. To a server, `connections`, from 1, is the most that
    threads share, and `patience`, more than nothing, is how long a call waits for one that was lost.

    >>> with connect(":memory:") as database:
    ...     database.journal_mode
    'memory'
    """
    place = os.fspath(path)
    if place == ":memory:":
        return Database(_native.Database.in_memory(), clock, language)
    # Below, zero is what is usual.
    milliseconds = max(1, patience // datetime.timedelta(milliseconds=1)) if patience > datetime.timedelta(0) else -1
    return Database(_native.Database.open(place, create, read_only, connections or -1, milliseconds), clock, language)


def embed(
    storage: ports.Storage,
    directory: ports.Directory,
    *,
    clock: ports.Clock | None = None,
    language: Language | None = None,
) -> Engine:
    """Make an engine over a storage and a directory of one's own.

    Notices come with the change sets that the storage commits; `language` is that of their texts, None:
    they carry facts alone.
    """
    number = -1 if language is None else language.number
    return Engine(_native.engine_over_ports(storage, directory, clock, number))
