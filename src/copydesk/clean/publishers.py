"""Who put the page out: as the record, the head, the linked data, the address or a copyright line says."""

import re
from collections.abc import Iterator

from copydesk.clean.agencies import find_agency
from copydesk.clean.clues import Clues, host_of
from copydesk.clean.titles import trimmed
from copydesk.text import fold

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s{0,2}(?:copyright\s)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?[\s,]{1,3})"
    r"(?:by\s)?(?P<who>[^\W\d_][^\n.|©,]{1,50})",
    re.IGNORECASE,
)
_RESERVED = re.compile(r"\s*(?:all rights.*|alle rechte.*|tous droits.*|inc|llc|ltd)\s*$", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:\.[a-z]{2,4}){1,2}$", re.IGNORECASE)
_SEPARATED = re.compile(r"\s[-–—|:]\s")
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_PARTS = re.compile(r"\s?[|•·»]\s?|\s[-–—]\s|:\s")
_NO_LETTER = re.compile(r"[\W_]+")
_GENERIC = frozenset(
    "www news blog blogs en m co com org net gov edu ac shop store mobile amp edition".split()
)
"""Parts of addresses that name no one."""
_FEWEST_OF_A_HEADLINE = 6
"""Words."""
_AT_MOST = 400
"""Characters of a block in which its copyright line is looked for."""


def find_publisher(clues: Clues) -> str | None:
    """The publisher's name, None where nothing says it; a name written as in an address (`dailyquarry`,
    `daily-quarry.com`) as the page spells it elsewhere: `Daily Quarry`."""
    headline = clues.said("og:title", "title") or ""
    said = (clues.said(name) for name in ("og:site_name", "application-name", "publisher", "dc.publisher"))
    linked = next((a.publisher for a in clues.linked if a.publisher), None)
    named = next((n for n in (*said, linked) if n and _letters(n) and not _is_headline(n, headline)), None)
    found = clues.page.publisher or (_plain(named, clues.host) if named else clues.host)
    if clues.page.publisher or (not found and clues.page.markup is not None):
        return found or None
    if found:
        return next((name for name in _names(clues) if _spells(name, found)), found)
    return next((name for name in _copyright_holders(clues) if find_agency(name) is None), None)


def is_publisher(clues: Clues, name: str) -> bool:
    """Whether a name is how the page's own site is called in its address or begins its publisher's: `KQAA` on
    `kqaa.example`."""
    letters, publisher = _letters(name), find_publisher(clues) or ""
    return letters in {_letters(publisher), _letters(publisher.split(" ")[0]), *_labels(clues.host)}


def _is_headline(name: str, headline: str) -> bool:
    """Whether it is the article's own headline; a site's front page is called by the site's name, which is short."""
    return fold(name) == fold(headline) and len(name.split()) >= _FEWEST_OF_A_HEADLINE


def _plain(name: str, host: str) -> str:
    """The name without the slogan behind or before it, where the address tells which part it is; for a web address its
    host."""
    if _SCHEME.match(name):
        return host_of(name) or name
    labels = _labels(host)
    parts = _PARTS.split(name)
    called = (part for part in parts if labels & {_letters(part), _letters(part.split(" ")[0])})
    return (next(called, name) if len(parts) > 1 else name).strip('"“”')


def _labels(host: str) -> set[str]:
    """What an address calls the site: `lindry` in `news.lindry.co.example`."""
    labels = host.split(".")[:-1]
    own = [label for label in labels if label not in _GENERIC]
    return {_NO_LETTER.sub("", label) for label in own}


def _names(clues: Clues) -> Iterator[str]:
    """What the page calls its publisher: in the linked data, the head, the document's title, a copyright line."""
    yield from (a.publisher for a in clues.linked if a.publisher)
    yield from filter(None, (clues.said(n) for n in ("application-name", "publisher", "dc.publisher")))
    yield from reversed(trimmed(clues.said("title") or ""))
    yield from _copyright_holders(clues)


def _copyright_holders(clues: Clues) -> Iterator[str]:
    """The names in the copyright lines of the furniture, the last line first."""
    for block in reversed(clues.blocks):
        end = min(block.span.end, block.span.start + _AT_MOST)
        match = _COPYRIGHT.search(clues.text, block.span.start, end)
        if match and block.kind.is_furniture and (name := _RESERVED.sub("", match["who"]).strip(" -–—:")):
            yield name


def _spells(name: str, found: str) -> bool:
    """Whether `name` is what `found` writes as one word or as an address, or the part of a slogan that is a name."""
    if name in _SEPARATED.split(found)[1:]:
        return True
    if " " in found or name == found or _letters(name) != _letters(found):
        return False
    is_address = bool(_DOMAIN.search(found))
    return " " in name or (name != name.lower() and not (is_address and _DOMAIN.search(name)))


def _letters(name: str) -> str:
    """The letters of a name, without its article and its domain: `The Daily Quarry` and `daily-quarry.com` are one."""
    return _NO_LETTER.sub("", _DOMAIN.sub("", name)).casefold().removeprefix("the")
