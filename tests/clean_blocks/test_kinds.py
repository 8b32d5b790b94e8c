"""Kinds of furniture on pages with markup: boxes around segments, bags of codes, and what is told from them."""

import numpy as np

from copydesk.clean.blocks import find_blocks
from copydesk.clean.kind_rows import find_boxes
from copydesk.clean.segments import find_segments
from copydesk.model import TEXT_KINDS, BlockKind, Page
from copydesk.readers.html import render_html

STORY = [
    "The harbour council of Osterby voted on Tuesday to close the old ferry quay for repairs until spring.",
    "“We have waited six years for this decision,” said Marta Lind, who runs the ferry line with her brother.",
    "The work will cost 4.2 million crowns, the council said in a statement, and two firms have made offers.",
    "Passengers will board at the fish market in the meantime, and the first boat will leave at seven o'clock.",
]
HTML = f"""<html><head><title>Osterby closes its old ferry quay</title></head><body>
<nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li>
<li><a href="/s">Sport</a></li></ul></nav>
<article class="post"><h1>Osterby closes its old ferry quay</h1>
<div class="entry-content">{"".join(f"<p>{line}</p>" for line in STORY)}</div></article>
<section class="related-posts"><h3>Related articles</h3><ul><li><a href="/b">Bakery on the square reopens</a></li>
<li><a href="/c">Island school gets a new roof at last</a></li></ul></section>
<section id="comments" class="comments-area"><h3>2 comments</h3><ol class="comment-list"><li class="comment"><p>Well, it
was about time that somebody did this.</p></li></ol></section>
<footer class="site-footer"><p>© 2021 The Osterby Post. All rights reserved.</p></footer></body></html>"""


def rendered() -> Page:
    page = render_html(HTML, source="test")
    assert isinstance(page, Page)
    return page


def test_a_box_holds_none_of_the_articles_text_and_no_more_than_its_size() -> None:
    page = rendered()
    segments = find_segments(page)
    kept = [segment.span.of(page.text) in STORY for segment in segments]
    for box, most in zip(find_boxes(page, segments, kept), (6, 20, 60), strict=True):
        for number in set(box.tolist()):
            inside = np.flatnonzero(box == number)
            assert len(inside) <= most
            assert len(inside) == 1 or not any(kept[i] for i in inside)


def test_furniture_on_a_page_with_markup_gets_its_kinds_and_the_story_keeps_its_own() -> None:
    page = rendered()
    blocks = find_blocks(page)
    assert isinstance(blocks, tuple)
    kinds = {block.span.of(page.text).strip(): block.kind for block in blocks}
    assert all(kinds[line] in TEXT_KINDS for line in STORY)
    assert kinds["Osterby closes its old ferry quay"] is BlockKind.TITLE
    assert kinds["Related articles"] is BlockKind.RELATED
    assert kinds["2 comments"] is BlockKind.COMMENTS
    assert kinds["© 2021 The Osterby Post. All rights reserved."] is BlockKind.LEGAL
    assert kinds["Sport"] is BlockKind.NAVIGATION


def test_the_same_page_has_the_same_kinds_again() -> None:
    assert find_blocks(rendered()) == find_blocks(rendered())
