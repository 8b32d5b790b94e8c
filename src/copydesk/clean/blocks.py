"""Page -> blocks that tile it: each a stretch of the article, or a stretch of the site's furniture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copydesk.clean.classifier import Chances, judge
from copydesk.clean.cleaned import LONGEST_CUE, look_cleaned, says_furniture
from copydesk.clean.cues import is_caption, kind_of_phrase, zone_opened
from copydesk.clean.features import observe
from copydesk.clean.kinds import KEEP, name_kinds
from copydesk.clean.notes import mark_notes
from copydesk.clean.recurring import line_hash
from copydesk.clean.segments import Segment, find_segments
from copydesk.clean.tickers import find_tickers
from copydesk.clean.trained import load
from copydesk.model import TEXT_KINDS, Block, BlockKind, Page, Reason, Rejected, Row, Span

LEAST_TEXT, LARGE_PAGE, LEAST_CHANCE = 100, 1500, 0.8
"""An article has at least so many characters of text; on a page of some size, so many in one segment that
is this likely its text. (Pages emptied of their article: four in five are refused; of articles, .7 %.)"""
MOST, SURE = 0.5, 0.92
"""An article can end after this share of its text; text this sure on average shows that it has not ended."""
SURER = 0.97
"""The same on a short page that shows furniture elsewhere: there a zone's heading seldom stands amid the article
(on long pages, where it does, this rule costs .01 of F1)."""
SHORT_PAGE, UNCLEANED = 60, 3
"""Segments of a short page; segments that say they are furniture on a page that was not cleaned."""
_ENDINGS = frozenset((BlockKind.RELATED, BlockKind.COMMENTS, BlockKind.COMMENT_FORM))
KEEP_BARE, KEEP_BESIDE, SURELY_TEXT = 0.4, 0.3, 0.75
"""In plain text, a segment this likely is the article's; sentences beside such a one are from the second value on;
from the third on one is, though it looks like a caption or says it is furniture."""
_PARAGRAPH = 60
_STOPPED = re.compile(r"[.!?。！？।…][\"'”’»«“)\]*_]*$")
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


@dataclass(frozen=True, slots=True)
class _Piece:
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
    observed = observe(page, segments)
    chances = judge(observed, load("text" if page.markup is None else "html"), segments)
    tickers = find_tickers(page.text, segments)
    texts = [segment.span.of(page.text) for segment in segments]
    kept = _kept(texts, chances) if page.markup is None else [bool(chance >= KEEP) for chance in chances]
    if site_lines:
        kept = [keep and line_hash(text) not in site_lines for keep, text in zip(kept, texts, strict=True)]
    for ticker in tickers:
        kept[ticker.first : ticker.end] = [False] * (ticker.end - ticker.first)
    if not _holds_article(texts, kept, chances):
        return Rejected(
            page.source, "clean", Reason.NOT_AN_ARTICLE, "no running text of an article's size and form"
        )
    kinds = name_kinds(page, segments, kept, observed=observed, chances=chances)
    if not any(kind in TEXT_KINDS for kind in kinds):
        return Rejected(
            page.source, "clean", Reason.NOT_AN_ARTICLE, "nothing but a title reads as an article's"
        )
    kinds = mark_notes(texts, kinds)
    pieces = [_Piece(t.first, t.end, BlockKind.TICKER, t.rows) for t in tickers]
    covered = {i for piece in pieces for i in range(piece.first, piece.end)}
    pieces += _tables(page, segments, kinds, covered)
    covered |= {i for piece in pieces for i in range(piece.first, piece.end)}
    pieces += [_Piece(i, i + 1, kind) for i, kind in enumerate(kinds) if i not in covered]
    return _tiled(page, segments, sorted(pieces, key=lambda piece: piece.first), chances)


def _holds_article(texts: Sequence[str], kept: Sequence[bool], chances: Chances) -> bool:
    """Whether what is kept can be an article: lists of links and teasers keep scraps only."""
    sizes = [len(text) if keep else 0 for text, keep in zip(texts, kept, strict=True)]
    if sum(sizes) < LEAST_TEXT:
        return False
    sure = any(
        size >= LEAST_TEXT and chance > LEAST_CHANCE for size, chance in zip(sizes, chances, strict=True)
    )
    return sure or sum(map(len, texts)) < LARGE_PAGE


def _kept(texts: Sequence[str], chances: Chances) -> list[bool]:
    """Which segments of a plain text are the article's. (Where there is markup, these rules do not help.)

    A page that looks like an article alone is left as it is.
    """
    if look_cleaned(texts, chances, load("text").cleaned):
        return [True] * len(texts)
    lengths = np.array([len(text) for text in texts])
    told = _tells_itself(texts)
    captions = np.array([is_caption(text) for text in texts])
    kept = (chances >= KEEP_BARE) & ~((captions | told) & (chances < SURELY_TEXT))
    kept |= _continued(texts, chances, kept) & ~(captions | told)
    kept[
        _end_of_article(texts, chances, kept * lengths, sure=len(texts) > SHORT_PAGE or not told.any()) :
    ] = False
    return [bool(keep) for keep in kept]


def _continued(texts: Sequence[str], chances: Chances, kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which segments go on with an article: paragraphs of sentences next to what is kept. (Out of fold, lines of
    Fundus gain .001 of F1, others nothing.)"""
    whole = np.array([len(text) > _PARAGRAPH and bool(_STOPPED.search(text)) for text in texts])
    beside = np.zeros(len(texts), bool)
    beside[1:] |= kept[:-1]
    beside[:-1] |= kept[1:]
    going_on: NDArray[np.bool_] = beside & whole & (chances >= KEEP_BESIDE)
    return going_on


def _tells_itself(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Which segments say themselves that they are furniture; none of them on a page that has fewer than
    `UNCLEANED`: there such a line may be the article's own."""
    told = np.array([says_furniture(text) for text in texts])
    return told if told.sum() >= UNCLEANED else np.zeros(len(texts), bool)


def _end_of_article(texts: Sequence[str], chances: Chances, sizes: NDArray[np.int64], *, sure: bool) -> int:
    """The segment from which all is furniture: a heading that opens a zone of it (or a link to the source),
    after most of the article, followed by little text or by text that is not surely the article's. `sure`
    tells that the page shows no furniture otherwise, so that such a heading must look like furniture too."""
    total = int(sizes.sum())
    done = np.cumsum(sizes)
    for i, text in enumerate(texts):
        if done[i] < MOST * total or len(text) > LONGEST_CUE or (sure and chances[i] >= KEEP):
            continue
        if zone_opened(text) not in _ENDINGS and kind_of_phrase(text) is not BlockKind.SOURCE_LINK:
            continue
        rest = sizes[i + 1 :]
        if not rest.any() or float((rest * chances[i + 1 :]).sum() / rest.sum()) < (SURE if sure else SURER):
            return i
    return len(texts)


def _tables(
    page: Page, segments: Sequence[Segment], kinds: Sequence[BlockKind], covered: set[int]
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
    while page.markup is not None and at >= 0 and page.markup.elements[at].tag != "table":
        at = page.markup.elements[at].parent
    return at


def _tiled(
    page: Page, segments: Sequence[Segment], pieces: Sequence[_Piece], chances: Chances
) -> tuple[Block, ...]:
    """The pieces as blocks that leave no character out."""
    starts = [0, *(segments[piece.first].span.start for piece in pieces[1:])]
    ends = [*starts[1:], len(page.text)]
    blocks = []
    likely = chances.tolist()
    for piece, start, end in zip(pieces, starts, ends, strict=True):
        chance = sum(likely[piece.first : piece.end]) / (piece.end - piece.first)
        if piece.kind in _UNJUDGED:
            chance = max(chance, 1.0 - chance)
        elif piece.kind.is_furniture:
            chance = 1.0 - chance
        element = segments[piece.first].element
        blocks.append(
            Block(
                piece.kind, Span(start, end), round(chance, 4), element if element >= 0 else None, piece.rows
            )
        )
    return tuple(blocks)
