"""What a desk keeps: pages with what was found in them, their lineage, their stories and how these came about."""

import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from copydesk.desk.entry import Entry, Hit, Passage
from copydesk.desk.file import DeskFile, Say
from copydesk.desk.words import gathered, spread
from copydesk.errors import DeskError, InputError
from copydesk.group.codec import (
    pack,
    pack_array,
    unpack,
    unpack_array,
    unpack_key,
    unpack_prints,
    unpack_profile,
)
from copydesk.group.fingerprints import Hashes
from copydesk.group.profiles import Profile, Terms
from copydesk.group.reprints import Link
from copydesk.group.stories import copies_of
from copydesk.group.storybook import Change, Decision
from copydesk.model import Annotations, Reason, Rejected, Reprint, Span

Kept = TypeVar("Kept")
_OPENS, _CLOSES = "\ufdd0", "\ufdd1"
"""What FTS5 lays around the words found: characters that stand for nothing (Unicode, 23.7)."""
_LAST = "\U0010ffff"
_CHUNK = 4096
"""Rows of an array that are written down together."""
FORMAT = 1
_SCHEMA = """
CREATE TABLE pages (
    number INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    received TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    day TEXT,
    story TEXT,
    reprint BLOB,
    copy_of TEXT
);
CREATE INDEX pages_of_story ON pages (story);
CREATE INDEX copies ON pages (source, copy_of) WHERE copy_of IS NOT NULL;
CREATE TABLE contents (number INTEGER PRIMARY KEY, findings BLOB NOT NULL, profile BLOB NOT NULL);
CREATE TABLE compared (number INTEGER PRIMARY KEY, prints BLOB NOT NULL, key BLOB NOT NULL);
CREATE TABLE rejected (source TEXT PRIMARY KEY, stage TEXT, reason TEXT, detail TEXT) WITHOUT ROWID;
CREATE TABLE removed (source TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE links (a TEXT, b TEXT, link BLOB NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX links_back ON links (b);
CREATE TABLE changes (number INTEGER PRIMARY KEY, change BLOB NOT NULL);
CREATE TABLE decided (a TEXT, b TEXT, value REAL NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE arrays (name TEXT, chunk INTEGER, digest INTEGER, data BLOB NOT NULL, PRIMARY KEY (name, chunk));
CREATE TABLE watched (address TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE passages USING fts5 (
    text, number UNINDEXED, start UNINDEXED, end UNINDEXED, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (passages, row);
"""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A page as it is numbered by arrival, and the story it has by now."""

    number: int
    source: str
    story: str | None


@dataclass(frozen=True, slots=True)
class Shelved:
    """What the list of a desk's pages shows of one. `day` is its publication day, ISO 8601."""

    source: str
    story: str
    title: str | None
    publisher: str | None
    day: str | None
    reprint: Reprint


def marks_in(text: str, marked: str) -> tuple[Span, ...]:
    """The stretches of `text` that stand between marks in `marked`, the same text with marks laid into it; none where
    the two are not the same otherwise, as where the text holds such characters of its own, or a NUL, which ends it."""
    if marked.replace(_OPENS, "").replace(_CLOSES, "") != text:
        return ()
    before, *pieces = marked.split(_OPENS)
    spans, at = [], len(before)
    for piece in pieces:
        inside, _, behind = piece.partition(_CLOSES)
        spans.append(Span(at, at + len(inside)))
        at += len(inside) + len(behind)
    return tuple(spans)


def _hit(row: tuple[Any, ...]) -> Hit:
    story, publisher, day, source, start, end, text, marked = row
    if len(text) != end - start:
        text, marked = gathered(text), gathered(marked)
    return Hit(story, Passage(source, Span(start, end), text), marks_in(text, marked), publisher, day)


class Store(DeskFile):
    """What a desk's file holds. All that writes does so inside `writing`; all raises `DeskError` where the file is
    damaged."""

    def __init__(self, path: Path, *, create: bool, say: Say | None) -> None:
        """Opens the desk at `path`. Raises `InputError` where there is none and `create` is not set, or where the
        file is something else, or a desk of another version."""
        super().__init__(path, create=create, schema=_SCHEMA, form=FORMAT, say=say)

    def discard(self, sources: Collection[str]) -> None:
        """Takes off these pages with everything of theirs, and what was worked out of all pages together."""
        ours = [(source,) for source in sorted(sources)]
        for table in ("contents", "compared", "passages"):
            self.write_all(
                f"DELETE FROM {table} WHERE number = (SELECT number FROM pages WHERE source = ?)", ours
            )
        self.write_all("DELETE FROM pages WHERE source = ?", ours)
        self.write_all("INSERT OR IGNORE INTO removed VALUES (?)", ours)
        for table in ("links", "decided"):
            self.write_all(f"DELETE FROM {table} WHERE ? IN (a, b)", ours)
        self.write("DELETE FROM arrays")
        self.write("INSERT INTO passages (passages) VALUES ('optimize')")

    def was_removed(self, source: str) -> bool:
        """Whether a page of this id was taken off, and has not come again."""
        return self.row("SELECT 1 FROM removed WHERE source = ?", (source,)) is not None

    def received(self, source: str) -> str | None:
        """The digest under which the page of this id was received, None if there is no such page."""
        row = self.row("SELECT received FROM pages WHERE source = ?", (source,))
        return row[0] if row else None

    def shelve(self, entry: Entry, received: str) -> None:
        """Adds a page that is not there yet; it has no story before `record`."""
        kept = entry.packed
        number = self.write(
            "INSERT INTO pages (source, received, title, publisher, day) VALUES (?, ?, ?, ?, ?)",
            (kept.source, received, entry.title, entry.publisher, entry.day),
        )
        self.write("INSERT INTO contents VALUES (?, ?, ?)", (number, kept.findings, kept.profile))
        self.write("INSERT INTO compared VALUES (?, ?, ?)", (number, kept.prints, kept.key))
        self.write_all(
            "INSERT INTO passages (text, number, start, end) VALUES (?, ?, ?, ?)",
            [
                (spread(passage.text), number, passage.span.start, passage.span.end)
                for passage in entry.passages
            ],
        )
        for table in ("rejected", "removed"):
            self.write(f"DELETE FROM {table} WHERE source = ?", (kept.source,))

    def refuse(self, rejected: Rejected) -> None:
        """Notes a page that became no article."""
        self.write(
            "INSERT OR REPLACE INTO rejected VALUES (?, ?, ?, ?)",
            (rejected.source, rejected.stage, rejected.reason.value, rejected.detail),
        )

    def arrived(self) -> list[Arrived]:
        """All pages in the order of their arrival: first those that have a story, then those that have none yet."""
        rows = self.rows("SELECT number, source, story FROM pages ORDER BY story IS NULL, number")
        return [Arrived(*row) for row in rows]

    def profile(self, number: int) -> Profile:
        """The profile of the page that arrived with this number."""
        row = self.row("SELECT profile FROM contents WHERE number = ?", (number,))
        return self._unpacked(unpack_profile, row[0] if row else b"")

    def prints(self, *, placed: bool) -> Iterator[Hashes]:
        """The fingerprint of each page that has a story or, without `placed`, that has none, as they arrived."""
        return (self._unpacked(unpack_prints, data) for data in self._compared("prints", placed=placed))

    def keys(self, *, placed: bool) -> Iterator[Terms]:
        """The key of each of these pages, in the same order."""
        return (self._unpacked(unpack_key, data) for data in self._compared("key", placed=placed))

    def _compared(self, name: str, *, placed: bool) -> Iterator[bytes]:
        which = "IS NOT NULL" if placed else "IS NULL"
        rows = self.rows(
            f"SELECT {name} FROM pages JOIN compared USING (number) WHERE story {which} ORDER BY number"
        )
        return (data for (data,) in rows)

    def findings(self, source: str) -> Annotations:
        """What was found in this page. Raises `InputError` where there is none of this id."""
        row = self.row("SELECT findings FROM pages JOIN contents USING (number) WHERE source = ?", (source,))
        if row is None:
            raise InputError(f"the desk has no page {source}")
        return self._unpacked(partial(unpack, Annotations), row[0])

    def link(self, links: Mapping[tuple[str, str], Link]) -> None:
        """Notes what joins the texts of two pages, by their sources in order."""
        self.write_all(
            "INSERT OR REPLACE INTO links VALUES (?, ?, ?)",
            [(a, b, pack(link)) for (a, b), link in links.items()],
        )

    def links(self, source: str) -> dict[tuple[str, str], Link]:
        """What joins this page's text to others."""
        rows = self.rows("SELECT a, b, link FROM links WHERE a = ? OR b = ?", (source, source))
        return {(a, b): self._unpacked(partial(unpack, Link), link) for a, b, link in rows}

    def derive(self, lineage: Iterable[Reprint]) -> None:
        """Notes what these pages derive from."""
        lineage = list(lineage)
        copies = dict(copies_of(lineage))
        self.write_all(
            "UPDATE pages SET reprint = ?, copy_of = ? WHERE source = ?",
            [(pack(reprint), copies.get(reprint.source), reprint.source) for reprint in lineage],
        )

    def copies(self) -> list[tuple[str, str]]:
        """The pages that are copies, as `copies_of` tells them, each with what it derives from."""
        rows = self.rows("SELECT source, copy_of FROM pages WHERE copy_of IS NOT NULL ORDER BY source")
        return [(source, of) for source, of in rows]

    def reprint(self, source: str) -> Reprint | None:
        """What this page derives from, None as long as it has no story."""
        row = self.row("SELECT reprint FROM pages WHERE source = ?", (source,))
        return self._unpacked(partial(unpack, Reprint), row[0]) if row and row[0] else None

    def ledger(self, *, first: int = 0, most: int | None = None) -> list[Change]:
        """What happened to the stories, in order: all, or from change `first` on no more than `most`."""
        rows = self.rows(
            "SELECT change FROM changes WHERE number >= ? ORDER BY number LIMIT ?",
            (first, -1 if most is None else most),
        )
        return [self._unpacked(partial(unpack, Change), data) for (data,) in rows]

    def count_changes(self) -> int:
        """How many changes the ledger has."""
        return sum(count for (count,) in self.rows("SELECT count(*) FROM changes"))

    def record(self, changes: Iterable[Change]) -> None:
        """Adds to the ledger, and puts the pages where it says."""
        for change in changes:
            self.write("INSERT INTO changes VALUES (?, ?)", (change.number, pack(change)))
            self.write_all(
                "UPDATE pages SET story = ? WHERE source = ?",
                [(change.after, source) for source in change.articles],
            )

    def decisions(self) -> list[Decision]:
        """What undoing decided."""
        return [(a, b, value) for a, b, value in self.rows("SELECT a, b, value FROM decided ORDER BY a, b")]

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Notes what undoing decided."""
        self.write_all("INSERT OR REPLACE INTO decided VALUES (?, ?, ?)", decisions)

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """What was last kept under each name."""
        chunks: defaultdict[str, list[NDArray[np.generic]]] = defaultdict(list)
        for name, data in self.rows("SELECT name, data FROM arrays ORDER BY name, chunk"):
            chunks[name].append(self._unpacked(unpack_array, data))
        return {name: np.concatenate(found) for name, found in chunks.items()}

    def keep(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        """Keeps these in place of what was kept under their names. None has fewer rows than it had; only chunks of
        rows that changed are written."""
        kept = {
            (name, at): digest for name, at, digest in self.rows("SELECT name, chunk, digest FROM arrays")
        }
        for name, array in arrays.items():
            for at, first in enumerate(range(0, len(array), _CHUNK)):
                chunk = np.ascontiguousarray(array[first : first + _CHUNK])
                digest = crc32(chunk.data)
                if kept.get((name, at)) != digest:
                    values = (name, at, digest, pack_array(chunk))
                    self.write("INSERT OR REPLACE INTO arrays VALUES (?, ?, ?, ?)", values)

    def remembered(self, address: str) -> str | None:
        """What was last remembered of an address that is watched."""
        row = self.row("SELECT state FROM watched WHERE address = ?", (address,))
        return row[0] if row else None

    def remember(self, states: Mapping[str, str]) -> None:
        """Remembers this of these addresses, in place of what was."""
        self.write_all("INSERT OR REPLACE INTO watched VALUES (?, ?)", states.items())

    def shelf(self, story: str | None = None) -> list[Shelved]:
        """The pages that have a story, or those of one, by source."""
        which = "story = ?" if story else "story IS NOT NULL"
        return self._shelved(f"WHERE {which} ORDER BY source", (story,) if story else ())

    def shelved(self, source: str) -> Shelved:
        """The page of this id. Raises `InputError` where there is none, or it has no story yet."""
        for shelved in self._shelved("WHERE source = ? AND story IS NOT NULL", (source,)):
            return shelved
        raise InputError(f"the desk has no page {source}")

    def _shelved(self, which: str, values: tuple[str, ...]) -> list[Shelved]:
        rows = self.rows(f"SELECT source, story, title, publisher, day, reprint FROM pages {which}", values)
        return [
            Shelved(source, story, title, publisher, day, self._unpacked(partial(unpack, Reprint), reprint))
            for source, story, title, publisher, day, reprint in rows
        ]

    def has_story(self, story: str) -> bool:
        """Whether a page tells the story of this id."""
        return self.row("SELECT 1 FROM pages WHERE story = ? LIMIT 1", (story,)) is not None

    def story_of(self, source: str) -> str | None:
        """The story of the page of this id, None if there is no such page or it has none yet."""
        row = self.row("SELECT story FROM pages WHERE source = ?", (source,))
        return row[0] if row else None

    def rejected(self) -> list[Rejected]:
        """The pages that became no article, by source."""
        rows = self.rows("SELECT source, stage, reason, detail FROM rejected ORDER BY source")
        return [Rejected(source, stage, Reason(reason), detail) for source, stage, reason, detail in rows]

    def vocabulary(self, beginning: str) -> list[str]:
        """The words of all passages that begin so, in lower case and without accents."""
        rows = self.rows(
            "SELECT term FROM vocabulary WHERE term BETWEEN ? AND ?", (beginning, beginning + _LAST)
        )
        return [term for (term,) in rows]

    def search(self, query: str, *, most: int) -> list[Hit]:
        """The passages that answer a query of FTS5 best, by Okapi BM25, the first `most`."""
        rows = self.rows(
            "SELECT story, publisher, day, pages.source, start, end, text, highlight(passages, 0, ?, ?)"
            " FROM passages JOIN pages USING (number)"
            " WHERE passages MATCH ? ORDER BY bm25(passages), pages.source, start LIMIT ?",
            (_OPENS, _CLOSES, query, min(most, sys.maxsize)),
        )
        return [_hit(row) for row in rows]

    def _unpacked(self, unpack: Callable[[bytes], Kept], data: bytes) -> Kept:
        try:
            return unpack(data)
        except ValueError:
            raise DeskError(f"{self.path} is damaged: it holds what cannot be unpacked") from None
