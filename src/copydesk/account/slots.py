"""Where two tellings in much the same words differ: stretches of one that the other has replaced."""

import re
from collections.abc import Sequence
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
_NEGATIONS = frozenset("not no never nor neither cannot without t".split())
"""The words that turn a clause round; `t` is what is left of `didn't`."""
_HELPING = frozenset(
    "a an the any some yet do does did has have had is are was were be been am will would can could may might must "
    "should".split()
)
"""What comes and goes with a `not`: `did not ask`, `asked`."""
_UN = ("un", "dis", "in", "im", "non")
"""Beginnings that turn an adjective round: `unlikely`."""


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
            least = min(j - i, m - k)
            j, m = _to_end_of_name(one, i + least, j), _to_end_of_name(two, k + least, m)
        if tag == "replace" and max(j - i, m - k) <= LONGEST:
            pairs.append((Span(one[i].start(), one[j - 1].end()), Span(two[k].start(), two[m - 1].end())))
    return tuple(pairs)


def _to_end_of_name(tokens: Sequence["re.Match[str]"], cut: int, end: int) -> int:
    """Where a stretch cut at `cut` ends that may go on to `end`: not amid a name, `New` / `Jersey`."""
    while 0 < cut < end and all(token[0][0].isupper() for token in tokens[cut - 1 : cut + 1]):
        cut += 1
    return cut


@lru_cache(maxsize=1 << 12)
def negations(a: str, b: str) -> tuple[tuple[Span, Span], ...]:
    """Pairs of short stretches, into `a` and into `b`, in the same place of the same words, of which one says `not`,
    each with the word that follows in both: `have not arrested`, `have arrested`; `unlikely`, `likely`."""
    matcher = _laid_beside(a, b)
    if matcher is None:
        return ()
    one, two = list(_TOKEN.finditer(a)), list(_TOKEN.finditer(b))
    here, there = ([token[0].lower() for token in tokens] for tokens in (one, two))
    pairs = []
    for tag, i, j, k, m in matcher.get_opcodes():
        inside = tag != "equal" and max(j - i, m - k) <= LONGEST and j < len(one) and m < len(two)
        if inside and _turned(here[i:j], there[k:m]):
            pairs.append((Span(one[i].start(), one[j].end()), Span(two[k].start(), two[m].end())))
    return tuple(pairs) if len(pairs) % 2 else ()  # `No boat was found`, `The boat was not found`


def says_not(a: str, b: str) -> bool:
    """Whether one of two texts says `not` to what the other says in the same words: `It sank.`, `It did not sink.`"""
    one, two = ([word.lower() for word in _TOKEN.findall(text)] for text in (a, b))
    return bool(negations(a, b)) or _turned(one, two)


def _turned(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two stretches of words say the same, but that one says `not`."""
    if _NEGATIONS.isdisjoint([*one, *two]):
        short, long = sorted((one, two), key=lambda words: len("".join(words)))
        return len(short) == len(long) == 1 and any(long[0] == beginning + short[0] for beginning in _UN)
    return _NEGATIONS.isdisjoint(one) != _NEGATIONS.isdisjoint(two) and _content(one) == _content(two)


def _content(words: Sequence[str]) -> set[str]:
    """The words that tell what is done, by what their forms begin with; `didn` is `did`."""
    helping = _HELPING | _NEGATIONS
    return {word[:3] for word in words if helping.isdisjoint((word, word.removesuffix("n")))}


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
