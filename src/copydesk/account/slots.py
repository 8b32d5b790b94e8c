"""Where two tellings in much the same words differ: stretches of one that the other has replaced."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from copydesk.model import Span

ALIKE = 0.6
"""Share of common words in order (Ratcliff and Obershelp's) from which on what stands between them is comparable."""
LONGEST = 4
"""Words. A longer stretch is another way to put it, not another value."""

MOST = 3000
"""Characters of a text up to which it is laid beside another: the work grows with the product of both."""

_TOKEN = re.compile(r"\d+(?:[.,:-]\d+)*|[^\W\d_]+|[%$€£]")


@lru_cache(maxsize=1 << 12)
def replacements(a: str, b: str) -> tuple[tuple[Span, Span], ...]:
    """Pairs of short stretches, into `a` and into `b`, that stand in the same place of the same words.

    None where fewer than `ALIKE` of the words are common.
    """
    matcher = _laid_beside(a, b)
    if matcher is None:
        return ()
    one, two = list(_TOKEN.finditer(a)), list(_TOKEN.finditer(b))
    pairs = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if j == len(one) or m == len(two):
            # What one of them goes on to say is not part of the value: `in May` / `in June though it rains`.
            j, m = i + min(j - i, m - k), k + min(j - i, m - k)
        if tag == "replace" and max(j - i, m - k) <= LONGEST:
            pairs.append((Span(one[i].start(), one[j - 1].end()), Span(two[k].start(), two[m - 1].end())))
    return tuple(pairs)


@lru_cache(maxsize=1 << 12)
def worded_alike(a: str, b: str) -> bool:
    """Whether `ALIKE` of the words are common, in the same order."""
    return _laid_beside(a, b) is not None


def _laid_beside(a: str, b: str) -> SequenceMatcher[str] | None:
    """The words of both laid side by side; none where fewer than `ALIKE` of them are common, or which are too many."""
    if max(len(a), len(b)) > MOST:
        return None
    one, two = ([token.casefold() for token in _TOKEN.findall(text)] for text in (a, b))
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE or matcher.ratio() < ALIKE:
        return None
    return matcher
