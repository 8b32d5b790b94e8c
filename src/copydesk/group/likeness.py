"""How alike two articles are as news: cosines of their profiles, and how a pair stands among others.

A pair is judged by gradient-boosted trees. Cosines are whole numbers (`UNIT` squared is 1), so that no order
of summation can tip a threshold.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copydesk.background import COLUMNS
from copydesk.forest import load_forest
from copydesk.group.profiles import KINDS, UNIT, Profile

Rows = NDArray[np.float64]
Whole = NDArray[np.int64]

WEIGHTS = Path(__file__).parent / "weights"
ACROSS = (("lead", "all"), ("headline", "lead"))
"""Kinds compared across: what leads one page may be a paragraph of the other."""
SAME = tuple((kind, kind) for kind in KINDS)
WAYS = (*SAME, *((a, b) for pair in ACROSS for a, b in (pair, pair[::-1])))
"""(this article's kind, the other's kind) of each cosine; the sentence vectors' comes last."""
COSINES = len(WAYS) + 1
STANDING = (WAYS.index(("all", "all")), WAYS.index(("lead", "lead")), COSINES - 1)
"""The cosines by which a pair is set against the other pairs of its articles: text, lead, sentence."""
CLOSE, NEAREST = 10, 30
"""Of the `NEAREST` candidates of an article, the first `CLOSE` show how crowded it is, the rest how strangers are."""
FEW = 3
"""A pair is also set against the fourth best of either article: most stories have few pages."""
FAR = 60.0
"""Days; a greater distance tells nothing more."""
_STANDS = (
    "of_best", "of_worse_best", "crowding",
    "over_strangers_min", "over_strangers_max", "over_few_min", "over_few_max",
)  # fmt: skip
FEATURES = (
    *KINDS,
    "lead_in_all_min", "lead_in_all_max", "headline_in_lead_min", "headline_in_lead_max",
    "sentence", "length", "days", "weekdays_shared", "weekdays_between",
    *(f"{kind}_{stands}" for kind in ("all", "lead", "sentence") for stands in _STANDS),
)  # fmt: skip
STRANGERS = 0.1
"""Pairs whose whole texts, leads and names all have less than this cosine tell of different things: of the true
pairs of the training sets .8, .6 and .1 per cent lie there, of the others a fifth to a half."""
STRANGERS_ELSEWHERE = 0.2
"""The same for other languages than English, whose common words the background does not know."""
VETO_DAYS = 5
"""Leads that put their news this many days apart, or more, do not tell of one happening."""
VETO = 0.25
"""What is left of a pair's likeness then."""
ADVICE = 8
"""Of a thousand words so many forms of `you`, outside quotations, make a page advice or an offer, and two such pages
tell of no happening: 71 per cent of the blogs and guides of `wcxb-dev` have as many, 2 to 3 per cent of the labelled
stories' pages, and of their true pairs .2 per cent on both sides."""
ROUTINE = 0.7
"""Two pages of one publisher tell of one happening only if one of them has this share of the names that the other
opens with: an agency writes up every wreath in the same words. Of true pairs of two outlets three in ten have less."""
KNOWN_BY = (KINDS.index("all"), KINDS.index("lead"))
"""Kinds among whose terms a page has a name: the heaviest of its text, and its lead."""


def compare(one: Profile, others: Sequence[Profile], *, wanted: Sequence[int] = range(COSINES)) -> Whole:
    """A row of whole numbers for each of `others`: the `wanted` of the `COSINES` cosines."""
    made = np.zeros((len(others), len(wanted)), np.int64)
    if not others:
        return made
    scratch = np.zeros(COLUMNS)
    for there, kind in enumerate(KINDS):
        ways = [
            (at, WAYS[way][0]) for at, way in enumerate(wanted) if way < len(WAYS) and WAYS[way][1] == kind
        ]
        if not ways:
            continue
        terms = [other.kinds[there] for other in others]
        rows = np.repeat(np.arange(len(others)), [len(t.columns) for t in terms])
        columns = np.concatenate([t.columns for t in terms])
        weights = np.concatenate([t.weights for t in terms])
        for at, mine in ways:
            own = one.kinds[KINDS.index(mine)]
            scratch[own.columns] = own.weights
            made[:, at] = np.bincount(rows, scratch[columns] * weights, minlength=len(others))
            scratch[own.columns] = 0
    if COSINES - 1 in wanted:
        sentences = np.stack([other.sentence for other in others]).astype(np.int64)
        made[:, list(wanted).index(COSINES - 1)] = sentences @ one.sentence.astype(np.int64)
    return made


def stands_of(cosines: NDArray[np.int32], held: NDArray[np.int64]) -> Rows:
    """Best, the fourth, mean of the `CLOSE` best, and mean of the rest, for each of `STANDING`, of each article.

    `cosines` holds rows of candidates by articles x `NEAREST` x `STANDING`; only the first `held` count.
    """
    values = np.where((np.arange(cosines.shape[1]) < held[:, None])[:, :, None], cosines, -1)
    values = -np.sort(-values, axis=1)
    known = values >= 0
    values = np.where(known, values, 0)
    close, rest = slice(None, CLOSE), slice(CLOSE, None)
    return np.stack(
        [
            values[:, 0],
            values[:, min(FEW, values.shape[1] - 1)],
            values[:, close].sum(axis=1) / np.maximum(known[:, close].sum(axis=1), 1),
            values[:, rest].sum(axis=1) / np.maximum(known[:, rest].sum(axis=1), 1),
        ],
        axis=2,
    ) / float(UNIT * UNIT)


def weekdays_apart(named: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Rows:
    """For each pair of articles, by the weekdays they name: the share that both name of the fewer, and the days,
    0 to 3, between those named first; -1 where either names none."""
    made = np.full((len(named), 2), -1.0)
    for row, (one, other) in enumerate(named):
        if one and other:
            between = abs(one[0] - other[0])
            shared = len(set(one) & set(other)) / min(len(one), len(other))
            made[row] = shared, min(between, 7 - between)
    return made


def features(
    cosines: Whole, apart: Rows, *, lengths: Rows, weekdays: Rows, stands: tuple[Rows, Rows]
) -> Rows:
    """A row of `FEATURES` a pair.

    `apart` are the days between publication (nan if unknown), `lengths` the words of the shorter text, `weekdays`
    what `weekdays_apart` gives for the pairs, `stands` what `stands_of` gives for either article.
    """
    scaled = cosines / float(UNIT * UNIT)
    same, across = scaled[:, : len(SAME)], scaled[:, len(SAME) : len(WAYS)]
    columns = [*same.T]
    for first in range(0, across.shape[1], 2):
        columns += [across[:, first : first + 2].min(axis=1), across[:, first : first + 2].max(axis=1)]
    columns += [scaled[:, -1], np.log1p(lengths), np.where(np.isnan(apart), -1.0, np.minimum(apart, FAR))]
    columns += [*weekdays.T]
    here, there = stands
    for kind, way in enumerate(STANDING):
        value = scaled[:, way]
        best = (
            np.maximum(here[:, kind, 0], there[:, kind, 0]),
            np.minimum(here[:, kind, 0], there[:, kind, 0]),
        )
        few = here[:, kind, 1], there[:, kind, 1]
        strangers = here[:, kind, 3], there[:, kind, 3]
        columns += [
            value / np.maximum(best[0], 1e-9),
            np.minimum(value / np.maximum(best[1], 1e-9), 2.0),
            here[:, kind, 2] + there[:, kind, 2],
            value - np.maximum(*strangers),
            value - np.minimum(*strangers),
            value - np.maximum(*few),
            value - np.minimum(*few),
        ]
    return np.stack(columns, axis=1)


def judge(rows: Rows) -> Rows:
    """The probability, 0..1, that the articles of each pair tell of one happening. Raises `DamagedWeightsError`."""
    if not len(rows):
        return np.empty(0)
    chances: Rows = np.round(1 / (1 + np.exp(-load_forest(WEIGHTS / "likeness.npz").score(rows))), 6)
    return chances


def strangers(rows: Rows, english: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which pairs have no more in common than any two articles have; `english` tells which are in English."""
    most = rows[:, [FEATURES.index(name) for name in ("all", "lead", "names")]].max(axis=1, initial=0.0)
    return np.asarray(most < np.where(english, STRANGERS, STRANGERS_ELSEWHERE))


def far_apart(a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether both leads name days and all of them lie far apart."""
    return bool(a and b) and min(abs(x - y) for x in a for y in b) >= VETO_DAYS


def names_shared(one: Profile, others: Sequence[Profile]) -> Rows:
    """For each of `others`: the share, 0..1, of the names in one page's title and opening that the other page has.

    Names count by the square of their rarity; of the two directions the greater share; 1 where neither has names.
    """
    size = len(others)
    held = [other.kinds[kind].columns for kind in KNOWN_BY for other in others]
    rows = np.repeat(np.tile(np.arange(size), len(KNOWN_BY)), [len(columns) for columns in held])
    place = np.full(COLUMNS, -1)
    place[one.about.columns] = np.arange(len(one.about.columns))
    met = place[np.concatenate(held)]
    has = np.zeros((size, len(one.about.columns)), bool)
    has[rows[met >= 0], met[met >= 0]] = True
    own = one.about.weights.astype(np.int64) ** 2
    known = np.zeros(COLUMNS, bool)
    for kind in KNOWN_BY:
        known[one.kinds[kind].columns] = True
    rows = np.repeat(np.arange(size), [len(other.about.columns) for other in others])
    theirs = np.concatenate([other.about.weights for other in others]).astype(np.int64) ** 2
    hit = known[np.concatenate([other.about.columns for other in others])]
    whole = np.bincount(rows, theirs, size)
    here = (has @ own) / max(int(own.sum()), 1)
    there = np.bincount(rows[hit], theirs[hit], size) / np.maximum(whole, 1)
    return np.where((whole == 0) & (own.sum() == 0), 1.0, np.maximum(here, there))
