"""Floor 5. The store: pages are added, stories asked for, and nothing that was told is rewritten silently."""

from copydesk.desk.desk import Added, Desk, Match
from copydesk.desk.entry import Entry, Hit, Passage, to_entry
from copydesk.desk.intake import CHUNK
from copydesk.desk.listing import StoryEntry

__all__ = ["CHUNK", "Added", "Desk", "Entry", "Hit", "Match", "Passage", "StoryEntry", "to_entry"]
