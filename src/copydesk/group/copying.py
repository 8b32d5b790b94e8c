"""Whether one of two pages was copied from the other, in whole or in part, and what it was made into."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from copydesk.group.bodies import Body, Words, words_where
from copydesk.group.fingerprints import RUN
from copydesk.model import Relation, Span

COPIED = 0.32
"""Share of a page's plain words that are the other's from which on it is a copy."""
LEAST_PLAIN = 20
"""Plain words. Fewer in common are a set phrase or an accident."""
FEW, LARGE_PART = 8, 0.5
"""So few plain words are enough where they are so large a share: the prose of a page of names."""
MUCH, SMALL_PART = 40, 0.2
"""So many plain words, some paragraphs, are copied even where they are so small a share. One outlet's own
pages must have as many in common, or one the whole of the other: what they share else is its furniture."""
WHOLE = 0.9
"""Share of a page from which on it counts as wholly contained in the other, slips and house style allowed."""
FULL = 0.85
"""Share of the other page from which on nothing was cut."""
ADDED = 6
"""Plain words in a row that the other page does not have: something was added, a lead or a comment."""
FILLED_IN = 0.5
"""Share of the names and figures outside the common text that the other page does not know, on both pages,
from which on the common text is a form that was filled in twice."""
FORM = 40
"""Plain words. Pages of different outlets share no longer form than this."""
LEAST_STRETCH = 8
"""Words. Shorter common stretches are not shown."""
_PLACES = 40


@dataclass(frozen=True, slots=True)
class Copy:
    """Two pages one of which was copied: the share, 0..1, of each page's words that stands in the other
    (`words_a`, `words_b`) and of each one's plain prose outside quotations (`prose_a`, `prose_b`), and
    whether it has a passage of its own (`adds_a`, `adds_b`: `ADDED`). `cut` is the page that is the other's
    beginning and nothing more: a wire is cut from its end."""

    words_a: float
    words_b: float
    prose_a: float
    prose_b: float
    adds_a: bool
    adds_b: bool
    cut: Literal["a", "b"] | None


def find_copy(a: Body, b: Body, *, same_outlet: bool) -> Copy | None:
    """The shares of text that two pages have in common, None if that is no sign of copying.

    Common text is what lies in common runs of five words. What is quoted on either page is the speaker's
    and counts for neither; of the rest the plain words count (`LEAST_PLAIN`, `COPIED`). Nor is a form a
    copy that was filled in with other names and figures (`FILLED_IN`): a notice of another day.
    """
    met_a, met_b = _met(a.runs, b.runs)
    covered_a, covered_b = _words_in(a, met_a), _words_in(b, met_b)
    own_a = a.plain & ~a.quoted & ~_words_in(a, met_a[b.quoted_runs[met_b]])
    own_b = b.plain & ~b.quoted & ~_words_in(b, met_b[a.quoted_runs[met_a]])
    words_a, words_b = _share(covered_a, len(a)), _share(covered_b, len(b))
    shared_a, shared_b = own_a & covered_a, own_b & covered_b
    prose_a, prose_b = _share(shared_a, own_a.bit_count()), _share(shared_b, own_b.bit_count())
    shared = min(shared_a.bit_count(), shared_b.bit_count())
    if max(words_a, words_b) < WHOLE and not _enough(max(prose_a, prose_b), shared, same_outlet=same_outlet):
        return None
    filled_in = _filled_in(a, covered_a, other=b), _filled_in(b, covered_b, other=a)
    if all(filled_in) and (same_outlet or (shared < FORM and all(any(inside) for inside in filled_in))):
        return None
    cut: Literal["a", "b"] | None = None
    if words_a >= WHOLE and _is_beginning(covered_b, len(b)):
        cut = "a"
    elif words_b >= WHOLE and _is_beginning(covered_a, len(a)):
        cut = "b"
    return Copy(words_a, words_b, prose_a, prose_b, _adds(a, covered_a), _adds(b, covered_b), cut)


def relation_of(copy: Copy, *, derived: str | None) -> Relation:
    """What the derived page (`a` or `b`; None: the one that is contained) was made into."""
    shares = {"a": (copy.words_a + copy.prose_a) / 2, "b": (copy.words_b + copy.prose_b) / 2}
    here = derived or max("ab", key=lambda page: shares[page])
    there = "b" if here == "a" else "a"
    if shares[here] < WHOLE or {"a": copy.adds_a, "b": copy.adds_b}[here]:
        return Relation.REWRITTEN
    return Relation.VERBATIM if shares[there] >= FULL else Relation.ABRIDGED


def common_stretches(here: Body, there: Body) -> tuple[tuple[Span, Span], ...]:
    """The common stretches of at least `LEAST_STRETCH` words as (here, there) spans, in the order of `here`.

    At each place the longest common stretch is taken, the earliest in `there` if several are as long; of
    the places in `there` where a run stands the first `_PLACES` are tried.
    """
    places: dict[int, list[int]] = defaultdict(list)
    values, others = here.runs[here.run_at].tolist(), there.runs[there.run_at].tolist()
    for position, value in enumerate(others):
        if len(places[value]) < _PLACES:
            places[value].append(position)
    found, position = [], 0
    while position < len(values):
        length, first = 0, 0
        for other in places.get(values[position], ()):
            reach = _reach(values, position, others=others, other=other)
            if reach > length:
                length, first = reach, other
        if length + RUN - 1 >= LEAST_STRETCH:
            count = length + RUN - 1
            found.append((_span(here, first=position, count=count), _span(there, first=first, count=count)))
        position += max(1, length)
    return tuple(found)


def _met(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The runs that two bodies share, as indexes into the runs of either."""
    at = np.searchsorted(a, b)
    same = np.flatnonzero(a.take(at, mode="clip") == b) if len(a) else at[:0]
    return at[same], same


def _words_in(body: Body, runs: NDArray[np.intp]) -> Words:
    """The words that lie in these of its runs."""
    if not len(runs):
        return 0
    wanted = np.zeros(len(body.runs), bool)
    wanted[runs] = True
    first = words_where(wanted[body.run_at])
    words = first
    for i in range(1, RUN):
        words |= first << i
    return words


def _each(words: Words) -> Iterator[int]:
    """The numbers of these words, in order."""
    while words:
        lowest = words & -words
        yield lowest.bit_length() - 1
        words ^= lowest


def _before(words: Words, number: int) -> int:
    """How many of these words come before the one of this number."""
    return (words & (1 << number) - 1).bit_count()


def _adds(body: Body, covered: Words) -> bool:
    """Whether `ADDED` of its plain words stand between two that are covered."""
    long = ~covered & (1 << len(body)) - 1
    for _ in range(ADDED - 1):  # stretches that are too short, as nearly all are, go
        long &= long >> 1
    for _ in range(ADDED - 1):
        long |= long << 1
    edges = [_before(body.plain, edge) for edge in _each(long ^ long << 1)]
    return any(end - start >= ADDED for start, end in zip(edges[::2], edges[1::2], strict=True))


def _is_beginning(covered: Words, length: int) -> bool:
    """Whether the covered words are the beginning of a page of this many, of which at least a sixth comes after."""
    last = covered.bit_length()
    return _share(covered, last) >= WHOLE and length - last >= length / 6


def _share(part: Words, whole: int) -> float:
    return part.bit_count() / whole if whole else 0.0


def _enough(share: float, shared: int, *, same_outlet: bool) -> bool:
    """Whether so many plain words (`shared`), such a share of one page's prose, are a sign of copying."""
    if shared >= MUCH and share >= SMALL_PART:
        return True
    least = MUCH if same_outlet else FEW if share >= LARGE_PART else LEAST_PLAIN
    return shared >= least and share >= COPIED


def _filled_in(body: Body, covered: Words, *, other: Body) -> list[bool]:
    """For each place of a form that was filled in with names and figures that the other page does not know,
    whether it lies inside the common text; empty if the other page knows most names outside that text."""
    outside = (body.named & ~covered).bit_count()
    new = body.names.keys() - other.vocabulary
    unknown = [i for name in new for i in body.names[name] if not covered >> i & 1]
    if len(unknown) < max(2, FILLED_IN * outside):
        return []
    places = sorted({_before(covered, i) for i in unknown})
    return [0 < place < covered.bit_count() for place in places]


def _reach(values: Sequence[int], first: int, *, others: Sequence[int], other: int) -> int:
    """How many values from `first` on are those of the others from `other` on."""
    length, most = 0, min(len(values) - first, len(others) - other)
    while length < most and values[first + length] == others[other + length]:
        length += 1
    return length


def _span(body: Body, *, first: int, count: int) -> Span:
    return Span(body.places[first][0], body.places[first + count - 1][1])
