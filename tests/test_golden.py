"""The golden pages come out as they were read and approved; `make golden` writes them down anew."""

import json
from pathlib import Path

import pytest

from golden import expectation, golden_pages, outcome

APPROVED = [page for page in golden_pages() if expectation(page).exists()]
"""A page gets its expectation with `make golden`, once what comes of it has been read and is true."""


@pytest.mark.parametrize("page", APPROVED, ids=lambda page: page.name)
def test_golden_page(page: Path) -> None:
    assert outcome(page) == json.loads(expectation(page).read_text(encoding="utf-8"))
