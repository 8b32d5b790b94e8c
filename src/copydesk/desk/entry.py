"""What a page becomes on a desk, made in whichever process has read it."""

from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.group import Packed, packed
from copydesk.model import TEXT_KINDS, Annotations, Article, BlockKind, Page, Rejected, Span
from copydesk.pipeline import SiteLines, to_findings

_SEARCHED = TEXT_KINDS | {BlockKind.TITLE, BlockKind.CAPTION}


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of an article: where it stands in which page."""

    source: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a search, the places in it, counted from its beginning, of the words looked for, and of
    its page the story, the publisher and the day it was published, ISO 8601."""

    story: str | None
    passage: Passage
    marks: tuple[Span, ...]
    publisher: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An article ready to be written down: packed, with what it is listed by and what is searched. `day` is its
    publication day, ISO 8601."""

    packed: Packed
    title: str | None
    publisher: str | None
    day: str | None
    passages: tuple[Passage, ...]


def to_entry(page: Page, site_lines: SiteLines | None = None) -> Entry | Rejected:
    """The page's article with everything found in it, or why there is none. Raises `DamagedWeightsError`."""
    found = to_findings(page, site_lines)
    return found if isinstance(found, Rejected) else entry_of(found)


def entry_of(found: Annotations) -> Entry:
    """What was found in an article, ready to be written down. Raises `DamagedWeightsError`."""
    article = found.article
    return Entry(
        packed(found),
        title=article.title.text if article.title else None,
        publisher=article.publisher,
        day=article.published.day if article.published else None,
        passages=tuple(_passages(article)),
    )


def _passages(article: Article) -> Iterator[Passage]:
    """Title, running text and captions, without the white space around a block."""
    text = article.page.text
    for block in article.blocks:
        passage = block.span.of(text)
        if block.kind in _SEARCHED and (bare := passage.strip()):
            start = block.span.start + passage.index(bare)
            yield Passage(article.source, Span(start, start + len(bare)), bare)
