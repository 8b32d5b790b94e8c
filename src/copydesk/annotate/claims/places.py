"""What stands where in a passage, so that no page costs its length squared."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from copydesk.model import Span

Item = TypeVar("Item")


class Places(Generic[Item]):
    """Items by the sentences of a passage that their spans touch, in the order given."""

    __slots__ = ("_all", "_limits", "_starts", "_touching")

    def __init__(self, limits: Sequence[Span], items: Iterable[tuple[Item, Sequence[Span]]]) -> None:
        """`limits` are the sentences in text order, none over another."""
        self._limits = limits
        self._starts = [sentence.start for sentence in limits]
        self._touching: list[list[Item]] = [[] for _ in limits]
        self._all: list[Item] = []
        for item, spans in items:
            self._all.append(item)
            touched: set[int] = set()
            for span in spans:
                first = max(bisect_right(self._starts, span.start) - 1, 0)
                touched.update(range(first, bisect_left(self._starts, span.end)))
            for place in touched:
                self._touching[place].append(item)

    def at(self, span: Span) -> Sequence[Item]:
        """The items that touch the sentence `span` stands in; all where it stands in no single one."""
        place = bisect_right(self._starts, span.start) - 1
        within = place >= 0 and self._limits[place].contains(span)
        return self._touching[place] if within else self._all
