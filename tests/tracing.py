"""The story that invented pages tell, and whose word its claims rest on, found by the whole path."""

import json
from collections.abc import Mapping
from pathlib import Path

import copydesk
from copydesk.group import group_reprints, trace_origins
from copydesk.model import Story


def traced(folder: Path, pages: Mapping[str, str], *, publishers: Mapping[str, str] | None = None) -> Story:
    """The story of the pages, text by id, all put into one; `publishers` gives them by the same ids."""
    path = folder / "pages.jsonl"
    said = publishers or {}
    rows = [{"id": id, "text": text, "publisher": said.get(id)} for id, text in pages.items()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    articles = list(copydesk.read_many([path]))
    return trace_origins([copydesk.annotate(article) for article in articles], group_reprints(articles))


def origin_of(story: Story, words: str) -> str:
    """The origin of the shortest claim that holds these words."""
    holding = [
        (len(claim.span), story.claim_origins[found.article.source, claim.id])
        for found in story.findings
        for claim in found.claims
        if words in claim.span.of(found.page.text)
    ]
    return min(holding)[1]
