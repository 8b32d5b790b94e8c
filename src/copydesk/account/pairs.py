"""What two tellings are compared by: their words, what they turn on, their numbers, and where they stand apart."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from copydesk.account.figures import figures_in
from copydesk.account.quantities import Quantity, quantities
from copydesk.account.surroundings import SURROUNDINGS
from copydesk.account.tellings import Telling
from copydesk.account.terms import Named, Terms, claim_terms, containment, cosine
from copydesk.background import idf
from copydesk.embedding import meanings
from copydesk.model import Span
from copydesk.text import FUNCTION_WORDS, stem

ACTOR_CLASH = 0.5
"""What is left of the likeness of two claims whose acting parties differ."""
SAME_COUNT = 0.5
"""How much of what is missing to full likeness counting the same people makes up for: a story has one number of dead,
whatever each page puts it at."""
SAME_ACT = 0.25
"""The same for a shared act (type, doer, other party)."""
NOT_SAID = -1.0
"""The overlap with what one of the two does not name."""
_WORD = re.compile(r"[^\W_]+")

NAMES = (
    "likeness",
    "cosine",
    "part",
    "part back",
    "meaning",
    "core",
    "act",
    "deed",
    "same act word",
    "act word inside",
    "doer",
    "undergoer",
    "doer inside",
    "undergoer inside",
    "numbers agree",
    "numbers clash",
    "figures shared",
    "figures beyond",
    "headlines",
    "length ratio",
    "shorter",
    "longer",
    "entities",
    "entities shared",
    "entities beyond",
    "word pairs",
    *SURROUNDINGS,
    "better ones",
    "nearer ones",
    "nearer than on average",
    "lead",
    "best lead",
    "meaning lead",
    "best meaning lead",
)
"""The features of a pair, in the order of the trained trees; the last seven are of the pair among its rivals."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who does something or undergoes it: the terms that name it, none for a pronoun, and the sum of their rarity."""

    terms: frozenset[str]
    rarity: float


@dataclass(frozen=True, slots=True)
class Side:
    """A telling with what is read off it once for all its pairs; vectors are of length one."""

    telling: Telling
    whole: NDArray[np.float64]
    core: NDArray[np.float64]
    act: NDArray[np.float64]
    deed: NDArray[np.float64]
    act_words: frozenset[str]
    doer: Party
    undergoer: Party
    numbers: tuple[Quantity, ...]
    figures: frozenset[float]
    length: int
    stems: frozenset[str]
    word_pairs: frozenset[tuple[str, str]]
    entities: frozenset[str]
    is_headline: bool


def side_of(telling: Telling, named: Named, *, rarity: Mapping[str, float]) -> Side:
    """The telling as one side of a pair; a claim without a core is its own."""
    core, text = telling.claim.core, telling.found.page.text
    parts = [core.doer, core.act, core.undergoer] if core else [telling.claim.span]
    act = core.act if core else telling.claim.span
    deed = [act, core.undergoer] if core else [act]
    whole_core, only_act, with_undergoer = meanings(
        (_joined(parts, text), act.of(text).lower(), _joined(deed, text))
    )
    words = _WORD.findall(telling.text.lower())
    stems = [stem(word) for word in words if word not in FUNCTION_WORDS]
    return Side(
        telling,
        whole=telling.meaning,
        core=whole_core,
        act=only_act,
        deed=with_undergoer,
        act_words=frozenset(stem(word) for word in _WORD.findall(act.of(text).lower())),
        doer=_party(core.doer if core else None, named, rarity=rarity),
        undergoer=_party(core.undergoer if core else None, named, rarity=rarity),
        numbers=quantities(telling.text),
        figures=frozenset(figures_in(telling.text)),
        length=len(words),
        stems=frozenset(stems),
        word_pairs=frozenset(pairwise(stems)),
        entities=frozenset(telling.entities),
        is_headline=telling.is_headline,
    )


def _joined(parts: Sequence[Span | None], text: str) -> str:
    return " ".join(part.of(text) for part in parts if part is not None)


def _party(span: Span | None, named: Named, *, rarity: Mapping[str, float]) -> Party:
    terms = frozenset(claim_terms(named, span)) if span is not None else frozenset()
    return Party(terms, _rarity_of(terms, rarity))


def rarity_in(tellings: Sequence[Telling]) -> dict[str, float]:
    """How rare each term is among the story's claims: the smoothed logarithm of the inverse share that hold it."""
    spread = Counter(term for telling in tellings for term in telling.terms)
    return {term: idf(held, len(tellings)) for term, held in spread.items()}


def likeness_of(a: Telling, b: Telling) -> float:
    """How alike two tellings are, 0..1: half shared terms, half meaning; helped by shared acts and counts,
    hindered by different acting parties."""
    part = max(containment(a.terms, b.terms), containment(b.terms, a.terms))
    score = 0.3 * cosine(a.terms, b.terms) + 0.2 * part + 0.5 * max(0.0, float(a.meaning @ b.meaning))
    if a.acts & b.acts:
        score += SAME_ACT * (1 - score)
    if a.counts & b.counts:
        score += SAME_COUNT * (1 - score)
    if a.actors and b.actors and not a.actors & b.actors:
        score *= ACTOR_CLASH
    return score


def pair_row(x: Side, y: Side, *, likeness: float, rarity: Mapping[str, float]) -> list[float]:
    """The features of two tellings by themselves, the same whichever comes first; `NAMES` without the last four."""
    a, b = x.telling, y.telling
    parts = containment(a.terms, b.terms), containment(b.terms, a.terms)
    lengths = sorted((x.length, y.length))
    return [
        likeness,
        cosine(a.terms, b.terms),
        max(parts),
        min(parts),
        float(x.whole @ y.whole),
        float(x.core @ y.core),
        float(x.act @ y.act),
        float(x.deed @ y.deed),
        float(bool(x.act_words & y.act_words)),
        float(bool(x.act_words & y.stems)) + float(bool(y.act_words & x.stems)),
        *_roles(x, y, rarity=rarity),
        *_numbers(x, y),
        float(x.is_headline) + float(y.is_headline),
        lengths[0] / max(1, lengths[1]),
        lengths[0],
        lengths[1],
        len(x.entities & y.entities) / max(1, len(x.entities | y.entities)),
        len(x.entities & y.entities),
        len(x.entities ^ y.entities),
        len(x.word_pairs & y.word_pairs) / max(1, min(len(x.word_pairs), len(y.word_pairs))),
    ]


def _roles(x: Side, y: Side, *, rarity: Mapping[str, float]) -> list[float]:
    """Whether the same ones do it and undergo it; whether those of one are named in the other at all."""
    return [
        _overlap(x.doer, y.doer, rarity=rarity),
        _overlap(x.undergoer, y.undergoer, rarity=rarity),
        _inside(x.doer, y.telling.terms, rarity=rarity) + _inside(y.doer, x.telling.terms, rarity=rarity),
        _inside(x.undergoer, y.telling.terms, rarity=rarity)
        + _inside(y.undergoer, x.telling.terms, rarity=rarity),
    ]


def _overlap(a: Party, b: Party, *, rarity: Mapping[str, float]) -> float:
    """The shared part of the rarity of the one of less rarity, 0..1; `NOT_SAID` where one of them is empty."""
    if not a.terms or not b.terms:
        return NOT_SAID
    return _rarity_of(a.terms & b.terms, rarity) / min(a.rarity, b.rarity)


def _inside(party: Party, terms: Terms, *, rarity: Mapping[str, float]) -> float:
    """The part of the party's rarity that stands in a claim, 0..1; `NOT_SAID` where it has none."""
    if not party.terms:
        return NOT_SAID
    return _rarity_of(party.terms & terms.keys(), rarity) / party.rarity


def _rarity_of(terms: Set[str], rarity: Mapping[str, float]) -> float:
    """The sum, in one order."""
    return sum(rarity.get(term, 1.0) for term in (sorted(terms) if len(terms) > 2 else terms))


def _numbers(x: Side, y: Side) -> list[float]:
    """Counted things whose numbers agree, and clash; figures of both, and of one alone."""
    compared = [one.agrees(two) for one in x.numbers for two in y.numbers if one.comparable(two)]
    return [
        sum(compared),
        len(compared) - sum(compared),
        len(x.figures & y.figures),
        len(x.figures ^ y.figures),
    ]
