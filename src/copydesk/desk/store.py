"""What a desk keeps: pages with what was found in them, listed and searched, beside how they compare."""

import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from copydesk.desk.entry import Entry, Hit, Passage
from copydesk.desk.file import Say
from copydesk.desk.schema import FORMAT, SCHEMA
from copydesk.desk.ties import Ties
from copydesk.desk.words import gathered, spread
from copydesk.errors import InputError
from copydesk.group.codec import unpack
from copydesk.model import Annotations, Reason, Rejected, Reprint, Span

_OPENS, _CLOSES = "\ufdd0", "\ufdd1"
"""What FTS5 lays around the words found: characters that stand for nothing (Unicode, 23.7)."""
_LAST = "\U0010ffff"


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


class Store(Ties):
    """What a desk's file holds. All that writes does so inside `writing`; all raises `DeskError` where the file is
    damaged."""

    def __init__(self, path: Path, *, create: bool, say: Say | None) -> None:
        """Opens the desk at `path`. Raises `InputError` where there is none and `create` is not set, or where the
        file is something else, or a desk of another version."""
        super().__init__(path, create=create, schema=SCHEMA, form=FORMAT, say=say)

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

    def findings(self, source: str) -> Annotations:
        """What was found in this page. Raises `InputError` where there is none of this id."""
        row = self.row("SELECT findings FROM pages JOIN contents USING (number) WHERE source = ?", (source,))
        if row is None:
            raise InputError(f"the desk has no page {source}")
        return self._unpacked(partial(unpack, Annotations), row[0])

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
