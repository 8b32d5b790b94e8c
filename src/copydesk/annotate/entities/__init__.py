"""Article -> the people, organisations, places and peoples it names."""

from copydesk.annotate.entities.find import find_entities
from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.entities.reference import resolve_person

__all__ = ["EntityIndex", "find_entities", "resolve_person"]
