"""When things happened: the times of claims and events, undated pages dated from their siblings."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from copydesk.account.within import inside
from copydesk.annotate.times import resolve_timex, whole_day
from copydesk.model import Annotations, Article, Claim, DatedValue, Reprint, Stamp, Story

Dated = Mapping[tuple[str, int], DatedValue]
"""(page, number of the time on it) -> what it means."""
_ASIDE = re.compile(r",\s(?:\w+\s){1,3}(?:in|on|since)\s$")
DETERMINED = (
    r"(?<!\bin )(?<!\bat )(?<!\bduring )\b(?:the|an?|my|your|his|her|its|our|their|this|\w+['’]s|\w+s['’])\s$"
)
"""What stands before a time that tells which of a thing's sort is meant: `the April raid`."""
_OF_WHAT_FOLLOWS = re.compile(rf"{DETERMINED}|\bthat\s$", re.I)
_YEAR = re.compile(r"\d{4}")
_WORD_FOLLOWS = re.compile(r"\s[^\W\d_]")
DAYS_APART = 3
"""Siblings whose dates lie further apart than this do not date an undated page."""


def day_of(stamp: Stamp | None) -> date | None:
    """The calendar day of a stamp, None if it has none."""
    return whole_day(stamp.day) if stamp else None


def sibling_dates(story: Story) -> dict[str, tuple[date, str]]:
    """Undated page's source -> the day its text is to be read from, and the sibling that gives it.

    The page it copies or is copied by comes first; otherwise the siblings' most common day, if they agree
    to within `DAYS_APART` days; of two the later: read from a day too early, `on Saturday` is a week off.
    """
    dated = {f.article.source: day for f in story.findings if (day := day_of(f.article.published))}
    if not dated:
        return {}
    common = max(Counter(dated.values()).items(), key=lambda item: (item[1], item[0]))[0]
    agree = (max(dated.values()) - min(dated.values())).days <= DAYS_APART
    found = {}
    for article in (f.article for f in story.findings):
        if article.source in dated:
            continue
        kin = [s for s in _kin(article, story.lineage) if s in dated]
        if kin:
            found[article.source] = (dated[kin[0]], kin[0])
        elif agree:
            found[article.source] = (common, min(s for s, day in dated.items() if day == common))
    return found


def date_times(story: Story) -> dict[tuple[str, int], DatedValue]:
    """(source, index into the page's times) -> the time, resolved; those that stay open are left out."""
    siblings = sibling_dates(story)
    local = _weekday_days(story.findings)
    dated = {}
    for found in story.findings:
        source, text = found.article.source, found.page.text
        for index, timex in enumerate(found.times):
            inferred_from = None
            if timex.begin is None and source in siblings and timex.type in {"DATE", "TIME"}:
                day, inferred_from = siblings[source]
                agreed = local.get((inferred_from, timex.value[-1:])) if "-WXX-" in timex.value else None
                timex = resolve_timex(timex, text=text, anchor=agreed or day, past=True)
            if timex.begin is not None:
                dated[source, index] = DatedValue(
                    timex.value, timex.begin, timex.until, source, timex.span, inferred_from
                )
    return dated


def times_of(found: Annotations, claim: Claim, *, dated: Dated) -> list[DatedValue]:
    """The resolved times of a claim: those of its events, then those that stand in it.

    A time in a claim that the claim holds, in an aside (`the ship, built in 1998, sank`), or in the name of a thing
    (`under the 1807 law`, but not `lost in the 2016 election`) is another's.
    """
    text = found.page.text
    inner = [c.span for c in inside(found.claims, claim.span) if c.span != claim.span]
    events = found.events if claim.events else ()
    indexes = [event.time for event in events if event.id in claim.events and event.time is not None]
    first = bisect_left(found.times, claim.span.start, key=lambda timex: timex.span.start)
    last = bisect_left(found.times, claim.span.end, first, key=lambda timex: timex.span.start)
    indexes += [i for i in range(first, last) if claim.span.contains(found.times[i].span)]
    return [
        value
        for i in dict.fromkeys(indexes)
        if (value := dated.get((found.article.source, i)))
        and not any(span.contains(value.span) for span in inner)
        and not (
            _ASIDE.search(text[max(0, value.span.start - 40) : value.span.start])
            and text.startswith(",", value.span.end)
        )
        and not _names_a_thing(text, value)
    ]


def _names_a_thing(text: str, value: DatedValue) -> bool:
    """Whether a year stands between a determiner and a noun, these being no adjunct: `vowed to use the 1807 law`."""
    before = text[max(0, value.span.start - 40) : value.span.start]
    return bool(
        _YEAR.fullmatch(value.span.of(text))
        and _OF_WHAT_FOLLOWS.search(before)
        and _WORD_FOLLOWS.match(text, value.span.end)
    )


def is_day(value: DatedValue) -> bool:
    """Whether a time is no longer than two days, so that it can place a happening."""
    first, last = whole_day((value.begin or "")[:10]), whole_day((value.until or "")[:10])
    return first is not None and last is not None and 0 <= (last - first).days <= 2


def _weekday_days(findings: Sequence[Annotations]) -> Mapping[tuple[str, str], date]:
    """(source, ISO weekday digit) -> the day that page's own text gives that weekday.

    A sibling stamped Friday whose text tells of Saturday the 9th dates the undated page's Saturday too.
    """
    days: dict[tuple[str, str], date] = {}
    for found in findings:
        for timex in found.times:
            day = whole_day(timex.value) if timex.type == "DATE" else None
            if day:
                days.setdefault((found.article.source, str(day.isoweekday())), day)
    return days


def _kin(article: Article, lineage: Sequence[Reprint]) -> list[str]:
    up = [link.of for link in lineage if link.source == article.source and link.of]
    down = [link.source for link in lineage if link.of == article.source]
    return up + sorted(down)
