"""No pattern takes a time that explodes with what a page repeats."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from time import process_time

import pytest

import copydesk

WORDS = 24
GAP = 400
SECONDS = 0.25


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that modules hold, by name."""
    for module in pkgutil.walk_packages(copydesk.__path__, "copydesk."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.name}.{name}", value


def attacks(pattern: str) -> Iterator[str]:
    """Rows of each word the pattern itself is written with, and what begins as it may and goes on with a gap."""
    for word in dict.fromkeys(re.findall(r"(?<!\\)\b[a-z]{3,}", pattern)):
        yield f"{word} " * WORDS + "!"
    for opening in ("", "x", "x 1", ")", "(A) 1", "credit", "1 123"):
        yield opening + " " * GAP + "!"
    yield "x " + "123 " * (GAP // 4) + "!"


def test_no_pattern_explodes() -> None:
    slow = []
    for name, pattern in patterns():
        start = process_time()
        texts = list(attacks(pattern.pattern))
        for text in texts:
            pattern.match(text)
        if process_time() - start > SECONDS + 0.01 * len(texts):
            slow.append(name)
    assert not slow


HEAD = (
    "Ferry leaves Westhaven\n\nWESTHAVEN, Oct 12 (ANS) - The ferry left Westhaven on Saturday with 214 people, the"
    " harbour office said.\n\n"
    + "It was the first to leave since the storm, and the last of the week.\n\n"
    * 5
)
TICKER = "Acme (ACM) $ 12.50 0.73%\n" * 3


def test_a_gap_in_a_publishers_name_costs_no_more_than_its_length() -> None:
    from copydesk.group.writers import _EDITION

    gap = "Westhaven" + " " * 20_000 + "Post"
    start = process_time()
    assert _EDITION.sub("", gap + "  Online") == gap
    assert process_time() - start < 1


@pytest.mark.parametrize(
    "tail",
    [
        (TICKER + "x" + " " * 1900 + "5%\n") * 4,
        (TICKER + "x " + "123 " * 450 + "!\n5%\n") * 2,
        TICKER + ")" + " " * 60_000 + "5% 6% 7%",
    ],
    ids=["gaps in rows", "long numbers in rows", "a gap in a line"],
)
def test_a_page_that_looks_like_a_ticker_is_read_in_time(tail: str) -> None:
    from copydesk.model import Page
    from copydesk.pipeline import to_article

    start = process_time()
    to_article(Page("page", HEAD + tail))
    assert process_time() - start < 4
