"""What one process does: an item in, a result out."""

import gc
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from copydesk.errors import CopydeskError
from copydesk.model import Page, Rejected
from copydesk.pipeline import to_page
from copydesk.readers import Limits, Raw

Result = TypeVar("Result")

_COLLECTED_AFTER = 50_000
"""Objects: a page of news makes some thousands that may hold others."""


def done(
    raw: Raw | Rejected, work: Callable[[Page], Result | Rejected], *, limits: Limits
) -> Result | Rejected:
    """What `work` makes of the page, or why there is none."""
    page = raw if isinstance(raw, Rejected) else to_page(raw, limits)
    return page if isinstance(page, Rejected) else work(page)


def collect_seldom() -> None:
    """Has this process look for cyclic garbage seldom: pages leave next to none, and it is a tenth of the time.

    For a process of our own, not for one that only imports us.
    """
    gc.set_threshold(_COLLECTED_AFTER, 20, 100)


def serve(connection: Connection, *, work: Callable[[Any], object]) -> None:
    """Answers each item sent with its result, or the error that ends the run, until the line closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    try:
        connection.send(None)
        while True:
            item = connection.recv()
            try:
                answer = work(item)
            except CopydeskError as error:
                answer = error
            connection.send(answer)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
