"""Marks on a page's text: nested and crossing spans written as properly nested HTML elements."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from copydesk.export.safe import neutral
from copydesk.model import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to be shown as something. `name` holds its classes, `id` the anchor if it is cited."""

    span: Span
    name: str
    hint: str = ""
    id: str = ""


def mark_up(text: str, within: Span, *, marks: Iterable[Mark]) -> str:
    """The characters of `within` as HTML, every mark an element around its characters.

    Where two marks cross, the later one is closed with the earlier and goes on after it in a further
    element that carries `data-of`, the anchor of the first. Nothing of `text` is read as markup.
    """
    queue = [
        (max(mark.span.start, within.start), -min(mark.span.end, within.end), order, mark, False)
        for order, mark in enumerate(marks)
        if mark.span.overlaps(within)
    ]
    heapq.heapify(queue)
    out: list[str] = []
    open_ends: list[int] = []
    at = within.start

    def write_until(end: int) -> None:
        nonlocal at
        while open_ends and open_ends[-1] <= end:
            out.append(escape(neutral(text[at : open_ends[-1]])))
            at = open_ends.pop()
            out.append("</span>")
        out.append(escape(neutral(text[at:end])))
        at = end

    while queue:
        start, negative_end, order, mark, goes_on = heapq.heappop(queue)
        end = -negative_end
        write_until(start)
        if open_ends and open_ends[-1] < end:
            heapq.heappush(queue, (open_ends[-1], -end, order, mark, True))
            end = open_ends[-1]
        out.append(_opening(mark, goes_on or mark.span.start < within.start))
        open_ends.append(end)
    write_until(within.end)
    return "".join(out)


def _opening(mark: Mark, goes_on: bool) -> str:
    hint = f' title="{escape(neutral(mark.hint))}"' if mark.hint and not goes_on else ""
    anchor = ""
    if mark.id:
        anchor = f' data-of="{escape(mark.id)}"' if goes_on else f' id="{escape(mark.id)}"'
    return f'<span class="{mark.name}"{anchor}{hint}>'
