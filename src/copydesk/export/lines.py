"""JSON Lines: one line a page, as `read`, `annotate` and `group` write them."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

from copydesk.model import Annotations, Article, Block, Claim, Dateline, Entity, Rejected, Span, Story

Record = dict[str, Any]
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def as_line(record: Record) -> str:
    """The record as one line of JSON with its line end."""
    return _encode(record) + "\n"


def as_record(value: Any) -> Any:
    """The value as plain dicts and lists: of the model's types the fields in their order, what is called `span` as
    `start` and `end`, any other span as a list of the two."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [as_record(each) for each in value]
    if not is_dataclass(value):
        return value
    record: Record = {}
    for field in fields(value):
        inner = getattr(value, field.name)
        record |= _place(inner) if field.name == "span" else {field.name: as_record(inner)}
    return record


def _place(span: Span | None) -> Record:
    return {"start": None, "end": None} if span is None else {"start": span.start, "end": span.end}


def rejected_record(rejected: Rejected) -> Record:
    """What stands in place of a page that became no article."""
    why = {"stage": rejected.stage, "reason": rejected.reason.value, "detail": rejected.detail}
    return {"source": rejected.source, "rejected": why}


def article_record(article: Article) -> Record:
    """The line of `read`: metadata, body text and blocks; `notes` tells what was done to the bytes."""
    return {
        "source": article.source,
        "id": article.id,
        "url": article.page.url,
        "language": article.language,
        "title": as_record(article.title),
        "section": as_record(article.section),
        "authors": [author.text for author in article.authors],
        "publisher": article.publisher,
        "agency": article.agency.text if article.agency else None,
        "dateline": _dateline(article.dateline),
        "published": as_record(article.published),
        "captured": as_record(article.captured),
        "text": article.text,
        "blocks": [_block(block) for block in article.blocks],
        "notes": list(article.page.notes),
    }


def findings_record(findings: Annotations) -> Record:
    """The line of `annotate`: the line of `read` and everything found in the article."""
    return article_record(findings.article) | {
        "sentences": as_record(findings.sentences),
        "entities": [_entity(entity) for entity in findings.entities],
        "times": as_record(findings.times),
        "quotations": as_record(findings.quotations),
        "claims": [_claim(claim) for claim in findings.claims],
        "events": as_record(findings.events),
    }


def page_origins(story: Story) -> Mapping[str, tuple[str, ...]]:
    """The ids of the origins whose word each page of `story` rests on, most claims first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for (source, _), origin in story.claim_origins.items():
        counts[source][origin] += 1
    return {
        source: tuple(sorted(tally, key=lambda origin: (-tally[origin], origin)))
        for source, tally in counts.items()
    }


def group_records(story: Story) -> dict[str, Record]:
    """The line of `group` for each page of `story`, by its source: what it derives from, and whose word its claims
    rest on; an unknown origin is left out."""
    origins = page_origins(story)
    return {
        reprint.source: {
            "source": reprint.source,
            "story": story.id,
            "reprint_of": reprint.of,
            "relation": reprint.relation.value,
            "direction": "known" if reprint.direction else "unknown",
            "shared": round(reprint.shared, 4),
            "origins": [origin for origin in origins.get(reprint.source, ()) if origin != "unknown"],
            "reasons": list(reprint.reasons),
        }
        for reprint in story.lineage
    }


def _dateline(dateline: Dateline | None) -> Record | None:
    if dateline is None:
        return None
    named = {"place": dateline.place, "agency": dateline.agency, "date": dateline.date}
    return {"text": dateline.text, **named, **_place(dateline.span)}


def _block(block: Block) -> Record:
    record = {"kind": block.kind.value, **_place(block.span), "score": round(block.score, 4)}
    return record | {"rows": as_record(block.rows)} if block.rows else record


def _entity(entity: Entity) -> Record:
    return {
        "id": entity.id,
        "name": entity.name,
        "label": entity.label,
        "links": dict(entity.links),
        "stands_for": entity.stands_for,
        "roles": list(entity.roles),
        "place": as_record(entity.place),
        "mentions": as_record(entity.mentions),
    }


def _claim(claim: Claim) -> Record:
    """All but the core, by which claims of several pages are compared."""
    record: Record = as_record(claim)
    del record["core"]
    return record
