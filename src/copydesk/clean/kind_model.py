"""Which kind of furniture (or of head) the segments of a marked-up page are: two linear models over codes.

The first are lexicons: from a segment's words, and from the names of its elements, what the chain of rules in
`kinds` makes of such segments on many pages. The second, learned from segments that were labelled by reading,
weighs the codes of `kind_rows`, the same words and names, and what the lexicons say of the segment, of its
neighbours and of the boxes around it.
"""

import io
from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copydesk.clean.features import BITS, Names, Observed
from copydesk.clean.kind_rows import Setting, code_rows
from copydesk.clean.trained import FOLDER
from copydesk.model import BlockKind
from copydesk.sealed import verified_bytes

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]

KINDS = (
    BlockKind.SECTION, BlockKind.BYLINE, BlockKind.TIMESTAMP, BlockKind.CAPTION, BlockKind.CREDIT,
    *(kind for kind in BlockKind if kind.is_furniture),
)  # fmt: skip
"""What is told apart. Titles, and what is the article's text, are found before."""
CODES = 1 << 20
"""More than there are codes."""
_SPAN = 4
_FLOOR, _SCALE = 1e-3, 3.0
_ROWS_AT_ONCE = 8
"""So few are multiplied at once that BLAS starts no threads for them: they would only spin, at half of all time."""


@dataclass(frozen=True, slots=True)
class Bags:
    """Bags of codes, each with one code at least: `starts` are their first places in `codes`; `of` tells each
    segment's bag."""

    codes: Ints
    starts: Ints
    of: Ints


@dataclass(frozen=True, slots=True)
class Model:
    """`rows` leads from a code to its weights: a column for each of `KINDS` (`own`), then one for each of a lexicon.
    `lexicons` holds the intercepts of both, `mixed` the weights of what they say, `intercepts` the second model's."""

    rows: Ints
    weights: Matrix
    own: Matrix
    lexicons: Matrix
    mixed: Matrix
    intercepts: Matrix


@cache
def load() -> Model:
    """The shipped model. Raises `DamagedWeightsError` if it is not the published one."""
    data = verified_bytes(FOLDER / "kinds.npz")
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return unpacked({key: arrays[key] for key in arrays.files})


def unpacked(arrays: Mapping[str, NDArray[Any]]) -> Model:
    """A model from the arrays of its file; codes without weights have the first row, which is of zeros."""
    weights = arrays["weights"].astype(np.float32)
    rows = np.zeros(int(arrays["codes"]), np.int64)
    rows[arrays["used"]] = np.arange(1, len(weights) + 1)
    table = np.vstack([np.zeros((1, weights.shape[1]), np.float32), weights])
    return Model(
        rows,
        table,
        np.ascontiguousarray(table[:, : len(KINDS)]),
        arrays["lexicons"].astype(np.float32),
        arrays["mixed"].astype(np.float32),
        arrays["intercepts"].astype(np.float32),
    )


def tell_kinds(setting: Setting) -> list[BlockKind]:
    """The likeliest of `KINDS` for each segment of a page with markup."""
    model = load()
    scores, words, names = sums(bags_of(setting), model)
    said = mixed_in([saying(words + model.lexicons[0]), saying(names + model.lexicons[1])], setting.boxes)
    few = range(0, len(said), _ROWS_AT_ONCE)
    weighed = np.vstack([said[first : first + _ROWS_AT_ONCE] @ model.mixed for first in few])
    best = (scores + weighed + model.intercepts).argmax(axis=1)
    return [KINDS[number] for number in best.tolist()]


def bags_of(setting: Setting) -> tuple[Bags, Bags, Bags, Bags]:
    """What is known of each segment: figures and witnesses; words; names of its elements; names of those above."""
    codes, count = code_rows(setting)
    n, width = codes.shape
    known = Bags(codes.ravel(), np.arange(0, n * width, width), np.arange(n))
    names = setting.observed.names
    assert names is not None
    words = _word_bags(setting.observed, n, count)
    return known, words, _own_bags(names, count + (1 << BITS)), _higher_bags(names, count + (2 << BITS))


def sums(bags: tuple[Bags, Bags, Bags, Bags], model: Model) -> tuple[Matrix, Matrix, Matrix]:
    """For each segment the second model's sums over its codes, and those of the two lexicons."""
    width = len(KINDS)
    known = bags[0].codes.reshape(len(bags[0].starts), -1)
    words, own, higher = (_summed(bag, model) for bag in bags[1:])
    names = own + higher
    scores = model.own[model.rows[known]].sum(axis=1) + words[:, :width] + names[:, :width]
    return scores, words[:, width:], names[:, width:]


def _summed(bags: Bags, model: Model) -> Matrix:
    total: Matrix = np.add.reduceat(model.weights[model.rows[bags.codes]], bags.starts, axis=0)[bags.of]
    return total


def _word_bags(observed: Observed, n: int, first: int) -> Bags:
    """Each segment's words, once; each has two that mark its ends."""
    codes, owners = observed.words
    once = np.unique(owners << BITS | codes)
    starts = np.searchsorted(once >> BITS, np.arange(n))
    return Bags((once & (1 << BITS) - 1) + first, starts, np.arange(n))


def _own_bags(names: Names, first: int) -> Bags:
    """The names of a segment's innermost element and its block-level one, once."""
    own = _slices(names.own, len(names.parents), first)
    places = list(zip(names.holders, names.blocks, strict=True))
    filled = {place: {code for at in set(place) if at >= 0 for code in own[at]} for place in places}
    return _bagged(places, filled)


def _higher_bags(names: Names, first: int) -> Bags:
    """The names of the elements above a segment's block-level one, once."""
    above = _slices(names.above, len(names.parents), first)
    filled: dict[int, set[int]] = {-1: set()}
    places = [names.parents[block] if block >= 0 else -1 for block in names.blocks]
    for place in sorted(set(places)):
        codes: set[int] = set()
        at = place
        while at >= 0 and (at == place or at not in filled):
            codes.update(above[at])
            at = names.parents[at]
        filled[place] = codes | filled[at]
    return _bagged(places, filled)


def _bagged(places: Sequence[Hashable], filled: Mapping[Any, AbstractSet[int]]) -> Bags:
    """The bag of each segment's place; one code of each has no weight."""
    numbers = {place: number for number, place in enumerate(dict.fromkeys(places))}
    codes: list[int] = []
    starts: list[int] = []
    for place in numbers:
        starts.append(len(codes))
        codes.append(CODES - 1)
        codes += sorted(filled[place])
    return Bags(np.array(codes), np.array(starts), np.array([numbers[place] for place in places]))


def _slices(owned: tuple[Ints, Ints], count: int, first: int) -> list[list[int]]:
    """Each element's codes."""
    codes, owners = owned
    ends = np.searchsorted(owners, np.arange(count + 1)).tolist()
    listed = (codes + first).tolist()
    return [listed[a:b] for a, b in pairwise(ends)]


def saying(logits: Matrix) -> Matrix:
    """A lexicon's logarithms of chances, held above a floor, as figures from -1.3 to 1."""
    chances = np.exp(logits - logits.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    said: Matrix = (np.log(chances + _FLOOR) / _SCALE + 1).astype(np.float32)
    return said


def mixed_in(said: Sequence[Matrix], held: Sequence[Ints]) -> Matrix:
    """What the lexicons say of each segment, and on average of those beside it and in the boxes around it."""
    mean: Matrix = np.mean(said, axis=0, dtype=np.float32)
    n, width = mean.shape
    before, after = np.zeros_like(mean), np.zeros_like(mean)
    before[1:], after[:-1] = mean[:-1], mean[1:]
    total = np.vstack([np.zeros((1, width), np.float32), np.cumsum(mean, axis=0)])
    at = np.arange(n)
    first, end = np.maximum(at - _SPAN, 0), np.minimum(at + 1 + _SPAN, n)
    parts = [*said, before, after, (total[end] - total[first]) / (end - first)[:, None]]
    for box in held:
        order = np.argsort(box, kind="stable")
        count = np.bincount(box)
        starts = np.cumsum(count) - count
        parts.append((np.add.reduceat(mean[order], starts, axis=0) / count[:, None])[box])
    return np.hstack(parts).astype(np.float32)
