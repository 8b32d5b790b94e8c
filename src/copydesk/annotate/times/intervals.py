"""The interval an expression stands for together with the word before it: `since 2019`, `until Friday`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from copydesk.model import Timex

_BEFORE = re.compile(
    r"\b(?P<since>since)\s(?:the\s)?$|\b(?P<until>until|till|through|by)\s(?:the\s)?$"
    r"|\b(?P<before>before|prior to)\s(?:the\s)?$|\b(?P<after>after)\s(?:the\s)?$",
    re.IGNORECASE,
)
_LONGEST = 14
_RANGE = {"from": re.compile(r"\s*(?:to|until|till|through|-|–)\s*"), "between": re.compile(r"\s*and\s*")}
_OPENING = re.compile(r"\b(from|between)\s(?:the\s)?$", re.IGNORECASE)


def opened(timex: Timex, text: str) -> Timex:
    """`timex` with the bounds its preposition leaves it; `text` is what its span is into.

    `since` X begins with X and has no end; `until`, `through` and `by` X end with X's end; `before` X ends
    where X begins, `after` X begins where X ends.
    """
    start = timex.span.start
    match = _BEFORE.search(text, max(0, start - _LONGEST), start)
    if match is None or timex.begin is None:
        return timex
    begin, until = {
        "since": (timex.begin, None),
        "until": (None, timex.until),
        "before": (None, timex.begin),
        "after": (timex.until, None),
    }[str(match.lastgroup)]
    return replace(timex, begin=begin, until=until)


def spanning(found: Sequence[Timex], text: str) -> list[Timex]:
    """The times with the first of each `from X to Y` and `between X and Y` reaching to the end of Y."""
    out = list(found)
    for index, (first, second) in enumerate(pairwise(found)):
        start = first.span.start
        opening = _OPENING.search(text, max(0, start - _LONGEST), start)
        if opening is None or first.begin is None or second.until is None:
            continue
        joint = _RANGE[opening.group(1).lower()]
        if joint.fullmatch(text, first.span.end, second.span.start) and first.begin < second.until:
            out[index] = replace(first, until=second.until)
    return out
