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
LEAST_SHARE = 0.12
"""Share of the smaller page below which shared text is a quoted passage, not a reprint."""
WHOLE = 0.85
"""Share of a page from which on it counts as wholly contained in the other, slips and edits allowed."""

_QUOTED = re.compile(r"[“\"„«][^“”\"„«»]{1,2000}[”\"»]")


@dataclass(frozen=True, slots=True)
class Body:
    """The words of an article's body with their places in the page, and the hashes of their runs."""

    words: tuple[Span, ...]
    hashes: Hashes


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two bodies share: the share of each, 0..1, and the stretches as (here, there) pairs."""

    here: float
    there: float
    spans: tuple[tuple[Span, Span], ...]


def body_of(article: Article) -> Body:
    """The words of the article's body (no furniture, no dateline), in page order."""
    text = article.page.text
    start = article.dateline.span.end if article.dateline else 0
    words = [
        Span(match.start(), match.end())
        for block in article.blocks
        if block.kind in TEXT_KINDS
        for match in WORD.finditer(text, max(block.span.start, start), block.span.end)
    ]
    return Body(tuple(words), hash_runs([word.of(text).lower() for word in words]))


def overlap(here: Body, there: Body) -> Overlap:
    """The stretches of at least `LEAST_RUN` words that both bodies hold, longest reading first.

    Runs of five words are matched to their first unused occurrence and joined where both sides go on.
    """
    places: dict[int, list[int]] = defaultdict(list)
    for position, value in enumerate(there.hashes.tolist()):
        places[value].append(position)
    stretches, position, values = [], 0, here.hashes.tolist()
    while position < len(values):
        best = (0, 0)
        for other in places.get(values[position], ()):
            length = _common(values, position, there.hashes, other)
            best = max(best, (length, -other))
        if best[0] + RUN - 1 >= LEAST_RUN:
            stretches.append((position, -best[1], best[0] + RUN - 1))
            position += best[0]
        else:
            position += 1
    covered_here = np.zeros(len(here.words), bool)
    covered_there = np.zeros(len(there.words), bool)
    spans = []
    for a, b, n in stretches:
        covered_here[a : a + n] = True
        covered_there[b : b + n] = True
        spans.append((_span(here, a, n), _span(there, b, n)))
    return Overlap(_share(covered_here), _share(covered_there), tuple(spans))


def group_reprints(articles: Sequence[Article]) -> tuple[Reprint, ...]:
    """For each article, in the order given, the page it derives from, if any.

    Every page points at one page: the likeliest source among those it shares text with. The result
    depends on the set of articles only, not on their order.
    """
    bodies = [body_of(article) for article in articles]
    links: dict[int, list[tuple[int, Overlap, Evidence]]] = defaultdict(list)
    parents: set[int] = set()
    for (a, b), shared in sorted(shared_pairs(winnow(body.hashes) for body in bodies).items()):
        if shared < 2 and min(len(bodies[a].words), len(bodies[b].words)) > 3 * LEAST_RUN:
            continue
        found = overlap(bodies[a], bodies[b])
        if max(found.here, found.there) < LEAST_SHARE or _only_quotes(articles[a], found):
            continue
        evidence = weigh_direction(articles[a], articles[b], found.here, found.there)
        later, earlier, seen = (b, a, _turned(found)) if evidence.first == "a" else (a, b, found)
        links[later].append((earlier, seen, evidence))
        parents.add(earlier)
    return tuple(_reprint(i, articles, links.get(i, []), parents) for i in range(len(articles)))


def relation_of(here: float, there: float) -> Relation:
    """What a page is to its source, from the share of this page found there and of that page found here."""
    if here >= WHOLE:
        return Relation.VERBATIM if there >= WHOLE else Relation.ABRIDGED
    return Relation.REWRITTEN


def _reprint(
    i: int, articles: Sequence[Article], links: Sequence[tuple[int, Overlap, Evidence]], parents: set[int]
) -> Reprint:
    source = articles[i].source
    if not links:
        relation = Relation.ORIGINAL if i in parents else Relation.UNKNOWN
        return Reprint(source, None, relation, direction=False, shared=0.0)
    # The likeliest source: known direction, then most of this page, then the earlier name.
    parent, found, evidence = min(
        links, key=lambda link: (not link[2].known, -round(link[1].here, 2), articles[link[0]].source)
    )
    return Reprint(
        source,
        articles[parent].source,
        relation_of(found.here, found.there),
        direction=evidence.known,
        shared=round(found.here, 4),
        spans=found.spans,
        reasons=evidence.reasons,
    )


def _common(values: Sequence[int], a: int, others: Hashes, b: int) -> int:
    length = 0
    while (
        a + length < len(values)
        and b + length < len(others)
        and values[a + length] == int(others[b + length])
    ):
        length += 1
    return length


def _span(body: Body, first: int, count: int) -> Span:
    return Span(body.words[first].start, body.words[first + count - 1].end)


def _share(covered: "np.typing.NDArray[np.bool_]") -> float:
    return float(covered.mean()) if len(covered) else 0.0


def _turned(found: Overlap) -> Overlap:
    return Overlap(found.there, found.here, tuple((there, here) for here, there in found.spans))


def _only_quotes(article: Article, found: Overlap) -> bool:
    """Two reporters who quote the same words have not copied each other."""
    text = article.page.text
    return all(
        any(
            quote.start() <= span.start + 1 and span.end <= quote.end() + 1
            for quote in _quotes_near(text, span)
        )
        for span, _ in found.spans
    )


def _quotes_near(text: str, span: Span) -> list[re.Match[str]]:
    return list(_QUOTED.finditer(text, max(0, span.start - 2000), min(len(text), span.end + 2000)))
