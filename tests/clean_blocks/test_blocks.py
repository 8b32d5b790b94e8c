"""Blocks: they tile every page, tell article from furniture, and know their kinds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.clean.blocks import find_blocks
from copydesk.clean.recurring import line_hash, recurring_lines
from copydesk.clean.segments import find_segments
from copydesk.clean.tickers import find_tickers
from copydesk.model import TEXT_KINDS, Block, BlockKind, Page, Reason, Rejected
from copydesk.readers.html import render_html

STORY = [
    "The harbour council of Osterby voted on Tuesday to close the old ferry quay for repairs until spring.",
    "“We have waited six years for this decision,” said Marta Lind, who runs the ferry line with her brother.",
    "The work will cost 4.2 million crowns, the council said in a statement, and two firms have made offers.",
    "Passengers will board at the fish market in the meantime, and the first boat will leave at seven o'clock.",
    "Residents of the island had complained that the quay was unsafe after a storm damaged it last winter.",
]
AFTER = [
    "Source link",
    "Related Articles",
    "Bakery on the square reopens after forty years under its founder's granddaughter",
    "Leave a comment",
    "Your email address will not be published. Starred fields are needed",
]
MOTTO = "The Post has told the island's stories since the first ferry came in 1871."
COINS = [
    "Alphacoin (ALC) $ 1,204.50 0.73%",
    "beta-coin",
    "Betacoin (BET) $ 20.10 2.57%",
    "gamma",
    "Gammacoin (GAM) $ 0.000015 -4.68%",
]


def blocks_of(text: str, **options: frozenset[int]) -> tuple[Block, ...]:
    blocks = find_blocks(Page("test", text), **options)
    assert isinstance(blocks, tuple)
    return blocks


def kinds_by_text(text: str) -> dict[str, BlockKind]:
    return {block.span.of(text).strip(): block.kind for block in blocks_of(text)}


def test_a_reposted_page_loses_its_furniture_and_keeps_its_story() -> None:
    text = "\n\n".join(["Osterby closes its old ferry quay", *STORY, *AFTER])
    kinds = kinds_by_text(text)
    assert all(kinds[paragraph] is BlockKind.BODY for paragraph in STORY)
    assert kinds["Osterby closes its old ferry quay"] is BlockKind.TITLE
    assert kinds["Source link"] is BlockKind.SOURCE_LINK
    assert kinds["Related Articles"] is BlockKind.RELATED
    assert kinds["Leave a comment"] is BlockKind.COMMENT_FORM
    assert not any(kinds[line] in TEXT_KINDS for line in AFTER)


def test_a_ticker_is_one_block_with_its_rows() -> None:
    text = "\n".join(["Osterby closes its old ferry quay", *STORY, "alphacoin", *COINS])
    tickers = [block for block in blocks_of(text) if block.kind is BlockKind.TICKER]
    assert len(tickers) == 1
    assert [(row.name, row.symbol, row.price, row.change) for row in tickers[0].rows] == [
        ("Alphacoin", "ALC", 1204.5, 0.73),
        ("Betacoin", "BET", 20.1, 2.57),
        ("Gammacoin", "GAM", 0.000015, -4.68),
    ]
    assert tickers[0].rows[0].span.of(text) == COINS[0]


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        (
            "DOW\n\n39,118.86\n\n-0.12%\n\nNikkei 225\n\n38,100.10\n\n+0.41%\n\nFTSE\n\n8,230\n\n0.1%",
            [39118.86, 38100.1, 8230.0],
        ),
        ("DAX 18.235,45 -0,14%\nMDAX 25.176 +0,4 %\nEuro/Dollar 1,0712 +0,09%", [18235.45, 25176.0, 1.0712]),
    ],
)
def test_figures_are_read_in_either_notation_and_over_several_lines(text: str, prices: list[float]) -> None:
    (ticker,) = find_tickers(text, find_segments(Page("test", text)))
    assert [row.price for row in ticker.rows] == prices


def test_rows_on_one_line_are_a_ticker() -> None:
    text = "KSX 100 4,211.07 +0.61% | Mark/Euro 1.9312 -0.08% | Kester Oil 82.10 +1.25%"
    (ticker,) = find_tickers(text, find_segments(Page("test", text)))
    assert [(row.name, row.price, row.change) for row in ticker.rows] == [
        ("KSX 100", 4211.07, 0.61),
        ("Mark/Euro", 1.9312, -0.08),
        ("Kester Oil", 82.1, 1.25),
    ]
    assert ticker.rows[1].span.of(text) == "Mark/Euro 1.9312 -0.08%"


def test_a_line_beneath_a_gallerys_counter_is_a_caption() -> None:
    shown = "Two women clear mud from a shop in Sarrow, January 19, 2020. Wirebird/Eva Lindqvist"
    text = "\n\n".join(["Storm leaves three dead", "2020.01.19 21:40", "1 / 4", shown, *STORY])
    assert kinds_by_text(text)[shown] is BlockKind.CAPTION


def test_prose_with_figures_is_no_ticker() -> None:
    text = "\n".join(f"Shares in Firm {n} rose 3.2% to 41.50 crowns after its results." for n in range(6))
    assert find_tickers(text, find_segments(Page("test", text))) == []


def test_a_page_without_text_or_article_is_rejected() -> None:
    empty = find_blocks(Page("test", " \n\n "))
    menu = find_blocks(Page("test", "Home\nNews\nSport\nWeather\nContact us\nPrivacy policy\nLog in"))
    assert isinstance(empty, Rejected)
    assert empty.reason is Reason.EMPTY
    assert isinstance(menu, Rejected)
    assert menu.reason is Reason.NOT_AN_ARTICLE


def test_html_keeps_headings_quotes_lists_and_tables_inside_the_article() -> None:
    html = f"""<html><head><title>Osterby closes its old ferry quay | The Osterby Post</title></head><body>
    <nav class="menu"><a href="/">Home</a> <a href="/news">News</a></nav><article class="post">
    <h1>Osterby closes its old ferry quay</h1><p class="byline">By Ann Berg</p><div class="entry-content">
    <p>{STORY[0]}</p><p>{STORY[1]}</p><h2>What the work will cost</h2><p>{STORY[2]}</p>
    <blockquote>
    <p>It is the best news this island has had since the bridge was refused.</p></blockquote>
    <ul><li>The quay closes on the first of November for all passengers and goods.</li>
    <li>The fish market is open to ferries from the second of November.</li></ul>
    <p>{STORY[3]}</p><p>{STORY[4]}</p></div>
    </article><aside class="related-posts"><h3>Related</h3><a href="/b">Bakery on the square reopens</a></aside>
    <footer>© 2021 The Osterby Post. All rights reserved.</footer></body></html>"""
    page = render_html(html, source="test")
    assert isinstance(page, Page)
    blocks = find_blocks(page)
    assert isinstance(blocks, tuple)
    kinds = {block.span.of(page.text).strip(): block.kind for block in blocks}
    assert [kinds[paragraph] for paragraph in STORY] == [BlockKind.BODY] * 5
    assert kinds["Osterby closes its old ferry quay"] is BlockKind.TITLE
    assert kinds["What the work will cost"] is BlockKind.HEADING
    assert kinds["© 2021 The Osterby Post. All rights reserved."] is BlockKind.LEGAL
    assert kinds["Home News"] is BlockKind.NAVIGATION
    assert {BlockKind.QUOTE, BlockKind.LIST} <= set(kinds.values())
    assert page.markup is not None
    assert all(block.element is not None for block in blocks)


def test_hard_wrapped_paragraphs_are_one_segment() -> None:
    wrapped = (
        "The harbour council of Osterby voted on Tuesday to close the old ferry\n"
        "quay for repairs until spring, and the mayor said that the money had\n"
        "been found at last in the budget of the coming year.\n"
        "\n"
        "Passengers will board at the fish market in the meantime, the council\n"
        "said, and the first boat leaves at seven."
    )
    assert len(find_segments(Page("test", wrapped))) == 2


def test_lines_that_recur_on_a_site_go_and_reprints_do_not_count() -> None:
    def page(n: int, body: str) -> Page:
        text = f"Osterby notes {n}\n\n{body}\n\n{MOTTO}"
        return Page(f"p{n}", text, url=f"https://www.osterby.example/{n}")

    different = [
        page(n, f"{STORY[n]} {STORY[(n + 1) % 5]} This is the story with the number {n}.") for n in range(5)
    ]
    found = recurring_lines(different)
    assert found == recurring_lines(reversed(different))
    assert line_hash(MOTTO) in found["osterby.example"]
    assert recurring_lines([page(0, " ".join(STORY))] * 5) == {"osterby.example": frozenset()}


PAGES = st.lists(
    st.one_of(
        st.sampled_from([*STORY, *AFTER, *COINS, "# Head", "* item one", "> quoted", "| a |", "4/4", "…", "\t", ""]),
        st.text(max_size=40),
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=60)
@given(PAGES, st.sampled_from(["\n", "\n\n", "\r\n", " \n"]))
def test_blocks_tile_any_page(lines: list[str], end: str) -> None:
    text = end.join(lines)
    blocks = find_blocks(Page("test", text))
    assert blocks == find_blocks(Page("test", text))
    if isinstance(blocks, tuple):
        assert "".join(block.span.of(text) for block in blocks) == text
        assert blocks[0].span.start == 0
        assert all(0.0 <= block.score <= 1.0 for block in blocks)
        assert all(block.span.overlaps(row.span) for block in blocks for row in block.rows)
