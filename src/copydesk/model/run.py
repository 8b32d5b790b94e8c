"""What went into a run and what became of it."""

from dataclasses import dataclass

from copydesk.model.article import Rejected


@dataclass(frozen=True, slots=True)
class RunSummary:
    """How many inputs a run had, how many became articles, and the rest with their reasons, by source.

    `pages` = `articles` + the number of `rejected`, always.
    """

    pages: int
    articles: int
    rejected: tuple[Rejected, ...] = ()

    def __post_init__(self) -> None:
        if self.pages != self.articles + len(self.rejected):
            raise ValueError(f"{self.pages} inputs, {self.articles} articles, {len(self.rejected)} rejected")
