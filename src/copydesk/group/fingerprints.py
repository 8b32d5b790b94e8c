"""Fingerprints of body text: a fifth of the hashes of its five-word runs, chosen so that copies choose alike.

A page's words are hashed in runs of five; winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003) keeps
about a fifth of the hashes and still keeps at least one from every shared stretch of twelve words or more.
That finds containment (three paragraphs of a wire story inside a longer page), which resemblance sketches
such as MinHash do not. Many pages are hashed at once, as one array of code points: words are found by a
table, hashed by differences of one running sum (Karp and Rabin, 1987, modulo 2^64), and no word is ever
made a string.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from copydesk.text import WORD

Hashes = NDArray[np.uint32]
_Words = NDArray[np.uint64]

RUN = 5
"""Words hashed together."""
WINDOW = 8
"""Winnowing keeps the least hash of every so many neighbours: a shared stretch of RUN + WINDOW - 1 words
is always seen."""
_AT_ONCE = 1 << 18
"""Characters hashed together; a longer text is hashed alone."""
_USUAL = 0x3000
"""Code points of the alphabets; the table of all, with the ideographs, takes a tenth of a second to make."""
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_FACTORS = [np.uint64(pow(0xD6E8FEB86659FD93, i + 1, 1 << 64)) for i in range(RUN)]
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def fingerprints(texts: Sequence[str]) -> list[Hashes]:
    """The fingerprint of each of `texts`: 32-bit hashes, ascending, each once; empty for fewer than five words.

    A text's does not depend on the others; together they take a tenth of the time."""
    return [found for group in _groups(texts) for found in _hash_group(group)]


def _groups(texts: Sequence[str]) -> Iterator[list[str]]:
    group: list[str] = []
    size = 0
    for text in texts:
        if group and size + len(text) > _AT_ONCE:
            yield group
            group, size = [], 0
        group.append(text.lower())
        size += len(text)
    if group:
        yield group


def _hash_group(texts: list[str]) -> Iterator[Hashes]:
    runs, pages = _runs(texts)
    kept = _winnow(runs, pages)
    # Sorting page and hash as one number sorts every page's hashes at once.
    pairs = np.unique(pages[kept].astype(np.uint64) << np.uint64(32) | runs[kept] >> np.uint64(32))
    bounds = np.searchsorted(pairs, np.arange(1, len(texts), dtype=np.uint64) << np.uint64(32))
    yield from np.split(pairs.astype(np.uint32), bounds)


def _runs(texts: list[str]) -> tuple[_Words, NDArray[np.int64]]:
    """The hashes of all runs of five words within a text, in order, and the number of each one's text."""
    words, pages = _words(texts)
    runs = runs_of(words)
    first, last = pages[: len(runs)], pages[RUN - 1 :]
    inside = first == last
    return _mixed(runs[inside]), first[inside]


def runs_of(words: _Words) -> _Words:
    """A hash for each run of five of these words' hashes, in order; the order within a run counts."""
    count = max(0, len(words) - RUN + 1)
    total = words[:count] * _FACTORS[0]
    for i in range(1, RUN):
        total += words[i : i + count] * _FACTORS[i]
    return total


def _words(texts: list[str]) -> tuple[_Words, NDArray[np.int64]]:
    """The hash of every word, a stretch of letters, digits and underscores, and the number of its text."""
    raw = "\n".join(texts).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(raw, np.uint32)
    inside = np.zeros(len(codes) + 2, bool)
    inside[1:-1] = _word_table(_USUAL if codes.max(initial=0) < _USUAL else 0x110000)[codes]
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes * _powers(_BASE, len(codes)), out=sums[1:])
    words = (sums[ends] - sums[starts]) * _powers(_INVERSE, len(codes))[starts]
    last = np.cumsum([len(text) + 1 for text in texts])
    return _mixed(words), np.searchsorted(last, starts, side="right")


def _winnow(runs: _Words, pages: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which runs are least in some window of eight of their text; the least of a text that has fewer."""
    count = len(runs) - WINDOW + 1
    kept = np.zeros(len(runs), bool)
    if count > 0:
        least = runs[:count].copy()
        for i in range(1, WINDOW):
            np.minimum(least, runs[i : i + count], out=least)
        inside = pages[:count] == pages[WINDOW - 1 :]
        for i in range(WINDOW):
            kept[i : i + count] |= inside & (least == runs[i : i + count])
    firsts = np.flatnonzero(np.r_[True, pages[1:] != pages[:-1]]) if len(pages) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[firsts, len(runs)])
    for first, size in zip(firsts[sizes < WINDOW], sizes[sizes < WINDOW], strict=True):
        kept[first + int(np.argmin(runs[first : first + size]))] = True
    return kept


def _mixed(values: _Words) -> _Words:
    values = values ^ values >> np.uint64(29)
    values *= _MIX
    values ^= values >> np.uint64(32)
    return values


@cache
def _word_table(size: int) -> NDArray[np.bool_]:
    table = np.zeros(size, bool)
    for match in WORD.finditer("".join(map(chr, range(size)))):
        table[match.start() : match.end()] = True
    return table


@cache
def _usual_powers(base: int) -> _Words:
    return _power_row(base, 2 * _AT_ONCE)


def _powers(base: int, count: int) -> _Words:
    return _usual_powers(base)[:count] if count <= 2 * _AT_ONCE else _power_row(base, count)


def _power_row(base: int, count: int) -> _Words:
    row = np.full(count, base, np.uint64)
    row[:1] = 1
    powers: _Words = np.multiply.accumulate(row)
    return powers
