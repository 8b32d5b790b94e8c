"""What a ledger of changes says of the stories."""

from collections import defaultdict
from collections.abc import Iterable

from copydesk.group.changes import Change


def replay(ledger: Iterable[Change]) -> dict[str, tuple[str, ...]]:
    """The stories that these changes, in order, leave: story id -> sources, sorted."""
    story_of: dict[str, str | None] = {}
    for change in ledger:
        story_of |= dict.fromkeys(change.articles, change.after)
    stories: defaultdict[str, list[str]] = defaultdict(list)
    for source, story in sorted(story_of.items()):
        if story is not None:
            stories[story].append(source)
    return {story: tuple(sources) for story, sources in sorted(stories.items())}
