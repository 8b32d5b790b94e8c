"""Tickers: runs of names with prices and changes, as markets widgets leave them.

A row is `Name (SYM) $ 1,234.50 0.73%` or `Name 1,234.50 +0.73%` on one line, or a line with the name and
the figures on the next one or two; or several rows follow each other on one line. Three rows, with at most one
other line between each two, are a ticker.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from copydesk.clean.segments import Segment
from copydesk.model import Row, Span

LEAST_ROWS = 3
# White space is taken whole (`\s*+`), since what follows never begins with it: two runs side by side could share a long
# gap in as many ways as it has places. So could numbers share a long row of thousands, whose length is bounded.
_NUMBER = r"\d{1,3}(?:[.,  ’']\d{3}){1,6}(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_CHANGE = rf"(?P<sign>[+\-−–▲▼↑↓]?)\s*+(?P<change>{_NUMBER})\s*+%"
_CURRENCY = r"(?:[$€£¥₹₽₿]|US\$|[A-Z]{3})"
_PRICE = rf"{_CURRENCY}?\s*+(?P<price>{_NUMBER})"
_SPACED_PRICE = rf"{_PRICE}(?:\s*+{_CURRENCY})?\s++"
_SYMBOL = r"\((?P<symbol>[A-Z0-9][A-Za-z0-9.:^-]{0,11})\)"
_LETTERED = r"(?P<name>[^\W\d_][\w&.'/ -]{0,40}?)"
_SYMBOLLED = re.compile(
    rf"(?P<name>\S[^\n()]{{0,60}}?(?:\([^()]*\)[^\n()]{{0,20}}?)?)\s*+{_SYMBOL}\s*+{_PRICE}"
    rf"\s*+{_CURRENCY}?(?:\s*+\(?{_CHANGE}\)?)?"
)
_NAMED = re.compile(
    rf"{_LETTERED}(?P<symbol>)\s++{_SPACED_PRICE}(?:(?P<by>[+\-−–▲▼]?)\s*+(?P<moved>{_NUMBER})\s++)?"
    rf"\(?{_CHANGE}\)?"
)
_NAME = re.compile(rf"{_LETTERED}\s*+(?:{_SYMBOL})?")
_FIGURES = re.compile(rf"{_SPACED_PRICE}(?:[+\-−–▲▼]?\s*+(?:{_NUMBER})\s++)?\(?{_CHANGE}\)?")
_TELLTALE = re.compile(rf"\d\s*%|\)\s*+{_CURRENCY}?\s*+\d")
"""Every row holds at least one of these."""
_LONGEST, _TALLEST = 120, 3
"""Characters of a segment, and segments, of a row."""
_LONGEST_STRIP = 2_000
_BETWEEN = re.compile(r"[\s|•·;,]*")
_FALLING = frozenset("-−–▼↓")


@dataclass(frozen=True, slots=True)
class Ticker:
    """The segments from `first` to before `end`, with the rows they hold."""

    first: int
    end: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A row as written: its segments `first` to before `end`, and its cells."""

    first: int
    end: int
    cells: dict[str, str | None]
    span: Span


def find_tickers(text: str, segments: Sequence[Segment]) -> list[Ticker]:
    """The tickers among a page's segments, in order."""
    telling = _telling(text, segments)
    tickers: list[Ticker] = []
    run: list[_Found] = []
    at = 0 if telling.total() >= LEAST_ROWS else len(segments)
    while at < len(segments):
        rows = _rows(text, segments, at=at) if any(telling[at + i] for i in range(_TALLEST)) else []
        if not rows:
            at += 1
            continue
        if run and rows[0].first - run[-1].end > 1:
            tickers += _closed(text, segments, run=run)
            run = []
        run += rows
        at = rows[-1].end
    return tickers + _closed(text, segments, run=run)


def _telling(text: str, segments: Sequence[Segment]) -> Counter[int]:
    """How many telltales begin in each segment."""
    if text.count("%") + text.count(")") < LEAST_ROWS:
        return Counter()
    found = [match.start() for match in _TELLTALE.finditer(text)]
    if len(found) < LEAST_ROWS:
        return Counter()
    ends = [segment.span.end for segment in segments]
    return Counter(bisect_right(ends, place) for place in found)


def _rows(text: str, segments: Sequence[Segment], *, at: int) -> list[_Found]:
    """The rows that begin with segment `at`: one, or as many as follow each other on its line."""
    row = _row(text, segments, at=at)
    return [row] if row else _strip(text, segments, at=at)


def _strip(text: str, segments: Sequence[Segment], *, at: int) -> list[_Found]:
    """The rows of a line that holds nothing but several."""
    line = segments[at].span
    if len(line) > _LONGEST_STRIP:
        return []
    rows: list[_Found] = []
    place = line.start
    while place < line.end:
        match = _SYMBOLLED.match(text, place, line.end) or _NAMED.match(text, place, line.end)
        if match is None:
            return []
        rows.append(_Found(at, at + 1, match.groupdict(), Span(*match.span())))
        between = _BETWEEN.match(text, match.end(), line.end)
        place = between.end() if between else match.end()
    return rows


def _row(text: str, segments: Sequence[Segment], *, at: int) -> _Found | None:
    """The row that begins with segment `at`: on its own line, or over the next one or two as well."""
    span = segments[at].span
    if len(span) > _LONGEST:
        return None
    line = " ".join(span.of(text).split())
    match = _SYMBOLLED.fullmatch(line) or _NAMED.fullmatch(line)
    if match:
        return _Found(at, at + 1, match.groupdict(), span)
    name = _NAME.fullmatch(line)
    for end in range(at + 2, at + _TALLEST + 1):
        if name is None or end > len(segments) or len(segments[end - 1].span) > _LONGEST:
            return None
        figures = " ".join(" ".join(segment.span.of(text).split()) for segment in segments[at + 1 : end])
        match = _FIGURES.fullmatch(figures)
        if match:
            whole = Span(span.start, segments[end - 1].span.end)
            return _Found(at, end, name.groupdict() | match.groupdict(), whole)
    return None


def _closed(text: str, segments: Sequence[Segment], *, run: list[_Found]) -> list[Ticker]:
    """The ticker a run of rows makes, with the short line before its first row if every row has one."""
    if len(run) < LEAST_ROWS:
        return []
    first = run[0].first
    headed = all(later.first - earlier.end == 1 for earlier, later in pairwise(run))
    if headed and first and len(segments[first - 1].span.of(text).split()) <= 3:
        first -= 1
    numbers = [number for row in run for number in (row.cells["price"], row.cells["change"]) if number]
    point = _decimal_mark(numbers)
    return [Ticker(first, run[-1].end, tuple(_read(row, point) for row in run))]


def _read(row: _Found, point: str) -> Row:
    """The row's values; a change with a falling mark is negative."""
    cells = row.cells
    change = _value(cells["change"], point) if cells["change"] else None
    if change is not None and cells["sign"] and cells["sign"] in _FALLING:
        change = -change
    name, price, moved = (cells["name"] or "").strip(), cells["price"] or "0", cells.get("moved")
    if moved and not cells["by"] and _value(moved, point) > _value(price, point):
        # `FTSE 100 7,512.30 +0.6%`: nothing moves by more than it costs.
        name, price = f"{name} {price}", moved
    return Row(name, cells["symbol"] or None, _value(price, point), change, row.span)


def _decimal_mark(numbers: Sequence[str]) -> str:
    """The mark before the decimals in all of a ticker's numbers: what stands before other than three digits."""
    for number in numbers:
        match = re.search(r"[.,](?=(?:\d{1,2}|\d{4,})$)", number)
        if match:
            return match.group()
    return "."


def _value(number: str, point: str) -> float:
    return float("".join("." if c == point else c for c in number if c.isdigit() or c == point))
