"""Trees as conditions: the leaf a row ends in is the one that walking down the tree finds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from copydesk.forest import MOST_LEAVES, Forest

COLUMNS = 4


def grown(seed: int, trees: int, leaves: int) -> Forest:
    """A random forest: leaves are split until a tree has as many as asked."""
    chance = np.random.default_rng(seed)
    size = 2 * leaves - 1
    feature = chance.integers(0, COLUMNS, (trees, size)).astype(np.int16)
    threshold = chance.integers(-3, 4, (trees, size)).astype(np.float64)
    left = np.tile(np.arange(size, dtype=np.int16), (trees, 1))
    right = left.copy()
    for tree in range(trees):
        ends = [0]
        for new in range(1, size, 2):
            node = ends.pop(int(chance.integers(len(ends))))
            left[tree, node], right[tree, node] = new, new + 1
            ends += [new, new + 1]
    return Forest(feature, threshold, left, right, chance.normal(size=(trees, size)))


def walked(forest: Forest, row: NDArray[np.float64]) -> float:
    total = 0.0
    for tree in range(len(forest.feature)):
        node = 0
        while forest.left[tree, node] != node:
            low = row[forest.feature[tree, node]] <= forest.threshold[tree, node]
            node = int(forest.left[tree, node] if low else forest.right[tree, node])
        total += float(forest.value[tree, node])
    return total


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 19), st.integers(1, MOST_LEAVES), st.integers(0, 5))
def test_scores_are_those_of_walking_down_each_tree(seed: int, trees: int, leaves: int, rows: int) -> None:
    forest = grown(seed, trees, leaves)
    cells = np.random.default_rng(seed + 1).integers(-4, 5, (rows, COLUMNS)).astype(np.float64)
    assert forest.score(cells) == pytest.approx([walked(forest, row) for row in cells])


def test_a_tree_of_too_many_leaves_is_refused() -> None:
    with pytest.raises(ValueError, match="leaves"):
        grown(1, 1, MOST_LEAVES + 1).score(np.zeros((1, COLUMNS)))
