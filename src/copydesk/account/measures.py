"""What a figure measures, by the words on either side: how far from a place, how fast, how strong a quake, how old who
is. A measure is compared only with its like."""

import re

from copydesk.text import stem

LASTING = frozenset(stem(word) for word in "seconds minutes hours days weeks months years decades".split())
"""What time is counted in."""
MILES_AN_HOUR, KM_AN_HOUR = "miles an hour", "km an hour"
SPEEDS = frozenset({MILES_AN_HOUR, KM_AN_HOUR})

_AWAY = re.compile(
    r"[\s-]?(?:nautical |statute )?(?P<unit>miles?|mi|kilomet(?:er|re)s?|kms?|met(?:er|re)s?|feet|yards)\b"
    r"(?:\s?\([^()]{1,24}\))?[^.,;:(\d]{0,24}?\b(?:of|from|off|outside)\s(?:the\s(?:\w+\sof\s)?)?(?P<place>[A-Z][\w'’-]+)"
)
"""Behind a distance from a place: `14 miles (22 km) north-east of Selby`."""
_AN_HOUR = re.compile(
    r"\s?(?:mph|km/?h|kph)\b|[\s-]?(?:miles?|kilomet(?:er|re)s?|km)[\s-](?:per|an)[\s-]hour\b", re.I
)
"""Behind a speed: not so many miles."""
MAGNITUDE_BEFORE = re.compile(r"\bmagnitude[\s-](?:of\s)?$", re.IGNORECASE)
_MAGNITUDE_BEHIND = re.compile(r"[\s-]?(?:in\s)?magnitude\b", re.IGNORECASE)
_OLD = re.compile(r"[\s-]years?[\s-](?:old|of\sage)\b(?P<who>(?:\s[A-Z][\w'’-]+)+|\s[a-z]+)?")
_AGED = re.compile(r"\b(?:aged|(?:at\s)?(?:the\s)?age\sof)\s$", re.IGNORECASE)
_APPOSED = re.compile(r"\b[A-Z][\w'’.-]+[)”\"’']?\s(?P<name>[A-Z][\w'’-]+)(?:,\s|\s\()$")
_APPOSED_ENDS = re.compile(r"[,;)]|\.(?!\d)|\s(?:and|from)\b|\sof\s[A-Z]")
AGE = "age"
OLDEST = 120
"""Years."""


def measured(text: str, match: "re.Match[str]") -> frozenset[str] | None:
    """The measure of the figure that was matched in `text`, a set of one name; none where it counts things."""
    start, end = match.start("number"), match.end("number")
    if MAGNITUDE_BEFORE.search(text, max(0, start - 16), start) or _MAGNITUDE_BEHIND.match(text, end):
        return frozenset({"magnitude"})
    if age := _age(text, match):
        return frozenset({age})
    if speed := _AN_HOUR.match(text, match.end()):
        return frozenset({KM_AN_HOUR if "k" in speed[0].lower() else MILES_AN_HOUR})
    away = _AWAY.match(text, match.end())
    return frozenset({f"{stem(away['unit'])} from {away['place'].lower()}"}) if away else None


def _age(text: str, match: "re.Match[str]") -> str | None:
    """`age of roe` in `Ann Roe, 59,` and `59-year-old Ann Roe`, `age of woman` in `a 59-year-old woman`, else `age`."""
    start, end = match.start("number"), match.end("number")
    if old := _OLD.match(text, end):
        return f"{AGE} of {old['who'].split()[-1].lower()}" if old["who"] else AGE
    if _AGED.search(text, max(0, start - 16), start):
        return AGE
    named = _APPOSED.search(text, max(0, start - 48), start)
    written = match["number"]
    if named and written.isdigit() and int(written) < OLDEST and _APPOSED_ENDS.match(text, end):
        return f"{AGE} of {named['name'].lower()}"
    return None
