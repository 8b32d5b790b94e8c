"""Being written."""

from collections.abc import Sequence

from copydesk.annotate.parse import Parsed
from copydesk.model import Claim, Entity, Event, Quotation, Timex


def find_events(parsed: Parsed, entities: Sequence[Entity], times: Sequence[Timex]) -> tuple[Event, ...]:
    return ()
