"""What is measured runs: the benchmarks themselves take an hour and are seldom started."""

from collections.abc import Callable

import pytest

from bench import stories
from bench.one import OURS, Work
from copydesk.readers import Raw

PAGE = (
    "Ferry is late\n\nWESTHAVEN, May 7 (Quay News) - The ferry to Westhaven was two hours late on Monday, the "
    "harbour master said. “The wind was too strong,” Ida Holm told reporters. Ninety people waited on the quay.\n"
)


@pytest.mark.parametrize("work", OURS)
def test_each_measurement_of_ours_gives_the_size_of_what_it_made(work: Work) -> None:
    assert work([Raw("a.txt", PAGE, False)]) > len(PAGE)


@pytest.mark.parametrize("measure", [stories.stream, stories.batch])
def test_stories_of_few_articles_are_measured(
    measure: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    measure(20)
    assert "20 articles" in capsys.readouterr().out
