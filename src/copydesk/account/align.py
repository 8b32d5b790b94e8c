"""Which claims of a story's pages are tellings of one claim."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import exp, fsum
from pathlib import Path

import numpy as np

from copydesk.account.pairs import SAME_COUNT, likeness_of, pair_row, rarity_in, side_of
from copydesk.account.quantities import quantities
from copydesk.account.surroundings import scale_of, surroundings_of, surroundings_row
from copydesk.account.tellings import Telling, identical
from copydesk.account.terms import Named
from copydesk.forest import load_forest
from copydesk.model import Span
from copydesk.text import fold

WEIGHTS = Path(__file__).parent / "weights"
SAME = 0.38
"""Mean probability of telling one claim from which on two groups of claims are one."""
LEAST_LIKE = 0.12
"""Likeness under which two claims are not looked at further."""
SURE = 0.7
"""Probability from which on two publishers that tell a claim in words of their own tell the same."""
RIVALS = 4
"""Groups on a page that are looked at as better mates."""
KIN = 0.5
"""Likeness from which on two claims of one page say much the same, as a headline and its lead."""
ONE_TOLL = 0.58
"""Likeness from which on two claims that count the same people tell one toll; it is raised by that very count."""
FEW = 400
"""Up to so many different claims all are compared with all."""
RARE = 10
"""Beyond, a claim is compared with those that share one of so many heaviest terms."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Groups of indexes of tellings of one claim, each in order; and the pairs of texts, case and space apart and in
    order, that surely tell one."""

    groups: tuple[tuple[int, ...], ...]
    sure: frozenset[tuple[str, str]]


def align(tellings: Sequence[Telling]) -> Alignment:
    """Which tellings are of one claim, by average linkage.

    Identical texts are joined first; then pairs by falling probability of telling one claim, headlines last,
    two groups becoming one where its mean reaches `SAME`. Ties are broken by index, and indexes follow page and
    position: the order in which pages were given does not matter.
    """
    groups = identical(tellings)
    chances = chances_of(tellings, groups)
    texts = [fold(tellings[group[0]].text) for group in groups]
    sure = [sorted((texts[a], texts[b])) for (a, b), chance in chances.items() if chance >= SURE]
    return Alignment(linked(tellings, groups, chances=chances), frozenset((one, two) for one, two in sure))


def linked(
    tellings: Sequence[Telling],
    groups: Sequence[Sequence[int]],
    *,
    chances: Mapping[tuple[int, int], float],
    same: float = SAME,
) -> tuple[tuple[int, ...], ...]:
    """The groups of identical tellings put together by the `chances` that two of them tell one claim, as `align`
    says, where the mean reaches `same`."""
    members: dict[int, list[int]] = {i: [i] for i in range(len(groups))}
    owner = {i: i for i in members}
    headline = [all(tellings[i].is_headline for i in group) for group in groups]

    def rank(item: tuple[tuple[int, int], float]) -> tuple[int, float, tuple[int, int]]:
        (a, b), chance = item
        return headline[a] + headline[b], -chance, (a, b)

    refused: dict[tuple[int, int], tuple[int, int]] = {}
    for (a, b), chance in sorted(chances.items(), key=rank):
        if chance < same:
            continue
        first, second = sorted((owner[a], owner[b]))
        sizes = len(members[first]), len(members[second])
        if first == second or refused.get((first, second)) == sizes:
            continue
        pairs = [chances.get((min(x, y), max(x, y)), 0.0) for x in members[first] for y in members[second]]
        if sum(pairs) / len(pairs) >= same:
            for member in members.pop(second):
                members[first].append(member)
                owner[member] = first
        else:
            refused[first, second] = sizes
    return tuple(sorted(tuple(sorted(i for g in group for i in groups[g])) for group in members.values()))


def chances_of(tellings: Sequence[Telling], groups: Sequence[Sequence[int]]) -> dict[tuple[int, int], float]:
    """The probability that two groups of identical tellings tell one claim, for each pair that is alike at all.
    Raises `DamagedWeightsError`."""
    rows = features_of(tellings, groups)
    if not rows:
        return {}
    scores = load_forest(WEIGHTS / "alignment.npz").score(np.array(list(rows.values())))
    return chances_from(tellings, groups, scores=dict(zip(rows, scores.tolist(), strict=True)))


def chances_from(
    tellings: Sequence[Telling], groups: Sequence[Sequence[int]], *, scores: Mapping[tuple[int, int], float]
) -> dict[tuple[int, int], float]:
    """The probabilities of log-odds; what is missing to 1 is cut where both count the same people, by the first number
    that their page gives of them, and are alike by `ONE_TOLL`: a story has one number of dead, whatever each page puts
    it at, and the others are those of places and of other days."""
    chances = {}
    first = _first_tolls(tellings)
    tolls = [
        {kind for kind, value in _tolls_of(head) if first[head.source, kind] == value}
        for head in (tellings[group[0]] for group in groups)
    ]
    for (x, y), score in scores.items():
        a, b = tellings[groups[x][0]], tellings[groups[y][0]]
        chance = 1 / (1 + exp(-score))
        one_toll = tolls[x] & tolls[y] and likeness_of(a, b) >= ONE_TOLL
        chances[x, y] = chance + (SAME_COUNT * (1 - chance) if one_toll else 0.0)
    return chances


def _first_tolls(tellings: Sequence[Telling]) -> dict[tuple[str, str], float]:
    """(page, whom it counts: the dead, the injured) -> the first number that the page gives of them."""
    first: dict[tuple[str, str], float] = {}
    for telling in sorted(tellings, key=lambda telling: (telling.source, telling.claim.span)):
        for kind, value in _tolls_of(telling):
            first.setdefault((telling.source, kind), value)
    return first


def _tolls_of(telling: Telling) -> list[tuple[str, float]]:
    counted = quantities(telling.text) if telling.counts else ()
    return [(quantity.kind, quantity.value) for quantity in counted if quantity.kind in telling.counts]


def features_of(
    tellings: Sequence[Telling], groups: Sequence[Sequence[int]]
) -> dict[tuple[int, int], list[float]]:
    """What the probability is made from, for each pair of groups that are alike at all: `pairs.NAMES`."""
    heads = [tellings[group[0]] for group in groups]
    pages = [frozenset(tellings[i].source for i in group) for group in groups]
    likeness = {
        (x, y): score
        for x, y in _candidates(tellings, groups)
        if (score := likeness_of(heads[x], heads[y])) > LEAST_LIKE
    }
    rarity = rarity_in(tellings)
    named = {source: Named.on(found) for source, found in {head.source: head.found for head in heads}.items()}
    compared = sorted({x for pair in likeness for x in pair})
    sides = {x: side_of(heads[x], named[heads[x].source], rarity=rarity) for x in compared}
    scale = scale_of(tellings, rarity=rarity, claims=len(groups))
    surrounded = surroundings_of([heads[x] for x in compared], named, scale=scale)
    surroundings = dict(zip(compared, surrounded, strict=True))
    near = {(x, y): float(sides[x].whole @ sides[y].whole) for x, y in likeness}
    by_likeness, by_meaning = _best_on_pages(pages, likeness), _best_on_pages(pages, near)

    @cache
    def is_rival(other: int, group: int) -> bool:
        """A headline is no rival, nor what says much the same as `group`."""
        apart = other != group and not sides[other].is_headline
        return apart and likeness_of(heads[other], heads[group]) < KIN

    hub = _mean_nearness(near)

    def ahead(ranked: Sequence[tuple[float, int]], group: int) -> float:
        """The score of the best rival, 0 without one."""
        return next((score for score, other in ranked if is_rival(other, group)), 0.0)

    rows = {}
    for (x, y), score in likeness.items():
        ways = [(x, page, y) for page in pages[y]] + [(y, page, x) for page in pages[x]]
        rivals = [ahead(by_likeness[here, page], there) for here, page, there in ways]
        nearer = [ahead(by_meaning[here, page], there) for here, page, there in ways]
        rows[x, y] = [
            *pair_row(sides[x], sides[y], likeness=score, rarity=rarity),
            *surroundings_row(
                heads[x], heads[y], surroundings=(surroundings[x], surroundings[y]), scale=scale
            ),
            max(sum(better > score for better, _ in by_likeness[here, page]) for here, page, _ in ways),
            max(sum(better > near[x, y] for better, _ in by_meaning[here, page]) for here, page, _ in ways),
            near[x, y] - max(hub[x], hub[y]),
            score - max(rivals),
            score - min(rivals),
            near[x, y] - max(nearer),
            near[x, y] - min(nearer),
        ]
    return rows


def _best_on_pages(
    pages: Sequence[frozenset[str]], likeness: Mapping[tuple[int, int], float]
) -> dict[tuple[int, str], list[tuple[float, int]]]:
    """(group, page) -> the groups on that page most like the group, `RIVALS` of them, with their likeness."""
    best: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    alike = [(score, there, here) for pair in likeness.items() for score, there, here in _both_ways(*pair)]
    for score, there, here in sorted(alike, reverse=True):
        for page in pages[there]:
            if len(best[here, page]) < RIVALS:
                best[here, page].append((score, there))
    return best


def _mean_nearness(near: Mapping[tuple[int, int], float]) -> dict[int, float]:
    """How near each group is to those it is compared with, on average: one that is near to all says little."""
    held: dict[int, list[float]] = defaultdict(list)
    for (x, y), score in near.items():
        held[x].append(score)
        held[y].append(score)
    return {x: fsum(scores) / len(scores) for x, scores in held.items()}


def _both_ways(pair: tuple[int, int], score: float) -> tuple[tuple[float, int, int], tuple[float, int, int]]:
    return (score, *pair), (score, *pair[::-1])


def _candidates(tellings: Sequence[Telling], groups: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    """Pairs of groups worth comparing that do not stand on the same single page."""
    if len({telling.source for telling in tellings}) < 2:
        return set()
    holders: dict[str, list[int]] = defaultdict(list)
    for g, group in enumerate(groups):
        terms = tellings[group[0]].terms
        for term in sorted(terms, key=lambda t: (-terms[t], t))[:RARE]:
            holders[term].append(g)
    held_together = [list(range(len(groups)))] if len(groups) <= FEW else holders.values()
    pairs = {pair for held in held_together for pair in combinations(held, 2)}
    pages = [{tellings[i].source for i in group} for group in groups]
    apart = {(a, b) for a, b in pairs if len(pages[a]) > 1 or len(pages[b]) > 1 or pages[a] != pages[b]}
    return apart - _overlapping(tellings, groups)


def _overlapping(tellings: Sequence[Telling], groups: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    """Pairs of groups of which two tellings overlap on a page: one is part of the other, not another telling."""
    on_page: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    for g, group in enumerate(groups):
        for i in group:
            on_page[tellings[i].source].append((tellings[i].claim.span, g))
    pairs = set()
    for placed in on_page.values():
        open_ones: list[tuple[Span, int]] = []
        for span, g in sorted(placed):
            open_ones = [(before, other) for before, other in open_ones if before.end > span.start]
            pairs |= {(min(g, other), max(g, other)) for _, other in open_ones}
            open_ones.append((span, g))
    return pairs
