"""Meanings -> TIMEX3 values, read in order against the page's date and the time told of so far."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from copydesk.annotate.times.calendar import Point, holiday, point, shift, weekday_near
from copydesk.annotate.times.lexicon import SEASON_MONTH
from copydesk.annotate.times.meaning import Calendar, Clock, Expression, Fixed, Shift
from copydesk.model import Anchor

_COARSE = "CEYHSQMWD"


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
    days it can have been there. `told` is the time last told of; `history` that the text tells of
    a time of its own, so that what it leaves out is that time's. `kind` is how `today` is known.
    """

    today: date | None
    maybe_today: tuple[date, ...] = ()
    told: Point | None = None
    history: bool = False
    kind: Anchor = Anchor.PUBLISHED


def resolve(expression: Expression, context: Context, direction: int) -> Resolved:
    """The expression's value in its context; `direction` is that of its verb: -1, 0, 1."""
    meaning = expression.meaning
    if isinstance(meaning, Fixed):
        return Resolved(meaning.type, meaning.value, Anchor.NONE)
    if isinstance(meaning, Clock):
        return _clock(meaning, context)
    if isinstance(meaning, Shift):
        return _shifted(meaning, context)
    return _calendar(meaning, context, direction)


def _with_part(found: Point, part: str) -> tuple[str, str]:
    if not part:
        return "DATE", found.value
    return "TIME", found.value + (part if found.grain == "D" else "")


def _clock(meaning: Clock, context: Context) -> Resolved:
    base = context.told if context.told and context.told.grain == "D" else None
    if base is None and context.today is not None and not context.history:
        base = point(context.today)
    if base is None:
        return Resolved("TIME", "XXXX-XX-XX" + meaning.part, Anchor.NONE)
    anchor = Anchor.TEXT if base is context.told else context.kind
    return Resolved("TIME", base.value + meaning.part, anchor, base)


def _shifted(meaning: Shift, context: Context) -> Resolved:
    told = context.told
    from_text = told is not None and (meaning.from_text or context.history)
    base = told if from_text else point(context.today) if context.today is not None else None
    if base is None or meaning.amount is None:
        return Resolved("TIME" if meaning.part else "DATE", _open_value(meaning), Anchor.NONE)
    grain = meaning.grain
    if meaning.inherit and told is not None and told.grain == "Q":
        base, grain, from_text = told, "Q", True
    elif meaning.inherit and from_text and told is not None and told.grain in "MQ":
        grain = told.grain
    too_coarse = base.grain in "YECHS" or (base.grain in "QM" and meaning.amount == 0)
    if from_text and too_coarse and meaning.unit in {"D", "W", "WE"}:
        return Resolved("DATE", _open_value(meaning), Anchor.NONE)
    moved = shift(base, meaning.amount, meaning.unit, grain)
    type_, value = _with_part(moved, meaning.part)
    return Resolved(type_, value, Anchor.TEXT if from_text else context.kind, moved)


def _open_value(meaning: Shift) -> str:
    known = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}
    return known.get(meaning.grain, "XXXX") + (meaning.part if meaning.grain == "D" else "")


def _calendar(meaning: Calendar, context: Context, direction: int) -> Resolved:
    if meaning.year is not None:
        found = _in_year(meaning, meaning.year)
        if found is None:
            return Resolved("DATE", f"{meaning.year:04d}", Anchor.TEXT)
        type_, value = _with_part(found, meaning.part)
        return Resolved(type_, value, Anchor.TEXT, found)
    told = context.told
    if (context.history or meaning.of_text) and told is not None:
        base, anchor = told, Anchor.TEXT
    elif context.today is not None:
        base, anchor = point(context.today), context.kind
    else:
        return _open_calendar(meaning)
    if meaning.weekday is not None and meaning.month is None:
        return _weekday(meaning, context, base, anchor, direction)
    year, others = _year_of(meaning, base, direction, anchor is Anchor.TEXT)
    found = _in_year(meaning, year)
    if found is None:
        return _open_calendar(meaning)
    type_, value = _with_part(found, meaning.part)
    alternatives = [_in_year(meaning, other) for other in others]
    return Resolved(
        type_,
        value,
        anchor,
        found,
        tuple(_with_part(other, meaning.part)[1] for other in alternatives if other),
    )


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


def _year_of(meaning: Calendar, base: Point, direction: int, of_text: bool) -> tuple[int, tuple[int, ...]]:
    """The year an undated month, day, season or quarter lies in, and other years it may lie in."""
    if meaning.year_shift is not None:
        return base.year + meaning.year_shift, ()
    if of_text:
        return base.year + (meaning.which or 0 if meaning.unit == "Y" else 0), ()
    here = (base.month, base.day) if meaning.day is not None else (base.month, 0)
    named = _in_year(meaning, base.year)
    if named is None:
        return base.year, ()
    there = (named.month, named.day) if meaning.day is not None else (named.month, 0)
    if meaning.which == -1:
        return base.year - (there >= here), ()
    if meaning.which == 1:
        return base.year + (there <= here), ()
    if meaning.which == 0 or there == here or meaning.number is not None:
        return base.year, ()
    ahead = there > here
    gap = abs(there[0] - here[0])
    if direction < 0:
        return (base.year - 1, ()) if ahead else (base.year, ())
    if direction > 0:
        return (base.year, ()) if ahead else (base.year + 1, (base.year,))
    if ahead:
        return (base.year, (base.year - 1,)) if gap <= 6 else (base.year - 1, (base.year,))
    return (base.year, (base.year + 1,)) if gap <= 8 else (base.year + 1, (base.year,))


def _weekday(meaning: Calendar, context: Context, base: Point, anchor: Anchor, direction: int) -> Resolved:
    today = base.date
    weekday = meaning.weekday
    if today is None or weekday is None or (anchor is Anchor.TEXT and base.grain != "D"):
        return _open_calendar(meaning)
    week = timedelta(days=7)
    others: tuple[date, ...] = ()
    if meaning.which == -1:
        day = weekday_near(today - timedelta(days=1), weekday, -1)
    elif meaning.which == 1:
        day = weekday_near(today + timedelta(days=1), weekday, 1)
        others = (day + week,)
    elif meaning.which == 0:
        day = weekday_near(today, weekday, 1 if direction >= 0 else -1)
    else:
        day, others = _bare_weekday(today, context.maybe_today, weekday, direction)
    found = point(day)
    type_, value = _with_part(found, meaning.part)
    return Resolved(
        type_, value, anchor, found, tuple(_with_part(point(other), meaning.part)[1] for other in others)
    )


def _bare_weekday(
    today: date, maybe_today: tuple[date, ...], weekday: int, direction: int
) -> tuple[date, tuple[date, ...]]:
    """`on Saturday`: that very day if the page can have been written on it, else the verb decides.

    News does not call a day six days back by its bare name, so a page that may have been written on
    a Saturday means that Saturday.
    """
    week = timedelta(days=7)
    if today.isoweekday() == weekday:
        return today, ()
    for day in maybe_today:
        if day.isoweekday() == weekday:
            return day, (day - week,) if direction < 0 else (day + week,) if direction > 0 else (day - week,)
    day = weekday_near(today, weekday, direction or -1)
    if direction == 0:
        return day, (weekday_near(today, weekday, 1),)
    return day, ()


def told_after(resolved: Resolved, told: Point | None) -> Point | None:
    """The time the text tells of after this expression: the last date that was not vague."""
    if resolved.point is None or resolved.type not in {"DATE", "TIME"}:
        return told
    found = resolved.point
    if told is not None and found.grain == "Y" and found.year == told.year and resolved.anchor is Anchor.TEXT:
        return replace(found, grain="Y")
    return found
