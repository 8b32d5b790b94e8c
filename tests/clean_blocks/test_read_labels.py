"""The labels of pages that were read still name segments of those pages."""

from pathlib import Path

import pytest

from copydesk.clean.segments import find_segments
from copydesk.model import Page
from copydesk.readers.html import render_html
from quality.jsonl import read_jsonl
from training.cleaner_data import READ, html_of_dated, names_of

SHARED = Path(__file__).parents[2].parent / "shared"


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_labels_name_the_segments_of_their_pages() -> None:
    for label in read_jsonl(READ)[::25]:
        page = render_html(html_of_dated(SHARED, label["id"]), source=label["id"])
        assert isinstance(page, Page)
        names = set(names_of(segment.span.of(page.text) for segment in find_segments(page)))
        assert set(label["keep"].split()) <= names
        assert set(label.get("open", "").split()) <= names


def test_a_text_that_occurs_again_has_a_name_of_its_own() -> None:
    first, second, third = names_of(["More", "News", "More"])
    assert third == f"{first}.2"
    assert second != first
