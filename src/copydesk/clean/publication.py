"""When the article was published: every date a page gives, what speaks for each day, the choice between them.

A day is a candidate wherever it is said: in JSON-LD, in the head, in a `<time>`, in the address, in the
record, or printed on the page. A small forest of boosted trees (`weights/published.npz`,
`weights/metadata.md`) orders the days; below its threshold a page is undated. The time of day comes from
the most exact witness for the chosen day.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from math import log1p
from pathlib import Path

import numpy as np

from copydesk.clean.clues import Clues
from copydesk.clean.forest import Forest, load_forest
from copydesk.clean.stamps import read_timestamp
from copydesk.clean.witnesses import BRIEF, Day, Witness, find_days
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
    "above_title", "peers", "earlier_peers", "prose_length", "days_shown",
)  # fmt: skip

_ADDRESS_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?=[/-]|$)")
_ADDRESS_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[^\n\d]{0,40}(?:(?:19|20)\d\d\s?[-–—/]\s?)?(?P<year>20\d\d)(?!\d)", re.IGNORECASE
)
_RIGHTS = re.compile(r"[©(cC](?:(?<=©)|(?<=\()[cC]\)|(?<=[cC])[oO][pP][yY][rR])")
"""What a line of copyright begins with, found fast."""
_LONGEST_GAP = 20
_FAR = 40.0
_TRUST = (
    "linked_article", "meta_published", "time_published", "linked_page", "time", "printed", "meta_generic",
    "linked_created", "record", "linked_other", "linked_modified", "meta_modified", "time_modified", "address",
    "image", "described",
)  # fmt: skip
_EVIDENCE = dict.fromkeys(_TRUST, "metadata") | {
    "time": "timestamp", "time_published": "timestamp", "time_modified": "timestamp", "printed": "timestamp",
    "address": "url", "image": "url", "record": "record",
}  # fmt: skip
THRESHOLD = -2.0
"""A page whose best day scores less is undated: chosen so that dates given to undated pages and days lost balance."""
_WEIGHTS = Path(__file__).parent / "weights"


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
    scores = _forest(clues.page.markup is None).score(np.array(describe(clues, days, title), float))
    best = max(possible, key=lambda at: scores[at])
    if scores[best] < THRESHOLD:
        return None, days
    return stamp_of(days[best]), days


@cache
def _forest(is_text: bool) -> Forest:
    return load_forest(_WEIGHTS / ("published-text.npz" if is_text else "published.npz"))


def may_date(day: Day) -> bool:
    """Whether a day has a witness that can date an article: prose alone and descriptions cannot."""
    sources = {w.source for w in day.witnesses}
    if sources - {"printed", "described", "image"}:
        return True
    return "printed" in sources and (
        day.also.count("printed_prose") < sum(w.source == "printed" for w in day.witnesses)
        or bool({BRIEF, "printed_marked"} & set(day.also))
    )


def stamp_of(day: Day) -> Stamp:
    """The chosen day by its most exact witness; the visible one where none gives a clock time."""
    witnesses = sorted(day.witnesses, key=lambda w: _TRUST.index(w.source))
    exact = [
        w for w in witnesses if w.reading.grain != "day" and not w.reading.value[10:].startswith("T00:00")
    ]
    shown = [w for w in witnesses if w.span is not None]
    chosen = exact[0] if exact else (shown or witnesses)[0]
    # A clock time that is printed is the page's own word; the head's is used where it says more.
    same = [w for w in shown if w.reading.value[:16] == chosen.reading.value[:16]]
    chosen = same[0] if same and chosen.reading.zone is None else chosen
    value, grain = day.day + chosen.reading.value[10:], chosen.reading.grain
    if not exact:
        value, grain = day.day, "day"
    return Stamp(value, grain, chosen.reading.zone if exact else None, _EVIDENCE[chosen.source], chosen.span)


def find_captured(clues: Clues, published: Stamp | None, days: list[Day]) -> Stamp | None:
    """When the page was captured: as its record says, else the latest date or copyright year its furniture betrays.

    What furniture says is a lower bound. It counts only where it is later than the publication; a year (grain
    `year`) only where no full date is.
    """
    if clues.page.captured:
        reading = read_timestamp(clues.page.captured)
        if reading:
            return Stamp(reading.value, reading.grain, reading.zone, "record")
    if published is None:
        return None
    latest: Witness | None = None
    last_year = int(published.value[:4]) + _LONGEST_GAP
    for day in days:
        if not published.value[:10] < day.day or int(day.day[:4]) > last_year:
            continue
        for witness in day.witnesses:
            span = witness.span
            if witness.source == "printed" and span and _is_in_furniture(clues, span):
                latest = witness
    if latest is not None:
        return Stamp(
            latest.reading.value, latest.reading.grain, latest.reading.zone, "furniture", latest.span
        )
    holding = [
        bisect_right(clues.blocks, match.start(), key=lambda block: block.span.end)
        for match in _RIGHTS.finditer(clues.text)
    ]
    years = [
        Span(*match.span("year"))
        for block in map(clues.blocks.__getitem__, dict.fromkeys(holding))
        if block.kind.is_furniture
        for match in _COPYRIGHT.finditer(clues.text, block.span.start, block.span.end)
        if int(published.value[:4]) < int(match["year"]) <= last_year
    ]
    if not years:
        return None
    span = max(years, key=lambda year: year.of(clues.text))
    return Stamp(span.of(clues.text), "year", None, "furniture", span)


def _is_in_furniture(clues: Clues, span: Span) -> bool:
    return any(block.span.contains(span) for block in clues.blocks if block.kind.is_furniture)


def describe(clues: Clues, days: list[Day], title: Span | None) -> list[list[float]]:
    """One row of `FEATURES` for each day."""
    address = clues.address
    month = _ADDRESS_MONTH.search(address)
    month_said = f"{month[1]}-{int(month[2]):02}" if month else ""
    years = set(_ADDRESS_YEAR.findall(address))
    has_day = any(w.source == "address" for d in days for w in d.witnesses)
    meta_present = any(w.source == "meta_published" for d in days for w in d.witnesses)
    linked_present = any(w.source in ("linked_article", "linked_page") for d in days for w in d.witnesses)
    modified = [d.day for d in days if any(w.source.endswith("modified") for w in d.witnesses)]
    printed = [sum(w.source == "printed" for w in d.witnesses) for d in days]
    anchor = title.end if title else 0
    body = clues.body.start if clues.body else 0
    layout = _Layout(clues, days, title)
    rows: list[list[float]] = []
    ordinals = [_ordinal(d.day) for d in days]
    kinds = [{w.source for w in d.witnesses} for d in days]
    firsts = [min((w.span.start for w in d.witnesses if w.span), default=-1) for d in days]
    shown = sorted(f for f in firsts if f >= 0)
    most = max(printed, default=0)
    on: dict[int, list[set[str]]] = {}
    for ordinal, kind in zip(ordinals, kinds, strict=True):
        on.setdefault(ordinal, []).append(kind)
    for i, day in enumerate(days):
        counts = dict.fromkeys(WITNESSES, 0)
        for witness in day.witnesses:
            counts[witness.source] += 1
            counts["with_clock"] += witness.reading.grain != "day"
        for trait in day.also:
            counts[trait] = counts.get(trait, 0) + 1
        spans = [w.span for w in day.witnesses if w.span]
        to_title = min((_distance(s.start - anchor) for s in spans), default=20.0)
        to_body = min((_distance(s.start - body) for s in spans), default=20.0)
        first = firsts[i]
        near = on.get(ordinals[i] - 1, []) + on.get(ordinals[i] + 1, [])
        rows.append(
            [
                *(min(counts[w], 5) for w in WITNESSES),
                to_title,
                to_body,
                i,
                i == 0,
                i == len(days) - 1,
                log1p(ordinals[-1] - ordinals[i]),
                len(days),
                printed[i] == most and most > 0,
                day.day[:7] == month_said,
                (day.day[:4] in years) - (bool(years) and day.day[:4] not in years),
                has_day,
                meta_present,
                linked_present,
                bool(modified) and day.day > modified[-1],
                first / max(1, len(clues.text)),
                all(w.reading.open_order for w in day.witnesses),
                log1p(len(clues.text)),
                shown.index(first) if first >= 0 else -1,
                any("linked_article" in k for k in near),
                any("meta_published" in k for k in near),
                any("printed" in k for k in near),
                kinds[i] <= {"linked_modified", "meta_modified", "time_modified"},
                first == shown[-1] if shown else 0,
                *layout.place(day),
                layout.prose,
                len(shown),
            ]
        )
    return rows


class _Layout:
    """Where dates stand among a page's blocks and among other dates of the same make."""

    def __init__(self, clues: Clues, days: Sequence[Day], title: Span | None) -> None:
        self._blocks = clues.blocks
        self._starts = [block.span.start for block in clues.blocks]
        self._title = None if title is None else self._at(title.start)
        self._body = None if clues.body is None else self._at(clues.body.start)
        self._alike: dict[str, list[str]] = {}
        for day in days:
            for holder in set(day.holders):
                self._alike.setdefault(holder, []).append(day.day)
        self.prose = log1p(sum(len(b.span) for b in clues.blocks if b.kind in TEXT_KINDS))

    def _at(self, start: int) -> int:
        return max(0, bisect_right(self._starts, start) - 1)

    def place(self, day: Day) -> tuple[float, ...]:
        """Whether the day is printed on the article's side, how sure that is, how many blocks from the title
        and from the running text, whether above the title only; how many days are held by the same sort of
        element (a list's), and how many of them are earlier."""
        shown = [self._at(w.span.start) for w in day.witnesses if w.span]
        alike = sorted({d for holder in set(day.holders) for d in self._alike[holder]})
        peers = len(alike), bisect_left(alike, day.day)
        if not shown:
            return (-1, -1, _FAR, _FAR, 0, *peers)
        blocks = [self._blocks[at] for at in shown]
        return (
            any(not block.kind.is_furniture for block in blocks),
            max(1 - block.score if block.kind.is_furniture else block.score for block in blocks),
            min((abs(at - self._title) for at in shown), default=_FAR) if self._title is not None else _FAR,
            min((abs(at - self._body) for at in shown), default=_FAR) if self._body is not None else _FAR,
            self._title is not None and max(shown) < self._title,
            *peers,
        )


def _distance(characters: int) -> float:
    """A signed logarithm: what lies after the anchor counts as nearer than what lies before."""
    return log1p(characters) if characters >= 0 else 10 + log1p(-characters)


def _ordinal(day: str) -> int:
    year, month, number = map(int, day.split("-"))
    return year * 372 + month * 31 + number
