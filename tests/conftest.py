"""Counts the tests that read the development data beside the repository, so that none is missed unseen; properties are
tried without a limit of time, since a busy machine is no fault."""

import inspect
import re
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
_SHARED = re.compile(r"\bSHARED\b|\.\./shared")
_outcomes: dict[str, str] = {}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and _needs_shared(item):
            _outcomes[item.nodeid] = "not run"


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.nodeid in _outcomes and (report.when == "call" or report.outcome != "passed"):
        _outcomes[report.nodeid] = report.outcome


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    ran = sum(outcome in ("passed", "failed") for outcome in _outcomes.values())
    terminalreporter.write_line(f"Tests that need ../shared: {ran} of {len(_outcomes)} ran.")


def _needs_shared(item: pytest.Function) -> bool:
    """Whether the test, one of its fixtures or one of its marks speaks of the shared folder."""
    return any(_SHARED.search(text) for text in _sources(item))


def _sources(item: pytest.Function) -> Iterator[str]:
    yield inspect.getsource(item.function)
    yield from (str(mark.kwargs.get("reason", "")) for mark in item.iter_markers())
    for definitions in item._fixtureinfo.name2fixturedefs.values():
        for definition in definitions:
            if "site-packages" not in inspect.getfile(definition.func):
                yield inspect.getsource(definition.func)
