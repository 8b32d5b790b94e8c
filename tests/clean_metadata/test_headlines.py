"""The title line of a plain text."""

from types import SimpleNamespace

import numpy as np
import pytest

from copydesk.clean import headlines
from copydesk.clean.clues import gather
from copydesk.model import Block, BlockKind, Page, Span

OPENING = "The council of Lindry met on Friday to talk about its harbour, shut since the storms. " * 4


@pytest.mark.parametrize(
    ("second", "title"),
    [("Ada Quill and Jon Marsh", "The harbour can wait."), ("Ada Quill and the harbour", None)],
)
def test_several_people_below_the_first_line_are_no_title(
    monkeypatch: pytest.MonkeyPatch, second: str, title: str | None
) -> None:
    last_is_best = SimpleNamespace(score=lambda rows: np.arange(len(rows), dtype=float))
    monkeypatch.setattr(headlines, "load_forest", lambda _: last_is_best)
    blocks, at = [], 0
    for line in ("The harbour can wait.", second, OPENING):
        blocks.append(Block(BlockKind.BODY, Span(at, at + len(line) + 1), 0.9))
        at += len(line) + 1
    page = Page("page", f"The harbour can wait.\n{second}\n{OPENING}\n")
    found = headlines.find_headline(gather(page, blocks, language="en"))
    assert found is not None
    assert found.text == (title or second)
