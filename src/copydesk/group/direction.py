"""Which of two pages that share text was there first, and how we know."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from copydesk.group.bodies import body_text
from copydesk.group.copying import Copy
from copydesk.model import ARTICLE_KINDS, Article, BlockKind
from copydesk.text import fold

Page = Literal["a", "b"]

FULLER = 0.25
"""How much more of one page than of the other must be shared before the fuller page is listed as the source."""
_THE = re.compile(r"^[Tt]he\s")
_CREDITING = ARTICLE_KINDS & {BlockKind.CREDIT, BlockKind.BYLINE} | {BlockKind.SOURCE_LINK, BlockKind.LEGAL}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The page that was first (`a` or `b`), whether that is known, and the reason codes that say so."""

    first: Page
    known: bool
    reasons: tuple[str, ...]


def weigh_direction(a: Article, b: Article, *, copy: Copy) -> Evidence:
    """Who copied whom, of two articles with so much in common.

    The strongest evidence decides: one page credits the other's publisher or agency; one is dated earlier,
    to the precision both give; one is the other's beginning, cut from the end. These make the direction
    known, with the reason codes `agency_is_publisher`, `credits_publisher`, `bears_copyright`, `credits_agency`,
    `published_earlier` and `cut_from_end`. Without them the page that is signed (`signed`), or fuller
    (`fuller_text`), or longer is listed as the source, and the direction is not known.
    """
    by_b, by_a = _credits(b, a), _credits(a, b)
    if bool(by_b) != bool(by_a):
        return Evidence("a" if by_b else "b", True, by_b or by_a)
    earlier = _earlier(a, b)
    if earlier:
        return Evidence(earlier, True, ("published_earlier",))
    if copy.cut:
        return Evidence("b" if copy.cut == "a" else "a", True, ("cut_from_end",))
    if _signed(a) != _signed(b):
        return Evidence("a" if _signed(a) else "b", False, ("signed",))
    if abs(copy.words_a - copy.words_b) >= FULLER:
        return Evidence("a" if copy.words_a < copy.words_b else "b", False, ("fuller_text",))
    return Evidence("a" if _rank(a) <= _rank(b) else "b", False, ())


def same_outlet(a: Article, b: Article) -> bool:
    """Whether both are known to be of one publisher."""
    return bool(a.publisher and b.publisher and _fold_name(a.publisher) == _fold_name(b.publisher))


def _signed(article: Article) -> bool:
    return bool(article.agency or article.authors)


def _credits(page: Article, other: Article) -> tuple[str, ...]:
    """Why `page` itself says that `other` was first: it names its publisher or its agency as its source."""
    if page.agency and other.publisher and _same_name(page.agency.text, other.publisher):
        return ("agency_is_publisher",)
    if other.publisher and not same_outlet(page, other) and _names(page, other.publisher):
        return ("credits_publisher",)
    if other.publisher and not same_outlet(page, other) and _bears_copyright(page, other.publisher):
        return ("bears_copyright",)
    if other.agency and not page.agency and _names(page, other.agency.text):
        return ("credits_agency",)
    return ()


def _same_name(agency: str, publisher: str) -> bool:
    """Whether the two are one name, or the agency's is made of the publisher's initials (`ANS`)."""
    initials = "".join(word[0] for word in publisher.split() if word[0].isupper())
    return _fold_name(agency) == _fold_name(publisher) or (len(agency) >= 3 and agency == initials)


def _names(page: Article, source: str) -> bool:
    """Whether the page's article says that it has something from `source`."""
    name = _THE.sub("", source.strip())
    if name not in page.page.text and "\n" not in name:  # of many copies nearly every pair ends here
        return False
    credit_lines = (b.span.of(page.page.text) for b in page.blocks if b.kind in _CREDITING)
    return _says_from("\n".join([body_text(page), *credit_lines]), source)


def _bears_copyright(page: Article, publisher: str) -> bool:
    """Whether the page still bears the other's notice: `Copyright © 2031 The Lemsal Courier`."""
    name = re.escape(_THE.sub("", publisher.strip()))
    return "©" in page.page.text and bool(
        re.search(rf"©(?:\s?\d{{4}},?)?\s(?:[Tt]he\s)?{name}\b", page.page.text)
    )


@lru_cache(maxsize=4096)
def _says_from(text: str, source: str) -> bool:
    """Kept, since of many copies each is asked of the same few sources, once for every other copy."""
    return bool(_crediting(source).search(text))


@lru_cache(maxsize=1024)
def _fold_name(name: str) -> str:
    return fold(name)


@lru_cache(maxsize=1024)
def _crediting(source: str) -> re.Pattern[str]:
    """`according to SOURCE`, `SOURCE reports`, `first appeared on SOURCE`, `SOURCE contributed`."""
    name = r"(?:[Tt]he\s)?" + re.escape(_THE.sub("", source.strip()))
    before = r"\b(?:according to|citing|via|[Ww]ith|from|[Ss]ource:|courtesy of|reported by|"
    before += r"appeared (?:on|in|at)|published (?:on|in|by)|told|[Bb]y)\s"
    after = r"(?:'s|’s)?\s(?:first\s)?(?:reports?|reported|said|says|writes|wrote|quoted|contributed)\b"
    return re.compile(rf"{before}{name}\b|(?<!\w){name}{after}|^\(?{name}\)?\.?$", re.MULTILINE)


def _earlier(a: Article, b: Article) -> Page | None:
    """The page that is dated earlier, to the precision both give; by two days or more where the zones differ."""
    if not a.published or not b.published:
        return None
    first, second = a.published.value, b.published.value
    if a.published.zone != b.published.zone:
        apart = date.fromisoformat(b.published.day) - date.fromisoformat(a.published.day)
        return None if abs(apart.days) < 2 else "a" if apart.days > 0 else "b"
    length = min(len(first), len(second))
    if first[:length] == second[:length]:
        return None
    return "a" if first < second else "b"


def _rank(article: Article) -> tuple[int, str]:
    return (-len(article.text), article.source)
