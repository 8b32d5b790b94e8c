"""Lexemes of a matched pattern -> what the expression means."""

import re
from collections.abc import Callable
from datetime import MAXYEAR

from copydesk.annotate.times.lengths import amount_of, period
from copydesk.annotate.times.lexeme import Lexeme
from copydesk.annotate.times.meaning import Calendar, Clock, Fixed, Meaning, Shift
from copydesk.annotate.times.picks import (
    Lexemes,
    all_of,
    code_of,
    is_of_text,
    number_of,
    time_of_day,
    which_of,
)

Builder = Callable[[Lexemes], Meaning | None]
PRESENT, PAST, FUTURE = (Fixed("DATE", f"{when}_REF") for when in ("PRESENT", "PAST", "FUTURE"))
YEAR_END = Calendar("D", month=12, day=31)
"""`year-end`, `year's end`."""


def date_of(lexemes: Lexemes) -> Meaning | None:
    """Any date that names a month, a weekday or a year, with a time of day or without."""
    part = time_of_day(lexemes)
    if not all_of(lexemes, "month", "weekday", "year", "era"):
        return Clock(part) if part else None
    rest = [
        lexeme
        for index, lexeme in enumerate(lexemes)
        if not (index + 1 < len(lexemes) and lexemes[index + 1].kind == "ampm")
    ]
    month, day = number_of(rest, "month"), number_of(rest, "day", "ordinal")
    year, weekday = number_of(rest, "year"), number_of(rest, "weekday")
    number = number_of(rest, "number")
    if all_of(rest, "era"):
        year = year if year is not None else number if number is not None else day
        if month is None or number_of(rest, "year", "number") is None:
            day = day if month is not None and year != day else None
        if year is not None and _is_before_christ(rest):
            year = -year
    if (day is not None and not 1 <= day <= 31) or not _writable(year):
        return None
    unit = "D" if day is not None or weekday is not None else "M" if month is not None else "Y"
    named_unit = code_of(rest, "unit")
    if named_unit not in (None, "Y"):
        return None
    which = which_of(rest)
    of_text = is_of_text(rest)
    year_shift = None
    if named_unit == "Y" and year is None:
        year_shift, which = which or 0, None
    if month is not None:
        weekday = None
    return Calendar(
        unit, year, month, day, weekday, which=which, part=part, year_shift=year_shift, of_text=of_text
    )


def named_month(lexemes: Lexemes) -> Meaning | None:
    """`the month of April`: April."""
    unit = next(index for index, lexeme in enumerate(lexemes) if lexeme.kind == "unit")
    if lexemes[unit].value != "M" or _is_plural(lexemes[unit]):
        return None
    return date_of(lexemes[unit + 1 :])


def day_of_week(lexemes: Lexemes) -> Meaning | None:
    """`Friday next week`, `Monday of last week`."""
    if code_of(lexemes, "unit") != "W":
        return None
    return Calendar(
        "D", weekday=number_of(lexemes, "weekday"), week_shift=which_of(lexemes), part=time_of_day(lexemes)
    )


def iso_date(lexemes: Lexemes) -> Meaning | None:
    text = str(lexemes[0].value).upper()
    time = "T" + text.split("T")[1].rstrip("Z") if "T" in text else time_of_day(lexemes[1:])
    numbers = [int(piece) for piece in re.split(r"[-/.]", text.split("T")[0])]
    if len(numbers) != 3:
        return None
    if numbers[0] > 31:
        year, month, day = numbers
    else:
        month, day, year = numbers
        if "." in text or month > 12:
            month, day = day, month
        year += 0 if year > 99 else 2000 if year < 50 else 1900
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Calendar("D", year, month, day, part=time)


def day_word(lexemes: Lexemes) -> Meaning | None:
    amount = number_of(lexemes, "dayword")
    return Shift(amount or 0, "D", "D", part=time_of_day(lexemes), from_page=True)


def day_beyond(lexemes: Lexemes) -> Meaning | None:
    """`the day before yesterday`, `the day after tomorrow`."""
    amount = number_of(lexemes, "dayword")
    if code_of(lexemes, "unit") != "D" or amount is None:
        return None
    return Shift(amount + (1 if all_of(lexemes, "after") else -1), "D", "D", from_page=True)


def unit_step(lexemes: Lexemes) -> Meaning | None:
    """`last year`, `this week`, `the following month`, `that day`, `the year`."""
    unit = code_of(lexemes, "unit")
    if unit is None or unit.startswith("T"):
        return None
    which = which_of(lexemes)
    of_text = is_of_text(lexemes)
    if unit == "Q" and all_of(lexemes, "latest"):
        which, of_text = 0, True
    long = unit in {"E", "C"} and which == -1 and not of_text
    if _is_plural(lexemes[-1]) or long:
        return Fixed("DURATION", period(None if _is_plural(lexemes[-1]) else 1, unit))
    if unit == "F" and which:
        return Fixed("DURATION", period(1, unit))
    grain = "W" if unit == "F" else unit
    return Shift(which or 0, unit, grain, from_text=of_text, part=time_of_day(lexemes))


def unit_beside(lexemes: Lexemes) -> Meaning | None:
    """`the year before`, `the week after`, `the night before`: beside the time told of."""
    unit = code_of(lexemes, "unit") or "D"
    if unit.startswith("T") or _is_plural(lexemes[1]):
        return None
    step = 1 if all_of(lexemes, "after", "later") else -1
    return Shift(step, unit, _grain_of_step(unit), from_text=True, part=time_of_day(lexemes))


def season(lexemes: Lexemes) -> Meaning | None:
    season = code_of(lexemes, "season")
    year = number_of(lexemes, "year", "number")
    if year is not None and _is_before_christ(lexemes):
        year = -year
    if not _writable(year):
        return None
    if code_of(lexemes, "unit") == "Y" and year is None:
        return Calendar("S", season=season, year_shift=which_of(lexemes) or 0, of_text=is_of_text(lexemes))
    return Calendar("S", year, season=season, which=which_of(lexemes), of_text=is_of_text(lexemes))


def holiday(lexemes: Lexemes) -> Meaning | None:
    return Calendar(
        "D",
        number_of(lexemes, "year"),
        holiday=code_of(lexemes, "holiday"),
        which=which_of(lexemes),
        part=time_of_day(lexemes),
    )


def quarter(lexemes: Lexemes) -> Meaning | None:
    ordinal = number_of(lexemes, "ordinal")
    if ordinal is None:
        ordinal = 2 if any(lexeme.text in {"latter", "last"} for lexeme in lexemes) else None
    unit = "H" if all_of(lexemes, "half") else "Q"
    if unit == "Q" and not any(lexeme.value == "Q" for lexeme in lexemes):
        return None
    if ordinal is None or ordinal > (2 if unit == "H" else 4):
        return None
    year_shift = which_of(lexemes) if sum(x.value == "Y" for x in lexemes) else None
    return Calendar(unit, number_of(lexemes, "year"), number=ordinal, year_shift=year_shift)


def decade(lexemes: Lexemes) -> Meaning | None:
    value = number_of(lexemes, "decade")
    if value is None:
        return None
    if all_of(lexemes, "era"):
        return Fixed("DATE", f"BC{value // 10:03d}X")
    if value < 100:
        value += 1900
    return Fixed("DATE", f"{value // 10}X") if value >= 1000 else None


def century(lexemes: Lexemes) -> Meaning | None:
    number = number_of(lexemes, "ordinal")
    if number is None or not 1 <= number <= 30 or code_of(lexemes, "unit") != "C":
        return None
    era = "BC" if _is_before_christ(lexemes) else ""
    return Fixed("DATE", f"{era}{number - 1:02d}XX")


def duration(lexemes: Lexemes) -> Meaning | None:
    return _lasting(lexemes, amount_of(lexemes))


def half_unit(lexemes: Lexemes) -> Meaning | None:
    """`half an hour`, `half-year`."""
    return None if _is_plural(lexemes[-1]) else _lasting(lexemes, 0.5)


def long_unit(lexemes: Lexemes) -> Meaning | None:
    """`day-long`, `decades-long`."""
    return _lasting(lexemes, None if _is_plural(lexemes[0]) else 1)


def vague_duration(lexemes: Lexemes) -> Meaning | None:
    quarters = code_of(lexemes, "unit") == "Q"
    return _lasting(lexemes, None) if _is_plural(lexemes[-1]) and not quarters else None


def _lasting(lexemes: Lexemes, amount: float | None) -> Meaning | None:
    """So many of the unit named."""
    unit = code_of(lexemes, "unit")
    return Fixed("DURATION", period(amount, unit)) if unit else None


def _is_plural(lexeme: Lexeme) -> bool:
    return lexeme.text.endswith("s")


def _is_before_christ(lexemes: Lexemes) -> bool:
    return (code_of(lexemes, "era") or "").startswith("b")


def _grain_of_step(unit: str) -> str:
    return {"E": "Y", "C": "Y", "F": "W"}.get(unit, unit)


def ago(lexemes: Lexemes) -> Meaning | None:
    return _counted(lexemes, -1)


def later(lexemes: Lexemes) -> Meaning | None:
    return _counted(lexemes, 1 if all_of(lexemes, "later") else -1)


def _counted(lexemes: Lexemes, sign: int) -> Meaning | None:
    unit = code_of(lexemes, "unit")
    if unit is None:
        return None
    amount = amount_of(lexemes)
    from_text = bool(all_of(lexemes, "later", "earlier", "before"))
    if amount is None or unit.startswith("T"):
        return FUTURE if sign > 0 else PAST
    if not float(amount).is_integer():
        finer = {"Y": ("M", 12), "W": ("D", 7)}.get(unit)
        if finer:
            unit, amount = finer[0], amount * finer[1]
    inherit = unit == "Y" and amount == 1
    steps = sign * int(amount)
    return Shift(
        steps, unit, _grain_of_step(unit), from_text=from_text, inherit=inherit, from_page=not from_text
    )


def repeated(lexemes: Lexemes) -> Meaning | None:
    word = all_of(lexemes, "daily")
    if word:
        unit = {"daily": "D", "weekly": "W", "monthly": "M"}.get(word[0].text, "Y")
        return Fixed("SET", f"P1{unit}")
    weekday = number_of(lexemes, "weekday")
    if weekday is not None:
        return Fixed("SET", f"XXXX-WXX-{weekday}{time_of_day(lexemes)}")
    month = number_of(lexemes, "month")
    if month is not None:
        day = next(
            (f"-{x.value:02d}" for x in lexemes if x.kind in {"day", "ordinal"} and x.text[0].isdigit()), ""
        )
        return Fixed("SET", f"XXXX-{month:02d}{day}")
    season = code_of(lexemes, "season")
    if season is not None:
        return Fixed("SET", f"XXXX-{season}")
    if time_of_day(lexemes):
        return Fixed("SET", f"XXXX-XX-XX{time_of_day(lexemes)}")
    every = code_of(lexemes, "unit")
    return Fixed("SET", period(amount_of(lexemes) or 1, every)) if every else None


def year_before(lexemes: Lexemes) -> Meaning | None:
    """`the year-ago quarter`, `the year-earlier third quarter`, `the quarter a year ago`."""
    ordinal = number_of(lexemes, "ordinal")
    if ordinal is not None and ordinal <= 4:
        return Calendar("Q", number=ordinal, year_shift=-1)
    return Shift(-1, "Y", "Y", from_text=True, inherit=True)


def closed_year(lexemes: Lexemes) -> Meaning | None:
    """`the year` where its end is told beside it."""
    return Fixed("DURATION", "P1Y") if code_of(lexemes, "unit") == "Y" else None


def the_unit(lexemes: Lexemes) -> Meaning | None:
    """`the quarter`, `the weekend`: the one being told of."""
    unit = code_of(lexemes, "unit")
    if _is_plural(all_of(lexemes, "unit")[0]) or unit not in {"Q", "W", "WE", "Y", "M"}:
        return None
    return Shift(0, unit, unit, from_text=unit in {"M", "Q"})


def named_year_unit(lexemes: Lexemes) -> Meaning | None:
    """`the 1988 quarter`, `the 1988 period`: that year's quarter where a quarter is told of."""
    return Calendar("Y", number_of(lexemes, "year"), inherit=True)


def part_of_day(lexemes: Lexemes) -> Meaning | None:
    """`this morning`, `last night`, `that evening`, `the next morning`."""
    first = lexemes[0].kind
    which = -1 if first == "last" else 1 if all_of(lexemes, "next", "following") else 0
    return Shift(which, "D", "D", from_text=first not in {"this", "last"}, part=time_of_day(lexemes))


def lone_day(lexemes: Lexemes) -> Meaning | None:
    """A bare day of the month beside a date that lends it its month."""
    day = number_of(lexemes, "day", "ordinal")
    return Calendar("D", number_of(lexemes, "year"), day=day) if day is not None and day <= 31 else None


def year_of_era(lexemes: Lexemes) -> Meaning | None:
    """The beginning of `499 to 493 BC`; its neighbour lends the era."""
    year = number_of(lexemes, "day", "number", "year")
    return Calendar("Y", year) if year is not None and year > 0 and _writable(year) else None


def _writable(year: int | None) -> bool:
    """Whether a value's four digits hold it: `10,000 BC` has none."""
    return year is None or abs(year) <= MAXYEAR


def lone_year(lexemes: Lexemes) -> Meaning | None:
    """The end of `1915-17`."""
    number = number_of(lexemes, "day", "number")
    return Calendar("Y", year=number) if number is not None and number < 1000 else None


def clock(lexemes: Lexemes) -> Meaning | None:
    part = time_of_day(lexemes)
    return Clock(part) if part else None
