"""Where two tellings in much the same words differ: stretches of one that the other has replaced."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from copydesk.model import Span

ALIKE = 0.6
"""Share of common words in order (Ratcliff and Obershelp's) from which on what stands between them is comparable."""
LONGEST = 4
"""Words. A longer stretch is another way to put it, not another value."""
HELD = 0.8
"""Share of the words of the shorter text that stand in a stretch of the longer, where one holds the other."""
HELD_WORDS = 10
"""Fewer may stand in any long sentence by chance."""
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


def replacements(a: str, b: str) -> tuple[tuple[Span, Span], ...]:
    """Pairs of short stretches, into `a` and into `b`, that stand in the same place of the same words.

    None where fewer than `ALIKE` of the words are common, unless one text holds nearly all of the other.
    """
    laid = _laid_beside(a, b)
    if laid is None:
        return ()
    pairs = []
    for here, there in laid.apart:
        if not here or not there:
            continue
        if here.stop == len(laid.one) or there.stop == len(laid.two):
            # What one of them goes on to say is not part of the value: `in May` / `in June though it rains`.
            least = min(len(here), len(there))
            here, there = _cut(laid.one, here, least=least), _cut(laid.two, there, least=least)
        if max(len(here), len(there)) <= LONGEST:
            pairs.append((_span(laid.one, here), _span(laid.two, there)))
    return tuple(pairs)


def negations(a: str, b: str) -> tuple[tuple[Span, Span], ...]:
    """Pairs of short stretches, into `a` and into `b`, in the same place of the same words, of which one says `not`,
    each with the word that follows in both: `have not arrested`, `have arrested`; `unlikely`, `likely`, at the end of
    both too."""
    laid = _laid_beside(a, b)
    if laid is None:
        return ()
    pairs = []
    for here, there in laid.apart:
        said = _words(laid.one, here), _words(laid.two, there)
        if max(len(here), len(there)) > LONGEST or not _turned(*said):
            continue
        if here.stop < len(laid.one) and there.stop < len(laid.two):
            pairs.append((_span(laid.one, _with_next(here)), _span(laid.two, _with_next(there))))
        elif here and there and _NEGATIONS.isdisjoint(said[0] + said[1]):
            pairs.append((_span(laid.one, here), _span(laid.two, there)))
    return tuple(pairs) if len(pairs) % 2 else ()  # `No boat was found`, `The boat was not found`


def worded_alike(a: str, b: str) -> bool:
    """Whether `ALIKE` of the words are common, in the same order, or one text holds nearly all of the other."""
    return _laid_beside(a, b) is not None


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


@dataclass(frozen=True, slots=True)
class _Laid:
    """Two texts side by side: their tokens, and the stretches of both where they differ, of which one may be empty."""

    one: tuple["re.Match[str]", ...]
    two: tuple["re.Match[str]", ...]
    apart: tuple[tuple[range, range], ...]


@lru_cache(maxsize=1 << 9)
def _laid_beside(a: str, b: str) -> _Laid | None:
    """Both texts side by side; none where they are not alike in words, or too long."""
    if max(len(a), len(b)) > MOST:
        return None
    one, two = (tuple(_TOKEN.finditer(text)) for text in (a, b))
    here, there = ([token[0].casefold() for token in tokens] for tokens in (one, two))
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    if not (_alike(matcher) or _holds(matcher, sizes=(len(one), len(two)))):
        return None
    steps = (step for step in matcher.get_opcodes() if step[0] != "equal")
    return _Laid(one, two, tuple((range(i, j), range(k, m)) for _, i, j, k, m in steps))


def _alike(matcher: "SequenceMatcher[str]") -> bool:
    return min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= ALIKE and matcher.ratio() >= ALIKE


def _holds(matcher: "SequenceMatcher[str]", *, sizes: tuple[int, int]) -> bool:
    """Whether one of two texts of these many words holds nearly all words of the other in one stretch hardly longer: a
    clause, and the sentence that a copy of it makes of it and others."""
    least = min(sizes)
    if least < HELD_WORDS or matcher.quick_ratio() * sum(sizes) < 2 * HELD * least:
        return False
    same = [block for block in matcher.get_matching_blocks() if block.size]
    if sum(block.size for block in same) < HELD * least:
        return False
    first, last = same[0], same[-1]
    return max(last.a + last.size - first.a, last.b + last.size - first.b) * HELD <= least


def _cut(tokens: Sequence["re.Match[str]"], stretch: range, *, least: int) -> range:
    """The first `least` tokens of a stretch, and what follows of a name there: not `New` of `New Jersey`."""
    cut = stretch.start + least
    while 0 < cut < stretch.stop and all(token[0][0].isupper() for token in tokens[cut - 1 : cut + 1]):
        cut += 1
    return range(stretch.start, cut)


def _with_next(stretch: range) -> range:
    return range(stretch.start, stretch.stop + 1)


def _span(tokens: Sequence["re.Match[str]"], stretch: range) -> Span:
    return Span(tokens[stretch.start].start(), tokens[stretch.stop - 1].end())


def _words(tokens: Sequence["re.Match[str]"], stretch: range) -> list[str]:
    """The words of a stretch, without a `No,` that answers somebody and negates nothing of what follows."""
    words = (
        (token[0].lower(), token.string[token.end() :][:1]) for token in tokens[stretch.start : stretch.stop]
    )
    return [word for word, behind in words if (word, behind) != ("no", ",")]
