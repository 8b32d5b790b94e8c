"""Page and blocks -> article: its title, section, authors, publisher, agency, dateline and times."""

from collections.abc import Iterator, Sequence

from copydesk.clean.agencies import Agency, find_agency
from copydesk.clean.bylines import find_authors
from copydesk.clean.clues import Clues, gather, language_said
from copydesk.clean.credits import closing_agency, find_signature, helping_agency
from copydesk.clean.datelines import find_dateline
from copydesk.clean.headlines import find_headline
from copydesk.clean.languages import find_language
from copydesk.clean.marking import find_section, mark_blocks
from copydesk.clean.names import split_names
from copydesk.clean.publication import find_captured, find_published
from copydesk.clean.publishers import find_publisher, is_publisher
from copydesk.clean.titles import find_title
from copydesk.model import TEXT_KINDS, Article, Block, BlockKind, Dateline, Page, Snippet, Span
from copydesk.text import digest

_SHORT = 100
_CLOSING = 3
"""In this many last blocks it is said which of an agency's writers helped."""
_LOOSE = frozenset((BlockKind.TIMESTAMP, BlockKind.OTHER))
_OPENING = 3
"""The dateline is looked for in this many first paragraphs: a standfirst may stand before it."""


def find_metadata(page: Page, blocks: Sequence[Block]) -> Article:
    """The article that `blocks`, which tile the page, make up, with its metadata.

    Blocks may come back with another of the article's head kinds (title, section, byline, timestamp,
    caption, credit), a caption parted from its credit; they still tile the page.
    """
    prose = "\n".join(b.span.of(page.text) for b in blocks if b.kind in TEXT_KINDS)
    clues = gather(page, blocks, language=find_language(prose, said=language_said(page)))
    title = find_headline(clues) if page.markup is None else find_title(clues)
    anchor = title.span if title else None
    published, days = find_published(clues, anchor)
    authors = find_authors(clues, anchor)
    section = find_section(clues, anchor)
    marked = mark_blocks(clues, title=title, section=section, authors=authors, published=published, days=days)
    dateline = _find_dateline(clues, marked)
    return Article(
        digest(page.source, page.text),
        page,
        marked,
        language=clues.language,
        title=title,
        section=section,
        authors=authors,
        publisher=find_publisher(clues),
        agency=_find_author_agency(clues, marked, dateline=dateline),
        dateline=dateline,
        published=published,
        captured=find_captured(clues, published, days=days),
    )


def _find_dateline(clues: Clues, blocks: Sequence[Block]) -> Dateline | None:
    paragraphs = [b for b in blocks if b.kind is BlockKind.BODY]
    for block in paragraphs[:_OPENING]:
        found = find_dateline(clues.text, block.span, language=clues.language)
        if found is not None:
            return found
    stamps = [b.span for b in blocks if b.kind is BlockKind.TIMESTAMP]
    heads = (find_dateline(clues.text, span, language=clues.language) for span in stamps)
    return next((head for head in heads if head and head.place and head.agency and head.date), None)


def _named(text: str, name: str, *, around: Span) -> Snippet:
    """The name, with its place inside `around` if it is spelled there as it is in the table."""
    at = text.find(name, around.start, around.end)
    return Snippet(name, Span(at, at + len(name)) if at >= 0 else None)


def _find_author_agency(
    clues: Clues, blocks: Sequence[Block], *, dateline: Dateline | None
) -> Snippet | None:
    """The agency that wrote the text: by its dateline, a byline, the signature under it, or the head.

    The value is the agency's name in the table; it has a span where the page spells it so. The credit of a
    picture is no evidence for the text; a station that datelines its own report is no agency.
    """
    if dateline is not None and dateline.agency is not None and not _is_own_station(clues, dateline.agency):
        return _named(clues.text, dateline.agency, around=dateline.span)
    for agency, span in _signatures(clues, blocks):
        return _named(clues.text, agency.name, around=span)
    authors = (party.name for article in clues.linked if article.rank < 2 for party in article.authors)
    for text in (*authors, clues.said("author") or ""):
        for _, agency in _agencies_in(text, clues.language):
            return Snippet(agency.name)
    return None


def _is_own_station(clues: Clues, name: str) -> bool:
    return find_agency(name, language=clues.language) is None and is_publisher(clues, name)


def _signatures(clues: Clues, blocks: Sequence[Block]) -> Iterator[tuple[Agency, Span]]:
    """The agencies that lines of the page name as the writer, each with its line: bylines and lines at the head, those
    that say who helped, the signature under the text."""
    prose = [b.span for b in blocks if b.kind is BlockKind.BODY]
    opening = prose[0].start if prose else 0
    for block in (b for b in blocks if _may_sign(b, opening=opening)):
        text = block.span.of(clues.text).strip()
        if len(text) < 2 or text.startswith("©"):
            continue
        for name, agency in _agencies_in(text, clues.language):
            if not _is_button(name, agency, language=clues.language):
                yield agency, block.span
        if block.kind is BlockKind.BYLINE and (found := closing_agency(text)):
            yield found, block.span
    for span in [b.span for b in blocks if b.kind in (BlockKind.BODY, BlockKind.BYLINE)][-_CLOSING:]:
        if found := helping_agency(span.of(clues.text)):
            yield found, span
    if prose and (signed := find_signature(clues.text, prose[-1], language=clues.language)):
        yield signed


def _may_sign(block: Block, *, opening: int) -> bool:
    """Whether it is a short line that may say who wrote: a byline, or another close to the opening of the text."""
    if block.kind is not BlockKind.BYLINE and not (block.kind in _LOOSE and _is_close(block.span, opening)):
        return False
    return len(block.span) <= _SHORT


def _agencies_in(text: str, language: str | None) -> Iterator[tuple[str, Agency]]:
    """The agencies that a text names, as a whole or as one of the names in it, each as it is spelled there."""
    for name in (text, *split_names(text)):
        found = find_agency(name, language=language)
        if found:
            yield name, found


def _is_button(text: str, agency: Agency, *, language: str | None) -> bool:
    """Whether it is one letter twice outside the agency's own language: `AA`, which makes the letters larger."""
    return len(set(text.casefold())) < 2 and language not in agency.languages[:1]


def _is_close(span: Span, opening: int) -> bool:
    return opening - 600 <= span.start <= opening + 100
