"""Meanings -> TIMEX3 values, read in order against the page's date and the time told of so far."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from copydesk.annotate.times.calendar import Point, holiday, point, shift, weekday_near
from copydesk.annotate.times.direction import NEVER_AHEAD, SURELY_PAST
from copydesk.annotate.times.lexicon import SEASON_MONTH
from copydesk.annotate.times.meaning import Calendar, Clock, Expression, Fixed, Shift
from copydesk.model import Anchor

NEAR_DAYS = 3.0
NEAR_MONTHS = 1.5
"""Months within which a day, or a month, is the one near at hand."""
_WINTER_ENDS, _SUMMER_BEGINS = 2, 6
"""Months."""
CLOCKS_APART = 2 / 31
"""Months (two days) by which the day where something happened may be ahead of the page's."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value with its type, what it was resolved against, and the other values it may have."""

    type: str
    value: str
    anchor: Anchor
    point: Point | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when an expression is read.

    `today` is the page's day where it was written, None on an undated page. `maybe_today` holds the other
    days it can have been there. `told` is the time last told of, `day` the last day, `month` the last month or
    day of the paragraph, `quarter` the last quarter. `history` says that the text tells of a time of its
    own, so that what it leaves out is that time's. `kind` is how `today` is known.
    """

    today: date | None
    maybe_today: tuple[date, ...] = ()
    told: Point | None = None
    day: Point | None = None
    month: Point | None = None
    quarter: Point | None = None
    history: bool = False
    kind: Anchor = Anchor.PUBLISHED


def resolve(expression: Expression, context: Context, *, direction: int) -> Resolved:
    """The expression's value in its context; `direction` is that of its verb (see `direction`)."""
    meaning = expression.meaning
    if isinstance(meaning, Fixed):
        return Resolved(meaning.type, meaning.value, Anchor.NONE)
    if isinstance(meaning, Clock):
        return _clock(meaning, context)
    if isinstance(meaning, Shift):
        return _shifted(meaning, context, direction=direction)
    return _calendar(meaning, context, direction=direction)


def _at(found: Point, part: str, *, anchor: Anchor, others: Iterable[Point | None] = ()) -> Resolved:
    """The point with its time of day, and the other points it may be."""
    value, *alternatives = [
        other.value + (part if other.grain == "D" else "") for other in (found, *others) if other is not None
    ]
    return Resolved("TIME" if part else "DATE", value, anchor, found, tuple(alternatives))


def _clock(meaning: Clock, context: Context) -> Resolved:
    base = context.day
    if base is None and context.today is not None and not context.history:
        base = point(context.today)
    if base is None:
        return Resolved("TIME", "XXXX-XX-XX" + meaning.part, Anchor.NONE)
    anchor = Anchor.TEXT if base is context.day else context.kind
    return Resolved("TIME", base.value + meaning.part, anchor, base)


def _shifted(meaning: Shift, context: Context, *, direction: int) -> Resolved:
    told = context.day or context.told if meaning.unit == "D" else context.told
    if context.quarter is not None and (meaning.inherit or (meaning.unit == "Q" and meaning.amount == 0)):
        moved = shift(context.quarter, meaning.amount, unit=meaning.unit, grain="Q")
        return Resolved("DATE", moved.value, Anchor.TEXT, moved)
    from_text = told is not None and (meaning.from_text or (context.history and not meaning.from_page))
    page = point(context.today) if context.today is not None else None
    base = told if from_text else page
    if base is None:
        return Resolved("TIME" if meaning.part else "DATE", _open_value(meaning), Anchor.NONE)
    grain = meaning.grain
    if meaning.inherit and from_text and told is not None and told.grain in "MQ":
        grain = told.grain
    too_coarse = base.grain in "YECHS" or (base.grain in "QM" and meaning.amount == 0)
    if from_text and too_coarse and meaning.unit in {"D", "W", "WE"}:
        return Resolved("DATE", _open_value(meaning), Anchor.NONE)
    amount = meaning.amount
    if meaning.unit == "Q" and meaning.from_text and not from_text:
        amount -= 1
    if meaning.unit == "WE" and not amount and context.today and context.today.isoweekday() < 5:
        amount = -1 if direction <= 0 else 0
    moved = shift(base, amount, unit=meaning.unit, grain=grain)
    return _at(moved, meaning.part, anchor=Anchor.TEXT if from_text else context.kind)


def _open_value(meaning: Shift) -> str:
    known = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}
    return known.get(meaning.grain, "XXXX") + (meaning.part if meaning.grain == "D" else "")


def _calendar(meaning: Calendar, context: Context, *, direction: int) -> Resolved:
    if meaning.inherit and context.quarter is not None and meaning.year is not None:
        quarter = replace(context.quarter, year=meaning.year)
        return Resolved("DATE", quarter.value, Anchor.TEXT, quarter)
    if meaning.year is not None:
        named = _in_year(meaning, meaning.year) or Point(meaning.year, 1, 1, "Y")
        return _at(named, meaning.part, anchor=Anchor.TEXT)
    told = (context.month or context.told) if meaning.unit in {"D", "M"} else context.told
    if meaning.weekday is not None and meaning.month is None:
        told = context.day or told
    if (context.history or meaning.of_text) and told is not None:
        base, anchor = told, Anchor.TEXT
    elif context.today is not None:
        base, anchor = point(context.today), context.kind
    else:
        return _open_calendar(meaning)
    if meaning.weekday is not None and meaning.month is None:
        return _weekday(meaning, context, base=base, anchor=anchor, direction=direction)
    year, others = _year_of(meaning, base, direction=direction, of_text=anchor is Anchor.TEXT)
    found = _in_year(meaning, year)
    if found is None:
        return _open_calendar(meaning)
    return _at(found, meaning.part, anchor=anchor, others=[_in_year(meaning, other) for other in others])


def _open_calendar(meaning: Calendar) -> Resolved:
    if meaning.weekday is not None and meaning.month is None:
        value = f"XXXX-WXX-{meaning.weekday}"
    elif meaning.month is not None:
        value = f"XXXX-{meaning.month:02d}" + (f"-{meaning.day:02d}" if meaning.day else "")
    elif meaning.day is not None:
        value = f"XXXX-XX-{meaning.day:02d}"
    elif meaning.season:
        value = f"XXXX-{meaning.season}"
    elif meaning.number:
        value = f"XXXX-{meaning.unit}{meaning.number}"
    else:
        value = "XXXX"
    return Resolved("TIME" if meaning.part else "DATE", value + meaning.part, Anchor.NONE)


def _in_year(meaning: Calendar, year: int) -> Point | None:
    """The point the meaning names in that year, None if there is none (30 February)."""
    if meaning.holiday:
        day = holiday(meaning.holiday, year)
        return point(day) if day else None
    if meaning.season:
        return Point(year, SEASON_MONTH[meaning.season], 1, "S")
    if meaning.number is not None:
        return Point(year, (meaning.number - 1) * (3 if meaning.unit == "Q" else 6) + 1, 1, meaning.unit)
    if meaning.month is None:
        return Point(year, 1, 1, "Y") if meaning.day is None else None
    found = Point(year, meaning.month, meaning.day or 1, "D" if meaning.day else "M")
    return found if year < 0 or found.date is not None else None


def _year_of(meaning: Calendar, base: Point, *, direction: int, of_text: bool) -> tuple[int, tuple[int, ...]]:
    """The year an undated month, day, season or quarter lies in, and other years it may lie in."""
    if meaning.year_shift is not None:
        return base.year + meaning.year_shift, ()
    here = (base.month, base.day) if meaning.day is not None else (base.month, 0)
    named = _in_year(meaning, base.year)
    if named is None:
        return base.year, ()
    there = (named.month, named.day) if meaning.day is not None else (named.month, 0)
    if meaning.which == -1:
        return base.year - (there >= here), ()
    if meaning.which == 1:
        return base.year + (there <= here), ()
    if meaning.which == 0 and meaning.season == "WI" and not of_text:
        begun = base.month <= _WINTER_ENDS or (direction < 0 and base.month <= _SUMMER_BEGINS)
        return base.year - begun, ()  # this winter began in December
    if meaning.which == 0 or there == here or meaning.number is not None:
        return base.year, ()
    if of_text:
        return base.year + _turn(here[0], there[0], grain=base.grain), ()
    return _nearest_year(base.year, here=here, there=there, direction=direction)


def _turn(here: int, there: int, *, grain: str) -> int:
    """A history tells on: January after a December is the next year's; before a bare year it is that year's."""
    if grain not in "MDS":
        return 0
    return 1 if here - there >= 8 else -1 if there - here >= 10 else 0


def _nearest_year(
    year: int, *, here: tuple[int, int], there: tuple[int, int], direction: int
) -> tuple[int, tuple[int, ...]]:
    """The year of a month or day, by its verb; one that is near at hand is meant whatever the verb.

    `payable Nov. 20`, printed on 2 November, is not last year's.
    """
    ahead = there > here
    months = (there[0] - here[0]) + (there[1] - here[1]) / 31
    to_come = months if ahead else months + 12
    gone = 12 - to_come
    nearer = 1 if to_come < gone else -1
    near_day, near_month = {NEVER_AHEAD: (CLOCKS_APART, 0.0), SURELY_PAST: (NEAR_MONTHS, 0.0)}.get(
        direction, (NEAR_DAYS, NEAR_MONTHS)
    )
    near = near_day if there[1] else near_month
    if min(to_come, gone) < near:
        direction = nearer
    past, coming = year - ahead, year + (not ahead)
    if direction == 0:
        return (coming, (past,)) if nearer > 0 else (past, (coming,))
    return (past, ()) if direction < 0 else (coming, ())


def _weekday(meaning: Calendar, context: Context, *, base: Point, anchor: Anchor, direction: int) -> Resolved:
    today = base.date
    weekday = meaning.weekday
    if today is None or weekday is None or (anchor is Anchor.TEXT and base.grain != "D"):
        return _open_calendar(meaning)
    week = timedelta(days=7)
    others: tuple[date, ...] = ()
    if meaning.week_shift is not None:
        day = today + meaning.week_shift * week + timedelta(days=weekday - today.isoweekday())
    elif meaning.which == -1:
        day = weekday_near(today - timedelta(days=1), weekday, direction=-1)
    elif meaning.which == 1:
        day = weekday_near(today + timedelta(days=1), weekday, direction=1)
        others = (day + week,)
    elif meaning.which == 0:
        day = weekday_near(today, weekday, direction=1 if direction >= 0 else -1)
    else:
        day, others = _bare_weekday(today, context.maybe_today, weekday=weekday, direction=direction)
    return _at(point(day), meaning.part, anchor=anchor, others=[point(other) for other in others])


def _bare_weekday(
    today: date, maybe_today: tuple[date, ...], *, weekday: int, direction: int
) -> tuple[date, tuple[date, ...]]:
    """`on Saturday`: that very day if the page can have been written on it, else the verb decides.

    News rarely calls a day six days back by its bare name, so a page that may have been written on a
    Saturday means that Saturday, and one that was not keeps tomorrow as its alternative.
    """
    week = timedelta(days=7)
    if today.isoweekday() == weekday:
        return today, ()
    for day in maybe_today:
        if day.isoweekday() == weekday:
            return day, (day - week,) if direction < 0 else (day + week,) if direction > 0 else (day - week,)
    day = weekday_near(today, weekday, direction=direction or -1)
    if direction == 0 or (today - day).days == 6:
        return day, (weekday_near(today, weekday, direction=1),)
    return day, ()


def told_after(expression: Expression, resolved: Resolved, *, context: Context) -> Context:
    """The context after an expression: what it names is the time told of, unless it only compares with it."""
    meaning, found = expression.meaning, resolved.point
    if found is None or (isinstance(meaning, Shift | Calendar) and meaning.inherit):
        return context
    day = found if found.grain == "D" else context.day
    month = found if found.grain in "DM" else context.month
    quarter = context.quarter
    if isinstance(meaning, Calendar) and meaning.unit == "Q" and meaning.year_shift is None:
        quarter = found
    return replace(context, told=found, day=day, month=month, quarter=quarter)
