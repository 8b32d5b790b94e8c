"""The nearest articles of each: those of greatest key score, ties by a hash of the source."""

import numpy as np

from copydesk.group.candidates import WINDOW, KeyIndex
from copydesk.group.likeness import NEAREST, Whole
from copydesk.group.profiles import Profile
from copydesk.text import STABLE_HASHES


class Nearest:
    """Articles, numbered from 0 in the order they are added, with the nearest of each, whatever that order."""

    arrayed: tuple[str, ...] = ("_days", "_languages", "_ties", "_held", "_nearest", "_scores", "_floors")
    """The names of the arrays, which have a row an article and some to spare."""

    def __init__(self) -> None:
        self._index = KeyIndex()
        self._days = np.empty(0, np.float32)
        self._languages = np.empty(0, np.int64)
        self._ties = np.empty(0, np.int64)
        self._held = np.empty(0, np.int64)
        self._nearest = np.empty((0, NEAREST), np.int32)
        self._scores = np.empty((0, NEAREST), np.int32)
        self._floors = np.empty(0, np.int32)

    def __len__(self) -> int:
        return len(self._index)

    def nearest(self, here: int) -> list[int]:
        """The nearest articles of `here`, at most `NEAREST`."""
        return [int(a) for a in self._nearest[here, : self._held[here]]]

    def list_nearest(self, profile: Profile) -> tuple[int, Whole, dict[int, int]]:
        """Store an article; its number, its nearest, and those whose nearest it has become, each with the slot."""
        here = len(self)
        found, scores = self._candidates(profile)
        if here == len(self._held):
            self._make_room(max(64, here))
        self._days[here] = np.nan if profile.day is None else profile.day
        self._languages[here] = STABLE_HASHES[profile.language]
        self._ties[here] = STABLE_HASHES[profile.source]
        best = np.flatnonzero(scores >= _nth_best(scores))
        order = best[np.lexsort((self._ties[found[best]], -scores[best]))][:NEAREST]
        own, entered = found[order], self._enter(here, found, scores=scores)
        self._held[here] = len(own)
        self._nearest[here, : len(own)], self._scores[here, : len(own)] = own, scores[order]
        self._floors[here] = scores[order[-1]] if len(own) == NEAREST else 0
        self._index.add(profile.key, profile.day)
        return here, own, entered

    def _candidates(self, profile: Profile) -> tuple[Whole, Whole]:
        """The articles that may be among the nearest of `profile`, or it among theirs, and their scores."""
        found, scores = np.empty(0, np.int64), np.empty(0, np.int64)
        for first, here in self._index.search(profile.key, profile.day):
            run = slice(first, first + len(here))
            near = self._languages[run] == STABLE_HASHES[profile.language]
            if profile.day is not None:
                near &= ~(np.abs(self._days[run] - profile.day) > WINDOW)
            enough = np.minimum(self._floors[run], _nth_best(scores))
            at = np.flatnonzero(near & (here > 0) & (here >= enough))
            found = np.concatenate([found, at + first])
            scores = np.concatenate([scores, here[at].astype(np.int64)])
        return found, scores

    def _enter(self, here: int, found: Whole, *, scores: Whole) -> dict[int, int]:
        """Put `here` among the nearest of those articles it is nearer to than their furthest: each with its slot."""
        near = scores >= self._floors[found]
        entered = {}
        for there, score in zip(found[near].tolist(), scores[near].tolist(), strict=True):
            slot = int(self._held[there])
            if slot == NEAREST:
                slot = int(np.lexsort((-self._ties[self._nearest[there]], self._scores[there]))[0])
                worst = int(self._nearest[there, slot])
                if (score, -self._ties[here]) <= (self._scores[there, slot], -self._ties[worst]):
                    continue
            else:
                self._held[there] += 1
            self._nearest[there, slot], self._scores[there, slot] = here, score
            if self._held[there] == NEAREST:
                self._floors[there] = self._scores[there].min()
            entered[there] = slot
        return entered

    def _make_room(self, more: int) -> None:
        for name in self.arrayed:
            array = getattr(self, name)
            empty = np.full((more, *array.shape[1:]), -1 if name == "_nearest" else 0, array.dtype)
            setattr(self, name, np.concatenate([array, empty]))


def _nth_best(scores: Whole) -> int:
    """The score that the nearest articles have at least: 0 where there are no more than `NEAREST`."""
    return int(np.partition(scores, -NEAREST)[-NEAREST]) if len(scores) >= NEAREST else 0
