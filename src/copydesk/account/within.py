"""What of a page stands at a stretch of it, found by bisection: each kind is in text order."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

from copydesk.model import Span


class Placed(Protocol):
    """What has a place on its page."""

    @property
    def span(self) -> Span:
        """Where it stands."""


Item = TypeVar("Item", bound=Placed)


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
