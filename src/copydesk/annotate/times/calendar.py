"""Points of the calendar, TIMEX3 values of them, and the days a value bounds."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from datetime import time as clock

from copydesk.annotate.times.lexicon import (
    EASTER_HOLIDAYS,
    FIXED_HOLIDAYS,
    HOURS_OF_PART,
    SEASON_MONTH,
    WEEKDAY_HOLIDAYS,
)

FIRST_YEAR, LAST_YEAR = 1, 9998

_VALUE = re.compile(
    r"(?P<y>\d{4})(?:-(?:W(?P<w>\d\d)(?P<we>-WE)?|Q(?P<q>[1-4])|H(?P<h>[12])|(?P<s>SP|SU|FA|WI)"
    r"|(?P<m>\d\d)(?:-(?P<d>\d\d)(?:T(?P<t>\d\d(?::\d\d){0,2}|MO|AF|EV|NI|DT))?)?))?$"
)


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the calendar to the precision of `grain` (`D W WE M Q H S Y E C`); BC years are negative.

    There is no year 0: 1 BC is -1.
    """

    year: int
    month: int
    day: int
    grain: str

    @property
    def date(self) -> date | None:
        """The (first) day, None outside the years Python knows."""
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def value(self) -> str:
        """The TIMEX3 value, `BC` before the year of one before our era."""
        era = "BC" if self.year < 0 else ""
        year = f"{era}{abs(self.year):04d}"
        match self.grain:
            case "D":
                return f"{year}-{self.month:02d}-{self.day:02d}"
            case "W" | "WE":
                iso = (self.date or date(2000, 1, 1)).isocalendar()
                return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if self.grain == "WE" else "")
            case "M":
                return f"{year}-{self.month:02d}"
            case "Q":
                return f"{year}-Q{(self.month - 1) // 3 + 1}"
            case "H":
                return f"{year}-H{(self.month - 1) // 6 + 1}"
            case "S":
                return f"{year}-{season_of(self.month)}"
            case "E":
                return year[:-1] + "X"
            case "C":
                return year[:-2] + "XX"
            case _:
                return year


def point(day: date, grain: str = "D") -> Point:
    """The point `day` lies in at this grain."""
    return Point(day.year, day.month, day.day, grain)


def whole_day(value: str) -> date | None:
    """The day that a TIMEX3 or ISO 8601 value is; None for what is coarser, finer, open or no date."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def season_of(month: int) -> str:
    """The season a month belongs to; December is in the winter named after its year."""
    return {12: "WI", 1: "WI", 2: "WI", 3: "SP", 4: "SP", 5: "SP", 6: "SU", 7: "SU", 8: "SU"}.get(month, "FA")


def shift(start: Point, amount: int, *, unit: str, grain: str) -> Point:
    """`amount` units on (or back) from `start`, at `grain`. Months too short are cut at their end.

    Steps that leave the years Python knows, or those of four digits before our era, come back as they were, at
    `grain`.
    """
    months = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}
    if unit in months:
        total = _ordinal_year(start.year) * 12 + start.month - 1 + amount * months[unit]
        year, month = divmod(total, 12)
        if abs(_named_year(year)) > LAST_YEAR:
            return replace(start, grain=grain)
        moved = Point(_named_year(year), month + 1, start.day, grain)
        if moved.date is None and moved.year > 0:
            moved = replace(moved, day=min(moved.day, 28))
        return moved
    days = {"D": 1, "W": 7, "WE": 7, "F": 14}.get(unit)
    begun = start.date
    if days is None or begun is None:
        return replace(start, grain=grain)
    try:
        return point(begun + timedelta(days=amount * days), grain)
    except OverflowError:
        return replace(start, grain=grain)


def _ordinal_year(year: int) -> int:
    return year if year > 0 else year + 1


def _named_year(ordinal: int) -> int:
    return ordinal if ordinal > 0 else ordinal - 1


def weekday_near(anchor: date, weekday: int, *, direction: int) -> date:
    """The day of that ISO weekday: on or before the anchor (-1), on or after (1), nearest (0)."""
    back = (anchor.isoweekday() - weekday) % 7
    forth = (weekday - anchor.isoweekday()) % 7
    if direction < 0 or (direction == 0 and back <= forth):
        return anchor - timedelta(days=back)
    return anchor + timedelta(days=forth)


def holiday(name: str, year: int) -> date | None:
    """The day of a holiday in a year, None for a year outside Python's."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if name in EASTER_HOLIDAYS:
        return _easter(year) + timedelta(days=EASTER_HOLIDAYS[name])
    if name in WEEKDAY_HOLIDAYS:
        month, weekday, number, beyond = WEEKDAY_HOLIDAYS[name]
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1) + beyond)
    return date(year, *FIXED_HOLIDAYS[name])


def _easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus (Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def bounds(value: str) -> tuple[str | None, str | None]:
    """The half-open ISO bounds of a resolved value; (None, None) for one that bounds nothing."""
    if re.fullmatch(r"\d\d\dX|\d\dXX", value):
        length = 10 if value[3] == "X" and value[2] != "X" else 100
        first = int(value.rstrip("X")) * length
        return _year(first), _year(first + length)
    match = _VALUE.match(value)
    if match is None:
        return None, None
    year = int(match["y"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None, None
    try:
        return _bounds(match, year)
    except (ValueError, OverflowError):
        return None, None


def _bounds(match: re.Match[str], year: int) -> tuple[str | None, str | None]:
    if match["w"]:
        monday = date.fromisocalendar(year, int(match["w"]), 1)
        first = monday + timedelta(days=5) if match["we"] else monday
        return first.isoformat(), (monday + timedelta(days=7)).isoformat()
    if match["d"]:
        day = date(year, int(match["m"]), int(match["d"]))
        return _hours(day, match["t"]) if match["t"] else (day.isoformat(), _day_after(day, 1))
    for group, length, month in (
        ("m", 1, int(match["m"] or 1)),
        ("q", 3, 3 * int(match["q"] or 1) - 2),
        ("h", 6, 6 * int(match["h"] or 1) - 5),
        ("s", 3, SEASON_MONTH.get(match["s"] or "", 1)),
        ("y", 12, 1),
    ):
        if match[group]:
            first = date(year, month, 1)
            later = month - 1 + length
            return first.isoformat(), date(year + later // 12, later % 12 + 1, 1).isoformat()
    return None, None


def _hours(day: date, time: str) -> tuple[str, str]:
    if "T" + time in HOURS_OF_PART:
        first, last = HOURS_OF_PART["T" + time]
        return _hour(day, first), _hour(day, last)
    hour = int(time[:2])
    if len(time) == 2:
        return _hour(day, hour), _hour(day, hour + 1)
    if hour >= 24:
        return f"{_day_after(day, 1)}T00:00", f"{_day_after(day, 1)}T00:01"
    moment = datetime.combine(day, clock.fromisoformat(time))
    grain = timedelta(seconds=1) if len(time) > 5 else timedelta(minutes=1)
    shown = "seconds" if len(time) > 5 else "minutes"
    return moment.isoformat(timespec=shown), (moment + grain).isoformat(timespec=shown)


def _hour(day: date, hour: int) -> str:
    return f"{_day_after(day, hour // 24)}T{hour % 24:02d}:00"


def _day_after(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()


def _year(year: int) -> str | None:
    return f"{year:04d}-01-01" if FIRST_YEAR <= year <= LAST_YEAR else None
