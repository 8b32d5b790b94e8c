"""Stories in a stream: page after page, with stable ids, and a ledger of every move that can be undone.

A new page joins the story whose founders it is like, or founds one; no other page moves. `reconcile` then
brings the stories to what a batch of the same articles gives, by recorded merges and splits.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from copydesk.errors import CopydeskError
from copydesk.group.neighbours import LEAST, Judge, Neighbours, judge_alike
from copydesk.group.profiles import Profile
from copydesk.text import digest

JOINS = 0.55
"""Mean likeness to a story's founders from which on a new page joins it: more than `LEAST`, for what was split is
soon merged, and what was merged in error has been read."""
FOUNDERS = 8
"""A new page is judged against this many of a story's first pages."""
APART, TOGETHER = -1000.0, 1000.0
"""Likenesses that outweigh all others: what an undone merge or an undone split leaves between two articles."""


class ChangeKind(StrEnum):
    """What happened to articles in a stream."""

    FOUNDED = "founded"
    JOINED = "joined"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Change:
    """Articles, by source, that left the story `before` (None if they were in none) for the story `after`.

    `number` counts the changes of a book from 0. `undoes` is the number of the change that this one undoes.
    """

    number: int
    kind: ChangeKind
    articles: tuple[str, ...]
    before: str | None
    after: str
    undoes: int | None = None


class StaleChangeError(CopydeskError):
    """A change cannot be undone: its articles have moved on since, or it only founded a story."""


class StoryBook:
    """The stories of a stream. Their state is what the ledger says: `replay(book.ledger) == book.stories`."""

    def __init__(self, judge: Judge = judge_alike) -> None:
        self._near = Neighbours(judge)
        self._number: dict[str, int] = {}
        self._story_of: list[str] = []
        self._members: dict[str, list[int]] = {}
        self._ledger: list[Change] = []
        self._touched: set[int] = set()

    @property
    def ledger(self) -> tuple[Change, ...]:
        """Every change so far, in order."""
        return tuple(self._ledger)

    @property
    def stories(self) -> dict[str, tuple[str, ...]]:
        """Story id -> the sources of its articles, sorted."""
        return {story: self._sources(members) for story, members in sorted(self._members.items())}

    def add(self, profile: Profile, *, copies: Collection[str] = ()) -> Change:
        """Put an article into the story it is likest, or found one. No other article moves.

        `copies` are the sources of earlier articles that it shares its text with. An article added again
        changes nothing: the change that put it where it is comes back.
        """
        if profile.source in self._number:
            return next(c for c in reversed(self._ledger) if profile.source in c.articles)
        here = self._near.add(profile)
        self._number[profile.source] = here
        for source in copies:
            self._fix([self._number[source]], [here], 1.0)
        story = self._likest(here)
        if story is None:
            founded = self._new_id(here)
            self._members[founded] = [here]
            self._story_of.append(founded)
            return self._record(ChangeKind.FOUNDED, [here], None, founded)
        self._members[story].append(here)
        self._story_of.append(story)
        return self._record(ChangeKind.JOINED, [here], None, story)

    def reconcile(self) -> tuple[Change, ...]:
        """Bring the stories to those of a batch of the same articles; the changes this took, in order.

        A story keeps its id with most of its articles. Looks only at what additions and undoings touched.
        """
        first = len(self._ledger)
        self._touched |= self._near.settle()
        groups = self._groups_anew()
        for group, story in self._named(groups):
            arriving: defaultdict[str, list[int]] = defaultdict(list)
            for here in group:
                if self._story_of[here] != story:
                    arriving[self._story_of[here]].append(here)
            for before, articles in sorted(arriving.items()):
                self._move(articles, before, story)
        self._touched = set()
        return tuple(self._ledger[first:])

    def undo(self, change: Change) -> Change:
        """Take a change back and keep it so: later reconciling does not repeat it.

        Raises `StaleChangeError` where its articles are no longer together in the story it put them in, or
        where it founded a story or was itself an undoing.
        """
        numbers = [self._number[source] for source in change.articles]
        if change.kind in {ChangeKind.FOUNDED, ChangeKind.UNDONE} or any(
            self._story_of[here] != change.after for here in numbers
        ):
            raise StaleChangeError(f"change {change.number} cannot be undone: its articles have moved on")
        others = [here for here in self._members[change.after] if here not in set(numbers)]
        self._fix(numbers, others, APART)
        back = change.before if change.before is not None else self._new_id(numbers[0])
        if change.kind is not ChangeKind.MERGED:
            self._fix(numbers, self._members.get(back, []), TOGETHER)
        return self._record_move(ChangeKind.UNDONE, numbers, change.after, back, undoes=change.number)

    def _likest(self, here: int) -> str | None:
        """The story whose founders `here` is likest on the mean, if that reaches `JOINS`."""
        near = self._near.nearest(here)
        fixed = self._near.fixed(here)
        chances = dict(zip(near, self._near.likeness(here, near), strict=True))
        wanted = {self._story_of[a] for a in near if chances[a] >= LEAST} | {self._story_of[a] for a in fixed}
        best: tuple[float, str] | None = None
        for story in sorted(wanted):
            founders = self._members[story][:FOUNDERS]
            known = {*founders, *(a for a in self._members[story] if a in fixed)}
            values = self._near.likeness(here, sorted(known))
            mean = max(values) if any(a in fixed for a in known) else sum(values) / len(values)
            if mean >= JOINS and (best is None or mean > best[0]):
                best = (mean, story)
        return best[1] if best else None

    def _groups_anew(self) -> list[tuple[int, ...]]:
        """The batch's stories, as far as any touched article has to do with them."""
        if not self._touched:
            return []
        labels = self._near.components()
        by_label: defaultdict[int, list[int]] = defaultdict(list)
        for here, label in enumerate(labels.tolist()):
            by_label[label].append(here)
        todo, done = {int(labels[here]) for here in self._touched}, set[int]()
        groups: list[tuple[int, ...]] = []
        while todo:
            label = todo.pop()
            done.add(label)
            groups += self._near.groups(by_label[label])
            stories = {self._story_of[here] for here in by_label[label]}
            todo |= {int(labels[here]) for story in stories for here in self._members[story]} - done
        return sorted(groups)

    def _named(self, groups: Iterable[tuple[int, ...]]) -> list[tuple[tuple[int, ...], str]]:
        """Each group with the id it keeps: that of the story with which it shares most, else a new one."""
        shared = [
            (-count, self._members[story][0], group, story)
            for group in groups
            for story, count in Counter(self._story_of[here] for here in group).items()
        ]
        kept: dict[tuple[int, ...], str] = {}
        taken: set[str] = set()
        for _, _, group, story in sorted(shared):
            if group not in kept and story not in taken:
                kept[group] = story
                taken.add(story)
        named = []
        for group in sorted({entry[2] for entry in shared}):
            story = kept.get(group) or self._new_id(group[0], taken)
            taken.add(story)
            named.append((group, story))
        return named

    def _move(self, articles: list[int], before: str, after: str) -> None:
        kind = ChangeKind.MOVED
        if after not in self._members:
            kind = ChangeKind.SPLIT
        elif len(self._members[before]) == len(articles):
            kind = ChangeKind.MERGED
        self._record_move(kind, articles, before, after)

    def _record_move(
        self, kind: ChangeKind, articles: list[int], before: str, after: str, *, undoes: int | None = None
    ) -> Change:
        leaving = set(articles)
        self._members[before] = [here for here in self._members[before] if here not in leaving]
        if not self._members[before]:
            del self._members[before]
        self._members[after] = sorted([*self._members.get(after, []), *articles])
        for here in articles:
            self._story_of[here] = after
        self._touched |= leaving
        return self._record(kind, articles, before, after, undoes=undoes)

    def _record(
        self,
        kind: ChangeKind,
        articles: list[int],
        before: str | None,
        after: str,
        *,
        undoes: int | None = None,
    ) -> Change:
        change = Change(len(self._ledger), kind, self._sources(articles), before, after, undoes)
        self._ledger.append(change)
        return change

    def _fix(self, some: Iterable[int], others: Collection[int], value: float) -> None:
        for a in some:
            for b in others:
                self._near.fix(a, b, value)
            self._touched |= {a, *others}

    def _new_id(self, founder: int, taken: Collection[str] = ()) -> str:
        source = self._near.profiles[founder].source
        story = digest("story", source)
        if story in self._members or story in taken:
            story = digest("story", source, str(len(self._ledger)))
        return story

    def _sources(self, members: Iterable[int]) -> tuple[str, ...]:
        return tuple(sorted(self._near.profiles[here].source for here in members))


def replay(ledger: Iterable[Change]) -> dict[str, tuple[str, ...]]:
    """The stories that these changes, in order, leave: story id -> sources, sorted."""
    story_of: dict[str, str] = {}
    for change in ledger:
        story_of |= dict.fromkeys(change.articles, change.after)
    stories: defaultdict[str, list[str]] = defaultdict(list)
    for source, story in sorted(story_of.items()):
        stories[story].append(source)
    return {story: tuple(sources) for story, sources in sorted(stories.items())}
