"""The names that a page of plain text offers as its authors'."""

import pytest

from copydesk.clean.clues import gather
from copydesk.clean.names import looks_personal
from copydesk.clean.offered_names import find_names
from copydesk.model import Block, BlockKind, Page, Span
from copydesk.readers.html import render_html

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


def test_a_list_of_names_under_a_line_that_announces_them() -> None:
    kind = BlockKind.OTHER
    lines = ("Author(s)", "AQ", "Ada Quill", "Bo Lind", "Share this")
    names = offered(*((line, kind) for line in lines))
    assert {name for name, sources in names.items() if "announced" in sources} == {"Ada Quill", "Bo Lind"}


def test_people_who_share_a_line() -> None:
    page = Page("page", "By Ada Quill and Bo Lind\nBy Ann Roe, Harbour Desk\n" + REST)
    first = page.text.index("\n") + 1
    second = page.text.index("\n", first) + 1
    edges = [0, first, second, len(page.text)]
    kinds = (BlockKind.BYLINE, BlockKind.BYLINE, BlockKind.BODY)
    blocks = [Block(kind, Span(edges[i], edges[i + 1]), 0.9) for i, kind in enumerate(kinds)]
    lines = {name.text: name.lines for name in find_names(gather(page, blocks, language="en"), None)}
    assert lines["Ada Quill"] == lines["Bo Lind"] != set()
    assert lines["Ann Roe"] == set()


@pytest.mark.parametrize(
    ("key", "is_offered"),
    [("mrf:authors", True), ("dcsext.author", True), ("author-url", False), ("author_id", False)],
)
def test_names_that_a_head_gives_by_a_name_of_its_own(key: str, is_offered: bool) -> None:
    html = f'<head><meta name="{key}" content="Ada Quill"></head><body><p>{REST}</p>'
    page = render_html(html, source="page")
    assert isinstance(page, Page)
    block = Block(BlockKind.BODY, Span(0, len(page.text)), 0.9)
    names = find_names(gather(page, [block], language="en"), None)
    assert ("Ada Quill" in [name.text for name in names]) is is_offered


@pytest.mark.parametrize("post", ["Lead Reviewer", "Senior Analyst", "Courier Columnist", "Shipping Expert"])
def test_a_post_is_no_name(post: str) -> None:
    assert not looks_personal(post)


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ('[{"name": "Ada Quill (aq)"}, {"name": "Bo Lind (bol.)"}]', [(0, 2), (1, 2)]),
        ('"Ada Quill and Bo Lind"', [(0, 2), (1, 2)]),
        ('[{"name": "Ada Quill, MD, PhD"}]', [(0, 1)]),
        ('[{"name": "Ada Quill"}, {"name": "Bo Lind"}]', [(0, 2), (1, 2)]),
    ],
)
def test_the_places_of_names_in_a_list_of_authors(said: str, places: list[tuple[int, int]]) -> None:
    script = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "author": {said}}}'
    html = f"<head><script type='application/ld+json'>{script}</script></head><body><p>{REST}</p>"
    page = render_html(html, source="page")
    assert isinstance(page, Page)
    block = Block(BlockKind.BODY, Span(0, len(page.text)), 0.9)
    names = {n.text: n.linked for n in find_names(gather(page, [block], language="en"), None)}
    assert [names[name] for name in ("Ada Quill", "Bo Lind")[: len(places)]] == places
