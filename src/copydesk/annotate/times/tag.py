"""Text -> its time expressions with their values: the layers in order."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from copydesk.annotate.times.calendar import bounds
from copydesk.annotate.times.direction import direction_at
from copydesk.annotate.times.grammar import expressions
from copydesk.annotate.times.intervals import opened, spanning
from copydesk.annotate.times.keep import is_of_a_match, kept
from copydesk.annotate.times.meaning import Calendar, Clock, Expression, Shift
from copydesk.annotate.times.resolve import Context, Resolved, resolve, told_after
from copydesk.model import Span, Timex

if TYPE_CHECKING:
    from spacy.tokens import Doc


_REACHING = re.compile(r"\s(?:to|through|till|until)\s|\s?[-–]\s?")
"""Between two weekdays: `Monday to Friday` ends on the Friday behind that Monday."""
_IN_BRACKETS = re.compile(r"\s?[(\[]\s?")
"""Between a day and the weekday it is: `today (Thursday)`."""
_NEAREST = 3
"""Days from the page's by which the day that is called today may lie off."""
_ON_DAY = re.compile(r"(?:\s[\w'’-]+){0,8}?\s(?:on|late on|early on)\s")
"""Between a clock time and its day: `at 5.35pm in the town centre on Sunday`."""


def tag(text: str, *, anchor: date | None, doc: "Doc | None" = None) -> list[Timex]:
    """The time expressions of `text`, in order; spans are into `text`.

    `anchor` is the day (or moment) it was written, None where that is not known; `doc` its parse.
    """
    today = anchor.date() if isinstance(anchor, datetime) else anchor
    found = [expression for expression in expressions(text) if kept(expression, text, doc=doc)]
    context = Context(today, history=tells_history(found, today))
    return spanning([timex for timex, _ in read_on(found, text, doc=doc, context=context)], text)


def tells_history(found: list[Expression], today: date | None) -> bool:
    """Whether a text tells of a time of its own: most of its dated years lie well before the page's."""
    years = [e.meaning.year for e in found if isinstance(e.meaning, Calendar) and e.meaning.year is not None]
    if today is None:
        return len(years) > 0
    far = sum(1 for year in years if abs(year - today.year) > 1)
    fresh = sum(1 for e in found if e.rule in {"dayword", "weekday", "ago"} or _counts_from_page(e))
    return far >= 5 and far > 0.6 * len(years) and far > 3 * fresh


def _counts_from_page(expression: Expression) -> bool:
    """`Last year`, `this week`: counted from when they were written."""
    meaning = expression.meaning
    return expression.rule == "step" and isinstance(meaning, Shift) and not meaning.from_text


def read_on(
    found: list[Expression], text: str, *, doc: "Doc | None", context: Context
) -> Iterator[tuple[Timex, Context]]:
    """Each expression resolved, with the context as it stands after it."""
    end = 0
    latest: Resolved | None = None
    for number, expression in enumerate(found):
        between = text[end : expression.start]
        if "\n" in between:
            context = replace(context, month=None)
        end = expression.end
        direction = direction_at(doc, text, start=expression.start, end=expression.end)
        here = context
        told_before = latest.point.date if latest and latest.point else None
        following = found[number + 1] if number + 1 < len(found) else None
        if is_of_a_match(expression, text):
            here = Context(None)
        elif told_before and _is_weekday(expression) and _REACHING.fullmatch(between):
            here, direction = replace(context, today=told_before, maybe_today=()), 1
        elif told_before and number and _names_day(found[number - 1], expression, text=text):
            here = replace(context, today=told_before, maybe_today=())
        elif following and _names_day(expression, following, text=text):
            here = replace(
                context, today=_written_on(expression, following, today=context.today), maybe_today=()
            )
        elif isinstance(expression.meaning, Clock) and (
            after := _day_behind(found[number + 1 :], text, end=end)
        ):
            told = resolve(
                after, context, direction=direction_at(doc, text, start=after.start, end=after.end)
            ).point
            here = replace(context, day=told) if told and told.grain == "D" else context
        latest = resolved = resolve(expression, here, direction=direction)
        context = told_after(expression, resolved, context=context)
        timex = opened(as_timex(expression, resolved), text)
        if "fiscal" in text[expression.start : expression.end].lower():  # whose year begins nobody knows when
            timex = replace(timex, begin=None, until=None)
        yield timex, context


def _day_behind(following: list[Expression], text: str, *, end: int) -> Expression | None:
    """The date that a clock time ending at `end` is given by what follows it: `between 9am and 11am on Monday`."""
    day = next((e for e in following[:2] if not isinstance(e.meaning, Clock)), None)
    return day if day is not None and _ON_DAY.fullmatch(text, end, day.start) else None


def _names_day(day: Expression, weekday: Expression, *, text: str) -> bool:
    """Whether the weekday says in brackets which day is meant: `today (Thursday)`."""
    return (
        day.rule == "dayword"
        and _is_weekday(weekday)
        and _IN_BRACKETS.fullmatch(text, day.end, weekday.start) is not None
    )


def _written_on(day: Expression, weekday: Expression, *, today: date | None) -> date | None:
    """The day from which `day` is counted so that it falls on that weekday: the nearest to `today`.

    What is said today is often printed tomorrow.
    """
    step, named = day.meaning, weekday.meaning
    if today is None or not isinstance(step, Shift) or not isinstance(named, Calendar) or not named.weekday:
        return today
    ahead = (named.weekday - (today + timedelta(days=step.amount)).isoweekday()) % 7
    return today + timedelta(days=ahead if ahead <= _NEAREST else ahead - 7)


def _is_weekday(expression: Expression) -> bool:
    meaning = expression.meaning
    return isinstance(meaning, Calendar) and meaning.weekday is not None and meaning.which is None


def as_timex(expression: Expression, resolved: Resolved) -> Timex:
    """The expression with its value and the days that bounds."""
    begin, until = bounds(resolved.value) if resolved.type in {"DATE", "TIME"} else (None, None)
    return Timex(
        Span(expression.start, expression.end),
        resolved.type,
        resolved.value,
        begin,
        until,
        resolved.anchor,
        resolved.alternatives,
    )
