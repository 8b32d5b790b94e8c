"""Whom a pronoun or a bare role most likely means: a heuristic for the finders that need a subject."""

from collections.abc import Sequence

from copydesk.annotate.parse import Parsed
from copydesk.model import Entity, Span


def resolve_person(parsed: Parsed, token: Span, entities: Sequence[Entity]) -> str | None:
    """The id of the nearest person named before `token` on the page, None if there is none."""
    before = [
        (mention.span.start, entity.id)
        for entity in entities
        if entity.label == "PERSON"
        for mention in entity.mentions
        if mention.span.end <= token.start
    ]
    return max(before)[1] if before else None
