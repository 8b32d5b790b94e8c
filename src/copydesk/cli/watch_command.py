"""The command that fetches: `watch`."""

from typing import Annotated

import typer

from copydesk.cli.options import DESK, Agencies, DeskFile, Jobs, LimitOptions
from copydesk.cli.root import app
from copydesk.cli.runs import limits_of
from copydesk.cli.screen import exits


@app.command()
def watch(
    feeds: Annotated[
        list[str],
        typer.Argument(
            metavar="FEED",
            help="Addresses of feeds (RSS, Atom, JSON Feed), or files that list such addresses, one a line.",
            show_default=False,
        ),
    ],
    *,
    desk: DeskFile = DESK,
    every: Annotated[
        int, typer.Option("--every", min=1, metavar="MINUTES", help="From one round's begin to the next's.")
    ] = 15,
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    jobs: Jobs = None,
    limit: LimitOptions = None,
    agencies: Agencies = None,
) -> None:
    """Feeds -> the desk: the pages to which new items lead are fetched and added, round after round.

    Writes what `add` writes, a line of JSON a page, and one line a round to standard error. Ctrl-C ends it, and
    what was fetched is on the desk. The only command that uses the network; it obeys robots.txt.

    **Examples**

        copydesk watch https://quay.example/rss.xml --desk news.desk

        copydesk watch feeds.txt --every 30

        copydesk watch feeds.txt --once | jq -r 'select(.story) | [.story, .source] | @tsv'
    """
    with exits():
        from copydesk.cli.watch_work import Watch, watch_feeds
        from copydesk.watch import named_feeds

        asked = Watch(named_feeds(feeds), desk, jobs, limits_of(limit or []), agencies)
        watch_feeds(asked, minutes=None if once else every)
