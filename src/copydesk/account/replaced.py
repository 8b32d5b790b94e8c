"""Different values in the same place of the same words: two tellings, or their sentences, laid side by side."""

import re
from collections.abc import Iterator

from copydesk.account.align import Telling
from copydesk.account.clash import Clash, Place, on_page
from copydesk.account.clashing_times import time_at
from copydesk.account.clock import exclude
from copydesk.account.quantities import CLOCK, Quantity, figures_in, ordinals_in, quantities
from copydesk.account.slots import replacements
from copydesk.account.within import inside, sentence_around
from copydesk.model import DifferenceKind, Entity, Span
from copydesk.text import FUNCTION_WORDS, fold, slug, stem

NEAR = 0.1
"""Share up to which two figures with the same bound, in the same words, may be two roundings."""

_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest".split()
)
_DIGITS = re.compile(r"\d(?:[\d.,-]*\d)?(?: \d{3,})*")
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_ACTORS = frozenset({"PERSON", "ORG", "NORP"})
_WORD = re.compile(r"[^\W\d_]+")
_TITLES = frozenset(
    "president mr mrs ms dr sen senator rep representative congressman gov governor king queen prince princess prime "
    "minister chancellor chairman secretary chief judge justice sheriff mayor sir lord pope speaker general republican "
    "democrat democratic gop sgt sergeant lt lieutenant capt captain col colonel major deputy officer detective "
    "inspector professor prof rev reverend father miss somebody someone anybody anyone everybody everyone".split()
)
"""What stands for a name, or before it, and may be put for another such."""
_FORM, _SPELT = 5, 6
"""Letters from which on what begins another word is a form of it, and what differs in a letter another spelling."""
_BEFORE_PLACE = re.compile(r"\b(?:in|at|near|outside|inside|around|from|to)\s(?:the\s)?$")
_SITE = re.compile(
    r"\s(?:prison|jail|street|road|avenue|neighbou?rhood|district|county|city|town|village|province|region|hospital|"
    r"airport|station|school|university|square|bridge|hall|park|church|mosque|camp|base|island|river|lake|valley)\b"
)


def values_replaced(a: Telling, b: Telling) -> Iterator[Clash]:
    """The values that one has in the place of the other's; of alike tellings also those that their sentences have
    around all claims: who said it, and when."""
    clashes = (_clash(one, two) for one, two in _replacements(a, b))
    return (clash for clash in clashes if clash is not None)


def _replacements(a: Telling, b: Telling) -> Iterator[tuple[Place, Place]]:
    told = replacements(a.text, b.text)
    for here, there in told:
        yield (a, on_page(a, here)), (b, on_page(b, there))
    if not told and fold(a.text) != fold(b.text):
        return
    around = [sentence_around(t.found.sentences, t.claim.span) for t in (a, b)]
    texts = [span.of(t.found.article.page.text) for t, span in zip((a, b), around, strict=True)]
    for here, there in replacements(*texts):
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
    for read in (figures_in, ordinals_in):
        if read(said[0]) and read(said[1]):
            return _figures(one, two) if read(said[0]) != read(said[1]) else None
    if said[0].lower() != said[1].lower() and _DIRECTIONS.issuperset(word.lower() for word in said):
        return Clash(DifferenceKind.PLACE, one, two, exclusive=True)
    if _told_by(one, b) or _told_by(two, a) or _spelled_otherwise(*said):
        return None
    return _entities(one, two) or _names(one, two)


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
    site = any(
        _BEFORE_PLACE.search(_text(p)[max(0, p[1].start - 12) : p[1].start])
        or _SITE.match(_text(p), p[1].end)
        for p in (one, two)
    )
    if site or labels & {"FAC", "LOC"} or labels == {"GPE"}:
        return Clash(DifferenceKind.PLACE, one, two, exclusive=True)
    return Clash(DifferenceKind.ACTOR, one, two, exclusive=False)


def _is_name(place: Place) -> bool:
    """Whether it is written as a name amid running text, and is no title."""
    telling, span = place
    words = _WORD.findall(span.of(_text(place)))
    first = sentence_around(telling.found.sentences, telling.claim.span).start
    if not words or span.start <= first or telling.is_headline:
        return False
    lower = {word.lower() for word in words} - FUNCTION_WORDS
    written = all(word[0].isupper() or word.lower() in FUNCTION_WORDS for word in words)
    return written and bool(lower - _TITLES)


def _told_by(place: Place, other: Telling) -> bool:
    """Whether most words of this stand in the other telling."""
    words = {word.lower() for word in _WORD.findall(place[1].of(_text(place)))} - FUNCTION_WORDS
    told = {word.lower() for word in _WORD.findall(other.text)}
    return 2 * len(words & told) > len(words)


def _spelled_otherwise(one: str, two: str) -> bool:
    """`US` and `U.S.`, `IE` and `Internet Explorer`, `Forces` and `Force`, `Midwestern` and `Midwest`, `Defence` and
    `Defense`, a name with its accents and without."""
    words = [slug(text).split("-") for text in (one, two)]
    letters, initials = ["".join(each) for each in words], ["".join(w[0] for w in each) for each in words]
    if letters[0] in {letters[1], initials[1]} or letters[1] == initials[0]:
        return True
    short, long = sorted(words, key=len)
    return 2 * sum(any(_one_word(word, other) for other in long) for word in short) > len(short)


def _one_word(one: str, two: str) -> bool:
    """Whether they are forms of one word, or spellings of it that differ in a letter."""
    short, long = sorted((one, two), key=len)
    letters = sum(a != b for a, b in zip(one, two, strict=False))
    return (
        stem(one) == stem(two)
        or (len(short) >= _FORM and long.startswith(short))
        or (len(one) == len(two) >= _SPELT and letters == 1)
    )


def _text(place: Place) -> str:
    return place[0].found.article.page.text
