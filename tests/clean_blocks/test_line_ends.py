"""A page's lines may end in whatever ends lines: it is read the same, with spans into the text as received."""

import pytest

import copydesk
from copydesk.clean import clean_page
from copydesk.model import Annotations, Article, Page
from copydesk.text import with_line_feeds

LINES = (
    "Harbour town opens its third bridge\n\n"
    "WESTHAVEN, May 7 (Quay News) - The town of Westhaven opened its third bridge on Monday, the mayor said.\n\n"
    "“We have waited three years for this,” Mayor Ilse Haagen told reporters, and nobody was late.\n\n"
    "The bridge cost 12 million crowns and took three years to build, according to the town's engineers.\n"
)


def findings_in(text: str) -> Annotations:
    article = clean_page(Page("page", text))
    assert isinstance(article, Article)
    return copydesk.annotate(article)


@pytest.mark.parametrize("end", ["\r", "\v", "\f", "\u2028", "\u2029", "\n\r"])
def test_lines_are_read_whatever_ends_them(end: str) -> None:
    text = LINES.replace("\n", end)
    found, plain = findings_in(text), findings_in(LINES)
    article = found.article
    assert article.page.text == text
    assert [block.kind for block in article.blocks] == [block.kind for block in plain.article.blocks]
    assert [claim.span.of(text).split() for claim in found.claims] == [
        claim.span.of(LINES).split() for claim in plain.claims
    ]
    assert article.title
    assert article.title.span
    assert article.title.text == article.title.span.of(text)
    assert article.dateline
    assert article.dateline.text == article.dateline.span.of(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a\rb\r\rc", "a\nb\n\nc"),
        ("a\r\nb\r\r\nc\n\rd\n", "a\r\nb\r\r\nc\n\rd\n"),
        ("a\fb\n\fc\f\nd", "a\nb\n\fc\f\nd"),
        ("wait\x85 what", "wait\x85 what"),
        ("\r" * 3, "\n" * 3),
    ],
)
def test_what_ends_a_line(text: str, read: str) -> None:
    assert with_line_feeds(text) == read
    assert with_line_feeds(read) is read
