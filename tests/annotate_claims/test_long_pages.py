"""A page costs what it holds, not its length squared."""

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.annotate import annotate
from copydesk.annotate.claims.places import Places
from copydesk.annotate.parse import Passage
from copydesk.model import Article, Block, BlockKind, Page, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

numbers = st.integers(0, 40)
spans = st.tuples(numbers, st.integers(1, 12)).map(lambda drawn: Span(drawn[0], drawn[0] + drawn[1]))


def quoting(times: int) -> Article:
    page = Page("page.txt", 'He said "yes" and ' * times)
    return Article("id", page, (Block(BlockKind.BODY, Span(0, len(page.text)), 1.0),), language="en")


def test_more_quotations_cost_no_more_each(monkeypatch: pytest.MonkeyPatch) -> None:
    look, looked = Passage.tokens, [0]

    def counted(passage: Passage, span: Span) -> "Tokens | None":
        looked[0] += 1
        return look(passage, span)

    monkeypatch.setattr(Passage, "tokens", counted)
    costs = []
    for times in (40, 160):
        looked[0] = 0
        annotate(quoting(times))
        costs.append(looked[0] / times)
    assert 0 < costs[1] < 2 * costs[0]


@given(st.lists(numbers, min_size=1, max_size=6, unique=True), st.lists(spans, max_size=8), spans)
def test_nothing_that_covers_a_stretch_is_missed(cuts: list[int], placed: list[Span], at: Span) -> None:
    cuts = sorted(cuts)
    limits = [Span(start, end) for start, end in zip(cuts, [*cuts[1:], 60], strict=True)]
    near = Places(limits, ((n, (span,)) for n, span in enumerate(placed))).at(at)
    assert list(near) == sorted(set(near))
    assert {n for n, span in enumerate(placed) if span.contains(at)} <= set(near)
    whole = any(sentence.contains(at) for sentence in limits)
    assert not whole or {n for n, span in enumerate(placed) if span.overlaps(at)} <= set(near)


def test_a_row_of_dashes_in_a_clause_costs_no_more_than_its_length() -> None:
    text = f"The ferry sank on {'-' * 3000} Monday."
    article = Article("id", Page("p", text), (Block(BlockKind.BODY, Span(0, len(text)), 1.0),), language="en")
    spent = time.process_time()
    annotate(article)
    assert time.process_time() - spent < 20
