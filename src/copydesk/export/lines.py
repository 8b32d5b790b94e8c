"""JSON Lines: one line a page, as `read`, `annotate` and `group` write them."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from copydesk.model import (
    Annotations,
    Article,
    Attribution,
    Block,
    Claim,
    Dateline,
    Entity,
    Event,
    Quotation,
    Rejected,
    Reprint,
    Row,
    Snippet,
    Span,
    Stamp,
    Story,
    Timex,
)

Record = dict[str, Any]
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def as_line(record: Record) -> str:
    """The record as one line of JSON with its line end."""
    return _encode(record) + "\n"


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
        "title": snippet_record(article.title),
        "section": snippet_record(article.section),
        "authors": [author.text for author in article.authors],
        "publisher": article.publisher,
        "agency": article.agency.text if article.agency else None,
        "dateline": _dateline(article.dateline),
        "published": stamp_record(article.published),
        "captured": stamp_record(article.captured),
        "text": article.text,
        "blocks": [_block(block) for block in article.blocks],
        "notes": list(article.page.notes),
    }


def findings_record(findings: Annotations) -> Record:
    """The line of `annotate`: the line of `read` and everything found in the article."""
    return article_record(findings.article) | {
        "sentences": [_span(sentence) for sentence in findings.sentences],
        "entities": [_entity(entity) for entity in findings.entities],
        "times": [_timex(time) for time in findings.times],
        "quotations": [_quotation(quotation) for quotation in findings.quotations],
        "claims": [_claim(claim) for claim in findings.claims],
        "events": [_event(event) for event in findings.events],
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


def group_record(story: Story, reprint: Reprint, *, origins: Sequence[str]) -> Record:
    """The line of `group`: the story of one page, what it derives from, and whose word its claims rest on.

    `origins` are those that `page_origins` gives for the page; an unknown one is left out.
    """
    return {
        "source": reprint.source,
        "story": story.id,
        "reprint_of": reprint.of,
        "relation": reprint.relation.value,
        "direction": "known" if reprint.direction else "unknown",
        "shared": round(reprint.shared, 4),
        "origins": [origin for origin in origins if origin != "unknown"],
        "reasons": list(reprint.reasons),
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _place(span: Span | None) -> Record:
    return {"start": span.start if span else None, "end": span.end if span else None}


def snippet_record(snippet: Snippet | None) -> Record | None:
    """A value with where it stands."""
    return {"text": snippet.text, **_place(snippet.span)} if snippet else None


def _dateline(dateline: Dateline | None) -> Record | None:
    if dateline is None:
        return None
    named = {"place": dateline.place, "agency": dateline.agency, "date": dateline.date}
    return {"text": dateline.text, **named, **_place(dateline.span)}


def stamp_record(stamp: Stamp | None) -> Record | None:
    """A publication or capture time with its evidence."""
    if stamp is None:
        return None
    value = {"value": stamp.value, "grain": stamp.grain, "zone": stamp.zone, "evidence": stamp.evidence}
    return value | _place(stamp.span)


def _block(block: Block) -> Record:
    span = block.span
    record: Record = {
        "kind": str(block.kind),
        "start": span.start,
        "end": span.end,
        "score": round(block.score, 4),
    }
    if block.rows:
        record["rows"] = [_row(row) for row in block.rows]
    return record


def _row(row: Row) -> Record:
    return {
        "name": row.name,
        "symbol": row.symbol,
        "price": row.price,
        "change": row.change,
        **_place(row.span),
    }


def _entity(entity: Entity) -> Record:
    place = entity.place
    return {
        "id": entity.id,
        "name": entity.name,
        "label": entity.label,
        "links": dict(entity.links),
        "stands_for": entity.stands_for,
        "roles": list(entity.roles),
        "place": place
        and {
            "latitude": place.latitude,
            "longitude": place.longitude,
            "geonames": place.geonames,
            "country": place.country,
        },
        "mentions": [
            {**_place(mention.span), "label": mention.label, "stands_for": mention.stands_for}
            for mention in entity.mentions
        ],
    }


def _timex(time: Timex) -> Record:
    return {
        **_place(time.span),
        "type": time.type,
        "value": time.value,
        "begin": time.begin,
        "until": time.until,
        "anchor": time.anchor.value,
        "alternatives": list(time.alternatives),
    }


def _quotation(quotation: Quotation) -> Record:
    return {
        "content": [_span(span) for span in quotation.content],
        "cue": _span(quotation.cue) if quotation.cue else None,
        "source": [_span(span) for span in quotation.source],
        "speaker": quotation.speaker,
        "kind": quotation.kind,
    }


def _attribution(attribution: Attribution) -> Record:
    named = {"role": attribution.role, "name": attribution.name, "entity": attribution.entity}
    return named | _place(attribution.span)


def _claim(claim: Claim) -> Record:
    return {
        "id": claim.id,
        **_place(claim.span),
        "modality": claim.modality.value,
        "polarity": claim.polarity.value,
        "attribution": [_attribution(link) for link in claim.attribution],
        "background": claim.background,
        "events": list(claim.events),
        "quotations": list(claim.quotations),
    }


def _event(event: Event) -> Record:
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "quad": event.quad,
        "trigger": _span(event.trigger),
        "source": list(event.source),
        "target": list(event.target),
        "place": event.place,
        "time": event.time,
        "modality": event.modality.value,
        "polarity": event.polarity.value,
        "background": event.background,
    }
