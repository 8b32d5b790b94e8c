"""What the elements of a page say they are: by tag, class, id and the attributes of schema.org and RDFa."""

import re
from collections.abc import Iterable
from functools import lru_cache

from copydesk.model import Elements, Look

AUTHOR, DATE, MODIFIED, TITLE, LINK, HEADING = 1, 2, 4, 8, 16, 32
"""What an element itself says it holds; a link, that it leads to an author's page."""
NAVIGATION, FOOTER, RELATED, COMMENT, HEADER, ARTICLE, BIO = 1024, 2048, 4096, 8192, 16384, 32768, 65536
AROUND = NAVIGATION | FOOTER | RELATED | COMMENT | HEADER | ARTICLE | BIO
"""What an element or one around it says it belongs to; `AROUND` is any of them."""

_OWN = (
    (
        AUTHOR,
        r"auth(?!enti|ori[sz])|byline|by-line|by_line|by-_line|writer|autor|contribut|verfasser|redakt|journalist|reporter|posted-?by|"
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
_WHOLE = frozenset(("html", "body"))
_AUTHOR_FOLDERS = frozenset(
    "author authors autor autoren autores autori autore auteur auteurs writer writers people profile profiles profil "
    "staff by byline journalist journalists contributor contributors reporter reporters redaktion redakteur team bio "
    "user users member members person columnist columnists skribent yazar".split()
)
_TAGS = {
    "nav": NAVIGATION,
    "footer": FOOTER,
    "aside": RELATED,
    "article": ARTICLE,
    "main": ARTICLE,
    "time": DATE,
    "h1": HEADING,
    "h2": HEADING,
    "h3": HEADING,
    "address": AUTHOR,
}
_PATTERNS = tuple((flag, re.compile(pattern)) for flag, pattern in _OWN + _AROUND)
_OWN_ALL = AUTHOR | DATE | MODIFIED | TITLE | LINK | HEADING
_OPENING = re.compile(r"(?:^|[|(])(?:\?:)?(?:\\b)?([a-z-]{2}[a-z_-])")
"""The three characters, never fewer, that an alternative of a pattern begins with."""


def _openings() -> dict[str, list[tuple[int, re.Pattern[str]]]]:
    """Three characters -> flags with the patterns that may match where a name has those: many names have none."""
    found: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
    for (flag, pattern), (_, compiled) in zip(_OWN + _AROUND, _PATTERNS, strict=True):
        for letters in dict.fromkeys(_OPENING.findall(pattern)):
            found.setdefault(letters, []).append((flag, compiled))
    return found


def _any_of(openings: Iterable[str]) -> re.Pattern[str]:
    """A pattern of `openings`, tried by their first letters."""
    rest: dict[str, list[str]] = {}
    for letters in openings:
        rest.setdefault(letters[0], []).append(re.escape(letters[1:]))
    return re.compile("|".join(f"{first}(?:{'|'.join(ends)})" for first, ends in rest.items()))


_OPENINGS = _openings()
_ANY_OPENING = _any_of(_OPENINGS)


def landmarks(elements: Elements) -> tuple[list[int], list[int]]:
    """For each element the flags of what it holds, and of what it or any element around it belongs to; and the
    numbers of those that say what they hold."""
    flags: list[int] = []
    telling: list[int] = []
    of_look = [_of_look(look) for look in elements.looks]
    is_link = [look.tag == "a" for look in elements.looks]
    columns = zip(elements.look, elements.parents, elements.addresses, strict=True)
    for at, (look, parent, address) in enumerate(columns):
        own = of_look[look]
        if address and is_link[look] and _leads_to_author(address):
            own |= LINK
        flags.append(own | (flags[parent] & AROUND) if parent >= 0 else own)
        if own & _OWN_ALL:
            telling.append(at)
    return flags, telling


def _of_look(look: Look) -> int:
    """The flags that an element's tag, names and attributes speak for, but for a link's address."""
    tag, identity, classes, attributes, _ = look
    flags = _read(tag, classes)
    if identity and tag not in _WHOLE:
        for name in identity.split():
            flags |= _speaks(name)
    for name, value in attributes:
        if name in _TELLING:
            flags |= _read_property(value)
    return flags


def _leads_to_author(address: str) -> bool:
    """Whether a link's address is in a folder of authors' pages."""
    return not _AUTHOR_FOLDERS.isdisjoint(address.lower().split("/")[1:-1])


@lru_cache(maxsize=1 << 16)
def _read(tag: str, classes: str) -> int:
    """The flags of an element's tag and classes; pages of a site share them, so they are kept."""
    flags = _TAGS.get(tag, 0)
    if tag not in _WHOLE:
        for name in classes.split():
            flags |= _speaks(name)
    return flags


@lru_cache(maxsize=1 << 16)
def _speaks(name: str) -> int:
    """The flags that one class or id speaks for; sites share their names."""
    name = name.lower()
    flags = 0
    opening = _ANY_OPENING.search(name)
    while opening:
        at = opening.start()
        for flag, pattern in _OPENINGS[opening[0]]:
            if not flags & flag and pattern.match(name, at):
                flags |= flag
        opening = _ANY_OPENING.search(name, at + 1)
    return flags


@lru_cache(maxsize=1 << 10)
def _read_property(value: str) -> int:
    value = value.lower()
    flags = AUTHOR if "author" in value or "creator" in value else 0
    flags |= DATE if "datepublished" in value or "published_time" in value or "datecreated" in value else 0
    flags |= MODIFIED if "modified" in value else 0
    flags |= TITLE if "headline" in value else 0
    return flags
