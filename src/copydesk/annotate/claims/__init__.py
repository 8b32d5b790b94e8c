"""Parsed article -> claims: each clause that says something is so, who says it and how surely."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from copydesk.annotate.claims.attribution import house_links
from copydesk.annotate.claims.discourse import Floor, announces, sheets_of
from copydesk.annotate.claims.drafts import drafts_of
from copydesk.annotate.claims.places import Places
from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.parse import Parsed
from copydesk.model import Claim, Entity, Event, Quotation, Span
from copydesk.text import digest

__all__ = ["find_claims"]


def find_claims(
    parsed: Parsed, entities: Sequence[Entity], *, quotations: Sequence[Quotation], events: Sequence[Event]
) -> tuple[Claim, ...]:
    """The article's claims in text order. Two claims are apart or one holds the other.

    A chain of attribution runs from the speaker outwards to the article's agency and publisher; it is
    empty where the page names nobody. The outermost link in the text has the role `origin` unless it is a
    person. An id is made of the article's id and the claim's span.
    """
    index = EntityIndex(entities)
    house = house_links(parsed.article, index)
    floor = Floor()
    page = parsed.article.page.text
    starts = [passage.start for passage in parsed.passages]
    quoted = _by_passage(starts, ((n, (*q.content, q.cue or q.content[0])) for n, q in enumerate(quotations)))
    told = _by_passage(starts, ((n, (event.trigger,)) for n, event in enumerate(events)))
    sheets = sheets_of(parsed.passages, [[(n, quotations[n]) for n in here] for here in quoted], index=index)
    claims = []
    for place, sheet in enumerate(sheets):
        drafts = {draft.span: draft for draft in drafts_of(sheet, page, floor=floor, place=place)}
        spans = sorted(drafts, key=lambda span: (span.start, -span.end))
        sentences = [sheet.passage.span(sentence) for sentence in sheet.passage.doc.sents]
        spans_at = Places(sentences, ((span, (span,)) for span in spans))
        said_at = Places(sentences, (((n, q), q.content) for n, q in sheet.quotations))
        held: dict[Span | None, list[str]] = defaultdict(list)
        for event in (events[n] for n in told[place]):
            held[_smallest(event.trigger, spans_at.at(event.trigger))].append(event.id)
        claims += [
            Claim(
                id=digest(parsed.article.id, str(span.start), str(span.end)),
                span=span,
                modality=drafts[span].modality,
                polarity=drafts[span].polarity,
                attribution=drafts[span].chain + house,
                background=drafts[span].background,
                events=tuple(held[span]),
                quotations=tuple(
                    n for n, q in said_at.at(span) if any(part.overlaps(span) for part in q.content)
                ),
                core=drafts[span].core,
            )
            for span in spans
        ]
        floor.pass_on(sheet, place, index=index)
        announced = announces(
            sheet, after=sheets[place + 1] if place + 1 < len(sheets) else None, index=index
        )
        if announced:
            floor.links, floor.place = announced, place
    return tuple(claims)


def _by_passage(starts: Sequence[int], items: Iterable[tuple[int, Sequence[Span]]]) -> list[list[int]]:
    """The numbers of the items that have a span in each passage, so that no page costs its length squared."""
    found: list[list[int]] = [[] for _ in starts]
    for number, spans in items:
        for place in sorted({bisect_right(starts, span.start) - 1 for span in spans}):
            if place >= 0:
                found[place].append(number)
    return found


def _smallest(trigger: Span, spans: Sequence[Span]) -> Span | None:
    return min((span for span in spans if span.contains(trigger)), key=len, default=None)
