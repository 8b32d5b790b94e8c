"""Gradient-boosted trees as flat arrays, evaluated with numpy alone.

A forest's file is an `.npz` without pickles: `feature`, `threshold`, `left`, `right`, `value`, each with a
row a tree. A node whose children are itself is a leaf.
"""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copydesk.errors import DamagedWeightsError


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
        tree = np.arange(len(self.feature))[None, :]
        node = np.zeros((len(rows), len(self.feature)), dtype=np.int16)
        index = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[index, self.feature[tree, node]] <= self.threshold[tree, node]
            node = np.where(goes_left, self.left[tree, node], self.right[tree, node])
        total: NDArray[np.float64] = self.value[tree, node].sum(axis=1)
        return total


def load_forest(path: Path, *, sha256: str) -> Forest:
    """The forest stored at `path`. Raises `DamagedWeightsError` if its bytes are not those of `sha256`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DamagedWeightsError(f"{path} cannot be read ({error}); install copydesk again") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DamagedWeightsError(f"{path} is not the file it was published as; install copydesk again")
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return Forest(
            arrays["feature"],
            arrays["threshold"],
            arrays["left"],
            arrays["right"],
            arrays["value"],
            int(arrays["depth"]),
        )
