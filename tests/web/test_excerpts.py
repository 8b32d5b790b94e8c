"""Passages as a list shows them."""

from hypothesis import given
from hypothesis import strategies as st

from copydesk.model import Span
from copydesk.web.excerpts import excerpt


def test_a_short_passage_is_whole() -> None:
    assert excerpt("The coast guard said", [Span(4, 9), Span(10, 15)]) == [
        ("The ", False),
        ("coast", True),
        (" ", False),
        ("guard", True),
        (" said", False),
    ]


def test_of_a_long_one_is_shown_what_is_around_the_first_word_found() -> None:
    text = "one " * 200 + "coast " + "two " * 200
    pieces = excerpt(text, [Span(800, 805)])
    assert pieces[0] == ("… ", False)
    assert pieces[-1] == (" …", False)
    assert ("coast", True) in pieces
    assert sum(len(piece) for piece, _ in pieces) < 370


@given(st.text(max_size=900), st.lists(st.integers(0, 900), max_size=8, unique=True))
def test_what_is_shown_stands_in_the_passage(text: str, cuts: list[int]) -> None:
    ends = sorted(cut for cut in cuts if cut <= len(text))
    marks = [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    pieces = excerpt(text, marks)
    shown = "".join(piece for piece, _ in pieces).removeprefix("… ").removesuffix(" …")
    assert shown in text or text.startswith("… ") or text.endswith(" …")
    assert {piece for piece, wanted in pieces if wanted} <= {mark.of(text) for mark in marks}
