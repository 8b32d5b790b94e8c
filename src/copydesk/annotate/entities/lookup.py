"""Which entities a stretch of the page names."""

from bisect import bisect_left
from collections.abc import Iterable

from copydesk.model import Entity, Mention, Span


class EntityIndex:
    """The mentions of a page's entities by place, so that each question costs a binary search."""

    __slots__ = ("_entities", "_longest", "_mentions", "_starts")

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = {entity.id: entity for entity in entities}
        self._mentions = sorted(
            ((mention, entity.id) for entity in self._entities.values() for mention in entity.mentions),
            key=lambda pair: (pair[0].span.start, -pair[0].span.end, pair[1]),
        )
        self._starts = [mention.span.start for mention, _ in self._mentions]
        self._longest = max((len(mention.span) for mention, _ in self._mentions), default=0)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All of them, in the order given."""
        return tuple(self._entities.values())

    def entity(self, id: str) -> Entity | None:
        """The entity of that id, None if the page names no such entity."""
        return self._entities.get(id)

    def mentions_within(self, span: Span) -> tuple[tuple[Mention, str], ...]:
        """The mentions wholly inside `span` with their entities' ids, in text order, the longer first."""
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return tuple(pair for pair in self._mentions[low:high] if span.contains(pair[0].span))

    def within(self, span: Span) -> tuple[str, ...]:
        """The ids of the entities mentioned wholly inside `span`, each once, in order of first mention."""
        return tuple(dict.fromkeys(id for _, id in self.mentions_within(span)))

    def mention_at(self, span: Span) -> tuple[Mention, str] | None:
        """The mention that best matches `span`, with its entity's id; None if none overlaps it.

        Best is the one that shares the most characters with `span`, then the shortest, then the first.
        """
        low = bisect_left(self._starts, span.start - self._longest)
        high = bisect_left(self._starts, span.end)
        over = [pair for pair in self._mentions[low:high] if pair[0].span.overlaps(span)]
        return min(over, key=lambda pair: (-_shared(pair[0].span, span), len(pair[0].span)), default=None)

    def at(self, span: Span) -> str | None:
        """The id of the entity whose mention best matches `span`, None if none overlaps it."""
        found = self.mention_at(span)
        return found[1] if found else None

    def actor_at(self, span: Span) -> str | None:
        """As `at`, but a mention that stands for another entity gives that one (`Moscow`: russia)."""
        found = self.mention_at(span)
        return (found[0].stands_for or found[1]) if found else None


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)
