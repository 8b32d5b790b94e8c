"""The dateline at the head of a report: `SEOUL, Sept 9 (Reuters) -`.

A dateline is read only where its end is marked (a dash, a colon, a bracketed agency) and what stands
before is made up wholly of a place, a date and an agency. A place in capitals suffices for a dash; a
place in mixed case needs an agency or a date beside it, or to be a known city with a capital behind the
dash; a colon needs one of them or a known city.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from copydesk.clean.agencies import are_initials, find_agency
from copydesk.clean.stamps import month_number, read_dates
from copydesk.model import Dateline, Span
from copydesk.text import fold

_PLACES = Path(__file__).parent / "data" / "places.txt"
_REACH = 140

_STOP = re.compile(
    r"[)\]]\s?(?:[.,]?\s?(?:--|[-–—:_]){1,2})?|/[.:]?(?=\s)|\s(?:--|[-–—])(?=\s)|--|—|–(?=\s)|:(?=\s)"
)
_OPENS = re.compile(r"\s?[“\"‘']?[A-Z]")
_GLUED = re.compile(r"[“\"‘]?[A-Z][a-z]")
_INITIALLED = re.compile(r"^[A-Z][^()\[\]]{2,30}\s?\((?!U[KSN]\b|USA\b|EU\b|UAE\b)[A-Z]{3,4}\)$")
"""`Washington (CNN)`, to which a site may glue the first word."""
_AGENCY = re.compile(r"\s?[(\[/]\s?([^()\[\]/]{2,60}(?:/[^()\[\]/]{2,30}){0,3})\s?[)\]/]?$")
_PREFIX = re.compile(r"\(([^()]{2,30})\)\s?[-–—]{1,2}\s")
_COMMA_AGENCY = re.compile(r",\s([^\d,]{2,30})$")
_DAY = re.compile(
    r"(?:^|[,.]?\s)(?:on\s|le\s|el\s|am\s|den\s)?"
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th|er|\.)?\s(?:de\s)?(?P<m1>[^\W\d_]{3,12})"
    r"|(?P<m2>[^\W\d_]{3,12})\.?\s(?P<d2>\d{1,2})(?:st|nd|rd|th)?)[.,]?$"
)
_HOUR_AFTER = re.compile(r"\s?[/|]\s?\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?$", re.IGNORECASE)
"""An hour that a stroke parts from its date: `Jul 14, 2031 / 05:21 am`."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_TRAILING_WEEKDAY = re.compile(r"(?<=\w),?\s(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}[.,]?$")
_REGION = re.compile(r",\s([^\W\d_][^\d,]{1,24})$")
_NOT_PLACES = frozenset(
    "breaking update updated exclusive watch new opinion live review note file editorial analysis "
    "explainer video photos photo news sport sports warning related read more also see listen comment "
    "comments letter letters podcast interview correction clarification column commentary advertisement "
    "sponsored special report feature spoiler poll quiz key points summary q a tl dr ps faq factbox fact "
    "check just in developing alert urgent eilmeldung kommentar meinung anzeige foto opinión vídeo "
    "análisis exclusivo directo en vivo vidéo éditorial reportage entretien avis tribune esclusiva "
    "intervista covid usa today ceo nato un eu fbi cia question answer answers source sources verdict "
    "rating pros cons first second third step tip day week who what when where why how".split()
)
_SMALL = frozenset(
    "au aux sur de la le les del di da do dos das on upon of and the in y et en an am der das".split()
)

_LIKE_AN_AGENCY = re.compile(
    r"^[A-Z]{2,6}$|^(?:[A-Z][\w&'’-]*\s)*"
    r"(?:\w*[Nn]ews(?: Agency| Service)?|\w*[Ww]ires?|Wire\w+|Press|Agency|Service|Times|Post)$"
)
"""An initialism, or a name that ends as agencies' names do."""


def find_dateline(text: str, paragraph: Span, *, language: str | None = None) -> Dateline | None:
    """The dateline that opens the article's first paragraph, None if it opens with none; a line of its own is one
    where it gives place, day and agency.

    The span runs through the closing dash or colon; the white space after it is outside.
    """
    start = paragraph.start
    while start < paragraph.end and text[start].isspace():
        start += 1
    head = text[start : min(paragraph.end, start + _REACH)].split("\n", 1)[0]
    found: Dateline | None = None
    for tried, stop in enumerate(_STOP.finditer(head)):
        if tried == 5:
            break
        mark = stop.group()
        inside = head[: stop.start()] + (mark[0] if mark[0] in ")]/" else "")
        alone = not head[stop.end() :].strip()
        if not inside:
            continue
        prefix = _PREFIX.match(inside)
        agency = find_agency(prefix.group(1), language=language) if prefix else None
        glued = mark == ")" and _GLUED.match(head, stop.end())
        opens = bool(glued or (mark[-1] in "-–—" and _OPENS.match(head, stop.end())))
        parsed = _parse(
            inside[prefix.end() :] if prefix and agency else inside, mark, language=language, opens=opens
        )
        if parsed is not None:
            whole = head[: stop.end()].rstrip()
            by = agency.name if agency else parsed.agency
            if alone and not (parsed.place and by and parsed.day):
                continue
            found = Dateline(whole, Span(start, start + len(whole)), parsed.place, by, parsed.day)
            if parsed.place is not None:
                break
    return found


class _Head(NamedTuple):
    """Where, by which agency and when, as far as it is said; the day in ISO 8601."""

    place: str | None
    agency: str | None
    day: str | None


def _parse(inside: str, mark: str, *, language: str | None, opens: bool) -> _Head | None:
    """What `inside` says if it is nothing but place, agency and date. `opens`: a sentence begins behind it."""
    agency, rest = _take_agency(inside, language)
    dashed = mark.strip(")]/. ") != ""
    day, rest = _take_day(rest, language)
    if agency is None and day is not None:
        leading = find_agency(rest, language=language)
        if leading is not None:
            return _Head(None, leading.name, day)
    if agency is None and (named := _COMMA_AGENCY.search(rest)):
        found = find_agency(named.group(1), language=language)
        if found is not None:
            agency, rest = found.name, rest[: named.start()]
    if agency is None and inside[-1] in ")]/":
        return _unlisted(inside, language) if dashed or (opens and _INITIALLED.search(inside)) else None
    rest = rest.strip(" ,.-–—")
    if not rest:
        return _Head(None, agency, day) if agency and dashed else None
    sure = day is not None or (agency is not None and (dashed or _is_known_city(rest)))
    sure = sure or (opens and mark.strip() in {"-", "--", "–", "—"} and _is_known_city(rest))
    if not sure and (agency or mark.strip() == ":") and not _is_known_city(rest):
        return None
    place = _place(rest, sure=sure)
    return None if place is None else _Head(place, agency, day)


def _unlisted(inside: str, language: str | None) -> _Head | None:
    """A dateline whose brackets hold a name that is in no table: an agency if it is named like one."""
    brackets = _AGENCY.search(inside)
    if brackets is None or len(brackets.group(1)) > 40:
        return None
    name = brackets.group(1).strip()
    day, rest = _take_day(inside[: brackets.start()], language)
    rest = rest.strip(" ,.-–—")
    spelled = rest.split(",")[0]
    if not rest or not (day or spelled == spelled.upper() or _is_known_city(rest)):
        return None
    agency = name if _LIKE_AN_AGENCY.search(name) and not _is_known_city(name) else None
    place = _place(rest, sure=day is not None or agency is not None or _is_known_city(rest))
    return None if place is None else _Head(place, agency, day)


def _take_agency(inside: str, language: str | None) -> tuple[str | None, str]:
    """The agency in closing brackets (canonical name, or initials that several share) and what stands before it."""
    match = _AGENCY.search(inside)
    if match is None or inside[-1] not in ")]/":
        return None, inside
    for part in (match.group(1), *re.split(r"[/,;-]", match.group(1))):
        found = find_agency(part, language=language)
        if found is not None:
            return found.name, inside[: match.start()]
    if are_initials(match.group(1)):
        return match.group(1).strip(), inside[: match.start()]
    return None, inside


def _take_day(rest: str, language: str | None) -> tuple[str | None, str]:
    """The date that closes `rest`, ISO 8601 (`--09-09` without a year), and what stands before it."""
    rest = _HOUR_AFTER.sub("", rest.rstrip(" ,.")).rstrip(" ,.")
    dates = list(read_dates(rest, language=language))
    if dates and dates[-1].span.end >= len(rest) - 1:
        before = rest[: dates[-1].span.start].rstrip(" ,.")
        return dates[-1].day, _TRAILING_WEEKDAY.sub("", before)
    match = _DAY.search(rest)
    if match:
        month = month_number(match["m1"] or match["m2"], language=language)
        number = int(match["d1"] or match["d2"])
        if month is not None and 1 <= number <= 31:
            return f"--{month:02}-{number:02}", _TRAILING_WEEKDAY.sub("", rest[: match.start()])
    return None, rest


def _place(rest: str, *, sure: bool) -> str | None:
    """The place's name if `rest` can be a place (with its region), else None."""
    name = rest
    for _ in range(2):
        region = _REGION.search(name)
        if region:
            name = name[: region.start()]
    name = re.split(r"\s?/\s?| and | und | y | et ", name)[0].strip(" ,.")
    parts = name.split()
    if not 1 <= len(parts) <= 5 or len(name) > 40 or not name[:1].isalpha():
        return None
    if any(not (c.isalpha() or c in " .'’-") for c in name) or all(
        fold(p).strip(".") in _NOT_PLACES for p in parts
    ):
        return None
    capital = name == name.upper() and name != name.lower()
    if capital and not sure and len(name) <= 4 and not _is_known_city(name):
        return None
    if not capital and not (sure and all(p[0].isupper() or p in _SMALL for p in parts)):
        return None
    if not capital and sure and not name[0].isupper():
        return None
    return _title_case(name) if capital else name


def _title_case(name: str) -> str:
    """A name in capitals as it is written in running text."""
    words = re.split(r"([\s-]+)", name.lower())
    return "".join(w if i and w in _SMALL else _capitalise(w) for i, w in enumerate(words))


def _capitalise(word: str) -> str:
    if _INITIALS.fullmatch(word):
        return word.upper()
    for apostrophe in ("'", "’"):
        left, mark, right = word.partition(apostrophe)
        if mark and len(left) <= 2 and len(right) > 1:
            return left.capitalize() + mark + right.capitalize()
    if word.startswith("mc") and len(word) > 4:
        return "Mc" + word[2:].capitalize()
    return word[:1].upper() + word[1:]


def _is_known_city(name: str) -> bool:
    return fold(_REGION.sub("", name)) in _cities()


@cache
def _cities() -> frozenset[str]:
    return frozenset(_PLACES.read_text(encoding="utf-8").split("\n"))
