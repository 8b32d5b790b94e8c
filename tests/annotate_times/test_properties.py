"""What holds of any text: spans lie in it and in order, values are well formed, nothing crashes."""

import re
from datetime import date
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from copydesk.annotate.times import tag
from copydesk.annotate.times.calendar import Point, bounds, shift
from copydesk.annotate.times.lexeme import CLASSES, shape
from copydesk.annotate.times.lexer import lex

WORDS = st.sampled_from(
    "the a last next this that May March Sept. Sunday Friday 12 31 1999 2023 99 BC ago later earlier year years "
    "quarter week third second century 1990s '90s - , to and from since until between noon 10:35 p.m. EST half "
    "of in every each two hundred thousand nineteen ninety-six Christmas Easter fiscal 9999-12-31 2023-02-30 "
    "0000-01-01 24:61 \n weekend of early mid- end tonight morning couple few decades ended spring 30 February".split(
        " "
    )
)
TEXTS = st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=120))
DAYS = st.one_of(st.none(), st.dates())
VALUE = re.compile(
    r"(?:BC)?[\dX]{2,4}(?:-[\dXWQHSPUFAIE]{2,3}(?:-[\dXWE]{1,2})?)?(?:T[\d:]+|T[A-Z]{2})?$"
    r"|P[\dXT.]+[A-Z]+(?:[\d.]+[A-Z])?(?:[A-Z])?$|(?:PRESENT|PAST|FUTURE)_REF$|XXXX(?:-[XWQ\d]+)+$"
)


@settings(max_examples=400)
@given(TEXTS, DAYS)
@example("two hundred centuries ago", date(2000, 1, 1))
def test_times_of_any_text(text: str, anchor: date | None) -> None:
    found = tag(text, anchor=anchor)
    assert found == tag(text, anchor=anchor)
    ends = [0]
    for timex in found:
        assert ends[-1] <= timex.span.start < timex.span.end <= len(text)
        ends.append(timex.span.end)
        assert timex.type in {"DATE", "TIME", "DURATION", "SET"}
        assert VALUE.match(timex.value), timex.value
        if timex.begin and timex.until:
            assert timex.begin < timex.until


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_lexemes_lie_in_order(text: str) -> None:
    lexemes = lex(text)
    assert len(shape(lexemes)) == len(lexemes)
    for before, after in pairwise(lexemes):
        assert before.end <= after.start
    assert all(text[lexeme.start : lexeme.end] for lexeme in lexemes)


def test_classes_have_letters_of_their_own() -> None:
    assert len(set(CLASSES.values())) == len(CLASSES)


@given(
    st.dates(date(100, 1, 1), date(9000, 1, 1)), st.integers(-900, 900), st.sampled_from(["D", "W", "M", "Y"])
)
def test_a_step_and_back(day: date, amount: int, unit: str) -> None:
    start = Point(day.year, day.month, min(day.day, 28), unit)
    there = shift(start, amount, unit=unit, grain=unit)
    assert shift(there, -amount, unit=unit, grain=unit) == start


@given(
    st.dates(date(100, 1, 1), date(9000, 1, 1)),
    st.sampled_from(["D", "W", "WE", "M", "Q", "H", "Y", "E", "C"]),
)
def test_a_day_lies_in_the_bounds_of_its_value(day: date, grain: str) -> None:
    begin, until = bounds(Point(day.year, day.month, day.day, grain).value)
    assert begin is not None
    assert until is not None
    if grain != "WE":
        assert begin <= day.isoformat() < until


def test_a_long_run_of_time_words_is_read_quickly() -> None:
    assert len(tag("the last year of the " * 5_000, anchor=date(2023, 9, 8))) > 0
    assert tag("the " * 20_000 + "early " * 20_000, anchor=None) == []


def test_a_year_of_five_digits_is_no_value() -> None:
    assert not [timex for timex in tag("hundred hundred BC", anchor=None) if timex.type == "DATE"]
