"""What a desk keeps of how its pages compare: by what, what joins them, their lineage, their stories and how these came
about."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from copydesk.desk.file import DeskFile
from copydesk.errors import DeskError
from copydesk.group.changes import Change, Decision
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
from copydesk.model import Reprint

Kept = TypeVar("Kept")
_CHUNK = 4096
"""Rows of an array that are written down together."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A page as it is numbered by arrival, and the story it has by now."""

    number: int
    source: str
    story: str | None


class Ties(DeskFile):
    """The part of a desk's file by which stories are made. All that writes does so inside `writing`; all raises
    `DeskError` where the file is damaged."""

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

    def _unpacked(self, unpack: Callable[[bytes], Kept], data: bytes) -> Kept:
        try:
            return unpack(data)
        except ValueError:
            raise DeskError(f"{self.path} is damaged: it holds what cannot be unpacked") from None
