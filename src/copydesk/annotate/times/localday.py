"""The page's day where its dateline stands, and the other days it may have been there."""

import json
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from copydesk.annotate.times.meaning import Today
from copydesk.clean.stamps import zone_minutes
from copydesk.model import Article
from copydesk.text import unaccented

_OFFSETS = Path(__file__).parent / "data" / "offsets.json"
WESTERNMOST, EASTERNMOST = -8 * 60, 9 * 60
"""Minutes from UTC between which the clocks of nearly all news sites stand (Los Angeles to Seoul)."""


def local_day(article: Article) -> Today | None:
    """The day the article tells its times from; None if the page is undated.

    A dateline's own date is that day. Else it is the stamp's, moved into the dateline's zone where both
    zones are known. Where the stamp's zone is not, the days that some site's clock allows are in `maybe`.
    """
    stamped = _moment(article.published.value) if article.published else None
    filed = _filed(article.dateline.date if article.dateline else None, stamped)
    if filed is not None:
        return Today(filed)
    if stamped is None or article.published is None:
        return None
    if article.published.grain == "day":
        return Today(stamped.date())
    here = article.published.zone
    there = offset_at(article.dateline.place if article.dateline else None, stamped.date())
    zone = zone_minutes(here)
    if there is None:
        return Today(stamped.date())
    if zone is not None:
        return Today((stamped + timedelta(minutes=there - zone)).date())
    days = {(stamped + timedelta(minutes=there - site)).date() for site in (WESTERNMOST, EASTERNMOST, there)}
    return Today(
        stamped.date(), tuple(sorted(days - {stamped.date()}, key=lambda day: abs(day - stamped.date())))
    )


def _moment(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def _filed(value: str | None, stamped: datetime | None) -> date | None:
    """The dateline's date; one without a year takes that which brings it nearest the stamp."""
    if value is None:
        return None
    try:
        if not value.startswith("--"):
            return date.fromisoformat(value[:10])
        if stamped is None:
            return None
        days = [date.fromisoformat(f"{stamped.year + step:04d}-{value[2:]}") for step in (-1, 0, 1)]
    except ValueError:
        return None
    return min(days, key=lambda day: abs(day - stamped.date()))


def offset_at(place: str | None, day: date) -> int | None:
    """Minutes ahead of UTC at a place on a day, None for a place not in the table.

    Summer time is taken to last from April to October in the north and from October to March in the
    south: an hour's error in the weeks around its change.
    """
    known = _offsets().get(unaccented(place).split(",")[0].strip()) if place else None
    if known is None:
        return None
    january, july = known
    return july if 4 <= day.month <= 10 else january


@cache
def _offsets() -> dict[str, tuple[int, int]]:
    table: dict[str, tuple[int, int]] = json.loads(_OFFSETS.read_text(encoding="utf-8"))
    return table
