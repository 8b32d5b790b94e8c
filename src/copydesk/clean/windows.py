"""The classifier's rows: a segment's figures and linear scores, beside a window of its neighbours'."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from copydesk.clean.features import Matrix, Observed, columns_of

_NEAR = ("chars", "words", "ends_stop", "capitalised", "function", "marker", "digits", "vocabulary", "copies")
_NEAR_MARKED = (
    "link_density",
    "block_tag",
    "alike_prose",
    "out_of_main",
    "depth",
    "sibling_prose",
    "declared",
)
_REACH = 2
_SPANS = (4, 12)


def assemble(observed: Observed, scores: Matrix) -> Matrix:
    """The classifier's rows: a page's figures, its linear scores (n x 1 or n x 3), and their windows."""
    columns = columns_of(observed.names is not None)
    near = [columns.index(name) for name in _NEAR + (_NEAR_MARKED if observed.names else ())]
    shown = np.hstack([observed.figures[:, near], scores])
    parts = [
        observed.figures,
        scores,
        *_shifted(shown, _REACH),
        *_means_around(_flow(observed, scores), _SPANS),
    ]
    return np.hstack(parts)


def _flow(observed: Observed, scores: Matrix) -> Matrix:
    """The figures whose running means tell what sort of neighbourhood a segment stands in."""
    columns = columns_of(observed.names is not None)
    figures = observed.figures
    stops = figures[:, columns.index("ends_stop")]
    length = figures[:, columns.index("chars")]
    picked = [length, stops, stops * length, figures[:, columns.index("vocabulary")]]
    if observed.names:
        picked += [figures[:, columns.index(name)] for name in ("link_density", "alike_prose", "out_of_main")]
    return np.column_stack([*picked, scores])


def _shifted(rows: Matrix, reach: int) -> list[Matrix]:
    """The row before each and the one after, up to those `reach` away; -9 beyond the ends."""
    n = len(rows)
    padded = np.full((n + 2 * reach, rows.shape[1]), -9.0, np.float32)
    padded[reach : reach + n] = rows
    starts = [reach + away * side for away in range(1, reach + 1) for side in (-1, 1)]
    return [padded[start : start + n] for start in starts]


def _means_around(rows: Matrix, spans: Sequence[int]) -> list[Matrix]:
    """For each span the means of up to so many rows before each row, and after it; zero where there are none."""
    at = np.arange(len(rows))
    totals = [np.zeros((len(rows) + 1, rows.shape[1])) for _ in range(2)]
    for total, way in zip(totals, (rows, rows[::-1]), strict=True):
        np.cumsum(way, axis=0, dtype=np.float64, out=total[1:])
    means: list[Matrix] = []
    for span in spans:
        first = np.maximum(at - span, 0)
        count = np.maximum(at - first, 1)[:, None]
        before, after = (((total[:-1] - total[first]) / count).astype(np.float32) for total in totals)
        means += [before, after[::-1]]
    return means


def judged_before(chance: NDArray[np.float64], lengths: NDArray[np.float64]) -> Matrix:
    """What a first judgement of all segments adds to the rows of the second: the neighbours', and sums over the page.

    `chance` is the first classifier's probability that a segment is the article's, `lengths` its
    characters. A second classifier on these rows is stacked sequential learning (Cohen and Carvalho, 2005).
    """
    p = chance.astype(np.float32)[:, None]
    flow = np.column_stack([chance, chance * np.sqrt(lengths), chance > 0.5]).astype(np.float32)
    parts = [p, *_shifted(p, 5), *_means_around(flow, (3, 8, 20))]
    mass = chance * lengths
    total = max(float(mass.sum()), 1.0)
    before = np.cumsum(mass) - mass
    sure = np.flatnonzero((chance > 0.7) & (lengths > 60))
    at = np.arange(len(chance))
    first, last = (int(sure[0]), int(sure[-1])) if len(sure) else (0, len(chance) - 1)
    parts += [
        np.column_stack(
            [
                before / total,
                1.0 - (before + mass) / total,
                np.log1p(np.maximum(at - last, 0)) - np.log1p(np.maximum(last - at, 0)),
                np.log1p(np.maximum(at - first, 0)) - np.log1p(np.maximum(first - at, 0)),
                np.full(len(chance), math.log1p(total)),
                np.full(len(chance), float(chance.mean())),
                _distance_to(at, sure, forward=False),
                _distance_to(at, sure, forward=True),
                *_gaps(lengths, sure, n=len(chance)),
            ]
        ).astype(np.float32)
    ]
    return np.hstack(parts)


def _distance_to(at: NDArray[np.intp], sure: NDArray[np.intp], *, forward: bool) -> NDArray[np.float64]:
    """log distance to the nearest sure segment before or after; 9 if there is none."""
    if not len(sure):
        return np.full(len(at), 9.0)
    place = np.searchsorted(sure, at, side="left" if forward else "right")
    index = place if forward else place - 1
    found = (index >= 0) & (index < len(sure))
    gap = np.abs(sure[np.clip(index, 0, len(sure) - 1)] - at)
    result: NDArray[np.float64] = np.where(found, np.log1p(gap), 9.0)
    return result


def _gaps(lengths: NDArray[np.float64], sure: NDArray[np.intp], *, n: int) -> list[NDArray[np.float64]]:
    """log characters that stand between each segment and the sure ones before and after it."""
    ends = np.cumsum(lengths)
    if not len(sure):
        return [np.full(n, 12.0), np.full(n, 12.0)]
    at = np.arange(n)
    before = np.searchsorted(sure, at, side="right") - 1
    after = np.searchsorted(sure, at, side="left")
    last = sure[np.clip(before, 0, len(sure) - 1)]
    following = sure[np.clip(after, 0, len(sure) - 1)]
    back = np.where(before >= 0, np.log1p(np.maximum(ends - lengths - ends[last], 0)), 12.0)
    ahead = np.where(
        after < len(sure), np.log1p(np.maximum(ends[following] - lengths[following] - ends, 0)), 12.0
    )
    return [back, ahead]
