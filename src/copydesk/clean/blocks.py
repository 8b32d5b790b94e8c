"""Page -> blocks that tile it: each a stretch of the article, or a stretch of the site's furniture."""

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.clean.classifier import Chances, judge
from copydesk.clean.features import observe
from copydesk.clean.keeping import kept_bare, kept_marked
from copydesk.clean.kinds import name_kinds
from copydesk.clean.notes import find_feed_line, mark_notes
from copydesk.clean.recurring import line_hash
from copydesk.clean.segments import Segment, find_segments
from copydesk.clean.tabular import are_rows
from copydesk.clean.tickers import Ticker, find_tickers
from copydesk.clean.trained import load
from copydesk.model import ARTICLE_KINDS, TEXT_KINDS, Block, BlockKind, Page, Reason, Rejected, Row, Span

LEAST_TEXT, LARGE_PAGE, LEAST_CHANCE = 100, 1500, 0.8
"""An article has at least so many characters of text; on a page of some size, so many in one segment that
is this likely its text. (Pages emptied of their article: four in five are refused; of articles, .7 %.)"""
_UNJUDGED = frozenset(
    (
        BlockKind.TITLE,
        BlockKind.SECTION,
        BlockKind.BYLINE,
        BlockKind.TIMESTAMP,
        BlockKind.CAPTION,
        BlockKind.CREDIT,
        BlockKind.CORRECTION,
        BlockKind.LIVE_ENTRY,
    )
)


class _Piece(NamedTuple):
    """Segments `first` to before `end` that make one block."""

    first: int
    end: int
    kind: BlockKind
    rows: tuple[Row, ...] = ()


def find_blocks(page: Page, *, site_lines: frozenset[int] = frozenset()) -> tuple[Block, ...] | Rejected:
    """The page's blocks in order; white space between two belongs to the first of them.

    `site_lines` holds the hashes of lines that recur on the page's site (`recurring.recurring_lines`): they
    are furniture. Rejected as `empty` without text, as `not_an_article` where too little is an article's.
    """
    segments = find_segments(page)
    if not segments:
        return Rejected(page.source, "clean", Reason.EMPTY, "the page holds no text")
    if page.markup is None and are_rows(page.text.splitlines()):
        return Rejected(page.source, "clean", Reason.NOT_AN_ARTICLE, "rows of a table")
    observed = observe(page, segments)
    model = load("text" if page.markup is None else "html")
    chances = judge(observed, model, segments=segments)
    tickers = find_tickers(page.text, segments)
    texts = [segment.span.of(page.text) for segment in segments]
    kept = (
        kept_bare(texts, chances, alone=model.cleaned) if page.markup is None else kept_marked(texts, chances)
    )
    if site_lines:
        kept = [keep and line_hash(text) not in site_lines for keep, text in zip(kept, texts, strict=True)]
    for ticker in tickers:
        kept[ticker.first : ticker.end] = [False] * (ticker.end - ticker.first)
    credit = find_feed_line(texts, kept)
    if credit is not None:
        kept[credit] = False
    if not _holds_article(texts, kept, chances=chances):
        return Rejected(
            page.source, "clean", Reason.NOT_AN_ARTICLE, "no running text of an article's size and form"
        )
    kinds = name_kinds(page, segments, kept=kept, observed=observed, chances=chances)
    if credit is not None:
        kinds[credit] = BlockKind.SOURCE_LINK
    if not any(kind in TEXT_KINDS for kind in kinds):
        return Rejected(
            page.source, "clean", Reason.NOT_AN_ARTICLE, "nothing but a title reads as an article's"
        )
    pieces = _pieces(page, segments, kinds=mark_notes(texts, kinds), tickers=tickers)
    return _tiled(page, segments, pieces=pieces, chances=chances)


def _holds_article(texts: Sequence[str], kept: Sequence[bool], *, chances: Chances) -> bool:
    """Whether what is kept can be an article: lists of links and teasers keep scraps only."""
    sizes = [len(text) if keep else 0 for text, keep in zip(texts, kept, strict=True)]
    if sum(sizes) < LEAST_TEXT:
        return False
    sure = any(
        size >= LEAST_TEXT and chance > LEAST_CHANCE for size, chance in zip(sizes, chances, strict=True)
    )
    return sure or sum(map(len, texts)) < LARGE_PAGE


def _pieces(
    page: Page, segments: Sequence[Segment], *, kinds: Sequence[BlockKind], tickers: Sequence[Ticker]
) -> list[_Piece]:
    """The segments in order, those of a ticker and those of a table together."""
    pieces = [_Piece(t.first, t.end, BlockKind.TICKER, t.rows) for t in tickers]
    covered = {i for piece in pieces for i in range(piece.first, piece.end)}
    pieces += _tables(page, segments, kinds=kinds, covered=covered)
    covered |= {i for piece in pieces for i in range(piece.first, piece.end)}
    pieces += [_Piece(i, i + 1, kind) for i, kind in enumerate(kinds) if i not in covered]
    return sorted(pieces, key=lambda piece: piece.first)


def _tables(
    page: Page, segments: Sequence[Segment], *, kinds: Sequence[BlockKind], covered: set[int]
) -> list[_Piece]:
    """Runs of rows of one table, each as one piece."""
    pieces: list[_Piece] = []
    run: list[int] = []
    holder = -1
    for i, kind in enumerate(kinds):
        if kind != BlockKind.TABLE or i in covered:
            run = []
            continue
        table = _table_of(page, segments[i])
        if run and table == holder:
            run.append(i)
            pieces[-1] = _Piece(run[0], i + 1, BlockKind.TABLE)
        else:
            run, holder = [i], table
            pieces.append(_Piece(i, i + 1, BlockKind.TABLE))
    return pieces


def _table_of(page: Page, segment: Segment) -> int:
    """The innermost table a segment stands in; -1 in plain text."""
    at = segment.element
    while page.markup is not None and at >= 0 and page.markup.elements.look_of(at).tag != "table":
        at = page.markup.elements.parents[at]
    return at


def _tiled(
    page: Page, segments: Sequence[Segment], *, pieces: Sequence[_Piece], chances: Chances
) -> tuple[Block, ...]:
    """The pieces as blocks that leave no character out."""
    starts = [0, *(segments[piece.first].span.start for piece in pieces[1:])]
    ends = [*starts[1:], len(page.text)]
    blocks = []
    likely = chances.tolist()
    for (first, last, kind, rows), start, end in zip(pieces, starts, ends, strict=True):
        chance = likely[first] if last - first == 1 else sum(likely[first:last]) / (last - first)
        if kind in _UNJUDGED:
            chance = max(chance, 1.0 - chance)
        elif kind not in ARTICLE_KINDS:
            chance = 1.0 - chance
        element = segments[first].element
        blocks.append(
            Block(kind, Span(start, end), round(chance, 4), element if element >= 0 else None, rows)
        )
    return tuple(blocks)
