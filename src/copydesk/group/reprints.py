"""Which page copies which: candidates by fingerprint, then the pages themselves, word by word."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from copydesk.group.bodies import body_text
from copydesk.group.copying import Copy, common_stretches, find_copy, relation_of
from copydesk.group.direction import Evidence, same_outlet, weigh_direction
from copydesk.group.fingerprints import Hashes, fingerprints
from copydesk.group.index import Index
from copydesk.group.shelf import Shelf
from copydesk.model import Article, Relation, Reprint

HARDLY_LESS = 0.1
"""By so much less of a page may stand in the source it names than in another that carries it too."""
_NAMING = frozenset({"agency_is_publisher", "credits_publisher", "bears_copyright", "credits_agency"})
"""The reasons by which a page itself says whom it has its text from."""
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
    """What joins the texts of two articles, of different sources; None if neither was copied from the other nor both
    from a third."""
    return _link(Shelf.of((a, b)), (0, 1))


def find_links(articles: Sequence[Article]) -> Links:
    """All pairs (i, j), i < j by number, of articles one of which was copied from the other or both from a
    third, found by fingerprint and then compared."""
    shelf = Shelf.of(articles)
    return link_pairs(shelf, _paired(shelf, _prints(articles)))


def group_reprints(articles: Sequence[Article]) -> tuple[Reprint, ...]:
    """For each article, in the order given, the page it derives from, if any.

    Every page points at one page: the likeliest source among those it shares text with. The result
    depends on the set of articles only, not on their order.
    """
    pages = sorted(articles, key=lambda article: article.source)
    found = {reprint.source: reprint for reprint in group_shelved(Shelf.of(pages), _prints(pages))}
    return tuple(found[article.source] for article in articles)


def group_shelved(shelf: Shelf, prints: Iterable[Hashes]) -> tuple[Reprint, ...]:
    """As `group_reprints`, of articles that are not held, with the fingerprint of each; in their order."""
    return derive(shelf, link_pairs(shelf, _paired(shelf, prints)))


def link_pairs(shelf: Shelf, pairs: Iterable[tuple[int, int]]) -> Links:
    """As `find_links`, of these pairs alone. Of the bodies only so many are held at once."""
    return {pair: link for pair in sorted(pairs) if (link := _link(shelf, pair))}


def derive(shelf: Shelf, links: Links) -> tuple[Reprint, ...]:
    """As `group_shelved`, of articles whose links are known."""
    parents: dict[int, list[tuple[int, Link]]] = defaultdict(list)
    originals: set[int] = set()
    for (a, b), link in links.items():
        here, there = link.in_order(a, b)
        parents[here].append((there, link))
        originals.add(there)
    return tuple(
        _derived(shelf, i, parents=parents[i])
        if i in parents
        else _underived(source, is_parent=i in originals)
        for i, source in enumerate(shelf.sources)
    )


def _prints(articles: Sequence[Article]) -> list[Hashes]:
    return fingerprints([body_text(article) for article in articles])


def _paired(shelf: Shelf, prints: Iterable[Hashes]) -> list[tuple[int, int]]:
    """The pairs of articles that share enough of their fingerprints."""
    return Index().add_and_pair(shelf.sources, prints)


def _underived(source: str, *, is_parent: bool) -> Reprint:
    relation = Relation.ORIGINAL if is_parent else Relation.UNKNOWN
    return Reprint(source, None, relation, direction=False, shared=0.0)


def _link(shelf: Shelf, pair: tuple[int, int]) -> Link | None:
    a, b = pair
    one, two = shelf.article(a), shelf.article(b)
    copy = find_copy(shelf.body(a), shelf.body(b), same_outlet=same_outlet(one, two))
    return Link(copy, weigh_direction(one, two, copy=copy)) if copy else None


def _derived(shelf: Shelf, here: int, *, parents: Sequence[tuple[int, Link]]) -> Reprint:
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
            shelf.sources[there],
        )

    there, link = min(parents, key=rank)
    derived = "b" if link.evidence.first == "a" else "a"
    return Reprint(
        shelf.sources[here],
        shelf.sources[there],
        relation_of(link.copy, derived=derived),
        direction=link.evidence.known,
        shared=round(link.shared, 4),
        spans=common_stretches(shelf.body(here), shelf.body(there)),
        reasons=link.evidence.reasons,
    )
