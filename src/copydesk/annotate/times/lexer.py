"""Text -> lexemes: each word of time gets a one-letter class, so that a sentence reads as a short string.

The grammar matches over that string: it is short, its patterns are plain, and none can backtrack far.
"""

import re
from dataclasses import replace
from functools import lru_cache

from copydesk.annotate.times.lexeme import Lexeme
from copydesk.annotate.times.lexicon import (
    DAY_WORDS,
    DECADE_WORDS,
    HOLIDAYS,
    MONTHS,
    NAMED_HOURS,
    ORDINALS,
    PARTS_OF_DAY,
    SCALES,
    SEASONS,
    SHORTENED,
    SMALL_NUMBERS,
    TENS,
    UNITS,
    WEEKDAYS,
    ZONES,
)
from copydesk.annotate.times.number_words import number_words

_WORDS = {
    word: kind
    for kind, words in {
        "these": "these those",
        "a": "a an another",
        "each": "each every",
        "last": "last past",
        "following": "following subsequent succeeding",
        "previous": "previous preceding prior",
        "coming": "coming upcoming",
        "later": "later afterwards afterward thereafter",
        "earlier": "earlier previously",
        "early": "early late",
        "edge": "end beginning start middle close turn rest remainder",
        "about": "about nearly almost roughly approximately around",
        "over": "over under",
        "ended": "ended ending",
        "least": "least most than up",
        "half": "half halves",
        "now": "now currently presently nowadays",
        "recently": "recently lately",
        "daily": "daily weekly monthly annually yearly",
        "more": "more less at",
        "full": "additional full trading",
        "some": "few several many some couple",
        "possessive": "'s",
        "hyphen": "- \u2010 \u2011 \u2013",
        "comma": ",",
    }.items()
    for word in words.split()
} | {
    word: word
    for word in (
        "the this that per next same current recent latest ago before after mid of in and or to fiscal old long period "
        "future"
    ).split()
}
"""Word -> its class."""

SHORT_YEARS_OF_THIS_CENTURY = 40
"""`’24` is 2024, `’68` is 1968."""
_DIGITS = frozenset("0123456789")
_TOKEN = re.compile(
    r"[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:T[0-9][0-9]:[0-9][0-9](?::[0-9][0-9])?Z?)?|[0-9]{4}[./][0-9][0-9]?[./][0-9][0-9]?|[0-9][0-9]?/[0-9][0-9]?/[0-9]{2,4}\b"
    r"|[0-9][0-9]?\.[0-9][0-9]?\.[0-9]{4}\b"
    r"|[0-9][0-9]?:[0-9][0-9](?::[0-9][0-9])?|[\u2019'`][0-9]0s\b|(?<=\s)(?:\u2019|'(?=..(?:$|[.,;:)!?])))[0-9]{2}\b|[0-9]{3,4}s\b|[0-9][0-9]?(?:st|nd|rd|th)\b"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}\s[1-3]/[2-4]\b|[0-9]+(?:\.[0-9]+)?"
    r"|[ap]\.\s?m\b\.?|[ap]m\b|b\.c\b\.?(?:e\.?)?|a\.d\.|[\u2019']s\b|[^\W\d_]+|[^\w\s]",
    re.IGNORECASE,
)


def lex(text: str) -> list[Lexeme]:
    """The lexemes of `text`, in order; numbers in words are joined into one."""
    tokens = [_classify(match) for match in _TOKEN.finditer(text)]
    return _joined([_before_noon(*pair) for pair in zip([None, *tokens], tokens, strict=False)], text)


def _before_noon(before: Lexeme | None, here: Lexeme) -> Lexeme:
    """`am` behind an hour, which elsewhere is a verb."""
    if here.text != "am" or before is None or here.start - before.end > 1:
        return here
    hour = re.match(r"[0-9]{1,2}(?![0-9])", before.text)
    if hour is None or int(hour[0]) > 12 or before.kind not in {"day", "number", "clock"}:
        return here
    return replace(here, kind="ampm", value="am")


def _classify(match: re.Match[str]) -> Lexeme:
    raw = match.group()
    kind, value = _class_of(raw)
    return Lexeme(kind, match.start(), match.end(), raw.lower(), value)


@lru_cache(maxsize=1 << 15)
def _class_of(raw: str) -> tuple[str, int | float | str | None]:
    word = raw.lower().replace("\u2019", "'")
    if raw[0] in _DIGITS or (len(raw) > 2 and raw[0] in "'\u2019`" and raw[1] in _DIGITS):
        return _number_class(word)
    if word in MONTHS:
        named = raw[0].isupper() and (len(raw) > 3 or raw.istitle() or raw.isupper())
        return ("month", MONTHS[word]) if named else ("other", None)
    if word in WEEKDAYS:
        return ("weekday", WEEKDAYS[word]) if raw[0].isupper() else ("other", None)
    if word[:-1] in WEEKDAYS and len(word) > 6 and raw[0].isupper():
        return "weekday", WEEKDAYS[word[:-1]]
    for table, kind in (
        (UNITS, "unit"),
        (ORDINALS, "ordinal"),
        (SEASONS, "season"),
        (PARTS_OF_DAY, "part"),
        (NAMED_HOURS, "noon"),
        (DAY_WORDS, "dayword"),
        (SMALL_NUMBERS, "number"),
        (TENS, "number"),
        (SCALES, "number"),
        (DECADE_WORDS, "decade"),
    ):
        if word in table:
            return kind, table[word]
    if word in ZONES and raw.isupper():
        return "zone", word
    plain = word.replace(".", "").replace(" ", "")
    if plain in {"am", "pm"} and word != "am":
        return "ampm", plain
    if plain in {"bc", "bce", "ad", "ce"} and (raw.isupper() or "." in raw):
        return "era", plain
    if word in HOLIDAYS and raw[0].isupper():
        return "holiday", word
    return _WORDS.get(word, "other"), None


def _number_class(word: str) -> tuple[str, int | float | str | None]:
    digits = word.lstrip("'`").removesuffix("s")
    if word[0] == "'" and word[1:].isdigit():
        return "year", int(digits) + (2000 if int(digits) < SHORT_YEARS_OF_THIS_CENTURY else 1900)
    if word.endswith("s") and digits.isdigit():
        return "decade", int(digits)
    if word[-2:] in {"st", "nd", "rd", "th"}:
        return "ordinal", int(word[:-2])
    if ":" in word and "-" not in word:
        return "clock", word
    if re.search(r"\d[-/.]\d+[-/.]\d", word):
        return "iso", word
    if "/" in word:
        whole, above, below = re.split(r"[\s/]+", word)
        return "number", int(whole) + int(above) / int(below)
    number = float(word.replace(",", ""))
    if number.is_integer() and "." not in word and "," not in word:
        if len(word) == 4 and 1000 <= number < 2200:
            return "year", int(number)
        if len(word) <= 2 and 1 <= number <= 31:
            return "day", int(number)
        return "number", int(number)
    return "number", number


def _joined(tokens: list[Lexeme], text: str) -> list[Lexeme]:
    """Numbers in words made one lexeme; a full stop taken into the abbreviation before it."""
    out: list[Lexeme] = []
    place = 0
    while place < len(tokens):
        lexeme, used = number_words(tokens, place)
        if lexeme is None:
            lexeme, used = tokens[place], 1
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            if lexeme.text in SHORTENED and after and after.text == "." and after.start == lexeme.end:
                lexeme = Lexeme(lexeme.kind, lexeme.start, after.end, lexeme.text, lexeme.value)
                used = 2
            elif lexeme.kind in {"holiday", "month", "other"}:
                lexeme, used = _holiday(tokens, place, text=text)
        out.append(lexeme)
        place += used
    return out


_HOLIDAY_STARTS = frozenset(name.split()[0].split("'")[0] for name in HOLIDAYS)
_LONGEST_HOLIDAY = 4
"""Lexemes."""


def _holiday(tokens: list[Lexeme], place: int, *, text: str) -> tuple[Lexeme, int]:
    """The longest holiday that begins here, else the token itself."""
    first = tokens[place]
    if first.text not in _HOLIDAY_STARTS or not text[first.start].isupper():
        return first, 1
    for length in range(min(_LONGEST_HOLIDAY, len(tokens) - place), 0, -1):
        last = tokens[place + length - 1]
        name = text[first.start : last.end].lower().replace("\u2019", "'")
        if name in HOLIDAYS:
            return Lexeme("holiday", first.start, last.end, name, name), length
    return first, 1
