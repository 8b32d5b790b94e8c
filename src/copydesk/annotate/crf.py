"""Opens a trained conditional random field (CRFsuite, Okazaki, 2007)."""

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
