"""Stories in a stream: page after page, with stable ids, and a ledger of every move that can be undone.

A new page joins a story or founds one, and the stories it is like are grouped anew with it, by recorded
merges and splits. `reconcile` brings all stories to what a batch of the same articles gives.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Self

from copydesk.group.changes import Change, ChangeKind, Decision, StaleChangeError
from copydesk.group.neighbours import BOUND, LEAST, Judge, Neighbours, Pair, judge_alike, ordered
from copydesk.group.profiles import Profile
from copydesk.text import digest

FOUNDERS = 32
"""A story of more pages is judged by this many of its first, and kept whole, when a page is added."""
LOOKED_AT = 48
"""Articles that adding one looks at again."""
APART, TOGETHER = -BOUND, BOUND
"""Likenesses that outweigh all others: between a page and its copy, and what an undone merge or an undone split
leaves between two articles."""
_LASTING = {
    ChangeKind.FOUNDED: "founded a story",
    ChangeKind.UNDONE: "is itself an undoing",
    ChangeKind.REMOVED: "took pages off",
}
"""What cannot be undone, and why."""
Bond = tuple[str, str]
"""A copy and the article it was copied from, by their sources."""


class StoryBook:
    """The stories of a stream. Their state is what the ledger says, with the changes from before it was restored."""

    def __init__(self, judge: Judge = judge_alike) -> None:
        self._near = Neighbours(judge)
        self._number: dict[str, int] = {}
        self._story_of: list[str] = []
        self._members: dict[str, list[int]] = {}
        self._before = 0
        self._ledger: list[Change] = []
        self._touched: set[int] = set()
        self._decided: dict[Pair, float] = {}

    @classmethod
    def restored(
        cls,
        near: Neighbours,
        stories: Sequence[str],
        *,
        changes: int,
        copies: Iterable[Bond],
        decided: Iterable[Decision],
    ) -> Self:
        """The book that had made so many `changes` and had these `decided` likenesses after it was last reconciled.

        `near` holds its articles in the order in which they were added, and `stories` is the story of each; `copies`
        are those it was told of. Raises `ValueError` where there are more or fewer stories than articles.
        """
        book = cls()
        book._near = near
        book._before = changes
        book._number = {source: here for here, source in enumerate(near.sources)}
        book._story_of = list(stories)
        for here, (story, _) in enumerate(zip(stories, near.sources, strict=True)):
            book._members.setdefault(story, []).append(here)
        for a, b in copies:
            near.fix(book._number[a], book._number[b], value=TOGETHER)
        for a, b, value in decided:
            book._decide(book._number[a], book._number[b], value=value)
        return book

    def __contains__(self, source: str) -> bool:
        """Whether the article of this source was added."""
        return source in self._number

    @property
    def near(self) -> Neighbours:
        """Its articles and the nearest of each."""
        return self._near

    @property
    def decided(self) -> tuple[Decision, ...]:
        """The likenesses that undoing gave to two articles, by their sources."""
        sources = self._near.sources
        return tuple((sources[a], sources[b], value) for (a, b), value in sorted(self._decided.items()))

    @property
    def ledger(self) -> tuple[Change, ...]:
        """Every change since it was made or restored, in order."""
        return tuple(self._ledger)

    @property
    def stories(self) -> dict[str, tuple[str, ...]]:
        """Story id -> the sources of its articles, sorted."""
        return {story: self._sources(members) for story, members in sorted(self._members.items())}

    def add(self, profile: Profile, *, copies: Collection[str] = ()) -> Change:
        """Put an article into a story, or found one; the change that did so.

        The stories it is like are grouped anew, as likenesses stand: where that moves other articles, the
        ledger says so before. `reconcile` looks further. `copies` are the sources of earlier articles that it
        shares its text with. Raises `ValueError` for an article that was added before.
        """
        if profile.source in self._number:
            raise ValueError(f"{profile.source} was added before")
        here = self._near.add(profile)
        self._number[profile.source] = here
        for source in copies:
            self.bind(source, profile.source)
        self._story_of.append("")
        return self._place(here)

    def bind(self, copy: str, source: str) -> None:
        """Keep an article in the story of the one it is a copy of, unless they were parted by an undoing."""
        pair = ordered((self._number[copy], self._number[source]))
        if pair not in self._decided and pair[1] not in self._near.fixed(pair[0]):
            self._near.fix(*pair, value=TOGETHER)
            self._touched |= {*pair}

    def release(self, copy: str, source: str) -> None:
        """Judge two articles by what they tell, as they are no longer taken for a copy and its source."""
        pair = ordered((self._number[copy], self._number[source]))
        if pair not in self._decided:
            self._near.free(*pair)
            self._touched |= {*pair}

    def reconcile(self) -> tuple[Change, ...]:
        """Bring the stories to those of a batch of the same articles; the changes this took, in order.

        A story keeps its id with most of its articles. Looks only at what additions and undoings touched.
        """
        first = len(self._ledger)
        self._touched |= self._near.settle()
        groups = self._groups_anew()
        self._regroup(groups)
        self._touched = set()
        return tuple(self._ledger[first:])

    def undo(self, change: Change) -> Change:
        """Take a change back and keep it so: later reconciling does not repeat it.

        Raises `StaleChangeError` where its articles are no longer together in the story it put them in, or
        where it founded a story, was itself an undoing, or took articles off.
        """
        if change.kind in _LASTING or change.after is None:
            raise StaleChangeError(f"change {change.number} cannot be undone: it {_LASTING[change.kind]}")
        if any(source not in self._number for source in change.articles):
            raise StaleChangeError(f"change {change.number} cannot be undone: articles of it were removed")
        numbers = [self._number[source] for source in change.articles]
        if any(self._story_of[here] != change.after for here in numbers):
            raise StaleChangeError(f"change {change.number} cannot be undone: its articles have moved on")
        others = [here for here in self._members[change.after] if here not in set(numbers)]
        self._fix(numbers, others, value=APART)
        back = change.before if change.before is not None else self._new_id(numbers[0])
        if change.kind is not ChangeKind.MERGED:
            self._fix(numbers, self._members.get(back, []), value=TOGETHER)
        return self._record_move(
            ChangeKind.UNDONE, numbers, before=change.after, after=back, undoes=change.number
        )

    def _place(self, here: int) -> Change:
        """Group anew a new article and the stories it is like; the change that put it into its story."""
        around = self._around(here)
        bound = [parts for story, parts in around.items() if len(parts) < len(self._members[story])]
        found = self._near.groups_now([here, *(a for parts in around.values() for a in parts)], bound)
        hidden = {parts[0]: self._members[self._story_of[parts[0]]] for parts in bound}
        whole = [
            tuple(sorted({a for part in group if part != here for a in (part, *hidden.get(part, ()))}))
            for group in found
        ]
        self._regroup(sorted(group for group in whole if group))
        own = next(group for group, members in zip(whole, found, strict=True) if here in members)
        story = self._story_of[own[0]] if own else self._new_id(here)
        self._members.setdefault(story, []).append(here)
        self._story_of[here] = story
        return self._record(
            ChangeKind.JOINED if own else ChangeKind.FOUNDED, [here], before=None, after=story
        )

    def _regroup(self, groups: list[tuple[int, ...]]) -> None:
        """Bring whole stories to these groups, by recorded changes."""
        for group, story in self._named(groups):
            arriving: defaultdict[str, list[int]] = defaultdict(list)
            for here in group:
                if self._story_of[here] != story:
                    arriving[self._story_of[here]].append(here)
            for before, articles in sorted(arriving.items()):
                self._move(articles, before=before, after=story)

    def _around(self, here: int) -> dict[str, list[int]]:
        """The stories that have an article likely to tell what `here` does, likest first, and the articles by
        which each is judged: all, or its founders where it has more than `FOUNDERS`."""
        near = self._near.nearest(here)
        fixed = self._near.fixed(here)
        best: dict[str, float] = {}
        for a, chance in [*zip(near, self._near.likeness(here, near), strict=True), *fixed.items()]:
            if chance >= LEAST:
                best[self._story_of[a]] = max(best.get(self._story_of[a], 0.0), chance)
        chosen: dict[str, list[int]] = {}
        for story in sorted(best, key=lambda s: (-best[s], s)):
            members = self._members[story]
            if len(members) > FOUNDERS:
                given = (a for a in members if a in fixed or min(self._near.fixed(a).values(), default=0) < 0)
                members = sorted({*members[:FOUNDERS], *given})
            if not chosen or sum(map(len, chosen.values())) + len(members) <= LOOKED_AT:
                chosen[story] = members
        return chosen

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

    def _move(self, articles: list[int], *, before: str, after: str) -> None:
        kind = ChangeKind.MOVED
        if after not in self._members:
            kind = ChangeKind.SPLIT
        elif len(self._members[before]) == len(articles):
            kind = ChangeKind.MERGED
        self._record_move(kind, articles, before=before, after=after)

    def _record_move(
        self, kind: ChangeKind, articles: list[int], *, before: str, after: str, undoes: int | None = None
    ) -> Change:
        leaving = set(articles)
        self._members[before] = [here for here in self._members[before] if here not in leaving]
        if not self._members[before]:
            del self._members[before]
        self._members[after] = sorted([*self._members.get(after, []), *articles])
        for here in articles:
            self._story_of[here] = after
        self._touched |= leaving
        return self._record(kind, articles, before=before, after=after, undoes=undoes)

    def _record(
        self,
        kind: ChangeKind,
        articles: list[int],
        *,
        before: str | None,
        after: str,
        undoes: int | None = None,
    ) -> Change:
        change = Change(
            self._before + len(self._ledger), kind, self._sources(articles), before, after, undoes
        )
        self._ledger.append(change)
        return change

    def _fix(self, some: Iterable[int], others: Collection[int], *, value: float) -> None:
        for a in some:
            for b in others:
                self._decide(a, b, value=value)
            self._touched |= {a, *others}

    def _decide(self, a: int, b: int, *, value: float) -> None:
        self._near.fix(a, b, value=value)
        self._decided[ordered((a, b))] = value

    def _new_id(self, founder: int, taken: Collection[str] = ()) -> str:
        source = self._near.sources[founder]
        story = digest("story", source)
        if story in self._members or story in taken:
            story = digest("story", source, str(self._before + len(self._ledger)))
        return story

    def _sources(self, members: Iterable[int]) -> tuple[str, ...]:
        return tuple(sorted(self._near.sources[here] for here in members))
