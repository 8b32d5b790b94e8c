"""Pages in full: all their characters, and an anchor on everything cited."""

import re
from html import unescape

from copydesk.export.page_text import cited_spans, passages
from copydesk.export.view import view_stories
from copydesk.model import Account, BlockKind


def plain(markup: str) -> str:
    return unescape(re.sub("<[^>]*>", "", markup))


def test_all_characters_of_a_page_are_there(barge: Account) -> None:
    (view,) = view_stories([barge])
    for page in view.pages:
        shown = passages(view, page, cited=cited_spans(barge))
        words = [plain(text) for passage in shown for text in passage.texts]
        assert "".join("".join(words).split()) == "".join(page.found.article.page.text.split())


def test_each_cited_stretch_has_one_anchor_on_its_characters(barge: Account) -> None:
    (view,) = view_stories([barge])
    cited = cited_spans(barge)
    assert set(cited) == {"a.txt", "b.txt", "c.txt"}
    for page in view.pages:
        html = "".join(text for passage in passages(view, page, cited=cited) for text in passage.texts)
        for span in cited[page.source]:
            anchor = view.anchor(page.source, span)
            assert html.count(f'id="{anchor}"') == 1
            assert anchor == f"p{page.number}-{span.start}-{span.end}"


def test_furniture_is_labelled_and_its_rows_are_a_table(barge: Account) -> None:
    (view,) = view_stories([barge])
    shown = passages(view, view.pages[0], cited=cited_spans(barge))
    assert [p.label for p in shown if p.furniture] == ["navigation", "ticker", "related"]
    (ticker,) = [p for p in shown if p.kind == BlockKind.TICKER]
    assert [row.symbol for row in ticker.rows] == ["HG"]
