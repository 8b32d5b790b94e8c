"""The golden pages come out as they were read and approved; `make golden` writes them down anew."""

import json
from pathlib import Path

import pytest

from tests.golden import approved, expectation, outcome


@pytest.mark.parametrize("page", approved(), ids=lambda page: page.name)
def test_golden_page(page: Path) -> None:
    assert outcome(page) == json.loads(expectation(page).read_text(encoding="utf-8"))
