"""Floor 5. The store: pages are added, stories asked for, and nothing that was told is rewritten silently."""

from copydesk.desk.desk import CHUNK, Added, Desk, Match, StoryEntry
from copydesk.desk.entry import Entry, Hit, Passage, to_entry

__all__ = ["CHUNK", "Added", "Desk", "Entry", "Hit", "Match", "Passage", "StoryEntry", "to_entry"]
