"""How many of a claim's origins are witnesses independent of each other."""

from collections.abc import Sequence, Set

from copydesk.model import Independence, Origin, OriginKind, Tie


def count_independent(
    origin_ids: Sequence[str],
    origins: Sequence[Origin],
    *,
    ties: Sequence[Tie],
    borne_out: Set[tuple[str, str]] | None = None,
) -> int:
    """How many of these origins are witnesses independent of each other: the largest such set found greedily.

    An identified origin alone counts one; unknown ones count nothing. With `borne_out`, only pairs of origins (by
    id, in order) count as two of which one tells what the other does.
    """
    kinds = {origin.id: origin.kind for origin in origins}
    identified = sorted(
        origin
        for origin in set(origin_ids)
        if kinds.get(origin, OriginKind.UNKNOWN) is not OriginKind.UNKNOWN
    )
    if len(identified) < 2:
        return len(identified)
    apart = {(t.a, t.b) for t in ties if t.state is Independence.KNOWN_INDEPENDENT}
    if borne_out is not None:
        apart &= borne_out
    chosen: list[str] = []
    for origin in identified:
        if all((other, origin) in apart for other in chosen):
            chosen.append(origin)
    return len(chosen)
