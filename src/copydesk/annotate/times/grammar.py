"""The patterns of time expressions over lexeme classes, and what each means."""

import re
from collections.abc import Callable, Sequence

from copydesk.annotate.times.lexer import CLASSES, Lexeme, lex, shape
from copydesk.annotate.times.meaning import Calendar, Clock, Expression, Fixed, Meaning, Shift

Builder = Callable[[Sequence[Lexeme]], Meaning | None]

_PARTS = {
    "MOD": "(the? edge of the? | the? early hyphen? in? the? | the? mid hyphen?)?",
    "NEAR": "(about | more least | least to | more more least)?",
    "NUM": "(number | day | a some of? | the? some of? | a | number to number | number or number)",
    "NUMBER": "(number | day)",
    "STEP": "(last | next | following | previous | coming | current | latest | recent)",
    "CLOCK": "((clock ampm? | (day|number) ampm | noon) zone?)",
    "DETERMINED": (
        "(this | that | the same | the? last | the? next | the? following | the? previous | the? coming"
        " | the? current | the? latest | the edge of the)"
    ),
    "ANNUAL": "(of? year era? | of (this | last | next | that | the same) unit)",
    "MONTHDAY": "(month (day|ordinal) | (the? ordinal of? | day of?) month)",
    "TAIL": "(comma? of? year era? | of? (the|that) (same|following|previous|next)? unit | (this|last|next) unit)?",
}


def _compiled(pattern: str) -> re.Pattern[str]:
    for _ in range(3):
        pattern = re.sub(r"[A-Z]+", lambda m: _PARTS[m.group()], pattern)
    letters = re.sub(r"[a-z]+", lambda m: "\x00" + m.group() + "\x00", pattern.replace(" ", "\x01"))
    letters = re.sub(r"\x00([a-z]+)\x00", lambda m: re.escape(CLASSES[m.group(1)]), letters)
    return re.compile(letters.replace("\x01", ""))


def _all(lexemes: Sequence[Lexeme], *kinds: str) -> list[Lexeme]:
    return [lexeme for lexeme in lexemes if lexeme.kind in kinds]


def _int(lexemes: Sequence[Lexeme], *kinds: str) -> int | None:
    for lexeme in lexemes:
        if lexeme.kind in kinds and isinstance(lexeme.value, int):
            return lexeme.value
    return None


def _code(lexemes: Sequence[Lexeme], kind: str) -> str | None:
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


def _which(lexemes: Sequence[Lexeme]) -> int | None:
    for lexeme in reversed(lexemes):
        if lexeme.kind in _WHICH:
            return _WHICH[lexeme.kind]
    return None


def _of_text(lexemes: Sequence[Lexeme]) -> bool:
    return any(lexeme.kind in {"following", "previous", "that", "same", "these"} for lexeme in lexemes)


def _part(lexemes: Sequence[Lexeme]) -> str:
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
    return _code(lexemes, "part") or ("TNI" if any(x.text == "tonight" for x in lexemes) else "")


def _date(lexemes: Sequence[Lexeme]) -> Meaning | None:
    """Any date that names a month, a weekday or a year, with a time of day or without."""
    part = _part(lexemes)
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
    if day is not None and not 1 <= day <= 31:
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
    if month is not None and weekday is not None:
        weekday, which = (weekday, which) if day is None else (None, None)
    return Calendar(
        unit, year, month, day, weekday, which=which, part=part, year_shift=year_shift, of_text=of_text
    )


def _iso(lexemes: Sequence[Lexeme]) -> Meaning | None:
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


def _dayword(lexemes: Sequence[Lexeme]) -> Meaning | None:
    amount = _int(lexemes, "dayword")
    return Shift(amount or 0, "D", "D", part=_part(lexemes))


def _unit_step(lexemes: Sequence[Lexeme]) -> Meaning | None:
    """`last year`, `this week`, `the following month`, `that day`, `the year`."""
    unit = _code(lexemes, "unit")
    if unit is None or unit.startswith("T"):
        return None
    which = _which(lexemes)
    of_text = _of_text(lexemes)
    grain = "W" if unit == "F" else unit
    return Shift(which or 0, unit, grain, from_text=of_text, part=_part(lexemes))


def _season(lexemes: Sequence[Lexeme]) -> Meaning | None:
    season = _code(lexemes, "season")
    year = _int(lexemes, "year", "number")
    if year is not None and (_code(lexemes, "era") or "").startswith("b"):
        year = -year
    if _code(lexemes, "unit") == "Y" and year is None:
        return Calendar("S", season=season, year_shift=_which(lexemes) or 0, of_text=_of_text(lexemes))
    return Calendar("S", year, season=season, which=_which(lexemes), of_text=_of_text(lexemes))


def _holiday(lexemes: Sequence[Lexeme]) -> Meaning | None:
    return Calendar(
        "D",
        _int(lexemes, "year"),
        holiday=_code(lexemes, "holiday"),
        which=_which(lexemes),
        part=_part(lexemes),
    )


def _quarter(lexemes: Sequence[Lexeme]) -> Meaning | None:
    ordinal = _int(lexemes, "ordinal")
    if ordinal is None:
        ordinal = 2 if any(lexeme.text in {"latter", "last"} for lexeme in lexemes) else None
    unit = "H" if _all(lexemes, "half") else "Q"
    if ordinal is None or ordinal > (2 if unit == "H" else 4):
        return None
    year_shift = _which(lexemes) if sum(x.value == "Y" for x in lexemes) else None
    return Calendar(unit, _int(lexemes, "year"), number=ordinal, year_shift=year_shift)


def _decade(lexemes: Sequence[Lexeme]) -> Meaning | None:
    value = _int(lexemes, "decade")
    if value is None:
        return None
    if _all(lexemes, "era"):
        return Fixed("DATE", f"BC{value // 10:03d}X")
    if value < 100:
        value += 1900
    return Fixed("DATE", f"{value // 10}X") if value >= 1000 else None


def _century(lexemes: Sequence[Lexeme]) -> Meaning | None:
    number = _int(lexemes, "ordinal")
    if number is None or not 1 <= number <= 30:
        return None
    era = "BC" if (_code(lexemes, "era") or "").startswith("b") else ""
    return Fixed("DATE", f"{era}{number - 1:02d}XX")


def _amount(lexemes: Sequence[Lexeme]) -> int | float | None:
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


def _duration(lexemes: Sequence[Lexeme]) -> Meaning | None:
    unit = _code(lexemes, "unit")
    if unit is None:
        return None
    return Fixed("DURATION", period(_amount(lexemes), unit))


def _plain_duration(lexemes: Sequence[Lexeme]) -> Meaning | None:
    unit = _code(lexemes, "unit")
    if unit is None or not _all(lexemes, "unit")[0].text.endswith("s"):
        return None
    return Fixed("DURATION", period(None, unit))


def _grain_of_step(unit: str) -> str:
    return {"E": "Y", "C": "Y", "F": "W", "Q": "Q"}.get(unit, unit)


def _ago(lexemes: Sequence[Lexeme]) -> Meaning | None:
    return _counted(lexemes, -1)


def _later(lexemes: Sequence[Lexeme]) -> Meaning | None:
    return _counted(lexemes, 1 if _all(lexemes, "later") else -1)


def _counted(lexemes: Sequence[Lexeme], sign: int) -> Meaning | None:
    unit = _code(lexemes, "unit")
    if unit is None:
        return None
    amount = _amount(lexemes)
    from_text = bool(_all(lexemes, "later", "earlier", "before"))
    vague = "FUTURE_REF" if sign > 0 else "PAST_REF"
    if amount is None or unit.startswith("T"):
        return Fixed("DATE", vague) if not unit.startswith("T") else Shift(0, "D", "D", from_text=True)
    if not float(amount).is_integer():
        finer = {"Y": ("M", 12), "W": ("D", 7)}.get(unit)
        if finer:
            unit, amount = finer[0], amount * finer[1]
    inherit = unit in {"Y"} and amount == 1
    steps = sign * int(amount)
    return Shift(steps, unit, _grain_of_step(unit), from_text=from_text, inherit=inherit)


def _set(lexemes: Sequence[Lexeme]) -> Meaning | None:
    word = _all(lexemes, "daily")
    if word:
        unit = {"daily": "D", "weekly": "W", "monthly": "M"}.get(word[0].text, "Y")
        return Fixed("SET", f"P1{unit}")
    weekday = _int(lexemes, "weekday")
    if weekday is not None:
        return Fixed("SET", f"XXXX-WXX-{weekday}{_part(lexemes)}")
    month = _int(lexemes, "month")
    if month is not None:
        return Fixed("SET", f"XXXX-{month:02d}")
    season = _code(lexemes, "season")
    if season is not None:
        return Fixed("SET", f"XXXX-{season}")
    part = _part(lexemes)
    if part:
        return Fixed("SET", f"XXXX-XX-XX{part}")
    unit = _code(lexemes, "unit")
    return Fixed("SET", period(_amount(lexemes) or 1, unit)) if unit else None


def _now(lexemes: Sequence[Lexeme]) -> Meaning | None:
    return Fixed("DATE", "PRESENT_REF")


def _past(lexemes: Sequence[Lexeme]) -> Meaning | None:
    return Fixed("DATE", "PAST_REF")


def _future(lexemes: Sequence[Lexeme]) -> Meaning | None:
    return Fixed("DATE", "FUTURE_REF")


def _recent(lexemes: Sequence[Lexeme]) -> Meaning | None:
    unit = _code(lexemes, "unit")
    return Fixed("DURATION", period(None, unit)) if unit else None


def _clock(lexemes: Sequence[Lexeme]) -> Meaning | None:
    part = _part(lexemes)
    return Clock(part) if part else None


RULES: tuple[tuple[str, re.Pattern[str], Builder], ...] = tuple(
    (name, _compiled(pattern), builder)
    for name, pattern, builder in (
        ("date", "(weekday comma?)? MOD MONTHDAY TAIL", _date),
        ("date", "(the|that)? early? (in the)? part of (weekday comma?)? MONTHDAY TAIL", _date),
        ("month", "(this|last|next|the? following|the? previous|coming)? MOD month TAIL", _date),
        ("clock_date", "CLOCK (comma|other)? (weekday comma?)? (MONTHDAY (comma? year)?)? zone?", _date),
        ("clock_date", "CLOCK (comma|other)? (weekday | dayword)", _date),
        ("date_clock", "(weekday comma?)? MONTHDAY (comma? year)? comma? CLOCK", _date),
        ("year", "(the? edge of | the? early hyphen? in? | mid hyphen?)? year era?", _date),
        ("year", "MOD the unit year era?", _date),
        ("bc", "MOD (number|day|year) era", _date),
        ("iso", "iso CLOCK?", _iso),
        (
            "weekday",
            "(the|this|that|last|next|following|previous|coming|early|earlier|later)* weekday part?",
            _date,
        ),
        ("weekday", "CLOCK weekday", _date),
        ("dayword", "(early|earlier|later)? dayword part?", _dayword),
        (
            "step",
            "(early | earlier | later | MOD)? the? DETERMINED fiscal? unit",
            _unit_step,
        ),
        ("holiday", "(last|this|next)? holiday (comma? year)? part?", _holiday),
        (
            "season",
            "(MOD | early | the)? (this | last | next | the? following | the? previous | that)? season ANNUAL?",
            _season,
        ),
        ("season", "year season", _season),
        ("quarter", "the? (fiscal hyphen?)? ordinal hyphen? (unit|half) (of the? fiscal? year)?", _quarter),
        ("quarter", "the? year ordinal (unit|half)", _quarter),
        ("quarter", "(this|last|next) unit possessive ordinal (unit|half)", _quarter),
        ("fiscal", "the? fiscal (unit)? year", _date),
        ("decade", "MOD the? decade era?", _decade),
        ("century", "MOD the? ordinal hyphen? unit era?", _century),
        ("ago", "NEAR NUM unit ago", _ago),
        ("ago", "unit hyphen ago", _ago),
        ("later", "NEAR NUM unit (later|earlier)", _later),
        (
            "duration",
            "NEAR (the? STEP)? NUM only? hyphen? unit (and a half)? (hyphen? long | old)?",
            _duration,
        ),
        ("duration", "NUM and a? half unit", _duration),
        ("duration", "(the? STEP) NUM? only? unit", _duration),
        ("vague", "unit", _plain_duration),
        ("set", "each (other|ordinal|NUMBER)? (unit|weekday part?|month|season|part)", _set),
        ("set", "daily", _set),
        ("set", "weekday", lambda x: _set(x) if x[0].text.endswith("s") else None),
        ("per", "per unit", lambda x: Fixed("SET", period(1, str(x[1].value)))),
        ("now", "now | these unit", _now),
        ("recently", "recently", _past),
        ("soon", "soon", _future),
        ("future", "the future", _future),
        ("past", "the last", lambda x: _past(x) if x[-1].text == "past" else None),
        ("recent", "the? recent unit", _recent),
        (
            "part",
            "(this|that|last|the|the next|the following) part",
            lambda x: Shift(
                (_which(x) or 0) if x[-1].value != "TNI" or x[0].kind != "last" else -1,
                "D",
                "D",
                from_text=x[0].kind != "this" and x[0].kind != "last",
                part=_part(x),
            ),
        ),
        ("clock", "(clock ampm? | (day|number) ampm) zone?", _clock),
        ("noon", "noon", _clock),
    )
)


def expressions(text: str) -> list[Expression]:
    """The expressions of `text`, the longest first where several begin at one place, none overlapping."""
    lexemes = lex(text)
    line = shape(lexemes)
    found: list[tuple[int, int, int]] = []
    for index, (_, pattern, _) in enumerate(RULES):
        found += [(m.start(), -m.end(), index) for m in pattern.finditer(line) if m.end() > m.start()]
    taken = 0
    out = []
    for start, minus_end, index in sorted(found):
        if start < taken:
            continue
        name, _, builder = RULES[index]
        piece = lexemes[start:-minus_end]
        meaning = builder(piece)
        if meaning is not None:
            out.append(Expression(piece[0].start, piece[-1].end, meaning, name))
            taken = -minus_end
    return out
