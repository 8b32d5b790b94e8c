"""A passage as a list of search results shows it: what is around the first words found, these marked."""

from collections.abc import Sequence

from copydesk.model import Span

_BEFORE, _MOST = 90, 360
"""Characters shown before the first word found, and in all."""

Piece = tuple[str, bool]
"""Text, and whether it is what was looked for."""


def excerpt(text: str, marks: Sequence[Span]) -> list[Piece]:
    """The text around the first of the marks in pieces; where something is left out stands an ellipsis."""
    begin, end = _window(text, marks[0].start if marks else 0)
    pieces: list[Piece] = [("… ", False)] if begin else []
    at = begin
    for mark in marks:
        if at <= mark.start and mark.end <= end:
            pieces += [(text[at : mark.start], False), (mark.of(text), True)]
            at = mark.end
    pieces += [(text[at:end], False), *([(" …", False)] if end < len(text) else [])]
    return [piece for piece in pieces if piece[0]]


def _window(text: str, first: int) -> tuple[int, int]:
    """Where the excerpt begins and ends, between words where there are some."""
    if len(text) <= _MOST:
        return 0, len(text)
    begin = max(0, min(first - _BEFORE, len(text) - _MOST))
    if begin:
        space = text.find(" ", begin, first)
        begin = space + 1 if space >= 0 else begin
    end = min(len(text), begin + _MOST)
    if end < len(text):
        space = text.rfind(" ", first, end)
        end = space if space > first else end
    return begin, end
