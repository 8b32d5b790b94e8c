"""Which page copies which: candidates by fingerprint, then the pages themselves, word by word."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from copydesk.group.bodies import Body, body_text, read_body
from copydesk.group.copying import Copy, common_stretches, find_copy, relation_of
from copydesk.group.direction import Evidence, same_outlet, weigh_direction
from copydesk.group.fingerprints import fingerprints
from copydesk.group.index import Index
from copydesk.model import Article, Relation, Reprint

_AT_ONCE = 4096
"""Articles hashed together, and bodies held to be compared."""
HARDLY_LESS = 0.1
"""By so much less of a page may stand in the source it names than in another that carries it too."""
_NAMING = frozenset({"agency_is_publisher", "credits_publisher", "bears_copyright", "credits_agency"})
"""The reasons by which a page itself says whom it has its text from."""
_Bodies = Callable[[int], Body]


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles one of which was copied, the shares they have in common, and what says which was first."""

    copy: Copy
    evidence: Evidence


def compare(a: Article, b: Article) -> Link | None:
    """What joins two articles' texts, None if neither was copied from the other nor both from a third."""
    return _compare(a, b, body_a=read_body(a), body_b=read_body(b))


def find_links(articles: Sequence[Article]) -> dict[tuple[int, int], Link]:
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
    sources: dict[int, list[tuple[int, Link]]] = defaultdict(list)
    parents: set[int] = set()
    body = _bodies(pages)
    for (a, b), link in _find_links(pages, body).items():
        here, there = (b, a) if link.evidence.first == "a" else (a, b)
        sources[here].append((there, link))
        parents.add(there)
    found: dict[int, Reprint] = {}
    for i, page in enumerate(pages):
        if i in sources:
            found[order[i]] = _derived(i, pages, sources=sources[i], body=body)
        else:
            relation = Relation.ORIGINAL if i in parents else Relation.UNKNOWN
            found[order[i]] = Reprint(page.source, None, relation, direction=False, shared=0.0)
    return tuple(found[i] for i in range(len(articles)))


def _bodies(articles: Sequence[Article]) -> _Bodies:
    """The body of the article of each number; the last `_AT_ONCE` are kept."""
    return lru_cache(maxsize=_AT_ONCE)(lambda i: read_body(articles[i]))


def _find_links(articles: Sequence[Article], body: _Bodies) -> dict[tuple[int, int], Link]:
    index, pairs = Index(), []
    for start in range(0, len(articles), _AT_ONCE):
        some = articles[start : start + _AT_ONCE]
        prints = fingerprints([body_text(article) for article in some])
        pairs += index.add_and_pair([article.source for article in some], prints)
    return {
        (a, b): link
        for a, b, _ in sorted(pairs)
        if (link := _compare(articles[a], articles[b], body_a=body(a), body_b=body(b)))
    }


def _compare(a: Article, b: Article, *, body_a: Body, body_b: Body) -> Link | None:
    copy = find_copy(body_a, body_b, same_outlet=same_outlet(a, b))
    return Link(copy, weigh_direction(a, b, copy=copy)) if copy else None


def _derived(
    i: int, pages: Sequence[Article], *, sources: Sequence[tuple[int, Link]], body: _Bodies
) -> Reprint:
    """The page as derived from the likeliest of its sources: known to be first, then the one it names, if hardly
    less of this page is in it than in another, then most of this page in it, then the earlier name."""
    most = max(_share(link) for _, link in sources)

    def rank(source: tuple[int, Link]) -> tuple[bool, bool, float, str]:
        there, link = source
        named = _NAMING.issuperset(link.evidence.reasons) and _share(link) >= most - HARDLY_LESS
        return (
            not link.evidence.known,
            not (link.evidence.known and named),
            -round(_share(link), 2),
            pages[there].source,
        )

    there, link = min(sources, key=rank)
    derived = "b" if link.evidence.first == "a" else "a"
    return Reprint(
        pages[i].source,
        pages[there].source,
        relation_of(link.copy, derived=derived),
        direction=link.evidence.known,
        shared=round(_share(link), 4),
        spans=common_stretches(body(i), body(there)),
        reasons=link.evidence.reasons,
    )


def _share(link: Link) -> float:
    """The share of the derived page's words that stand in its source."""
    return link.copy.words_b if link.evidence.first == "a" else link.copy.words_a
