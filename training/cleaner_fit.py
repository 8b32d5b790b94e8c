"""Fitting the cleaner: linear models over hashes, boosted trees over rows, trees again over sequences."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from copydesk.clean.classifier import LIMIT
from copydesk.clean.features import Names, Observed
from copydesk.clean.hashed_words import BITS
from copydesk.clean.windows import assemble, judged_before

Floats = NDArray[np.float64]
TREES = {
    "objective": "binary", "num_leaves": 31, "min_data_in_leaf": 40, "max_bin": 47,
    "feature_fraction": 0.3, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "num_threads": 1,
    "use_missing": False, "deterministic": True, "force_row_wise": True, "seed": 7, "verbosity": -1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Growth:
    """How many trees are grown, at what learning rate, and whether of each feature one drawn threshold is tried."""

    rounds: int
    rate: float
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The segments of many pages, stacked: `pages` gives each page's first row, and one past the last."""

    observed: Sequence[Observed]
    labels: NDArray[np.int8]
    folds: NDArray[np.int16]
    weights: Floats
    lengths: Floats
    pages: NDArray[np.int64]

    @property
    def names(self) -> list[csr_matrix]:
        """The hashed features as matrices: words, and with markup own and higher names."""
        parts = [_word_matrix(o) for o in self.observed]
        matrices = [_stack(parts)]
        if self.observed[0].names is not None:
            matrices.append(_stack([_own_matrix(o) for o in self.observed]))
            matrices.append(_stack([_above_matrix(o) for o in self.observed]))
        return matrices


def _stack(parts: list[tuple[int, NDArray[np.int64], NDArray[np.int64]]]) -> csr_matrix:
    """One matrix of counts from (rows, owner, hash) triples."""
    base, owners, codes = 0, [], []
    for rows, owner, code in parts:
        owners.append(owner + base)
        codes.append(code)
        base += rows
    row, column = np.concatenate(owners), np.concatenate(codes)
    return csr_matrix((np.ones(len(row), np.float32), (row, column)), shape=(base, 1 << BITS))


def _word_matrix(observed: Observed) -> tuple[int, NDArray[np.int64], NDArray[np.int64]]:
    codes, owners = observed.words
    return len(observed.figures), owners, codes


def _grouped(pair: tuple[NDArray[np.int64], NDArray[np.int64]], n: int) -> list[NDArray[np.int64]]:
    codes, owners = pair
    return np.split(codes, np.searchsorted(owners, np.arange(1, n))) if n else []


def _own_matrix(observed: Observed) -> tuple[int, NDArray[np.int64], NDArray[np.int64]]:
    names = observed.names
    assert isinstance(names, Names)
    by_look = _grouped(names.own, max(names.looks, default=-1) + 1)
    owners, codes = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for row, pair in enumerate(zip(names.holders, names.blocks, strict=True)):
        for element in set(pair):
            if element >= 0:
                own = by_look[names.looks[element]]
                codes.append(own)
                owners.append(np.full(len(own), row))
    return len(observed.figures), np.concatenate(owners), np.concatenate(codes)


def _above_matrix(observed: Observed) -> tuple[int, NDArray[np.int64], NDArray[np.int64]]:
    names = observed.names
    assert isinstance(names, Names)
    by_look = _grouped(names.above, max(names.looks, default=-1) + 1)
    owners, codes = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for row, block in enumerate(names.blocks):
        element = names.parents[block] if block >= 0 else -1
        while element >= 0:
            above = by_look[names.looks[element]]
            codes.append(above)
            owners.append(np.full(len(above), row))
            element = names.parents[element]
    return len(observed.figures), np.concatenate(owners), np.concatenate(codes)


def fit_linear(rows: csr_matrix, labels: NDArray[np.int8], weights: Floats) -> tuple[Floats, float]:
    """Weights and intercept of a logistic model; only labelled rows (0, 1) count."""
    known = np.flatnonzero(labels >= 0)
    model = SGDClassifier(
        loss="log_loss",
        alpha=3e-6,
        max_iter=6,
        tol=None,
        average=True,
        random_state=7,
        learning_rate="optimal",
    )
    model.fit(rows[known], labels[known], sample_weight=weights[known])
    return model.coef_[0].astype(np.float64), float(model.intercept_[0])


def linear_scores(matrices: list[csr_matrix], table: Table) -> NDArray[np.float32]:
    """Each row's logits by models that never saw its fold."""
    scores = np.zeros((len(table.labels), len(matrices)), np.float32)
    for j, matrix in enumerate(matrices):
        for fold in np.unique(table.folds):
            here = table.folds == fold
            coefficients, intercept = fit_linear(matrix[~here], table.labels[~here], table.weights[~here])
            scores[here, j] = np.clip(matrix[here] @ coefficients + intercept, -LIMIT, LIMIT)
    return scores


def thin(table: Table, scores: NDArray[np.float32], share: float) -> Floats:
    """Row weights after leaving out two of three of the `share` of rows with the lowest linear scores.

    The third that stays weighs three times as much. The labels have no say in it.
    """
    easy = scores.mean(axis=1) < np.quantile(scores.mean(axis=1), share)
    drawn = np.arange(len(easy)) % 3 == 0
    result: Floats = np.where(easy, np.where(drawn, 3.0, 0.0), 1.0) * table.weights
    return result


def fit_trees(
    rows: NDArray[np.float32], table: Table, weights: Floats, growth: Growth, *, apart: int = -1
) -> lightgbm.Booster:
    """Boosted trees on the labelled rows of positive weight that are not in the fold `apart`."""
    use = np.flatnonzero((weights > 0) & (table.labels >= 0) & (table.folds != apart))
    parameters = {**TREES, "learning_rate": growth.rate, "extra_trees": growth.drawn}
    data = lightgbm.Dataset(rows[use], table.labels[use], weight=weights[use], params=parameters)
    return lightgbm.train(parameters, data, num_boost_round=growth.rounds)


def assembled(table: Table, scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows of all pages for the first trees."""
    pages = zip(table.observed, pairwise(table.pages), strict=True)
    return np.vstack([assemble(observed, scores[a:b]) for observed, (a, b) in pages])


def sequenced(table: Table, rows: NDArray[np.float32], chance: Floats) -> NDArray[np.float32]:
    """The rows of all pages for the second trees."""
    told = [judged_before(chance[a:b], table.lengths[a:b]) for a, b in pairwise(table.pages)]
    return np.hstack([rows, np.vstack(told)])


def cross_trees(rows: NDArray[np.float32], table: Table, weights: Floats, growth: Growth) -> Floats:
    """Each row's probability by trees that never saw its fold."""
    chance = np.zeros(len(table.labels))
    for fold in np.unique(table.folds):
        here = table.folds == fold
        chance[here] = fit_trees(rows, table, weights, growth, apart=fold).predict(rows[here], num_threads=1)
    return chance
