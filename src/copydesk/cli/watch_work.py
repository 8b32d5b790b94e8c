"""What `watch` does, round after round."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from copydesk.cli.desk_work import added_lines, state
from copydesk.cli.screen import note, written_lines
from copydesk.cli.stopping import Stopping
from copydesk.desk import CHUNK, Desk, Entry, to_entry
from copydesk.engine import PARSING, collect_seldom, cores, run
from copydesk.model import Rejected
from copydesk.pipeline import knowing, to_agencies
from copydesk.readers import Limits, Raw
from copydesk.watch import Round, Stopped, Surroundings, Tally, Web


@dataclass(frozen=True, slots=True)
class Watch:
    """The feeds to watch, and what is done with the pages they lead to."""

    feeds: list[str]
    desk: Path
    jobs: int | None
    limits: Limits
    agencies: Path | None


def watch_feeds(asked: Watch, *, minutes: float | None) -> None:
    """Writes the lines of round after round, that many minutes from one's begin to the next's; of one if None.

    Ends where the user wants it, and then what was fetched is on the desk.
    """
    collect_seldom()
    with Stopping() as stopping:
        web = Web(Surroundings(pause=stopping.pause))
        while True:
            begun = time.monotonic()
            for lines in _round(asked, web):
                written_lines(lines, None)
            if minutes is None or stopping.asked:
                return
            try:
                stopping.pause(max(0.0, begun + 60 * minutes - time.monotonic()))
            except Stopped:
                return


def _round(asked: Watch, web: Web) -> Iterator[list[str]]:
    """The lines of a round, as many at a time as pages are written down."""
    work = knowing(to_agencies(asked.agencies), to_entry)
    jobs, preload = asked.jobs or cores(), (to_entry.__module__, *PARSING)
    with Desk(asked.desk, create=True, say=note) as desk:
        on = Round(web, desk, limits=asked.limits, say=note)

        def entry(raw: Raw) -> Entry | Rejected:
            return next(run(desk.unknown([raw]), work, limits=asked.limits))

        raws = desk.unknown(on.pages(asked.feeds))
        results = on.settled(run(raws, work, jobs=jobs, limits=asked.limits, preload=preload), entry)
        every: list[str | Rejected] = []
        while batch := list(islice(results, CHUNK)):
            kept = list(desk.keep(batch))
            desk.remember(on.news())
            every += kept
            yield list(added_lines(desk, kept))
        desk.remember(on.versions())
        note(f"{asked.desk}: {_told(on.tally)}; {state(desk, every)}")


def _told(tally: Tally) -> str:
    """What came of the feeds, in words."""
    parts = [f"unchanged {tally.unchanged:,}", f"failed {tally.failed:,}"]
    left = f", items left for later {tally.left:,}" if tally.left else ""
    return f"feeds {tally.feeds:,} ({', '.join(parts)}){left}"
