"""Where a claim stands: what its sentence and those next to it say, and how early on its page that is.

Two claims cut from sentences that tell the same are likelier one; so are two that stand where pages tell their news.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from math import log

from copydesk.account.tellings import Telling
from copydesk.account.terms import Named, Terms, claim_terms, containment, cosine, of_length_one
from copydesk.account.within import sentence_around
from copydesk.background import idf, load_background
from copydesk.model import Span
from copydesk.text import words

SURROUNDINGS = (
    "sentences",
    "in sentence",
    "in sentence back",
    "passages",
    "in passage",
    "in passage back",
    "words in a row",
    "first place",
    "last place",
    "places",
    "places apart",
    "rarest shared",
    "rarest shared in news",
    "claims",
    "pages",
)
"""The features of where two tellings stand, in the order of the trained trees."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a telling stands: the weighed terms of its sentence, and of that one with its two neighbours; the number of
    the sentence on the page and as a share of the page's, 0..1."""

    sentence: Terms
    passage: Terms
    place: int
    share: float
    words: tuple[str, ...]
    word_pairs: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Scale:
    """What is common to all of a story's claims: how rare each term is among its tellings (`pairs.rarity_in`), and
    a term of none of them; how many different claims and pages there are."""

    known: Mapping[str, float]
    rarest: float
    claims: int
    pages: int

    def rarity(self, term: str) -> float:
        """The term's inverse document frequency among the tellings."""
        return self.known.get(term, self.rarest)


def scale_of(tellings: Sequence[Telling], *, rarity: Mapping[str, float], claims: int) -> Scale:
    """The scale of a story of so many different claims, whose terms have this `rarity`."""
    return Scale(rarity, idf(0.5, len(tellings)), claims, len({telling.source for telling in tellings}))


def surroundings_of(
    tellings: Sequence[Telling], named: Mapping[str, Named], *, scale: Scale
) -> list[Surroundings]:
    """Where each telling stands; what each page names, by its source, is `named`."""
    counted: dict[tuple[str, Span], Counter[str]] = {}

    def terms_of(source: str, sentence: Span) -> Counter[str]:
        key = source, sentence
        if key not in counted:
            counted[key] = claim_terms(named[source], sentence)
        return counted[key]

    def weighed(parts: Sequence[Counter[str]]) -> Terms:
        total = sum(parts, Counter[str]())
        return of_length_one({term: (1 + log(n)) * scale.rarity(term) for term, n in total.items()})

    def surroundings_at(telling: Telling) -> Surroundings:
        source, sentences = telling.source, telling.found.sentences
        sentence = sentence_around(sentences, telling.claim.span)
        place = bisect_left(sentences, sentence.start, key=lambda one: one.start)
        near = sentences[max(0, place - 1) : place + 2]
        spoken = tuple(words(telling.text))
        return Surroundings(
            sentence=weighed([terms_of(source, sentence)]),
            passage=weighed([terms_of(source, one) for one in near]),
            place=place,
            share=place / max(1, len(sentences)),
            words=spoken,
            word_pairs=frozenset(pairwise(spoken)),
        )

    return [surroundings_at(telling) for telling in tellings]


def surroundings_row(
    a: Telling, b: Telling, *, surroundings: tuple[Surroundings, Surroundings], scale: Scale
) -> list[float]:
    """`SURROUNDINGS` of two tellings, the same whichever comes first."""
    x, y = surroundings
    in_sentence = sorted((containment(a.terms, y.sentence), containment(b.terms, x.sentence)))
    in_passage = sorted((containment(a.terms, y.passage), containment(b.terms, x.passage)))
    shared = a.terms.keys() & b.terms.keys()
    in_news = load_background().rarity
    return [
        cosine(x.sentence, y.sentence),
        in_sentence[1],
        in_sentence[0],
        cosine(x.passage, y.passage),
        in_passage[1],
        in_passage[0],
        words_in_a_row(x, y),
        min(x.place, y.place),
        max(x.place, y.place),
        x.share + y.share,
        abs(x.share - y.share),
        max(map(scale.rarity, shared), default=0.0),
        max(map(in_news, shared), default=0.0),
        scale.claims,
        scale.pages,
    ]


def words_in_a_row(x: Surroundings, y: Surroundings) -> int:
    """The length of the longest run of words that both claims hold."""
    if x.word_pairs.isdisjoint(y.word_pairs):
        return int(not set(x.words).isdisjoint(y.words))
    return SequenceMatcher(None, x.words, y.words, autojunk=False).find_longest_match().size
