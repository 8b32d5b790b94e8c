"""When the article was published: every date a page gives, what speaks for each day, the choice between them.

A day is a candidate wherever it is said: in JSON-LD, in the head, in a `<time>`, in the address, in the
record, or printed on the page. A small forest of boosted trees (`weights/published.npz`,
`weights/metadata.md`) orders the days; below its threshold a page is undated. The time of day comes from
the most exact witness for the chosen day.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from math import log1p
from operator import itemgetter

import numpy as np

from copydesk.clean.clues import Clues, distance
from copydesk.clean.stamps import read_timestamp
from copydesk.clean.trained import WEIGHTS
from copydesk.clean.witnesses import BRIEF, OPENING, Day, Witness, find_days
from copydesk.forest import load_forest
from copydesk.model import TEXT_KINDS, Span, Stamp

WITNESSES = (
    "linked_article", "linked_page", "linked_other", "linked_created", "linked_modified", "meta_published",
    "meta_generic", "meta_modified", "time_published", "time_modified", "time", "address", "record", "printed",
    "printed_cued", "printed_modified", "printed_alone", "printed_first", "printed_marked", "printed_head",
    "printed_furniture", "printed_prose", "printed_comment", "printed_footer", "with_clock", "printed_weekday",
    "image", "described",
)  # fmt: skip
FEATURES = (
    *WITNESSES, "nearest_title", "nearest_body", "order", "earliest", "latest", "age", "days", "is_most_printed",
    "address_month", "address_year", "address_has_day", "meta_present", "linked_present", "latest_modified",
    "position", "open_order", "length", "nth_printed", "beside_linked", "beside_meta", "beside_printed",
    "linked_modified_only", "latest_printed", "in_article", "article_score", "blocks_to_title", "blocks_to_body",
    "above_title", "peers", "earlier_peers", "prose_length", "days_shown", "scripted", "near_title_again",
    "printed_in_title", "printed_published", "printed_opening",
)  # fmt: skip
"""(`published-text.npz` was learned before the last five.)"""

_LATER = ("scripted", "printed_in_title", "printed_published", "printed_opening")
_ADDRESS_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?=[/-]|$)")
_ADDRESS_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[^\n\d]{0,40}(?:(?:19|20)\d\d\s?[-–—/]\s?)?(?P<year>20\d\d)(?!\d)", re.IGNORECASE
)
_RIGHTS = re.compile(r"[©(cC](?:(?<=©)|(?<=\()[cC]\)|(?<=[cC])[oO][pP][yY][rR])")
"""What a line of copyright begins with, found fast."""
_LONGEST_GAP = 20
"""Years after its publication in which a page may have been captured."""
_FAR = 40.0
"""Blocks."""
_MODIFIED = frozenset(("linked_modified", "meta_modified", "time_modified"))
_TRUST = (
    "linked_article", "meta_published", "time_published", "linked_page", "time", "printed", "meta_generic",
    "linked_created", "record", "scripted", "linked_other", "linked_modified", "meta_modified", "time_modified",
    "address", "image", "described",
)  # fmt: skip
_EVIDENCE = dict.fromkeys(_TRUST, "metadata") | {
    "time": "timestamp", "time_published": "timestamp", "time_modified": "timestamp", "printed": "timestamp",
    "address": "url", "image": "url", "record": "record",
}  # fmt: skip
_LEAST_TITLE, _MOST_AGAIN = 12, 8
"""Characters of a title that is looked for again on its page, and how often at most."""
CROWD = 3
"""So many clock times of one day are not those of one article."""
THRESHOLD = -2.2
"""A page whose best day scores less is undated: chosen so that dates given to undated pages and days lost balance."""

Figures = dict[str, float]
"""What some of `FEATURES` are."""


def find_published(clues: Clues, title: Span | None) -> tuple[Stamp | None, list[Day]]:
    """When the article was published, None where the page does not say; and every day the page gives.

    The value is as exact as the page is, in the zone the page gives; nothing is converted.
    """
    days = find_days(clues, title)
    captured = read_timestamp(clues.page.captured or "")
    possible = [
        at for at, d in enumerate(days) if may_date(d) and (captured is None or d.day <= captured.day)
    ]
    if not possible:
        return None, days
    forest = load_forest(WEIGHTS / ("published.npz" if clues.page.markup else "published-text.npz"))
    scores = forest.score(np.array(describe(clues, days, title=title), float))
    best = max(possible, key=lambda at: scores[at])
    if scores[best] < THRESHOLD:
        return None, days
    return stamp_of(days[best]), days


def may_date(day: Day) -> bool:
    """Whether a day has a witness that can date an article: prose alone and descriptions cannot."""
    sources = {w.source for w in day.witnesses}
    if sources - {"printed", "described", "image"}:
        return True
    return "printed" in sources and (
        day.also.count("printed_prose") < sum(w.source == "printed" for w in day.witnesses)
        or bool({BRIEF, OPENING, "printed_marked"} & set(day.also))
    )


def stamp_of(day: Day) -> Stamp:
    """The chosen day by its most exact witness; the visible one where none gives a clock time."""
    witnesses = sorted(day.witnesses, key=lambda w: _TRUST.index(w.source))
    exact = [
        w for w in witnesses if w.reading.grain != "day" and not w.reading.value[10:].startswith("T00:00")
    ]
    shown = [w for w in witnesses if w.span is not None]
    exact = [w for w in exact if w.source != "printed"] if _are_of_comments(exact, shown) else exact
    chosen = exact[0] if exact else (shown or witnesses)[0]
    # A clock time that is printed is the page's own word; the head's is used where it says more.
    same = [w for w in shown if w.reading.value[:16] == chosen.reading.value[:16]]
    chosen = same[0] if same and chosen.reading.zone is None else chosen
    value, grain = day.day + chosen.reading.value[10:], chosen.reading.grain
    if not exact:
        value, grain = day.day, "day"
    return Stamp(value, grain, chosen.reading.zone if exact else None, _EVIDENCE[chosen.source], chosen.span)


def _are_of_comments(exact: list[Witness], shown: list[Witness]) -> bool:
    """Whether the clock times printed are readers': many different ones, all behind a place that has the day alone."""
    printed = [w for w in exact if w.source == "printed" and w.span]
    first = min((w.span.start for w in printed if w.span), default=0)
    clocks = {w.reading.value[11:16] for w in printed}
    alone = (w for w in shown if w.reading.grain == "day" and w.span)
    return len(clocks) >= CROWD and any(w.span.start < first for w in alone if w.span)


def find_captured(clues: Clues, published: Stamp | None, *, days: list[Day]) -> Stamp | None:
    """When the page was captured: as its record says, else the latest date or copyright year its furniture betrays.

    What furniture says is a lower bound. It counts only where it is later than the publication; a year (grain
    `year`) only where no full date is.
    """
    recorded = read_timestamp(clues.page.captured) if clues.page.captured else None
    if recorded:
        return Stamp(recorded.value, recorded.grain, recorded.zone, "record")
    if published is None:
        return None
    return _latest_day(clues, published, days=days) or _latest_year(clues, published)


def _latest_day(clues: Clues, published: Stamp, *, days: list[Day]) -> Stamp | None:
    """The last day that furniture prints after the publication, within `_LONGEST_GAP` years; the last place of it."""
    last_year = int(published.value[:4]) + _LONGEST_GAP
    later = [d for d in days if published.day < d.day and int(d.day[:4]) <= last_year]
    for witness in (w for day in reversed(later) for w in reversed(day.witnesses)):
        if witness.source == "printed" and witness.span and _is_in_furniture(clues, witness.span):
            reading = witness.reading
            return Stamp(reading.value, reading.grain, reading.zone, "furniture", witness.span)
    return None


def _latest_year(clues: Clues, published: Stamp) -> Stamp | None:
    """The latest year of a copyright in furniture after the publication, within `_LONGEST_GAP` years."""
    year = int(published.value[:4])
    holding = [
        bisect_right(clues.blocks, match.start(), key=lambda block: block.span.end)
        for match in _RIGHTS.finditer(clues.text)
    ]
    years = [
        Span(*match.span("year"))
        for block in map(clues.blocks.__getitem__, dict.fromkeys(holding))
        if block.kind.is_furniture
        for match in _COPYRIGHT.finditer(clues.text, block.span.start, block.span.end)
        if year < int(match["year"]) <= year + _LONGEST_GAP
    ]
    if not years:
        return None
    span = max(years, key=lambda place: place.of(clues.text))
    return Stamp(span.of(clues.text), "year", None, "furniture", span)


def _is_in_furniture(clues: Clues, span: Span) -> bool:
    return any(block.span.contains(span) for block in clues.blocks if block.kind.is_furniture)


def describe(clues: Clues, days: list[Day], *, title: Span | None) -> list[tuple[float, ...]]:
    """One row of `FEATURES` for each day."""
    among, layout = _Days(clues, days), _Layout(clues, days, title=title)
    return [_row({**_witnessed(day), **among.place(i), **layout.place(day)}) for i, day in enumerate(days)]


_row = itemgetter(*FEATURES)


def _witnessed(day: Day) -> Figures:
    """How many witnesses of each kind a day has, and what their places are like."""
    counts = Counter(w.source for w in day.witnesses) + Counter(day.also)
    counts["with_clock"] = sum(w.reading.grain != "day" for w in day.witnesses)
    return {
        **{name: min(counts[name], 5) for name in (*WITNESSES, *_LATER)},
        "linked_modified_only": {w.source for w in day.witnesses} <= _MODIFIED,
        "open_order": all(w.reading.open_order for w in day.witnesses),
    }


class _Days:
    """The days of a page, and how each stands among them; what the address and the page say of all of them."""

    def __init__(self, clues: Clues, days: Sequence[Day]) -> None:
        self._days, self._length = days, len(clues.text)
        self._ordinals = [_ordinal(day.day) for day in days]
        self._kinds = [{w.source for w in day.witnesses} for day in days]
        self._on: dict[int, set[str]] = {}
        for ordinal, kinds in zip(self._ordinals, self._kinds, strict=True):
            self._on[ordinal] = self._on.get(ordinal, set()) | kinds
        self._firsts = [min((w.span.start for w in day.witnesses if w.span), default=-1) for day in days]
        self._shown = sorted(first for first in self._firsts if first >= 0)
        self._printed = [sum(w.source == "printed" for w in day.witnesses) for day in days]
        self._most = max(self._printed, default=0)
        modified = (day.day for day in days if any(w.source.endswith("modified") for w in day.witnesses))
        self._modified = max(modified, default="")
        month = _ADDRESS_MONTH.search(clues.address)
        self._month = f"{month[1]}-{int(month[2]):02}" if month else ""
        self._years = set(_ADDRESS_YEAR.findall(clues.address))
        said = set().union(*self._kinds)
        self._page = {
            "days": len(days),
            "days_shown": len(self._shown),
            "length": log1p(self._length),
            "address_has_day": "address" in said,
            "meta_present": "meta_published" in said,
            "linked_present": not said.isdisjoint(("linked_article", "linked_page")),
        }

    def place(self, i: int) -> Figures:
        """Where day `i` stands among the others, in time and on the page; what the page gives is the same for all."""
        day, first = self._days[i].day, self._firsts[i]
        beside = self._on.get(self._ordinals[i] - 1, set()) | self._on.get(self._ordinals[i] + 1, set())
        return {
            **self._page,
            "order": i,
            "earliest": i == 0,
            "latest": i == len(self._days) - 1,
            "age": log1p(self._ordinals[-1] - self._ordinals[i]),
            "latest_modified": bool(self._modified) and day > self._modified,
            "is_most_printed": self._printed[i] == self._most and self._most > 0,
            "latest_printed": first == self._shown[-1] if self._shown else 0,
            "nth_printed": self._shown.index(first) if first >= 0 else -1,
            "position": first / max(1, self._length),
            "address_month": day[:7] == self._month,
            "address_year": (day[:4] in self._years) - (bool(self._years) and day[:4] not in self._years),
            "beside_linked": "linked_article" in beside,
            "beside_meta": "meta_published" in beside,
            "beside_printed": "printed" in beside,
        }


class _Layout:
    """Where dates stand on a page, among its blocks, and among other dates of the same make."""

    def __init__(self, clues: Clues, days: Sequence[Day], *, title: Span | None) -> None:
        self._blocks = clues.blocks
        self._starts = [block.span.start for block in clues.blocks]
        self._title_end = title.end if title else 0
        self._body_start = clues.body.start if clues.body else 0
        self._title = None if title is None else self._at(title.start)
        self._body = None if clues.body is None else self._at(clues.body.start)
        self._alike: dict[str, list[str]] = {}
        for day in days:
            for holder in set(day.holders):
                self._alike.setdefault(holder, []).append(day.day)
        self._prose = log1p(sum(len(b.span) for b in clues.blocks if b.kind in TEXT_KINDS))
        self._again = _said_again(clues, title)

    def _at(self, start: int) -> int:
        return max(0, bisect_right(self._starts, start) - 1)

    def place(self, day: Day) -> Figures:
        """How far from title and body the day is printed, in characters and blocks, on which side, and how sure that
        is; how many days are held by the same sort of element (a list's), and how many of them are earlier."""
        spans = [w.span for w in day.witnesses if w.span]
        shown = [self._at(span.start) for span in spans]
        blocks = [self._blocks[at] for at in shown]
        alike = sorted({other for holder in set(day.holders) for other in self._alike[holder]})
        return {
            "nearest_title": min((distance(span.start - self._title_end) for span in spans), default=20.0),
            "nearest_body": min((distance(span.start - self._body_start) for span in spans), default=20.0),
            "blocks_to_title": self._blocks_to(self._title, shown),
            "blocks_to_body": self._blocks_to(self._body, shown),
            "above_title": self._title is not None and bool(shown) and max(shown) < self._title,
            "in_article": any(not block.kind.is_furniture for block in blocks) if blocks else -1,
            "article_score": max(
                (1 - block.score if block.kind.is_furniture else block.score for block in blocks), default=-1
            ),
            "prose_length": self._prose,
            "near_title_again": min(
                (log1p(_apart(span, again)) for span in spans for again in self._again), default=20.0
            ),
            "peers": len(alike),
            "earlier_peers": bisect_left(alike, day.day),
        }

    def _blocks_to(self, anchor: int | None, shown: Sequence[int]) -> float:
        """How many blocks the nearest place is from the anchor's; `_FAR` where either is missing."""
        return min((abs(at - anchor) for at in shown), default=_FAR) if anchor is not None else _FAR


def _said_again(clues: Clues, title: Span | None) -> list[Span]:
    """Where else on the page its title stands, as in a list of the newest."""
    if title is None or len(title) < _LEAST_TITLE:
        return []
    said = title.of(clues.text)
    starts = islice((match.start() for match in re.finditer(re.escape(said), clues.text)), _MOST_AGAIN)
    return [Span(start, start + len(said)) for start in starts if start != title.start]


def _apart(first: Span, second: Span) -> int:
    """How many characters lie between two spans."""
    return max(0, second.start - first.end, first.start - second.end)


def _ordinal(day: str) -> int:
    year, month, number = map(int, day.split("-"))
    return year * 372 + month * 31 + number
