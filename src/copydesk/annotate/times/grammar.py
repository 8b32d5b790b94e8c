"""The patterns of time expressions over lexeme classes, and how they are matched."""

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.annotate.times import builders as build
from copydesk.annotate.times.lexeme import CLASSES, Lexeme, shape
from copydesk.annotate.times.lexer import lex
from copydesk.annotate.times.meaning import Calendar, Expression, Shift

_PARTS = {
    "MOD": "(the? edge of the? | the? early hyphen? in? the? | the? mid hyphen? | later in the?)?",
    "NEAR": "(about | over | more least | more least least | least to | more more least)?",
    "NUM": (
        "(number more? | day more? | some | a some of? | the? some of? | a | number to number | day to day"
        " | number or number | some number | some day)"
    ),
    "NUMBER": "(number | day)",
    "STEP": "(last | next | following | previous | coming | current | latest | recent)",
    "CLOCK": "((clock ampm? | (day | number) ampm | noon) zone?)",
    "DETERMINED": (
        "(this | that same? | the? same | the? last | the? next | the? following | the? previous"
        " | the? coming | the? current | the? latest | the edge of the)"
    ),
    "MONTHDAY": "(month (day | ordinal) | (the? (ordinal | day) of?) month)",
    "ANNUAL": "(comma? of? (year era? | NUMBER era) | of (this | last | next | that | the same) unit)",
    "TAIL": "(ANNUAL | of? (the | that) (same | following | previous | next)? unit | (this | last | next) unit)?",
    "ONDAY": "((this | last | next | coming)? weekday comma?)?",
    "OFYEAR": "(comma? year)?",
    "LATE": "early | earlier | later",
    "NEAREST": "this | last | next | the following | the? previous",
    "PERIOD": "(unit | half)",
    "PARTOF": "((the | that)? early? part unit? of | early in the part of)",
}


def _compiled(pattern: str) -> re.Pattern[str]:
    for _ in range(4):
        pattern = re.sub(r"[A-Z]+", lambda m: _PARTS[m.group()], pattern)
    letters = re.sub(r"[a-z]+", lambda m: CLASSES[m.group()], pattern)
    return re.compile(letters.replace(" ", ""))


_SPECIFICATIONS: tuple[tuple[str, str, build.Builder], ...] = (
    ("date", "ONDAY (last | this)? MOD MONTHDAY TAIL part?", build.date_of),
    ("date", "PARTOF ONDAY MONTHDAY TAIL", build.date_of),
    ("month", "(NEAREST | coming)? MOD month TAIL", build.date_of),
    ("month", "(the | this | that) unit of MOD month TAIL", build.named_month),
    ("clock", "CLOCK (comma | other)? ONDAY MONTHDAY OFYEAR zone?", build.date_of),
    ("clock", "CLOCK (last | this | next)? weekday", build.date_of),
    ("clock", "ONDAY MONTHDAY OFYEAR comma? CLOCK", build.date_of),
    ("clock", "CLOCK dayword", build.day_word),
    ("clock", "(clock ampm? | (day | number) ampm) zone? | (day | number) in the part", build.clock),
    ("noon", "noon", build.clock),
    ("year", "(the? edge of | the? early hyphen? in? | mid hyphen? | later in)? year era?", build.date_of),
    ("year", "MOD the unit year era?", build.date_of),
    ("year", "(MOD | about) NUMBER era", build.date_of),
    ("iso", "iso CLOCK?", build.iso_date),
    (
        "weekday",
        "(the following | the | this | that | last | next | previous | coming | LATE){0,4} weekday part?",
        build.date_of,
    ),
    ("weekday", "LATE? weekday part? of? (last | this | next) unit", build.day_of_week),
    ("dayword", "the unit (before | after) dayword", build.day_beyond),
    ("beside", "the (unit | part) (before | after | earlier | later)", build.unit_beside),
    ("dayword", "(LATE)? dayword part?", build.day_word),
    ("step", "(LATE | MOD)? DETERMINED fiscal? unit", build.unit_step),
    ("year_ended", "the fiscal? unit (?= ended)", build.closed_year),
    (
        "step",
        "((the? edge of | the? early hyphen? in | later in)? the) full? fiscal? unit(?! hyphen)",
        build.the_unit,
    ),
    ("year_end", "unit (hyphen | possessive) edge", lambda _: build.YEAR_END),
    ("holiday", "(last | this | next)? holiday OFYEAR part?", build.holiday),
    ("holiday", "year holiday", build.holiday),
    (
        "season",
        "(MOD | early | the)? (NEAREST | that same?)? season ANNUAL?",
        build.season,
    ),
    ("season", "year season", build.season),
    ("quarter", "(fiscal hyphen?)? ordinal hyphen PERIOD", build.quarter),
    ("quarter", "the? (fiscal hyphen?)? ordinal PERIOD ((of the?)? fiscal? year)?", build.quarter),
    ("quarter", "(the | this | last | next) (year | unit possessive) ordinal PERIOD", build.quarter),
    (
        "year_before",
        "(the unit hyphen (ago | earlier) (period | ordinal? unit) | unit hyphen (ago | earlier))",
        build.year_before,
    ),
    ("year_before", "the unit a unit (ago | earlier)", build.year_before),
    ("year_unit", "the year (period | unit)", build.named_year_unit),
    ("year_unit", "the latest period", lambda _: Shift(0, "Q", "Q", from_text=True)),
    ("fiscal", "the? fiscal unit? year", build.date_of),
    ("decade", "(MOD | the ordinal half of)? the? decade era?", build.decade),
    ("century", "(MOD | the)? ordinal hyphen? unit era?", build.century),
    ("ago", "(NEAR | over)? NUM unit ago", build.ago),
    ("later", "(NEAR | over)? NUM unit (later | earlier)", build.later),
    (
        "duration",
        "((the? STEP) | the)? ordinal? NEAR NUM full? unit (and a half)? long?",
        build.duration,
    ),
    ("duration", "NEAR (NUMBER | some) hyphen unit hyphen? long?", build.duration),
    ("duration", "NUM (and a? half | half) unit", build.duration),
    ("age", "NUM hyphen? unit hyphen? old", build.duration),
    ("duration", "half hyphen? a? unit", build.half_unit),
    ("duration", "unit hyphen long", build.long_unit),
    ("vague", "(the? (recent | last | next | coming))? unit", build.vague_duration),
    (
        "set",
        "each (other | ordinal | NUMBER)? (unit | weekday part? | month | season | part)",
        build.repeated,
    ),
    ("set", "each MONTHDAY", build.repeated),
    ("set", "daily", build.repeated),
    ("set", "per unit", build.repeated),
    ("set", "weekday part?", lambda x: build.repeated(x) if x[-1].text.endswith("s") else None),
    ("now", "now | these unit | current", lambda _: build.PRESENT),
    ("past", "recently", lambda _: build.PAST),
    ("past", "the last", lambda x: build.PAST if x[-1].text == "past" else None),
    ("future", "the future", lambda _: build.FUTURE),
    ("part", "(this | that | last | the | the next | the following) part", build.part_of_day),
    ("lone", "(day | ordinal) (comma year)?", build.lone_day),
    ("lone_year", "hyphen (day | number)(?! comma? (month | year | era))", build.lone_year),
    ("year", "(NUMBER | year)(?= (hyphen | to) (NUMBER | year) era)", build.year_of_era),
)

RULES = tuple((name, _compiled(pattern), builder) for name, pattern, builder in _SPECIFICATIONS)


def expressions(text: str) -> list[Expression]:
    """The expressions of `text`, the longest first where several begin at one place, none overlapping."""
    lexemes = lex(text)
    return _lent(_matched(lexemes, shape(lexemes)), text)


def _matched(lexemes: Sequence[Lexeme], line: str) -> list[Expression]:
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
            first = piece[1] if name == "lone_year" else piece[0]
            out.append(Expression(first.start, piece[-1].end, meaning, name))
            taken = -minus_end
    return out


_EARLIEST = 100
"""Years under this lend a number beside them no century."""
_JOINED = re.compile(r"\s*(?:-|\u2013|/|to|and|or|until|,)\s*", re.IGNORECASE)


def _lent(found: list[Expression], text: str) -> list[Expression]:
    """Dates beside each other lend what one leaves out: `6-7 January 1916`, `1915-17`, `264 to 241 BC`.

    A bare day or two-digit year that no neighbour completes is no time and is dropped.
    """
    out: list[Expression] = []
    for index in range(len(found) - 1, -1, -1):
        here = found[index]
        after = out[-1] if out and _JOINED.fullmatch(text, here.end, out[-1].start) else None
        before = (
            found[index - 1] if index and _JOINED.fullmatch(text, found[index - 1].end, here.start) else None
        )
        whole = _completed(here, after=after, before=before)
        if whole is not None:
            out.append(whole)
    return out[::-1]


def _completed(here: Expression, *, after: Expression | None, before: Expression | None) -> Expression | None:
    """`here` with what its neighbours lend it; None for a lone number they do not complete."""
    meaning = here.meaning
    if not isinstance(meaning, Calendar):
        return here
    next_, last = (
        neighbour.meaning if neighbour and isinstance(neighbour.meaning, Calendar) else None
        for neighbour in (after, before)
    )
    if here.rule == "lone_year":
        if last and last.month and last.day and meaning.year and meaning.year <= 31:
            return replace(here, meaning=Calendar("D", last.year, last.month, meaning.year))
        if last is None or last.unit != "Y" or last.year is None or meaning.year is None:
            return None
        if 0 <= last.year < _EARLIEST:  # `the 50-30-20 rule`
            return None
        return replace(here, meaning=replace(meaning, year=last.year // 100 * 100 + meaning.year))
    if here.rule == "lone":
        if next_ and next_.month and next_.day and not next_.which:
            return replace(here, meaning=replace(meaning, month=next_.month, year=next_.year))
        if last and last.month and last.day and not last.which and last.year is None:
            return replace(here, meaning=replace(meaning, month=last.month))
        return None
    if next_ is None:
        return here
    if (
        meaning.year is None
        and meaning.weekday is None
        and meaning.which is None
        and meaning.unit == next_.unit
    ):
        return replace(here, meaning=replace(meaning, year=next_.year))
    if meaning.year is not None and next_.year is not None and next_.year < 0 < meaning.year < 1000:
        return replace(here, meaning=replace(meaning, year=-meaning.year))
    return here
