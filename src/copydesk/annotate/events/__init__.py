"""Who did what to whom: events in PLOVER's terms."""

from copydesk.annotate.events.coder import EventCode, code_event
from copydesk.annotate.events.find import find_events

__all__ = ["EventCode", "code_event", "find_events"]
