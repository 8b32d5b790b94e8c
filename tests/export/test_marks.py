"""Marks on text: what is written is the text, properly nested, whatever the marks."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from copydesk.export.marks import Mark, mark_up
from copydesk.export.safe import neutral, web_address
from copydesk.model import Span


class Reader(HTMLParser):
    """Collects the text, the text under each anchor, and checks the nesting."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []
        self.under: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "span"
        values = dict(attrs)
        self.open.append(values.get("id") or values.get("data-of") or "")

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        for name in set(self.open):
            self.under[name] = self.under.get(name, "") + data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


def test_crossing_marks_are_split_and_say_so() -> None:
    html = mark_up("abcdef", Span(0, 6), marks=[Mark(Span(0, 4), "a", id="x"), Mark(Span(2, 6), "b", id="y")])
    assert html == (
        '<span class="a" id="x">ab<span class="b" id="y">cd</span></span>'
        '<span class="b" data-of="y">ef</span>'
    )


def test_markup_in_a_page_is_text() -> None:
    html = mark_up("<script>x</script>", Span(0, 18), marks=[Mark(Span(1, 7), "e", hint='" onclick="x')])
    assert "<script" not in html
    assert 'onclick="' not in html


@st.composite
def texts_and_marks(draw: st.DrawFn) -> tuple[str, Span, list[Mark]]:
    # No carriage return: HTML parsers turn it into a newline, and it is neutralised before.
    text = draw(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=40))
    places = st.integers(0, len(text))
    spans = st.tuples(places, places).map(lambda p: Span(min(p), max(p)))
    marks = [Mark(span, "c", id=f"m{i}") for i, span in enumerate(draw(st.lists(spans, max_size=12)))]
    return text, draw(spans), marks


@given(texts_and_marks())
def test_text_is_kept_and_each_mark_covers_its_characters(made: tuple[str, Span, list[Mark]]) -> None:
    text, within, marks = made
    reader = read(mark_up(text, within, marks=marks))
    assert reader.text == neutral(within.of(text))
    for mark in marks:
        inside = Span(max(mark.span.start, within.start), max(mark.span.start, within.start))
        if mark.span.overlaps(within):
            inside = Span(max(mark.span.start, within.start), min(mark.span.end, within.end))
        assert reader.under.get(mark.id, "") == neutral(inside.of(text))


@given(st.text())
def test_neutral_keeps_the_length_and_can_be_written(text: str) -> None:
    assert len(neutral(text)) == len(text)
    neutral(text).encode("utf-8")
    assert "\x1b" not in neutral(text)


def test_only_web_addresses_become_links() -> None:
    assert web_address("https://news.example/a?b=c") == "https://news.example/a?b=c"
    for hostile in (
        "javascript:alert(1)",
        "data:text/html,x",
        " file:///etc/passwd",
        "//host/x",
        "http://[",
        "x",
    ):
        assert web_address(hostile) is None
    assert web_address("https://a.example/\u202egpj") is None
