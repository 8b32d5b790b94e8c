"""A page's segments: the pieces that are judged article or furniture one by one.

In a rendered HTML page they are the groups between blank lines. In plain text they are the lines, except
that a paragraph broken at a fixed column is one segment.
"""

from typing import NamedTuple

from copydesk.model import Elements, Page, Span

_NARROW, _WIDE = 50, 100
"""A page whose longest line (without addresses) is this wide may be broken at that column."""


class Segment(NamedTuple):
    """A stretch of text without its outer white space. `element` is the innermost that holds all of it."""

    span: Span
    element: int = -1


def find_segments(page: Page) -> list[Segment]:
    """The page's segments in order. They leave out only white space."""
    if page.markup is None:
        return [Segment(span) for span in _join_wrapped(page.text, _pieces(page.text, "\n"))]
    spans = _pieces(page.text, "\n\n")
    return [Segment(span, holder) for span, holder in zip(spans, _holders(page, spans), strict=True)]


def _pieces(text: str, separator: str) -> list[Span]:
    """What stands between separators, without its outer white space."""
    spans = []
    at = 0
    for piece in text.split(separator):
        bare = piece.strip()
        if bare:
            start = at if len(bare) == len(piece) else at + len(piece) - len(piece.lstrip())
            spans.append(Span(start, start + len(bare)))
        at += len(piece) + len(separator)
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
    elements = page.markup.elements if page.markup else Elements()
    starts = (*elements.starts, len(page.text) + 1)
    ends = elements.ends
    holders: list[int] = []
    open_elements: list[int] = []
    following = 0
    for span in spans:
        start, end = span.start, span.end
        while starts[following] <= start:
            open_elements.append(following)
            following += 1
        while open_elements and ends[open_elements[-1]] < end:
            open_elements.pop()
        holders.append(open_elements[-1] if open_elements else -1)
    return holders
