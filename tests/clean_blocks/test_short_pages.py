"""Short plain-text pages, the commonest input: furniture goes above and below, cleaned text stays as it is."""

import pytest

from copydesk.clean.blocks import find_blocks
from copydesk.model import TEXT_KINDS, BlockKind, Page

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
