"""Floor 5. The store: pages are added, stories asked for, and nothing that was told is rewritten silently."""

from copydesk.desk.desk import Added, Desk, Hit, Match, StoryEntry
from copydesk.desk.store import Passage

__all__ = ["Added", "Desk", "Hit", "Match", "Passage", "StoryEntry"]
