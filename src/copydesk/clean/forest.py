"""Gradient-boosted trees as flat arrays, evaluated with numpy alone.

A forest's file is an `.npz` without pickles: `feature`, `threshold`, `left`, `right`, `value`, each with a
row a tree. A node whose children are itself is a leaf.
"""

import io
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copydesk.sealed import verified_bytes

MOST_LEAVES = 32
_TREES_AT_ONCE, _TESTS_AT_ONCE = 8, 1 << 16
"""So many trees at a time, or as many as make this many tests: few rows need few steps."""


@dataclass(frozen=True, slots=True)
class _Conditions:
    """A forest as conditions: where a row's feature is above the threshold, it cannot end in some leaves.

    `feature`, `threshold` and `excluded` (a bit a leaf, leftmost lowest) have a row a tree and a column an inner
    node, in any order; `value` has a column a leaf.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    excluded: NDArray[np.uint32]
    value: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees over rows of features: a row goes left where its feature is at most the threshold."""

    feature: NDArray[np.int16]
    threshold: NDArray[np.float64]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float64]
    depth: int
    _conditions: list[_Conditions] = field(default_factory=list, init=False, repr=False, compare=False)

    def score(self, rows: NDArray[np.floating]) -> NDArray[np.float64]:
        """The sum over the trees for each row: log-odds for a binary objective.

        All conditions are tested for all rows at once; the leaf a row ends in is the leftmost that none
        excludes (QuickScorer: Lucchese et al., SIGIR 2015). Raises `ValueError` for trees of more than 32 leaves.
        """
        if not self._conditions:
            self._conditions.append(_conditions(self))
        known = self._conditions[0]
        trees, nodes = known.feature.shape
        cells = np.ascontiguousarray(rows.T)
        excluded = np.zeros((trees, len(rows)), np.uint32)
        step = max(_TREES_AT_ONCE, _TESTS_AT_ONCE // (nodes * max(1, len(rows))))
        for first in range(0, trees, step):
            some = slice(first, first + step)
            above = cells.take(known.feature[some].ravel(), axis=0) > known.threshold[some].reshape(-1, 1)
            bits = (above * known.excluded[some].reshape(-1, 1)).reshape(
                len(known.feature[some]), nodes, len(rows)
            )
            excluded[some] = np.bitwise_or.reduce(bits, axis=1)
        lowest = ~excluded & (excluded + np.uint32(1))
        leaf = np.frexp(lowest.astype(np.float64))[1] - 1
        total: NDArray[np.float64] = np.take_along_axis(known.value, leaf, axis=1).sum(axis=0)
        return total


def _conditions(forest: Forest) -> _Conditions:
    """The conditions of a forest's inner nodes."""
    listed = [_walk(forest, tree) for tree in range(len(forest.feature))]
    width = max([1, *(len(nodes) for nodes, _ in listed)])
    shape = (len(listed), width)
    made = _Conditions(
        np.zeros(shape, np.intp),
        np.full(shape, np.inf),
        np.zeros(shape, np.uint32),
        np.zeros((len(listed), MOST_LEAVES)),
    )
    for tree, (nodes, leaves) in enumerate(listed):
        if len(leaves) > MOST_LEAVES:
            raise ValueError(f"a tree has {len(leaves)} leaves, more than {MOST_LEAVES}")
        made.value[tree, : len(leaves)] = forest.value[tree, leaves]
        for slot, (node, first, end) in enumerate(nodes):
            made.feature[tree, slot] = forest.feature[tree, node]
            made.threshold[tree, slot] = forest.threshold[tree, node]
            made.excluded[tree, slot] = (1 << end) - (1 << first)
    return made


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


def load_forest(path: Path) -> Forest:
    """The forest stored at `path`. Raises `DamagedWeightsError` if its bytes are not the published ones."""
    with np.load(io.BytesIO(verified_bytes(path)), allow_pickle=False) as arrays:
        return Forest(
            arrays["feature"],
            arrays["threshold"],
            arrays["left"],
            arrays["right"],
            arrays["value"],
            int(arrays["depth"]),
        )
