"""An expression left open, resolved once a day is known for its page."""

import re
from dataclasses import replace
from datetime import date

from copydesk.annotate.times.calendar import bounds
from copydesk.annotate.times.grammar import expressions
from copydesk.annotate.times.intervals import opened
from copydesk.annotate.times.resolve import Context, resolve
from copydesk.model import Anchor, Timex


def resolve_timex(timex: Timex, *, text: str, anchor: date, past: bool | None) -> Timex:
    """`timex` resolved against `anchor`, the day of a sibling page, with anchor `story`.

    `text` is the page's text; `past` says whether its verb looks back, None where that is not known.
    A timex that is already resolved, or that no day resolves, comes back as it was.
    """
    if "X" not in timex.value or timex.type not in {"DATE", "TIME"} or re.fullmatch(r"\d+X+", timex.value):
        return timex
    found = expressions(timex.span.of(text))
    if len(found) != 1 or len(timex.span) != found[0].end - found[0].start:
        return timex
    resolved = resolve(
        found[0], Context(anchor, kind=Anchor.STORY), direction={True: -1, False: 1, None: 0}[past]
    )
    if resolved.anchor is not Anchor.STORY:
        return timex
    begin, until = bounds(resolved.value)
    closed = replace(
        timex,
        value=resolved.value,
        begin=begin,
        until=until,
        anchor=resolved.anchor,
        alternatives=resolved.alternatives,
    )
    return opened(closed, text)
