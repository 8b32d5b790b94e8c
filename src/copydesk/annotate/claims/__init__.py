"""Parsed article -> claims: each clause that says something is so, who says it and how surely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.annotate.claims.attribution import Saying, chain_of, house_links, sayings_in
from copydesk.annotate.claims.clauses import (
    coordinated,
    has_subject,
    is_clause_head,
    regions,
    top_clauses,
    trimmed,
    weightiest,
)
from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.modality import is_background, modality_of
from copydesk.annotate.parse import Parsed, Passage
from copydesk.model import Attribution, Claim, Entity, Event, Modality, Polarity, Quotation, Span
from copydesk.text import digest

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

__all__ = ["find_claims"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it is known which events and quotations stand in it."""

    span: Span
    modality: Modality
    polarity: Polarity
    background: bool
    chain: tuple[Attribution, ...]


def find_claims(
    parsed: Parsed, entities: Sequence[Entity], quotations: Sequence[Quotation], events: Sequence[Event]
) -> tuple[Claim, ...]:
    """The article's claims in text order. Two claims are apart or one holds the other.

    A chain of attribution runs from the speaker outwards to the article's agency and publisher; it is
    empty where the page names nobody. The outermost link in the text has the role `origin` unless it is a
    person. An id is made of the article's id and the claim's span.
    """
    index = EntityIndex(entities)
    house = house_links(parsed.article)
    drafts: dict[Span, Draft] = {}
    for passage in parsed.passages:
        for draft in _drafts(passage, quotations, index):
            if draft.span not in drafts and not any(_cross(draft.span, other) for other in drafts):
                drafts[draft.span] = draft
    spans = sorted(drafts, key=lambda span: (span.start, -span.end))
    holders = [(event.id, _smallest(event.trigger, spans)) for event in events]
    return tuple(
        Claim(
            id=digest(parsed.article.id, str(span.start), str(span.end)),
            span=span,
            modality=drafts[span].modality,
            polarity=drafts[span].polarity,
            attribution=drafts[span].chain + house,
            background=drafts[span].background,
            events=tuple(id for id, holder in holders if holder == span),
            quotations=tuple(
                n for n, q in enumerate(quotations) if any(part.overlaps(span) for part in q.content)
            ),
        )
        for span in spans
    )


def _drafts(passage: Passage, quotations: Sequence[Quotation], index: EntityIndex) -> Iterator[Draft]:
    """Claims of one passage: the clauses of its sentences, then what stands in each saying."""
    sayings = sayings_in(passage, quotations, index)
    for sentence in passage.doc.sents:
        if not _states(sentence):
            continue
        limits = passage.span(sentence)
        mains = [head for head in coordinated(sentence.root) if is_clause_head(head)]
        shares = list(regions(mains, limits, passage))
        for saying in sayings:
            for part in saying.content:
                if saying.index is not None and part.overlaps(limits) and not part.contains(limits):
                    shares += _said(
                        passage, saying, Span(max(part.start, limits.start), min(part.end, limits.end))
                    )
        for head, region in shares:
            bare = any(
                s.cue.contains(passage.span(head)) and _says_a_clause(passage, s, head) for s in sayings
            )
            span = None if bare else trimmed(_without_phrases(region, sayings, passage), passage)
            if span is not None and span.contains(passage.span(head)):
                yield _draft(span, head, chain_of(passage.span(head), sayings))


def _draft(span: Span, head: "Token", chain: tuple[Attribution, ...]) -> Draft:
    modality, polarity = modality_of(weightiest(head))
    return Draft(span, modality, polarity, is_background(head), chain)


def _states(sentence: "Tokens") -> bool:
    """Whether the sentence says that something is so: it has a verb and neither asks nor commands."""
    root = sentence.root
    last = next((t for t in reversed(list(sentence)) if not t.is_space and not t.is_quote), None)
    if last is None or last.text == "?":
        return False
    return not (
        root.tag_ == "VB" and not has_subject(root) and not any(t.dep_ == "aux" for t in root.children)
    )


def _said(passage: Passage, saying: Saying, part: Span) -> Iterator[tuple["Token", Span]]:
    """The clauses of what is said, within one sentence."""
    low, high = part.start - passage.start, part.end - passage.start
    stretch = passage.doc.char_span(low, high, alignment_mode="expand")
    cue = passage.doc.char_span(
        saying.cue.start - passage.start, saying.cue.end - passage.start, alignment_mode="expand"
    )
    if stretch is not None and cue is not None:
        yield from regions(top_clauses(list(stretch), cue.root), part, passage)


def _says_a_clause(passage: Passage, saying: Saying, head: "Token") -> bool:
    """Whether the clause only says that something was said: what is said has a finite verb of its own."""
    return any(
        child.dep_ in {"nsubj", "nsubjpass", "expl"}
        and saying.covers(passage.span(child))
        and child.head.i != head.i
        and child.head.tag_ != "VB"
        for child in head.sent
    )


def _without_phrases(region: Span, sayings: Sequence[Saying], passage: Passage) -> Span:
    """The region less the attributions that stand at its edges."""
    start, end = region.start, region.end
    for saying in sayings:
        phrase = saying.phrase
        if saying.index is None or not Span(start, end).contains(phrase):
            continue
        after = passage.doc.text[phrase.end - passage.start : end - passage.start]
        before = passage.doc.text[start - passage.start : phrase.start - passage.start]
        if len(after.split()) <= 4 and before.strip():
            end = phrase.start
        elif not before.strip(" ,") and after[:1] == ",":
            start = phrase.end
    return Span(start, end)


def _cross(a: Span, b: Span) -> bool:
    return a.overlaps(b) and not a.contains(b) and not b.contains(a)


def _smallest(trigger: Span, spans: Sequence[Span]) -> Span | None:
    return min((span for span in spans if span.contains(trigger)), key=len, default=None)
