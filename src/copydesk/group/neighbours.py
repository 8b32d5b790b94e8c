"""Every article's nearest articles, and the likeness of each pair that may tell of one happening.

What is held after articles are added does not depend on the order in which they came: a pair's likeness is worked
out from the two profiles and from how near the nearest of either are.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from copydesk.group.candidates import KeyIndex
from copydesk.group.fetched import Known, Profiles
from copydesk.group.likeness import (
    ADVICE,
    NEAREST,
    ROUTINE,
    STANDING,
    VETO,
    Rows,
    Whole,
    compare,
    far_apart,
    features,
    judge,
    names_shared,
    stands_of,
    strangers,
    weekdays_apart,
)
from copydesk.group.linkage import average_linkage
from copydesk.group.nearest import Nearest
from copydesk.group.profiles import Profile, Terms
from copydesk.text import STABLE_HASHES

LEAST = 0.36
"""Mean likeness from which on two groups are one story."""
LONGEST = 14
"""Days: articles published further apart tell of two happenings. Of the labelled stories' dated pairs, 99.5 per
cent lie within 11."""
CHUNK = 256
BOUND = 1e6
"""The likeness of articles that stay together whatever else: the mean over a million pairs still tells of it."""
Pair = tuple[int, int]
Group = tuple[int, ...]
Judge = Callable[[Rows, Whole, Whole], Rows]


def judge_alike(rows: Rows, *_: Whole) -> Rows:
    """What the shipped trees say."""
    return judge(rows)


class Neighbours(Nearest):
    """Articles, numbered from 0 in the order they are added, with the nearest of each and how alike they are."""

    arrayed = (*Nearest.arrayed, "_words", "_cosines", "_chances")

    def __init__(self, judge: Judge = judge_alike) -> None:
        """`judge` gives the likeness of rows of features, told also the numbers of either article."""
        super().__init__()
        self._judge_rows = judge
        self.profiles: Known | list[Profile] = []
        self.sources: list[str] = []
        self.changed: set[int] = set()
        """Articles whose nearest are others than when `settle` was last called."""
        self._fixed: defaultdict[int, dict[int, float]] = defaultdict(dict)
        self._words = np.empty(0, np.int64)
        self._cosines = np.empty((0, NEAREST, len(STANDING)), np.int32)
        self._chances = np.empty((0, NEAREST), np.float32)

    @classmethod
    def restored(
        cls,
        profiles: Known | list[Profile],
        arrays: Mapping[str, NDArray[np.generic]],
        *,
        sources: Sequence[str],
        keys: Iterable[Terms],
        judge: Judge = judge_alike,
    ) -> Self:
        """The articles of these profiles, in the order in which they were added, as `arrays` told of them; `sources`
        and `keys` are the profiles', which are not looked at until they are compared. The arrays are its own from then
        on.

        Raises `ValueError` where these do not go together.
        """
        near = cls(judge)
        near.profiles, near.sources = profiles, list(sources)
        for name, array in arrays.items():
            setattr(near, name, array.astype(getattr(near, name).dtype, copy=False))
        near._index = KeyIndex.of(keys, near._days)
        lengths = {len(profiles), len(sources), *map(len, arrays.values())}
        if arrays.keys() != set(cls.arrayed) or lengths != {len(near)}:
            raise ValueError(f"what is stored of the nearest articles is not of {len(near)} articles")
        return near

    @property
    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """What is worked out of the articles, by name, a row an article: for `restored`, once all is settled."""
        return {name: getattr(self, name)[: len(self)] for name in self.arrayed}

    def add(self, profile: Profile, *, compared: bool = True) -> int:
        """Store an article and return its number.

        Its own and its neighbours' standing is known at once if `compared`, else after `settle`.
        """
        here, own, entered = self.list_nearest(profile)
        self.profiles.append(profile)
        self.sources.append(profile.source)
        self._words[here] = profile.words
        for there, slot in entered.items():
            self._chances[there, slot] = 0
        self.changed |= {here, *entered}
        if compared:
            self._compare_new(here, own, entered=entered)
        return here

    def fix(self, a: int, b: int, *, value: float) -> None:
        """Give two articles a likeness that is not judged: of copies, and of what was undone."""
        self._fixed[a][b] = self._fixed[b][a] = value

    def free(self, a: int, b: int) -> None:
        """Have the likeness of two articles judged, if it was given."""
        self._fixed[a].pop(b, None)
        self._fixed[b].pop(a, None)

    def fixed(self, here: int) -> dict[int, float]:
        """The articles whose likeness to `here` is given, and that likeness."""
        return dict(self._fixed.get(here, {}))

    def likeness(self, here: int, others: Sequence[int]) -> list[float]:
        """The probability that `here` and each of `others` tell of one happening, as things stand."""
        given = self.fixed(here)
        judged = self._judge([(here, list(others))]).tolist()
        return [given.get(other, value) for other, value in zip(others, judged, strict=True)]

    def settle(self) -> set[int]:
        """Judge anew every pair whose likeness may have changed; the articles that have such pairs."""
        if not self.changed:
            return set()
        mark = np.zeros(len(self), bool)
        mark[list(self.changed)] = True
        listed = mark[self._nearest[: len(self)]] & (self._nearest[: len(self)] >= 0)
        listed[mark] = True
        for chunk in _chunks(self._by_day(mark)):
            self.compare_rows(chunk)
        rows = self._by_day(mark | listed.any(axis=1))
        for chunk in _chunks(rows):
            slots = [np.flatnonzero(listed[here, : self._held[here]]) for here in chunk]
            work = [(here, self._nearest[here, at].tolist()) for here, at in zip(chunk, slots, strict=True)]
            ends = np.cumsum([len(at) for at in slots])
            for here, at, values in zip(chunk, slots, np.split(self._judge(work), ends[:-1]), strict=True):
                self._chances[here, at] = values
        self.changed = set()
        return set(rows.tolist())

    def _by_day(self, marked: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The marked articles, so ordered that what is nearest to one is likely to be near the next."""
        rows = np.flatnonzero(marked)
        return rows[np.argsort(self._days[rows], kind="stable")]

    def components(self) -> NDArray[np.int64]:
        """The component of each article: those that a chain of likenesses of at least `LEAST` joins."""
        rows, slots = np.nonzero(self._chances[: len(self)] >= LEAST)
        ends = self._nearest[rows, slots].astype(np.int64)
        given = [(a, b) for a, others in self._fixed.items() for b, value in others.items() if value >= LEAST]
        forced = np.array(given, np.int64).reshape(-1, 2)
        rows, ends = np.r_[rows, forced[:, 0]], np.r_[ends, forced[:, 1]]
        graph = coo_matrix((np.ones(len(rows), np.int8), (rows, ends)), shape=(len(self), len(self)))
        labels: NDArray[np.int64] = connected_components(graph, directed=False)[1]
        return labels

    def groups(self, members: Sequence[int]) -> list[Group]:
        """The stories of whole components: average linkage over the likenesses among `members`, in order."""
        names = sorted(members, key=self.sources.__getitem__)
        local = {here: i for i, here in enumerate(names)}
        likeness = self._among(local)
        found = average_linkage(
            len(local), {(local[a], local[b]): value for (a, b), value in likeness.items()}, least=LEAST
        )
        return [tuple(names[i] for i in group) for group in found]

    def groups_now(self, members: Sequence[int], bound: Sequence[Sequence[int]]) -> list[Group]:
        """Average linkage over the likenesses of all `members`, as things stand; each of `bound` stays whole."""
        names = sorted(members, key=self.sources.__getitem__)
        values = self._judge([(here, names[at:]) for at, here in enumerate(names, 1)])
        likeness = dict(zip(combinations(range(len(names)), 2), values.tolist(), strict=True))
        local = {here: i for i, here in enumerate(names)}
        given = [(here, b, value) for here in names for b, value in self.fixed(here).items() if b in local]
        given += [(here, b, BOUND) for some in bound for here, b in combinations(some, 2)]
        likeness |= {ordered((local[here], local[b])): value for here, b, value in given}
        return [
            tuple(names[i] for i in group) for group in average_linkage(len(names), likeness, least=LEAST)
        ]

    def _among(self, members: Mapping[int, int]) -> dict[Pair, float]:
        """The likenesses of listed pairs, and of pairs that both are alike to a third."""
        known: dict[Pair, float] = {}
        alike: defaultdict[int, set[int]] = defaultdict(set)
        for here in members:
            near = zip(self.nearest(here), self._chances[here].tolist(), strict=False)
            for there, chance in ((there, chance) for there, chance in near if there in members):
                known[ordered((here, there))] = chance
                if chance >= LEAST:
                    alike[here].add(there)
                    alike[there].add(here)
        further: defaultdict[int, set[int]] = defaultdict(set)
        for ends in alike.values():
            for a, b in combinations(sorted(ends), 2):
                if (a, b) not in known:
                    further[a].add(b)
        todo = [(a, sorted(others)) for a, others in sorted(further.items())]
        for start in range(0, len(todo), CHUNK):
            chunk = todo[start : start + CHUNK]
            pairs = [(a, b) for a, others in chunk for b in others]
            known |= dict(zip(pairs, self._judge(chunk).tolist(), strict=True))
        for here in members:
            known |= {ordered((here, b)): value for b, value in self.fixed(here).items() if b in members}
        return known

    def _compare_new(self, here: int, own: Whole, *, entered: Mapping[int, int]) -> None:
        """The cosines that give standing, of a new article and of those whose nearest it has become."""
        partners = sorted({*own.tolist(), *entered})
        at = {there: i for i, there in enumerate(partners)}
        made = compare(self.profiles[here], [self.profiles[there] for there in partners], wanted=STANDING)
        for slot, there in enumerate(own.tolist()):
            self._cosines[here, slot] = made[at[there]]
        for there, slot in entered.items():
            self._cosines[there, slot] = made[at[there]]

    def compare_rows(self, rows: Iterable[int]) -> None:
        """Work out the cosines of each of these articles with its nearest."""
        for here in rows:
            others = [self.profiles[there] for there in self.nearest(here)]
            self._cosines[here, : len(others)] = compare(self.profiles[here], others, wanted=STANDING)

    def rows(self, work: Sequence[tuple[int, Sequence[int]]]) -> Rows:
        """The features of each article of `work` with each of those beside it, a row a pair."""
        heres, theres = _ends(work)
        cosines = np.concatenate(
            [compare(self.profiles[h], [self.profiles[t] for t in ts]) for h, ts in work]
        )
        apart = np.abs(self._days[heres].astype(np.float64) - self._days[theres])
        words = np.minimum(self._words[heres], self._words[theres]).astype(np.float64)
        named = [(self.profiles[h].weekdays, self.profiles[t].weekdays) for h, ts in work for t in ts]
        stands = self._stands(heres), self._stands(theres)
        return features(cosines, apart, lengths=words, weekdays=weekdays_apart(named), stands=stands)

    def _judge(self, work: Sequence[tuple[int, Sequence[int]]]) -> Rows:
        """The likeness of each article of `work` to each of those beside it, in one row of numbers."""
        heres, theres = _ends(work)
        if not len(heres):
            return np.empty(0)
        rows = self.rows(work)
        near = ~strangers(rows, self._languages[heres] == STABLE_HASHES["en"])
        near &= self._languages[heres] == self._languages[theres]
        near &= ~(np.abs(self._days[heres] - self._days[theres]) > LONGEST)
        chances = np.zeros(len(rows))
        chances[near] = self._judge_rows(rows[near], heres[near], theres[near])
        for at in np.flatnonzero(chances).tolist():
            here, there = self.profiles[heres[at]], self.profiles[theres[at]]
            if far_apart(here.news_days, there.news_days) or min(here.addresses, there.addresses) >= ADVICE:
                chances[at] *= VETO
        chances[self._routine(work)] *= VETO
        return chances

    def _routine(self, work: Sequence[tuple[int, Sequence[int]]]) -> NDArray[np.bool_]:
        """Which pairs, of one publisher, are about others: acts of one kind, told in the same words."""
        made = []
        for here, others in work:
            one = self.profiles[here]
            about_others = np.zeros(len(others), bool)
            same = [
                at
                for at, there in enumerate(others)
                if one.publisher is not None and self.profiles[there].publisher == one.publisher
            ]
            if same:
                shared = names_shared(one, [self.profiles[others[at]] for at in same])
                about_others[same] = shared < ROUTINE
            made.append(about_others)
        return np.concatenate(made)

    def _stands(self, articles: Whole) -> Rows:
        return stands_of(self._cosines[articles], self._held[articles])


def _ends(work: Sequence[tuple[int, Sequence[int]]]) -> tuple[Whole, Whole]:
    heres = [here for here, others in work for _ in others]
    return np.array(heres, np.int64), np.array([there for _, others in work for there in others], np.int64)


def _chunks(rows: Whole) -> Iterator[list[int]]:
    return (rows[start : start + CHUNK].tolist() for start in range(0, len(rows), CHUNK))


def ordered(pair: Pair) -> Pair:
    """The pair with the lower number first."""
    return pair if pair[0] < pair[1] else (pair[1], pair[0])


def compared(profiles: Profiles, judge: Judge = judge_alike) -> Neighbours:
    """These articles with the nearest of each, to be settled."""
    near = Neighbours(judge)
    near.profiles = Known(profiles, 0)
    for here in range(len(profiles)):
        near.add(near.profiles[here], compared=False)
    return near


def groups_of(
    profiles: Profiles, copies: Collection[Pair] = (), *, judge: Judge = judge_alike
) -> tuple[Group, ...]:
    """The profiles' indexes by story; `copies` are pairs of which one stands in the other."""
    near = compared(profiles, judge)
    for a, b in copies:
        near.fix(a, b, value=BOUND)
    near.settle()
    labels = near.components()
    by_label: defaultdict[int, list[int]] = defaultdict(list)
    for here, label in enumerate(labels.tolist()):
        by_label[label].append(here)
    return tuple(sorted(group for members in by_label.values() for group in near.groups(members)))
