"""Accounts as one JSON document, in the shape `docs/fields.md` describes."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from copydesk.export.lines import as_record, group_records, page_origins
from copydesk.export.told import claims_told
from copydesk.model import Account, AccountClaim, Article, Evidence, RunSummary, Story, TimelineEntry, When

Json = dict[str, Any]


def report_document(accounts: Sequence[Account], summary: RunSummary) -> Json:
    """The accounts as plain dicts and lists, ready for `json.dumps`.

    Absent values are None or [], never missing. Spans are code points into the page's text.
    """
    reasons = Counter(str(rejected.reason) for rejected in summary.rejected)
    return {
        "input": {
            "pages": summary.pages,
            "articles": summary.articles,
            "rejected": len(summary.rejected),
            "reasons": dict(sorted(reasons.items())),
        },
        "stories": [story_document(account) for account in accounts],
    }


def report_json(accounts: Sequence[Account], summary: RunSummary) -> str:
    """The document of `report_document` as text."""
    return json.dumps(report_document(accounts, summary), ensure_ascii=False, indent=1) + "\n"


def story_document(account: Account) -> Json:
    """One account as plain dicts and lists."""
    story = account.story
    grouped = group_records(story)
    return {
        "id": account.id,
        "title": _passage(account.title),
        "sourcing": account.sourcing,
        "when": _when(account.when) if account.when else None,
        "where": as_record(account.where),
        "who": as_record(account.who),
        "counts": as_record(account.counts),
        "pages": [grouped[found.article.source] | _page(found.article) for found in story.findings],
        "origins": _origins(story),
        "ties": as_record(story.ties),
        "telling": list(account.telling),
        "told": [
            _passage(sentence) | {"claims": [claim.id for claim, _ in held]}
            for sentence, held in claims_told(account)
        ],
        "claims": [_claim(claim) for claim in account.claims],
        "events": as_record(account.events),
        "quotations": as_record(account.quotations),
        "timeline": [_entry(entry) for entry in account.timeline],
        "entities": as_record(account.entities),
    }


def _passage(evidence: Evidence) -> Json:
    """What stands where, where it is not said how it relates to a claim."""
    record: Json = as_record(evidence)
    del record["relation"]
    return record


def _when(when: When) -> Json:
    return {
        "begin": when.begin,
        "until": when.until,
        "value": when.value,
        "evidence": as_record(when.evidence),
    }


def _page(article: Article) -> Json:
    return {
        "title": as_record(article.title),
        "publisher": article.publisher,
        "agency": article.agency.text if article.agency else None,
        "published": as_record(article.published),
    }


def _origins(story: Story) -> list[Json]:
    """The origins, each with the pages that rest on its word."""
    origins_of = page_origins(story)
    return [
        as_record(origin)
        | {"pages": [source for source in sorted(origins_of) if origin.id in origins_of[source]]}
        for origin in story.origins
    ]


def _claim(claim: AccountClaim) -> Json:
    return {
        "id": claim.id,
        "text": claim.text,
        "sentence": _passage(claim.sentence) if claim.sentence else None,
        "status": claim.status.value,
        "independent": claim.independent,
        "origins": list(claim.origins),
        "modality": claim.modality.value,
        "polarity": claim.polarity.value,
        "background": claim.background,
        "time": as_record(claim.time),
        "place": claim.place,
        "evidence": as_record(claim.evidence),
        "differences": as_record(claim.differences),
    }


def _entry(entry: TimelineEntry) -> Json:
    time = entry.time
    return {"begin": time.begin, "until": time.until, "value": time.value, "claim": entry.claim}
