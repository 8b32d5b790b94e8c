"""The terms a claim is compared by: entities by their id, other words by their stem."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from copydesk.background import idf
from copydesk.model import Annotations, Span
from copydesk.text import FUNCTION_WORDS, WORD, stem

Terms = Mapping[str, float]


def plain_terms(text: str) -> Counter[str]:
    """The stems of the content words of `text`, counted."""
    return Counter(stem(word) for word in WORD.findall(text.lower()) if word not in FUNCTION_WORDS)


@dataclass(frozen=True, slots=True)
class Named:
    """A page's text with the places and ids of what it names, in text order."""

    text: str
    places: tuple[tuple[Span, str], ...]

    @classmethod
    def on(cls, found: Annotations) -> "Named":
        """What the findings' page names."""
        places = sorted(
            (mention.span, mention.stands_for or entity.stands_for or entity.id)
            for entity in found.entities
            for mention in entity.mentions
        )
        return cls(found.page.text, tuple(places))

    def inside(self, span: Span) -> list[tuple[Span, str]]:
        """The places inside `span` with their ids, in text order."""
        low = bisect_left(self.places, span.start, key=lambda place: place[0].start)
        high = bisect_left(self.places, span.end, low, key=lambda place: place[0].start)
        return [place for place in self.places[low:high] if span.contains(place[0])]


def entities_in(named: Named, span: Span) -> tuple[str, ...]:
    """The ids of the entities mentioned inside `span`, in order of mention, each once."""
    return tuple(dict.fromkeys(key for _, key in named.inside(span)))


def claim_terms(named: Named, span: Span) -> Counter[str]:
    """The terms of the text under `span`: `@id` for each entity named there, stems for the other words."""
    text = named.text
    terms: Counter[str] = Counter()
    at = span.start
    for place, key in named.inside(span):
        if place.start < at:
            continue
        terms.update(plain_terms(text[at : place.start]))
        terms["@" + key] += 1
        at = place.end
    terms.update(plain_terms(text[at : span.end]))
    return terms


def weigh(counted: Sequence[Counter[str]]) -> list[dict[str, float]]:
    """TF-IDF weights of length one: log frequency, inverse document frequency among `counted`, smoothed."""
    spread = Counter(term for terms in counted for term in terms)
    size = len(counted)
    return [
        of_length_one({t: (1 + log(n)) * idf(spread[t], size) for t, n in terms.items()}) for terms in counted
    ]


def of_length_one(vector: Terms) -> dict[str, float]:
    """The vector with its weights scaled to length one; an empty one as it is."""
    length = sqrt(sum(value * value for value in vector.values())) or 1.0
    return {term: value / length for term, value in vector.items()}


def cosine(a: Terms, b: Terms) -> float:
    """The cosine of two weighed term vectors of length one, 0..1."""
    if len(b) < len(a):
        a, b = b, a
    return sum(value * b[term] for term, value in a.items() if term in b)


def containment(part: Terms, whole: Terms) -> float:
    """How much of `part`'s weight stands in `whole`, 0..1."""
    total = sum(value * value for value in part.values())
    return sum(value * value for term, value in part.items() if term in whole) / total if total else 0.0
