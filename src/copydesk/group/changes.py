"""What happened to the stories of a stream: the lines of its ledger."""

from dataclasses import dataclass
from enum import StrEnum

from copydesk.errors import CopydeskError

Decision = tuple[str, str, float]
"""Two articles, by their sources, and the likeness that an undoing gave them."""


class ChangeKind(StrEnum):
    """What happened to articles in a stream."""

    FOUNDED = "founded"
    JOINED = "joined"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"
    UNDONE = "undone"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """Articles, by source, that left the story `before` (None if they were in none) for the story `after` (None if
    they were taken off).

    `number` counts the changes of a book from 0. `undoes` is the number of the change that this one undoes.
    """

    number: int
    kind: ChangeKind
    articles: tuple[str, ...]
    before: str | None
    after: str | None
    undoes: int | None = None


class StaleChangeError(CopydeskError):
    """A change cannot be undone: its articles have moved on since, or it only founded a story."""
