"""The desk's file: pages with what was found in them, their lineage, their stories and how these came about.

SQLite in WAL mode: readers never wait, one writes at a time, and what was committed survives the process.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copydesk.desk.codec import (
    pack_array,
    pack_change,
    pack_link,
    pack_reprint,
    unpack_array,
    unpack_change,
    unpack_findings,
    unpack_link,
    unpack_profile,
    unpack_reprint,
)
from copydesk.desk.entry import Entry, Passage
from copydesk.errors import InputError
from copydesk.group.fingerprints import Hashes
from copydesk.group.profiles import Profile
from copydesk.group.reprints import Link
from copydesk.group.storybook import Change, Decision
from copydesk.model import Annotations, Reason, Rejected, Reprint, Span

APPLICATION = 0x63706479
"""`cpdy`, by which a desk is told from other files of SQLite."""
FORMAT = 1
PATIENCE = 60.0
"""Seconds that a writer waits for another."""
_SCHEMA = """
CREATE TABLE pages (
    number INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    received TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    day TEXT,
    findings BLOB NOT NULL,
    prints BLOB NOT NULL,
    profile BLOB NOT NULL,
    story TEXT,
    reprint BLOB
);
CREATE INDEX pages_of_story ON pages (story);
CREATE TABLE rejected (source TEXT PRIMARY KEY, stage TEXT, reason TEXT, detail TEXT) WITHOUT ROWID;
CREATE TABLE links (a TEXT, b TEXT, link BLOB NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX links_back ON links (b);
CREATE TABLE changes (number INTEGER PRIMARY KEY, change BLOB NOT NULL);
CREATE TABLE decided (a TEXT, b TEXT, value REAL NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE arrays (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE passages USING fts5 (
    text, number UNINDEXED, start UNINDEXED, end UNINDEXED, tokenize = 'unicode61 remove_diacritics 2'
);
"""


@dataclass(frozen=True, slots=True)
class Shelved:
    """What the list of a desk's pages shows of one. `day` is its publication day, ISO 8601."""

    source: str
    story: str
    title: str | None
    publisher: str | None
    day: str | None
    reprint: Reprint


class Store:
    """A desk's file, open. All that writes does so inside `writing`."""

    def __init__(self, path: Path, *, create: bool) -> None:
        """Opens the desk at `path`. Raises `InputError` where there is none and `create` is not set, or where the
        file is something else, or a desk of another version."""
        if not create and not path.exists():
            raise InputError(f"there is no desk at {path}; `copydesk add PATH... --desk {path}` makes one")
        try:
            self._base = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
            with _closing_on_error(self._base):
                self._prepare(path)
        except sqlite3.Error as error:
            raise InputError(f"{path} cannot be opened as a desk: {error}") from None

    def _prepare(self, path: Path) -> None:
        with self.writing():
            if not self._base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                for statement in _SCHEMA.split(";\n"):
                    self._base.execute(statement)
                self._base.execute(f"PRAGMA application_id = {APPLICATION}")
                self._base.execute(f"PRAGMA user_version = {FORMAT}")
        if self._base.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
            raise InputError(f"{path} is another program's database, not a desk")
        version = self._base.execute("PRAGMA user_version").fetchone()[0]
        if version != FORMAT:
            raise InputError(
                f"{path} is a desk of format {version}, and this version of copydesk writes {FORMAT}"
            )
        self._base.execute("PRAGMA journal_mode = WAL")

    def close(self) -> None:
        """Closes the file; what was written stays."""
        self._base.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """All that is written inside is written, or nothing; others wait that long."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    def received(self, source: str) -> str | None:
        """The digest under which the page of this id was received, None if there is no such page."""
        row = self._base.execute("SELECT received FROM pages WHERE source = ?", (source,)).fetchone()
        return row[0] if row else None

    def shelve(self, entry: Entry, received: str) -> None:
        """Adds a page that is not there yet; it has no story before `record`."""
        values = (entry.source, received, entry.title, entry.publisher, entry.day)
        number = self._base.execute(
            "INSERT INTO pages (source, received, title, publisher, day, findings, prints, profile)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, entry.findings, entry.prints, entry.profile),
        ).lastrowid
        self._base.executemany(
            "INSERT INTO passages (text, number, start, end) VALUES (?, ?, ?, ?)",
            [(passage.text, number, passage.span.start, passage.span.end) for passage in entry.passages],
        )
        self._base.execute("DELETE FROM rejected WHERE source = ?", (entry.source,))

    def refuse(self, rejected: Rejected) -> None:
        """Notes a page that became no article."""
        self._base.execute(
            "INSERT OR REPLACE INTO rejected VALUES (?, ?, ?, ?)",
            (rejected.source, rejected.stage, rejected.reason.value, rejected.detail),
        )

    def unplaced(self) -> list[str]:
        """The sources of the pages that have no story yet, in the order of their arrival."""
        rows = self._base.execute("SELECT source FROM pages WHERE story IS NULL ORDER BY number")
        return [source for (source,) in rows]

    def profiles(self, *, placed: bool) -> Iterator[Profile]:
        """The profile of each page that has a story or, without `placed`, that has none, in the order of their
        arrival."""
        return (unpack_profile(data) for data in self._column("profile", placed=placed))

    def prints(self, *, placed: bool) -> Iterator[Hashes]:
        """The fingerprint of each of these pages, in the same order."""
        return (unpack_array(data).astype(np.uint32) for data in self._column("prints", placed=placed))

    def _column(self, name: str, *, placed: bool) -> Iterator[bytes]:
        which = "IS NOT NULL" if placed else "IS NULL"
        rows = self._base.execute(f"SELECT {name} FROM pages WHERE story {which} ORDER BY number")
        return (data for (data,) in rows)

    def findings(self, source: str) -> Annotations:
        """What was found in this page, which must be there."""
        (data,) = self._base.execute("SELECT findings FROM pages WHERE source = ?", (source,)).fetchone()
        return unpack_findings(data)

    def link(self, links: Mapping[tuple[str, str], Link]) -> None:
        """Notes what joins the texts of two pages, by their sources in order."""
        self._base.executemany(
            "INSERT OR REPLACE INTO links VALUES (?, ?, ?)",
            [(a, b, pack_link(link)) for (a, b), link in links.items()],
        )

    def links(self, source: str) -> dict[tuple[str, str], Link]:
        """What joins this page's text to others."""
        rows = self._base.execute("SELECT a, b, link FROM links WHERE a = ? OR b = ?", (source, source))
        return {(a, b): unpack_link(link) for a, b, link in rows}

    def derive(self, lineage: Iterable[Reprint]) -> None:
        """Notes what these pages derive from."""
        self._base.executemany(
            "UPDATE pages SET reprint = ? WHERE source = ?",
            [(pack_reprint(reprint), reprint.source) for reprint in lineage],
        )

    def lineage(self) -> Iterator[Reprint]:
        """What each page that has a story derives from."""
        rows = self._base.execute("SELECT reprint FROM pages WHERE reprint IS NOT NULL ORDER BY number")
        return (unpack_reprint(data) for (data,) in rows)

    def reprint(self, source: str) -> Reprint | None:
        """What this page derives from, None as long as it has no story."""
        (data,) = self._base.execute("SELECT reprint FROM pages WHERE source = ?", (source,)).fetchone()
        return unpack_reprint(data) if data else None

    def ledger(self) -> list[Change]:
        """All that happened to the stories, in order."""
        rows = self._base.execute("SELECT change FROM changes ORDER BY number")
        return [unpack_change(data) for (data,) in rows]

    def count_changes(self) -> int:
        """How many changes the ledger has."""
        count: int = self._base.execute("SELECT count(*) FROM changes").fetchone()[0]
        return count

    def record(self, changes: Iterable[Change]) -> None:
        """Adds to the ledger, and puts the pages where it says."""
        for change in changes:
            self._base.execute("INSERT INTO changes VALUES (?, ?)", (change.number, pack_change(change)))
            self._base.executemany(
                "UPDATE pages SET story = ? WHERE source = ?",
                [(change.after, source) for source in change.articles],
            )

    def decisions(self) -> list[Decision]:
        """What undoing decided."""
        return self._base.execute("SELECT a, b, value FROM decided ORDER BY a, b").fetchall()

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Notes what undoing decided."""
        self._base.executemany("INSERT OR REPLACE INTO decided VALUES (?, ?, ?)", decisions)

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """What was last kept under each name."""
        return {name: unpack_array(data) for name, data in self._base.execute("SELECT * FROM arrays")}

    def keep(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        """Keeps these in place of what was kept under their names."""
        self._base.executemany(
            "INSERT OR REPLACE INTO arrays VALUES (?, ?)",
            [(name, pack_array(array)) for name, array in arrays.items()],
        )

    def shelf(self, story: str | None = None) -> list[Shelved]:
        """The pages that have a story, or those of one, by source."""
        which = "story = ?" if story else "story IS NOT NULL"
        return self._shelved(f"WHERE {which} ORDER BY source", (story,) if story else ())

    def shelved(self, source: str) -> Shelved:
        """The page of this id, which must be there and have a story."""
        (shelved,) = self._shelved("WHERE source = ?", (source,))
        return shelved

    def _shelved(self, which: str, values: tuple[str, ...]) -> list[Shelved]:
        rows = self._base.execute(
            f"SELECT source, story, title, publisher, day, reprint FROM pages {which}", values
        )
        return [
            Shelved(source, story, title, publisher, day, unpack_reprint(reprint))
            for source, story, title, publisher, day, reprint in rows
        ]

    def has_story(self, story: str) -> bool:
        """Whether a page tells the story of this id."""
        return bool(self._base.execute("SELECT 1 FROM pages WHERE story = ? LIMIT 1", (story,)).fetchone())

    def story_of(self, source: str) -> str | None:
        """The story of the page of this id, None if there is no such page or it has none yet."""
        row = self._base.execute("SELECT story FROM pages WHERE source = ?", (source,)).fetchone()
        return row[0] if row else None

    def rejected(self) -> list[Rejected]:
        """The pages that became no article, by source."""
        rows = self._base.execute("SELECT source, stage, reason, detail FROM rejected ORDER BY source")
        return [Rejected(source, stage, Reason(reason), detail) for source, stage, reason, detail in rows]

    def search(self, query: str, *, most: int) -> list[Passage]:
        """The passages that answer a query of FTS5 best, by Okapi BM25, the first `most`."""
        rows = self._base.execute(
            "SELECT pages.source, start, end, text FROM passages JOIN pages USING (number)"
            " WHERE passages MATCH ? ORDER BY bm25(passages), pages.source, start LIMIT ?",
            (query, most),
        )
        return [Passage(source, Span(start, end), text) for source, start, end, text in rows]


@contextlib.contextmanager
def _closing_on_error(base: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        base.close()
        raise
