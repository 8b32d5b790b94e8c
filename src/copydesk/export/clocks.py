"""The times of a page side by side: which of them the report shows, and whether they tell a reader anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from copydesk.export.dates import day_of, in_words
from copydesk.export.page_view import PageView
from copydesk.model import Article, BlockKind, DatedValue, Span, Stamp, When


@dataclass(frozen=True, slots=True)
class Clocks:
    """The times of one page side by side: its stamp, its captions, and when the text's happening was."""

    page: PageView
    stamp: str
    captured: str
    captions: tuple[DatedValue, ...]
    events: tuple[DatedValue, ...]


def find_clocks(
    pages: Iterable[PageView], dated: Mapping[tuple[str, Span], DatedValue], *, when: When | None
) -> list[Clocks]:
    """The times of each page, if somewhere they differ or were inferred; else nothing. `dated` are the times of the
    story by source and span, `when` is when it happened."""
    day = day_of(when.begin) if when else None
    rows = [_clocks_of(page, dated, day=day) for page in pages]
    return rows if any(_tell_apart(row) for row in rows) else []


def _clocks_of(page: PageView, dated: Mapping[tuple[str, Span], DatedValue], *, day: str | None) -> Clocks:
    article = page.found.article
    captions = [block.span for block in article.blocks if block.kind == BlockKind.CAPTION]
    photographed, happened = [], []
    for time in page.found.times:
        value = dated.get((page.source, time.span))
        if value and any(span.contains(time.span) for span in captions):
            photographed.append(value)
        elif value and day and day_of(value.begin) == day:
            happened.append(value)
    return Clocks(
        page,
        _stamp(article.published),
        _stamp(article.captured),
        tuple(_first_of_each(photographed)),
        tuple(sorted(happened, key=lambda value: _roundabout(article, value))[:1]),
    )


def _stamp(stamp: Stamp | None) -> str:
    if stamp is None:
        return ""
    zone = "" if stamp.zone or stamp.grain == "day" or "T" not in stamp.value else " (zone not stated)"
    return in_words(stamp.value) + zone


def _first_of_each(values: Iterable[DatedValue]) -> list[DatedValue]:
    first: dict[str, DatedValue] = {}
    for value in values:
        first.setdefault(value.value, value)
    return list(first.values())


def _roundabout(article: Article, value: DatedValue) -> tuple[bool, bool, Span]:
    """Sorts the plainest word on the day first: no dateline, no hour, as early as may be."""
    filed = article.dateline is not None and article.dateline.span.contains(value.span)
    return filed, len(value.value) > len("2024-10-12"), value.span


def _tell_apart(row: Clocks) -> bool:
    """Whether a reader is told something by the row: its times are of several days, or of one that was worked out."""
    days = {day_of(value.begin) for value in (*row.captions, *row.events)}
    stamp = row.page.found.article.published
    if stamp:
        days.add(stamp.day)
    inferred = any(value.inferred_from for value in row.events)
    return inferred or (len(days - {None}) > 1) or (stamp is None and bool(row.events))
