"""What the whole path finds in invented pages, the story they tell, and whose word its claims rest on."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import copydesk
from copydesk.account import tell
from copydesk.annotate import annotate
from copydesk.clean import clean_page
from copydesk.group import group, group_reprints, trace_origins
from copydesk.model import Account, Annotations, Article, Page, Story
from copydesk.pipeline import by_weight


def found_in(page: Page) -> Annotations:
    """What is found in a page that holds an article."""
    article = clean_page(page)
    assert isinstance(article, Article)
    return annotate(article)


def story_of(findings: Sequence[Annotations]) -> Story:
    """The story of these pages, all put into one."""
    return trace_origins(findings, group_reprints([found.article for found in findings]))


def accounts_of(findings: Sequence[Annotations]) -> tuple[Account, ...]:
    """The accounts of all stories of these pages, as a report has them."""
    return by_weight(map(tell, group(findings)))


def traced(folder: Path, pages: Mapping[str, str], *, publishers: Mapping[str, str] | None = None) -> Story:
    """The story of the pages, text by id, as records of a file; `publishers` gives them by the same ids."""
    path = folder / "pages.jsonl"
    said = publishers or {}
    rows = [{"id": id, "text": text, "publisher": said.get(id)} for id, text in pages.items()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    articles = [article for article in copydesk.read_many([path]) if isinstance(article, Article)]
    assert len(articles) == len(pages)
    return story_of([copydesk.annotate(article) for article in articles])


def origin_of(story: Story, words: str) -> str:
    """The origin of the shortest claim that holds these words."""
    holding = [
        (len(claim.span), story.claim_origins[found.article.source, claim.id])
        for found in story.findings
        for claim in found.claims
        if words in claim.span.of(found.page.text)
    ]
    return min(holding)[1]
