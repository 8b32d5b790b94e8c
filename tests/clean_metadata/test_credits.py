"""Credits inside captions, in invented wordings."""

import pytest

from copydesk.clean.credits import find_credits
from copydesk.model import Span


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The mayor opened the new dock on Monday (Image: Getty)", "(Image: Getty)"),
        ("Two divers left the water on Monday. (Photo: Ann Roe)", "(Photo: Ann Roe)"),
        ("The ferry came home to the dock of Vale Ann Roe/via Reuters", "Ann Roe/via Reuters"),
        ("The owners at the Quarry Week Ann J Roe/GC Images", "Ann J Roe/GC Images"),
        ("The mayor at the game against Vale Credit: PA", "Credit: PA"),
        ("The mayor and his wife in September. | Ann Roe/AP Photo", "| Ann Roe/AP Photo"),
        ("An officer in a street of Vale - Copyright Ann Roe/AP", "- Copyright Ann Roe/AP"),
        ("He left his home when the dam broke.Credit: Vale University", "Credit: Vale University"),
        ("The owner stayed at the dock for an hour. AP", "AP"),
        ("Boats came into the harbour AP Photo/Ann B. Roe", "AP Photo/Ann B. Roe"),
    ],
)
def test_a_credit_ends_the_caption(caption: str, credit: str) -> None:
    assert [span.of(caption) for span in find_credits(caption, Span(0, len(caption)))] == [credit]


@pytest.mark.parametrize(
    "caption",
    [
        "A man walks his dog on Sunday in Port Vale/Old Vale",
        "The mayor of Vale, left, and Ann Roe of the Oslo Council/Harbour Board meet",
        "The Oslo/Bergen line was closed by Ann Roe",
    ],
)
def test_a_stroke_makes_no_credit(caption: str) -> None:
    assert find_credits(caption, Span(0, len(caption))) == []
