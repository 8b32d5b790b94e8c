"""Whom a source means."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.entities.reference import resolve_person
from copydesk.annotate.parse import Parsed, Passage
from copydesk.model import Entity, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUNS = frozenset(("he", "she", "him", "her", "his"))
PERSON = frozenset(("PERSON",))
GROUPS = frozenset(("ORG", "GPE", "NORP"))
RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))


def speaker_of(
    parsed: Parsed, source: Span | None, passage: Passage, index: EntityIndex, entities: Sequence[Entity]
) -> str | None:
    """The id of the entity that the head of the source names or a pronoun there most likely means."""
    head = source_head(passage, source) if source else None
    if head is None:
        return None
    if head.lower_ in PRONOUNS:
        found = _subject_before(head, passage, index, PERSON)
        return found or resolve_person(parsed, passage.span(head), entities)
    if head.lower_ in {"they", "it"}:
        return _subject_before(head, passage, index, GROUPS)
    if head.pos_ == "PROPN":
        return index.actor_at(passage.span(head))
    apposed = next((t for t in head.children if t.dep_ == "appos" and t.pos_ == "PROPN"), None)
    if apposed is not None:
        return index.actor_at(passage.span(apposed))
    return _described(head, passage.span(head).start, entities) if _bare(head) else None


def _bare(noun: "Token") -> bool:
    """Whether the noun is `the minister` or `the ministry` with nothing that tells which."""
    return [(t.dep_, t.lower_) for t in noun.children if not t.is_punct] == [("det", "the")]


def _described(noun: "Token", before: int, entities: Sequence[Entity]) -> str | None:
    """The one entity named earlier with that role, or with that word in its name; None if several could be."""
    word = noun.lemma_.lower()
    fitting = [
        entity.id
        for entity in entities
        if any(mention.span.end <= before for mention in entity.mentions)
        and word in (" ".join(entity.roles) if entity.label in PERSON else entity.name).lower().split()
    ]
    return fitting[0] if len(fitting) == 1 else None


def _subject_before(
    pronoun: "Token", passage: Passage, index: EntityIndex, labels: frozenset[str]
) -> str | None:
    """The nearest entity with one of the labels that is a subject earlier in the sentence or in the one before it.

    Subjects are the likeliest antecedents of subjects (Grosz, Joshi and Weinstein, "Centering", 1995).
    """
    sentence = pronoun.sent
    first = sentence.start
    if first > 0:
        first = passage.doc[first - 1].sent.start
    for token in reversed(passage.doc[first : pronoun.i]):
        if token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ == "PROPN":
            found = index.actor_at(passage.span(token))
            named = index.entity(found) if found else None
            if named is not None and named.label in labels:
                return found
    return None


def speaking_span(passage: Passage, source: Sequence[Span], cue: Span | None) -> Span | None:
    """Of a source in several parts the one that names it: the nearest to the cue that is no relative pronoun."""
    naming = [span for span in source if _text(passage, span).lower() not in RELATIVES]
    at = cue.start if cue else 0
    return min(naming or source, key=lambda span: (abs(span.start - at), span), default=None)


def source_head(passage: Passage, source: Span) -> "Token | None":
    """The word the source hangs by."""
    inside = passage.doc.char_span(
        source.start - passage.start, source.end - passage.start, alignment_mode="expand"
    )
    return inside.root if inside is not None else None


def _text(passage: Passage, span: Span) -> str:
    words = passage.doc.char_span(
        span.start - passage.start, span.end - passage.start, alignment_mode="expand"
    )
    return words.text if words is not None else ""
