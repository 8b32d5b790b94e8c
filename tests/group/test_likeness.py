"""What a pair of articles is judged by: weekdays and names; labels that are symmetric."""

import json
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from copydesk.group.likeness import names_shared, weekdays_apart
from copydesk.group.neighbours import groups_of
from copydesk.group.profiles import Document, Profile, profile_of
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


def page(text: str, publisher: str | None = None) -> Profile:
    return profile_of(Document(text, "", text, publisher=publisher), VECTOR)


OPENED = page(
    "The harbour master Tolvar Quenby opened the Halsmere lock on Friday. Boats queued at the quay."
)
REPORTED = page("Boats queued on Friday as Tolvar Quenby opened a lock. The Halsmere lock took nine years.")
PARALLEL = page("The harbour master Bretta Osk opened the Vindry lock on Friday. Boats queued at the quay.")
NAMELESS = page("boats queued at the quay on a grey morning.")


def test_two_pages_of_one_happening_share_the_names_they_open_with() -> None:
    assert names_shared(OPENED, [REPORTED]).tolist() == [1.0]


def test_of_two_acts_of_one_kind_each_page_lacks_names_of_the_other() -> None:
    assert names_shared(OPENED, [PARALLEL, NAMELESS])[0] < 0.5


def test_pages_without_names_have_nothing_apart() -> None:
    assert names_shared(NAMELESS, [NAMELESS, OPENED]).tolist() == [1.0, 0.0]


def test_names_shared_do_not_depend_on_which_page_comes_first() -> None:
    pages = [OPENED, REPORTED, PARALLEL, NAMELESS]
    made = np.stack([names_shared(one, pages) for one in pages])
    assert np.array_equal(made, made.T)


def test_what_one_publisher_tells_of_others_is_two_happenings() -> None:
    def alike(rows: np.ndarray, _: np.ndarray, __: np.ndarray) -> np.ndarray:
        return np.ones(len(rows))

    def together(one: Profile, other: Profile) -> bool:
        return len(groups_of([one, other], judge=alike)) == 1

    assert not together(page(OPENED.source, "gazette"), page(PARALLEL.source, "gazette"))
    assert together(page(OPENED.source, "gazette"), page(PARALLEL.source, "courier"))
    assert together(OPENED, PARALLEL)
    assert together(page(OPENED.source, "gazette"), page(REPORTED.source, "gazette"))


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
