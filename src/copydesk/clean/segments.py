"""A page's segments: the pieces that are judged article or furniture one by one.

In a rendered HTML page they are the groups between blank lines. In plain text they are the lines, except
that a paragraph broken at a fixed column is one segment.
"""

import re
from dataclasses import dataclass

from copydesk.model import Page, Span

_NARROW, _WIDE = 50, 100
"""A page whose longest line (without addresses) is this wide may be broken at that column."""
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_GROUP = re.compile(r"\S(?:[^\n]|\n(?!\n))*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text without its outer white space. `element` is the innermost that holds all of it."""

    span: Span
    element: int = -1


def find_segments(page: Page) -> list[Segment]:
    """The page's segments in order. They leave out only white space."""
    if page.markup is None:
        return [Segment(span) for span in _join_wrapped(page.text, _stripped(page.text, _LINE))]
    spans = _stripped(page.text, _GROUP)
    return [Segment(span, holder) for span, holder in zip(spans, _holders(page, spans), strict=True)]


def _stripped(text: str, pattern: re.Pattern[str]) -> list[Span]:
    """The matches of `pattern` without their outer white space."""
    spans = []
    for match in pattern.finditer(text):
        piece = match.group()
        start = match.start() + len(piece) - len(piece.lstrip())
        end = match.start() + len(piece.rstrip())
        if start < end:
            spans.append(Span(start, end))
    return spans


def _join_wrapped(text: str, lines: list[Span]) -> list[Span]:
    """Paragraphs of a text broken greedily at a column: a line is joined to the next whose first word
    would not have fitted on it."""
    pieces = [line.of(text) for line in lines]
    widths = [len(piece) for piece in pieces if " " in piece]
    width = max(widths, default=0)
    if not _NARROW <= width <= _WIDE:
        return lines
    joined: list[Span] = []
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else None
        if (
            before is not None
            and text.count("\n", before.end, line.start) == 1
            and len(pieces[i - 1]) + 1 + len(pieces[i].split(None, 1)[0]) > width
            and len(pieces[i - 1]) > 0.7 * width
        ):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def _holders(page: Page, spans: list[Span]) -> list[int]:
    """For each span the innermost element that holds all of it, -1 if none."""
    elements = page.markup.elements if page.markup else ()
    holders: list[int] = []
    open_elements: list[int] = []
    following = 0
    for span in spans:
        while following < len(elements) and elements[following].span.start <= span.start:
            open_elements.append(following)
            following += 1
        while open_elements and elements[open_elements[-1]].span.end < span.end:
            open_elements.pop()
        holders.append(open_elements[-1] if open_elements else -1)
    return holders
