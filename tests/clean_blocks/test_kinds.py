"""Kinds of furniture: boxes around segments, what is seen of neighbours, and what the networks tell from it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from copydesk.clean.blocks import find_blocks
from copydesk.clean.features import observe
from copydesk.clean.kind_model import Network, answer
from copydesk.clean.kind_rows import Setting, beside, echoes, find_boxes, mean_in, mean_near, runs
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
    names = observe(page, segments).names
    assert names
    for sizes, most in zip(find_boxes(names, kept), (6, 20, 60), strict=True):
        assert sizes.sum() == len(segments)
        assert sizes.max() <= most
        for size, end in zip(sizes, sizes.cumsum(), strict=True):
            assert size == 1 or not any(kept[end - size : end])


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


def test_a_plain_text_gets_kinds_as_well() -> None:
    before = ["Home", "News", "Sport", "Search", "Log in", "Osterby closes its old ferry quay"]
    after = ["Related articles", "Bakery on the square reopens after the flood", "Leave a reply",
             "Your email address will not be published.", "© 2021 The Osterby Post. All rights reserved."]  # fmt: skip
    page = Page("test", "\n".join([*before, *STORY, *after]))
    blocks = find_blocks(page)
    assert isinstance(blocks, tuple)
    kinds = {block.span.of(page.text).strip(): block.kind for block in blocks}
    assert kinds["Sport"] is BlockKind.NAVIGATION
    assert kinds["Your email address will not be published."] is BlockKind.COMMENT_FORM
    assert kinds["© 2021 The Osterby Post. All rights reserved."] is BlockKind.LEGAL


def test_a_row_is_answered_alike_alone_and_among_others() -> None:
    chance = np.random.default_rng(4)
    network = Network(*(chance.random(shape).astype(np.float32) for shape in ((5,), (5,), (6, 7), (8, 3))))
    rows = chance.random((21, 5)).astype(np.float32)
    together = answer(rows, network)
    assert together.shape == (21, 3)
    for row, own in zip(rows, together, strict=True):
        assert np.allclose(answer(row[None], network)[0], own, atol=1e-5)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30))
def test_means_of_neighbours_and_boxes_are_within_what_they_are_means_of(numbers: list[int]) -> None:
    box, sizes = np.unique(np.sort(numbers), return_inverse=True, return_counts=True)[1:]
    rows = np.arange(len(numbers), dtype=np.float32)[:, None]
    before, after = beside(rows)
    assert before[1:, 0].tolist() == rows[:-1, 0].tolist()
    assert after[:-1, 0].tolist() == rows[1:, 0].tolist()
    for number in set(box.tolist()):
        assert np.allclose(mean_in(rows, sizes)[box == number], rows[box == number].mean())
    assert (np.abs(mean_near(rows) - rows) <= 4).all()


def dumped(*tail: str) -> Setting:
    """A plain text: menu, title, story, and what follows it."""
    lines = ["Home", "Sport", "Osterby closes its old ferry quay", *STORY, *tail]
    page = Page("test", "\n\n".join(lines))
    segments = find_segments(page)
    texts = [segment.span.of(page.text) for segment in segments]
    kept = [text in STORY for text in texts]
    observed = observe(page, segments)
    return Setting(page, segments, texts, kept, lines.index(lines[2]), observed, np.zeros(len(texts)))


def test_words_of_the_article_are_seen_again_in_its_tags_and_pairs_tell_more_than_words() -> None:
    setting = dumped("Marta Lind", "The moon festival")
    words, pairs, title, *_ = echoes(setting, signs=np.zeros(len(setting.texts), bool))[0].T
    tag, other = setting.texts.index("Marta Lind"), setting.texts.index("The moon festival")
    assert words[tag] > words[other] > 0
    assert pairs[tag] > pairs[other]
    assert title[2] == 1
    assert not words[[i for i, keep in enumerate(setting.kept) if keep]].any()


def test_a_name_that_signed_is_seen_again_in_the_lines_about_the_author() -> None:
    setting = dumped("By Nils Berg", "Nils Berg", "Old harbour maps")
    signs = np.array([text.startswith("By ") for text in setting.texts])
    signed = echoes(setting, signs=signs)[0][:, 4]
    assert signed[setting.texts.index("Nils Berg")] > signed[setting.texts.index("Old harbour maps")]


def test_runs_of_short_lines_are_counted_and_the_story_breaks_them() -> None:
    setting = dumped("Ferries", "Harbours", "Osterby")
    first = setting.texts.index("Ferries")
    found = runs(setting).tolist()
    assert found[first : first + 3] == [[3, 0], [3, 1], [3, 2]]
    assert found[:3] == [[3, 0], [3, 1], [3, 2]]
