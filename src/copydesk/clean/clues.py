"""What a page says of its article outside the running text: gathered once, read by every finder."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log1p
from urllib.parse import urlsplit

from copydesk.clean.landmarks import landmarks
from copydesk.clean.linked_data import LinkedArticle, read_linked_data
from copydesk.model import Block, BlockKind, Elements, Page, Snippet, Span
from copydesk.text import fold

_DAY_FIRST_DOMAINS = frozenset("uk ie au nz in za ng ke gh pk sg my de fr es it nl be at ch eu".split())
_RUNNING = frozenset((BlockKind.BODY, BlockKind.QUOTE))
NO_ELEMENTS = Elements()
_WWW = re.compile(r"^www\d*\.(?=[^.]+\.)")


@dataclass(frozen=True, slots=True)
class Clues:
    """A page with its blocks, its head's pairs by lower-cased name, its JSON-LD and its language."""

    page: Page
    blocks: tuple[Block, ...]
    meta: dict[str, tuple[str, ...]]
    linked: tuple[LinkedArticle, ...]
    language: str | None
    flags: tuple[int, ...]
    """For each element what it says it is, as in `landmarks`."""
    telling: tuple[int, ...]
    """The numbers of the elements that say what they hold."""
    body: Span | None
    """From the first to the last block of running text, None where there is none."""
    lines: tuple[str, ...]
    """The text of each block, without the white space around it."""
    host: str
    """The host of the page's address without `www.`, empty where no address is known."""

    @property
    def text(self) -> str:
        """The page's text."""
        return self.page.text

    @property
    def elements(self) -> Elements:
        """The page's elements, none for plain text."""
        return self.page.markup.elements if self.page.markup else NO_ELEMENTS

    def said(self, *names: str) -> str | None:
        """The first non-empty value the head gives under any of `names`, in their order."""
        for name in names:
            for value in self.meta.get(name, ()):
                if value:
                    return value
        return None

    def marked(self, own: int) -> list[int]:
        """The numbers of the elements that say of themselves any of `own`, in document order."""
        return [at for at in self.telling if self.flags[at] & own]

    @property
    def month_first(self) -> bool:
        """Whether `3/4/2024` is March on this page: in English, but for sites of countries that put the day first."""
        if self.language not in (None, "en"):
            return False
        locale = (self.said("og:locale", "lang") or "").lower().replace("_", "-")
        if locale.startswith("en-") and locale not in ("en-us", "en-ph"):
            return False
        return self.host.rpartition(".")[2] not in _DAY_FIRST_DOMAINS

    @property
    def address(self) -> str:
        """The page's address as the record or its head gives it, empty where neither does."""
        return self.page.url or self.said("og:url", "canonical") or ""


def language_said(page: Page) -> str | None:
    """The language the page's markup says it is in, as it says it."""
    return next((value for name, value in page.markup.meta if name == "lang"), None) if page.markup else None


def gather(page: Page, blocks: Sequence[Block], *, language: str | None) -> Clues:
    """The clues of a page whose article is in `language`."""
    meta: dict[str, list[str]] = {}
    for name, value in page.markup.meta if page.markup else ():
        meta.setdefault(name.strip().lower(), []).append(" ".join(value.split()))
    prose = [b for b in blocks if b.kind in _RUNNING]
    body = Span(prose[0].span.start, prose[-1].span.end) if prose else None
    linked = read_linked_data(page.markup.linked_data) if page.markup else ()
    flags, telling = landmarks(page.markup.elements if page.markup else NO_ELEMENTS)
    named = {name: tuple(values) for name, values in meta.items()}
    text = page.text
    return Clues(
        page,
        tuple(blocks),
        named,
        linked,
        language,
        tuple(flags),
        tuple(telling),
        body,
        tuple([text[block.span.start : block.span.end].strip() for block in blocks]),
        host_of(page.url or next(filter(None, named.get("og:url", ()) + named.get("canonical", ())), "")),
    )


def host_of(address: str) -> str:
    """The host an address names without `www.` or `www2.`, empty where it names none or is no address."""
    try:
        return _WWW.sub("", urlsplit(address).hostname or "")
    except ValueError:
        return ""


def distance(characters: int) -> float:
    """A signed logarithm: what lies after the anchor counts as nearer than what lies before."""
    return log1p(characters) if characters >= 0 else 10 + log1p(-characters)


def locate(text: str, value: str, *, within: Span | None = None) -> Span | None:
    """Where `value` stands in `text` (inside `within`), white space and case aside; None if nowhere."""
    low, high = (within.start, within.end) if within else (0, len(text))
    at = text.find(value, low, high)
    if at >= 0:
        return Span(at, at + len(value))
    words = value.split()
    if not words or len(value) > 400 or _evened(value) not in _evened(text):
        return None
    match = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE).search(text, low, high)
    return Span(match.start(), match.end()) if match else None


@lru_cache(maxsize=8)
def _evened(text: str) -> str:
    """`text` with case and white space evened, the letters with it that a pattern without case takes for an i."""
    return " ".join(text.replace("İ", "i").replace("ı", "i").casefold().split())


def snippet(text: str, value: str, *, within: Span | None = None) -> Snippet:
    """`value` as it stands in `text`, or without a span where it does not."""
    span = locate(text, value, within=within)
    return Snippet(span.of(text), span) if span else Snippet(value)


def same(a: str, b: str) -> bool:
    """Whether two texts are one, quotation marks, dashes, white space and case aside."""
    return fold(a) == fold(b)
