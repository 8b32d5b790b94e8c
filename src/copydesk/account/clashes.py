"""The points on which two pages' tellings of one claim have different values: figures, times, places, parties.

Tellings in much the same words are laid side by side, and what stands in the same place of both is compared as what it
is; others are compared by what they count, date and place.
"""

import re
from collections.abc import Hashable, Iterator, Sequence

from copydesk.account.align import Telling
from copydesk.account.clash import Clash, Place, on_page
from copydesk.account.clashing_times import Dated, days_apart, of_another, time_at, timed, times_around
from copydesk.account.clock import exclude
from copydesk.account.copies import joining_pairs
from copydesk.account.quantities import CLOCK, Quantity, figures_in, quantities
from copydesk.account.slots import replacements
from copydesk.model import DifferenceKind, Entity, Event, Span
from copydesk.text import fold

MOST_TELLINGS = 24
"""Tellings of one claim in different words that are compared with each other; the rest say what these say."""
NEAR = 0.1
"""Share up to which two figures with the same bound, in the same words, may be two roundings."""

_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest".split()
)
_DIGITS = re.compile(r"\d[\d.,]*(?: \d{3,})*")
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_ACTORS = frozenset({"PERSON", "ORG", "NORP"})


def clashes_of(tellings: Sequence[Telling], dated: Dated) -> list[Clash]:
    """The points on which two pages' tellings have different values.

    Copies are compared once for all, and of the pairs that clash there are as many as join all that do.
    """
    if len({telling.source for telling in tellings}) < 2:
        return []
    distinct = {fold(telling.text): telling for telling in reversed(tellings)}
    kept = set(sorted(distinct)[:MOST_TELLINGS])
    compared = [telling for telling in tellings if fold(telling.text) in kept]
    seen: dict[Hashable, int] = {}
    kinds = [seen.setdefault(_makeup(telling, dated), len(seen)) for telling in compared]
    known: dict[tuple[int, int], list[Clash]] = {}
    found = []
    for i, j in joining_pairs(kinds, [telling.source for telling in compared]):
        a, b = compared[i], compared[j]
        if (kinds[i], kinds[j]) not in known:
            known[kinds[i], kinds[j]] = _clashes_between(a, b, dated)
        found += [_between(clash, a, b) for clash in known[kinds[i], kinds[j]]]
    return found


def _makeup(telling: Telling, dated: Dated) -> Hashable:
    """All that a comparison looks at: two tellings made up alike clash with the same others, in the same places."""
    found, around = telling.found, telling.claim.span

    def place(span: Span) -> tuple[int, int, str]:
        return span.start - around.start, span.end - around.start, span.of(found.article.page.text)

    times = [(t, place(t.span)) for t in found.times if t.span.overlaps(around)]
    named = [(e, [m for m in e.mentions if m.span.overlaps(around)]) for e in found.entities]
    return (
        telling.text,
        telling.entities,
        tuple((at, t.type, t.value, of_another(telling, t)) for t, at in times),
        tuple((place(t.span), t.value) for t in times_around(telling)) if telling.claim.attribution else None,
        tuple((place(v.span), e.type, e.source, v.begin, v.until) for e, v in timed(telling, dated)),
        tuple((place(_mention(telling, e.place)), e.type, e.place) for e in _placed(telling)),
        tuple(
            (entity.id, entity.name, entity.stands_for, *((place(m.span), m.label) for m in mentions))
            for entity, mentions in named
            if mentions
        ),
    )


def _clashes_between(a: Telling, b: Telling, dated: Dated) -> list[Clash]:
    """The points on which these two have different values."""
    slots = list(_slots(a, b))
    found = slots or _figures(a, b)
    taken = {clash.on for clash in slots}
    if DifferenceKind.TIME not in taken:
        found += days_apart(a, b, dated)
    if DifferenceKind.PLACE not in taken:
        found += _sites(a, b)
    return found


def _between(clash: Clash, a: Telling, b: Telling) -> Clash:
    """The clash of two tellings as that of copies of them."""
    if clash.here[0] is a and clash.there[0] is b:
        return clash
    return Clash(clash.on, _copied(clash.here, a), _copied(clash.there, b), clash.exclusive)


def _copied(place: Place, copy: Telling) -> Place:
    telling, span = place
    ahead = copy.claim.span.start - telling.claim.span.start
    return copy, Span(span.start + ahead, span.end + ahead)


def _slots(a: Telling, b: Telling) -> Iterator[Clash]:
    """Different values in the same place of the same words."""
    for here, there in replacements(a.text, b.text):
        one, two = (a, on_page(a, here)), (b, on_page(b, there))
        times = [time_at(*one), time_at(*two)]
        if times[0] and times[1] and "DURATION" not in {times[0].type, times[1].type}:
            if exclude(times[0], times[1]):
                yield Clash(DifferenceKind.TIME, (a, times[0].span), (b, times[1].span), exclusive=True)
            continue
        left, right = figures_in(here.of(a.text)), figures_in(there.of(b.text))
        if left and right:
            if CLOCK.match(a.text, here.end) and CLOCK.match(b.text, there.end):
                if a.text[: here.start].endswith("(") and b.text[: there.start].endswith("("):
                    continue  # an hour said once more, for readers elsewhere
                yield Clash(DifferenceKind.TIME, one, two, exclusive=True)
            elif left != right and _digits(a.text, here) != _digits(b.text, there):
                yield Clash(DifferenceKind.NUMBER, one, two, exclusive=not _agree(a, here, b, there))
            continue
        sides = [here.of(a.text).lower(), there.of(b.text).lower()]
        if sides[0] != sides[1] and _DIRECTIONS.issuperset(sides):
            yield Clash(DifferenceKind.PLACE, one, two, exclusive=True)
            continue
        for kind, labels in ((DifferenceKind.PLACE, _PLACES), (DifferenceKind.ACTOR, _ACTORS)):
            who, other = _named_at(*one, labels), _named_at(*two, labels)
            if who and other and not _akin(who, other) and not _names(b, who) and not _names(a, other):
                yield Clash(kind, one, two, exclusive=kind is DifferenceKind.PLACE)
                break


def _digits(text: str, span: Span) -> str:
    """The digits from there on: `0800 555111` and `0800 555 111` are one number, written in two ways."""
    run = _DIGITS.match(text, span.start)
    return "".join((run[0] if run else span.of(text)).split())


def _agree(a: Telling, here: Span, b: Telling, there: Span) -> bool:
    """Whether the figures at these places of the texts can both be true."""
    one = next((q for q in quantities(a.text) if q.span.overlaps(here)), None)
    two = next((q for q in quantities(b.text) if q.span.overlaps(there)), None)
    if not one or not two:
        return False
    # "Over 100 million" and, in the same words, "over 10 million" are rivals though both could be true.
    rivals = one.bound == two.bound and abs(one.value - two.value) > NEAR * max(one.value, two.value)
    return one.agrees(two) and not rivals


def _named_at(telling: Telling, span: Span, labels: frozenset[str]) -> Entity | None:
    """The entity of one of these labels that a mention covering the stretch names."""
    for entity in telling.found.entities:
        for mention in entity.mentions:
            if mention.label in labels and mention.span.overlaps(span):
                return entity
    return None


def _akin(one: Entity, two: Entity) -> bool:
    """Whether two entities are one by id, by what they stand for, or because one name holds the other."""
    names = (f" {fold(one.name)} ", f" {fold(two.name)} ")
    return (
        one.id == two.id
        or bool({one.id, one.stands_for} & {two.id, two.stands_for} - {None})
        or names[0] in names[1]
        or names[1] in names[0]
    )


def _names(telling: Telling, entity: Entity) -> bool:
    return entity.id in telling.entities


def _figures(a: Telling, b: Telling) -> list[Clash]:
    """Figures for the same thing that are not the same, where neither telling has the other's figure."""
    mine, theirs = _counted(a), _counted(b)
    return [
        Clash(
            DifferenceKind.NUMBER,
            (a, on_page(a, one.span)),
            (b, on_page(b, two.span)),
            exclusive=not one.agrees(two),
        )
        for one in mine
        for two in theirs
        if one.value != two.value
        and one.comparable(two)
        and not _has_equal(one, theirs)
        and not _has_equal(two, mine)
    ]


def _counted(telling: Telling) -> list[Quantity]:
    """The counted numbers of the telling; `July 29` and `seven months` are times."""
    return [q for q in quantities(telling.text) if not time_at(telling, on_page(telling, q.span))]


def _has_equal(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    return any(quantity.value == other.value and quantity.comparable(other) for other in others)


def _sites(a: Telling, b: Telling) -> list[Clash]:
    """Events of the same type put in different places, neither named in the other telling."""
    found = []
    for one in _placed(a):
        for two in _placed(b):
            apart = one.place != two.place and one.place not in b.entities and two.place not in a.entities
            if one.type == two.type and apart:
                here, there = (a, _mention(a, one.place)), (b, _mention(b, two.place))
                found.append(Clash(DifferenceKind.PLACE, here, there, exclusive=False))
    return found


def _placed(telling: Telling) -> list[Event]:
    return [e for e in telling.found.events if e.id in telling.claim.events and e.place]


def _mention(telling: Telling, entity_id: str | None) -> Span:
    for entity in telling.found.entities:
        for mention in entity.mentions:
            if entity.id == entity_id and telling.claim.span.contains(mention.span):
                return mention.span
    return telling.claim.span
