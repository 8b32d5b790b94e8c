"""What differs between the tellings of one claim."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from copydesk.account.align import Telling
from copydesk.account.dating import is_day
from copydesk.account.quantities import Quantity, quantities
from copydesk.model import DatedValue, Difference, DifferenceKind, Modality, Polarity, Span, Variant
from copydesk.text import fold

Dated = Mapping[tuple[str, int], DatedValue]

_NOT_YET = frozenset({Modality.PLANNED, Modality.EXPECTED, Modality.POSSIBLE, Modality.CALLED_FOR})


def differences_of(tellings: Sequence[Telling], dated: Dated) -> tuple[Difference, ...]:
    """The points on which these tellings differ; `wording` alone where nothing else does."""
    found = [
        difference
        for difference in (
            _numbers(tellings),
            _times(tellings, dated),
            _places(tellings),
            _modality(tellings),
        )
        if difference
    ]
    if not found and len({fold(telling.text) for telling in tellings}) > 1:
        found = [_wording(tellings)]
    return tuple(found)


def disputes(tellings: Sequence[Telling], dated: Dated) -> bool:
    """Whether two tellings cannot both be true: one denies, or their figures or days exclude each other."""
    modalities = {telling.claim.modality for telling in tellings}
    polarities = {t.claim.polarity for t in tellings if t.claim.modality is Modality.ASSERTED}
    if (Modality.DENIED in modalities and len(modalities) > 1) or len(polarities) > 1:
        return True
    if any(not one.agrees(two) for _, one, _, two in _unequal(tellings)):
        return True
    return bool(_clashing_days(tellings, dated))


def _numbers(tellings: Sequence[Telling]) -> Difference | None:
    clashing: dict[tuple[str, Span], tuple[Telling, Quantity]] = {}
    for a, one, b, two in _unequal(tellings):
        clashing[a.source, _on_page(a, one.span)] = (a, one)
        clashing[b.source, _on_page(b, two.span)] = (b, two)
    return _difference(DifferenceKind.NUMBER, [(t, _on_page(t, q.span)) for t, q in clashing.values()])


def _unequal(tellings: Sequence[Telling]) -> list[tuple[Telling, Quantity, Telling, Quantity]]:
    """Pairs of figures for the same thing that are not the same, where neither telling has the other's figure."""
    counted = [(telling, quantity) for telling in tellings for quantity in quantities(telling.text)]
    return [
        (a, one, b, two)
        for (a, one), (b, two) in combinations(counted, 2)
        if a is not b
        and one.value != two.value
        and one.comparable(two)
        and not _has_equal(one, b)
        and not _has_equal(two, a)
    ]


def _has_equal(quantity: Quantity, telling: Telling) -> bool:
    return any(
        quantity.value == other.value and quantity.comparable(other) for other in quantities(telling.text)
    )


def _times(tellings: Sequence[Telling], dated: Dated) -> Difference | None:
    """Events of one type and doer put on days that have none in common."""
    return _difference(DifferenceKind.TIME, _clashing_days(tellings, dated))


def _clashing_days(tellings: Sequence[Telling], dated: Dated) -> list[tuple[Telling, Span]]:
    timed = [
        (telling, event, value)
        for telling in tellings
        for event in telling.found.events
        if event.id in telling.claim.events and event.time is not None
        if (value := dated.get((telling.source, event.time))) and is_day(value)
    ]
    clashing: dict[tuple[str, Span], Telling] = {}
    for (a, act, one), (b, deed, two) in combinations(timed, 2):
        same = act.type == deed.type and set(act.source) & set(deed.source)
        if a is not b and same and not _meet(one, two):
            clashing[a.source, one.span] = a
            clashing[b.source, two.span] = b
    return [(telling, span) for (_, span), telling in clashing.items()]


def _meet(one: DatedValue, two: DatedValue) -> bool:
    a, b, c, d = (value or "" for value in (one.begin, one.until, two.begin, two.until))
    return a[:10] < max(d[:10], c[:10] + "~") and c[:10] < max(b[:10], a[:10] + "~")


def _places(tellings: Sequence[Telling]) -> Difference | None:
    """Events of the same type and actors put in different places."""
    placed = [
        (telling, event)
        for telling in tellings
        for event in telling.found.events
        if event.id in telling.claim.events and event.place
    ]
    clashing: dict[tuple[str, Span], Telling] = {}
    for (a, one), (b, two) in combinations(placed, 2):
        if a is b or one.type != two.type or one.place == two.place:
            continue
        if one.place in b.entities or two.place in a.entities:
            continue
        for telling, event in ((a, one), (b, two)):
            clashing[telling.source, _mention(telling, event.place)] = telling
    return _difference(DifferenceKind.PLACE, [(t, span) for (_, span), t in clashing.items()])


def _mention(telling: Telling, entity_id: str | None) -> Span:
    for entity in telling.found.entities:
        for mention in entity.mentions:
            if entity.id == entity_id and telling.claim.span.contains(mention.span):
                return mention.span
    return telling.claim.span


def _modality(tellings: Sequence[Telling]) -> Difference | None:
    def sort_of(telling: Telling) -> str:
        modality = telling.claim.modality
        if modality is Modality.DENIED or telling.claim.polarity is Polarity.NEGATIVE:
            return "denied"
        return "not yet" if modality in _NOT_YET else "asserted"

    if len({sort_of(telling) for telling in tellings}) < 2:
        return None
    firsts = {sort_of(telling): telling for telling in reversed(tellings)}
    values = [
        Variant(_stance(firsts[key]), firsts[key].source, firsts[key].claim.span) for key in sorted(firsts)
    ]
    return Difference(DifferenceKind.MODALITY, tuple(values))


def _stance(telling: Telling) -> str:
    claim = telling.claim
    return f"not {claim.modality.value}" if claim.polarity is Polarity.NEGATIVE else claim.modality.value


def _wording(tellings: Sequence[Telling]) -> Difference:
    firsts = {fold(telling.text): telling for telling in reversed(tellings)}
    chosen = sorted(firsts.values(), key=lambda t: (t.source, t.claim.span))
    return Difference(DifferenceKind.WORDING, tuple(Variant(t.text, t.source, t.claim.span) for t in chosen))


def _difference(on: DifferenceKind, places: Sequence[tuple[Telling, Span]]) -> Difference | None:
    if len(places) < 2:
        return None
    ordered = sorted(places, key=lambda item: (item[0].source, item[1]))
    values = (Variant(span.of(t.found.article.page.text), t.source, span) for t, span in ordered)
    return Difference(on, tuple(values))


def _on_page(telling: Telling, inside: Span) -> Span:
    return Span(telling.claim.span.start + inside.start, telling.claim.span.start + inside.end)
