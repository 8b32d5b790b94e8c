"""Many processes, one order: results come out as the pages went in."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Generic, Self, TypeVar

from copydesk.engine.work import serve
from copydesk.errors import CopydeskError

Item = TypeVar("Item")
Result = TypeVar("Result")

WINDOW = 16
"""Items a process that may be taken but not yet given out: a slow one stalls the rest only beyond these."""

_SHUTDOWN_SECONDS = 5.0


def run_in_processes(
    items: Iterator[Item],
    work: Callable[[Item], Result],
    *,
    jobs: int,
    few: int,
    lost: Callable[[Item, str], Result],
    preload: Sequence[str],
) -> Iterator[Result]:
    """What `work` makes of each item, in order; of one whose process died, told how, what `lost` makes.

    With `jobs` of 1, or no more than `few` items, they stay in this process.
    """
    first = list(islice(items, few + 1)) if jobs > 1 else []
    every = chain(first, items)
    if len(first) <= few:
        yield from map(work, every)
        return
    with Workers(work, jobs, lost=lost, preload=preload) as workers:
        yield from workers.results(every)


def _context() -> ForkServerContext | SpawnContext:
    """Processes that begin clean: a fork of this one would take its threads' locks along."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("forkserver")
    return multiprocessing.get_context("spawn")


def _start_server() -> None:
    """Starts what the processes are forked from, deaf to Ctrl-C: it comes to all, and ending them is our part."""
    resource_tracker.ensure_running()  # would hear it again, and the server with it, were it started by the server
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass(slots=True)
class _Worker(Generic[Item]):
    """A process and what it is at: an item and its number, None while it is idle or starting."""

    process: BaseProcess
    line: Connection
    at: tuple[int, Item] | None = None
    ready: bool = False


class Workers(Generic[Item, Result]):
    """Processes that do `work`. An item goes only to an idle one, so no two sides ever wait for each other's pipe."""

    def __init__(
        self,
        work: Callable[[Item], Result],
        jobs: int,
        *,
        lost: Callable[[Item, str], Result],
        preload: Sequence[str],
    ) -> None:
        self._context = _context()
        self._context.set_forkserver_preload(["copydesk.engine.work", *preload])
        self._serve = partial(serve, work=work)
        self._lost = lost
        if isinstance(self._context, ForkServerContext):
            _start_server()
        self._workers = [self._start() for _ in range(jobs)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Ends the processes."""
        for worker in self._workers:
            worker.line.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_SHUTDOWN_SECONDS)

    def results(self, items: Iterator[Item]) -> Iterator[Result]:
        """What `work` makes of each item, in order; all are to be taken before those of other items.

        Raises the `CopydeskError` a process ran into, and `CopydeskError` where one dies before its first
        item.
        """
        finished: dict[int, Result] = {}
        taken = given = 0
        exhausted = False
        while not exhausted or taken > given:
            while not exhausted and self._idle and taken - given < WINDOW * len(self._workers):
                try:
                    self._give(taken, next(items))
                    taken += 1
                except StopIteration:
                    exhausted = True
            while given in finished:
                yield finished.pop(given)
                given += 1
            if self._busy and (taken > given or not exhausted):
                finished.update(self._answers())

    @property
    def _idle(self) -> list[_Worker[Item]]:
        """The processes that wait for an item."""
        return [worker for worker in self._workers if worker.ready and worker.at is None]

    @property
    def _busy(self) -> list[_Worker[Item]]:
        """The processes that will say something: they start, or are at an item."""
        return [worker for worker in self._workers if worker.at is not None or not worker.ready]

    def _give(self, number: int, item: Item) -> None:
        """Sends an item to an idle process; should it be dead already, `_answers` finds that out."""
        worker = self._idle[0]
        worker.at = (number, item)
        try:
            worker.line.send(item)
        except OSError:
            return

    def _answers(self) -> dict[int, Result]:
        """Waits until a process has spoken or died; the results by number."""
        found: dict[int, Result] = {}
        spoke = wait([worker.line for worker in self._busy])
        for worker in [worker for worker in self._busy if worker.line in spoke]:
            try:
                answer = worker.line.recv()
            except (EOFError, OSError):
                answer = self._bury(worker)
            if isinstance(answer, CopydeskError):
                raise answer
            if worker.at is None:
                worker.ready = True
            else:
                found[worker.at[0]] = answer
                worker.at = None
        return found

    def _start(self) -> _Worker[Item]:
        here, there = self._context.Pipe()
        process = self._context.Process(target=self._serve, args=(there,), daemon=True)
        # ended halfway, we would leave a process that complains of having been told nothing
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        there.close()
        return _Worker(process, here)

    def _bury(self, worker: _Worker[Item]) -> Result:
        """What is made of the item that a dead process was at. Another takes its place."""
        worker.process.join(_SHUTDOWN_SECONDS)
        code = worker.process.exitcode
        how = f"signal {-code}" if code is not None and code < 0 else f"exit status {code}"
        worker.line.close()
        if worker.at is None:
            raise CopydeskError(f"a worker process ended with {how} before its first item")
        new = self._start()
        worker.process, worker.line, worker.ready = new.process, new.line, False
        return self._lost(worker.at[1], f"its process ended with {how}")
