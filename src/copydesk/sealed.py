"""Reads data files and refuses those that are not as they were made."""

import hashlib
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.errors import DamagedWeightsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

SUMS = "sha256.json"


def verified_bytes(path: Path) -> bytes:
    """The bytes of `path`, whose SHA-256 stands in `sha256.json` beside it.

    Raises `DamagedWeightsError` if either file is missing or the sum differs.
    """
    try:
        expected = json.loads((path.parent / SUMS).read_text(encoding="utf-8"))[path.name]
        data = path.read_bytes()
    except (OSError, ValueError, KeyError) as error:
        raise DamagedWeightsError(
            f"{path.name}: missing or without its sum; install copydesk again"
        ) from error
    if hashlib.sha256(data).hexdigest() != expected:
        raise DamagedWeightsError(f"{path.name}: not the file that was published; install copydesk again")
    return data


def verified_arrays(path: Path) -> "dict[str, NDArray[Any]]":
    """The arrays of a numpy archive by name, never unpickled. Raises as `verified_bytes` does."""
    import numpy as np  # here, as most of what is sealed is read without it

    with np.load(io.BytesIO(verified_bytes(path)), allow_pickle=False) as stored:
        return dict(stored)


def seal(folder: Path) -> None:
    """Writes `sha256.json` over the data files of `folder`."""
    sums = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file() and path.suffix not in {".md", ".py"} and path.name != SUMS
    }
    (folder / SUMS).write_text(json.dumps(sums, indent=0, sort_keys=True) + "\n", encoding="utf-8")
