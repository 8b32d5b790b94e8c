"""Which page copies which: candidates by fingerprint, then the shared stretches, word by word."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from copydesk.group.direction import Evidence, weigh_direction
from copydesk.group.fingerprints import RUN, Hashes, hash_runs, shared_pairs, winnow
from copydesk.model import TEXT_KINDS, Article, Relation, Reprint, Span
from copydesk.text import WORD

LEAST_RUN = 12
"""Words. A shorter shared stretch (a title, an office, a set phrase) is no sign of copying."""
LONG_RUN = 30
"""Words. A stretch this long is a copied paragraph; set phrases and templates are shorter."""
LEAST_SHARE = 0.12
"""Share of the smaller page below which even a copied paragraph is a quoted passage, not a reprint."""
LARGE_SHARE = 0.45
"""Share of the smaller page from which on shared text is copied even in short stretches."""
WHOLE = 0.93
"""Share of a page from which on it counts as wholly contained in the other, slips and new datelines allowed."""
FULL = 0.85
"""Share of the other page from which on nothing was cut."""

_QUOTED = re.compile(r"[“\"„«][^“”\"„«»]{1,2000}[”\"»]")


@dataclass(frozen=True, slots=True)
class Body:
    """An article's body: the stretches of its page, how many words they hold, the hashes of the words' runs."""

    article: Article
    stretches: tuple[Span, ...]
    count: int
    hashes: Hashes

    def word_places(self) -> list[tuple[int, int]]:
        """The (start, end) of each word in the page, in order."""
        text = self.article.page.text
        return [match.span() for s in self.stretches for match in WORD.finditer(text, s.start, s.end)]


@dataclass(frozen=True, slots=True)
class _Link:
    """A page this one shares text with: the share of this page, of that page, and who was first."""

    there: int
    share: float
    other: float
    evidence: Evidence


def body_of(article: Article) -> Body:
    """The article's body: no furniture, no dateline."""
    text = article.page.text
    start = article.dateline.span.end if article.dateline else 0
    parts = tuple(
        Span(max(block.span.start, min(start, block.span.end)), block.span.end)
        for block in article.blocks
        if block.kind in TEXT_KINDS
    )
    words = [word for part in parts for word in WORD.findall(part.of(text).lower())]
    return Body(article, parts, len(words), hash_runs(words))


def stretches(here: Body, there: Body) -> tuple[tuple[Span, Span], ...]:
    """The shared stretches of at least `LEAST_RUN` words as (here, there) spans, in the order of `here`.

    At each place the longest common stretch is taken, the earliest in `there` if several are as long.
    """
    places: dict[int, list[int]] = defaultdict(list)
    for position, value in enumerate(there.hashes.tolist()):
        places[value].append(position)
    found, position, values, others = [], 0, here.hashes.tolist(), there.hashes.tolist()
    words_here, words_there = here.word_places(), there.word_places()
    while position < len(values):
        length, first = max(
            (
                (_common(values, position, others, other), -other)
                for other in places.get(values[position], ())
            ),
            default=(0, 0),
        )
        if length + RUN - 1 >= LEAST_RUN:
            count = length + RUN - 1
            found.append((_span(words_here, position, count), _span(words_there, -first, count)))
        position += max(1, length)
    return tuple(found)


def group_reprints(articles: Sequence[Article]) -> tuple[Reprint, ...]:
    """For each article, in the order given, the page it derives from, if any.

    Every page points at one page: the likeliest source among those it shares text with. The result
    depends on the set of articles only, not on their order.
    """
    bodies = [body_of(article) for article in articles]
    prints = [winnow(body.hashes) for body in bodies]
    links: dict[int, list[_Link]] = defaultdict(list)
    parents: set[int] = set()
    for (a, b), shared in sorted(shared_pairs(prints).items()):
        if shared < max(2, 0.5 * LEAST_SHARE * min(len(prints[a]), len(prints[b]))):
            continue
        share_a, share_b, longest = shares(bodies[a], bodies[b])
        if not _copied(share_a, share_b, longest) or _only_quotes(articles[a], bodies[a], bodies[b]):
            continue
        evidence = weigh_direction(articles[a], articles[b], share_a, share_b)
        here, there, share, other = (
            (b, a, share_b, share_a) if evidence.first == "a" else (a, b, share_a, share_b)
        )
        links[here].append(_Link(there, share, other, evidence))
        parents.add(there)
    return tuple(_reprint(i, articles, bodies, links.get(i, []), parents) for i in range(len(articles)))


def shares(here: Body, there: Body) -> tuple[float, float, int]:
    """The share, 0..1, of each body that stands in the other in stretches of at least `LEAST_RUN` words,
    and the longest such stretch in words."""
    covered_here, longest = _covered(here.hashes, there.hashes)
    covered_there, _ = _covered(there.hashes, here.hashes)
    return covered_here / max(1, here.count), covered_there / max(1, there.count), longest


def relation_of(here: float, there: float) -> Relation:
    """What a page is to its source, from the share of this page found there and of that page found here."""
    if here >= WHOLE:
        return Relation.VERBATIM if there >= FULL else Relation.ABRIDGED
    return Relation.REWRITTEN


def _reprint(
    i: int, articles: Sequence[Article], bodies: Sequence[Body], links: Sequence[_Link], parents: set[int]
) -> Reprint:
    source = articles[i].source
    if not links:
        relation = Relation.ORIGINAL if i in parents else Relation.UNKNOWN
        return Reprint(source, None, relation, direction=False, shared=0.0)
    # The likeliest source: known direction, then most of this page, then the earlier name.
    link = min(links, key=lambda k: (not k.evidence.known, -round(k.share, 2), articles[k.there].source))
    return Reprint(
        source,
        articles[link.there].source,
        relation_of(link.share, link.other),
        direction=link.evidence.known,
        shared=round(link.share, 4),
        spans=stretches(bodies[i], bodies[link.there]),
        reasons=link.evidence.reasons,
    )


def _copied(share_a: float, share_b: float, longest: int) -> bool:
    share = max(share_a, share_b)
    return share >= LARGE_SHARE or (longest >= LONG_RUN and share >= LEAST_SHARE)


def _covered(hashes: Hashes, others: Hashes) -> tuple[int, int]:
    """How many words lie in stretches that the others hold too, and the longest stretch."""
    known = np.r_[False, np.isin(hashes, others), False]
    edges = np.flatnonzero(known[1:] != known[:-1])
    lengths = edges[1::2] - edges[::2] + RUN - 1
    lengths = lengths[lengths >= LEAST_RUN]
    return int(lengths.sum()), int(lengths.max(initial=0))


def _common(values: Sequence[int], a: int, others: Sequence[int], b: int) -> int:
    length = 0
    while a + length < len(values) and b + length < len(others) and values[a + length] == others[b + length]:
        length += 1
    return length


def _span(words: Sequence[tuple[int, int]], first: int, count: int) -> Span:
    return Span(words[first][0], words[first + count - 1][1])


def _only_quotes(article: Article, here: Body, there: Body) -> bool:
    """Two reporters who quote the same words have not copied each other."""
    text = article.page.text
    if not any(mark in text for mark in '“"„«'):
        return False
    quotes = [Span(match.start(), match.end()) for match in _QUOTED.finditer(text)]
    return all(
        any(quote.start <= span.start + 1 and span.end <= quote.end + 1 for quote in quotes)
        for span, _ in stretches(here, there)
    )
