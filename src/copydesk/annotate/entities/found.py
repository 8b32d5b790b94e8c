"""An entity while it is put together from its mentions."""

from dataclasses import dataclass, field

from copydesk.annotate.entities.roles import Role
from copydesk.model import Mention, Place


@dataclass(slots=True)
class Found:
    """An entity being put together."""

    id: str
    name: str
    label: str
    mentions: list[Mention] = field(default_factory=list)
    links: tuple[tuple[str, str], ...] = ()
    stands_for: str | None = None
    roles: list[Role] = field(default_factory=list)
    place: Place | None = None
