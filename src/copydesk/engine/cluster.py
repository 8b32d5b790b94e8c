"""Shares handed out by Daft: to processes of this machine, or on a Ray cluster.

A row is a share, by its paths; whoever gets it reads the files itself and writes the part itself. What comes back is
the part's line in the ledger. docs/decisions/043 tells what was measured, and so what each setting is for.
"""

import contextlib
import multiprocessing
import os
import pickle
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from multiprocessing.connection import Connection
from threading import Thread
from typing import TYPE_CHECKING, Any

from copydesk.engine.edition import edition
from copydesk.engine.parts import Part
from copydesk.engine.shares import Share
from copydesk.engine.tasks import Task
from copydesk.errors import CopydeskError, UsageError

if TYPE_CHECKING:
    import daft

Outcome = Part | CopydeskError
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
    _require("daft")
    return _apart(partial(_by_daft, jobs=jobs), task, shares=shares)


def each_by_ray(task: Task, shares: Sequence[Share], *, jobs: int | None) -> Iterator[Part]:
    """The engine of `jobs` processes on the Ray cluster that `RAY_ADDRESS` names, or of as many as it has cores.

    Raises `UsageError` where it names none, and `CopydeskError` where there is none.
    """
    address = os.environ.get("RAY_ADDRESS")
    if not address:
        raise UsageError("--engine ray needs the cluster's address in RAY_ADDRESS")
    _require("daft", "ray")
    return _apart(partial(_by_ray, address=address, jobs=jobs), task, shares=shares)


def _require(*packages: str) -> None:
    if not all(map(find_spec, packages)):
        raise UsageError("this engine is not installed: pip install 'copydesk[cluster]'")


def _apart(
    each: Callable[[Task, Sequence[Share]], Iterator[Outcome]], task: Task, *, shares: Sequence[Share]
) -> Iterator[Part]:
    """The parts, handed out by a process of its own: Daft is deaf to signals, and ends with a core dump at times.

    Goes on when a share fails, and raises its error when the rest is done.
    """
    here, there = multiprocessing.get_context("spawn").Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(
        target=_send, args=(there, partial(each, task, shares)), daemon=True
    )
    process.start()
    there.close()
    failures = []
    try:
        while (outcome := here.recv()) is not None:
            if isinstance(outcome, Part):
                yield outcome
            else:
                failures.append(outcome)
    except EOFError:
        failures.append(CopydeskError("the engine's process died; the same command goes on"))
    finally:
        process.kill()
        process.join()
    if failures:
        raise failures[0]


def _send(there: Connection, outcomes: Callable[[], Iterator[Outcome]]) -> None:
    """Sends what the engine's processes say, at the end None."""
    os.environ.update(SILENT)
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    # results are in the parts, and what goes wrong is told by us, on one line
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    with contextlib.suppress(BrokenPipeError):  # who asked has gone
        try:
            for outcome in outcomes():
                there.send(outcome)
        except Exception as error:  # noqa: BLE001 - Daft tells the end of a process by many kinds
            there.send(CopydeskError(f"the engine failed, and the same command goes on: {_reason(error)}"))
        there.send(None)


def _reason(error: Exception) -> str:
    """The last line of what Daft and Ray say: before it stands where they noticed."""
    return str(error).strip().rpartition("\n")[2]


def _by_daft(task: Task, shares: Sequence[Share], *, jobs: int) -> Iterator[Outcome]:
    import daft

    daft.set_runner_native()
    # in order, a share that takes long would keep all others from being begun
    with daft.execution_config_ctx(maintain_order=False):
        yield from _outcomes(_rows(shares), task, most=min(jobs, len(shares)))


def _by_ray(task: Task, shares: Sequence[Share], *, address: str, jobs: int | None) -> Iterator[Outcome]:
    # with a wrong address 40 seconds; else it tries for a quarter of an hour
    os.environ.setdefault("RAY_NUM_REDIS_GET_RETRIES", "1")
    import daft

    ray: Any = import_module("ray")  # it has types for some of its functions
    environment = {"env_vars": SILENT | _ONE_THREAD}
    try:
        ray.init(address, runtime_env=environment, log_to_driver=False)
    except Exception as error:  # noqa: BLE001 - of many kinds
        yield CopydeskError(f"no Ray cluster at {address}: {_reason(error)}")
        return
    daft.set_runner_ray(noop_if_initialized=True)
    most = jobs or int(ray.cluster_resources().get("CPU", 1))
    # what comes of a partition comes when all of it is done
    yield from _outcomes(_rows(shares).into_partitions(len(shares)), task, most=min(most, len(shares)))


def _rows(shares: Sequence[Share]) -> "daft.DataFrame":
    import daft

    return daft.from_pydict({"share": [pickle.dumps(share) for share in shares]})


def _outcomes(rows: "daft.DataFrame", task: Task, *, most: int) -> Iterator[Outcome]:
    import daft

    batch = daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=1)
    kind = type("Worker", (_Worker,), {"make": batch(_Worker.make)})
    worker = daft.cls(kind, use_process=True, max_concurrency=most)(task, edition())
    for row in rows.select(worker.make(rows["share"]).alias("outcome")).iter_rows():
        yield pickle.loads(row["outcome"])


class _Worker:
    """One process of the engine."""

    def __init__(self, task: Task, wanted: str) -> None:
        self._task = task
        self._wanted = wanted
        Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()

    def make(self, shares: Any) -> list[bytes]:
        """The part of the share, or why there is none: an error that is raised would end the run."""
        return [pickle.dumps(self._outcome(pickle.loads(share))) for share in shares.to_pylist()]

    def _outcome(self, share: Share) -> Outcome:
        if edition() != self._wanted:
            return CopydeskError(f"{platform.node()} has another copydesk: {edition()}, not {self._wanted}")
        try:
            return self._task.make(share)
        except CopydeskError as error:
            return error
        except Exception as error:  # noqa: BLE001 - the boundary of a process: the reason goes to who asked
            return CopydeskError(f"{type(error).__name__}: {error}")


def _end_with(parent: int) -> None:
    """Ends this process when its parent has ended: Daft's would first finish what they are at."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
