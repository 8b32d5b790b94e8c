"""What differs between the tellings of one claim, and whether it is in dispute."""

from collections.abc import Iterable, Sequence

from copydesk.account.clash import Clash, Place
from copydesk.account.stances import denied, stances_apart
from copydesk.account.tellings import Telling
from copydesk.model import Difference, DifferenceKind, Span, Variant
from copydesk.text import fold


def differences_of(tellings: Sequence[Telling], clashes: Sequence[Clash]) -> tuple[Difference, ...]:
    """The points on which these tellings differ, one difference a point; `wording` alone where there is none."""
    found = [
        difference
        for kind in DifferenceKind
        for point in _points([clash for clash in clashes if clash.on is kind])
        if (difference := _difference(kind, point))
    ]
    if not any(difference.on is DifferenceKind.MODALITY for difference in found):
        stances = stances_apart(tellings)
        found += [stances] if stances else []
    if not found and len({fold(telling.text) for telling in tellings}) > 1:
        found = [_wording(tellings)]
    return tuple(found)


def disputes(tellings: Sequence[Telling], clashes: Sequence[Clash]) -> bool:
    """Whether two tellings cannot both be true: one denies, or their figures, days or places exclude each other."""
    return denied(tellings) or any(clash.exclusive for clash in clashes)


def _points(clashes: Sequence[Clash]) -> list[list[Place]]:
    """The places of the clashes, those of one point together: what clashes with one clashes with all."""
    points: dict[int, dict[tuple[str, Span], Place]] = {}
    point_of: dict[tuple[str, Span], int] = {}
    for number, clash in enumerate(clashes):
        ends = {(telling.source, span): (telling, span) for telling, span in (clash.here, clash.there)}
        touched = {point_of[end] for end in ends if end in point_of}
        kept = max(touched, key=lambda point: len(points[point]), default=number)
        whole = points.pop(kept, {})
        for part in [ends, *(points.pop(point) for point in touched - {kept})]:
            whole |= part
            point_of |= dict.fromkeys(part, kept)
        points[kept] = whole
    return [list(point.values()) for point in points.values()]


def _wording(tellings: Sequence[Telling]) -> Difference:
    firsts = {fold(telling.text): telling for telling in reversed(tellings)}
    chosen = sorted(firsts.values(), key=lambda t: (t.source, t.claim.span))
    return Difference(DifferenceKind.WORDING, tuple(Variant(t.text, t.source, t.claim.span) for t in chosen))


def _difference(on: DifferenceKind, places: Iterable[Place]) -> Difference | None:
    ordered = sorted(places, key=lambda item: (item[0].source, item[1]))
    values = (Variant(span.of(t.found.page.text), t.source, span) for t, span in ordered)
    return Difference(on, tuple(values)) if len(ordered) > 1 else None
