"""A desk's file: SQLite in WAL mode. Readers never wait, one writes at a time, and what was committed survives the
process."""

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from copydesk.errors import DeskError, InputError

APPLICATION = 0x63706479
"""`cpdy`, by which a desk is told from other files of SQLite."""
PATIENCE = 3600.0
"""Seconds that a writer waits for another, which may be placing many pages."""
_TURN = 1.0
"""Seconds that SQLite waits by itself, deaf to Ctrl-C; after them it is said that we wait."""
_AT_ONCE = 64
"""Rows."""
Values = Sequence[object]
Say = Callable[[str], None]


class DeskFile:
    """A desk's file, open. All that writes does so inside `writing`."""

    def __init__(self, path: Path, *, create: bool, schema: str, form: int, say: Say | None) -> None:
        """Opens the desk at `path`; with `create` it is made by `schema` where there is no file, or an empty one.
        A line is given to `say` where writing has to wait.

        Raises `InputError` where there is none, or the file is something else, or a desk of another format than
        `form`.
        """
        if not create and not (path.exists() and path.stat().st_size):
            raise InputError(f"there is no desk at {path}; `copydesk add PATH... --desk {path}` makes one")
        self.path = path
        self._say = say
        with self._clearly("opened as a desk", InputError):
            self._base = _connected(path)
            try:
                if create and self._is_empty():
                    self._make(schema, form)
                self._require(form)
                if create and self._pragma("journal_mode") != "wal":
                    self._base.execute("PRAGMA journal_mode = WAL")
            except BaseException:
                self._base.close()
                raise

    def _make(self, schema: str, form: int) -> None:
        with self.writing():
            if self._is_empty():  # still, now that no other can make it
                for statement in schema.split(";\n"):
                    self._base.execute(statement)
                self._base.execute(f"PRAGMA application_id = {APPLICATION}")
                self._base.execute(f"PRAGMA user_version = {form}")

    def _require(self, form: int) -> None:
        if self._pragma("application_id") != APPLICATION:
            raise InputError(f"{self.path} is another program's database, not a desk")
        if (version := self._pragma("user_version")) != form:
            raise InputError(
                f"{self.path} is a desk of format {version}, and this version of copydesk writes {form}"
            )

    def _is_empty(self) -> bool:
        return not self._base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]

    def _pragma(self, name: str) -> Any:
        return self._base.execute(f"PRAGMA {name}").fetchone()[0]

    def close(self) -> None:
        """Closes the file; what was written stays."""
        self._base.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """All that is written inside is written, or nothing; others that write wait that long."""
        with self._clearly("written"):
            self._begin()
        with self._ending():
            yield

    def vacuum(self) -> None:
        """Writes the file anew, so that nothing that was deleted stands in it any more. While others read, the log
        beside it may still hold what they read."""
        with self._clearly("written"):
            self._base.execute("VACUUM")
            self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """All that is read inside is read as it was at one moment, whatever others write meanwhile."""
        if self._base.in_transaction:
            yield
            return
        self._base.execute("BEGIN")
        with self._ending():
            yield

    def _begin(self) -> None:
        late = time.monotonic() + PATIENCE
        say = self._say
        while True:
            try:
                self._base.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > late:
                    raise
            if say:
                say(f"waiting for another copydesk that writes to {self.path}")
                say = None

    @contextlib.contextmanager
    def _ending(self) -> Iterator[None]:
        try:
            yield
            with self._clearly("written"):
                self._base.execute("COMMIT")
        finally:
            if self._base.in_transaction:  # which a full disk has ended already
                self._base.execute("ROLLBACK")

    def rows(self, statement: str, values: Values = ()) -> Iterator[tuple[Any, ...]]:
        """What the statement selects. Raises `DeskError` where the file is damaged."""
        with self._clearly("read"):
            cursor = self._base.execute(statement, values)
        while True:
            with self._clearly("read"):
                some = cursor.fetchmany(_AT_ONCE)
            if not some:
                return
            yield from some

    def row(self, statement: str, values: Values = ()) -> tuple[Any, ...] | None:
        """The first row that the statement selects, None where there is none."""
        return next(self.rows(statement, values), None)

    def write(self, statement: str, values: Values = ()) -> int | None:
        """Has the statement done; the number of the row it adds. Raises `DeskError` where it cannot be."""
        with self._clearly("written"):
            return self._base.execute(statement, values).lastrowid

    def write_all(self, statement: str, rows: Iterable[Values]) -> None:
        """Has the statement done with each of these values."""
        with self._clearly("written"):
            self._base.executemany(statement, rows)

    @contextlib.contextmanager
    def _clearly(self, done: str, kind: type[DeskError | InputError] = DeskError) -> Iterator[None]:
        try:
            yield
        except (
            sqlite3.Error,
            UnicodeDecodeError,
        ) as error:  # the latter of a damaged name, or of a message with one
            raise kind(f"{self.path} cannot be {done}: {error}") from None


def _connected(path: Path) -> sqlite3.Connection:
    # from the root on: SQLite takes `:memory:` and names that begin with `file:` for something else
    place = path.absolute()
    base = sqlite3.connect(place, timeout=_TURN, isolation_level=None)
    try:
        base.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error as error:
        base.close()
        log = place.with_name(f"{place.name}-wal")
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_DIRECTORY or log.exists():
            raise
        # SQLite writes files beside a desk even to read it. We may not; and as none is there, nobody writes.
        return sqlite3.connect(f"{place.as_uri()}?immutable=1", uri=True, isolation_level=None)
    return base
