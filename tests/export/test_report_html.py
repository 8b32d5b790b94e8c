"""The HTML report: everything cited can be reached, nothing from a page can run."""

import base64
import hashlib
import re
from collections.abc import Callable

from copydesk.export.report import report_html
from copydesk.model import Account, Reason, Rejected, RunSummary, Snippet
from tests.export.html_reader import read


def test_every_link_inside_the_report_has_its_target(
    barge: Account, single: Callable[..., Account], summary: RunSummary
) -> None:
    reader = read(report_html([barge, single("d.txt", "A quiet day", "Nothing happened.")], summary))
    assert len(reader.ids) == len(set(reader.ids))
    inside = {link[1:] for link in reader.links if link.startswith("#")}
    assert inside - set(reader.ids) == set()
    assert len(inside) > 15


def test_tells_what_a_reader_asks_first(barge: Account, summary: RunSummary) -> None:
    html = report_html([barge], summary)
    for words in (
        "Barge sinks in Aland channel",
        "Saturday 5 October 2024",
        "Olof Brandt",
        barge.sourcing,
        "12 people",
        "9 people",
        "worked out from page 1’s date",
        "word for word",
        "no date on the page",
        "cites the other",
        "empty.txt",
        "0 bytes",
    ):
        assert words in html, words


def test_landmarks_and_headings(barge: Account, summary: RunSummary) -> None:
    reader = read(report_html([barge], summary))
    assert {"main", "header", "footer", "aside", "article", "section"} <= set(reader.tags)
    assert reader.tags.count("main") == reader.tags.count("h1") == 1
    assert all(below - above <= 1 for above, below in zip(reader.levels, reader.levels[1:], strict=False))


def test_policy_names_the_only_style_and_script(barge: Account, summary: RunSummary) -> None:
    html = report_html([barge], summary)
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in html
    assert "default-src &#39;none&#39;" in html


HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "' onmouseover='alert(1)",
    "</script><script>alert(1)</script>",
    "</style></title></details><iframe src=//evil.example>",
    "{{ 7 * 7 }} {% raw %} <!-- ",
    "\x1b]0;owned\x07\x1b[31m \u202egnp.exe \ud800 \x00",
]


def test_hostile_pages_stay_text(single: Callable[..., Account]) -> None:
    calm = read(report_html([single("a", "A title", "A body.", publisher="P", agency=Snippet("A"))], one(1)))
    for words in HOSTILE:
        account = single(
            words or "x", f"Title {words}", f"Body {words}.", publisher=words, agency=Snippet(words)
        )
        summary = RunSummary(2, 1, (Rejected(words, "read", Reason.BINARY, words),))
        html = report_html([account], summary)
        html.encode("utf-8")
        reader = read(html)
        assert reader.tags.count("script") == 1
        assert set(reader.tags) <= set(calm.tags) | {"table", "thead", "tbody", "tr", "th", "td"}
        assert not any(name.startswith("on") for name in reader.attributes)
        assert "style" not in reader.attributes
        assert not re.search("[\x00-\x08\x0e-\x1f\u202a-\u202e]", html)


def one(articles: int) -> RunSummary:
    return RunSummary(articles, articles)


def test_page_addresses_are_links_only_if_they_are_web_addresses(barge: Account, summary: RunSummary) -> None:
    links = read(report_html([barge], summary)).links
    assert {link for link in links if not link.startswith("#")} == {
        f"https://news.example/{name}.txt" for name in "abc"
    }


def test_one_page_alone_agrees_with_nobody(
    single: Callable[..., Account], barge: Account, summary: RunSummary
) -> None:
    alone = report_html([single("d.txt", "A quiet day", "Nothing happened.")], RunSummary(1, 1))
    assert "What the sources agree on" in report_html([barge], summary)
    assert "What the sources agree on" not in alone
    assert "Whose word it is" in alone
    assert "There is no other page to differ from." in alone


def test_nothing_to_tell() -> None:
    html = report_html([], RunSummary(1, 0, (Rejected("x", "read", Reason.EMPTY, "0 bytes"),)))
    read(html)
    assert "No article was found" in html
