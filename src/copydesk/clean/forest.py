"""Gradient-boosted trees as flat arrays, evaluated with numpy alone.

A forest's file is an `.npz` without pickles: `feature`, `threshold`, `left`, `right`, `value`, each with a
row a tree. A node whose children are itself is a leaf.
"""

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copydesk.sealed import verified_bytes


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees over rows of features: a row goes left where its feature is at most the threshold."""

    feature: NDArray[np.int16]
    threshold: NDArray[np.float64]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float64]
    depth: int

    def score(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum over the trees for each row: log-odds for a binary objective."""
        trees, width = self.feature.shape
        root = np.arange(trees) * width
        cells, first = np.ascontiguousarray(rows).ravel(), np.arange(len(rows))[:, None] * rows.shape[1]
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        left, right = self.left.ravel(), self.right.ravel()
        node = np.broadcast_to(root, (len(rows), trees))
        for _ in range(self.depth):
            goes_left = cells.take(first + feature.take(node)) <= threshold.take(node)
            node = np.where(goes_left, left.take(node), right.take(node)) + root
        total: NDArray[np.float64] = self.value.ravel().take(node).sum(axis=1)
        return total


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
