"""What differs between the tellings of one claim."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from copydesk.account.align import Telling
from copydesk.account.clock import exclude
from copydesk.account.copies import joining_pairs, of_two_pages
from copydesk.account.dating import is_day
from copydesk.account.quantities import CLOCK, Quantity, figures_in, quantities
from copydesk.account.slots import replacements
from copydesk.account.terms import cosine
from copydesk.account.within import inside, sentences_at
from copydesk.model import (
    DatedValue,
    Difference,
    DifferenceKind,
    Entity,
    Event,
    Modality,
    Polarity,
    Span,
    Timex,
    Variant,
)
from copydesk.text import fold

Dated = Mapping[tuple[str, int], DatedValue]
Place = tuple[Telling, Span]
"""A stretch of the page of a telling."""

MOST_TELLINGS = 24
"""Tellings of one claim in different words that are compared with each other; the rest say what these say."""
NEAR = 0.1
"""Share up to which two figures with the same bound, in the same words, may be two roundings."""
SAME_SAYING = {"denied": 0.5, "not yet": 0.5, "possible": 0.6}
"""Cosine of terms from which on a telling of that stance and one of another speak of the same thing."""

_NOT_YET = frozenset({Modality.PLANNED, Modality.EXPECTED, Modality.CALLED_FOR})
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest".split()
)
_DIGITS = re.compile(r"\d[\d.,]*(?: \d{3,})*")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_NEGATED = re.compile(r"\b(?:not|no|never|neither|nor|none|nobody|without|cannot)\b|n[’']t\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|would|shall|wo)\b|[’']ll\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"[“\"‘']?(?:I|We)\b")
_ELSEWHERE = re.compile(
    r"['’]s\b|,? (?:an?|one|two|three|\d+|some|several) \w+ (?:after|before|earlier|later)\b"
)
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_ACTORS = frozenset({"PERSON", "ORG", "NORP"})


@dataclass(frozen=True, slots=True)
class Clash:
    """Two tellings' values of one point. `exclusive` where both cannot be true."""

    on: DifferenceKind
    here: Place
    there: Place
    exclusive: bool


def differences_of(tellings: Sequence[Telling], clashes: Sequence[Clash]) -> tuple[Difference, ...]:
    """The points on which these tellings differ, one difference a point; `wording` alone where there is none."""
    found = [
        difference
        for kind in DifferenceKind
        for point in _points([clash for clash in clashes if clash.on is kind])
        if (difference := _difference(kind, point))
    ]
    stances = _modality(tellings)
    found += [stances] if stances else []
    if not found and len({fold(telling.text) for telling in tellings}) > 1:
        found = [_wording(tellings)]
    return tuple(found)


def disputes(tellings: Sequence[Telling], clashes: Sequence[Clash]) -> bool:
    """Whether two tellings cannot both be true: one denies, or their figures, days or places exclude each other."""
    return _denied(tellings) or any(clash.exclusive for clash in clashes)


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
        tuple((at, t.type, t.value, _of_another(telling, t)) for t, at in times),
        tuple((place(t.span), t.value) for t in _times_around(telling))
        if telling.claim.attribution
        else None,
        tuple((place(v.span), e.type, e.source, v.begin, v.until) for e, v in _timed(telling, dated)),
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
        found += _days(a, b, dated)
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
        one, two = (a, _on_page(a, here)), (b, _on_page(b, there))
        times = [_time_at(*one), _time_at(*two)]
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


def _time_at(telling: Telling, span: Span) -> Timex | None:
    return next((timex for timex in telling.found.times if timex.span.overlaps(span)), None)


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
            (a, _on_page(a, one.span)),
            (b, _on_page(b, two.span)),
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
    return [q for q in quantities(telling.text) if not _time_at(telling, _on_page(telling, q.span))]


def _has_equal(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    return any(quantity.value == other.value and quantity.comparable(other) for other in others)


def _days(a: Telling, b: Telling, dated: Dated) -> list[Clash]:
    """Days, or hours, that exclude each other: of events of one type and doer, or the only ones told."""
    found = []
    for act, one in _timed(a, dated):
        for deed, two in _timed(b, dated):
            same = act.type == deed.type and set(act.source) & set(deed.source)
            if same and not _meet(one, two) and not _worded_alike((a, one.span), (b, two.span)):
                found.append(Clash(DifferenceKind.TIME, (a, one.span), (b, two.span), exclusive=True))
    return found or _only_times(a, b) or _days_of_saying(a, b)


def _days_of_saying(a: Telling, b: Telling) -> list[Clash]:
    """The one day each gives for when the very same was said: `on Monday` around `that it would close`."""
    if fold(a.text) != fold(b.text) or not (a.claim.attribution and b.claim.attribution):
        return []
    days = [_times_around(telling) for telling in (a, b)]
    if len(days[0]) != 1 or len(days[1]) != 1:
        return []
    here, there = (a, days[0][0].span), (b, days[1][0].span)
    if _worded_alike(here, there) or not exclude(days[0][0], days[1][0], days_only=True):
        return []
    return [Clash(DifferenceKind.TIME, here, there, exclusive=True)]


def _times_around(telling: Telling) -> list[Timex]:
    """The days in the telling's sentence that stand in no claim: when it was said."""
    found, own = telling.found, telling.claim.span
    around = next((s for s in sentences_at(found.sentences, own) if s.contains(own)), own)
    claims = [claim.span for claim in inside(found.claims, around) if claim.span != around]
    return [
        timex
        for timex in inside(found.times, around)
        if timex.type in {"DATE", "TIME"} and not any(claim.contains(timex.span) for claim in claims)
    ]


def _timed(telling: Telling, dated: Dated) -> list[tuple[Event, DatedValue]]:
    return [
        (event, value)
        for event in telling.found.events
        if event.id in telling.claim.events and event.time is not None
        if (value := dated.get((telling.source, event.time))) and is_day(value)
        if not _of_another(telling, telling.found.times[event.time])
    ]


def _only_times(a: Telling, b: Telling) -> list[Clash]:
    """The one day, or the one hour, each telling gives, where they exclude each other."""
    for mine, theirs in zip(_times_in(a), _times_in(b), strict=True):
        if len(mine) != 1 or len(theirs) != 1 or _of_another(a, mine[0]) or _of_another(b, theirs[0]):
            continue
        if _worded_alike((a, mine[0].span), (b, theirs[0].span)):
            continue
        if exclude(mine[0], theirs[0], days_only=True):
            return [Clash(DifferenceKind.TIME, (a, mine[0].span), (b, theirs[0].span), exclusive=True)]
    return []


def _times_in(telling: Telling) -> tuple[list[Timex], list[Timex]]:
    """The telling's hours and its other times."""
    told = inside(telling.found.times, telling.claim.span)
    hours = [t for t in told if t.type == "TIME" and ":" in t.value]
    return hours, [t for t in told if t.type in {"DATE", "TIME"} and t not in hours]


def _of_another(telling: Telling, timex: Timex) -> bool:
    """`Friday's winner`, `on Tuesday, a day after the walkout`: the time is that of something else."""
    return bool(_ELSEWHERE.match(telling.found.article.page.text, timex.span.end))


def _worded_alike(here: Place, there: Place) -> bool:
    """`Wednesday` and `Wednesday night` on two pages of one story are one day, whichever week each date suggests."""
    said = [fold(span.of(telling.found.article.page.text)) for telling, span in (here, there)]
    days = [set(_WEEKDAY.findall(text)) for text in said]
    return said[0] == said[1] or bool(days[0] & days[1])


def _meet(one: DatedValue, two: DatedValue) -> bool:
    a, b, c, d = (value or "" for value in (one.begin, one.until, two.begin, two.until))
    return a[:10] < max(d[:10], c[:10] + "~") and c[:10] < max(b[:10], a[:10] + "~")


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


def _denied(tellings: Sequence[Telling]) -> bool:
    """Whether one telling denies or negates what another says."""
    for a, b in combinations(of_two_pages(tellings, _standing), 2):
        stances = {stance_of(a), stance_of(b)}
        if "denied" in stances and len(stances) > 1 and _same_saying(a, b):
            return True
    return False


def _modality(tellings: Sequence[Telling]) -> Difference | None:
    """One says it, another denies it, or says that it will or may be; both in much the same terms."""
    values: dict[str, Telling] = {}
    ordered = sorted(tellings, key=lambda t: t.is_headline)
    for a, b in combinations(of_two_pages(ordered, _standing), 2):
        if stance_of(a) != stance_of(b) and a.source != b.source and _same_saying(a, b):
            values[stance_of(a)] = values.get(stance_of(a), a)
            values[stance_of(b)] = values.get(stance_of(b), b)
    if not values:
        return None
    variants = [Variant(_stance(t), t.source, t.claim.span) for _, t in sorted(values.items())]
    return Difference(DifferenceKind.MODALITY, tuple(variants))


def _standing(telling: Telling) -> Hashable:
    """All that tells whether the telling is at odds with one of another stance."""
    claim = telling.claim
    return telling.text, claim.modality, claim.polarity, frozenset(telling.terms.items())


def _same_saying(a: Telling, b: Telling) -> bool:
    """Whether two tellings of different stance are about the same: an explicit denial is of what it is aligned
    with; a `not` or a `will` may belong to something else, unless the words are common or the act is."""
    if Modality.DENIED in {a.claim.modality, b.claim.modality}:
        return True
    stances = {stance_of(a), stance_of(b)}
    if "denied" in stances and _both(_NEGATED, a, b):
        return False  # both say `not`: one of them to something the other's clause holds too
    if "not yet" in stances and (_both(_AHEAD, a, b) or _both(_FIRST_PERSON, a, b)):
        return False
    return cosine(a.terms, b.terms) >= max(SAME_SAYING.get(stance_of(t), 0.0) for t in (a, b))


def _both(sign: "re.Pattern[str]", a: Telling, b: Telling) -> bool:
    return bool(sign.search(a.text) and sign.search(b.text))


def stance_of(telling: Telling) -> str:
    """How the telling stands to what it tells: `asserted`, `denied`, `possible` or `not yet`."""
    modality = telling.claim.modality
    if modality is Modality.DENIED or telling.claim.polarity is Polarity.NEGATIVE:
        return "denied"
    if modality is Modality.POSSIBLE:
        return "possible"
    return "not yet" if modality in _NOT_YET else "asserted"


def _stance(telling: Telling) -> str:
    claim = telling.claim
    return f"not {claim.modality.value}" if claim.polarity is Polarity.NEGATIVE else claim.modality.value


def _wording(tellings: Sequence[Telling]) -> Difference:
    firsts = {fold(telling.text): telling for telling in reversed(tellings)}
    chosen = sorted(firsts.values(), key=lambda t: (t.source, t.claim.span))
    return Difference(DifferenceKind.WORDING, tuple(Variant(t.text, t.source, t.claim.span) for t in chosen))


def _difference(on: DifferenceKind, places: Iterable[Place]) -> Difference | None:
    ordered = sorted(places, key=lambda item: (item[0].source, item[1]))
    values = (Variant(span.of(t.found.article.page.text), t.source, span) for t, span in ordered)
    return Difference(on, tuple(values)) if len(ordered) > 1 else None


def _on_page(telling: Telling, inside: Span) -> Span:
    return Span(telling.claim.span.start + inside.start, telling.claim.span.start + inside.end)
