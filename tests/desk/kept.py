"""The examples, read once for all tests of a desk, and what puts them on one."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from copydesk.desk import Desk, Entry
from copydesk.desk.entry import entry_of
from copydesk.group import group
from copydesk.model import Annotations, Rejected, Story
from copydesk.pipeline import to_findings, to_page
from copydesk.readers import Raw, read_raw

EXAMPLES = Path(__file__).parents[2] / "examples"
RAWS = [raw for raw in read_raw([EXAMPLES]) if isinstance(raw, Raw)]


def found_in(raw: Raw | Rejected) -> Annotations | Rejected:
    page = raw if isinstance(raw, Rejected) else to_page(raw)
    return page if isinstance(page, Rejected) else to_findings(page)


def entry(found: Annotations | Rejected) -> Entry | Rejected:
    return found if isinstance(found, Rejected) else entry_of(found)


FOUND = {raw.source: found_in(raw) for raw in RAWS}
ENTRIES = {source: entry(found) for source, found in FOUND.items()}
ARTICLES = {source: found for source, found in FOUND.items() if isinstance(found, Annotations)}


def keep(desk: Desk, raws: Iterable[Raw | Rejected]) -> list[str | Rejected]:
    """Adds pages whose findings are known by now."""
    return list(
        desk.keep(ENTRIES[raw.source] if raw in RAWS else entry(found_in(raw)) for raw in desk.unknown(raws))
    )


def told(stories: Iterable[Story]) -> list[Story]:
    """The stories, but for their ids, in an order of their own."""
    return sorted((replace(story, id="") for story in stories), key=lambda story: story.lineage[0].source)


BATCH = told(group(list(ARTICLES.values())))


def stories_on(desk: Desk) -> list[Story]:
    return [desk.story(entry.id) for entry in desk.stories()]
