"""A desk of nothing yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from copydesk.desk import Desk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.desk"


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with Desk(path, create=True) as opened:
        yield opened
