"""Which kind of furniture (or of head) a page's segments are: lexicons and a small network.

The lexicons are linear models over hashed words, and over the hashed names of elements: what the chain of rules in
`kinds` makes of such segments on many pages. The network has one hidden layer. It sees what the lexicons say of the
segment, of its neighbours and of the boxes around it, and the figures of `kind_rows`; it was learned from pages whose
segments were labelled by reading. Pages with markup and pages without have a network each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copydesk.clean import cues
from copydesk.clean.features import Names
from copydesk.clean.hashed_words import BITS
from copydesk.clean.kind_rows import Setting, beside, known_rows, mean_in, mean_near
from copydesk.clean.trained import WEIGHTS
from copydesk.model import BlockKind
from copydesk.sealed import verified_arrays

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]

KINDS = (
    BlockKind.SECTION, BlockKind.BYLINE, BlockKind.TIMESTAMP, BlockKind.CAPTION, BlockKind.CREDIT,
    *(kind for kind in BlockKind if kind.is_furniture),
)  # fmt: skip
"""What is told apart. Titles, and what is the article's text, are found before."""
PHRASES = (
    None,
    *(kind for kind in BlockKind if kind in {told[0] for told in (*cues.PHRASES, *cues.OPENINGS)}),
)
"""What a segment's own words can say that it is, or opens."""
CODES = 3 << BITS
"""Hashed words; names of an element; names of those above."""
FADING = 0.7
"""What a name counts for one element further up."""
FARTHEST = 4.0
"""Deviations from the mean that a network sees at most."""
_FLOOR, _SCALE = 1e-3, 3.0
_COLUMNS = (slice(len(KINDS)), slice(len(KINDS), None))
"""Of a lexicon's row: what is of kinds, and what of phrases."""
_PARTS = ("mean", "deviation", "hidden", "out")
_ROWS_AT_ONCE, _ANSWERS_AT_ONCE = 4, 64
"""So few are multiplied at once that BLAS starts no threads for them: they would only spin, at half of all time."""


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer: `hidden` and `out` hold weights, the last row of each what is added."""

    mean: Matrix
    deviation: Matrix
    hidden: Matrix
    out: Matrix


@dataclass(frozen=True, slots=True)
class Model:
    """`rows` leads from a code to its weights in the lexicon it is of: words have a column for each of `KINDS`, then
    one for each of `PHRASES`, names the former. `words` and `names` begin with a row of zeros and end with one of
    what is added."""

    rows: Ints
    words: Matrix
    names: Matrix
    marked: Network
    bare: Network


@cache
def load() -> Model:
    """The shipped model. Raises `DamagedWeightsError` if it is not the published one."""
    return unpacked(verified_arrays(WEIGHTS / "kinds.npz"))


def unpacked(arrays: Mapping[str, NDArray[Any]]) -> Model:
    """A model from the arrays of its file."""
    rows = np.zeros(CODES, np.int64)
    tables = []
    for lexicon in ("words", "names"):
        used = arrays[f"{lexicon}_used"]
        rows[used] = np.arange(1, len(used) + 1)
        weights = arrays[lexicon].astype(np.float32)
        tables.append(np.vstack([np.zeros((1, weights.shape[1]), np.float32), weights]))
    marked, bare = (
        Network(*(arrays[f"{sort}_{part}"].astype(np.float32) for part in _PARTS))
        for sort in ("marked", "bare")
    )
    return Model(rows, tables[0], tables[1], marked, bare)


def tell_kinds(setting: Setting) -> list[BlockKind]:
    """The likeliest of `KINDS` for each segment of a page; `other` for the article's text."""
    model = load()
    network = model.bare if setting.page.markup is None else model.marked
    asked = np.flatnonzero(~np.array(setting.kept))
    best = np.full(len(setting.kept), KINDS.index(BlockKind.OTHER))
    if len(asked):
        best[asked] = answer(rows_of(setting, model)[asked], network).argmax(axis=1)
    return [KINDS[number] for number in best.tolist()]


def rows_of(setting: Setting, model: Model) -> Matrix:
    """What the network sees of each segment."""
    kept = np.array(setting.kept)
    codes, owners = setting.observed.words
    asked = ~kept[owners]
    sums = (
        _summed(_weights(model.words, model.rows, codes=codes[asked]), owners[asked], count=len(kept))
        + model.words[-1]
    )
    said, phrases = ([_saying(sums[:, _COLUMNS[0]], kept)], _saying(sums[:, _COLUMNS[1]], kept))
    if setting.observed.names is not None:
        said.append(_saying(_sums_of_names(setting.observed.names, ~kept, model=model), kept))
    mean = np.mean(said, axis=0, dtype=np.float32)
    around = _around(np.hstack([mean, phrases]), setting.boxes)
    of_kinds, of_phrases = ([rows[:, part] for rows in around] for part in _COLUMNS)
    return np.hstack([known_rows(setting), *said, *of_kinds, phrases, *of_phrases])


def answer(rows: Matrix, network: Network) -> Matrix:
    """The network's sums for each of `KINDS`."""
    seen = rows - network.mean
    seen /= network.deviation
    np.clip(seen, -FARTHEST, FARTHEST, out=seen)
    within = _times(seen, network.hidden, at_once=_ROWS_AT_ONCE)
    return _times(np.maximum(within, 0, out=within), network.out, at_once=_ANSWERS_AT_ONCE)


def _times(rows: Matrix, weights: Matrix, *, at_once: int) -> Matrix:
    """The rows through one layer of a network, some at once."""
    layer, added = weights[:-1], weights[-1]
    sums = np.empty((len(rows), len(added)), np.float32)
    for first in range(0, len(rows), at_once):
        np.matmul(rows[first : first + at_once], layer, out=sums[first : first + at_once])
    sums += added
    return sums


def _weights(lexicon: Matrix, rows: Ints, *, codes: Ints) -> Matrix:
    """A lexicon's row for each code. (`take` gathers in a quarter of the time that an index in brackets asks.)"""
    return lexicon.take(rows.take(codes), axis=0)


def _summed(rows: Matrix, owners: Ints, *, count: int) -> Matrix:
    """The sum of each owner's rows, which stand in runs: first all words, by owner, then all their pairs."""
    total = np.zeros((count, rows.shape[1]), np.float32)
    if len(owners):
        starts = np.flatnonzero(np.append(True, owners[1:] != owners[:-1]))
        sums, owner = np.add.reduceat(rows, starts, axis=0), owners[starts]
        pairs = int(owner.argmax()) + 1
        total[owner[:pairs]] = sums[:pairs]
        total[owner[pairs:]] += sums[pairs:]
    return total


def _sums_of_names(names: Names, asked: NDArray[np.bool_], *, model: Model) -> Matrix:
    """For each segment the sums over the names of its innermost element and its block-level one, and over those
    above, which fade."""
    holders, blocks, leads = names.holders, names.blocks, names.parents
    own = np.zeros(names.looks[-1] + 1, bool)
    own[names.looks[holders[asked]]] = own[names.looks[blocks[asked]]] = True
    sums = _sums_of_looks(names.own, own, model=model, first=1 << BITS)
    above = _sums_of_looks(names.above, np.ones_like(own), model=model, first=2 << BITS)
    higher = above.take(names.looks, axis=0)
    fading = FADING
    while (leads >= 0).any():
        higher += fading * higher.take(leads, axis=0)
        leads = leads[leads]
        fading *= fading
    of_holders, of_blocks = (sums.take(names.looks.take(at), axis=0) for at in (holders, blocks))
    total: Matrix = of_holders + np.where((holders != blocks)[:, None], of_blocks, 0)
    total += higher.take(names.parents.take(blocks), axis=0)
    total += model.names[-1]
    return total


def _sums_of_looks(named: tuple[Ints, Ints], asked: NDArray[np.bool_], *, model: Model, first: int) -> Matrix:
    """The sums over each look's names, and last, for no element, zeros."""
    codes, owners = named
    chosen = asked[owners]
    weights = _weights(model.names, model.rows, codes=codes[chosen] + first)
    return _summed(weights, owners[chosen], count=len(asked))


def _saying(logits: Matrix, kept: NDArray[np.bool_]) -> Matrix:
    """A lexicon's logarithms of chances, held above a floor, as figures from -1.3 to 1; of what is kept, zeros."""
    chances = np.exp(logits - logits.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    said: Matrix = (np.log(chances + _FLOOR) / _SCALE + 1).astype(np.float32)
    said[kept] = 0
    return said


def _around(said: Matrix, boxes: Sequence[Ints]) -> list[Matrix]:
    """What is said, on average, beside and near each segment and in the boxes around it."""
    return [*beside(said), mean_near(said), *(mean_in(said, box) for box in boxes)]
