"""What of a page stands at a stretch of it, found by bisection: each kind is in text order."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol, TypeVar

from copydesk.model import Annotations, Entity, Mention, Span


class Placed(Protocol):
    """What has a place on its page."""

    @property
    def span(self) -> Span:
        """Where it stands."""


Item = TypeVar("Item", bound=Placed)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Who is mentioned on a page, in text order: where, the entity and its place among the page's entities. `ends`
    holds how far the mentions up to each reach."""

    placed: Sequence[tuple[Span, int, Entity, Mention]]
    ends: Sequence[int]

    @classmethod
    def on(cls, found: Annotations) -> "Mentions":
        """The mentions on the findings' page."""
        placed = sorted(
            (
                (m.span, rank, entity, m)
                for rank, entity in enumerate(found.entities)
                for m in entity.mentions
            ),
            key=lambda item: item[:2],
        )
        return cls(placed, list(accumulate((item[0].end for item in placed), max)))

    def at(self, span: Span) -> list[tuple[Entity, Mention]]:
        """The mentions that share a character with `span`, in the order of the page's entities."""
        low = bisect_left(self.ends, span.start + 1)
        high = bisect_left(self.placed, span.end, low, key=lambda item: item[0].start)
        here = [item for item in self.placed[low:high] if item[0].overlaps(span)]
        return [(entity, mention) for _, _, entity, mention in sorted(here, key=lambda item: item[1])]


def inside(items: Sequence[Item], around: Span) -> Sequence[Item]:
    """The items, in text order, that stand inside `around`."""
    low = bisect_left(items, around.start, key=lambda item: item.span.start)
    high = bisect_left(items, around.end, low, key=lambda item: item.span.start)
    return [item for item in items[low:high] if around.contains(item.span)]


def sentences_at(sentences: Sequence[Span], span: Span) -> Sequence[Span]:
    """The sentences, in text order and none over another, that share a character with `span`."""
    low = bisect_left(sentences, span.start, key=lambda sentence: sentence.end)
    high = bisect_left(sentences, span.end, low, key=lambda sentence: sentence.start)
    return [sentence for sentence in sentences[low:high] if sentence.overlaps(span)]


def sentence_around(sentences: Sequence[Span], span: Span) -> Span:
    """The sentence that holds all of `span`; `span` itself where none does."""
    return next((sentence for sentence in sentences_at(sentences, span) if sentence.contains(span)), span)
