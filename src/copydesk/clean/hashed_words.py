"""The words of a page's segments as hashes, for linear models to score."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from zlib import crc32

import numpy as np

from copydesk.clean.shape import Ints, is_unspaced

BITS = 17
"""Hash width of the linear models: 131,072 weights each."""
_HEAD, _TAIL, _SHORT = 16, 5, 6
_EDGE = 0x5BD1E995


def word_hashes(words: Sequence[list[str]]) -> tuple[Ints, Ints]:
    """Hashed words and word pairs of each segment's beginning and end, and the segments they are of.

    Digits are evened out, so that dates and counts of one form share a hash; words of unspaced scripts
    are cut to their first characters. The first and last word, and a short segment as a whole, count apart.
    """
    read = [own[:_HEAD] if len(own) <= _HEAD + _TAIL else own[:_HEAD] + own[-_TAIL:] for own in words]
    sizes = np.array([len(own) for own in read], np.int64)
    short = sizes <= _SHORT
    lengths = sizes + 2 + short
    ends = np.cumsum(lengths)
    begins = ends - lengths
    owner = np.repeat(np.arange(len(read)), lengths)
    single = np.full(len(owner), -1, np.int64)
    single[begins] = _EDGE
    single[begins + sizes + 1] = _EDGE + 1
    hashes = list(map(_hash_word, chain.from_iterable(read)))
    last = np.cumsum(sizes)[short]
    lines = zip((last - sizes[short]).tolist(), last.tolist(), strict=True)
    single[ends[short] - 1] = [crc32(repr(hashes[first:end]).encode()) for first, end in lines]
    single[single < 0] = hashes
    pair = (single[:-1] * 0x9E3779B1 + single[1:]) >> 7
    same = owner[:-1] == owner[1:]
    mask = (1 << BITS) - 1
    return np.concatenate([single, pair[same]]) & mask, np.concatenate([owner, owner[:-1][same]])


@lru_cache(maxsize=1 << 15)
def _hash_word(word: str) -> int:
    if not word.isascii():
        if is_unspaced(word):
            word = word[:3]
    elif word.isdigit():
        word = "0" * len(word)
    return crc32(word.encode("utf-8", "replace"))
