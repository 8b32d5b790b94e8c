"""How many of a claim's origins are witnesses independent of each other."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from copydesk.model import Independence, OriginKind, Story


@dataclass(frozen=True, slots=True)
class Standing:
    """What a story knows of its origins: what sort each is, and which two (by id, in order) are independent."""

    kinds: Mapping[str, OriginKind]
    apart: Set[tuple[str, str]]

    @classmethod
    def of(cls, story: Story) -> "Standing":
        """What is known of the origins of `story`."""
        return cls(
            {origin.id: origin.kind for origin in story.origins},
            {(t.a, t.b) for t in story.ties if t.state is Independence.KNOWN_INDEPENDENT},
        )

    def is_known(self, origin: str) -> bool:
        """Whether the origin of that id is identified."""
        return self.kinds.get(origin, OriginKind.UNKNOWN) is not OriginKind.UNKNOWN


def count_independent(
    origin_ids: Sequence[str], standing: Standing, *, apart: Set[tuple[str, str]] | None = None
) -> int:
    """How many of these origins are witnesses independent of each other: the largest such set found greedily.

    An identified origin alone counts one; unknown ones count nothing. With `apart`, only these of the pairs that are
    independent count as two: those of which one tells what the other does.
    """
    pairs = standing.apart if apart is None else apart
    chosen: list[str] = []
    for origin in sorted(filter(standing.is_known, set(origin_ids))):
        if all((other, origin) in pairs for other in chosen):
            chosen.append(origin)
    return len(chosen)
