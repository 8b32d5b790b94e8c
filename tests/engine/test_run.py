"""One process or several: the same results in the same order, and a crash costs one page."""

import os
import signal
import time
from collections.abc import Iterator
from itertools import count

import pytest

from copydesk.engine import run
from copydesk.errors import DamagedWeightsError, UsageError
from copydesk.model import Page, Reason, Rejected
from copydesk.readers import Raw


def lengthened(page: Page) -> str | Rejected:
    """The work done in these tests, told by the page's text what to do."""
    if page.text == "slow":
        time.sleep(0.3)
    if page.text == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if page.text == "exit":
        os._exit(7)
    if page.text == "damaged":
        raise DamagedWeightsError("weights are damaged")
    return page.text * 2


def raws(*texts: str) -> list[Raw | Rejected]:
    return [Raw(str(number), text, False) for number, text in enumerate(texts)]


def test_order_is_the_input_order_whatever_the_number_of_processes() -> None:
    given = raws("slow", *(f"page {i}" for i in range(60)), "slow", "last")
    given[30] = Rejected("30", "read", Reason.EMPTY, "no bytes")
    alone = list(run(given, lengthened))
    assert alone[0] == "slowslow"
    assert alone[30] == given[30]
    assert list(run(given, lengthened, jobs=3, few=0)) == alone


def test_a_crash_rejects_the_page_that_did_it_and_no_other() -> None:
    given = raws("a", "b", "crash", "c", "exit", "d", "crash", "e")
    results = list(run(given, lengthened, jobs=2, few=0))
    rejected = {result.source: result for result in results if isinstance(result, Rejected)}
    assert [result for result in results if isinstance(result, str)] == ["aa", "bb", "cc", "dd", "ee"]
    assert rejected.keys() == {"2", "4", "6"}
    assert all(result.reason is Reason.FAILED for result in rejected.values())
    assert "signal 11" in rejected["2"].detail
    assert "status 7" in rejected["4"].detail


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_no_page_is_to_blame_for_ends_the_run(jobs: int) -> None:
    with pytest.raises(DamagedWeightsError, match="damaged"):
        list(run(raws("a", "damaged", "b"), lengthened, jobs=jobs, few=0))


def test_input_is_read_as_it_is_needed() -> None:
    taken = 0

    def endless() -> Iterator[Raw]:
        nonlocal taken
        for number in count():
            taken += 1
            yield Raw(str(number), f"page {number}", False)

    results = run(endless(), lengthened, jobs=2, few=0)
    assert [next(results) for _ in range(5)] == [f"page {i}page {i}" for i in range(5)]
    assert taken <= 5 + 2 * 16 + 2
    results.close()  # type: ignore[attr-defined]


def test_nothing_given_nothing_done() -> None:
    assert list(run([], lengthened, jobs=2)) == []
    assert list(run([], lengthened, jobs=2, few=0)) == []


def test_jobs_must_be_positive() -> None:
    with pytest.raises(UsageError, match="jobs"):
        run([], lengthened, jobs=0)
