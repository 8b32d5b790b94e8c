"""A claim stands in the timeline at the time of what it turns on, not of what it mentions."""

from pathlib import Path

import pytest

from copydesk.account import tell
from tests.tracing import traced

PAGE = """Harbour board opens the new quay

WESTHAVEN, May 7, 2019 (Quay News) - {} Mayor Ilse Haagen thanked the builders of the quay.
"""


def _timeline(folder: Path, sentence: str) -> list[str]:
    account = tell(traced(folder, {"a": PAGE.format(sentence)}))
    return [entry.time.value for entry in account.timeline]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The board fined the skipper on Monday.", "2019-05-06"),
        ("The skipper, who had rowed since 1998, left the port on Monday.", "2019-05-06"),
        ("The board opened the quay in the early hours of Monday.", "2019-05-06"),
        ("Divers raised the wreck in Monday’s early hours.", "2019-05-06"),
        ("The ferry returned to port after 30 minutes on Monday.", "2019-05-06"),
        ("The owner sold the ferry in 2012.", "2012"),
        ("Nine sailors died after the ferry ran onto a reef on Monday.", "2019-05-06"),
    ],
)
def test_a_claim_stands_at_its_own_time(tmp_path: Path, sentence: str, value: str) -> None:
    assert value in _timeline(tmp_path, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The board praised the skipper who rescued nine sailors in 2012.",
        "The board returned the lamp that was taken from the quay in 2012.",
        "Traffic in the port is the heaviest since the old customs house was closed in 2012.",
        "The skipper left the port two days after a warrant was issued on May 2.",
        "The skipper left the port after the ferry ran onto a reef in March.",
        "The skipper left the port the day after the May 2 vote.",
        "The board ignored the May 2 Harbour Declaration.",
        "The board criticized last month's decision.",
        "The board answered our letter of May 2.",
        "The board released footage from 2012.",
        "The fall in prices alters 2012 contracts.",
    ],
)
def test_the_time_of_what_it_mentions_is_not_its_own(tmp_path: Path, sentence: str) -> None:
    assert _timeline(tmp_path, sentence) == []


def test_a_claim_inside_another_of_that_time_is_told_once(tmp_path: Path) -> None:
    sentence = "“The ferry sank off Westhaven on Monday,” Mayor Haagen told Quay News on Monday."
    assert _timeline(tmp_path, sentence) == ["2019-05-06"]
