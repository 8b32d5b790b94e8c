"""Where two tellings in much the same words differ: stretches of one that the other has replaced."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from copydesk.model import Span

ALIKE = 0.6
"""Share of common words in order (Ratcliff and Obershelp's) from which on what stands between them is comparable."""
LONGEST = 4
"""Words. A longer stretch is another way to put it, not another value."""

_TOKEN = re.compile(r"\d+(?:[.,:-]\d+)*|[^\W\d_]+|[%$€£]")


@lru_cache(maxsize=1 << 12)
def replacements(a: str, b: str) -> tuple[tuple[Span, Span], ...]:
    """Pairs of short stretches, into `a` and into `b`, that stand in the same place of the same words.

    None where fewer than `ALIKE` of the words are common.
    """
    one, two = list(_TOKEN.finditer(a)), list(_TOKEN.finditer(b))
    matcher = SequenceMatcher(None, _folded(one), _folded(two), autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE or matcher.ratio() < ALIKE:
        return ()
    pairs = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if j == len(one) or m == len(two):
            # What one of them goes on to say is not part of the value: `in May` / `in June though it rains`.
            j, m = i + min(j - i, m - k), k + min(j - i, m - k)
        if tag == "replace" and max(j - i, m - k) <= LONGEST:
            pairs.append((Span(one[i].start(), one[j - 1].end()), Span(two[k].start(), two[m - 1].end())))
    return tuple(pairs)


def _folded(tokens: "list[re.Match[str]]") -> list[str]:
    return [token[0].casefold() for token in tokens]
