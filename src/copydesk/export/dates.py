"""ISO 8601 values in words, the same on every machine."""

import re
from datetime import date

_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>\d\d(?::\d\d)?|[A-Z]{2})[\d:.]*(?P<zone>\S*))?)?)?"
)
_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_SEASON = re.compile(r"(?P<year>\d{4})-(?P<part>W\d\d|Q[1-4]|H[12]|SP|SU|FA|WI)")
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_YEARS = re.compile(r"(?P<decade>\d{3})X|(?P<century>\d\d)XX")
_LOOSE = {"PRESENT_REF": "now", "PAST_REF": "in the past", "FUTURE_REF": "in the future"}
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
MONTHS = (
    "January February March April May June July August September October November December".split()
)  # the locale must not change the report
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def in_words(value: str, *, weekday: bool = True) -> str:
    """`2024-10-12T08:20` as "Saturday 12 October 2024, 08:20"; anything else as it is."""
    found = _DATE.fullmatch(value)
    if not found:
        return _season_in_words(value)
    year, month, day, time, zone = found.groups()
    if month is None or not 1 <= int(month) <= 12:
        return value
    if day is None:
        return f"{MONTHS[int(month) - 1]} {year}"
    try:
        name = _DAYS[date(int(year), int(month), int(day)).weekday()]
    except ValueError:
        return value
    words = f"{int(day)} {MONTHS[int(month) - 1]} {year}"
    if weekday:
        words = f"{name} {words}"
    if time:
        words += f", {_PARTS.get(time, time)}" + (f" {zone.replace('Z', 'UTC')}" if zone else "")
    return words


def _season_in_words(value: str) -> str:
    found = _SEASON.fullmatch(value)
    if not found:
        return _years_in_words(value)
    year, part = found.groups()
    if part in _SEASONS:
        return f"{_SEASONS[part]} {year}"
    number = int(part[1:])
    if part[0] == "W":
        try:
            monday = date.fromisocalendar(int(year), number, 1)
        except ValueError:
            return value
        return f"the week of {in_words(monday.isoformat(), weekday=False)}"
    unit = {"Q": "quarter", "H": "half"}[part[0]]
    return f"{unit} {number} of {year}"


def _years_in_words(value: str) -> str:
    found = _YEARS.fullmatch(value)
    if not found:
        return _LOOSE.get(value, value)
    if found["decade"]:
        return f"the {found['decade']}0s"
    number = int(found["century"]) + 1
    teens = number % 100 in (11, 12, 13)
    return f"the {number}{'th' if teens else _ORDINALS.get(number % 10, 'th')} century"


def day_of(value: str | None) -> str | None:
    """The `YYYY-MM-DD` a value starts with, None if it is not so precise."""
    found = re.match(r"\d{4}-\d\d-\d\d", value or "")
    return found.group() if found else None
