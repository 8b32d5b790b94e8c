"""Different values in the same place of the same words: two tellings, or their sentences, laid side by side."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from copydesk.account.clash import Clash, Place, on_page, text_of
from copydesk.account.clashing_times import time_at
from copydesk.account.clock import exclude
from copydesk.account.figures import currencies_in, figures_in, in_words, magnitudes_in, ordinals_in
from copydesk.account.names_apart import names_apart
from copydesk.account.quantities import CLOCK, Quantity, quantities
from copydesk.account.slots import negations, replacements, worded_alike
from copydesk.account.tellings import Telling
from copydesk.account.within import inside, sentence_around
from copydesk.model import DifferenceKind, Span

Slots = Callable[[str, str], Sequence[tuple[Span, Span]]]
"""What finds the pairs of stretches, into either text, that are to be compared."""

NEAR = 0.1
"""Share up to which two figures with the same bound, in the same words, may be two roundings."""

_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest".split()
)
_IMPERIAL = re.compile(
    r"\b(?:feet|foot|ft|yards?|miles?|mph|inch(?:es)?|pounds?|lbs?|ounces?|gallons?|acres?|Fahrenheit)\b",
    re.I,
)
_METRIC = re.compile(
    r"(?:\b|(?<=\d))(?:[kc]?m|km/?h|kmh|kph|(?:kilo|centi|milli)?met(?:er|re)s?|kilos?|kg|kilogram(?:me)?s?|lit(?:er|re)s?|hectares?|"
    r"Celsius)\b",
    re.I,
)
_DIGITS = re.compile(r"\d(?:[\d.,-]*\d)?(?: \d{3,})*")


def values_replaced(a: Telling, b: Telling) -> Iterator[Clash]:
    """The values that one has in the place of the other's; of alike tellings also those that their sentences have
    around all claims: who said it, and when. Of those only the day tells that both cannot be true."""
    for here, there in replacements(a.text, b.text):
        if clash := _clash((a, on_page(a, here)), (b, on_page(b, there))):
            yield clash
    for here, there in negations(a.text, b.text):
        yield Clash(DifferenceKind.MODALITY, (a, on_page(a, here)), (b, on_page(b, there)), exclusive=True)
    for one, two in _around(a, b, slots=replacements):
        if clash := _clash(one, two):
            yield clash if clash.on is DifferenceKind.TIME else replace(clash, exclusive=False)
    for one, two in _around(a, b, slots=negations):
        yield Clash(DifferenceKind.MODALITY, one, two, exclusive=False)


def _around(a: Telling, b: Telling, *, slots: Slots) -> Iterator[tuple[Place, Place]]:
    """The slots of the sentences of alike tellings outside all claims."""
    if not worded_alike(a.text, b.text):
        return
    around = [sentence_around(t.found.sentences, t.claim.span) for t in (a, b)]
    texts = [span.of(t.found.page.text) for t, span in zip((a, b), around, strict=True)]
    for here, there in slots(*texts):
        one, two = (a, _moved(here, around[0].start)), (b, _moved(there, around[1].start))
        if not (_in_claim(one, around[0]) or _in_claim(two, around[1])):
            yield one, two


def _in_claim(place: Place, sentence: Span) -> bool:
    telling, span = place
    return any(claim.span.overlaps(span) for claim in inside(telling.found.claims, sentence))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _clash(one: Place, two: Place) -> Clash | None:
    """The two values as what they are: times, figures, or names; none where they are not at odds."""
    (a, here), (b, there) = one, two
    times = time_at(a, here), time_at(b, there)
    if times[0] and times[1] and "DURATION" not in {times[0].type, times[1].type}:
        apart = exclude(times[0], times[1])
        return (
            Clash(DifferenceKind.TIME, (a, times[0].span), (b, times[1].span), exclusive=True)
            if apart
            else None
        )
    texts = text_of(one), text_of(two)
    said = here.of(texts[0]), there.of(texts[1])
    for read in (ordinals_in, figures_in, magnitudes_in):
        figures = read(said[0]), read(said[1])
        if all(figures):
            return _figures(one, two) if figures[0] != figures[1] and _comparable(said, figures) else None
    if said[0].lower() != said[1].lower() and _DIRECTIONS.issuperset(word.lower() for word in said):
        return Clash(DifferenceKind.PLACE, one, two, exclusive=True)
    return names_apart(one, two)


def _comparable(said: tuple[str, str], figures: tuple[Sequence[float], Sequence[float]]) -> bool:
    """Not `two dozen` with `24`, nor dollars with pounds, nor feet with metres."""
    if any(_IMPERIAL.search(one) and _METRIC.search(two) for one, two in (said, said[::-1])):
        return False
    signs = [currencies_in(text) for text in said]
    parts = len(figures[0]) == len(figures[1]) or not (in_words(said[0]) or in_words(said[1]))
    return parts and (not all(signs) or signs[0] == signs[1])


def _figures(one: Place, two: Place) -> Clash | None:
    texts, spans = (text_of(one), text_of(two)), (one[1], two[1])
    if all(CLOCK.match(text, span.end) for text, span in zip(texts, spans, strict=True)):
        if all(text[: span.start].endswith("(") for text, span in zip(texts, spans, strict=True)):
            return None  # an hour said once more, for readers elsewhere
        return Clash(DifferenceKind.TIME, one, two, exclusive=True)
    if _digits(one) == _digits(two):
        return None
    here, there = quantity_at(one), quantity_at(two)
    if here and there and here.rounds(there):
        return None
    return Clash(DifferenceKind.NUMBER, one, two, exclusive=not (here and there and _agree(here, there)))


def _digits(place: Place) -> str:
    """The digits from there on: `0800 555111` and `0800 555 111` are one number, written in two ways."""
    text, span = text_of(place), place[1]
    run = _DIGITS.match(text, span.start)
    return "".join((run[0] if run else span.of(text)).split())


def _agree(one: Quantity, two: Quantity) -> bool:
    """Whether both can be true; "over 100 million" and, in the same words, "over 10 million" are rivals even so."""
    rivals = one.bound == two.bound and abs(one.value - two.value) > NEAR * max(one.value, two.value)
    return one.agrees(two) and not rivals


def quantity_at(place: Place) -> Quantity | None:
    """The counted number at the place, read in its sentence."""
    telling, span = place
    around = sentence_around(telling.found.sentences, telling.claim.span)
    there = _moved(span, -around.start)
    return next((q for q in quantities(around.of(text_of(place))) if q.span.overlaps(there)), None)
