"""The desk's list of stories, and choosing from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from copydesk.text import unaccented


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A story in the desk's list. `begin` and `until` are the days on which its first and its last page were
    published, ISO 8601, None where none is dated; `title` is that of the page the others derive from, else of the
    first that has one."""

    id: str
    title: str | None
    begin: str | None
    until: str | None
    pages: int
    publishers: int


def pick(
    entries: Iterable[StoryEntry], *, words: str = "", begin: str | None = None, until: str | None = None
) -> list[StoryEntry]:
    """The stories whose title holds each of these words or parts of words, case and accents apart, and that
    have pages published between the days `begin` and `until` (ISO 8601, both included), in the order given."""
    wanted = unaccented(words).split()
    return [
        entry
        for entry in entries
        if _holds(entry.title or "", wanted) and _touches(entry, begin=begin, until=until)
    ]


def latest_first(entries: Iterable[StoryEntry]) -> list[StoryEntry]:
    """The stories by the day of their last page, the undated ones last; of one day in the order given."""
    return sorted(entries, key=lambda entry: entry.until or "", reverse=True)


def _holds(title: str, wanted: list[str]) -> bool:
    plain = unaccented(title)
    return all(word in plain for word in wanted)


def _touches(entry: StoryEntry, *, begin: str | None, until: str | None) -> bool:
    """Whether the story's days and those asked for have one in common."""
    if entry.begin is None or entry.until is None:
        return begin is None and until is None
    return (until is None or entry.begin <= until) and (begin is None or begin <= entry.until)
