"""Whether two time expressions can mean the same time, by as much as each of them says."""

import re

from copydesk.annotate.times import whole_day
from copydesk.model import Timex

_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)(?:-(\d\d))?(?=T|$)")
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")
_HOUR = re.compile(r"T(\d\d:\d\d)")


def exclude(one: Timex, two: Timex, *, days_only: bool = False) -> bool:
    """Whether both cannot be one time: other years, months, days, weekdays, or, on no other day, other hours.

    What one of them leaves open excludes nothing: `Friday` and `9 April` may be one day. With `days_only` what
    is no day, as `April 2012`, is not compared.
    """
    days = [_day(timex.value) for timex in (one, two)]
    if days_only and not all(day[2] or day[3] for day in days):
        return False
    if any(a and b and a != b for a, b in zip(days[0], days[1], strict=True)):
        return True
    hours = [match[1] for timex in (one, two) if (match := _HOUR.search(timex.value))]
    return len(hours) == 2 and hours[0] != hours[1]


def _day(value: str) -> tuple[str | None, str | None, str | None, str | None]:
    """Year, month, day and ISO weekday as far as the value gives them."""
    if weekday := _WEEKDAY.match(value):
        return (None, None, None, weekday[1])
    if not (found := _DAY.match(value)):
        return (value if re.fullmatch(r"\d{4}", value) else None, None, None, None)
    year = None if found[1] == "XXXX" else found[1]
    if not (year and found[3]):
        return (year, found[2], found[3], None)
    day = whole_day(found[0])
    return (year, found[2], found[3], str(day.isoweekday()) if day else None)
