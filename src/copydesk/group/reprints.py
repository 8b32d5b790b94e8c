"""Which page copies which: candidates by fingerprint, then the pages themselves, word by word."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from copydesk.group.bodies import Body, body_text, read_body
from copydesk.group.copying import Copy, common_stretches, find_copy, relation_of
from copydesk.group.direction import Evidence, same_outlet, weigh_direction
from copydesk.group.fingerprints import Hashes, fingerprints
from copydesk.group.index import Index
from copydesk.group.shelf import Shelf
from copydesk.model import Article, Relation, Reprint

_AT_ONCE = 4096
"""Fingerprints indexed together, and bodies held to be compared."""
HARDLY_LESS = 0.1
"""By so much less of a page may stand in the source it names than in another that carries it too."""
_NAMING = frozenset({"agency_is_publisher", "credits_publisher", "bears_copyright", "credits_agency"})
"""The reasons by which a page itself says whom it has its text from."""
_Bodies = Callable[[int], Body]
End = TypeVar("End")


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles one of which was copied, the shares they have in common, and what says which was first."""

    copy: Copy
    evidence: Evidence

    def in_order(self, a: End, b: End) -> tuple[End, End]:
        """Of the two articles, or what stands for them, the derived one, then its source."""
        return (b, a) if self.evidence.first == "a" else (a, b)

    @property
    def shared(self) -> float:
        """The share, 0..1, of the derived page's words that stand in its source."""
        return self.copy.words_b if self.evidence.first == "a" else self.copy.words_a


Links = Mapping[tuple[int, int], Link]
"""By the numbers of two articles, the lower first."""


def compare(a: Article, b: Article) -> Link | None:
    """What joins two articles' texts, None if neither was copied from the other nor both from a third."""
    return _compare(a, b, body_a=read_body(a), body_b=read_body(b))


def find_links(articles: Sequence[Article]) -> Links:
    """All pairs (i, j), i < j by number, of articles one of which was copied from the other or both from a
    third, found by fingerprint and then compared. Of the bodies only so many are held at once, so the
    articles may come from a store as they are asked for."""
    return _find_links(articles, _bodies(articles))


def group_reprints(articles: Sequence[Article]) -> tuple[Reprint, ...]:
    """For each article, in the order given, the page it derives from, if any.

    Every page points at one page: the likeliest source among those it shares text with. The result
    depends on the set of articles only, not on their order.
    """
    order = sorted(range(len(articles)), key=lambda i: articles[i].source)
    pages = [articles[i] for i in order]
    body = _bodies(pages)
    found = _derive(_find_links(pages, body), [page.source for page in pages], body=body)
    return tuple(reprint for _, reprint in sorted(zip(order, found, strict=True), key=lambda item: item[0]))


def group_shelved(shelf: Shelf, prints: Iterable[Hashes]) -> tuple[Reprint, ...]:
    """As `group_reprints`, of articles that are not held, with the fingerprint of each in their order."""
    body, pairs = _bodies(shelf), _paired(shelf.sources, prints)
    return _derive(_link_pairs(shelf, pairs, body=body), shelf.sources, body=body)


def derive(shelf: Shelf, links: Links) -> tuple[Reprint, ...]:
    """As `group_shelved`, of articles whose links are known."""
    return _derive(links, shelf.sources, body=_bodies(shelf))


def _bodies(articles: Sequence[Article]) -> _Bodies:
    """The body of the article of each number; the last `_AT_ONCE` are kept."""
    return lru_cache(maxsize=_AT_ONCE)(lambda i: read_body(articles[i]))


def _derive(links: Links, names: Sequence[str], *, body: _Bodies) -> tuple[Reprint, ...]:
    """What each of the articles of these sources derives from."""
    parents: dict[int, list[tuple[int, Link]]] = defaultdict(list)
    originals: set[int] = set()
    for (a, b), link in links.items():
        here, there = link.in_order(a, b)
        parents[here].append((there, link))
        originals.add(there)
    return tuple(
        _derived(i, names, parents=parents[i], body=body)
        if i in parents
        else _underived(name, is_parent=i in originals)
        for i, name in enumerate(names)
    )


def _underived(source: str, *, is_parent: bool) -> Reprint:
    relation = Relation.ORIGINAL if is_parent else Relation.UNKNOWN
    return Reprint(source, None, relation, direction=False, shared=0.0)


def _find_links(articles: Sequence[Article], body: _Bodies) -> Links:
    texts = [body_text(article) for article in articles]
    pairs = _paired([article.source for article in articles], fingerprints(texts))
    return _link_pairs(articles, pairs, body=body)


def _paired(sources: Sequence[str], prints: Iterable[Hashes]) -> list[tuple[int, int]]:
    """The pairs of articles that share enough of their fingerprints, by number, in order."""
    index, pairs, coming = Index(), [], iter(prints)
    for start in range(0, len(sources), _AT_ONCE):
        some = sources[start : start + _AT_ONCE]
        pairs += index.add_and_pair(some, list(islice(coming, len(some))))
    return sorted((a, b) for a, b, _ in pairs)


def link_pairs(articles: Sequence[Article], pairs: Iterable[tuple[int, int]]) -> Links:
    """As `find_links`, of these pairs alone."""
    return _link_pairs(articles, sorted(pairs), body=_bodies(articles))


def _link_pairs(articles: Sequence[Article], pairs: Iterable[tuple[int, int]], *, body: _Bodies) -> Links:
    return {
        (a, b): link
        for a, b in pairs
        if (link := _compare(articles[a], articles[b], body_a=body(a), body_b=body(b)))
    }


def _compare(a: Article, b: Article, *, body_a: Body, body_b: Body) -> Link | None:
    copy = find_copy(body_a, body_b, same_outlet=same_outlet(a, b))
    return Link(copy, weigh_direction(a, b, copy=copy)) if copy else None


def _derived(i: int, names: Sequence[str], *, parents: Sequence[tuple[int, Link]], body: _Bodies) -> Reprint:
    """The page as derived from the likeliest of its sources: known to be first, then the one it names, if hardly
    less of this page is in it than in another, then most of this page in it, then the earlier name."""
    most = max(link.shared for _, link in parents)

    def rank(parent: tuple[int, Link]) -> tuple[bool, bool, float, str]:
        there, link = parent
        named = _NAMING.issuperset(link.evidence.reasons) and link.shared >= most - HARDLY_LESS
        return (
            not link.evidence.known,
            not (link.evidence.known and named),
            -round(link.shared, 2),
            names[there],
        )

    there, link = min(parents, key=rank)
    derived = "b" if link.evidence.first == "a" else "a"
    return Reprint(
        names[i],
        names[there],
        relation_of(link.copy, derived=derived),
        direction=link.evidence.known,
        shared=round(link.shared, 4),
        spans=common_stretches(body(i), body(there)),
        reasons=link.evidence.reasons,
    )
