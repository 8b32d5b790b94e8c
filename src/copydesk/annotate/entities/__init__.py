"""Being written."""

from collections.abc import Sequence

from copydesk.annotate.parse import Parsed
from copydesk.model import Claim, Entity, Event, Quotation, Timex


def find_entities(parsed: Parsed) -> tuple[Entity, ...]:
    return ()
