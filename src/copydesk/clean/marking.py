"""Tell the article's head apart from the furniture around it: title, section, byline, timestamp, caption, credit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from copydesk.clean.clues import Clues, locate, same
from copydesk.clean.credits import find_credits, is_signed_caption
from copydesk.clean.witnesses import Day
from copydesk.model import Block, BlockKind, Snippet, Span, Stamp

_SHORT = 160
_REACH = 2000
"""How far below the title its byline and timestamp may stand, in characters."""
_FIXED = frozenset(
    (
        BlockKind.COMMENTS,
        BlockKind.COMMENT_FORM,
        BlockKind.RELATED,
        BlockKind.TICKER,
        BlockKind.COOKIE,
        BlockKind.AUTHOR_BIO,
        BlockKind.LEGAL,
        BlockKind.AD,
        BlockKind.NEWSLETTER,
    )
)
_PLAIN = frozenset((BlockKind.BODY, BlockKind.HEADING))
_CREDITED = ("©", "/", "|", "(", ")", "hoto", "oto:", "mage", "ild:", "redit", "ourtesy", "фото")
_VIA = re.compile(r"\bvia\b")
_PICTURED = re.compile(
    r"(?:image|photo|picture|photograph|foto|bild)s?\s?(?:credits?|courtesy(?: of)?|by)?\s?[:©]\s?\S",
    re.IGNORECASE,
)
"""A line that says whose a picture is, though it stands among the paragraphs."""
_LONGEST_CREDIT = 8
_LONGEST_CAPTION, _FEWEST_WORDS = 900, 6
_SECTIONS = frozenset(
    "world politics business economy sport sports opinion tech technology science health culture entertainment "
    "international national local news europe asia africa americas middle east us uk finance markets lifestyle "
    "travel environment climate education society crime lifestyle media arts style food welt politik wirtschaft "
    "kultur wissen panorama ausland inland meinung gesellschaft digital monde politique économie société culture "
    "planète mundo política economía sociedad deportes cultura esteri politica economia cronaca sportive wereld "
    "economie cultuur mundo esporte brasil världen ekonomi kultur nöje verden politikk økonomi maailma talous "
    "świat polityka gospodarka kraj svět politika мир политика экономика общество спорт культура".split()
)


_NO_SECTIONS = frozenset(
    "tag tags article articles post posts page uncategorized uncategorised default home".split()
)
"""What publishing software says where nobody chose a section."""
_TRAIL = re.compile(r"\s[▸>›»]\s")
_AS_IN_ADDRESSES = re.compile(r"[-_]")
_LONGEST_SECTION = 60


def find_section(clues: Clues, title: Span | None) -> Snippet | None:
    """The section the article stands in: as the head says, else the short line above the title; None if unsaid."""
    named = [clues.said(name) for name in ("article:section", "og:article:section", "section")]
    said = next(filter(_is_section_name, (*named, *(a.section for a in clues.linked))), None)
    if said and title and same(said, title.of(clues.text)):
        return None
    if said:
        above = Span(max(0, title.start - _REACH), title.start) if title else None
        spellings = (said, _AS_IN_ADDRESSES.sub(" ", said))
        span = (
            next(filter(None, (locate(clues.text, s, within=above) for s in spellings)), None)
            if above
            else None
        )
        return Snippet(span.of(clues.text), span) if span else Snippet(said)
    if title is None:
        return None
    above_title = [b for b in clues.blocks if b.span.start < title.start and b.span.of(clues.text).strip()]
    above_title = [b for b in above_title if not b.span.contains(title)]
    if not above_title:
        return None
    line = above_title[-1].span.of(clues.text).strip()
    is_section = above_title[-1].kind is BlockKind.SECTION or line.casefold() in _SECTIONS
    if not is_section and (len(above_title) > 1 or clues.elements or not _is_plain_label(line)):
        return None
    start = above_title[-1].span.start + above_title[-1].span.of(clues.text).index(line)
    return Snippet(line, Span(start, start + len(line)))


def _is_section_name(said: str | None) -> bool:
    """Whether what the head gives as a section may be one: no address, no trail, no word of the software's own."""
    if not said or len(said) > _LONGEST_SECTION or said.startswith("http"):
        return False
    return said.casefold() not in _NO_SECTIONS and not _TRAIL.search(said)


def _is_plain_label(line: str) -> bool:
    return len(line.split()) <= 3 and len(line) <= 30 and line.replace(" ", "").isalpha()


def mark_blocks(
    clues: Clues,
    *,
    title: Snippet | None,
    section: Snippet | None,
    authors: Sequence[Snippet],
    published: Stamp | None,
    days: Sequence[Day],
) -> tuple[Block, ...]:
    """The page's blocks with those of the article's head and its captions marked; they tile it as before."""
    heading = title.span if title and title.span else None
    head = _Head(
        heading,
        section.span if section else None,
        [author.span for author in authors if author.span],
        _dates_of(published, days),
        _near(clues, heading),
    )
    marked: list[Block] = []
    window = _window(clues, heading)
    for block, text in zip(clues.blocks, clues.lines, strict=True):
        kind, span = block.kind, block.span
        if kind in _PLAIN and not clues.elements and is_signed_caption(text):
            marked.extend(_split_caption(clues, _as(block, BlockKind.CAPTION), text=text))
            continue
        outside = span.end <= window.start or window.end <= span.start
        if (outside and kind is not BlockKind.TITLE and kind is not BlockKind.CAPTION) or (
            kind is BlockKind.BODY and len(span) > _SHORT and clues.text[span.start] != "©"
        ):
            marked.append(block)
            continue
        kind = _kind_in(head, clues, block=block, text=text)
        if kind is BlockKind.BODY and _PICTURED.match(text) and len(text.split()) <= _LONGEST_CREDIT:
            kind = BlockKind.CREDIT
        block = _as(block, kind)
        if _may_hold_credit(kind, text):
            marked.extend(_split_caption(clues, block, text=text))
        else:
            marked.append(block)
    return tuple(marked)


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the parts of an article's head stand; `near` is where bylines and dates may."""

    title: Span | None
    section: Span | None
    names: Sequence[Span]
    dates: Sequence[Span]
    near: Span


def _kind_in(head: _Head, clues: Clues, *, block: Block, text: str) -> BlockKind:
    """The kind of a block that holds a part of the head, or that was taken for the title and is not; else its own."""
    kind, span = block.kind, block.span
    if head.title and span.overlaps(head.title) and len(text) <= len(head.title) + 40:
        return BlockKind.TITLE
    if kind is BlockKind.TITLE:
        return BlockKind.HEADING if _is_inside(clues, block) else BlockKind.OTHER
    if head.section and span.contains(head.section) and len(text) <= len(head.section) + 20:
        return BlockKind.SECTION
    if head.near.start <= span.start < head.near.end and len(text) <= _SHORT and kind not in _FIXED:
        if any(span.contains(name) for name in head.names):
            return BlockKind.BYLINE
        if any(span.contains(date) and len(text) <= len(date) + 60 for date in head.dates):
            return BlockKind.TIMESTAMP
    return kind


def _window(clues: Clues, title: Span | None) -> Span:
    """Where blocks of the article's head and its captions may stand."""
    start = min(
        title.start if title else len(clues.text), clues.body.start if clues.body else len(clues.text)
    )
    stop = max(title.end if title else 0, clues.body.end if clues.body else 0)
    return Span(max(0, start - _REACH), max(stop, start) + _REACH)


def _as(block: Block, kind: BlockKind) -> Block:
    """The block with another kind; a block that changes sides is as sure of it as it was unsure before."""
    if kind is block.kind:
        return block
    same_side = kind.is_furniture == block.kind.is_furniture
    return replace(block, kind=kind, score=block.score if same_side else max(0.5, 1 - block.score))


def _dates_of(published: Stamp | None, days: Sequence[Day]) -> list[Span]:
    """Where the chosen day, and the day the article was changed, are printed."""
    if published is None:
        return []
    spans = [published.span] if published.span else []
    for day in days:
        if day.day == published.day or "printed_modified" in day.also:
            spans += [w.span for w in day.witnesses if w.span]
    return spans


def _near(clues: Clues, title: Span | None) -> Span:
    """Where bylines and dates begin: between a little above the title and a little below it, or around the body."""
    if title is not None:
        return Span(max(0, title.start - 400), title.end + _REACH + 1)
    return Span(max(0, clues.body.start - _REACH), clues.body.end + 201) if clues.body else Span(0, 0)


def _is_inside(clues: Clues, block: Block) -> bool:
    return clues.body is not None and clues.body.start <= block.span.start < clues.body.end


def _may_hold_credit(kind: BlockKind, text: str) -> bool:
    """Whether a block can be a caption or a credit, judged fast: few blocks can."""
    if len(text) > _LONGEST_CAPTION or len(text) < 4:
        return False
    if text[0] == "©" or kind is BlockKind.CAPTION:
        return kind in (BlockKind.CAPTION, BlockKind.OTHER, BlockKind.BODY)
    return kind is BlockKind.OTHER and _is_credited(text.lower())


def _is_credited(text: str) -> bool:
    """Whether a text in small letters has a word or a mark of credits: those without an effort first."""
    return any(map(text.__contains__, _CREDITED)) or ("via" in text and _VIA.search(text) is not None)


def _split_caption(clues: Clues, block: Block, *, text: str) -> Iterator[Block]:
    """A caption and its credits as blocks of their own; any other block as it is."""
    sure = block.kind is BlockKind.CAPTION or text[0] == "©"
    credits = find_credits(clues.text, block.span)
    words = len(text.split())
    if not credits or not (sure or block.kind is BlockKind.OTHER) or words < _FEWEST_WORDS:
        is_credit = credits and block.kind is BlockKind.OTHER and _is_inside(clues, block)
        yield _as(block, BlockKind.CREDIT) if is_credit else block
        return
    at = block.span.start
    for credit in credits:
        start = at if not clues.text[at : credit.start].strip() else credit.start
        if at < start:
            yield replace(_as(block, BlockKind.CAPTION), span=Span(at, start))
        at = credit.end
        while at < block.span.end and clues.text[at].isspace():
            at += 1
        yield replace(_as(block, BlockKind.CREDIT), span=Span(start, at))
    if at < block.span.end:
        yield replace(_as(block, BlockKind.CAPTION), span=Span(at, block.span.end))
