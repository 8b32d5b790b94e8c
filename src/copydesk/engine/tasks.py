"""What is done to a share, in whichever process: its pages are named, or its part is made."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from copydesk.engine import lost_page
from copydesk.engine.edition import edition
from copydesk.engine.parts import Made, Part, key_of, read_part, write_part
from copydesk.engine.processes import Workers
from copydesk.engine.shares import Share, require_unchanged
from copydesk.engine.work import done
from copydesk.model import Page, Rejected
from copydesk.readers import Limits, Raw, read_files, source_of

Result = TypeVar("Result")


class Task(Protocol):
    """Something that makes a part of a share, in a folder that all processes share."""

    @property
    def folder(self) -> Path:
        """Where the parts go."""

    def made(self, share: Share) -> Made:
        """Of what and how the part of this share is made."""

    def make(self, share: Share) -> Part:
        """Makes it."""

    def end(self) -> None:
        """Ends what was started for making parts."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Makes the list of a share's pages, each with its source and its other name if it has one."""

    folder: Path
    limits: Limits

    def made(self, share: Share) -> Made:
        """Of what and how the list of this share is made."""
        return {"work": "names", **_settings(self.limits), **_inputs(share)}

    def make(self, share: Share) -> Part:
        """Makes it. Raises `CopydeskError` where a file has changed."""
        require_unchanged(share)
        raws = (raw for raw in read_files(share.files, limits=self.limits) if isinstance(raw, Raw))
        lines = (json.dumps([raw.source, raw.otherwise]).encode() + b"\n" for raw in raws)
        return write_part(self.folder, self.made(share), records=((line, True) for line in lines))

    def end(self) -> None:
        """Nothing was started."""

    def with_taken(self, shares: Sequence[Share]) -> Iterator[Share]:
        """The shares, told which of their pages' sources pages of earlier shares have."""
        seen: set[str] = set()
        for share in shares:
            lines = b"".join(read_part(self.folder, key_of(self.made(share)))).splitlines()
            pages = [(source, otherwise) for source, otherwise in map(json.loads, lines)]
            taken = {name for names in pages for name in names if name in seen}
            seen.update(source_of(names, seen) for names in pages)
            yield replace(share, taken=tuple(sorted(taken)))


@dataclass(slots=True)
class Working(Generic[Result]):
    """Makes the part of a share: what the work makes of each page, as a record."""

    folder: Path
    limits: Limits
    work: Callable[[Page], Result | Rejected]
    record: Callable[[Result | Rejected], bytes]
    settings: Mapping[str, Any]
    """What the work was told; together with the work's name and the edition it tells one work from another."""
    preload: Sequence[str] = ()
    jobs: int = 1
    _workers: Workers[Raw | Rejected, Result | Rejected] | None = field(default=None, init=False)

    def made(self, share: Share) -> Made:
        """Of what and how the part of this share is made."""
        return {**self.settings, **_settings(self.limits), **_inputs(share), "taken": list(share.taken)}

    def make(self, share: Share) -> Part:
        """Makes it. A page that ends its process is rejected, and no other.

        Raises `CopydeskError` where a file has changed, and any that the work raises.
        """
        require_unchanged(share)
        try:
            return write_part(self.folder, self.made(share), records=self._records(share))
        except BaseException:
            self.end()  # they may have pages yet to answer
            raise

    def end(self) -> None:
        """Ends the processes that work on the pages."""
        if self._workers:
            self._workers.end()
            self._workers = None

    def _records(self, share: Share) -> Iterator[tuple[bytes, bool]]:
        if self._workers is None:
            work = partial(done, work=self.work, limits=self.limits)
            self._workers = Workers(work, self.jobs, lost=lost_page, preload=self.preload)
        for result in self._workers.results(read_files(share.files, limits=self.limits, taken=share.taken)):
            yield self.record(result), not isinstance(result, Rejected)


def _settings(limits: Limits) -> Made:
    return {"edition": edition(), "limits": asdict(limits)}


def _inputs(share: Share) -> Made:
    return {"inputs": [entry.told() for entry in share.entries]}
