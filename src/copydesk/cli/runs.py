"""What a command was asked to do to which pages, and the doing."""

import dataclasses
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from copydesk.cli.options import Engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from copydesk.model import Rejected
    from copydesk.pipeline import SiteLines
    from copydesk.readers import Limits, Raw

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Run(Generic[Result]):
    """What a command was asked to do to which pages; what an earlier run wrote to `outputs` is no page."""

    paths: list[str]
    work: "Callable[..., Result]"
    jobs: int | None
    limit: list[str] | None
    site_evidence: bool
    agencies: Path | None
    outputs: tuple[Path | None, ...]
    parts: Path | None = None
    engine: Engine = Engine.LOCAL
    sift: "Callable[[Iterable[Raw | Rejected]], Iterable[Raw | Rejected]]" = iter
    """What is done to the pages as received before they are worked on."""

    @property
    def is_in_parts(self) -> bool:
        """Whether the work is done part by part: other engines than this process do it in no other way."""
        return self.parts is not None or self.engine is not Engine.LOCAL


def results_of(asked: Run[Result]) -> "Iterator[Result | Rejected]":
    """What the work makes of each page, in input order. Raises `InputError` and `UsageError` before the first."""
    from copydesk.cli.screen import noting_none
    from copydesk.engine import collect_seldom, cores, run
    from copydesk.pipeline import knowing, to_agencies
    from copydesk.readers import read_raw

    collect_seldom()
    limits = limits_of(asked.limit or [])
    besides = besides_of(asked)
    work = (
        partial(asked.work, site_lines=_site_lines(asked.paths, limits, besides=besides))
        if asked.site_evidence
        else asked.work
    )
    work = knowing(to_agencies(asked.agencies), work)
    raws = asked.sift(read_raw(asked.paths, limits=limits, besides=besides))
    results = run(raws, work, jobs=asked.jobs or cores(), limits=limits, preload=preload_of(asked))
    return noting_none(results, asked.paths)


def besides_of(asked: Run[Result]) -> frozenset[str]:
    """The real paths of what the run writes. Raises `UsageError` where one is to be read too."""
    from copydesk.errors import UsageError

    besides = frozenset(os.path.realpath(output) for output in asked.outputs if output)
    if both := [path for path in asked.paths if os.path.realpath(path) in besides]:
        raise UsageError(f"{both[0]} cannot be both read and written")
    return besides


def preload_of(asked: Run[Result]) -> tuple[str, ...]:
    """The modules that the processes which do the work share."""
    from copydesk.cli.work import article_line
    from copydesk.engine import PARSING

    return (asked.work.__module__, *(() if asked.work is article_line else PARSING))


def _site_lines(paths: list[str], limits: "Limits", *, besides: frozenset[str]) -> "SiteLines":
    from copydesk.errors import UsageError
    from copydesk.pipeline import to_site_lines
    from copydesk.readers import read_pages

    if "-" in paths:
        raise UsageError(
            "--site-evidence reads the pages twice, and standard input can be read once: give files"
        )
    return to_site_lines(read_pages(paths, limits=limits, besides=besides))


def limits_of(settings: list[str]) -> "Limits":
    """The limits with these settings, each NAME=N. Raises `UsageError` where one is none."""
    from copydesk.errors import UsageError
    from copydesk.readers import SAFE, Limits

    names = [field.name for field in dataclasses.fields(Limits)]
    changed = {}
    for setting in settings:
        name, _, value = setting.partition("=")
        if name not in names or not value.isdecimal():
            raise UsageError(f"--limit {setting}: give NAME=N with a NAME of {', '.join(names)}")
        changed[name] = int(value)
    return dataclasses.replace(SAFE, **changed)
