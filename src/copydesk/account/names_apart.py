"""Two names in the same place of the same words: of places, or of persons and bodies."""

import re

from copydesk.account.clash import Clash, Place, text_of
from copydesk.account.tellings import Telling
from copydesk.account.within import sentence_around
from copydesk.model import PLACE_LABELS, DifferenceKind, Entity, Span
from copydesk.text import FUNCTION_WORDS, LETTERS, fold, slug, stem

MOST_OF_IT = 0.6
"""Share of a stretch's characters that a name must cover to be what stands there."""
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
_OPENS = tuple("“\"‘'(:[")
"""What the first word of a quotation stands behind."""
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_BEFORE_PLACE = re.compile(r"\b(?:in|at|near|outside|inside)\s(?:the\s)?$")
_BEFORE_PARTY = re.compile(r"\bby\s(?:the\s)?$")
_SITE = re.compile(
    r"\s(?:prison|jail|street|road|avenue|neighbou?rhood|district|county|city|town|village|province|region|hospital|"
    r"airport|station|school|university|square|bridge|hall|park|church|mosque|camp|base|island|river|lake|valley)\b"
)
_SITE_NAMED = re.compile(_SITE.pattern, re.IGNORECASE)


def names_apart(one: Place, two: Place) -> Clash | None:
    """Two names neither of which the other telling holds; none where they may be one in two spellings."""
    one, two = _without_article(one), _without_article(two)
    texts = text_of(one), text_of(two)
    if (
        _told_by(one, two[0])
        or _told_by(two, one[0])
        or _spelled_otherwise(one[1].of(texts[0]), two[1].of(texts[1]))
    ):
        return None
    return _entities(one, two) or _names(one, two)


def _without_article(place: Place) -> Place:
    """`the Bronx` as `Bronx`: an article is no part of a name."""
    telling, span = place
    article = _ARTICLE.match(text_of(place), span.start, span.end)
    return (telling, Span(article.end(), span.end)) if article else place


def _entities(one: Place, two: Place) -> Clash | None:
    """Two places, or two parties, neither of which the other telling names."""
    for kind, labels in ((DifferenceKind.PLACE, PLACE_LABELS), (DifferenceKind.ACTOR, _ACTORS)):
        who, other = _entity_at(one, labels), _entity_at(two, labels)
        if who and other:
            named = who.id in two[0].entities or other.id in one[0].entities
            if not (named or _akin(who, other)):
                on = _as_used(kind, one=one, two=two)
                return Clash(on, one, two, exclusive=on is DifferenceKind.PLACE)
    return None


def _as_used(kind: DifferenceKind, *, one: Place, two: Place) -> DifferenceKind:
    """What the two names differ on as they are used: beaten `by Selby` is by a party, died `at Selby
    Hospital` at a place."""
    before = [text_of(p)[max(0, p[1].start - 12) : p[1].start] for p in (one, two)]
    if all(map(_BEFORE_PARTY.search, before)):
        return DifferenceKind.ACTOR
    sites = all(
        _SITE_NAMED.match(text_of(p), p[1].end) or _SITE_NAMED.search(p[1].of(text_of(p))) for p in (one, two)
    )
    return DifferenceKind.PLACE if sites and all(map(_BEFORE_PLACE.search, before)) else kind


def _entity_at(place: Place, labels: frozenset[str]) -> Entity | None:
    """The entity of one of these labels that a mention covering most of the stretch names."""
    telling, span = place
    for entity, mention in telling.mentions.at(span):
        shared = min(mention.span.end, span.end) - max(mention.span.start, span.start)
        if mention.label in labels and shared > MOST_OF_IT * (span.end - span.start):
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
    labels = {entity.label for place in (one, two) if (entity := _entity_at(place, PLACE_LABELS | _ACTORS))}
    site = any(_SITE.match(text_of(place), place[1].end) for place in (one, two))
    surely = site or bool(labels & {"FAC", "LOC"}) or labels == {"GPE"}
    if surely or any(
        _BEFORE_PLACE.search(text_of(p)[max(0, p[1].start - 12) : p[1].start]) for p in (one, two)
    ):
        return Clash(DifferenceKind.PLACE, one, two, exclusive=surely)
    return Clash(DifferenceKind.ACTOR, one, two, exclusive=False)


def _is_name(place: Place) -> bool:
    """Whether it is written as a name amid running text, and is no title."""
    telling, span = place
    text, words = text_of(place), LETTERS.findall(span.of(text_of(place)))
    sentence = sentence_around(telling.found.sentences, telling.claim.span)
    opens = text[sentence.start : span.start].rstrip().endswith(_OPENS) or span.start <= sentence.start
    if not words or opens or telling.is_headline or sentence.of(text).isupper():
        return False
    lower = {word.lower() for word in words if len(word) > 1} - FUNCTION_WORDS
    written = all(word[0].isupper() or word.lower() in FUNCTION_WORDS for word in words)
    written = written and words[0][0].isupper() and words[-1][0].isupper()
    return written and bool(lower - _TITLES)


def _told_by(place: Place, other: Telling) -> bool:
    """Whether most words of this stand in the other telling, side by side: a list of names may hold `Pak`, `Su` and
    `Yong`, each in another's name."""
    words, told = _content(place[1].of(text_of(place))), _content(other.text)
    size = len(set(words))
    return any(2 * len(set(words) & set(told[i : i + size])) > size for i in range(len(told)))


def _content(text: str) -> list[str]:
    return [word for word in LETTERS.findall(text.lower()) if word not in FUNCTION_WORDS]


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
