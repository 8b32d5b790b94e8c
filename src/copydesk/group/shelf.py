"""Articles that are not held: each is fetched as it is asked for."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import overload

from copydesk.model import Annotations, Article

_HELD = 1024
"""Articles held to be compared."""


class Shelf(Sequence[Article]):
    """The articles of these sources, each once, in the order of their sources."""

    def __init__(self, sources: Iterable[str], fetch: Callable[[str], Annotations]) -> None:
        """`fetch` gives what was found in the article of a source."""
        self.sources = sorted(set(sources))
        self._article = lru_cache(maxsize=_HELD)(lambda source: fetch(source).article)

    def __len__(self) -> int:
        return len(self.sources)

    @overload
    def __getitem__(self, at: int) -> Article: ...

    @overload
    def __getitem__(self, at: slice) -> list[Article]: ...

    def __getitem__(self, at: int | slice) -> Article | list[Article]:
        if isinstance(at, slice):
            return [self._article(source) for source in self.sources[at]]
        article: Article = self._article(self.sources[at])
        return article

    def numbered(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
        """These pairs of sources by the articles' numbers."""
        number = {source: number for number, source in enumerate(self.sources)}
        return [(number[a], number[b]) for a, b in pairs]
