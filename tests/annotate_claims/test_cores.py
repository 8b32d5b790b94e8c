"""What a claim turns on: its act, who does it and what it is done to."""

import pytest

from copydesk.model import Page, Span
from tests.tracing import found_in

REST = "Divers went down twice before noon and found the hull whole. Two red buoys mark the place until the tide turns."


def page(sentence: str) -> Page:
    return Page("page", f"News of the harbour\n\n{sentence} {REST}\n")


@pytest.mark.parametrize(
    ("sentence", "act", "doer", "undergoer"),
    [
        (
            "The harbour board closed the old ferry pier on Monday.",
            "closed",
            "The harbour board",
            "the old ferry pier",
        ),
        (
            "The old ferry pier was closed by the harbour board.",
            "closed",
            "the harbour board",
            "The old ferry pier",
        ),
        ("The pilot was arrested on Monday.", "arrested", None, "The pilot"),
        ("The board shut down the pier.", "shut down", "The board", "the pier"),
        ("The captain plans to sell the ferry.", "sell", "The captain", "the ferry"),
        ("The captain is the owner of the ferry.", "owner", "The captain", "the ferry"),
    ],
)
def test_the_core_is_read_as_the_clause_means_it(
    sentence: str, act: str, doer: str | None, undergoer: str | None
) -> None:
    found = found_in(page(sentence))
    text = found.article.page.text
    core = next(claim.core for claim in found.claims if claim.span.of(text).startswith(sentence[:10]))
    assert core is not None

    def words(span: Span | None) -> str | None:
        return span.of(text) if span is not None else None

    assert (words(core.act), words(core.doer), words(core.undergoer)) == (act, doer, undergoer)


def test_cores_stand_on_the_page_and_acts_in_their_claims() -> None:
    said = "He said the pier, which the storm broke, will be mended, and ships that wait must pay."
    found = found_in(page(said))
    size = len(found.article.page.text)
    assert found.claims
    for claim in found.claims:
        assert claim.core is not None
        assert claim.span.overlaps(claim.core.act)
        for span in (claim.core.act, claim.core.doer, claim.core.undergoer):
            assert span is None or 0 <= span.start < span.end <= size
