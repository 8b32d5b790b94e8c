"""Being written."""

from collections.abc import Sequence

from copydesk.annotate.parse import Parsed
from copydesk.model import Claim, Entity, Event, Quotation, Timex


def find_quotations(parsed: Parsed, entities: Sequence[Entity]) -> tuple[Quotation, ...]:
    return ()
