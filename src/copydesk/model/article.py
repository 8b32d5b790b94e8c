"""Blocks, articles, and what did not become one."""

from dataclasses import dataclass
from enum import StrEnum

from copydesk.model.page import Page
from copydesk.model.span import Snippet, Span


class BlockKind(StrEnum):
    """What a block is. The first thirteen belong to the article, the rest is furniture."""

    TITLE = "title"
    SECTION = "section"
    BYLINE = "byline"
    TIMESTAMP = "timestamp"
    HEADING = "heading"
    BODY = "body"
    QUOTE = "quote"
    LIST = "list"
    CAPTION = "caption"
    CREDIT = "credit"
    TABLE = "table"
    CORRECTION = "correction"
    LIVE_ENTRY = "live_entry"
    NAVIGATION = "navigation"
    RELATED = "related"
    COMMENT_FORM = "comment_form"
    COMMENTS = "comments"
    SHARE = "share"
    AD = "ad"
    NEWSLETTER = "newsletter"
    GALLERY = "gallery"
    TICKER = "ticker"
    SOURCE_LINK = "source_link"
    TAGS = "tags"
    AUTHOR_BIO = "author_bio"
    LEGAL = "legal"
    COOKIE = "cookie"
    PAYWALL = "paywall"
    OTHER = "other"

    # As it is equal to its text; and an enum's own is not computed in C, though kinds are looked up all the time.
    __hash__ = str.__hash__

    @property
    def is_furniture(self) -> bool:
        """Whether such a block is the site's, not the article's."""
        return self not in ARTICLE_KINDS


ARTICLE_KINDS = frozenset(list(BlockKind)[:13])
TEXT_KINDS = frozenset(
    {
        BlockKind.BODY,
        BlockKind.HEADING,
        BlockKind.QUOTE,
        BlockKind.LIST,
        BlockKind.TABLE,
        BlockKind.CORRECTION,
        BlockKind.LIVE_ENTRY,
    }
)
"""The kinds whose blocks make up `Article.text`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a ticker or table of figures; a cell that was not found is None."""

    name: str
    symbol: str | None
    price: float | None
    change: float | None
    span: Span


@dataclass(frozen=True, slots=True, init=False)
class Block:
    """A contiguous piece of a page's text with a kind.

    `score` is the cleaner's confidence, 0..1, that the block belongs to the side (article or furniture)
    its kind says. `element` is the index of its element in `Page.markup.elements`, None for plain text.
    """

    kind: BlockKind
    span: Span
    score: float
    element: int | None = None
    rows: tuple[Row, ...] = ()

    def __init__(
        self,
        kind: BlockKind,
        span: Span,
        score: float,
        element: int | None = None,
        rows: tuple[Row, ...] = (),
    ) -> None:
        _set_kind(self, kind)
        _set_span(self, span)
        _set_score(self, score)
        _set_element(self, element)
        _set_rows(self, rows)


# A page has hundreds of blocks; set by their slots they are made in half the time, as spans are.
_set_kind, _set_span, _set_score, _set_element, _set_rows = (
    Block.__dict__[name].__set__ for name in Block.__slots__
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """`SEOUL, Sept 9 (Reuters) -`: where, when and by which agency a report was filed.

    `date` is ISO 8601, a day, or `--09-09` where the dateline gives no year.
    """

    text: str
    span: Span
    place: str | None
    agency: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Stamp:
    """A publication or capture time: `value` in ISO 8601 to the precision of `grain`.

    `grain` is `day`, `minute` or `second`, for a capture also `year`. `zone` is the offset or zone name as
    given, None where the page says nothing. `evidence` names where it stands: `timestamp`, `metadata`, `url`,
    `record`, `dateline`, `furniture`. `span` is None where that is not in the visible text.
    """

    value: str
    grain: str
    zone: str | None
    evidence: str
    span: Span | None = None

    @property
    def day(self) -> str:
        """The calendar day by the stamp's own clock, ISO 8601; of the grain `year` only the year."""
        return self.value[:10]


@dataclass(frozen=True, slots=True)
class Article:
    """The editorial part of a page, with its metadata. The blocks tile the page."""

    id: str
    page: Page
    blocks: tuple[Block, ...]
    language: str | None = None
    title: Snippet | None = None
    section: Snippet | None = None
    authors: tuple[Snippet, ...] = ()
    publisher: str | None = None
    agency: Snippet | None = None
    dateline: Dateline | None = None
    published: Stamp | None = None
    captured: Stamp | None = None

    @property
    def source(self) -> str:
        """Where the page came from."""
        return self.page.source

    @property
    def text(self) -> str:
        """The body's paragraphs, headings, quotes, lists and tables, joined by a blank line."""
        parts = (b.span.of(self.page.text).strip() for b in self.blocks if b.kind in TEXT_KINDS)
        return "\n\n".join(part for part in parts if part)


class Reason(StrEnum):
    """Why an input did not become an article."""

    EMPTY = "empty"
    BINARY = "binary"
    UNSUPPORTED = "unsupported"
    UNREADABLE = "unreadable"
    CORRUPT = "corrupt"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    BROKEN_JSON = "broken_json"
    NO_TEXT = "no_text"
    DUPLICATE_ID = "duplicate_id"
    NOT_AN_ARTICLE = "not_an_article"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that did not become an article. `stage` is `read`, `clean` or `annotate`."""

    source: str
    stage: str
    reason: Reason
    detail: str
