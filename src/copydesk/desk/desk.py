"""A desk: pages are added over days, and each story keeps its id while it grows."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, Self

from copydesk.account import tell
from copydesk.desk.entry import Entry, Hit
from copydesk.desk.file import Say
from copydesk.desk.intake import Intake, Raws
from copydesk.desk.listing import StoryEntry, latest_first
from copydesk.desk.placing import close_book, open_book, place
from copydesk.desk.removing import take_off
from copydesk.desk.store import Shelved, Store
from copydesk.desk.words import to_query
from copydesk.errors import InputError, UsageError
from copydesk.group import trace_origins
from copydesk.group.changes import Change
from copydesk.model import Account, Annotations, Rejected, Relation, Reprint, Story
from copydesk.readers import SAFE, Limits, Raw, read_raw
from copydesk.readers.refusal import printable

MOST_FOUND = 20


class Analyse(Protocol):
    """What reads and annotates pages, whichever way they are run."""

    def __call__(
        self, raws: Raws, *, jobs: int, limits: Limits, agencies: str | os.PathLike[str] | None
    ) -> Iterator[Entry | Rejected]:
        """What each page becomes, in order, or why it becomes nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Match:
    """A page of the desk that shares text with another: the share, 0..1, of the other's words that stand in it
    (`shared`), and of its own that stand in the other (`back`)."""

    source: str
    shared: float
    back: float


@dataclass(frozen=True, slots=True)
class Added:
    """A new page: the id of its story, what it derives from, and the pages on the desk that share text with it, those
    that hold most of it first."""

    source: str
    story: str
    reprint: Reprint
    matches: tuple[Match, ...]


class Desk:
    """The store of a newsroom: pages, with what was found in them. To be closed, or used in a `with`."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        create: bool = False,
        analyse: Analyse | None = None,
        say: Say | None = None,
    ) -> None:
        """Opens the desk at `path`; with `create` it is made if there is none. `analyse` reads and annotates the pages
        that paths hold: `add` needs it. `say` is given a line where another writes to the desk and is waited for.

        Raises `InputError` where there is no desk, or the file is something else.
        """
        self._store = Store(Path(path), create=create, say=say)
        self._intake = Intake(self._store)
        self._analyse = analyse

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; what was added stays."""
        self._store.close()

    def snapshot(self) -> AbstractContextManager[None]:
        """What is read inside stands as it was at one moment, though others add pages meanwhile."""
        return self._store.reading()

    def unknown(self, raws: Raws) -> Iterator[Raw | Rejected]:
        """The pages as received, but for those of an id that the desk holds: these go by their other id, if they have
        one and are not the same, or are rejected."""
        return self._intake.unknown(raws)

    def add(
        self,
        paths: Iterable[str | os.PathLike[str]],
        *,
        jobs: int = 1,
        limits: Limits = SAFE,
        agencies: str | os.PathLike[str] | None = None,
    ) -> list[Added | Rejected]:
        """Reads, annotates and keeps the pages the paths hold; for each, in order, what became of it.

        The arguments are those of `copydesk.read_many`, and so is what is raised. A page of an id that the desk
        holds is rejected as `duplicate_id`.
        """
        if self._analyse is None:
            raise UsageError("this desk was opened to be read: open it with copydesk.open")
        raws = self.unknown(read_raw(paths, limits=limits))
        kept = list(self.keep(self._analyse(raws, jobs=jobs, limits=limits, agencies=agencies)))
        return [one if isinstance(one, Rejected) else self.added(one) for one in kept]

    def keep(self, results: Iterable[Entry | Rejected]) -> Iterator[str | Rejected]:
        """Writes down what came of the pages that `unknown` gave, and puts the articles into stories at the end.

        Gives, as they come, the source of each new article, or the rejection. Once all are taken, `place` is done.
        """
        yield from self.write(results)
        self.place()

    def write(self, results: Iterable[Entry | Rejected]) -> Iterator[str | Rejected]:
        """As `keep`, without putting the articles into stories."""
        return self._intake.write(results)

    def place(self) -> None:
        """Gives each article that has none its lineage and its story; the stories are then those of a batch of all the
        desk's pages."""
        with self._store.writing():
            place(self._store)

    def added(self, source: str) -> Added:
        """What became of the page of this id. Raises `InputError` where there is none."""
        with self.snapshot():
            shelved = self._store.shelved(source)
            return Added(source, shelved.story, shelved.reprint, tuple(self.matches(source)))

    def stories(self) -> list[StoryEntry]:
        """The stories, those with the most pages first, of these the latest."""
        pages: defaultdict[str, list[Shelved]] = defaultdict(list)
        for shelved in self._store.shelf():
            pages[shelved.story].append(shelved)
        entries = [_entry(story, shelved) for story, shelved in pages.items()]
        return sorted(latest_first(sorted(entries, key=lambda e: e.id)), key=lambda entry: -entry.pages)

    def story(self, name: str) -> Story:
        """The story of this id, or that the page of this id tells, with its lineage and origins; one whose
        last pages went into another is told by that. Raises `InputError` where there is none."""
        with self.snapshot():
            story = self._story_id(name)
            shelf = self._store.shelf(story)
            findings = [self._store.findings(shelved.source) for shelved in shelf]
        return replace(trace_origins(findings, [shelved.reprint for shelved in shelf]), id=story)

    def living(self, story: str) -> str | None:
        """The id of the story that a story of this id is told by now: its own, or that of the one it went into; None
        where there never was one."""
        if self._store.has_story(story):
            return story
        # where the last pages of each that is gone went
        left = {change.before: change.after for change in self._store.ledger() if change.before}
        while after := left.get(story):
            if self._store.has_story(after):
                return after
            story = after
        return None

    def lineage(self, story: str) -> tuple[Reprint, ...]:
        """What each page of the story of this id derives from; as long as it is the same, so is the account."""
        return tuple(shelved.reprint for shelved in self._store.shelf(story))

    def story_of(self, source: str) -> str | None:
        """The id of the story that the page of this id tells; None where there is no such page, or it has none yet."""
        return self._store.story_of(source)

    def show(self, name: str) -> Account:
        """The account of the story that `story` gives."""
        return tell(self.story(name))

    def findings(self, source: str) -> Annotations:
        """What was found in the page of this id, before its story made one of names. Raises `InputError` where there
        is none."""
        return self._store.findings(source)

    def matches(self, source: str) -> list[Match]:
        """The pages that share text with the page of this id, those that hold most of it first."""
        found = []
        for (a, b), link in self._store.links(source).items():
            shares = (link.copy.words_a, link.copy.words_b)
            here, there = shares if a == source else shares[::-1]
            found.append(Match(b if a == source else a, here, there))
        return sorted(found, key=lambda match: (-match.shared, match.source))

    def search(self, words: str, *, most: int = MOST_FOUND) -> list[Hit]:
        """The passages that hold all these words, best first, in whichever inflection (as `copydesk.desk.words` tells
        them); what stands in double quotation marks stands so.

        Case and accents do not matter. Raises `UsageError` where there is no word.
        """
        query = to_query(words, self._store.vocabulary)
        if not query:
            raise UsageError("nothing to search for: give a word")
        return self._store.search(query, most=most)

    def rejected(self) -> list[Rejected]:
        """The pages that became no article, by source."""
        return self._store.rejected()

    def has_seen(self, source: str) -> bool:
        """Whether the page of this id is there, or was removed."""
        return self._store.received(source) is not None or self._store.was_removed(source)

    def remembered(self, address: str) -> str | None:
        """What `remember` was last told of the address of a feed, or of a page that a feed leads to."""
        return self._store.remembered(address)

    def remember(self, states: Mapping[str, str]) -> None:
        """Keeps what watching is to know of these addresses from round to round."""
        with self._store.writing():
            self._store.remember(states)

    def changes(self, *, first: int = 0, most: int | None = None) -> list[Change]:
        """What happened to the stories, in order: all, or from change `first` on no more than `most`."""
        return self._store.ledger(first=first, most=most)

    def count_changes(self) -> int:
        """How many changes there are; as long as they are as many, the list of stories is the same."""
        return self._store.count_changes()

    def remove(self, sources: Iterable[str]) -> list[Change]:
        """Takes the pages of these ids off, with all that was found in them; the changes this took.

        The stories are then those of a batch of the pages that stay, which are all compared anew. Only the ids are
        still told: by the ledger, and by `has_seen`. What was removed may be added again.

        Raises `InputError` where there is no such page.
        """
        with self._store.writing():
            before = self._store.count_changes()
            take_off(self._store, {printable(source) for source in sources})
            changes = self._store.ledger(first=before)
        self._store.vacuum()
        return changes

    def undo(self, number: int) -> Change:
        """Takes a change back, and keeps it so whatever is added later; the change that did.

        Raises `UsageError` where there is no such change, `StaleChangeError` where it cannot be undone any more.
        """
        with self._store.writing():
            made = self._store.ledger(first=number, most=1) if number >= 0 else []
            if not made:
                raise UsageError(f"there is no change {number}: the desk has {self._store.count_changes()}")
            book = open_book(self._store)
            undone = book.undo(made[0])
            close_book(self._store, book)
        return undone

    def _story_id(self, name: str) -> str:
        name = printable(name)
        # a story first: what a page is called is not ours
        story = name if self._store.has_story(name) else self._store.story_of(name) or self.living(name)
        if story is None:
            raise InputError(f"the desk has no story and no page {name}")
        return story


def _entry(story: str, pages: list[Shelved]) -> StoryEntry:
    first = sorted(pages, key=lambda page: page.reprint.relation is not Relation.ORIGINAL)
    days = sorted(page.day for page in pages if page.day)
    return StoryEntry(
        story,
        next((page.title for page in first if page.title), None),
        days[0] if days else None,
        days[-1] if days else None,
        len(pages),
        len({page.publisher for page in pages if page.publisher}),
    )
