"""Parsed article -> claims: each clause that says something is so, who says it and how surely."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from copydesk.annotate.claims.attribution import (
    Saying,
    chain_of,
    hedges,
    house_links,
    links_of,
    tokens_in,
)
from copydesk.annotate.claims.clauses import coordinated, extent, is_clause_head, trimmed
from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.modality import is_background, modality_of
from copydesk.annotate.parse import Parsed, Passage
from copydesk.model import Attribution, Claim, Entity, Event, Modality, Quotation, Span
from copydesk.text import digest

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_claims"]

Draft = tuple[Span, "Token", tuple[Attribution, ...]]


def find_claims(
    parsed: Parsed, entities: Sequence[Entity], quotations: Sequence[Quotation], events: Sequence[Event]
) -> tuple[Claim, ...]:
    """The article's claims in text order. Two claims are apart or one holds the other.

    A chain of attribution runs from the speaker outwards to the article's agency and publisher; it is
    empty where the page names neither. An id is made of the article's id and the claim's span.
    """
    index = EntityIndex(entities)
    house = house_links(parsed.article)
    drafts: dict[Span, Draft] = {}
    for passage in parsed.passages:
        for draft in _claims_in(passage, quotations, index):
            if not any(_crosses(draft[0], other) for other in drafts):
                drafts.setdefault(draft[0], draft)
    claims = []
    for span in sorted(drafts, key=lambda s: (s.start, -s.end)):
        _, head, chain = drafts[span]
        modality, polarity = modality_of(_weightiest(head))
        claims.append(
            Claim(
                id=digest(parsed.article.id, str(span.start), str(span.end)),
                span=span,
                modality=modality,
                polarity=polarity,
                attribution=chain + house,
                background=is_background(head),
                events=tuple(e.id for e in events if _smallest(e.trigger, drafts) == span),
                quotations=tuple(
                    i for i, q in enumerate(quotations) if any(part.overlaps(span) for part in q.content)
                ),
            )
        )
    return tuple(claims)


def _claims_in(passage: Passage, quotations: Sequence[Quotation], index: EntityIndex) -> Iterator[Draft]:
    """Claims of one passage: what is said in each saying, then the clauses of the writer."""
    text = passage.doc.text
    sayings = list(_sayings(passage, quotations, index))
    for sentence in passage.doc.sents:
        words = [t for t in sentence if not t.is_space]
        if not words or words[-1].text == "?":
            continue
        limits = passage.span(sentence)
        heads = [h for h in coordinated(sentence.root) if is_clause_head(h)]
        nested = [h for s in sayings if s.index is not None for h in _content_heads(passage, s, limits)]
        for head in dict.fromkeys(heads + nested):
            saying = next((s for s in sayings if s.cue.overlaps(passage.span(head))), None)
            if saying is not None and _bare(head, saying, passage):
                continue
            if head.tag_ == "VB" and head.dep_ == "ROOT" and not any(t.dep_ == "aux" for t in head.children):
                continue
            inner = min(
                (s for s in sayings if s.covers(passage.span(head))), key=lambda s: s.size, default=None
            )
            bounds = limits
            if inner is not None and inner.index is not None:
                part = next(p for p in inner.content if p.contains(passage.span(head)))
                bounds = Span(max(part.start, limits.start), max(min(part.end, limits.end), part.start))
            span = extent(head, [h for h in heads if h is not head], passage, bounds)
            kept = trimmed(Span(span.start - passage.start, span.end - passage.start), text) if span else None
            if kept is not None:
                span = Span(kept.start + passage.start, kept.end + passage.start)
                yield span, head, chain_of(passage.span(head), sayings)


def _sayings(passage: Passage, quotations: Sequence[Quotation], index: EntityIndex) -> Iterator[Saying]:
    whole = Span(passage.start, passage.start + len(passage.doc.text))
    for number, quotation in enumerate(quotations):
        if quotation.cue is None or not whole.contains(quotation.cue) or not quotation.source:
            continue
        tokens = tokens_in(passage, quotation.cue)
        cue = next((t for t in tokens if t.pos_ in {"VERB", "AUX"}), tokens[0] if tokens else None)
        if cue is None:
            continue
        links = links_of(quotation, passage, cue, index)
        content = _scope(passage, quotation, cue)
        yield Saying(links, content, passage.span(cue), number, cue.lower_ == "according")
    for sentence in passage.doc.sents:
        yield from hedges(list(sentence), passage)


def _scope(passage: Passage, quotation: Quotation, cue: "Token") -> tuple[Span, ...]:
    """The content; the whole sentence where the content holds the sentence's main verb."""
    root = cue.sent.root
    if root.i != cue.i and any(part.contains(passage.span(root)) for part in quotation.content):
        return (passage.span(cue.sent), *quotation.content)
    return quotation.content


def _content_heads(passage: Passage, saying: Saying, limits: Span) -> Iterator["Token"]:
    """The verbs at the top of what is said, in this sentence."""
    for part in saying.content:
        if not part.overlaps(limits):
            continue
        inside = [t for t in tokens_in(passage, part) if limits.contains(passage.span(t))]
        numbers = {t.i for t in inside}
        for token in inside:
            if (token.head.i not in numbers or token.head.i == token.i) and is_clause_head(token):
                yield from coordinated(token)


def _bare(head: "Token", saying: Saying, passage: Passage) -> bool:
    """Whether the clause only says that something was said: what is said has a finite verb of its own."""
    said = [t for t in passage.doc if saying.covers(passage.span(t))]
    return any(t.dep_ in {"nsubj", "nsubjpass", "expl"} and t.head.i != head.i for t in said)


def _weightiest(head: "Token") -> "Token":
    """The verb that carries the news: `travel` in `is expected to travel`."""
    for child in head.children:
        if child.dep_ == "xcomp" and is_clause_head(child):
            if modality_of(child)[0] is not Modality.ASSERTED or child.lemma_ != head.lemma_:
                return _weightiest(child) if modality_of(child)[0] is not modality_of(head)[0] else head
    return head


def _crosses(a: Span, b: Span) -> bool:
    return a.overlaps(b) and not a.contains(b) and not b.contains(a)


def _smallest(trigger: Span, drafts: dict[Span, Draft]) -> Span | None:
    return min((span for span in drafts if span.contains(trigger)), key=len, default=None)
