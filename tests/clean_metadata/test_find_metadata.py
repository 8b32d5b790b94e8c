"""Whole pages: what is found, where it stands, and what is left alone."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.clean import clean_page
from copydesk.clean.clues import gather
from copydesk.clean.metadata import find_metadata
from copydesk.clean.publication import FEATURES, describe
from copydesk.clean.witnesses import find_days
from copydesk.model import Article, Block, BlockKind, Page, Span
from copydesk.readers.html import render_html

PROSE = (
    "The harbour of Port Lindry reopened on Tuesday after a week of storms, its master said, and the first "
    "ferries left at dawn.",
    "Fishing boats had waited behind the breakwater since Friday, when waves tore two cranes from the quay and "
    "flooded the cold store.",
    "Engineers will inspect the lighthouse next week, the council added, before lamps are lit again.",
)


HEADLINE = "Harbour of Port Lindry reopens after storms"


def text_page(*lines: str, **record: Any) -> Article:
    article = clean_page(Page("page", "\n\n".join(lines), **record))
    assert isinstance(article, Article)
    return article


def html_page(head: str, body: str, url: str | None = None) -> Article:
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
    page = render_html(
        f"<html lang='en'><head>{head}</head><body><main>{body}{prose}</main>"
        "<footer><p>© 2031 Lindry Courier</p></footer></body></html>",
        source="page",
        url=url,
    )
    assert isinstance(page, Page)
    article = clean_page(page)
    assert isinstance(article, Article)
    return article


def kinds(article: Article) -> dict[str, str]:
    return {block.span.of(article.page.text).strip(): block.kind.value for block in article.blocks}


def test_the_head_of_a_plain_text() -> None:
    article = text_page(
        "World",
        "Harbour of Port Lindry reopens after a week of storms",
        "2031.03.04 17:20",
        "PORT LINDRY (Reuters) – " + PROSE[0],
        *PROSE[1:],
        "Source link",
    )
    assert article.title is not None
    assert article.title.text == "Harbour of Port Lindry reopens after a week of storms"
    assert article.section is not None
    assert article.section.text == "World"
    assert article.published is not None
    assert (article.published.value, article.published.zone) == ("2031-03-04T17:20", None)
    assert article.published.evidence == "timestamp"
    assert article.published.span is not None
    assert article.dateline is not None
    assert article.dateline.place == "Port Lindry"
    assert article.agency is not None
    assert article.agency.text == "Reuters"
    found = kinds(article)
    assert found["World"] == "section"
    assert found["2031.03.04 17:20"] == "timestamp"
    assert found[article.title.text] == "title"


def test_nothing_is_invented() -> None:
    article = text_page("Harbour of Port Lindry reopens after a week of storms", *PROSE)
    assert article.published is None
    assert article.captured is None
    assert article.authors == ()
    assert article.agency is None
    assert article.publisher is None


def test_a_date_in_the_prose_is_no_publication_date() -> None:
    article = text_page(
        "Harbour of Port Lindry reopens after a week of storms",
        PROSE[0],
        "The old quay was opened on 4 May 1998 by the mayor, who had promised it for years, as all will recall.",
        PROSE[2],
    )
    assert article.published is None


def test_a_caption_is_parted_from_its_credit() -> None:
    caption = "Fishing boats wait behind the breakwater of Port Lindry, March 3, 2031."
    article = text_page(
        "Harbour of Port Lindry reopens after a week of storms",
        f"© Reuters. {caption} KCNA via REUTERS",
        *PROSE,
    )
    found = kinds(article)
    assert found["© Reuters."] == "credit"
    assert found[caption] == "caption"
    assert found["KCNA via REUTERS"] == "credit"
    assert article.agency is None, "a picture's credit does not tell who wrote the text"


def test_linked_data_dates_and_names() -> None:
    head = """<title>Harbour reopens - Lindry Courier</title>
    <meta property="og:site_name" content="Lindry Courier">
    <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour reopens after storms",
    "datePublished": "2031-03-04T17:20:00+01:00", "dateModified": "2031-03-05T08:00:00+01:00",
    "author": [{"@type": "Person", "name": "Mira Holt"}, {"@type": "Organization", "name": "dpa"}],
    "publisher": {"@type": "Organization", "name": "Lindry Courier"}}</script>"""
    article = html_page(head, "<h1>Harbour reopens after storms</h1><p class='byline'>By Mira Holt</p>")
    assert article.title is not None
    assert article.title.span is not None
    assert article.title.text == "Harbour reopens after storms"
    assert article.published is not None
    assert article.published.value == "2031-03-04T17:20:00"
    assert article.published.zone == "+01:00"
    assert [a.text for a in article.authors] == ["Mira Holt"]
    assert article.publisher == "Lindry Courier"
    assert article.agency is not None
    assert article.agency.text == "Deutsche Presse-Agentur"


@pytest.mark.parametrize(
    ("site", "elsewhere", "name"),
    [
        ("lindrycourier", "Harbour reopens | The Lindry Courier", "The Lindry Courier"),
        ("lindry-courier.com", "Harbour reopens - News", "Lindry Courier"),
        ("LINDRYCOURIER", "Harbour reopens", "Lindry Courier"),
        ("The latest from the coast - Courier", "Harbour reopens", "Courier"),
        ("Courier", "Harbour reopens | Lindry Courier", "Courier"),
    ],
)
def test_a_publisher_is_called_by_its_name(site: str, elsewhere: str, name: str) -> None:
    head = f"<title>{elsewhere}</title><meta property='og:site_name' content='{site}'>"
    linked = '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "Courier"}}</script>'
    article = html_page(head + (linked if " - " in site else ""), "<h1>Harbour reopens after storms</h1>")
    assert article.publisher == name


@pytest.mark.parametrize(
    ("said", "section"),
    [
        ("tags", None),
        ("Home ▸ News ▸ Harbour reopens", None),
        ("public-service", "Public Service"),
        ("Shipping", "Shipping"),
    ],
)
def test_what_publishing_software_says_is_no_section(said: str, section: str | None) -> None:
    head = f"<title>Harbour reopens after storms</title><meta property='article:section' content='{said}'>"
    above = "<p>Public Service</p>" if "-" in said else ""
    article = html_page(
        head, above + "<h1>Harbour reopens after storms</h1><p class='byline'>By Mira Holt</p>"
    )
    assert (article.section and article.section.text) == section


@pytest.mark.parametrize(
    ("byline", "last", "agency"),
    [
        ("By Mira Holt and Eva Lind The Associated Press", "", "Associated Press"),
        (
            "By Mira Holt",
            "—Associated Press writer Eva Lind in Oslo contributed to this report.",
            "Associated Press",
        ),
        ("By Mira Holt", "• Associated Press writers Eva Lind and Ann Roe contributed.", "Associated Press"),
        ("By Mira Holt", "The Associated Press contributed to this report.", None),
        ("By Mira Holt, a reporter who was at Reuters", "", None),
    ],
)
def test_an_agency_behind_its_writers(byline: str, last: str, agency: str | None) -> None:
    page = render_html(
        "<html lang='en'><body><main><h1>Harbour reopens after storms</h1>"
        f"<p class='byline'>{byline}</p>"
        + "".join(f"<p>{p}</p>" for p in (*PROSE, last))
        + "</main></body></html>",
        source="page",
    )
    assert isinstance(page, Page)
    article = clean_page(page)
    assert isinstance(article, Article)
    assert (article.agency and article.agency.text) == agency


def test_broken_linked_data_is_passed_over() -> None:
    article = html_page(
        "<script type='application/ld+json'>{\"headline\": </script>"
        '<script type=\'application/ld+json\'>[[[1, null, {"@graph": "x", "author": 3}]]]</script>',
        "<h1>Harbour reopens after storms</h1>",
    )
    assert article.title is not None
    assert article.title.text == "Harbour reopens after storms"


def test_the_record_speaks_for_its_page() -> None:
    article = text_page(
        "Harbour of Port Lindry reopens after a week of storms",
        *PROSE,
        date="2031-03-04",
        captured="2031-04-01T10:00:00Z",
        publisher="Lindry Courier",
    )
    assert article.published is not None
    assert (article.published.value, article.published.evidence) == ("2031-03-04", "record")
    assert article.captured is not None
    assert (article.captured.value, article.captured.evidence) == ("2031-04-01T10:00:00", "record")
    assert article.publisher == "Lindry Courier"


def test_no_publication_after_the_capture() -> None:
    article = text_page(
        "Harbour of Port Lindry reopens after a week of storms",
        "4 March 2031",
        *PROSE,
        captured="2030-01-01",
    )
    assert article.published is None


def assert_sound(article: Article) -> None:
    text = article.page.text
    at = 0
    for block in article.blocks:
        assert block.span.start == at
        assert 0 <= block.score <= 1
        at = block.span.end
    assert at == len(text)
    for snippet in (article.title, article.section, *article.authors):
        if snippet is not None and snippet.span is not None:
            assert snippet.span.of(text) == snippet.text
    if article.dateline is not None:
        assert article.dateline.span.of(text) == article.dateline.text
    for stamp in (article.published, article.captured):
        if stamp is not None and stamp.span is not None:
            assert stamp.span.end <= len(text)


LINES = st.lists(
    st.sampled_from(
        [
            *PROSE,
            "By Mira Holt and Tom Ash",
            "4 March 2031, 17:20",
            "© AFP. A boat. Jane Doe/AFP",
            f"SEOUL, Sept 9 (Yonhap) - {PROSE[0]}",
            "SEOUL, Sept 9:",
            "(Yonhap)",
            "# Harbour reopens",
            "World",
            "\x00\ud800",
            "",
            " ",
            "Photo: dpa",
            "2031-13-45",
        ]
    )
    | st.text(max_size=60),
    max_size=12,
)


def read_anyhow(page: Page) -> Article:
    """The page's article; of a page that holds none what its metadata are all the same."""
    article = clean_page(page)
    if isinstance(article, Article):
        return article
    whole = Block(BlockKind.OTHER, Span(0, len(page.text)), 0.5)
    return find_metadata(page, (whole,) if page.text else ())


@given(LINES)
@settings(max_examples=60)
def test_blocks_tile_and_spans_quote_on_mangled_pages(lines: list[str]) -> None:
    page = Page("page", "\n".join(lines))
    article = read_anyhow(page)
    assert_sound(article)
    assert read_anyhow(page) == article


@given(LINES)
@settings(max_examples=40)
def test_mangled_html_is_read_too(lines: list[str]) -> None:
    tags = ("h1", "p", "time", "div class='byline'", "span class='date'", "a href='/author/x/'")
    body = "".join(f"<{tags[i % 6]}>{line}" for i, line in enumerate(lines))
    page = render_html(body, source="page", url="https://example.org/2031/03/04/harbour")
    if isinstance(page, Page):
        assert_sound(read_anyhow(page))


@pytest.mark.parametrize("piece", ["a", "A b. ", "By ", "© ", "Photo: ", "(AP ", "<p>", "2031 "])
def test_a_line_of_half_a_megabyte(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    assert_sound(find_metadata(Page("page", text), (Block(BlockKind.BODY, Span(0, len(text)), 0.5),)))


def test_a_masthead_and_a_line_of_sections_are_no_title() -> None:
    article = text_page(
        "LINDRY COURIER",
        "News  Region  Harbour  Weather  Tides",
        "Harbour of Port Lindry reopens after a week of storms",
        "By Mira Holt",
        "March 4, 2031 | 9:05 am",
        *PROSE,
        "© 2031 Lindry Courier",
    )
    assert article.title is not None
    assert article.title.text == "Harbour of Port Lindry reopens after a week of storms"
    assert [author.text for author in article.authors] == ["Mira Holt"]


def test_a_copyright_year_after_the_publication_betrays_the_capture() -> None:
    head = '<meta property="article:published_time" content="2027-03-04T17:20:00Z">'
    article = html_page(head, "<h1>Harbour reopens after storms</h1>")
    assert article.published is not None
    assert article.captured is not None
    assert (article.captured.value, article.captured.grain) == ("2031", "year")
    assert article.captured.evidence == "furniture"
    assert article.captured.span is not None
    assert article.captured.span.of(article.page.text) == "2031"


def test_an_agency_may_sign_a_page_that_names_no_person() -> None:
    head = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour reopens after storms",
    "datePublished": "2031-03-04T17:20:00+01:00", "author": {"@type": "Person", "name": "Associated Press"}}</script>"""
    article = html_page(
        head, "<h1>Harbour reopens after storms</h1><p class='byline'>By Associated Press</p>"
    )
    assert {author.text for author in article.authors} <= {"Associated Press"}
    assert article.agency is not None
    assert article.agency.text == "Associated Press"


def test_a_button_for_larger_letters_is_no_agency() -> None:
    assert html_page("", "<h1>Harbour reopens after storms</h1><div>AA</div>").agency is None


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (f"<meta name='application-name' content='{HEADLINE}'><title>{HEADLINE}</title>", "lindry.example"),
        ("<meta name='publisher' content='https://www.lindry.example/'>", "lindry.example"),
        ("<meta property='og:site_name' content='Lindry | Boats and bait'>", "Lindry"),
        ("<meta property='og:site_name' content='Boats and Bait - Lindry Seven'>", "Lindry Seven"),
        ("<meta property='og:site_name' content='/'>", "lindry.example"),
    ],
)
def test_headlines_addresses_and_slogans_are_no_publishers(head: str, name: str) -> None:
    article = html_page(head, "<h1>Port open</h1>", "https://www.lindry.example/harbour")
    assert article.publisher == name


def test_a_station_is_no_agency_on_its_own_page() -> None:
    def read(site: str) -> Article:
        head = f"<meta property='og:site_name' content='{site}'>"
        return html_page(head, f"<h1>Harbour reopens</h1><p>LINDRY, N.Y. (KQAA) — {PROSE[1]}</p>")

    assert read("KQAA Lindry").agency is None
    other = read("Lindry Courier").agency
    assert other is not None
    assert other.text == "KQAA"


def test_a_section_called_like_the_article_is_none() -> None:
    head = "<meta property='article:section' content='Harbour reopens after storms'>"
    assert html_page(head, "<h1>Harbour Reopens After Storms</h1>").section is None


def test_clock_times_of_readers_date_nothing() -> None:
    comments = [
        f"{i}. Ann Lund\nMarch 4, 2031, {i}:2{i} pm\nWhat a lovely harbour it is, and so calm."
        for i in range(1, 6)
    ]
    article = text_page(
        "Harbour reopens after storms", "Posted on March 4, 2031", *PROSE, "5 Comments", *comments
    )
    assert article.published is not None
    assert article.published.value == "2031-03-04"


@pytest.mark.parametrize(
    "script",
    [
        'window.state = {"id": 7, "publishedAt": "2031-03-04T10:15:00Z", "updatedAt": "2031-05-06"}',
        r'self.push("{\"created_at\":\"2031-03-01\",\"publishedDate\":\"2031-03-04T10:15:00Z\"}")',
        "var page = {datePublished: '2031-03-04T10:15:00Z'}",
        '{"publication_time": 1930385700000}',
    ],
)
def test_a_script_that_tells_when_the_page_was_published(script: str) -> None:
    article = html_page(f"<script>{script}</script>", "<h1>Harbour reopens after storms</h1>")
    assert article.published is not None
    assert article.published.value.startswith("2031-03-04T10:15")
    assert article.published.evidence == "metadata"


def test_a_day_beside_the_title_where_a_list_says_it_again() -> None:
    items = "".join(
        f"<li>{title} <i>{day} March 2031</i></li>"
        for title, day in ((HEADLINE, 4), ("Mill to be rebuilt", 3))
    )
    page = render_html(f"<h1>{HEADLINE}</h1><p>{PROSE[0]}</p><ul>{items}</ul>", source="page")
    assert isinstance(page, Page)
    clues = gather(page, [Block(BlockKind.BODY, Span(0, len(page.text)), 0.9)], language="en")
    title = Span(0, len(HEADLINE))
    days = find_days(clues, title)
    at = FEATURES.index("near_title_again")
    third, fourth = (row[at] for row in describe(clues, days, title=title))
    assert fourth < third
