"""An index of fingerprints: which stored pages share text with these, in memory that can be stated.

It holds eight bytes a kept hash (about 41 of them a page of 200 words), two bytes and the id a page, and no
text. Postings lie in sorted runs that are merged as they grow (a log-structured merge, O'Neil and others,
1996), so adding stays near linear and a page that is added can be found at once.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from copydesk.group.fingerprints import Hashes

MANY = 200
"""A hash is followed to its first so many pages only: pairs stay linear where everybody prints one text."""
LEAST_SHARED = 2
"""Hashes. One in common is a set phrase or an accident."""
LEAST_PART = 0.15
"""Part of the smaller fingerprint that must be shared."""
FEW, FEW_PART = 4, 0.3
"""Fewer than so many hashes in common must be so large a part."""
_AT_ONCE = 4096
"""Pages whose fingerprints are held together."""
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)

_Numbers = NDArray[np.uint64]


class Index:
    """Fingerprints of pages in the order in which they were added, searchable by what they share.

    A page matches an earlier one if they share at least `LEAST_SHARED` hashes and `LEAST_PART` of the
    smaller fingerprint, or `FEW_PART` if they share fewer than `FEW`; of the pages that hold a hash only
    the first `MANY` count. What a page matches depends on the pages added before it and on nothing else.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._sizes = np.empty(0, np.uint16)
        self._runs: list[_Numbers] = []

    def add(self, ids: Sequence[str], prints: Sequence[Hashes]) -> None:
        """Store these pages under these ids, after all that are stored. Raises `ValueError` for fewer or more ids."""
        if len(ids) != len(prints):
            raise ValueError(f"{len(ids)} ids for {len(prints)} fingerprints")
        first = len(self.ids)
        owners = np.repeat(np.arange(first, first + len(ids), dtype=np.uint64), [len(p) for p in prints])
        postings = (np.concatenate(prints).astype(np.uint64) << _HALF if prints else owners) | owners
        postings.sort()
        self.ids.extend(ids)
        self._sizes = np.r_[self._sizes, _sizes(prints)]
        self._runs.append(postings)
        while len(self._runs) > 1 and len(self._runs[-2]) < 2 * len(self._runs[-1]):
            merged = np.concatenate([self._runs[-2], self._runs.pop()])
            merged.sort(kind="stable")
            self._runs[-1] = merged

    def add_and_pair(self, ids: Sequence[str], prints: Iterable[Hashes]) -> list[tuple[int, int]]:
        """Store these pages; all pairs (earlier page, one of these) that match, by page number, in order."""
        coming, pairs = iter(prints), []
        for start in range(0, len(ids), _AT_ONCE):
            first, some = len(self.ids), ids[start : start + _AT_ONCE]
            chunk = list(islice(coming, len(some)))
            self.add(some, chunk)
            pairs += [(there, first + here) for here, there in self._matches(chunk, first).tolist()]
        return sorted(pairs)

    def _matches(self, prints: Sequence[Hashes], first: int) -> NDArray[np.int64]:
        """Rows (number in `prints`, page) of the earlier pages that match; `prints` are of the pages numbered from
        `first` on."""
        queries = np.concatenate([*prints, np.empty(0, np.uint32)]).astype(np.uint64)
        owners = np.repeat(np.arange(len(prints)), [len(p) for p in prints])
        order = np.argsort(queries, kind="stable")
        queries, owners = queries[order], owners[order]
        left = np.full(len(queries), MANY)
        codes = []
        for run in self._runs:  # the oldest first: the first holders of a hash are those that count
            low = np.searchsorted(run, queries << _HALF)
            count = np.minimum(np.searchsorted(run, queries << _HALF | _LOW, side="right") - low, left)
            left -= count
            at = np.repeat(low - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))
            here = np.repeat(owners, count)
            there = run[at] & _LOW
            earlier = there.astype(np.int64) < first + here
            codes.append(here[earlier].astype(np.uint64) << _HALF | there[earlier])
        pairs, shared = np.unique(np.concatenate([*codes, np.empty(0, np.uint64)]), return_counts=True)
        here, there = (pairs >> _HALF).astype(np.int64), (pairs & _LOW).astype(np.int64)
        smaller = np.minimum(_sizes(prints)[here], self._sizes[there])
        part = np.where(shared < FEW, FEW_PART, LEAST_PART)
        enough = shared >= np.maximum(LEAST_SHARED, part * smaller)
        rows: NDArray[np.int64] = np.stack([here, there], axis=1)[enough]
        return rows


def _sizes(prints: Sequence[Hashes]) -> NDArray[np.uint16]:
    return np.array([min(len(p), 0xFFFF) for p in prints], np.uint16)
