"""What the sentence vectors of two claims tell of how one bears on the other: what they are about, and in what manner.

A vector is read along a few directions that were found in unlabelled news: those along which sentences spread most,
and those of manner, each of which parts sentences of one kind from sentences of another (blame and praise, denial and
admission, opinion and report; the kinds are in `training.bearing`). Whole vectors teach the subjects of the few
labelled stories and nothing else; along so few directions there is little room for that.
"""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copydesk.sealed import verified_arrays

WEIGHTS = Path(__file__).parent / "weights"
SPREAD = 5
"""So many directions are those of greatest spread; the others are of manner."""

Vector = NDArray[np.float64]


def side_by_side(one: Vector, other: Vector, *, directions: Vector) -> Vector:
    """The features of two claims, the same whichever comes first: their sum along every direction, and their distance
    along those of manner. `one` and `other` are vectors, or rows of them."""
    first, second = one @ directions.T, other @ directions.T
    apart = np.abs(first - second)[..., SPREAD:]
    return np.concatenate([first + second, apart], axis=-1)


def bearing(one: Vector, other: Vector) -> dict[str, float]:
    """The log-odds that either claim would `strengthen` and `weaken` the other. Raises `DamagedWeightsError`."""
    learnt = _weights()
    row = side_by_side(one, other, directions=learnt["directions"])
    return {key: float(row @ learnt[key][:-1] + learnt[key][-1]) for key in learnt if key != "directions"}


@cache
def _weights() -> dict[str, Vector]:
    """The directions, and for each answer the features' weights with the bias after them."""
    stored = verified_arrays(WEIGHTS / "bearing.npz")
    return {name: values.astype(np.float64) for name, values in stored.items()}
