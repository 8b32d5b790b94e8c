"""A run over a large input that can be broken off at any moment and goes on where it stopped."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from copydesk.engine.parts import Part, PartsFolder, find_part, key_of, open_part, read_part
from copydesk.engine.shares import Share, cut_shares
from copydesk.engine.tasks import Naming, Task
from copydesk.errors import CopydeskError
from copydesk.model import Rejected
from copydesk.readers import Limits, NamedFile

Each = Callable[[Task, Sequence[Share]], Iterable[Part]]
"""Does the task to each share, wherever; gives the parts as they are made."""


def each_here(task: Task, shares: Sequence[Share]) -> Iterator[Part]:
    """The engine that works through the shares one by one, the pages of each in the task's processes."""
    try:
        for share in shares:
            yield task.make(share)
    finally:
        task.end()


@dataclass(slots=True)
class InParts:
    """The work over many files, in parts that lie in `folder`."""

    folder: PartsFolder
    working: Task
    limits: Limits
    each: Each = each_here
    _keys: list[str] = field(default_factory=list, init=False)

    def made(self, files: Iterable[NamedFile | Rejected]) -> Iterator[Part]:
        """The parts, those that were there already first, the others as they are made.

        A page's source depends on those of all pages before it, so names come first. Raises what a process ran
        into, and `CopydeskError` where the engine ended before all was done.
        """
        shares = list(cut_shares(files))
        naming = Naming(self.folder.path, self.limits)
        names = [part.part for part in self._each(naming, shares)]
        shares = list(naming.with_taken(shares))
        yield from self._each(self.working, shares)
        self._keys = [key_of(self.working.made(share)) for share in shares]
        self.folder.finish(self._keys, besides=names)

    def written(self) -> Iterator[bytes]:
        """The parts that `made` has made, one after another in the order of the input."""
        for key in self._keys:
            yield from read_part(self.folder.path, key)

    def opened(self) -> Iterator[BinaryIO]:
        """The files of these parts, open to be read one after another."""
        for key in self._keys:
            with open_part(self.folder.path, key) as file:
                yield file

    def _each(self, task: Task, shares: Sequence[Share]) -> Iterator[Part]:
        missing = []
        for share in shares:
            if part := find_part(self.folder.path, key_of(task.made(share))):
                yield part
            else:
                missing.append(share)
        made = 0
        for part in self.each(task, missing) if missing else ():
            made += 1
            yield part
        if made < len(missing):
            raise CopydeskError(
                f"ended with {len(missing) - made:,} of {len(shares):,} parts to be made; the same command goes on"
            )
