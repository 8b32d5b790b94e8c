"""The JSON document is what `docs/fields.md` promises, and every span in it holds its text."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from copydesk.export.document import report_document
from copydesk.model import Account, RunSummary

STORY_KEYS = {
    "id", "title", "when", "where", "who", "counts", "pages", "origins", "claims", "events", "quotations",
    "timeline",
}  # fmt: skip
CLAIM_KEYS = {"id", "text", "status", "independent", "origins", "time", "place", "evidence", "differences"}
PAGE_KEYS = {
    "source", "story", "reprint_of", "relation", "direction", "shared", "origins", "title", "publisher",
    "agency", "published",
}  # fmt: skip


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def test_has_every_field_of_the_contract(barge: Account, summary: RunSummary) -> None:
    document = report_document([barge], summary)
    assert document["input"] == {"pages": 4, "articles": 3, "rejected": 1, "reasons": {"empty": 1}}
    (story,) = document["stories"]
    assert story.keys() >= STORY_KEYS
    assert story["counts"].keys() >= {
        "pages",
        "publishers",
        "agencies",
        "origins",
        "independent",
        "unresolved",
    }
    assert all(page.keys() >= PAGE_KEYS for page in story["pages"])
    assert all(claim.keys() >= CLAIM_KEYS for claim in story["claims"])
    assert all(o.keys() >= {"id", "name", "kind", "pages"} for o in story["origins"])
    copy = story["pages"][1]
    assert (copy["reprint_of"], copy["relation"], copy["direction"]) == ("a.txt", "verbatim", "known")
    assert copy["origins"] == ["harbour-police", "nordwire"]


def test_every_quoted_text_stands_where_it_says(barge: Account, summary: RunSummary) -> None:
    pages = {found.article.source: found.article.page.text for found in barge.story.findings}
    checked = 0
    for node in nodes(report_document([barge], summary)):
        if {"source", "start", "end", "text"} <= node.keys():
            assert pages[node["source"]][node["start"] : node["end"]] == node["text"]
            checked += 1
    assert checked >= 8


def test_is_plain_json_even_with_lone_surrogates(single: Callable[..., Account]) -> None:
    account = single("x.txt", "A title \ud800", "A body.")
    assert json.loads(json.dumps(report_document([account], RunSummary(1, 1))))


def test_no_stories() -> None:
    assert report_document([], RunSummary(0, 0)) == {
        "input": {"pages": 0, "articles": 0, "rejected": 0, "reasons": {}},
        "stories": [],
    }
