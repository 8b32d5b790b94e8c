"""Article or furniture: the chance that each segment of a page is the article's.

Linear models score the hashed words and element names; boosted trees judge each segment with its
neighbours; a second set of trees judges again, knowing the first judgement of the whole page. Pages with
markup and pages without have weights of their own for the same features.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from copydesk.clean.features import Names, Observed
from copydesk.clean.segments import Segment
from copydesk.clean.trained import Weights
from copydesk.clean.windows import assemble, judged_before

Chances = NDArray[np.float64]
LIMIT = 12.0
"""Linear scores are held within plus and minus this."""
SETTLED = 0.02
"""What the first trees find less likely than this, or that much likelier than not, is not judged again. (Of three
segments in four of an HTML page; the second trees of the first weights turned none of 245,664 over.)"""


def judge(observed: Observed, weights: Weights, *, segments: Sequence[Segment]) -> Chances:
    """For each segment of a page the chance, 0..1, that it belongs to the article's text; `weights` are those of
    pages with markup or without, as the page is."""
    rows = assemble(observed, linear_scores(observed, weights))
    judged = _sigmoid(weights.first.score(rows))
    lengths = np.array([len(segment.span) for segment in segments], np.float64)
    open_ones = unsettled(judged)
    if open_ones.any():
        again = np.hstack([rows[open_ones], judged_before(judged, lengths)[open_ones]])
        judged[open_ones] = _sigmoid(weights.second.score(again))
    return judged


def unsettled(chances: Chances) -> NDArray[np.bool_]:
    """Which segments' first judgement asks for a second."""
    unsure: NDArray[np.bool_] = np.abs(chances - 0.5) < 0.5 - SETTLED
    return unsure


def linear_scores(observed: Observed, weights: Weights) -> NDArray[np.float32]:
    """The linear models' logits: of words and, with markup, of the block's names and of those above it."""
    n = len(observed.figures)
    codes, owners = observed.words
    columns = [np.bincount(owners, weights=weights.linear[0][codes], minlength=n).astype(np.float64)]
    if observed.names is not None:
        columns += _name_scores(observed.names, weights)
    scores = np.column_stack(columns) + weights.intercepts
    held: NDArray[np.float32] = np.clip(scores, -LIMIT, LIMIT).astype(np.float32)
    return held


def _name_scores(names: Names, weights: Weights) -> list[Chances]:
    """Sums of name weights; an element's ancestors are summed once, from the root down."""
    own, of_look = (
        np.bincount(owners, weights=linear[codes], minlength=names.looks[-1] + 1)
        for (codes, owners), linear in zip((names.own, names.above), weights.linear[1:], strict=True)
    )
    above = of_look[names.looks].tolist()
    for index, parent in enumerate(names.parents.tolist()):
        if parent >= 0:
            above[index] += above[parent]
    mine = own[names.looks]
    both = mine[names.holders] + np.where(names.holders != names.blocks, mine[names.blocks], 0.0)
    return [both, np.array(above)[names.parents[names.blocks]]]


def _sigmoid(logits: Chances) -> Chances:
    result: Chances = 1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))
    return result
