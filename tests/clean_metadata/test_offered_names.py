"""The names that a page of plain text offers as its authors'."""

import pytest

from copydesk.clean.clues import gather
from copydesk.clean.offered_names import find_names
from copydesk.model import Block, BlockKind, Page, Span

TITLE, REST = "The harbour of Lindry reopens", "The harbour of Lindry reopened on Friday after a long winter."


def offered(*lines: tuple[str, BlockKind]) -> dict[str, set[str]]:
    """The names that a text of a title, these lines and a paragraph offers, and what offers each."""
    texts = [
        (TITLE, BlockKind.TITLE),
        *lines,
        (REST, BlockKind.BODY),
    ]
    blocks, at = [], 0
    for line, kind in texts:
        blocks.append(Block(kind, Span(at, at + len(line) + 1), 0.9))
        at += len(line) + 1
    page = Page("page", "".join(f"{line}\n" for line, _ in texts))
    names = find_names(gather(page, blocks, language="en"), Span(0, len(TITLE)))
    for name in names:
        assert all(span.of(page.text) for span in name.spans)
    return {name.text: set(name.sources) for name in names}


@pytest.mark.parametrize(
    "line",
    [
        "## Ada Quill",
        "__Ada Quill",
        "* **Autorin/Autor** Ada Quill",
        "Ada Quill, Harbour Editor",
        "Ada Quill / COURIER.EXAMPLE",
        "ADA QUILL and AP",
    ],
)
def test_a_byline_offers_its_names(line: str) -> None:
    names = offered((line, BlockKind.BYLINE))
    assert "signed" in next(sources for name, sources in names.items() if name.casefold() == "ada quill")


def test_a_name_beside_a_date() -> None:
    assert "dated" in offered(("4 May 2031, 10:00 / Ada Quill", BlockKind.TIMESTAMP))["Ada Quill"]


def test_names_that_commas_part_on_lines_of_their_own() -> None:
    kind = BlockKind.OTHER
    names = offered(("by", kind), ("Ada Quill", kind), (",", kind), ("Bo", kind), ("Share", kind))
    assert "announced" in names["Ada Quill"]
    assert "announced" in names["Bo"]
    assert "Share" not in names


def test_a_credit_in_a_dated_caption_is_no_byline() -> None:
    caption = "A man clears mud from his shop in Lindry, May 4, 2031. Wirebird/Ada Quill"
    assert "Ada Quill" not in offered((caption, BlockKind.OTHER))


def test_a_dateline_offers_nobody() -> None:
    assert offered(("Lindry N.D., Jul 13, 2031 / 02:00 pm (QNA)", BlockKind.TIMESTAMP)) == {}
