"""A command over an input so large that it is done in parts."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from copydesk.cli.options import Engine
from copydesk.cli.runs import Run, besides_of, limits_of, preload_of
from copydesk.cli.screen import noting_none, progress, require_writable, write_bytes
from copydesk.cli.work import record_of
from copydesk.engine import cores
from copydesk.engine.in_parts import Each, InParts, each_here
from copydesk.engine.parts import PartsFolder
from copydesk.engine.records import read_records, to_record
from copydesk.engine.tasks import Working
from copydesk.errors import UsageError
from copydesk.group import Packed
from copydesk.model import Rejected
from copydesk.pipeline import knowing, to_agencies
from copydesk.readers import NamedFile, list_files

Result = TypeVar("Result")


def write_in_parts(asked: Run[str | Rejected], output: Path | None) -> None:
    """Writes what `results_of` would give, made in parts. Raises as it does, and `UsageError` where that cannot be."""
    with _made(asked, record_of, output=output) as run:
        write_bytes(run.written(), output)


@contextlib.contextmanager
def packed_in_parts(
    asked: Run[Packed | Rejected], output: Path | None
) -> Iterator[Iterator[Packed | Rejected]]:
    """What `results_of` would give, made in parts. Raises as `write_in_parts` does."""
    with _made(asked, to_record, output=output) as run:
        yield (result for file in run.opened() for result in read_records(file))


@contextlib.contextmanager
def _made(
    asked: Run[Result], record: Callable[[Result | Rejected], bytes], *, output: Path | None
) -> Iterator[InParts]:
    """All parts, once they are made."""
    if asked.site_evidence:
        raise UsageError(
            "--site-evidence looks at all pages together, and cannot go with --parts or --engine"
        )
    for path in asked.outputs:
        require_writable(path)
    limits = limits_of(asked.limit or [])
    added = to_agencies(asked.agencies)
    settings = {"work": asked.work.__name__, "agencies": sha256(repr(added).encode()).hexdigest()[:32]}
    with _folder(asked) as folder:
        files = [
            file
            for file in list_files(asked.paths, besides=besides_of(asked))
            if not _is_in(file, folder.path)
        ]
        working = Working(
            folder.path, limits, knowing(added, asked.work), record, settings, preload_of(asked)
        )
        run = InParts(folder, working, limits, _each(asked, working))
        made = noting_none(run.made(files), asked.paths)
        for _ in progress(made, output, count=lambda part: part.articles + part.rejected):
            pass
        yield run


@contextlib.contextmanager
def _folder(asked: Run[Any]) -> Iterator[PartsFolder]:
    """The folder that was named; Daft on this machine can do with one that is not kept."""
    if asked.parts is None and asked.engine is Engine.RAY:
        raise UsageError("--engine ray needs --parts: a folder that all machines of the cluster see")
    with contextlib.ExitStack() as stack:
        path = asked.parts or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="copydesk-")))
        yield stack.enter_context(PartsFolder(path))


def _is_in(file: NamedFile | Rejected, folder: Path) -> bool:
    return isinstance(file, NamedFile) and Path(os.path.realpath(file.path)).is_relative_to(folder)


def _each(asked: Run[Any], working: Working[Any]) -> Each:
    if asked.engine is Engine.LOCAL:
        working.jobs = asked.jobs or cores()
        return each_here
    from copydesk.engine.cluster import each_by_daft, each_by_ray

    if asked.engine is Engine.DAFT:
        return partial(each_by_daft, jobs=asked.jobs or cores())
    return partial(each_by_ray, jobs=asked.jobs)
