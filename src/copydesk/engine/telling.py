"""Stories -> accounts, on local cores: telling takes as long as annotating, and no story waits for another."""

from collections.abc import Iterable, Iterator

from copydesk.account import tell
from copydesk.engine import PARSING
from copydesk.engine.processes import run_in_processes
from copydesk.errors import CopydeskError
from copydesk.model import Account, Story

FEW_STORIES = 60
"""Up to this many stay in this process: starting others would take longer than the work."""


def tell_all(stories: Iterable[Story], *, jobs: int = 1, few: int = FEW_STORIES) -> Iterator[Account]:
    """The account of each story, in order, the same whatever `jobs` is.

    With `jobs` over 1 and more than `few` stories, as many processes tell them. Raises `CopydeskError`, which names the
    story, where one cannot be told.
    """
    preload = (__name__, *PARSING)
    return run_in_processes(iter(stories), _told, jobs=jobs, few=few, lost=_untold, preload=preload)


def _told(story: Story) -> Account:
    try:
        return tell(story)
    except CopydeskError:
        raise
    except Exception as error:  # which story it is is known only here, and perhaps in another process
        raise _failed(story, f"{type(error).__name__}: {error}") from error


def _untold(story: Story, how: str) -> Account:
    raise _failed(story, how)


def _failed(story: Story, why: str) -> CopydeskError:
    return CopydeskError(f"the story {story.id} could not be told: {why}")
