"""Lexemes of a matched pattern -> what the expression means."""

import re
from collections.abc import Callable, Sequence
from datetime import MAXYEAR

from copydesk.annotate.times.lexer import Lexeme
from copydesk.annotate.times.meaning import Calendar, Clock, Fixed, Meaning, Shift

Lexemes = Sequence[Lexeme]
Builder = Callable[[Lexemes], Meaning | None]


def _all(lexemes: Lexemes, *kinds: str) -> list[Lexeme]:
    return [lexeme for lexeme in lexemes if lexeme.kind in kinds]


def _int(lexemes: Lexemes, *kinds: str) -> int | None:
    for lexeme in lexemes:
        if lexeme.kind in kinds and isinstance(lexeme.value, int):
            return lexeme.value
    return None


def _code(lexemes: Lexemes, kind: str) -> str | None:
    for lexeme in lexemes:
        if lexeme.kind == kind and isinstance(lexeme.value, str):
            return lexeme.value
    return None


_WHICH = {
    "last": -1,
    "previous": -1,
    "latest": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
}


def _which(lexemes: Lexemes) -> int | None:
    for lexeme in reversed(lexemes):
        if lexeme.kind in _WHICH:
            return _WHICH[lexeme.kind]
    return None


def _of_text(lexemes: Lexemes) -> bool:
    return any(lexeme.kind in {"following", "previous", "that", "same", "these"} for lexeme in lexemes)


def _part(lexemes: Lexemes) -> str:
    """`T10:35`, `TMO`, empty where no time of day stands."""
    half = _code(lexemes, "ampm")
    for index, lexeme in enumerate(lexemes):
        if lexeme.kind == "noon" and isinstance(lexeme.value, str):
            return lexeme.value
        nextkind = lexemes[index + 1].kind if index + 1 < len(lexemes) else ""
        if lexeme.kind == "clock" or (lexeme.kind in {"day", "number"} and nextkind == "ampm"):
            pieces = str(lexeme.text).replace(".", ":").split(":")
            if not all(piece.isdigit() for piece in pieces):
                pieces = [str(lexeme.value)]
            hour = int(pieces[0])
            if hour > 24 or (len(pieces) > 1 and int(pieces[1]) > 59):
                return ""
            if half == "pm" and hour < 12:
                hour += 12
            elif half == "am" and hour == 12:
                hour = 0
            return "T" + ":".join([f"{hour:02d}", *(pieces[1:] or ["00"])])
    part = _code(lexemes, "part") or ""
    named = _int(lexemes, "day", "number")
    if part and named is not None and named <= 12 and not _all(lexemes, "month", "weekday"):
        late = part in {"TAF", "TEV", "TNI"} and named < 12
        return f"T{named + 12 * late:02d}:00"
    return part or ("TNI" if any(x.text == "tonight" for x in lexemes) else "")


def date_of(lexemes: Lexemes) -> Meaning | None:
    """Any date that names a month, a weekday or a year, with a time of day or without."""
    part = _part(lexemes)
    if not _all(lexemes, "month", "weekday", "year", "era"):
        return Clock(part) if part else None
    rest = [
        lexeme
        for index, lexeme in enumerate(lexemes)
        if not (index + 1 < len(lexemes) and lexemes[index + 1].kind == "ampm")
    ]
    month, day = _int(rest, "month"), _int(rest, "day", "ordinal")
    year, weekday = _int(rest, "year"), _int(rest, "weekday")
    number = _int(rest, "number")
    if _all(rest, "era"):
        year = year if year is not None else number if number is not None else day
        if month is None or _int(rest, "year", "number") is None:
            day = day if month is not None and year != day else None
        if year is not None and (_code(rest, "era") or "").startswith("b"):
            year = -year
    if (day is not None and not 1 <= day <= 31) or not _writable(year):
        return None
    unit = "D" if day is not None or weekday is not None else "M" if month is not None else "Y"
    named_unit = _code(rest, "unit")
    if named_unit not in (None, "Y"):
        return None
    which = _which(rest)
    of_text = _of_text(rest)
    year_shift = None
    if named_unit == "Y" and year is None:
        year_shift, which = which or 0, None
    if month is not None:
        weekday = None
    return Calendar(
        unit, year, month, day, weekday, which=which, part=part, year_shift=year_shift, of_text=of_text
    )


def day_of_week(lexemes: Lexemes) -> Meaning | None:
    """`Friday next week`, `Monday of last week`."""
    if _code(lexemes, "unit") != "W":
        return None
    return Calendar("D", weekday=_int(lexemes, "weekday"), week_shift=_which(lexemes), part=_part(lexemes))


def iso_date(lexemes: Lexemes) -> Meaning | None:
    text = str(lexemes[0].value).upper()
    time = "T" + text.split("T")[1].rstrip("Z") if "T" in text else _part(lexemes[1:])
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
    amount = _int(lexemes, "dayword")
    return Shift(amount or 0, "D", "D", part=_part(lexemes), from_page=True)


def day_beyond(lexemes: Lexemes) -> Meaning | None:
    """`the day before yesterday`, `the day after tomorrow`."""
    amount = _int(lexemes, "dayword")
    if _code(lexemes, "unit") != "D" or amount is None:
        return None
    return Shift(amount + (1 if _all(lexemes, "after") else -1), "D", "D", from_page=True)


def unit_step(lexemes: Lexemes) -> Meaning | None:
    """`last year`, `this week`, `the following month`, `that day`, `the year`."""
    unit = _code(lexemes, "unit")
    if unit is None or unit.startswith("T"):
        return None
    which = _which(lexemes)
    of_text = _of_text(lexemes)
    if unit == "Q" and _all(lexemes, "latest"):
        which, of_text = 0, True
    long = unit in {"E", "C"} and which == -1 and not of_text
    if lexemes[-1].text.endswith("s") or long:
        return Fixed("DURATION", period(None if lexemes[-1].text.endswith("s") else 1, unit))
    if unit == "F" and which:
        return Fixed("DURATION", period(1, unit))
    grain = "W" if unit == "F" else unit
    return Shift(which or 0, unit, grain, from_text=of_text, part=_part(lexemes))


def unit_beside(lexemes: Lexemes) -> Meaning | None:
    """`the year before`, `the week after`, `the night before`: beside the time told of."""
    unit = _code(lexemes, "unit") or "D"
    if unit.startswith("T") or lexemes[1].text.endswith("s"):
        return None
    step = 1 if _all(lexemes, "after", "later") else -1
    return Shift(step, unit, _grain_of_step(unit), from_text=True, part=_part(lexemes))


def season(lexemes: Lexemes) -> Meaning | None:
    season = _code(lexemes, "season")
    year = _int(lexemes, "year", "number")
    if year is not None and (_code(lexemes, "era") or "").startswith("b"):
        year = -year
    if not _writable(year):
        return None
    if _code(lexemes, "unit") == "Y" and year is None:
        return Calendar("S", season=season, year_shift=_which(lexemes) or 0, of_text=_of_text(lexemes))
    return Calendar("S", year, season=season, which=_which(lexemes), of_text=_of_text(lexemes))


def holiday(lexemes: Lexemes) -> Meaning | None:
    return Calendar(
        "D",
        _int(lexemes, "year"),
        holiday=_code(lexemes, "holiday"),
        which=_which(lexemes),
        part=_part(lexemes),
    )


def quarter(lexemes: Lexemes) -> Meaning | None:
    ordinal = _int(lexemes, "ordinal")
    if ordinal is None:
        ordinal = 2 if any(lexeme.text in {"latter", "last"} for lexeme in lexemes) else None
    unit = "H" if _all(lexemes, "half") else "Q"
    if unit == "Q" and not any(lexeme.value == "Q" for lexeme in lexemes):
        return None
    if ordinal is None or ordinal > (2 if unit == "H" else 4):
        return None
    year_shift = _which(lexemes) if sum(x.value == "Y" for x in lexemes) else None
    return Calendar(unit, _int(lexemes, "year"), number=ordinal, year_shift=year_shift)


def decade(lexemes: Lexemes) -> Meaning | None:
    value = _int(lexemes, "decade")
    if value is None:
        return None
    if _all(lexemes, "era"):
        return Fixed("DATE", f"BC{value // 10:03d}X")
    if value < 100:
        value += 1900
    return Fixed("DATE", f"{value // 10}X") if value >= 1000 else None


def century(lexemes: Lexemes) -> Meaning | None:
    number = _int(lexemes, "ordinal")
    if number is None or not 1 <= number <= 30 or _code(lexemes, "unit") != "C":
        return None
    era = "BC" if (_code(lexemes, "era") or "").startswith("b") else ""
    return Fixed("DATE", f"{era}{number - 1:02d}XX")


def _amount(lexemes: Lexemes) -> int | float | None:
    """The number of units; None where it is vague."""
    before = []
    for lexeme in lexemes:
        if lexeme.kind == "unit":
            break
        before.append(lexeme)
    if any(lexeme.text == "couple" for lexeme in before):
        return 2
    numbers = [x.value for x in before if x.kind in {"number", "day", "year"}]
    if len(numbers) > 1:
        return None
    if any(lexeme.kind == "some" for lexeme in before) and not numbers:
        return None
    amount = numbers[0] if numbers else 1 if _all(before, "a") else None
    if not isinstance(amount, (int, float)):
        return None
    if _all(lexemes, "half"):
        amount += 0.5
    return amount


def _number_of(amount: float) -> str:
    return str(int(amount)) if float(amount).is_integer() else f"{amount:g}"


def period(amount: int | float | None, unit: str) -> str:
    """The ISO 8601 duration: `P3D`, `PT5H30M`, `P2Y6M`, `PXY`."""
    if unit == "F":
        amount, unit = (None if amount is None else amount * 2), "W"
    time = unit.startswith("T")
    prefix, letter = ("PT" if time else "P"), unit.removeprefix("T")
    if unit in {"E", "C"} and amount is not None:
        amount, letter = amount * (10 if unit == "E" else 100), "Y"
    if amount is None:
        return f"{prefix}X{letter}"
    finer = {"TH": (60, "M"), "TM": (60, "S"), "Y": (12, "M")}.get(unit)
    if finer and not float(amount).is_integer() and float(amount * finer[0]).is_integer():
        whole = int(amount)
        return (
            prefix + (f"{whole}{letter}" if whole else "") + f"{int((amount - whole) * finer[0])}{finer[1]}"
        )
    return f"{prefix}{_number_of(amount)}{letter}"


def duration(lexemes: Lexemes) -> Meaning | None:
    unit = _code(lexemes, "unit")
    if unit is None:
        return None
    return Fixed("DURATION", period(_amount(lexemes), unit))


def half_unit(lexemes: Lexemes) -> Meaning | None:
    """`half an hour`, `half-year`."""
    unit = _code(lexemes, "unit")
    return Fixed("DURATION", period(0.5, unit)) if unit and not lexemes[-1].text.endswith("s") else None


def long_unit(lexemes: Lexemes) -> Meaning | None:
    """`day-long`, `decades-long`."""
    unit, word = _code(lexemes, "unit"), lexemes[0].text
    return Fixed("DURATION", period(None if word.endswith("s") else 1, unit)) if unit else None


def vague_duration(lexemes: Lexemes) -> Meaning | None:
    unit = _code(lexemes, "unit")
    if unit in {None, "Q"} or not lexemes[-1].text.endswith("s") or unit is None:
        return None
    return Fixed("DURATION", period(None, unit))


def _grain_of_step(unit: str) -> str:
    return {"E": "Y", "C": "Y", "F": "W", "Q": "Q"}.get(unit, unit)


def ago(lexemes: Lexemes) -> Meaning | None:
    return _counted(lexemes, -1)


def later(lexemes: Lexemes) -> Meaning | None:
    return _counted(lexemes, 1 if _all(lexemes, "later") else -1)


def _counted(lexemes: Lexemes, sign: int) -> Meaning | None:
    unit = _code(lexemes, "unit")
    if unit is None:
        return None
    amount = _amount(lexemes)
    from_text = bool(_all(lexemes, "later", "earlier", "before"))
    vague = "FUTURE_REF" if sign > 0 else "PAST_REF"
    if amount is None or unit.startswith("T"):
        return Fixed("DATE", vague)
    if not float(amount).is_integer():
        finer = {"Y": ("M", 12), "W": ("D", 7)}.get(unit)
        if finer:
            unit, amount = finer[0], amount * finer[1]
    inherit = unit in {"Y"} and amount == 1
    steps = sign * int(amount)
    return Shift(
        steps, unit, _grain_of_step(unit), from_text=from_text, inherit=inherit, from_page=not from_text
    )


def repeated(lexemes: Lexemes) -> Meaning | None:
    word = _all(lexemes, "daily")
    if word:
        unit = {"daily": "D", "weekly": "W", "monthly": "M"}.get(word[0].text, "Y")
        return Fixed("SET", f"P1{unit}")
    weekday = _int(lexemes, "weekday")
    if weekday is not None:
        return Fixed("SET", f"XXXX-WXX-{weekday}{_part(lexemes)}")
    month = _int(lexemes, "month")
    if month is not None:
        day = next(
            (f"-{x.value:02d}" for x in lexemes if x.kind in {"day", "ordinal"} and x.text[0].isdigit()), ""
        )
        return Fixed("SET", f"XXXX-{month:02d}{day}")
    season = _code(lexemes, "season")
    if season is not None:
        return Fixed("SET", f"XXXX-{season}")
    if _part(lexemes):
        return Fixed("SET", f"XXXX-XX-XX{_part(lexemes)}")
    every = _code(lexemes, "unit")
    return Fixed("SET", period(_amount(lexemes) or 1, every)) if every else None


def year_before(lexemes: Lexemes) -> Meaning | None:
    """`the year-ago quarter`, `the year-earlier third quarter`, `the quarter a year ago`."""
    ordinal = _int(lexemes, "ordinal")
    if ordinal is not None and ordinal <= 4:
        return Calendar("Q", number=ordinal, year_shift=-1)
    return Shift(-1, "Y", "Y", from_text=True, inherit=True)


def year_end(lexemes: Lexemes) -> Meaning | None:
    """`year-end`, `year's end`."""
    return Calendar("D", month=12, day=31)


def closed_year(lexemes: Lexemes) -> Meaning | None:
    """`the year` where its end is told beside it."""
    return Fixed("DURATION", "P1Y") if _code(lexemes, "unit") == "Y" else None


def the_unit(lexemes: Lexemes) -> Meaning | None:
    """`the quarter`, `the weekend`: the one being told of."""
    unit = _code(lexemes, "unit")
    if _all(lexemes, "unit")[0].text.endswith("s"):
        return None
    return Shift(0, unit, unit, from_text=unit in {"M", "Q"}) if unit in {"Q", "W", "WE", "Y", "M"} else None


def named_year_unit(lexemes: Lexemes) -> Meaning | None:
    """`the 1988 quarter`, `the 1988 period`: that year's quarter where a quarter is told of."""
    return Calendar("Y", _int(lexemes, "year"), inherit=True)


def part_of_day(lexemes: Lexemes) -> Meaning | None:
    """`this morning`, `last night`, `that evening`, `the next morning`."""
    first = lexemes[0].kind
    which = -1 if first == "last" else 1 if _all(lexemes, "next", "following") else 0
    return Shift(which, "D", "D", from_text=first not in {"this", "last"}, part=_part(lexemes))


def lone_day(lexemes: Lexemes) -> Meaning | None:
    """A bare day of the month beside a date that lends it its month."""
    day = _int(lexemes, "day", "ordinal")
    return Calendar("D", _int(lexemes, "year"), day=day) if day is not None and day <= 31 else None


def year_of_era(lexemes: Lexemes) -> Meaning | None:
    """The beginning of `499 to 493 BC`; its neighbour lends the era."""
    year = _int(lexemes, "day", "number", "year")
    return Calendar("Y", year) if year is not None and year > 0 and _writable(year) else None


def _writable(year: int | None) -> bool:
    """Whether a value's four digits hold it: `10,000 BC` has none."""
    return year is None or abs(year) <= MAXYEAR


def lone_year(lexemes: Lexemes) -> Meaning | None:
    """The end of `1915-17`."""
    number = _int(lexemes, "day", "number")
    return Calendar("Y", year=number) if number is not None and number < 1000 else None


def present(lexemes: Lexemes) -> Meaning | None:
    return Fixed("DATE", "PRESENT_REF")


def past(lexemes: Lexemes) -> Meaning | None:
    return Fixed("DATE", "PAST_REF")


def future(lexemes: Lexemes) -> Meaning | None:
    return Fixed("DATE", "FUTURE_REF")


def clock(lexemes: Lexemes) -> Meaning | None:
    part = _part(lexemes)
    return Clock(part) if part else None
