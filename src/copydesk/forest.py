"""Gradient-boosted trees as flat arrays, evaluated with numpy alone.

A forest's file is an `.npz` without pickles: `feature`, `threshold`, `left`, `right`, `value`, each with a
row a tree. A node whose children are itself is a leaf.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copydesk.sealed import verified_arrays

ARRAYS = ("feature", "threshold", "left", "right", "value")
MOST_LEAVES = 32
_ROWS_AT_ONCE = 256
"""At most so many are evaluated at a time, in even parts: what is known of them stays in the processor's cache.
(A part of one row would be summed in another order.)"""
_AT_ONCE = 8
"""Conditions of a tree whose answers are looked up together."""
_SPREAD, _LAST_BITS = np.uint32(0x077CB531), np.uint32(27)
"""A power of two times the first has a number of its own in its five highest bits (de Bruijn)."""


@dataclass(frozen=True, slots=True)
class _Conditions:
    """A forest as conditions: where a row's feature is above the threshold, it cannot end in some leaves.

    Each condition stands once: `feature`, and `threshold` as it is and as the highest float32 not above it.
    A tree has some groups of `_AT_ONCE` conditions, a row of `slots` each, by number from 1 on (0 is never met).
    `excluded` holds for each group, from its place in `groups` on, the leaves (a bit each, leftmost lowest) that
    each set of its conditions, when met, excludes. `value` holds for each tree, from its place in `trees` on, its
    leaves' values by the numbers that `_SPREAD` gives.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    threshold32: NDArray[np.float32]
    slots: NDArray[np.intp]
    excluded: NDArray[np.uint32]
    groups: NDArray[np.intp]
    value: NDArray[np.float64]
    trees: NDArray[np.intp]

    def score(self, cells: NDArray[np.floating]) -> NDArray[np.float64]:
        """`Forest.score` of few rows; `cells` has a column a row."""
        met = np.empty((len(self.feature) + 1, cells.shape[1]), np.uint8)
        met[0] = 0
        threshold = self.threshold32 if cells.dtype == np.float32 else self.threshold
        np.greater(cells.take(self.feature, axis=0), threshold, out=met[1:].view(np.bool_))
        code = met.take(self.slots[-1], axis=0)
        for slots in self.slots[-2::-1]:
            code += code
            code |= met.take(slots, axis=0)
        shape = (len(self.trees), len(self.groups) // len(self.trees), cells.shape[1])
        by_group = self.excluded.take(code + self.groups, mode="wrap").reshape(shape)
        excluded = np.bitwise_or.reduce(by_group, axis=1)
        lowest = ~excluded & (excluded + np.uint32(1))
        leaf = (lowest * _SPREAD) >> _LAST_BITS
        total: NDArray[np.float64] = self.value.take(leaf + self.trees).sum(axis=0)
        return total


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees over rows of features: a row goes left where its feature is at most the threshold."""

    feature: NDArray[np.int16]
    threshold: NDArray[np.float64]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float64]
    _conditions: list[_Conditions] = field(default_factory=list, init=False, repr=False, compare=False)

    def score(self, rows: NDArray[np.floating]) -> NDArray[np.float64]:
        """The sum over the trees for each row: log-odds for a binary objective.

        All conditions are tested for all rows at once; the leaf a row ends in is the leftmost that none
        excludes (QuickScorer: Lucchese et al., SIGIR 2015). Raises `ValueError` for trees of more than 32 leaves.
        """
        if not self._conditions:
            self._conditions.append(_conditions(self))
        known = self._conditions[0]
        cells = np.ascontiguousarray(rows.T)
        if len(rows) <= _ROWS_AT_ONCE:
            return known.score(cells)
        parts = np.array_split(cells, -(-len(rows) // _ROWS_AT_ONCE), axis=1)
        return np.concatenate([known.score(part) for part in parts])


def _conditions(forest: Forest) -> _Conditions:
    """The conditions of a forest's inner nodes."""
    listed = [_walk(forest, tree) for tree in range(len(forest.feature))]
    most = max([1, *(len(nodes) for nodes, _ in listed)])
    trees, groups = len(listed), -(-most // _AT_ONCE)
    value = np.zeros((trees, MOST_LEAVES))
    numbers = (np.uint32(1) << np.arange(MOST_LEAVES, dtype=np.uint32)) * _SPREAD >> _LAST_BITS
    for number, (_, ends) in enumerate(listed):
        if len(ends) > MOST_LEAVES:
            raise ValueError(f"a tree has {len(ends)} leaves, more than {MOST_LEAVES}")
        value[number, numbers[: len(ends)]] = forest.value[number, ends]
    inner = [
        (place % _AT_ONCE, number * groups + place // _AT_ONCE, number, node, (1 << end) - (1 << first))
        for number, (nodes, _) in enumerate(listed)
        for place, (node, first, end) in enumerate(nodes)
    ]
    bit, group, tree, node, barred = np.array(inner, np.int64).reshape(-1, 5).T
    asked = np.stack([forest.feature[tree, node].astype(np.float64), forest.threshold[tree, node]])
    once, places = np.unique(asked, axis=1, return_inverse=True)
    slots = np.zeros((_AT_ONCE, trees * groups), np.intp)
    slots[bit, group] = places.ravel() + 1
    alone = np.zeros((_AT_ONCE, trees * groups, 1), np.uint32)
    alone[bit, group, 0] = barred
    excluded = np.zeros((trees * groups, 1), np.uint32)
    for more in alone:
        excluded = np.hstack([excluded, excluded | more])
    rounded = once[1].astype(np.float32)
    below = np.nextafter(rounded, np.float32(-np.inf))
    return _Conditions(
        once[0].astype(np.intp),
        once[1][:, None],
        np.where(rounded > once[1], below, rounded)[:, None],
        slots,
        excluded.ravel(),
        np.arange(0, excluded.size, 1 << _AT_ONCE)[:, None],
        value.ravel(),
        np.arange(0, value.size, MOST_LEAVES)[:, None],
    )


def _walk(forest: Forest, tree: int) -> tuple[list[tuple[int, int, int]], list[int]]:
    """A tree's inner nodes, each with the leaves on its left (from, to before), and its leaves from left to right."""
    left, right = forest.left[tree].tolist(), forest.right[tree].tolist()
    nodes: list[tuple[int, int, int]] = []
    leaves: list[int] = []
    waiting = [(0, -1)]  # a node; or a node whose left side, which began at that leaf, is done
    while waiting:
        node, began = waiting.pop()
        if began >= 0:
            nodes.append((node, began, len(leaves)))
        elif left[node] == node:
            leaves.append(node)
        else:
            waiting += [(right[node], -1), (node, len(leaves)), (left[node], -1)]
    return nodes, leaves


@cache
def load_forest(path: Path) -> Forest:
    """The forest stored at `path`, read once. Raises `DamagedWeightsError` if its bytes are not the published ones."""
    return forest_of(verified_arrays(path))


def forest_of(arrays: Mapping[str, NDArray[Any]], prefix: str = "") -> Forest:
    """The forest whose arrays, among others, bear their names behind `prefix`."""
    feature, threshold, left, right, value = (arrays[prefix + name] for name in ARRAYS)
    return Forest(feature, threshold, left, right, value)
