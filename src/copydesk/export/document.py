"""Accounts as one JSON document, in the shape `docs/fields.md` describes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from copydesk.export.lines import group_record, page_origins, snippet_record, stamp_record
from copydesk.export.told import claims_told
from copydesk.model import (
    Account,
    AccountClaim,
    AccountEntity,
    AccountEvent,
    AccountQuotation,
    Article,
    DatedValue,
    Evidence,
    RunSummary,
    Story,
    When,
)

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


def story_document(account: Account) -> Json:
    """One account as plain dicts and lists."""
    story = account.story
    origins_of = page_origins(story)
    return {
        "id": account.id,
        "title": _place(account.title) | {"text": account.title.text},
        "sourcing": account.sourcing,
        "when": None if account.when is None else _when(account.when),
        "where": [_entity(entity) for entity in account.where],
        "who": [_entity(entity) for entity in account.who],
        "counts": {
            "pages": account.counts.pages,
            "publishers": account.counts.publishers,
            "agencies": account.counts.agencies,
            "origins": account.counts.origins,
            "independent": account.counts.independent,
            "unresolved": account.counts.unresolved,
        },
        "pages": [
            group_record(story, reprint, origins=origins_of.get(reprint.source, ())) | _page(found.article)
            for found, reprint in zip(story.findings, story.lineage, strict=True)
        ],
        "origins": _origins(story, origins_of),
        "ties": [
            {"a": tie.a, "b": tie.b, "state": str(tie.state), "reasons": list(tie.reasons)}
            for tie in story.ties
        ],
        "telling": list(account.telling),
        "told": [
            _place(sentence) | {"text": sentence.text, "claims": [claim.id for claim, _ in held]}
            for sentence, held in claims_told(account)
        ],
        "claims": [_claim(claim) for claim in account.claims],
        "events": [_event(event) for event in account.events],
        "quotations": [_quotation(quotation) for quotation in account.quotations],
        "timeline": [
            {
                "begin": entry.time.begin,
                "until": entry.time.until,
                "value": entry.time.value,
                "claim": entry.claim,
            }
            for entry in account.timeline
        ],
        "entities": [_entity(entity) for entity in account.entities],
    }


def _when(when: When) -> Json:
    return {
        "begin": when.begin,
        "until": when.until,
        "value": when.value,
        "evidence": [_dated(value) for value in when.evidence],
    }


def _dated(value: DatedValue) -> Json:
    return {
        "value": value.value,
        "begin": value.begin,
        "until": value.until,
        "source": value.source,
        "start": value.span.start,
        "end": value.span.end,
        "inferred_from": value.inferred_from,
    }


def _place(evidence: Evidence) -> Json:
    return {"source": evidence.source, "start": evidence.span.start, "end": evidence.span.end}


def _evidence(evidence: Evidence) -> Json:
    return _place(evidence) | {"text": evidence.text, "relation": evidence.relation}


def _entity(entity: AccountEntity) -> Json:
    return {
        "id": entity.id,
        "name": entity.name,
        "label": entity.label,
        "pages": entity.pages,
        "mentions": entity.mentions,
        "roles": list(entity.roles),
    }


def _page(article: Article) -> Json:
    return {
        "title": snippet_record(article.title),
        "publisher": article.publisher,
        "agency": None if article.agency is None else article.agency.text,
        "published": stamp_record(article.published),
    }


def _origins(story: Story, origins_of: Mapping[str, tuple[str, ...]]) -> list[Json]:
    return [
        {
            "id": origin.id,
            "name": origin.name,
            "kind": str(origin.kind),
            "country": origin.country,
            "pages": [source for source in sorted(origins_of) if origin.id in origins_of[source]],
        }
        for origin in story.origins
    ]


def _claim(claim: AccountClaim) -> Json:
    return {
        "id": claim.id,
        "text": claim.text,
        "sentence": None
        if claim.sentence is None
        else _place(claim.sentence) | {"text": claim.sentence.text},
        "status": str(claim.status),
        "independent": claim.independent,
        "origins": list(claim.origins),
        "modality": str(claim.modality),
        "polarity": str(claim.polarity),
        "background": claim.background,
        "time": None if claim.time is None else _dated(claim.time),
        "place": claim.place,
        "evidence": [_evidence(evidence) for evidence in claim.evidence],
        "differences": [
            {
                "on": str(difference.on),
                "values": [
                    {
                        "value": variant.value,
                        "source": variant.source,
                        "start": variant.span.start,
                        "end": variant.span.end,
                    }
                    for variant in difference.values
                ],
            }
            for difference in claim.differences
        ],
    }


def _event(event: AccountEvent) -> Json:
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "quad": event.quad,
        "source": list(event.source),
        "target": list(event.target),
        "place": event.place,
        "time": None if event.time is None else _dated(event.time),
        "modality": str(event.modality),
        "polarity": str(event.polarity),
        "background": event.background,
        "evidence": [_evidence(evidence) for evidence in event.evidence],
    }


def _quotation(quotation: AccountQuotation) -> Json:
    return {
        "text": quotation.text,
        "speaker": quotation.speaker,
        "versions": [_evidence(version) for version in quotation.versions],
    }
