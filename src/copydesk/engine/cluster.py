"""Shares handed out by Daft: in this machine's processes, or on a Ray cluster.

A row is a share, by its paths; whoever gets it reads the files itself and writes the part itself. What comes back is
the part's line in the ledger. docs/decisions/043 tells what was measured and what each setting is for.
"""

import logging
import os
import pickle
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from copydesk.engine.parts import Part
from copydesk.engine.shares import Share
from copydesk.engine.tasks import Task
from copydesk.errors import CopydeskError, UsageError

if TYPE_CHECKING:
    import daft

SILENT = {
    "DO_NOT_TRACK": "1",
    "DAFT_ANALYTICS_ENABLED": "0",
    "SCARF_NO_ANALYTICS": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
}
"""Daft tells its makers of each import and each run, and Ray of its use, unless this is set before the import."""
_ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM")}


def each_by_daft(task: Task, shares: Sequence[Share], *, jobs: int) -> Iterator[Part]:
    """The engine of `jobs` processes of this machine, a share at a time each."""
    daft = _daft("native")
    # in order, a share that takes long would keep all others from being begun
    with daft.execution_config_ctx(maintain_order=False):
        yield from _parts(_rows(shares), task, most=min(jobs, len(shares)))


def each_by_ray(task: Task, shares: Sequence[Share], *, jobs: int | None) -> Iterator[Part]:
    """The engine of `jobs` processes on the Ray cluster that `RAY_ADDRESS` names, or of as many as it has cores.

    Raises `UsageError` where it names none, and `CopydeskError` where there is none.
    """
    address = os.environ.get("RAY_ADDRESS")
    if not address:
        raise UsageError("--engine ray needs the cluster's address in RAY_ADDRESS")
    _daft("ray")
    import ray

    try:
        environment = {"env_vars": SILENT | _ONE_THREAD}
        ray.init(
            address,
            runtime_env=environment,
            ignore_reinit_error=True,
            log_to_driver=False,
            logging_level="warning",
        )
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise CopydeskError(f"no Ray cluster at {address}: {error}") from None
    most = jobs or int(ray.cluster_resources().get("CPU", 1))
    # what comes of a partition comes when all of it is done
    rows = _rows(shares).into_partitions(len(shares))
    yield from _parts(rows, task, most=min(most, len(shares)))


def _daft(runner: str) -> Any:
    """Daft, silent and with this runner. Raises `UsageError` where it is not installed."""
    os.environ.update(SILENT, DAFT_RUNNER=runner)
    for talker in ("daft", "ray"):  # what goes wrong is told by us, on one line
        logging.getLogger(talker).setLevel(logging.CRITICAL)
    try:
        import daft
    except ImportError:
        raise UsageError("this engine is not installed: pip install 'copydesk[cluster]'") from None
    return daft


def _rows(shares: Sequence[Share]) -> "daft.DataFrame":
    import daft

    return daft.from_pydict({"share": [pickle.dumps(share) for share in shares]})


def _parts(rows: "daft.DataFrame", task: Task, *, most: int) -> Iterator[Part]:
    import daft

    batch = daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=1)
    kind = type("Worker", (_Worker,), {"make": batch(_Worker.make)})
    worker = daft.cls(kind, use_process=True, max_concurrency=most)(task)
    made = rows.select(worker.make(rows["share"]).alias("part")).iter_rows()
    while row := _next(made):
        part = pickle.loads(row["part"])
        if isinstance(part, CopydeskError):
            raise part
        yield part


class _Worker:
    """One process of the engine."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def make(self, shares: "daft.Series") -> list[bytes]:
        """The part of the share; a failure is a result too: raised, it would end Daft, at times with a core dump."""
        return [pickle.dumps(_made(self._task, pickle.loads(share))) for share in shares.to_pylist()]


def _next(rows: Iterator[dict[str, Any]]) -> dict[str, Any] | None:
    try:
        return next(rows, None)
    except Exception as error:
        raise CopydeskError(f"the engine failed, and the same command goes on: {error}") from error


def _made(task: Task, share: Share) -> Part | CopydeskError:
    try:
        return task.make(share)
    except CopydeskError as error:
        return error
    except Exception as error:  # noqa: BLE001 - the boundary of a process: the reason goes to who asked
        return CopydeskError(f"{type(error).__name__}: {error}")
