"""The article of a page: its blocks with title, section, byline and timestamp told apart, and what they say."""

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.clean.agencies import find_agency
from copydesk.clean.clues import Clues, gather, headings, same, snippet
from copydesk.clean.datelines import find_dateline
from copydesk.clean.languages import find_language
from copydesk.clean.stamps import Reading, read_dates, read_timestamp
from copydesk.model import (
    TEXT_KINDS,
    Article,
    Block,
    BlockKind,
    Dateline,
    Page,
    Snippet,
    Span,
    Stamp,
)
from copydesk.text import digest

_HEAD = frozenset(
    (BlockKind.TITLE, BlockKind.SECTION, BlockKind.BYLINE, BlockKind.TIMESTAMP, BlockKind.HEADING)
)
_BYLINE = re.compile(
    r"^(?:written |story |reported )?(?:by|von|par|por|di|door|av|af|autor|author|text)\s*:?\s+(?P<who>[^\n]{3,120})$",
    re.IGNORECASE,
)


def find_metadata(page: Page, blocks: Sequence[Block]) -> Article:
    """The article that `blocks`, which tile the page, make up, with its metadata.

    Blocks may come back with another of the article's head kinds (title, section, byline, timestamp,
    caption, credit); they still tile the page.
    """
    prose = "\n".join(b.span.of(page.text) for b in blocks if b.kind in TEXT_KINDS)
    clues = gather(page, blocks, find_language(prose))
    title = _title(clues)
    published = _published(clues, title)
    dateline = _dateline(clues)
    authors = _authors(clues)
    marked = _rekind(clues, title, published)
    return Article(
        digest(page.source, page.text),
        page,
        marked,
        language=clues.language,
        title=title,
        section=_section(clues, marked),
        authors=authors,
        publisher=_publisher(clues),
        agency=_agency(clues, dateline),
        dateline=dateline,
        published=published,
    )


def _title(clues: Clues) -> Snippet | None:
    given = clues.page.title or (clues.linked[0].headlines[0] if _has_headline(clues) else None)
    for element, text in headings(clues):
        if element.tag == "h1" and text and (given is None or same(text, given)):
            return Snippet(element.span.of(clues.text), element.span)
    if given is None:
        given = clues.said("og:title", "twitter:title", "title")
    if given is not None:
        return snippet(clues.text, given)
    for block in clues.blocks:
        if block.kind is BlockKind.TITLE:
            return _line(clues.text, block.span)
    for block in clues.blocks[:6]:
        found = _line(clues.text, block.span)
        if found is None:
            continue
        text = found.text
        if (
            len(text.split()) >= 4
            and len(text) < 200
            and not text.endswith((".", ":"))
            and not _is_date(text)
        ):
            return found
        if block.kind is BlockKind.BODY and len(text) > 200:
            break
    return None


def _has_headline(clues: Clues) -> bool:
    return bool(clues.linked and clues.linked[0].rank < 2 and clues.linked[0].headlines)


def _line(text: str, span: Span) -> Snippet | None:
    """The first line of a block, without outer white space."""
    raw = span.of(text)
    stripped = raw.strip().split("\n", 1)[0].strip()
    if not stripped:
        return None
    start = span.start + raw.index(stripped)
    return Snippet(stripped, Span(start, start + len(stripped)))


def _is_date(text: str) -> bool:
    return any(len(r.span) > 0.5 * len(text) for r in read_dates(text))


def _published(clues: Clues, title: Snippet | None) -> Stamp | None:
    for article in clues.linked:
        reading = read_timestamp(article.published or "")
        if reading and article.rank < 3:
            return _stamp(reading, "metadata")
    said = clues.said(
        "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date.issued"
    )
    reading = read_timestamp(said or "")
    if reading:
        return _stamp(reading, "metadata")
    for element in clues.elements:
        if element.tag == "time":
            reading = read_timestamp(dict(element.attributes).get("datetime", ""))
            if reading:
                return _stamp(reading, "timestamp", element.span)
    reading = read_timestamp(clues.page.date or "")
    if reading:
        return _stamp(reading, "record")
    for block in clues.blocks:
        text = block.span.of(clues.text)
        if block.kind is BlockKind.BODY and len(text) > 120:
            break
        if len(text) > 160:
            continue
        for reading in read_dates(text, language=clues.language):
            start = block.span.start
            return _stamp(reading, "timestamp", Span(start + reading.span.start, start + reading.span.end))
    return None


def _stamp(reading: Reading, evidence: str, span: Span | None = None) -> Stamp:
    return Stamp(reading.value, reading.grain, reading.zone, evidence, span)


def _dateline(clues: Clues) -> Dateline | None:
    for block in clues.blocks:
        if block.kind is BlockKind.BODY and block.span.of(clues.text).strip():
            return find_dateline(clues.text, block.span, language=clues.language)
    return None


def _authors(clues: Clues) -> tuple[Snippet, ...]:
    for article in clues.linked:
        if article.rank < 2 and article.authors:
            people = [p.name for p in article.authors if "Person" in p.type or not p.type]
            people = [n for n in people if find_agency(n) is None and " " in n and not n.startswith("http")]
            return tuple(snippet(clues.text, n) for n in dict.fromkeys(people))
    for block in clues.blocks[:20]:
        found = _line(clues.text, block.span)
        match = _BYLINE.match(found.text) if found else None
        if match and found and found.span and find_agency(found.text) is None:
            start = found.span.start + match.start("who")
            return (Snippet(match["who"], Span(start, start + len(match["who"]))),)
    return ()


def _section(clues: Clues, blocks: Sequence[Block]) -> Snippet | None:
    for block in blocks:
        if block.kind is BlockKind.SECTION:
            return _line(clues.text, block.span)
    said = clues.said("article:section") or (clues.linked[0].section if clues.linked else None)
    return Snippet(said) if said else None


def _publisher(clues: Clues) -> str | None:
    linked = next((a.publisher for a in clues.linked if a.publisher), None)
    return clues.page.publisher or clues.said("og:site_name") or linked or clues.host or None


def _agency(clues: Clues, dateline: Dateline | None) -> Snippet | None:
    if dateline and dateline.agency:
        return Snippet(dateline.agency, dateline.span)
    for block in clues.blocks:
        if block.kind is BlockKind.BYLINE:
            found = find_agency(block.span.of(clues.text), language=clues.language)
            if found:
                return Snippet(found.name, block.span)
    for article in clues.linked:
        for party in article.authors:
            found = find_agency(party.name, language=clues.language)
            if found:
                return Snippet(found.name)
    return None


def _rekind(clues: Clues, title: Snippet | None, published: Stamp | None) -> tuple[Block, ...]:
    """The blocks, the ones that hold the title and the timestamp marked as such; a short one before the
    title is the section."""
    marked = list(clues.blocks)
    title_at = None
    for i, block in enumerate(marked):
        text = block.span.of(clues.text).strip()
        if title and title.span and block.span.contains(title.span) and len(text) < len(title.text) + 30:
            marked[i] = replace(block, kind=BlockKind.TITLE)
            title_at = i
        elif published and published.span and block.span.contains(published.span) and len(text) < 80:
            marked[i] = replace(block, kind=BlockKind.TIMESTAMP)
        elif _BYLINE.match(text) and not block.kind.is_furniture:
            marked[i] = replace(block, kind=BlockKind.BYLINE)
    if clues.page.markup is None and title_at:
        before = [i for i in range(title_at) if marked[i].span.of(clues.text).strip()]
        if before and len(text := marked[before[-1]].span.of(clues.text).strip()) < 30 and not _is_date(text):
            marked[before[-1]] = replace(marked[before[-1]], kind=BlockKind.SECTION)
    return tuple(marked)
