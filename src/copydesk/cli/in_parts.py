"""A command over an input so large that it is done in parts."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from copydesk.cli.options import Engine
from copydesk.cli.runs import Run, besides_of, limits_of, preload_of
from copydesk.cli.screen import noting_none, progress, require_writable, write_bytes
from copydesk.cli.work import record_of
from copydesk.engine import cores
from copydesk.engine.in_parts import Each, InParts, each_here
from copydesk.engine.parts import PartsFolder
from copydesk.engine.tasks import Working
from copydesk.errors import UsageError
from copydesk.model import Rejected
from copydesk.pipeline import knowing, to_agencies
from copydesk.readers import NamedFile, list_files


def write_in_parts(
    asked: Run[str | Rejected], output: Path | None, *, parts: Path | None, engine: Engine
) -> None:
    """Writes what `results_of` would give, made in parts. Raises as it does, and `UsageError` where that cannot be."""
    if asked.site_evidence:
        raise UsageError(
            "--site-evidence looks at all pages together, and cannot go with --parts or --engine"
        )
    require_writable(output)
    limits = limits_of(asked.limit or [])
    added = to_agencies(asked.agencies)
    settings = {"work": asked.work.__name__, "agencies": sha256(repr(added).encode()).hexdigest()[:32]}
    with _folder(parts, engine) as folder:
        files = [
            file
            for file in list_files(asked.paths, besides=besides_of(asked))
            if not _is_in(file, folder.path)
        ]
        working = Working(
            folder.path, limits, knowing(added, asked.work), record_of, settings, preload_of(asked)
        )
        run = InParts(folder, working, limits, _each(engine, working, jobs=asked.jobs))
        made = noting_none(run.made(files), asked.paths)
        for _ in progress(made, output, count=lambda part: part.articles + part.rejected):
            pass
        write_bytes(run.written(), output)


@contextlib.contextmanager
def _folder(parts: Path | None, engine: Engine) -> Iterator[PartsFolder]:
    """The folder that was named; Daft on this machine can do with one that is not kept."""
    if parts is None and engine is Engine.RAY:
        raise UsageError("--engine ray needs --parts: a folder that all machines of the cluster see")
    with contextlib.ExitStack() as stack:
        path = parts or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="copydesk-")))
        yield stack.enter_context(PartsFolder(path))


def _is_in(file: NamedFile | Rejected, folder: Path) -> bool:
    return isinstance(file, NamedFile) and Path(os.path.realpath(file.path)).is_relative_to(folder)


def _each(engine: Engine, working: Working[Any], *, jobs: int | None) -> Each:
    if engine is Engine.LOCAL:
        working.jobs = jobs or cores()
        return each_here
    from copydesk.engine.cluster import each_by_daft, each_by_ray

    if engine is Engine.DAFT:
        return partial(each_by_daft, jobs=jobs or cores())
    return partial(each_by_ray, jobs=jobs)
