"""The cleaner's learned weights: numpy archives, sealed by their hashes, never unpickled."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copydesk.forest import Forest, forest_of
from copydesk.sealed import verified_arrays

WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained cleaner: a linear model per sort of hash, the first trees, and those over sequences; for plain
    text, what tells a page that was cleaned (`cleaned.look_cleaned`), else empty."""

    linear: NDArray[np.float32]
    intercepts: NDArray[np.float32]
    first: Forest
    second: Forest
    cleaned: NDArray[np.float64]


@cache
def load(name: str) -> Weights:
    """The weights `name`: `html` or `text`. Raises `DamagedWeightsError` if they are not the published ones."""
    return unpacked(verified_arrays(WEIGHTS / f"cleaner-{name}.npz"))


def unpacked(arrays: Mapping[str, NDArray[Any]]) -> Weights:
    """Weights from the arrays of their file."""
    return Weights(
        arrays["linear"].astype(np.float32),
        arrays["intercepts"].astype(np.float32),
        forest_of(arrays, "first_"),
        forest_of(arrays, "second_"),
        arrays.get("cleaned", np.zeros(0)),
    )
