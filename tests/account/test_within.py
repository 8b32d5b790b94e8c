"""What stands at a stretch of a page, found by bisection, is what looking at everything finds."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from copydesk.account.within import inside, sentences_at
from copydesk.model import Span


@dataclass(frozen=True, slots=True)
class Thing:
    span: Span


numbers = st.integers(0, 40)
spans = st.tuples(numbers, st.integers(1, 12)).map(lambda drawn: Span(drawn[0], drawn[0] + drawn[1]))


@given(st.lists(spans, max_size=12), spans)
def test_what_stands_inside(placed: list[Span], around: Span) -> None:
    things = [Thing(span) for span in sorted(placed)]
    assert inside(things, around) == [thing for thing in things if around.contains(thing.span)]


@given(st.lists(numbers, max_size=12, unique=True), spans)
def test_sentences_at(cuts: list[int], span: Span) -> None:
    cuts = sorted(cuts)
    sentences = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    assert sentences_at(sentences, span) == [s for s in sentences if s.overlaps(span)]
