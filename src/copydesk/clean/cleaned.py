"""Whether a plain text is an article alone: cleaned before it came here, or never in a page.

A logistic model over what the classifier's chances look like as a whole. Single doubts are not enough: a
cleaned article has a doubtful line here and there, a page with furniture has it at the ends and in runs.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from copydesk.clean.cues import kind_of_phrase, zone_opened

LEAST = 0.15
"""A page this likely to hold nothing but its article is left as it is."""
LONGEST_CUE = 60
_DOUBTFUL, _SURELY_NOT, _FLOOR, _ENDS, _MOST_SAYING = 0.45, 0.03, 1e-3, 3, 5


def look_cleaned(texts: Sequence[str], chances: NDArray[np.float64], *, model: NDArray[np.float64]) -> bool:
    """Whether a page's segments, with the chance of each, look like an article alone; `model` holds the
    weights of `describe`'s figures and, last, the intercept."""
    score = float(np.dot(describe(texts, chances), model[:-1]) + model[-1])
    return score >= math.log(LEAST / (1 - LEAST))


def describe(texts: Sequence[str], chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the chances of a page that has at least one segment look like, in figures."""
    lengths = np.array([len(text) for text in texts], np.float64)
    doubtful = chances < _DOUBTFUL
    saying = (
        text for text, doubt in zip(texts, doubtful.tolist(), strict=True) if doubt and says_furniture(text)
    )
    return np.array(
        [
            float((chances < _SURELY_NOT).mean()),
            float(chances.min()),
            float(chances[0]),
            float(chances[-1]),
            float(chances[:_ENDS].min()),
            float(chances[-_ENDS:].min()),
            float(np.log(np.clip(chances, _FLOOR, 1.0)).mean()),
            float(lengths[doubtful].sum() / lengths.sum()),
            float(min(sum(1 for _ in saying), _MOST_SAYING)),
            math.log1p(len(texts)),
        ]
    )


def says_furniture(text: str) -> bool:
    """Whether a short text says itself that it is furniture (`Advertisement`, `Tags: ...`, `3/3`)."""
    return len(text) <= LONGEST_CUE and bool(kind_of_phrase(text) or zone_opened(text))
