"""Short plain-text pages, the commonest input: furniture goes above and below, cleaned text stays as it is."""

import numpy as np
import pytest

from copydesk.clean import clean_page
from copydesk.clean.blocks import find_blocks
from copydesk.clean.keeping import kept_bare
from copydesk.model import TEXT_KINDS, Article, BlockKind, Page

STORY = [
    "OSTERBY (Quay News) - The harbour council voted on Tuesday to close the old ferry quay until spring.",
    "“We have waited six years for this decision,” said Marta Lind, who runs the ferry line with her brother.",
    "The work will cost 4.2 million crowns, the council said in a statement, and two firms have made offers.",
    "Passengers will board at the fish market in the meantime, and the first boat will leave at seven o'clock.",
]
ABOVE = ["The Osterby Post", "Home | Islands | Weather | Letters", "Islands"]
TITLE, HEAD = "Osterby to close its old ferry quay", ["By Ines Falk", "March 4, 2021 | 9:05 am"]
BELOW = [
    "Share on Facebook",
    "Read more:",
    "Seven walks on the north shore",
    "Bakery on the square reopens after forty years",
    "Sign up for our morning newsletter",
    "© 2021 The Osterby Post. All rights reserved.",
]


def kinds_of(lines: list[str], gap: str) -> dict[str, BlockKind]:
    text = gap.join(lines)
    blocks = find_blocks(Page("short", text))
    assert isinstance(blocks, tuple)
    return {block.span.of(text).strip(): block.kind for block in blocks}


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_short_page_loses_what_stands_above_and_below(gap: str) -> None:
    kinds = kinds_of([*ABOVE, TITLE, *HEAD, *STORY, *BELOW], gap)
    assert [text for text, kind in kinds.items() if kind in TEXT_KINDS] == STORY
    assert kinds[TITLE] is BlockKind.TITLE
    assert kinds[HEAD[0]] is BlockKind.BYLINE
    assert kinds[HEAD[1]] is BlockKind.TIMESTAMP
    assert all(kinds[line].is_furniture for line in BELOW)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_an_article_alone_is_left_as_it_is(gap: str) -> None:
    closing = "The council will meet again in May."
    kinds = kinds_of([*STORY, "What it costs", STORY[2].replace("work", "quay"), closing], gap)
    assert all(kind in TEXT_KINDS for kind in kinds.values())


@pytest.mark.parametrize(
    "caption",
    [
        "FILE - In this May 4, 2020, file photo, Marta Lind stands on the quay. (AP Photo/Ines Falk, File)",
        "Marta Lind walks along the quay in Osterby on Tuesday. REUTERS/Ines Falk",
        "This undated photo shows the quay from the north. (Osterby Museum via AP)",
        "Image copyright Quay Pictures Image caption Marta Lind on the quay",
    ],
)
def test_a_caption_left_among_the_paragraphs_is_no_running_text(caption: str) -> None:
    text = "\n\n".join([TITLE, *STORY[:2], caption, *STORY[2:]])
    article = clean_page(Page("short", text))
    assert isinstance(article, Article)
    at = text.index(caption)
    kinds = {block.kind for block in article.blocks if at <= block.span.start < at + len(caption)}
    assert kinds <= {BlockKind.CAPTION, BlockKind.CREDIT}
    assert article.published is None  # a picture's day is not the article's


def test_a_paragraph_that_an_agency_signs_is_no_caption() -> None:
    signed = "The council meets again on Friday in the old hall. (Reuters)"
    article = clean_page(Page("short", "\n\n".join([TITLE, *STORY, signed])))
    assert isinstance(article, Article)
    assert [block.kind for block in article.blocks][-1] is BlockKind.BODY


@pytest.mark.parametrize(
    "line",
    [
        "More:Seven walks on the north shore",
        "(RELATED: Why the quay was closed)",
        "ADVERTISEMENT",
        "[ad_1]",
        "Story continues below advertisement",
    ],
)
def test_a_link_or_the_place_of_an_advertisement_is_no_text_of_a_cleaned_page(line: str) -> None:
    kinds = kinds_of([TITLE, STORY[0], line, *STORY[1:]], "\n\n")
    assert kinds[line].is_furniture
    assert all(kinds[paragraph] is BlockKind.BODY for paragraph in STORY)


def test_of_a_paragraph_that_stands_twice_the_last_copy_is_kept() -> None:
    """What is repeated above an article is its teaser."""
    chances = np.array([0.9, 0.1, 0.9, 0.9])
    kept = kept_bare([STORY[1], "Islands", STORY[0], STORY[1]], chances, alone=np.full(11, -9.0))
    assert kept == [False, False, True, True]
