"""What the commands over a desk give, as lines of JSON or as the rows of a table."""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import copydesk
from copydesk.cli.screen import Table, note, require_writable
from copydesk.desk import Desk, Hit, StoryEntry
from copydesk.engine import cores
from copydesk.engine.telling import tell_all
from copydesk.errors import UsageError
from copydesk.export.lines import Record, as_line, as_record, findings_record, group_records, rejected_record
from copydesk.group.changes import Change
from copydesk.model import Reason, Rejected, RunSummary
from copydesk.pipeline import by_weight

_NAMED = 3
"""Pages that a row of the table of changes names."""


def files_of(desk: Path) -> tuple[Path, ...]:
    """The desk's file and those that SQLite keeps beside it while it is open."""
    place = Path(os.path.realpath(desk))
    return (place, *(place.with_name(place.name + end) for end in ("-wal", "-shm", "-journal")))


def open_apart(desk: Path, *outputs: Path | None, create: bool = False) -> Desk:
    """The desk, open. Raises `UsageError` before that if one of these files cannot be written, or is the desk, or if
    that is to be made or added to and cannot be written."""
    own = files_of(desk)
    if create:
        require_writable(desk)
    for output in outputs:
        require_writable(output)
        if output and Path(os.path.realpath(output)) in own:
            raise UsageError(f"{output} is the desk: what is written would take its place")
    return Desk(desk, create=create, say=note)


def added_lines(desk: Desk, kept: Iterable[str | Rejected]) -> Iterator[str]:
    """The lines of `add`, in input order."""
    records = lru_cache(maxsize=1024)(lambda story: group_records(desk.story(story)))
    with desk.snapshot():
        for one in kept:
            if isinstance(one, Rejected):
                yield as_line(rejected_record(one))
                continue
            added = desk.added(one)
            record: Record = records(added.story)[one]
            yield as_line(record | {"matches": as_record(added.matches)})


def state(desk: Desk, kept: Sequence[str | Rejected]) -> str:
    """What a run added and what is now on the desk, in words."""
    rejected = [one for one in kept if isinstance(one, Rejected)]
    known = sum(one.reason is Reason.DUPLICATE_ID for one in rejected)
    added = f"pages added {len(kept) - len(rejected):,}, known {known:,}, rejected {len(rejected) - known:,}"
    return f"{added}; {size(desk)}"


def size(desk: Desk) -> str:
    """What is now on the desk, in words."""
    entries = desk.stories()
    return f"on the desk {sum(entry.pages for entry in entries):,} in stories {len(entries):,}"


def exported_lines(desk: Desk, *, with_findings: bool) -> Iterator[str]:
    """The lines of `export`, story by story."""
    with desk.snapshot():
        for entry in desk.stories():
            for source, record in group_records(desk.story(entry.id)).items():
                found = findings_record(desk.findings(source)) if with_findings else {}
                yield as_line(found | record)
        yield from (as_line(rejected_record(rejected)) for rejected in desk.rejected())


def told_of(desk: Desk, names: Sequence[str]) -> copydesk.Report:
    """The report on these stories, or on all."""
    with desk.snapshot():
        every = map(desk.story, names or [entry.id for entry in desk.stories()])
        once = {story.id: story for story in every}.values() if names else every
        rejected = () if names else tuple(desk.rejected())
        accounts = by_weight(tell_all(once, jobs=cores()))
    pages = sum(account.counts.pages for account in accounts)
    return copydesk.Report(accounts, RunSummary(pages + len(rejected), pages, rejected))


def story_lines(entries: Iterable[StoryEntry]) -> Iterator[str]:
    """A line a story."""
    return (as_line(as_record(entry)) for entry in entries)


def story_table(entries: Iterable[StoryEntry]) -> Table:
    """A row a story."""
    rows = [
        (entry.id, _days(entry), str(entry.pages), str(entry.publishers), entry.title or "(no title)")
        for entry in entries
    ]
    return Table(("id", "published", "pages", "publishers", "title"), tuple(rows))


def _days(entry: StoryEntry) -> str:
    if entry.begin is None or entry.until is None:
        return "undated"
    if entry.begin == entry.until:
        return entry.begin
    same_year = entry.begin[:5] == entry.until[:5]
    return f"{entry.begin} to {entry.until[5:] if same_year else entry.until}"


def hit_lines(hits: Iterable[Hit]) -> Iterator[str]:
    """A line a passage."""
    for hit in hits:
        yield as_line({"source": hit.passage.source, "story": hit.story} | as_record(hit.passage))


def hit_table(hits: Iterable[Hit]) -> Table:
    """A row a passage."""
    rows = [(hit.story or "", hit.passage.source, hit.passage.text) for hit in hits]
    return Table(("story", "page", "passage"), tuple(rows))


def change_lines(changes: Iterable[Change]) -> Iterator[str]:
    """A line a change."""
    return (as_line(as_record(change)) for change in changes)


def change_table(changes: Iterable[Change]) -> Table:
    """A row a change."""
    rows = []
    for change in changes:
        more = len(change.articles) - _NAMED
        named = [*change.articles[:_NAMED], *([f"and {more} more"] if more > 0 else [])]
        rows.append(
            (str(change.number), change.kind.value, change.before or "", change.after or "", ", ".join(named))
        )
    return Table(("number", "kind", "before", "after", "pages"), tuple(rows))
