"""Which claims of a story's pages are tellings of one claim."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from copydesk.account.quantities import PEOPLE, quantities
from copydesk.account.terms import Terms, claim_terms, containment, cosine, entities_in, weigh
from copydesk.embedding import embed
from copydesk.model import Annotations, Claim
from copydesk.text import fold

SAME = 0.47
"""Mean likeness from which on two groups of claims are one."""
FEW = 400
"""Up to so many different claims all are compared with all."""
RARE = 10
"""Beyond, a claim is compared with those that share one of so many heaviest terms."""
ACTOR_CLASH = 0.5
"""What is left of the likeness of two claims whose acting parties differ."""
SAME_COUNT = 0.5
"""The same for counting the same people: a story has one number of dead, whatever each page puts it at."""
SAME_ACT = 0.25
"""How much of what is missing to full likeness a shared act (type, doer, other party) makes up for."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim on one page, with what it is compared by."""

    found: Annotations
    claim: Claim
    text: str
    terms: Terms
    entities: tuple[str, ...]
    actors: frozenset[str]
    acts: frozenset[tuple[str, str, str]]
    counts: frozenset[str]
    meaning: NDArray[np.float64]

    @property
    def source(self) -> str:
        """The page's source."""
        return self.found.article.source


def tellings_of(findings: Sequence[Annotations]) -> tuple[Telling, ...]:
    """Every claim of the story's pages with its terms, weighed against the story's other claims.

    Sentence vectors are made only where there is another page to compare with.
    """
    claims = [(found, claim) for found in findings for claim in found.claims]
    weighed = weigh([claim_terms(found, claim.span) for found, claim in claims])
    texts = [claim.span.of(found.article.page.text) for found, claim in claims]
    meanings: dict[str, NDArray[np.float64]] = dict.fromkeys(texts, np.zeros(0))
    if len(findings) > 1:
        distinct = sorted(meanings)
        meanings = dict(zip(distinct, embed(distinct), strict=True))
    return tuple(
        _telling(found, claim, terms, meanings[text])
        for (found, claim), terms, text in zip(claims, weighed, texts, strict=True)
    )


def align(tellings: Sequence[Telling]) -> tuple[tuple[int, ...], ...]:
    """Groups of indexes of tellings of one claim, each in order, by average linkage.

    Identical texts are joined first; then pairs by falling likeness, two groups becoming one where their mean
    likeness reaches `SAME`. Ties are broken by index, and indexes follow page and position: the order in
    which pages were given does not matter.
    """
    groups = _identical(tellings)
    likeness = {
        pair: score
        for pair in _candidates(tellings, groups)
        if (score := _like(tellings, groups, pair)) > 0.2
    }
    members: dict[int, list[int]] = {i: [i] for i in range(len(groups))}
    owner = {i: i for i in members}
    for (a, b), score in sorted(likeness.items(), key=lambda item: (-item[1], item[0])):
        first, second = sorted((owner[a], owner[b]))
        if first == second or score < SAME:
            continue
        pairs = [likeness.get((min(x, y), max(x, y)), 0.0) for x in members[first] for y in members[second]]
        if sum(pairs) / len(pairs) >= SAME:
            for member in members.pop(second):
                members[first].append(member)
                owner[member] = first
    return tuple(sorted(tuple(sorted(i for g in group for i in groups[g])) for group in members.values()))


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


def _telling(found: Annotations, claim: Claim, terms: Terms, meaning: NDArray[np.float64]) -> Telling:
    events = [event for event in found.events if event.id in claim.events]
    able = {entity.id for entity in found.entities if entity.label in {"PERSON", "ORG"}}
    acting = {actor for event in events for actor in event.source if actor in able}
    named = entities_in(found, claim.span)
    first = next((key for key in named if key in able), None)
    text = claim.span.of(found.article.page.text)
    return Telling(
        found,
        claim,
        text,
        terms,
        named,
        frozenset(acting or ({first} if first else ())),
        frozenset((e.type, source, target) for e in events for source in e.source for target in e.target),
        frozenset(quantity.kind for quantity in quantities(text) if quantity.kind in PEOPLE),
        meaning,
    )


def _identical(tellings: Sequence[Telling]) -> list[list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for i, telling in enumerate(tellings):
        groups[fold(telling.text)].append(i)
    return sorted(groups.values())


def _candidates(tellings: Sequence[Telling], groups: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    """Pairs of groups worth comparing that do not stand on the same single page."""
    holders: dict[str, list[int]] = defaultdict(list)
    for g, group in enumerate(groups):
        terms = tellings[group[0]].terms
        for term in sorted(terms, key=lambda t: (-terms[t], t))[:RARE]:
            holders[term].append(g)
    held_together = [list(range(len(groups)))] if len(groups) <= FEW else holders.values()
    pairs = {pair for held in held_together for pair in combinations(held, 2)}
    pages = [{tellings[i].source for i in group} for group in groups]
    return {(a, b) for a, b in pairs if len(pages[a] | pages[b]) > 1}


def _like(tellings: Sequence[Telling], groups: Sequence[Sequence[int]], pair: tuple[int, int]) -> float:
    first, second = ([tellings[i] for i in groups[g]] for g in pair)
    if any(a.source == b.source and a.claim.span.overlaps(b.claim.span) for a in first for b in second):
        return 0.0
    return likeness_of(first[0], second[0])
