"""What the elements of a page say they are: by tag, class, id and the attributes of schema.org and RDFa."""

import re
from collections.abc import Sequence
from functools import lru_cache

from copydesk.model import Element

AUTHOR, DATE, MODIFIED, TITLE, LINK = 1, 2, 4, 8, 16
"""What an element itself says it holds."""
NAVIGATION, FOOTER, RELATED, COMMENT, HEADER, ARTICLE, BIO = 1024, 2048, 4096, 8192, 16384, 32768, 65536
"""What an element or one around it says it belongs to."""

_OWN = (
    (
        AUTHOR,
        r"auth(?!enti|ori[sz])|by-?_?line|writer|autor|contribut|verfasser|redakt|journalist|reporter|posted-?by|"
        r"creator|p-name|signature|firma|skribent|auteur|kirjoittaja|yazar|penulis|editor-name|vcard|person",
    ),
    (DATE, r"date|time|publi[sc]|posted|datum|fecha|stamp|created|veroeff|tarih|entry-meta|data-(?:pub|not)"),
    (MODIFIED, r"modif|updat|edited|lastmod|revis|aktualis|mise-a-jour"),
    (TITLE, r"title|headline|titel|heading|titulo|titre|titolo|hed\b"),
)
_AROUND = (
    (NAVIGATION, r"\bnav|menu|breadcrumb|masthead|site-?header|topbar|toolbar|ticker"),
    (FOOTER, r"footer|copyright|colophon|legal"),
    (
        RELATED,
        r"relat|recommend|teaser|sidebar|widget|trending|popular|most-?read|promo|card|more-|also|latest|carousel|"
        r"recent|rail|suggest|next|prev|similar|newsletter|archive|read-?next|upsell|outbrain|taboola|ad-|feed",
    ),
    (COMMENT, r"comment|respond|reply|disqus|discussion"),
    (
        HEADER,
        r"(?:article|entry|post|story|content|page)[-_]{0,2}(?:head|meta|info|byline|title)|entry-title|post-title",
    ),
    (ARTICLE, r"article|hentry|\bpost\b|story|entry-content|post-content|main"),
    (BIO, r"author-?_?(?:bio|box|info|about|desc|card|profile)|about-?the-?author|bio\b"),
)
_TELLING = frozenset(("itemprop", "rel", "property"))
_TAGS = {
    "nav": NAVIGATION,
    "footer": FOOTER,
    "aside": RELATED,
    "article": ARTICLE,
    "main": ARTICLE,
    "time": DATE,
    "a": LINK,
    "address": AUTHOR,
}
_PATTERNS = tuple((flag, re.compile(pattern)) for flag, pattern in _OWN + _AROUND)
_AROUND_ALL = NAVIGATION | FOOTER | RELATED | COMMENT | HEADER | ARTICLE | BIO


def landmarks(elements: Sequence[Element]) -> list[int]:
    """For each element the flags of what it holds, and of what it or any element around it belongs to."""
    flags: list[int] = []
    for element in elements:
        own = _read(element.tag, element.classes, element.id)
        if element.attributes:
            for name, value in element.attributes:
                if name in _TELLING:
                    own |= _read_property(value)
        flags.append(own | (flags[element.parent] & _AROUND_ALL if element.parent >= 0 else 0))
    return flags


@lru_cache(maxsize=1 << 16)
def _read(tag: str, classes: str, identity: str) -> int:
    """The flags of an element's tag, class and id; pages of a site share them, so they are kept."""
    flags = _TAGS.get(tag, 0)
    if tag not in ("html", "body"):
        for name in classes.split():
            flags |= _speaks(name)
        for name in identity.split():
            flags |= _speaks(name)
    return flags


@lru_cache(maxsize=1 << 16)
def _speaks(name: str) -> int:
    """The flags that one class or id speaks for; sites share them."""
    name = name.lower()
    flags = 0
    for flag, pattern in _PATTERNS:
        if pattern.search(name):
            flags |= flag
    return flags


@lru_cache(maxsize=1 << 10)
def _read_property(value: str) -> int:
    value = value.lower()
    flags = AUTHOR if "author" in value or "creator" in value else 0
    flags |= DATE if "datepublished" in value or "published_time" in value or "datecreated" in value else 0
    flags |= MODIFIED if "modified" in value else 0
    flags |= TITLE if "headline" in value else 0
    return flags
