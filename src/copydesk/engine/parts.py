"""A folder of parts: what was made of each share, whole or not there, with a line that says of what it was made."""

import contextlib
import fcntl
import json
import os
import platform
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Self

from copydesk.errors import CopydeskError, InputError, UsageError

LEDGER = "ledger.jsonl"
"""One line a part, in the order of the input; written when all are there."""
_LOCK = ".copydesk-parts"
_PART, _LINE = ".part", ".json"
_OURS = re.compile(r"[0-9a-f]{32}\.|ledger\.jsonl\.")
"""Parts, their lines, and what a run that was killed had begun to write."""
_CHUNK = 1024 * 1024


Made = dict[str, Any]
"""Of what and how a part is made, as JSON."""


@dataclass(frozen=True, slots=True)
class Part:
    """What the ledger says of one part: its records are those of `articles` and of `rejected` pages together."""

    part: str
    made: Made
    articles: int
    rejected: int
    size: int
    sha256: str


def key_of(made: Made) -> str:
    """The name of the part that is made so: of the same inputs by the same work with the same settings."""
    return sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()[:32]


def write_part(folder: Path, made: Made, *, records: Iterable[tuple[bytes, bool]]) -> Part:
    """Writes the part that is `made` so: records, each with whether it is that of an article, one after another.

    It is written beside its place and moved there, its line after it, so that a part with a line is whole.
    """
    key = key_of(made)
    counts, total, digest = [0, 0], 0, sha256()
    with _replacing(folder / f"{key}{_PART}") as file:
        for record, is_article in records:
            counts[is_article] += 1
            total += len(record)
            digest.update(record)
            file.write(record)
    part = Part(key, made, counts[True], counts[False], total, digest.hexdigest())
    with _replacing(folder / f"{key}{_LINE}") as file:
        file.write(json.dumps(asdict(part)).encode() + b"\n")
    return part


def find_part(folder: Path, key: str) -> Part | None:
    """What is known of the part, None where it is not there or is not as it was written."""
    try:
        part = Part(**json.loads((folder / f"{key}{_LINE}").read_bytes()))
        digest = sha256()
        for chunk in read_part(folder, key):
            digest.update(chunk)
    except (OSError, ValueError, TypeError):
        return None
    return part if part.sha256 == digest.hexdigest() else None


def open_part(folder: Path, key: str) -> BinaryIO:
    """The part's file, to be read."""
    return open(folder / f"{key}{_PART}", "rb")


def read_part(folder: Path, key: str) -> Iterator[bytes]:
    """The bytes of the part, some at a time."""
    with open_part(folder, key) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


class PartsFolder:
    """The folder, which no other run can use meanwhile. For a `with`.

    Raises `CopydeskError` where another run holds it, `InputError` where it is none, `UsageError` where it holds other
    things.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if not (self.path / _LOCK).exists() and any(self.path.iterdir()):
                raise UsageError(f"{path} holds other things than parts: name a folder for them alone")
            self._lock = open(self.path / _LOCK, "a")  # noqa: SIM115 - as long as we run
        except OSError as error:
            raise InputError(f"cannot keep parts in {path}: {error.strerror}") from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            raise CopydeskError(f"another run is making parts in {path}") from None
        (self.path / LEDGER).unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.close()

    def finish(self, keys: Sequence[str], *, besides: Iterable[str]) -> None:
        """Writes the ledger of the parts with these keys, and removes all others but those `besides`."""
        with _replacing(self.path / LEDGER) as file:
            file.writelines((self.path / f"{key}{_LINE}").read_bytes() for key in keys)
        kept = {f"{key}{end}" for key in (*keys, *besides) for end in (_PART, _LINE)}
        for path in self.path.iterdir():
            if _OURS.match(path.name) and path.name not in kept:
                path.unlink(missing_ok=True)


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` when it is written; one of each process, on whichever machine."""
    beside = path.with_name(f"{path.name}.{platform.node()}.{os.getpid()}")
    try:
        with open(beside, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
