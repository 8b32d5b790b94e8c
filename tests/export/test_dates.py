"""Values of time in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.export.dates import day_of, in_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-10-12T08:20", "Saturday 12 October 2024, 08:20"),
        ("2024-10-12T08:20Z", "Saturday 12 October 2024, 08:20 UTC"),
        ("2024-10-12TEV", "Saturday 12 October 2024, evening"),
        ("2024-10", "October 2024"),
        ("2024", "2024"),
        ("2024-W42", "the week of 14 October 2024"),
        ("2024-W60", "2024-W60"),
        ("2024-Q3", "quarter 3 of 2024"),
        ("2024-WI", "winter 2024"),
        ("2024-02-31", "2024-02-31"),
        ("198X", "the 1980s"),
        ("18XX", "the 19th century"),
        ("20XX", "the 21st century"),
        ("PAST_REF", "in the past"),
    ],
)
def test_values_are_read_as_people_say_them(value: str, words: str) -> None:
    assert in_words(value) == words


@given(st.text(alphabet="0123456789-WQHSPT:.Z+", max_size=24))
def test_no_value_breaks_it(value: str) -> None:
    assert in_words(value) or value == ""
    assert day_of(value) is None or value.startswith(day_of(value) or "")
