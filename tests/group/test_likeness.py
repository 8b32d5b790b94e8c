"""What a pair of articles is judged by: weekdays named, and labels that are symmetric."""

import json
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from copydesk.group.likeness import weekdays_apart
from copydesk.group.profiles import Document, profile_of
from quality.stories import unmixed
from training.story_data import AGENCY_DAYS, Labelled

VECTOR = np.zeros(512, np.int16)
WEEKDAYS = st.lists(st.integers(0, 6), unique=True, max_size=4)


def test_weekdays_are_those_of_title_and_lead_in_text_order() -> None:
    text = (
        "The harbour board met on Wednesday. It had met on Monday, and Wednesday was no better. " + "x " * 130
    )
    assert profile_of(Document("a", "Friday vote", text + "Sunday"), VECTOR).weekdays == (4, 2, 0)


def test_words_that_only_begin_like_a_weekday_are_none() -> None:
    assert profile_of(Document("a", "", "Sunday's Mondays were Fridaylike."), VECTOR).weekdays == (6,)


def test_the_same_first_weekday_is_no_distance_and_a_week_is_round() -> None:
    made = weekdays_apart([((1, 3), (1,)), ((0,), (6,)), ((), (2,))])
    assert made.tolist() == [[1.0, 0.0], [0.0, 1.0], [-1.0, -1.0]]


@given(WEEKDAYS, WEEKDAYS)
def test_weekdays_do_not_depend_on_which_article_comes_first(one: list[int], other: list[int]) -> None:
    made = weekdays_apart([(one, other), (other, one)])
    assert np.array_equal(made[0], made[1])
    assert made[0, 0] <= 1
    assert made[0, 1] <= 3


def test_a_mixed_story_is_one_with_a_pair_that_is_surely_not_of_one_happening() -> None:
    labelled = Labelled([None] * 5, ["a", "b", "c", "c", "d"], frozenset({(0, 1)}))  # type: ignore[list-item]
    assert unmixed(labelled, [(0, 1), (2, 3), (4,)]) == 1.0
    assert unmixed(labelled, [(1, 0), (3, 4), (2,)]) == 0.6


def test_the_days_that_were_read_are_labelled_alike_from_either_page() -> None:
    rows = [json.loads(line) for line in Path(AGENCY_DAYS).read_text().splitlines()]
    unsure = {row["id"]: set(row["unsure"]) for row in rows}
    assert all(row["id"] in unsure[other] for row in rows for other in row["unsure"])
    parts = {row["id"]: row["part"] for row in rows}
    assert all(parts[other] == row["part"] for row in rows for other in row["unsure"])
