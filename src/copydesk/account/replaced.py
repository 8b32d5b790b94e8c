"""Different values in the same place of the same words: two tellings, or their sentences, laid side by side."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from copydesk.account.align import Telling
from copydesk.account.clash import Clash, Place, on_page
from copydesk.account.clashing_times import time_at
from copydesk.account.clock import exclude
from copydesk.account.quantities import (
    CLOCK,
    Quantity,
    figures_in,
    in_words,
    magnitudes_in,
    ordinals_in,
    quantities,
)
from copydesk.account.slots import negations, replacements, worded_alike
from copydesk.account.within import inside, sentence_around
from copydesk.model import DifferenceKind, Entity, Span
from copydesk.text import FUNCTION_WORDS, LETTERS, fold, slug, stem

Slots = Callable[[str, str], Sequence[tuple[Span, Span]]]
"""What finds the pairs of stretches, into either text, that are to be compared."""

NEAR = 0.1
"""Share up to which two figures with the same bound, in the same words, may be two roundings."""

_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest".split()
)
_DIGITS = re.compile(r"\d(?:[\d.,-]*\d)?(?: \d{3,})*")
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_ACTORS = frozenset({"PERSON", "ORG", "NORP"})
_TITLES = frozenset(
    "president mr mrs ms dr sen senator rep representative congressman gov governor king queen prince princess prime "
    "minister chancellor chairman secretary chief judge justice sheriff mayor sir lord pope speaker general republican "
    "democrat democratic gop sgt sergeant lt lieutenant capt captain col colonel major deputy officer detective "
    "inspector professor prof rev reverend father miss somebody someone anybody anyone everybody everyone".split()
)
"""What stands for a name, or before it, and may be put for another such."""
_SPELT = ({"c", "s"}, {"s", "z"}, {"i", "y"}, {"c", "k"}, {"k", "q"})
"""Letters put for each other: `Defence`, `Sergey`, `organization`."""
_ENDINGS = frozenset(("s", "n", "an", "ian", "ern", "ese", "i"))
"""What makes a people or a quality of a place's name."""
_SIGN = re.compile(r"[$€£¥₹]")
_OPENS = tuple("“\"‘'(:[")
"""What the first word of a quotation stands behind."""
_BEFORE_PLACE = re.compile(r"\b(?:in|at|near|outside|inside)\s(?:the\s)?$")
_SITE = re.compile(
    r"\s(?:prison|jail|street|road|avenue|neighbou?rhood|district|county|city|town|village|province|region|hospital|"
    r"airport|station|school|university|square|bridge|hall|park|church|mosque|camp|base|island|river|lake|valley)\b"
)


def values_replaced(a: Telling, b: Telling) -> Iterator[Clash]:
    """The values that one has in the place of the other's; of alike tellings also those that their sentences have
    around all claims: who said it, and when. Of those only the day tells that both cannot be true."""
    for here, there in replacements(a.text, b.text):
        if clash := _clash((a, on_page(a, here)), (b, on_page(b, there))):
            yield clash
    for here, there in negations(a.text, b.text):
        yield Clash(DifferenceKind.MODALITY, (a, on_page(a, here)), (b, on_page(b, there)), exclusive=True)
    for one, two in _around(replacements, a, b):
        if clash := _clash(one, two):
            yield clash if clash.on is DifferenceKind.TIME else replace(clash, exclusive=False)
    for one, two in _around(negations, a, b):
        yield Clash(DifferenceKind.MODALITY, one, two, exclusive=False)


def _around(slots: Slots, a: Telling, b: Telling) -> Iterator[tuple[Place, Place]]:
    """The slots of the sentences of alike tellings outside all claims."""
    if not worded_alike(a.text, b.text):
        return
    around = [sentence_around(t.found.sentences, t.claim.span) for t in (a, b)]
    texts = [span.of(t.found.article.page.text) for t, span in zip((a, b), around, strict=True)]
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
    texts = _text(one), _text(two)
    said = here.of(texts[0]), there.of(texts[1])
    for read in (ordinals_in, figures_in, magnitudes_in):
        figures = read(said[0]), read(said[1])
        if all(figures):
            return _figures(one, two) if figures[0] != figures[1] and _comparable(said, figures) else None
    if said[0].lower() != said[1].lower() and _DIRECTIONS.issuperset(word.lower() for word in said):
        return Clash(DifferenceKind.PLACE, one, two, exclusive=True)
    if _told_by(one, b) or _told_by(two, a) or _spelled_otherwise(*said):
        return None
    return _entities(one, two) or _names(one, two)


def _comparable(said: tuple[str, str], figures: tuple[Sequence[float], Sequence[float]]) -> bool:
    """Not `two dozen` with `24`, nor dollars with pounds."""
    signs = [set(_SIGN.findall(text)) for text in said]
    parts = len(figures[0]) == len(figures[1]) or not (in_words(said[0]) or in_words(said[1]))
    return parts and (not all(signs) or signs[0] == signs[1])


def _figures(one: Place, two: Place) -> Clash | None:
    texts, spans = (_text(one), _text(two)), (one[1], two[1])
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
    text, span = _text(place), place[1]
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
    return next((q for q in quantities(around.of(_text(place))) if q.span.overlaps(there)), None)


def _entities(one: Place, two: Place) -> Clash | None:
    """Two places, or two parties, neither of which the other telling names."""
    for kind, labels in ((DifferenceKind.PLACE, _PLACES), (DifferenceKind.ACTOR, _ACTORS)):
        who, other = _entity_at(one, labels), _entity_at(two, labels)
        if who and other:
            named = who.id in two[0].entities or other.id in one[0].entities
            if not (named or _akin(who, other)):
                return Clash(kind, one, two, exclusive=kind is DifferenceKind.PLACE)
    return None


def _entity_at(place: Place, labels: frozenset[str]) -> Entity | None:
    """The entity of one of these labels that a mention covering the stretch names."""
    telling, span = place
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


def _names(one: Place, two: Place) -> Clash | None:
    """Two names by their capitals: what the recognition of names takes for other sorts, or for none."""
    if not (_is_name(one) and _is_name(two)):
        return None
    labels = {entity.label for place in (one, two) if (entity := _entity_at(place, _PLACES | _ACTORS))}
    site = any(_SITE.match(_text(place), place[1].end) for place in (one, two))
    surely = site or bool(labels & {"FAC", "LOC"}) or labels == {"GPE"}
    if surely or any(
        _BEFORE_PLACE.search(_text(p)[max(0, p[1].start - 12) : p[1].start]) for p in (one, two)
    ):
        return Clash(DifferenceKind.PLACE, one, two, exclusive=surely)
    return Clash(DifferenceKind.ACTOR, one, two, exclusive=False)


def _is_name(place: Place) -> bool:
    """Whether it is written as a name amid running text, and is no title."""
    telling, span = place
    text, words = _text(place), LETTERS.findall(span.of(_text(place)))
    sentence = sentence_around(telling.found.sentences, telling.claim.span)
    opens = text[sentence.start : span.start].rstrip().endswith(_OPENS) or span.start <= sentence.start
    if not words or opens or telling.is_headline or sentence.of(text).isupper():
        return False
    lower = {word.lower() for word in words if len(word) > 1} - FUNCTION_WORDS
    written = all(word[0].isupper() or word.lower() in FUNCTION_WORDS for word in words)
    return written and bool(lower - _TITLES)


def _told_by(place: Place, other: Telling) -> bool:
    """Whether most words of this stand in the other telling."""
    words = {word.lower() for word in LETTERS.findall(place[1].of(_text(place)))} - FUNCTION_WORDS
    told = {word.lower() for word in LETTERS.findall(other.text)}
    return 2 * len(words & told) > len(words)


def _spelled_otherwise(one: str, two: str) -> bool:
    """`US` and `U.S.`, `IE` and `Internet Explorer`, `Forces` and `Force`, `Midwestern` and `Midwest`, `Defence` and
    `Defense`, a name with its accents and without."""
    words = [slug(text).split("-") for text in (one, two)]
    letters, initials = ["".join(each) for each in words], ["".join(w[0] for w in each) for each in words]
    if letters[0] in {letters[1], initials[1]} or letters[1] == initials[0]:
        return True
    short = min(len(each) for each in words)
    shared = min(
        sum(any(_one_word(w, v) for v in there) for w in here) for here, there in (words, words[::-1])
    )
    return 2 * shared > short


def _one_word(one: str, two: str) -> bool:
    """Whether they are forms of one word, or spellings of it that differ in a letter often put for another."""
    short, long = sorted((one, two), key=len)
    if len(one) == len(two):
        apart = [{a, b} for a, b in zip(one, two, strict=True) if a != b]
        return not apart or (len(apart) == 1 and apart[0] in _SPELT)
    return stem(one) == stem(two) or (long.startswith(short) and long[len(short) :] in _ENDINGS)


def _text(place: Place) -> str:
    return place[0].found.article.page.text
