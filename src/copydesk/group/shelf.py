"""Articles that are not held: each is fetched as it is asked for."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from copydesk.group.bodies import Body, read_body
from copydesk.model import Annotations, Article

_ARTICLES, _BODIES = 1024, 4096
"""So many articles, and bodies of articles, are held to be compared."""


class Shelf:
    """The articles of these sources, each once, by their number in that order."""

    def __init__(self, sources: Sequence[str], fetch: Callable[[str], Annotations]) -> None:
        """`fetch` gives what was found in the article of a source."""

        @lru_cache(maxsize=_ARTICLES)
        def article(number: int) -> Article:
            return fetch(sources[number]).article

        @lru_cache(maxsize=_BODIES)
        def body(number: int) -> Body:
            return read_body(article(number))

        self.sources = sources
        self.article: Callable[[int], Article] = article
        self.body: Callable[[int], Body] = body

    @classmethod
    def of(cls, articles: Iterable[Article]) -> "Shelf":
        """A shelf of articles that are held, in this order."""
        held = {article.source: Annotations(article) for article in articles}
        return cls(list(held), held.__getitem__)

    def numbered(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
        """These pairs of sources by the articles' numbers."""
        number = {source: number for number, source in enumerate(self.sources)}
        return [(number[a], number[b]) for a, b in pairs]
