"""Days and hours of two tellings of one claim that exclude each other."""

import re

from copydesk.account.acts import adds, one_act
from copydesk.account.clash import Clash, Place
from copydesk.account.clock import exclude
from copydesk.account.dating import Dated, is_day
from copydesk.account.own_time import of_other_act
from copydesk.account.tellings import Telling
from copydesk.account.within import inside, sentence_around
from copydesk.model import DatedValue, DifferenceKind, Event, Span, Timex
from copydesk.text import fold

WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_ELSEWHERE = re.compile(
    r"['’]s\b|,? (?:an?|one|two|three|\d+|some|several) \w+ (?:after|before|earlier|later)\b"
)


def days_apart(a: Telling, b: Telling, *, dated: Dated) -> list[Clash]:
    """Days, or hours, that exclude each other: of events of one type and doer, or the only ones told."""
    if adds(a) != adds(b):
        return []
    found = []
    for act, one in timed(a, dated):
        for deed, two in timed(b, dated):
            same = act.type == deed.type and set(act.source) & set(deed.source)
            if same and not _meet(one, two) and not _worded_alike((a, one.span), (b, two.span)):
                found.append(Clash(DifferenceKind.TIME, (a, one.span), (b, two.span), exclusive=True))
    return found or _only_times(a, b) or _days_of_saying(a, b)


def _only_times(a: Telling, b: Telling) -> list[Clash]:
    """The one day, or the one hour, each telling gives of one act, where they exclude each other."""
    if not one_act(a, b):
        return []
    for mine, theirs in zip(_times_in(a), _times_in(b), strict=True):
        if len(mine) != 1 or len(theirs) != 1 or of_another(a, mine[0]) or of_another(b, theirs[0]):
            continue
        if _worded_alike((a, mine[0].span), (b, theirs[0].span)):
            continue
        if exclude(mine[0], theirs[0], days_only=True):
            return [Clash(DifferenceKind.TIME, (a, mine[0].span), (b, theirs[0].span), exclusive=True)]
    return []


def _days_of_saying(a: Telling, b: Telling) -> list[Clash]:
    """The one day each gives for when the very same was said: `on Monday` around `that it would close`."""
    if fold(a.text) != fold(b.text) or not (a.claim.attribution and b.claim.attribution):
        return []
    days = [times_around(telling) for telling in (a, b)]
    if len(days[0]) != 1 or len(days[1]) != 1:
        return []
    here, there = (a, days[0][0].span), (b, days[1][0].span)
    if _worded_alike(here, there) or not exclude(days[0][0], days[1][0], days_only=True):
        return []
    return [Clash(DifferenceKind.TIME, here, there, exclusive=True)]


def time_at(telling: Telling, span: Span) -> Timex | None:
    """The first time expression that overlaps a stretch of the telling's page."""
    return next((timex for timex in telling.found.times if timex.span.overlaps(span)), None)


def times_around(telling: Telling) -> list[Timex]:
    """The days in the telling's sentence that stand in no claim: when it was said."""
    found, own = telling.found, telling.claim.span
    around = sentence_around(found.sentences, own)
    claims = [claim.span for claim in inside(found.claims, around) if claim.span != around]
    return [
        timex
        for timex in inside(found.times, around)
        if timex.type in {"DATE", "TIME"} and not any(claim.contains(timex.span) for claim in claims)
    ]


def of_other_days(a: Telling, b: Telling) -> bool:
    """Whether the sentences of both name days, and no day of one can be a day of the other's."""
    days = [
        [
            t
            for t in inside(c.found.times, sentence_around(c.found.sentences, c.claim.span))
            if t.type in {"DATE", "TIME"} and ":" not in t.value
        ]
        for c in (a, b)
    ]
    return all(days) and all(exclude(one, two, days_only=True) for one in days[0] for two in days[1])


def timed(telling: Telling, dated: Dated) -> list[tuple[Event, DatedValue]]:
    """The telling's events with the days on which they happened, where these are theirs."""
    return [
        (event, value)
        for event in telling.found.events
        if event.id in telling.claim.events and event.time is not None
        if (value := dated.get((telling.source, event.time))) and is_day(value)
        if not of_another(telling, telling.found.times[event.time])
    ]


def _times_in(telling: Telling) -> tuple[list[Timex], list[Timex]]:
    """The telling's hours and its other times."""
    told = inside(telling.found.times, telling.claim.span)
    hours = [t for t in told if t.type == "TIME" and ":" in t.value]
    return hours, [t for t in told if t.type in {"DATE", "TIME"} and t not in hours]


def of_another(telling: Telling, timex: Timex) -> bool:
    """`Friday's winner`, `on Tuesday, a day after the walkout`, `as they met on Friday`: the time is that of something
    else."""
    found = telling.found
    return bool(_ELSEWHERE.match(found.page.text, timex.span.end)) or of_other_act(
        found, telling.claim, time=timex.span
    )


def _worded_alike(here: Place, there: Place) -> bool:
    """`Wednesday` and `Wednesday night` on two pages of one story are one day, whichever week each date suggests."""
    said = [fold(span.of(telling.found.page.text)) for telling, span in (here, there)]
    days = [set(WEEKDAY.findall(text)) for text in said]
    return said[0] == said[1] or bool(days[0] & days[1])


def _meet(one: DatedValue, two: DatedValue) -> bool:
    a, b, c, d = (value or "" for value in (one.begin, one.until, two.begin, two.until))
    return a[:10] < max(d[:10], c[:10] + "~") and c[:10] < max(b[:10], a[:10] + "~")
