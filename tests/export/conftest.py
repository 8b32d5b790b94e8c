"""Fixtures over the accounts made by hand."""

from collections.abc import Callable

import pytest

from copydesk.model import Account, Reason, Rejected, RunSummary
from tests.export.handmade import barge_account, one_page_account


@pytest.fixture
def barge() -> Account:
    """Three pages: a wire, an undated copy of it, and a paper of its own with another number."""
    return barge_account()


@pytest.fixture
def summary() -> RunSummary:
    return RunSummary(4, 3, (Rejected("empty.txt", "read", Reason.EMPTY, "0 bytes"),))


@pytest.fixture
def single() -> Callable[..., Account]:
    return one_page_account
