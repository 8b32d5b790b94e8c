"""Article -> the people, organisations, places and peoples it names."""

from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.entities.reference import resolve_person
from copydesk.annotate.parse import Parsed
from copydesk.model import Entity, Mention, Span
from copydesk.text import slug

__all__ = ["EntityIndex", "find_entities", "resolve_person"]

_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT"})


def find_entities(parsed: Parsed) -> tuple[Entity, ...]:
    """The entities the article names, in order of first mention, each with all its mentions."""
    found: dict[str, list[Mention]] = {}
    names: dict[str, str] = {}
    for passage in parsed.passages:
        for ent in passage.doc.ents:
            text = ent.text.removesuffix("'s").removesuffix("’s").rstrip()
            start = passage.start + ent.start_char
            if ent.label_ not in _LABELS or not text:
                continue
            names.setdefault(slug(text), text)
            found.setdefault(slug(text), []).append(Mention(Span(start, start + len(text)), ent.label_))
    return tuple(Entity(id, names[id], mentions[0].label, tuple(mentions)) for id, mentions in found.items())
