"""Trained conditional random fields (CRFsuite, Okazaki, 2007): opening one, and the runs its tags mark."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.sealed import verified_bytes

if TYPE_CHECKING:
    from pycrfsuite import Tagger


def open_tagger(path: Path) -> "Tagger":
    """The tagger in the file at `path`. Raises `DamagedWeightsError`."""
    import pycrfsuite

    verified_bytes(path)
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))  # not from the verified bytes: the tagger would read them after they are freed
    return tagger


def runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The runs of tokens under one label, half-open: of `B-X` and `I-X`, or `BX` and `IX`, and `O` for none.

    An `I` without its `B` begins one.
    """
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if label and (tag[0] != "I" or tag[1:] != label):
            yield start, i, label.removeprefix("-")
            label = ""
        if tag != "O" and not label:
            start, label = i, tag[1:]
