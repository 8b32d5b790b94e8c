"""The points on which two pages' tellings of one claim have different values: figures, times, places, parties.

Tellings in much the same words are laid side by side, and what stands in the same place of both is compared as what it
is; others are compared by what they count, date and place.
"""

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import groupby
from operator import itemgetter

from copydesk.account.acts import adds, one_act
from copydesk.account.clash import Clash, Place, on_page
from copydesk.account.clashing_times import (
    WEEKDAY,
    days_apart,
    of_another,
    of_other_days,
    time_at,
    timed,
    times_around,
)
from copydesk.account.copies import in_turn, joining_pairs
from copydesk.account.dating import Dated
from copydesk.account.quantities import PEOPLE, Quantity, figures_told, quantities
from copydesk.account.replaced import quantity_at, values_replaced
from copydesk.account.tellings import Telling
from copydesk.account.within import inside, sentence_around
from copydesk.model import DifferenceKind, Event, Span
from copydesk.text import fold

MOST_TELLINGS = 24
"""Tellings of one claim in different words that are compared with each other; the rest say what these say."""
MOST_MAKEUPS = 100
"""The same, of tellings that are made up differently: in the same words amid others."""

FAR = 0.4
"""Cosine of sentence vectors under which two tellings are of two matters; of tolls, which are put in many ways, it
tells nothing."""
MOST_TIMES = 12
"""So many times as much as the other, and more, a figure is of something else."""

_YEAR = re.compile(r"(?<![$€£¥₹\d,.])\b((?:1[89]|20)\d\d)\b(?![,.]?\d)")
_IN_YEAR = re.compile(r"\b[Ii]n (?:[A-Z][a-z]+,? )?((?:1[89]|20)\d\d)\b")
_SCOPES = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        "globally|worldwide|(?:around|across|in) the world",
        "nationally|nationwide|across the (?:country|nation)",
        "statewide|across the state",
    )
)
"""How it is said that something counts in all the world, in all of a country, or of a state."""


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
    made_up = {
        i: seen.setdefault(_makeup(compared[i], dated), len(seen))
        for i in in_turn([t.source for t in compared])
    }
    few = sorted(i for i, kind in made_up.items() if kind < MOST_MAKEUPS)
    compared, kinds = [compared[i] for i in few], [made_up[i] for i in few]
    known: dict[tuple[int, int], list[Clash]] = {}
    found = []
    for i, j in joining_pairs(kinds, [telling.source for telling in compared]):
        a, b = compared[i], compared[j]
        if (kinds[i], kinds[j]) not in known:
            known[kinds[i], kinds[j]] = _clashes_between(a, b, dated=dated)
        clashes = [_between(a, b, clash=clash) for clash in known[kinds[i], kinds[j]]]
        found += [clash for clash in clashes if not _exchanged(clash)]
    return found


def _makeup(telling: Telling, dated: Dated) -> Hashable:
    """All that a comparison looks at: two tellings made up alike clash with the same others, in the same places."""
    found, own = telling.found, telling.claim.span
    around = sentence_around(found.sentences, own)

    def place(span: Span) -> tuple[int, int, str]:
        return span.start - own.start, span.end - own.start, span.of(found.page.text)

    times = [(t, place(t.span)) for t in found.times if t.span.overlaps(around)]
    named = groupby(telling.mentions.at(around), key=itemgetter(0))
    return (
        telling.text,
        telling.is_headline,
        place(core.act) if (core := telling.claim.core) else None,
        place(around),
        tuple(place(claim.span) for claim in inside(found.claims, around)),
        telling.entities,
        tuple((at, t.type, t.value, of_another(telling, t)) for t, at in times),
        tuple((place(t.span), t.value) for t in times_around(telling)) if telling.claim.attribution else None,
        tuple((place(v.span), e.type, e.source, v.begin, v.until) for e, v in timed(telling, dated)),
        tuple((place(_mention(telling, e.place)), e.type, e.place) for e in _placed(telling)),
        tuple(
            (entity.id, entity.name, entity.stands_for, *((place(m.span), m.label) for _, m in mentions))
            for entity, mentions in named
        ),
    )


def _clashes_between(a: Telling, b: Telling, *, dated: Dated) -> list[Clash]:
    """The points on which these two have different values."""
    found = list(values_replaced(a, b))
    taken = {clash.on for clash in found}
    if not found and _are_tolls_of_other_days(a, b):
        return []
    if not found:
        found += _figures(a, b)
    if _far_apart(a, b):
        return found
    if DifferenceKind.TIME not in taken:
        found += days_apart(a, b, dated=dated)
    if DifferenceKind.PLACE not in taken:
        found += _sites(a, b)
    return found


def _far_apart(a: Telling, b: Telling) -> bool:
    return float(a.meaning @ b.meaning) < FAR


def _between(a: Telling, b: Telling, *, clash: Clash) -> Clash:
    """The clash of two tellings as that of copies of them."""
    if clash.here[0] is a and clash.there[0] is b:
        return clash
    return Clash(clash.on, _copied(clash.here, a), _copied(clash.there, b), clash.exclusive)


def _copied(place: Place, copy: Telling) -> Place:
    telling, span = place
    ahead = copy.claim.span.start - telling.claim.span.start
    return copy, Span(span.start + ahead, span.end + ahead)


def _figures(a: Telling, b: Telling) -> list[Clash]:
    """Figures for the same thing that are not the same, where neither telling has the other's figure, nor is of
    another year or of more of the world, nor adds to what was told. How long it took is compared of one act."""
    if _of_other_years(a, b) or _of_other_scope(a, b) or adds(a) != adds(b):
        return []
    mine, theirs = _counted(a), _counted(b)
    if _far_apart(a, b):
        mine = [quantity for quantity in mine if quantity.kind in PEOPLE]
    if not one_act(a, b):
        mine = [quantity for quantity in mine if not quantity.lasts]
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
        and not one.rounds(two)
        and _of_one_size(one, two)
        and not _has_equal(one, theirs)
        and not _has_equal(two, mine)
    ]


def _are_tolls_of_other_days(a: Telling, b: Telling) -> bool:
    """Whether they count the same people on different days: so many held by Friday, so many by Sunday."""
    tolls = [[quantity for quantity in _counted(telling) if quantity.kind in PEOPLE] for telling in (a, b)]
    differ = any(one.comparable(two) and one.value != two.value for one in tolls[0] for two in tolls[1])
    return differ and of_other_days(a, b)


def _of_other_years(a: Telling, b: Telling) -> bool:
    """Whether they tell of two years: `in 2004`, `in 2009`; `in September 2009`, `on Tuesday`."""
    one, two = (frozenset(_YEAR.findall(telling.text)) for telling in (a, b))
    if one and two:
        return one.isdisjoint(two)
    one, two = (frozenset(_IN_YEAR.findall(telling.text)) for telling in (a, b))
    return bool(one or two) and bool(WEEKDAY.search(fold((b if one else a).text)))


def _of_other_scope(a: Telling, b: Telling) -> bool:
    """Whether one counts in all the world, or all of a country, and the other does not say so."""
    return any(bool(scope.search(a.text)) != bool(scope.search(b.text)) for scope in _SCOPES)


def _counted(telling: Telling) -> list[Quantity]:
    """The counted numbers of the telling; `July 29` and `six weeks ago` are times, `for six weeks` is how long it took.
    Of several lengths none: how far it is from one place and how deep it lies are told in the same miles. So with
    times in hours, or in days, and with ages of those called alike."""
    found = [
        q
        for q in quantities(telling.text)
        if (timex := time_at(telling, on_page(telling, q.span))) is None
        or (q.lasts and timex.type == "DURATION")
    ]
    lengths = sum(quantity.is_length for quantity in found)
    alike = Counter(quantity.units for quantity in found if quantity.lasts or quantity.is_age)
    return [q for q in found if alike[q.units] < 2 and not (q.is_length and lengths > 1)]


def _of_one_size(one: Quantity, two: Quantity) -> bool:
    return max(one.value, two.value) <= MOST_TIMES * max(1, min(one.value, two.value))


def _has_equal(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether the figure is among the others; a sum of money is the same one whatever words stand behind it."""
    return any(
        quantity.value == other.value
        and (quantity.comparable(other) or (quantity.sign != "" and quantity.sign == other.sign))
        for other in others
    )


def _exchanged(clash: Clash) -> bool:
    """Whether these are figures of which each page has the other's too, of the same things and outside headings: each
    is to be held against its like."""
    here, there = quantity_at(clash.here), quantity_at(clash.there)
    if clash.on is not DifferenceKind.NUMBER or not here or not there:
        return False
    return _tells(clash.there[0], here) and _tells(clash.here[0], there)


def _tells(telling: Telling, quantity: Quantity) -> bool:
    told = figures_told(telling.found.article.text).get(quantity.value, ())
    return any(quantity.comparable(other) for other in told)


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
    within = telling.claim.span
    spans = (m.span for entity, m in telling.mentions.at(within) if entity.id == entity_id)
    return next((span for span in spans if within.contains(span)), within)
