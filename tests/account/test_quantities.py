"""Figures are compared only where they count the same thing, and with their bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.account.quantities import Quantity, quantities


def only(text: str) -> Quantity:
    found = quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("The storm killed at least 12 people in the valley", 12, "dead"),
        ("Fourteen bodies were brought ashore", 14, "dead"),
        ("A further 1,250 families were rehoused", 1250, None),
        ("The loan is worth $3.5 million", 3.5e6, "money"),
        ("Turnout reached 61 percent", 61, "percent"),
    ],
)
def test_values_and_kinds(text: str, value: float, kind: str | None) -> None:
    found = only(text)
    assert (found.value, found.kind) == (value, kind)
    assert text[found.span.start : found.span.end].strip() == text[found.span.start : found.span.end]


@pytest.mark.parametrize(
    "text",
    [
        "It opened in 1998.",
        "the 75th anniversary",
        "at 8:20 in the morning",
        "one of them",
        "No one was killed",
    ],
)
def test_years_ordinals_and_clocks_count_nothing(text: str) -> None:
    assert quantities(text) == ()


def test_different_things_are_not_compared() -> None:
    assert not only("620 grain workers").comparable(only("six grain elevators"))
    assert only("about 600 workers").comparable(only("some 620 grain workers"))


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("14 miles north-east of Selby", "20 miles north of Osthaven", False),
        ("14 miles north-east of Selby", "about 20 miles (33 km) from Selby", True),
        ("14 miles north-east of Selby", "1.2 miles deep", False),
        ("chased him for 30 miles", "at up to 120 miles an hour", False),
        ("at 100 mph", "at up to 120 miles per hour", True),
        ("a 2.9 aftershock", "two aftershocks", False),
        ("A 4.2 magnitude earthquake shook Selby", "a quake with a magnitude of 4.4", True),
        ("The 6.1-magnitude quake", "it measured magnitude-5.9", True),
        ("Ann Roe, 59, of Selby", "69-year-old Ann Roe", True),
        ("Ann Roe, 59, of Selby", "a 59-year-old man", False),
        ("a 59-year-old woman", "the 69-year-old woman", True),
        ("in hospital for four weeks", "the three weeks in hospital", True),
        ("in hospital for four weeks", "for three days", False),
        ("18 towns sued", "Selby and over a dozen other towns sued", False),
        ("a 2.9 aftershock", "a 2.4 aftershock", True),
    ],
)
def test_how_far_how_fast_and_how_strong_is_not_how_many(one: str, two: str, same: bool) -> None:
    here, there = quantities(one)[0], quantities(two)[0]
    assert here.comparable(there) is same


def test_a_number_in_a_name_counts_nothing() -> None:
    assert quantities("It has USB 3.0 ports and a screen of 2880 x 1800 pixels.") == ()


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("The fire killed nine people", "Fourteen dead", True),
        ("The fire killed nine members of a family", "The fire killed seven children", False),
        ("Five people died on Monday", "Four other people died in hospital", False),
        ("Two people died as the 6.1-magnitude quake struck", "It struck and killed 20", True),
    ],
)
def test_whom_a_toll_counts(one: str, two: str, same: bool) -> None:
    here, there = (next(q for q in quantities(text) if q.kind == "dead") for text in (one, two))
    assert here.comparable(there) is same
    assert there.comparable(here) is same


@pytest.mark.parametrize(
    "text",
    ["killed a mother of twelve", "the jury that weighed death stood at 9-3", "killed a 61-year-old man"],
)
def test_no_toll(text: str) -> None:
    assert not [quantity for quantity in quantities(text) if quantity.kind == "dead"]


def test_forty_nine_is_one_number() -> None:
    found = only("Forty-nine people were killed")
    assert (found.value, found.kind) == (49, "dead")


def test_a_bound_that_rounds_a_figure() -> None:
    assert only("more than 26 per cent").rounds(only("26.4 per cent"))
    assert not only("more than 26 per cent").rounds(only("more than 28.4 per cent"))
    assert not only("at least 11 people died").rounds(only("14 people died"))


@pytest.mark.parametrize(
    ("one", "two", "agree"),
    [
        ("killed at least 11 people", "killed 11 people", True),
        ("killed at least 11 people", "killed 14 people", False),
        ("about 600 workers", "some 620 workers", True),
        ("600 workers", "650 workers", False),
        ("up to 50 ships", "40 ships", True),
        ("as much as $400 of stock", "at least $180 of stock", True),
    ],
)
def test_bounds(one: str, two: str, agree: bool) -> None:
    assert only(one).agrees(only(two)) is agree
    assert only(two).agrees(only(one)) is agree


COUNTED = [
    " killed ",
    "at least ",
    "twelve ",
    "61",
    "1,200 ",
    "2.5",
    " million ",
    "per cent ",
    "people ",
    "$",
    "-",
    "\n",
]


@given(st.lists(st.sampled_from(COUNTED) | st.text(max_size=9), max_size=20).map("".join))
def test_any_text_is_read(text: str) -> None:
    for found in quantities(text):
        assert 0 <= found.span.start < found.span.end <= len(text)


@pytest.mark.parametrize(
    ("one", "two", "at_odds"),
    [
        ("just under five minutes left", "4 minutes left", False),
        ("about 10 minutes later", "nine minutes later", False),
        ("about 10 people", "nine people", True),
        ("almost three hours", "two hours", True),
        ("at more than 100 mph", "at 120 mph", False),
        ("more than 100 boats", "120 boats", True),
    ],
)
def test_how_long_and_how_fast_are_told_roughly(one: str, two: str, at_odds: bool) -> None:
    assert only(one).agrees(only(two)) is not at_odds


def test_how_old_and_how_long_are_no_tolls() -> None:
    assert only("Ann Roe, 61, was killed").kind is None
    assert only("hospitalized for three weeks").kind is None
    assert only("In Selby, 12 were killed").kind == "dead"
