"""Which of two pages that share text was there first, and how we know."""

from dataclasses import dataclass
from typing import Literal

from copydesk.group.copying import Copy
from copydesk.model import Article
from copydesk.text import fold

CUT = 0.25
"""How much more of one page than of the other must be shared before the fuller page counts as the source."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The page that was first (`a` or `b`), whether that is known, and the reason codes that say so."""

    first: Literal["a", "b"]
    known: bool
    reasons: tuple[str, ...]


def weigh_direction(a: Article, b: Article, copy: Copy) -> Evidence:
    """Who copied whom, of two articles with so much in common.

    The strongest evidence decides: one page credits the other or its agency; one is published earlier to
    the precision both give; one is a cut of the other, which says which text is fuller but is no proof of
    who was first. Without any of them the order is by completeness and name, and marked as unknown.
    """
    reasons_a, reasons_b = _credits(b, a), _credits(a, b)
    if reasons_a != reasons_b:
        first: Literal["a", "b"] = "a" if reasons_a else "b"
        return Evidence(first, True, reasons_a or reasons_b)
    earlier = _earlier(a, b)
    if earlier:
        return Evidence(earlier, True, ("published_earlier",))
    if _signed(a) != _signed(b):
        return Evidence("a" if _signed(a) else "b", False, ("signed",))
    if abs(copy.words_a - copy.words_b) >= CUT:
        return Evidence("a" if copy.words_a < copy.words_b else "b", False, ("fuller_text",))
    return Evidence("a" if _rank(a) <= _rank(b) else "b", False, ())


def _signed(article: Article) -> bool:
    return bool(article.agency or article.authors)


def _credits(page: Article, other: Article) -> tuple[str, ...]:
    """Why `page` itself says that `other` was first: it names its publisher or is credited to its agency."""
    reasons = []
    if page.agency and other.publisher and fold(page.agency.text) == fold(other.publisher):
        reasons.append("agency_is_publisher")
    elif (
        other.publisher
        and page.publisher != other.publisher
        and len(other.publisher) > 3
        and fold(other.publisher) in fold(page.text)
    ):
        reasons.append("cites_publisher")
    return tuple(reasons)


def _earlier(a: Article, b: Article) -> Literal["a", "b"] | None:
    if not a.published or not b.published or a.published.zone != b.published.zone:
        return None
    length = min(len(a.published.value), len(b.published.value))
    first, second = a.published.value[:length], b.published.value[:length]
    if first == second:
        return None
    return "a" if first < second else "b"


def _rank(article: Article) -> tuple[int, str]:
    return (-len(article.text), article.source)
