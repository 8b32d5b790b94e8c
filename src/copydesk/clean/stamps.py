"""Dates with their times as pages print them, in many languages: text -> what each says.

Every pattern starts at a digit and repeats nothing without a bound, so a scan takes linear time. Month
names are those of the Unicode CLDR (`data/months.json`). A date without a year, or without a day, is not
read: a stamp that needs guessing is worse than none.
"""

import json
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path

from copydesk.model import Span

_MONTHS = Path(__file__).parent / "data" / "months.json"
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_BUDDHIST = 543

_WORD = r"[^\d\s,;:()\[\]/|–—@•·-]{2,16}"
_FOREIGN_DIGIT = re.compile("[٠-٩۰-۹०-९০-৯੦-੯૦-૯௦-௯౦-౯೦-೯൦-൯๐-๙໐-໙၀-၉០-៩０-９]")
_DIGITS = re.compile("[0-9]+")
_WIDEST, _CLOSE = 45, 9
"""The most characters that a pattern allows between a day and a year; between a day and a month's number."""
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?(?!\d)")
_SHORT_YEAR = re.compile(r"^((?:[A-Za-z]{3,9},? )?\d{1,2}[ -][A-Za-z]{3}[ -])(\d\d)(?= \d{1,2}:\d\d|$)")
"""A date of RFC 822, whose years have two digits: those from 50 are of the last century (RFC 5322, 4.3)."""
_SINCE_1970 = re.compile(r"(1\d{9})(?:\d{3}|\.\d+)?$")
"""Seconds or milliseconds since 1970, from September 2001 to May 2033."""
_UNIX = re.compile(r"^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) ([\d:]+) (\S+) (\d{4})$")
_DATE = re.compile(
    r"(?<![\d$€£])(?<!\d[.,/:-])(?:"
    r"(?P<y1>\d{4})[^\S\n]?[-/.年년][^\S\n]?(?P<m1>\d{1,2})[^\S\n]?[-/.月월][^\S\n]?(?P<d1>\d{1,2})(?:[^\S\n]?[日일]|(?!\d))"
    r"|(?P<a>\d{1,2})[^\S\n]?(?P<sep>[./-])[^\S\n]?(?P<b>\d{1,2})[^\S\n]?(?P=sep)[^\S\n]?(?P<y2>\d{4}|\d{2})(?![\d%])"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|re|ère|\.?[ªº°]|-е|-го|\.)?[- \t\xa0\u202f]{{1,3}}(?:(?:of|de|ng)\s|d[’'])?"
    rf"(?P<m3>{_WORD}(?: الأول| الثاني)?)[- \t\xa0\u202f,.]{{1,4}}(?:(?:of|de|del|năm)\s)?(?P<y3>\d{{4}})(?!\d)"
    r"|(?P<d4>\d{1,2})(?:st|nd|rd|th)?[ \t\xa0\u202f,.]{1,4}(?P<y4>\d{4})(?![\d%])"
    r"|(?P<d7>\d{1,2}) tháng (?P<m7>\d{1,2}),? (?:năm )?(?P<y7>\d{4})(?!\d)"
    rf"|(?P<y6>\d{{4}})[ \t\xa0\u202f.]{{1,2}}(?:gada\s)?(?P<d6>\d{{1,2}})\.?\s(?P<m6>{_WORD})"
    rf"|(?P<y5>\d{{4}})[- \t\xa0\u202f.,]{{1,3}}(?:m\.\s)?(?P<m5>{_WORD})[- \t\xa0\u202f.,]{{1,3}}"
    r"(?P<d5>\d{1,2})(?!\d)"
    r")"
)
WEEKDAY = re.compile(
    r"(?<![^\W\d_])(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|montag|dienstag|mittwoch|donnerstag|"
    r"freitag|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|"
    r"miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|maandag|"
    r"dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|понедельник|вторник|среда|четверг|пятница|суббота|"
    r"воскресенье)(?:day)?[.,]?\s{0,3}(?:den |the |le |el )?$",
    re.IGNORECASE,
)
"""A day of the week at the end of a text, in many languages."""
_MINUTES_A_DAY = 24 * 60
_FORMS = "1234567"
"""The alternatives of `_DATE` by the number of their groups."""
_SEPARATED, _MONTH_AHEAD = "2", "4"
_MONTH_BEFORE = re.compile(rf"(?<![^\W\d_])({_WORD})\.?[- \t\xa0\u202f]{{1,3}}$")

_ZONE = (
    r"(?P<zone>(?:UTC|GMT)?\s?[+-]\d\d:?\d\d\b|(?:UTC|GMT)[+-]\d{1,2}\b|[zZ]\b|UTC\b|GMT\b|BST\b|IST\b|CES?T\b|ME[SZ]Z\b|"
    r"[ECMP][SD]?T\b|[AH]K?[SD]?T\b|EES?T\b|WES?T\b|MSK\b|МСК\b|KST\b|JST\b|HKT\b|SGT\b|PHT\b|WIB\b|PKT\b|TRT\b|"
    r"A[EC][SD]T\b|AWST\b|NZ[SD]T\b|SAST\b|EAT\b|WAT\b|CAT\b|BRT\b|ART\b)"
)
_CLOCK = (
    r"(?:(?P<half>오전|오후|上午|下午|午前|午後|晚上)\s?)?(?P<h>\d{1,2})(?:\s?(?P<tsep>[:.hH時时시點]|Uhr)\s?(?P<min>\d{2})(?!\d)(?:分|분)?"
    r"(?::(?P<s>\d{2})(?:[.,]\d{1,9})?)?)?"
    r"(?:\s?(?P<ampm>[aApP]\.?\s?[mM]\b\.?))?(?:\s?(?:Uhr|uur|hrs|hs|h)\b\.?)?(?:\s?\(?" + _ZONE + r")?"
)
_TIME_AFTER = re.compile(
    r"(?:T|[\s,.|·•–—@(:-]{0,5}(?:(?:at|um|à|a las|às|alle ore|alle|ore|kl\.?|klo|o godz\.|godz\.|om|saat|"
    r"στις|в|о|lúc|pukul|ob|o|u|ora|tại|Updated)\s{0,2})?)" + _CLOCK
)
_HALF = {"오전": "a", "上午": "a", "午前": "a", "오후": "p", "下午": "p", "午後": "p", "晚上": "p"}
_CLOCKLIKE = re.compile(r"\d[:.h]\d\d|\d\s?[ap]\.?m", re.IGNORECASE)
_TIME_BEFORE = re.compile(
    _CLOCK + r"\)?[\s,|·•–—-]{1,5}(?:(?:on|del|am|du|,)\s)?(?:[^\W\d_]{2,12}[.,]{0,2}\s)?$"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One date read in a text.

    `value` is ISO 8601 to its `grain` (`day`, `minute`, `second`); `zone` as the text words it, else None.
    `open_order` is True where day and month could be swapped (`3/4/2024`).
    """

    value: str
    grain: str
    zone: str | None
    span: Span
    open_order: bool = False

    @property
    def day(self) -> str:
        """The calendar day, ISO 8601."""
        return self.value[:10]


def read_dates(text: str, *, month_first: bool = False, language: str | None = None) -> Iterator[Reading]:
    """Every full date in `text`, in text order, each with the clock time printed beside it.

    `month_first` decides `3/4/2024`; `language` decides month names that languages use differently.
    """
    text = text if text.isascii() else _latin_digits(text)
    end = 0
    for start in _openings(text):
        if start < end:
            continue
        date = _date_at(text, start, month_first=month_first, language=language)
        if date is None:
            continue
        date = replace(date, span=Span(max(date.span.start, end), date.span.end))
        reading = _with_clock(text, date, since=end)
        end = reading.span.end
        yield reading


def _openings(text: str) -> Iterator[int]:
    """Where a date may begin: at digits that the next digits, as near as a date's are, may complete.

    In every pattern a year is followed by one or two digits, a day by a year or by one or two digits close by.
    """
    start, stop = 0, -1
    for following in _DIGITS.finditer(text):
        begin, end = following.span()
        first, second, gap = stop - start, end - begin, begin - stop
        if second <= 2:
            if (first == 4 and gap <= _WIDEST) or (0 < first <= 2 and gap <= _CLOSE):
                yield start
        elif second == 4 and 0 < first <= 2 and gap <= _WIDEST:
            yield start
        start, stop = begin, end


@lru_cache(maxsize=1 << 10)
def read_timestamp(value: str) -> Reading | None:
    """The time a machine-written value holds: ISO 8601 in its many spellings, RFC 822, compact, as Unix counts time, or
    as it prints it.

    Day and month in doubtful order are read as month first."""
    value = value.strip()[:80]
    compact = _COMPACT.match(value)
    if compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        value = f"{year}-{month}-{day}"
        if hour:
            value += f"T{hour}:{minute}:{second or '00'}{zone or ''}"
    seconds = _SINCE_1970.match(value)
    if seconds:
        value = f"{datetime.fromtimestamp(int(seconds[1]), UTC):%Y-%m-%dT%H:%M:%SZ}"
    value = _SHORT_YEAR.sub(lambda date: f"{date[1]}{19 if date[2] >= '50' else 20}{date[2]}", value)
    value = _UNIX.sub(r"\2 \1 \5 \3 \4", value)
    return next(read_dates(value, month_first=True), None)


def zone_minutes(zone: str | None) -> int | None:
    """The offset from UTC, in minutes, of a zone as pages word it; None where that is unknown."""
    if zone is None:
        return None
    offset = re.search(r"([+-])(\d{1,2}):?(\d\d)?$", zone)
    if offset:
        sign, hours, minutes = offset.groups()
        return (1 if sign == "+" else -1) * (int(hours) * 60 + int(minutes or 0))
    return _OFFSETS.get(zone.upper())


_OFFSETS = {
    "Z": 0, "UTC": 0, "GMT": 0, "BST": 60, "WET": 0, "WEST": 60, "CET": 60, "CEST": 120, "MEZ": 60,
    "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "МСК": 180, "TRT": 180, "EAT": 180, "SAST": 120,
    "CAT": 120, "WAT": 60, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360,
    "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600, "AST": -240, "ADT": -180,
    "BRT": -180, "ART": -180, "IST": 330, "PKT": 300, "WIB": 420, "HKT": 480, "SGT": 480, "PHT": 480,
    "AWST": 480, "KST": 540, "JST": 540, "AEST": 600, "AEDT": 660, "ACST": 570, "ACDT": 630, "NZST": 720,
    "NZDT": 780,
}  # fmt: skip


@cache
def _months() -> dict[str, int | dict[str, int]]:
    table: dict[str, int | dict[str, int]] = json.loads(_MONTHS.read_text(encoding="utf-8"))
    return table


def month_number(word: str, *, language: str | None = None) -> int | None:
    """The number of a month's name, None for another word; where languages differ `language` decides."""
    found = _months().get(word.casefold().strip("."))
    if isinstance(found, dict):
        return found.get(language or "")
    return found


def _latin_digits(text: str) -> str:
    """`text` with the decimal digits of every script as ASCII; no character moves."""
    foreign = set(_FOREIGN_DIGIT.findall(text))
    return text.translate({ord(c): str(int(c)) for c in foreign}) if foreign else text


def _date_at(text: str, start: int, *, month_first: bool, language: str | None) -> Reading | None:
    """The date whose first digits stand at `start`, by its day alone; None if they open none."""
    match = _DATE.match(text, start)
    if match is None:
        return None
    start, stop = match.span()
    form = next(form for form in _FORMS if match[f"y{form}"])
    year, month, open_order = int(match[f"y{form}"]), None, False
    if form == _SEPARATED:
        first, second = int(match["a"]), int(match["b"])
        year += (2000 if year < 50 else 1900) if len(match["y2"]) == 2 else 0
        open_order = first <= 12 and second <= 12 and first != second and match["sep"] != "."
        day, month = (second, first) if second > 12 or (month_first and open_order) else (first, second)
    elif form == _MONTH_AHEAD:
        word = _MONTH_BEFORE.search(text, max(0, start - 20), start)
        day = int(match["d4"])
        if word is not None:
            month, start = month_number(word[1], language=language), word.start()
    else:
        day, said = int(match[f"d{form}"]), match[f"m{form}"]
        month = int(said) if said.isdecimal() else month_number(said, language=language)
    if year - _BUDDHIST in range(2000, 2060):
        year -= _BUDDHIST
    if month is None or not _FIRST_YEAR <= year <= _LAST_YEAR or not 1 <= month <= 12:
        return None
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Reading(f"{year:04}-{month:02}-{day:02}", "day", None, Span(start, stop), open_order)


def _with_clock(text: str, date: Reading, *, since: int) -> Reading:
    """The date with the clock time that follows or precedes it, if one does that stands behind `since`, where the date
    before it ends."""
    span = date.span
    after = _TIME_AFTER.match(text, span.end, span.end + 50)
    clock = _clock(after) if after else None
    if after and clock:
        return _at(date, clock, span=Span(span.start, after.end()))
    line = text[max(since, span.start - 40) : span.start].rpartition("\n")[2]
    before = (
        _TIME_BEFORE.search(text, span.start - len(line), span.start) if _CLOCKLIKE.search(line) else None
    )
    clock = _clock(before) if before else None
    if before and clock:
        return _at(date, clock, span=Span(before.start(), span.end))
    return date


def _at(date: Reading, clock: tuple[str, str, str | None], *, span: Span) -> Reading:
    time, grain, zone = clock
    return Reading(f"{date.value}T{time}", grain, zone, span, date.open_order)


def _clock(match: re.Match[str]) -> tuple[str, str, str | None] | None:
    """(`hh:mm` or `hh:mm:ss`, grain, zone) of a clock time; None if it is no time of day."""
    got = match.groupdict()
    hour, minute, second = int(got["h"]), int(got["min"] or 0), int(got["s"] or 0)
    half = (got["ampm"] or "")[:1].lower() or _HALF.get(got["half"] or "", "")
    if not got["min"] and not (half and got["ampm"]):
        return None
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour == 24 and not minute:
        return None
    if hour > 23 or minute > 59 or second > 59:
        return None
    zone = (got["zone"] or "").strip() or None
    if abs(zone_minutes(zone) or 0) >= _MINUTES_A_DAY:  # an offset that no place on earth has
        zone = None
    if got["s"]:
        return f"{hour:02}:{minute:02}:{second:02}", "second", zone
    return f"{hour:02}:{minute:02}", "minute", zone
