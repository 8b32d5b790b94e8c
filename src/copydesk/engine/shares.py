"""A large input, cut into shares: consecutive files, each share the work of some seconds to minutes."""

import os
import platform
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from copydesk.errors import CopydeskError, UsageError
from copydesk.model import Rejected
from copydesk.readers import STANDARD_INPUT, NamedFile

MOST_FILES = 256
MOST_BYTES = 16 * 1024 * 1024
"""A larger file is a share by itself ..."""
OF_MANY = tuple(
    f"{kind}{packing}" for kind in (".jsonl", ".warc", ".wacz") for packing in ("", ".gz", ".zst")
)
"""... and so is what holds many pages by its name; to look into each file would take as long as to read it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a share with its size and time of change in nanoseconds, or why there is none."""

    file: NamedFile | Rejected
    size: int = 0
    changed: int = 0

    @property
    def weight(self) -> int:
        """How much of a share it is, of `MOST_BYTES`."""
        return MOST_BYTES if self.file.source.endswith(OF_MANY) else self.size

    def told(self) -> list[str | int]:
        """What tells it from any other, and from itself once it has changed."""
        if isinstance(self.file, Rejected):
            return [self.file.source, self.file.reason.value, self.file.detail]
        return [self.file.source, self.size, self.changed]


@dataclass(frozen=True, slots=True)
class Share:
    """Consecutive files. `taken` are those sources of its pages that pages of earlier shares have already."""

    entries: tuple[Entry, ...]
    taken: tuple[str, ...] = ()

    @property
    def files(self) -> list[NamedFile | Rejected]:
        """The files, in order."""
        return [entry.file for entry in self.entries]


def cut_shares(files: Iterable[NamedFile | Rejected]) -> Iterator[Share]:
    """The files in shares, in order. Raises `UsageError` for what can be read but once, as standard input."""
    held: list[Entry] = []
    weight = 0
    for entry in map(_entry, files):
        if held and (len(held) == MOST_FILES or weight + entry.weight > MOST_BYTES):
            yield Share(tuple(held))
            held, weight = [], 0
        held.append(entry)
        weight += entry.weight
    if held:
        yield Share(tuple(held))


def require_unchanged(share: Share) -> None:
    """Raises `CopydeskError` where a file is not, or no longer, what it was for who cut the share."""
    for entry in share.entries:
        if isinstance(entry.file, NamedFile) and _size_of(entry.file.path) != entry.size:
            raise CopydeskError(
                f"{entry.file.source} is not there or has changed since the run began, as seen by {platform.node()}"
            )


def _size_of(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _entry(file: NamedFile | Rejected) -> Entry:
    """The file as it is now, by a path that means the same to a process elsewhere."""
    if isinstance(file, Rejected):
        return Entry(file)
    if file.path == STANDARD_INPUT:
        raise UsageError(
            "parts are made anew from their files, and standard input can be read once: give files"
        )
    file = replace(file, path=os.path.abspath(file.path))
    try:
        status = os.stat(file.path)
    except OSError:
        return Entry(file)  # it is for the reader to say why it cannot be read
    if not stat.S_ISREG(status.st_mode):
        raise UsageError(
            f"parts are made anew from their files, and {file.source} can be read once: give files"
        )
    return Entry(file, status.st_size, status.st_mtime_ns)
