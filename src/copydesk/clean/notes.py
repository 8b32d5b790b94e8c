# ruff: noqa: E501 - the phrases read better unbroken
"""What in an article's text is not its report: notes of correction, the lines that open a live blog's entries, and the
line that WordPress's feeds put under each item."""

import re
from collections.abc import Sequence

from copydesk.model import TEXT_KINDS
from copydesk.model import BlockKind as K

LEAST_ENTRIES = 3
"""A live blog has so many entries."""
_LONGEST_OPENING, _LEAST_TEXT, _LEAST_NOTE = 80, 60, 30
_REACH = 3
"""Segments between an entry's opening and its text, and from the article's end to a note."""
_ENTRY = re.compile(
    r"\W{0,3}[0-2]?\d[:.h][0-5]\d(?!\d)(?!\s*(?:%|min\b))(?:\s?(?:[ap]\.?m\b|uhr\b|h\b|gmt|bst|utc|cest?\b|[ecmp][sd]?t\b))?"
)
_NOTE = re.compile(
    r"\W{0,4}(?:(?:corrections?|clarification|corrected|korrektur(?:hinweis)?|richtigstellung|rectificatif|erratum|corrección|fe de (?:erratas|errores)|"
    r"rectificación|rettifica|errata(?: corrige)?|correção|erramos|correctie|rectificatie|rättelse|rettelse|sprostowanie|исправление)\s*"
    r"(?:\([^)]{0,40}\)|,? \w+ \d{1,2}(?:, \d{4})?)?\s*[:–—-]|"
    r"(?:th(?:is|e) (?:article|story|piece|report|post|headline|version)|an? (?:earlier|previous) version of th(?:is|e) (?:article|story|piece|report|post))\b"
    r".{0,60}\b(?:amended|corrected|to correct|incorrect(?:ly)?|misstated|misspelled|misidentified|wrongly|mistakenly|erroneously|in error)\b|"
    r"in einer (?:früheren|vorherigen) (?:version|fassung) (?:dieses|des)|cet article a été (?:corrigé|modifié)|une (?:première|précédente) version de "
    r"(?:cet|ce)|una versión anterior de est|uma versão anterior dest|una (?:precedente versione|versione precedente) di quest|in een eerdere versie van|"
    r"i en (?:tidigare|tidligere) versjon|i en tidigare version|en tidligere version af)"
)
_FEED_LINE = re.compile(
    r"\s*(?:The post .{1,300} (?:appeared first|first appeared) on|Der (?:Beitrag|Artikel) .{1,300} erschien zuerst auf|"
    r"L[’']article .{1,300} est apparu en premier sur|La entrada .{1,300} (?:se publicó|aparece|apareció) primero en|"
    r"O post .{1,300} apareceu primeiro em|Het bericht .{1,300} verscheen eerst op|Inlägget .{1,300} dök först upp på|"
    r"Сообщение .{1,300} появились сначала на) .{1,120}",
    re.S,
)


def find_feed_line(texts: Sequence[str], kept: Sequence[bool]) -> int | None:
    """Where, as the last of what is kept, stands `The post BRIDGE OPENS appeared first on QUAY NEWS.` or the like,
    which tells where a text is from and is no word of it; None where it does not."""
    last = max((i for i, keep in enumerate(kept) if keep), default=None)
    return last if last is not None and _FEED_LINE.fullmatch(texts[last]) else None


def mark_notes(texts: Sequence[str], kinds: Sequence[K]) -> list[K]:
    """The kinds, of which one at least is the article's text, with notes of correction and the openings of a live
    blog's entries marked: both are the article's, whether they were taken for its body or for furniture."""
    marked = list(kinds)
    inside = [i for i, kind in enumerate(kinds) if kind in TEXT_KINDS]
    for i in range(inside[0], min(inside[-1] + _REACH + 1, len(texts))):
        if kinds[i] is not K.TITLE and _is_note(texts[i]):
            marked[i] = K.CORRECTION
    entries = [i for i in range(inside[0], inside[-1]) if _opens_entry(texts, kinds, i=i)]
    if len(entries) >= LEAST_ENTRIES:
        for i in entries:
            marked[i] = K.LIVE_ENTRY
    return marked


def _is_note(text: str) -> bool:
    return len(text) >= _LEAST_NOTE and _NOTE.match(text[:160].lower()) is not None


def _opens_entry(texts: Sequence[str], kinds: Sequence[K], *, i: int) -> bool:
    """Whether a line begins with a time of day, and running text of the article follows close by."""
    if (
        len(texts[i]) > _LONGEST_OPENING
        or kinds[i] in (K.TITLE, K.LIST, K.TABLE)
        or not _ENTRY.match(texts[i].lower())
    ):
        return False
    following = range(i + 1, min(i + 1 + _REACH, len(texts)))
    return any(kinds[j] in TEXT_KINDS and len(texts[j]) >= _LEAST_TEXT for j in following)
