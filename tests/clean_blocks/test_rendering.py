"""HTML -> page: the rendering, its spans, and what hostile documents come to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.model import Page, Reason, Rejected
from copydesk.readers.html import render_html

PIECES = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div class='a'>", "</div>", "<b>", "</b>", "<a href='/x'>", "</a>", "<br>", "<td>", "<tr>",
         "<table>", "</table>", "<li>", "<pre>", "</pre>", "<!-- c -->", "<script>if(a<b){}</script>", "&amp;",
         "&nbsp;", " ", "\n", "word", "Ünï", "<", ">", "\"", "é\u200b", "<h1>", "</h1>", "<span hidden>",
         "</span>", "\x00"]
    ),
    max_size=60,
)  # fmt: skip


def render(html: str) -> Page:
    page = render_html(html, source="test")
    assert isinstance(page, Page)
    return page


def test_blocks_stand_apart_and_lines_break() -> None:
    page = render(
        "<div><h1>Head</h1><p>One <b>bold</b> word.<br>Second line.</p>loose<ul><li>a<li>b</ul></div>"
    )
    assert page.text == "Head\n\nOne bold word.\nSecond line.\n\nloose\n\na\n\nb"


def test_two_breaks_end_a_paragraph() -> None:
    assert render("<p>One.<br><br>Two.<br> <br>Three.</p>").text == "One.\n\nTwo.\n\nThree."


def test_cells_are_parted_by_tabs_and_rows_are_groups() -> None:
    page = render("<table><tr><td>a<td>b</tr><tr><td><b>c</b><td>d</tr></table>")
    assert page.text == "a\tb\n\nc\td"


def test_what_no_reader_sees_is_left_out() -> None:
    page = render(
        "<p>seen</p><script>x</script><style>y</style><noscript>n</noscript><template>t</template>"
        "<svg><title>s</title></svg><select><option>o</select><!-- c --><iframe>i</iframe>"
    )
    assert page.text == "seen"


def test_a_drop_cap_stays_in_its_word_but_links_are_parted() -> None:
    assert render("<p><span class='drop'>T</span>he end</p>").text == "The end"
    assert render("<a>World</a><a>Sport</a>").text == "World Sport"


def test_references_and_spaces_are_resolved() -> None:
    assert render("<p>a &lt;b&gt; &amp;amp; c&nbsp;d\n\n  e</p>").text == "a <b> &amp; c d e"


def test_elements_know_their_text_parent_and_attributes() -> None:
    page = render('<div id="d"><p class="x y">Hi <a href="/u?a=1&amp;b=2" rel="author">Ann</a></p></div>')
    assert page.markup is not None
    elements = page.markup.elements
    link = next(element for element in elements if element.tag == "a")
    assert link.span.of(page.text) == "Ann"
    assert dict(link.attributes) == {"href": "/u?a=1&b=2", "rel": "author"}
    assert elements[link.parent].classes == "x y"
    assert elements[elements[link.parent].parent].id == "d"


def test_the_head_is_read() -> None:
    page = render(
        '<html lang="de"><head><title> A  title </title><meta property="og:title" content="T">'
        '<link rel="canonical" href="http://e.x/"><script type="application/ld+json">{"a": "<p>"}</script></head>'
        "<body>x</body>"
    )
    assert page.markup is not None
    assert page.markup.meta == (
        ("lang", "de"),
        ("title", "A title"),
        ("og:title", "T"),
        ("canonical", "http://e.x/"),
    )
    assert page.markup.linked_data == ('{"a": "<p>"}',)


def test_hidden_elements_are_marked() -> None:
    page = render('<p style="display: none">later</p><p hidden>too</p>')
    assert page.markup is not None
    assert [e.attributes for e in page.markup.elements if e.tag == "p"] == [(("hidden", ""),)] * 2


@pytest.mark.parametrize("html", ["", "   ", "<p> </p>", "<script>only</script>"])
def test_nothing_visible_is_no_text(html: str) -> None:
    rejected = render_html(html, source="test")
    assert isinstance(rejected, Rejected)
    assert rejected.reason is Reason.NO_TEXT


def test_deep_nesting_below_the_limit_is_read() -> None:
    assert render("<div>" * 200 + "deep").text == "deep"


@settings(max_examples=150)
@given(PIECES)
def test_any_document_renders_with_exact_spans(pieces: list[str]) -> None:
    html = "".join(pieces)
    page = render_html(html, source="test")
    assert page == render_html(html, source="test")
    if isinstance(page, Rejected):
        return
    assert page.markup is not None
    for index, element in enumerate(page.markup.elements):
        assert 0 <= element.span.start < element.span.end <= len(page.text)
        assert element.parent < index
        if element.parent >= 0:
            assert page.markup.elements[element.parent].span.contains(element.span)
