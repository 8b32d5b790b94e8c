"""A page of a story as the report names it."""

from dataclasses import dataclass

from copydesk.clean.clues import host_of
from copydesk.export.dates import in_words
from copydesk.export.safe import one_line, web_address
from copydesk.model import Annotations, Reprint


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of a story. `number` counts through the whole report, `label` through the story."""

    number: int
    label: str
    found: Annotations
    reprint: Reprint
    origins: tuple[str, ...]

    @property
    def source(self) -> str:
        """Where the page came from."""
        return self.found.article.source

    @property
    def outlet(self) -> str:
        """The publisher, or else the address's host, or else the source's own name."""
        article = self.found.article
        if article.publisher:
            return article.publisher
        if self.address:
            return host_of(self.address)
        name = one_line(article.source).rstrip("/").rsplit("/", 1)[-1]
        return name.removesuffix(".gz").removesuffix(".txt").removesuffix(".html") or name

    @property
    def title(self) -> str:
        """The article's title; `(no title)` where it has none."""
        title = self.found.article.title
        return title.text if title else "(no title)"

    @property
    def address(self) -> str | None:
        """The page's address if it can be a link on the web."""
        return web_address(self.found.page.url)

    @property
    def published(self) -> str:
        """The publication stamp in words; `undated` where there is none."""
        stamp = self.found.article.published
        return in_words(stamp.value) if stamp else "undated"
