"""How common a term is in a background collection of news: what makes a rare name count for more."""

from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copydesk.sealed import verified_arrays
from copydesk.text import STABLE_HASHES

WEIGHTS = Path(__file__).parent / "weights"
COLUMNS = 1 << 18
"""Terms are hashed into this many columns, so that no vocabulary is kept."""


def idf(held: float, size: int) -> float:
    """The inverse document frequency, smoothed and at least .3, of what `held` of `size` texts hold."""
    return log((1 + size) / (0.5 + held)) + 0.3


@dataclass(frozen=True, slots=True)
class Background:
    """In how many of `size` articles of a background collection each hashed term occurs."""

    counts: NDArray[np.uint16]
    size: int

    def rarity(self, term: str) -> float:
        """The term's inverse document frequency, as `idf` has it."""
        return idf(float(self.counts[column(term)]), self.size)

    def rarities(self, columns: NDArray[np.int64]) -> NDArray[np.float64]:
        """The same of many terms at once, by their columns."""
        found: NDArray[np.float64] = np.log((1 + self.size) / (0.5 + self.counts[columns])) + 0.3
        return found


def column(term: str) -> int:
    """The column of a term."""
    return STABLE_HASHES[term] % COLUMNS


@cache
def load_background() -> Background:
    """The background collection's document counts. Raises `DamagedWeightsError`."""
    arrays = verified_arrays(WEIGHTS / "background.npz")
    return Background(arrays["counts"], int(arrays["size"]))
