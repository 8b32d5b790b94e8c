"""Finding the stored articles that share rare terms with a new one: an inverted index in segments.

Articles arrive about in the order of their days, so a segment covers few days and a search skips most of
them. The shape is that of log-structured search indexes (Lucene's segments; O'Neil et al., 1996, for the
merging); scores are sums of whole numbers and do not depend on how articles are spread over segments.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from copydesk.background import COLUMNS
from copydesk.group.profiles import Terms

WINDOW = 30
"""Days between publication within which articles are each other's neighbours: what surrounds a story."""
FRESH = 1024
"""Articles held in a dictionary before they become a segment."""
LARGEST = 1 << 16
"""Articles in a segment that is merged no further."""

Scores = NDArray[np.float64]
"""Dot products of keys: whole numbers, exact."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Postings of articles `first`, ..., `first + size - 1`, which it numbers from 0.

    `starts[k]:starts[k + 1]` are the postings of `columns[k]`.
    """

    first: int
    size: int
    days: tuple[float, float]
    columns: NDArray[np.int32]
    starts: NDArray[np.int64]
    articles: NDArray[np.int32]
    weights: NDArray[np.int16]

    def scores(self, key: Terms) -> Scores:
        """The dot product of `key` with each article's key."""
        at = np.searchsorted(self.columns, key.columns)
        at[at == len(self.columns)] = 0
        hit = np.flatnonzero(self.columns[at] == key.columns)
        if not len(hit):
            return np.zeros(self.size)
        spans = [slice(self.starts[k], self.starts[k + 1]) for k in at[hit]]
        articles = np.concatenate([self.articles[span] for span in spans])
        products = np.concatenate(
            [self.weights[span] * np.float64(w) for span, w in zip(spans, key.weights[hit], strict=True)]
        )
        return np.asarray(np.bincount(articles, products, minlength=self.size), np.float64)


class KeyIndex:
    """Articles by their key terms. Numbered from 0 in the order they are added."""

    def __init__(self) -> None:
        self._segments: list[Segment] = []
        self._fresh: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._keys: list[Terms] = []
        self._days: list[float] = []
        self._first = 0

    @classmethod
    def of(cls, keys: Iterable[Terms], days: NDArray[np.floating]) -> Self:
        """The index of these articles' keys; `days` as in `add`, NaN where unknown."""
        index, left = cls(), iter(keys)
        while some := list(islice(left, LARGEST)):
            last = index._first + len(some)
            index._segments.append(_segment(index._first, some, days=days[index._first : last]))
            index._first = last
        return index

    def __len__(self) -> int:
        return self._first + len(self._days)

    def add(self, key: Terms, day: int | None) -> None:
        """Store an article. `day` is its publication day as an ordinal, None if unknown."""
        for column, weight in zip(key.columns.tolist(), key.weights.tolist(), strict=True):
            self._fresh[column].append((len(self._days), weight))
        self._keys.append(key)
        self._days.append(np.nan if day is None else float(day))
        if len(self._days) == FRESH:
            self._freeze()

    def search(self, key: Terms, day: int | None) -> Iterator[tuple[int, Scores]]:
        """The dot product of `key` with the keys of runs of articles: the number of the first, and a score each.

        Segments all of whose days lie further than `WINDOW` from `day` are left out; single articles are not.
        """
        for segment in self._segments:
            if day is None or segment.days[0] - WINDOW <= day <= segment.days[1] + WINDOW:
                yield segment.first, segment.scores(key)
        fresh = np.zeros(len(self._days))
        for column, weight in zip(key.columns.tolist(), key.weights.tolist(), strict=True):
            for article, other in self._fresh.get(column, ()):
                fresh[article] += weight * other
        yield self._first, fresh

    def _freeze(self) -> None:
        """The fresh articles become a segment; of the last segments, equals are merged."""
        made = _segment(self._first, self._keys, days=np.array(self._days))
        self._first += len(self._days)
        self._fresh, self._keys, self._days = defaultdict(list), [], []
        self._segments.append(made)
        while len(self._segments) > 1 and self._segments[-2].size == self._segments[-1].size < LARGEST:
            later, earlier = self._segments.pop(), self._segments.pop()
            self._segments.append(_merged(earlier, later))


def _segment(first: int, keys: Sequence[Terms], *, days: NDArray[np.floating]) -> Segment:
    rows = csr_matrix(
        (
            np.concatenate([key.weights for key in keys]),
            np.concatenate([key.columns for key in keys]),
            np.cumsum([0, *(len(key.columns) for key in keys)]),
        ),
        shape=(len(keys), COLUMNS),
    )
    by_column = rows.tocsc()
    columns = np.flatnonzero(np.diff(by_column.indptr))
    # An article without a day may be of any: its segment is never skipped.
    dated = not np.isnan(days).any()
    return Segment(
        first,
        len(keys),
        (float(days.min()), float(days.max())) if dated else (-np.inf, np.inf),
        columns.astype(np.int32),
        np.r_[by_column.indptr[columns], len(by_column.indices)].astype(np.int64),
        by_column.indices.astype(np.int32),
        by_column.data,
    )


def _merged(earlier: Segment, later: Segment) -> Segment:
    columns = np.concatenate([np.repeat(s.columns, np.diff(s.starts)) for s in (earlier, later)])
    order = np.argsort(columns, kind="stable")
    distinct, starts = np.unique(columns[order], return_index=True)
    return Segment(
        earlier.first,
        earlier.size + later.size,
        (min(earlier.days[0], later.days[0]), max(earlier.days[1], later.days[1])),
        distinct,
        np.r_[starts, len(columns)].astype(np.int64),
        np.concatenate([earlier.articles, later.articles + np.int32(earlier.size)])[order],
        np.concatenate([earlier.weights, later.weights])[order],
    )
