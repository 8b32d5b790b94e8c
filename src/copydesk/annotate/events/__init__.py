"""Who did what to whom: events in PLOVER's terms."""

from copydesk.annotate.events.find import find_events

__all__ = ["find_events"]
