"""Which claims of a story's pages are tellings of one claim."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from copydesk.account.terms import Terms, claim_terms, containment, cosine, entities_in, weigh
from copydesk.model import Annotations, Claim
from copydesk.text import fold

SAME = 0.42
"""Mean likeness from which on two groups of claims are one."""
RARE = 8
"""How many of a claim's heaviest terms are looked up to find the claims it may match."""
ACTOR_CLASH = 0.45
"""What is left of the likeness of two claims whose acting persons differ."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim on one page, with what it is compared by."""

    found: Annotations
    claim: Claim
    text: str
    terms: Terms
    entities: tuple[str, ...]
    actors: frozenset[str]
    acts: frozenset[tuple[str, tuple[str, ...], tuple[str, ...]]]

    @property
    def source(self) -> str:
        """The page's source."""
        return self.found.article.source


def tellings_of(findings: Sequence[Annotations]) -> tuple[Telling, ...]:
    """Every claim of the story's pages with its terms, weighed against the story's other claims."""
    claims = [(found, claim) for found in findings for claim in found.claims]
    weighed = weigh([claim_terms(found, claim.span) for found, claim in claims])
    return tuple(_telling(found, claim, terms) for (found, claim), terms in zip(claims, weighed, strict=True))


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
    """How alike two tellings are, 0..1: shared terms, helped by shared acts, hindered by other actors."""
    shared = cosine(a.terms, b.terms)
    part = max(containment(a.terms, b.terms), containment(b.terms, a.terms))
    score = 0.6 * shared + 0.4 * part
    if a.acts & b.acts:
        score = score + 0.25 * (1 - score)
    if a.actors and b.actors and not a.actors & b.actors:
        score *= ACTOR_CLASH
    return score


def _telling(found: Annotations, claim: Claim, terms: Terms) -> Telling:
    events = [event for event in found.events if event.id in claim.events]
    persons = {entity.id for entity in found.entities if entity.label == "PERSON"}
    acting = {actor for event in events for actor in event.source if actor in persons}
    named = entities_in(found, claim.span)
    first = next((key for key in named if key in persons), None)
    return Telling(
        found,
        claim,
        claim.span.of(found.article.page.text),
        terms,
        named,
        frozenset(acting or ({first} if first else ())),
        frozenset(
            (event.type, event.source, event.target) for event in events if event.source and event.target
        ),
    )


def _identical(tellings: Sequence[Telling]) -> list[list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for i, telling in enumerate(tellings):
        groups[fold(telling.text)].append(i)
    return sorted(groups.values())


def _candidates(tellings: Sequence[Telling], groups: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    """Pairs of groups that share one of their heaviest terms and do not stand on the same single page."""
    holders: dict[str, list[int]] = defaultdict(list)
    for g, group in enumerate(groups):
        terms = tellings[group[0]].terms
        for term in sorted(terms, key=lambda t: (-terms[t], t))[:RARE]:
            holders[term].append(g)
    pairs = {pair for held in holders.values() for pair in combinations(held, 2)}
    pages = [{tellings[i].source for i in group} for group in groups]
    return {(a, b) for a, b in pairs if len(pages[a] | pages[b]) > 1}


def _like(tellings: Sequence[Telling], groups: Sequence[Sequence[int]], pair: tuple[int, int]) -> float:
    return likeness_of(tellings[groups[pair[0]][0]], tellings[groups[pair[1]][0]])
