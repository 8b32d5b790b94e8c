"""Fingerprints of body text: which pages share stretches of words, found in near-linear time.

A page's words are hashed in runs of five; winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003) keeps
about a fifth of the hashes and still keeps at least one from every shared stretch of twelve words or more.
That finds containment (three paragraphs of a wire story inside a longer page), which resemblance sketches
such as MinHash do not.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from copydesk.text import STABLE_HASHES, WORD

Hashes = NDArray[np.uint64]

RUN = 5
"""Words hashed together."""
WINDOW = 8
"""Winnowing keeps the least hash of every so many neighbours: a shared stretch of RUN + WINDOW - 1 words
is always seen."""
MANY = 24
"""A hash on more pages than this links them to its first page only, so that pairs stay linear."""
_FACTORS = [np.uint64(pow(0x9E3779B97F4A7C15, i + 1, 1 << 64) | 1) for i in range(RUN)]


def run_hashes(text: str) -> Hashes:
    """The hash of every run of five words of `text`, in order; empty for fewer than five words."""
    return hash_runs(WORD.findall(text.lower()))


def hash_runs(words: Sequence[str]) -> Hashes:
    """The hash of every run of five of these words, in order."""
    count = len(words) - RUN + 1
    if count < 1:
        return np.empty(0, np.uint64)
    one = np.fromiter(map(STABLE_HASHES.__getitem__, words), np.uint64, len(words))
    total = one[:count] * _FACTORS[0]
    for i in range(1, RUN):
        total += one[i : i + count] * _FACTORS[i]
    total ^= total >> np.uint64(29)
    return total


def winnow(hashes: Hashes) -> Hashes:
    """The fingerprint: the distinct hashes that are least in some window of eight, ascending."""
    if len(hashes) <= WINDOW:
        return np.unique(hashes)[:1] if len(hashes) else hashes
    least = hashes[: len(hashes) - WINDOW + 1].copy()
    for i in range(1, WINDOW):
        np.minimum(least, hashes[i : len(hashes) - WINDOW + 1 + i], out=least)
    return np.unique(least)


def fingerprint(text: str) -> Hashes:
    """The winnowed fingerprint of `text`."""
    return winnow(run_hashes(text))


def shared_pairs(fingerprints: Iterable[Hashes]) -> dict[tuple[int, int], int]:
    """Pairs (i, j), i < j, of fingerprints with common hashes, and how many they share.

    Sorts all hashes once. A hash on more than `MANY` pages is taken for a template or a wire on everybody's
    pages and links each to the first of them only.
    """
    kept = list(fingerprints)
    if not kept:
        return {}
    hashes = np.concatenate(kept)
    owners = np.repeat(np.arange(len(kept), dtype=np.uint32), [len(f) for f in kept])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
    sizes = np.diff(np.r_[starts, len(hashes)])
    codes = []
    count = np.uint64(len(kept))
    for gap in range(1, MANY):
        at = _pairs_at(starts, sizes, gap)
        codes.append(owners[at].astype(np.uint64) * count + owners[at + gap])
    for start, size in zip(starts[sizes > MANY], sizes[sizes > MANY], strict=True):
        rest = owners[start + 1 : start + size].astype(np.uint64)
        codes.append(np.uint64(owners[start]) * count + rest)
    found, times = np.unique(np.concatenate(codes), return_counts=True)
    return {(int(code // count), int(code % count)): int(n) for code, n in zip(found, times, strict=True)}


def _pairs_at(starts: NDArray[np.intp], sizes: NDArray[np.intp], gap: int) -> NDArray[np.intp]:
    """Positions p such that p and p + gap carry the same hash, for hashes on at most MANY pages."""
    use = (sizes > gap) & (sizes <= MANY)
    starts, lengths = starts[use], sizes[use] - gap
    if not len(starts):
        return np.empty(0, np.intp)
    offsets = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return np.repeat(starts, lengths) + offsets
