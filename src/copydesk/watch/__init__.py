"""Floor 5. Feeds -> the pages they lead to, fetched: the only room that reaches out to the network."""

from copydesk.watch.given import named_feeds
from copydesk.watch.guard import Surroundings
from copydesk.watch.rounds import MOST_ITEMS, Memory, Round, Tally
from copydesk.watch.unfetched import Stopped
from copydesk.watch.web import Web

__all__ = ["MOST_ITEMS", "Memory", "Round", "Stopped", "Surroundings", "Tally", "Web", "named_feeds"]
