"""Choosing from the list of stories."""

import pytest

from copydesk.desk import StoryEntry
from copydesk.desk.listing import latest_first, pick

ENTRIES = [
    StoryEntry("a", "Grain workers strike in Duluth", "2024-10-12", "2024-10-14", 4, 4),
    StoryEntry("b", "Réunion bridge opens", "2024-10-12", "2024-10-16", 2, 2),
    StoryEntry("c", None, None, None, 1, 0),
    StoryEntry("d", "Strike is over", "2024-11-02", "2024-11-02", 1, 1),
]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "abcd"),
        ({"words": "STRIKE"}, "ad"),
        ({"words": "strike  grain"}, "a"),
        ({"words": "reunion"}, "b"),
        ({"begin": "2024-10-14"}, "abd"),
        ({"begin": "2024-10-15", "until": "2024-10-20"}, "b"),
        ({"until": "2024-10-11"}, ""),
        ({"begin": "2024-11-03"}, ""),
        ({"words": "strike", "until": "2024-10-31"}, "a"),
    ],
)
def test_stories_by_title_and_day(asked: dict[str, str], found: str) -> None:
    assert "".join(entry.id for entry in pick(ENTRIES, **asked)) == found


def test_the_latest_first_and_the_undated_last() -> None:
    assert [entry.id for entry in latest_first(ENTRIES)] == ["d", "b", "a", "c"]
