"""What is kept between requests, for as long as it is true: the list of stories, and the accounts last told."""

import threading
from dataclasses import dataclass

from copydesk.desk import Desk, StoryEntry
from copydesk.model import Account, Reprint

MOST_PAGES = 500
"""Pages in the accounts that are kept; the account last told is kept whatever it has."""


@dataclass(frozen=True, slots=True)
class _Told:
    lineage: tuple[Reprint, ...]
    account: Account


class Kept:
    """What was worked out for earlier requests and may be used again. For several threads."""

    def __init__(self) -> None:
        self._telling = threading.Lock()
        self._told: dict[str, _Told] = {}
        self._listed: tuple[int, list[StoryEntry]] = (-1, [])

    def stories(self, desk: Desk) -> list[StoryEntry]:
        """What `Desk.stories` gives."""
        with desk.snapshot():
            changes = desk.count_changes()
            counted, entries = self._listed
            if counted != changes:
                entries = desk.stories()
                self._listed = changes, entries
        return entries

    def account(self, desk: Desk, story: str) -> Account:
        """What `Desk.show` gives for the id of a living story. One account is told at a time."""
        return self._fresh(desk, story) or self._newly_told(desk, story)

    def _fresh(self, desk: Desk, story: str) -> Account | None:
        told = self._told.get(story)
        return told.account if told and told.lineage == desk.lineage(story) else None

    def _newly_told(self, desk: Desk, story: str) -> Account:
        with self._telling, desk.snapshot():
            if account := self._fresh(desk, story):  # told while this request waited
                return account
            told = _Told(desk.lineage(story), desk.show(story))
            self._told.pop(story, None)
            self._told[story] = told
            self._let_go()
        return told.account

    def _let_go(self) -> None:
        """Forgets those told longest ago, until no more pages than `MOST_PAGES` are held."""
        held = sum(len(told.lineage) for told in self._told.values())
        for story in list(self._told)[:-1]:
            if held <= MOST_PAGES:
                return
            held -= len(self._told.pop(story).lineage)
