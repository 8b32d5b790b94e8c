"""Fitting what tells a text that is an article alone (`copydesk.clean.cleaned`)."""

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from copydesk.clean.cleaned import describe
from training.cleaner_data import DROP, Example
from training.cleaner_fit import Floats


def fit_alone(examples: Sequence[Example], chances: Sequence[Floats]) -> Floats:
    """A logistic model of each page's chances, which are out of fold: its weights, and last its intercept."""
    rows = np.array(
        [
            describe([segment.span.of(example.page.text) for segment in example.segments], own)
            for example, own in zip(examples, chances, strict=True)
        ]
    )
    alone = np.array([DROP not in example.labels for example in examples])
    mean, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    model = LogisticRegression(max_iter=2000).fit((rows - mean) / spread, alone)
    weights = model.coef_[0] / spread
    fitted: Floats = np.array([*weights, model.intercept_[0] - weights @ mean])
    return fitted
