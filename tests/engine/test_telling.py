"""What was found waits on disk until it is grouped, and stories are told in several processes: the same comes out."""

from pathlib import Path
from tempfile import TemporaryFile
from types import SimpleNamespace
from typing import Any

import pytest

import copydesk
from copydesk.account import tell
from copydesk.engine.spool import Spool
from copydesk.engine.telling import tell_all
from copydesk.errors import CopydeskError
from copydesk.group import group, group_corpus, packed
from copydesk.model import Annotations, Article

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def findings() -> list[Annotations]:
    pages = [page for page in copydesk.read_many([EXAMPLES]) if isinstance(page, Article)]
    return [copydesk.annotate(page) for page in pages]


def test_what_is_on_disk_is_grouped_as_what_is_held(findings: list[Annotations]) -> None:
    with TemporaryFile() as file:
        spool = Spool(file)
        for found in reversed(findings):
            spool.add(packed(found))
        assert tuple(group_corpus(spool)) == group(findings)


def test_stories_are_told_alike_in_one_process_and_in_several(findings: list[Annotations]) -> None:
    stories = group(findings)
    assert list(tell_all(stories, jobs=2, few=0)) == list(map(tell, stories)) == list(tell_all(stories))


@pytest.mark.parametrize("few", [0, 1])
def test_a_story_that_cannot_be_told_is_named_with_the_reason(few: int) -> None:
    none: Any = SimpleNamespace(id="s1")
    with pytest.raises(CopydeskError, match=r"story s1 could not be told: AttributeError: .*findings"):
        list(tell_all([none], jobs=2, few=few))
