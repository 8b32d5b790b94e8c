"""The sentence an account shows for a claim begins where a reader can begin; the fullest report comes first."""

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from copydesk.account.claims import _sentence
from copydesk.model import Span
from copydesk.pipeline import _weight

TEXT = (
    "“The quay is safe”, she told them on Monday, and the ferry sailed at noon.\n\n, and the sheep came too."
)


def telling(sentences: list[Span], claim: Span, text: str = TEXT) -> Any:
    page = SimpleNamespace(text=text)
    found = SimpleNamespace(article=SimpleNamespace(page=page), sentences=tuple(sentences))
    return SimpleNamespace(found=found, claim=SimpleNamespace(span=claim), source="a")


def test_a_sentence_broken_at_a_comma_is_shown_whole() -> None:
    first = TEXT.index(",")
    end = TEXT.index("\n")
    shown = _sentence(telling([Span(0, first), Span(first, end)], Span(TEXT.index("the ferry"), end - 1)))
    assert shown.text == TEXT[:end] == TEXT[shown.span.start : shown.span.end]


def test_a_paragraph_that_begins_with_a_comma_is_shown_without_it() -> None:
    start, end = TEXT.index("\n") + 2, len(TEXT)
    shown = _sentence(telling([Span(0, start - 2), Span(start, end)], Span(end - 20, end - 1)))
    assert shown.text == "and the sheep came too."


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_what_is_shown_stands_on_the_page(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    shown = _sentence(telling([Span(0, len(text))] if text else [], Span(start, end), text))
    assert shown.text == text[shown.span.start : shown.span.end]


def test_the_report_opens_on_the_fullest_of_single_pages() -> None:
    accounts = [
        SimpleNamespace(counts=SimpleNamespace(pages=pages), claims=range(claims), id=name)
        for pages, claims, name in ((1, 3, "a"), (1, 9, "c"), (2, 1, "d"), (1, 9, "b"))
    ]
    ordered: Any = sorted(accounts, key=_weight)  # type: ignore[arg-type]
    assert [account.id for account in ordered] == ["d", "b", "c", "a"]
