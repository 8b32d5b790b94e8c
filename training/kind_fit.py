"""Fits for the kinds: multinomial logistic models of codes, and networks of one hidden layer, with numpy."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from copydesk.clean.kind_model import FARTHEST, Network

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]

_ITERATIONS = 25
_HIDDEN, _NETWORKS, _BATCH = 192, 2, 256
_RATE, _WARMING, _DECAY = 2e-3, 100, 1e-3
_UNSEEN, _ASLEEP = 0.15, 0.35
"""Shares of the inputs and of the hidden units that are left out at each step (Srivastava et al., JMLR 2014)."""
_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8
_NARROW = 1e-3


def fit_linear(rows: Any, kinds: Ints, weights: Matrix, *, given: Matrix, pull: float) -> Matrix:
    """Multinomial logistic weights of the columns of sparse `rows`, pulled to zero; last the intercepts. `given` holds
    what is known of each row's kinds before, as sums to add to."""
    n, columns = rows.shape
    width = given.shape[1]
    turned = rows.T.tocsr()
    at = np.arange(n)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        now = flat.reshape(columns + 1, width)
        single = now.astype(np.float32)
        scores = rows @ single[:-1] + single[-1] + given
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances = raised / raised.sum(axis=1, keepdims=True)
        lost = -float((weights * np.log(chances[at, kinds] + 1e-12)).sum())
        chances[at, kinds] -= 1
        chances *= weights[:, None]
        slope = np.vstack([turned @ chances, chances.sum(axis=0)]).astype(np.float64)
        slope[:-1] += pull * now[:-1]
        return lost + 0.5 * pull * float((now[:-1] ** 2).sum()), slope.ravel()

    start = np.zeros((columns + 1) * width)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS, "maxcor": 5})
    fitted: Matrix = found.x.reshape(columns + 1, width).astype(np.float32)
    return fitted


def fit_network(rows: Matrix, kinds: Ints, weights: Matrix, *, width: int, epochs: int) -> Network:
    """A network for `width` kinds: the mean of several that differ in chance alone, side by side."""
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + _NARROW
    seen = np.clip((rows - mean) / deviation, -FARTHEST, FARTHEST).astype(np.float32)
    weighed = (weights / weights.mean()).astype(np.float32)
    several = [
        _trained(seen, kinds, weighed, width=width, seed=seed, epochs=epochs) for seed in range(_NETWORKS)
    ]
    return Network(
        mean,
        deviation,
        np.hstack([hidden for hidden, _ in several]),
        np.vstack(
            [*(out[:-1] / _NETWORKS for _, out in several), np.mean([out[-1:] for _, out in several], axis=0)]
        ),
    )


def _trained(
    rows: Matrix, kinds: Ints, weights: Matrix, *, width: int, seed: int, epochs: int
) -> tuple[Matrix, Matrix]:
    """Both layers of one network, by Adam (Kingma and Ba, ICLR 2015) with a rate that falls as a cosine does."""
    chance = np.random.default_rng(seed)
    n, columns = rows.shape
    layers = [_begun(chance, columns, _HIDDEN, 2.0), _begun(chance, _HIDDEN, width, 0.25)]
    moments = [(np.zeros_like(layer), np.zeros_like(layer)) for layer in layers]
    steps = epochs * (n // _BATCH)
    for step in range(1, steps + 1):
        place = (step - 1) % (n // _BATCH)
        if not place:
            order = chance.permutation(n)
        chosen = order[place * _BATCH : (place + 1) * _BATCH]
        slopes = _slopes(rows[chosen], kinds[chosen], weights[chosen], layers, chance)
        rate = _RATE * min(1.0, step / _WARMING) * 0.5 * (1 + np.cos(np.pi * step / steps))
        for layer, slope, (first, second) in zip(layers, slopes, moments, strict=True):
            first += (1 - _FIRST) * (slope - first)
            second += (1 - _SECOND) * (slope * slope - second)
            moved = first / (1 - _FIRST**step) / (np.sqrt(second / (1 - _SECOND**step)) + _TINY)
            moved[:-1] += _DECAY * layer[:-1] / _RATE
            layer -= (rate * moved).astype(np.float32)
    return layers[0], layers[1]


def _begun(chance: np.random.Generator, columns: int, width: int, spread: float) -> Matrix:
    """A layer before training."""
    layer = chance.normal(0, (spread / columns) ** 0.5, (columns + 1, width)).astype(np.float32)
    layer[-1] = 0
    return layer


def _slopes(
    rows: Matrix, kinds: Ints, weights: Matrix, layers: list[Matrix], chance: np.random.Generator
) -> tuple[Matrix, Matrix]:
    """The slopes of the mean loss of some rows in both layers."""
    hidden, out = layers
    given = rows * (chance.random(rows.shape, dtype=np.float32) > _UNSEEN) / np.float32(1 - _UNSEEN)
    within = given @ hidden[:-1] + hidden[-1]
    awake = (within > 0) * (chance.random(within.shape, dtype=np.float32) > _ASLEEP) / np.float32(1 - _ASLEEP)
    within *= awake
    scores = within @ out[:-1] + out[-1]
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    missed = raised / raised.sum(axis=1, keepdims=True)
    missed[np.arange(len(rows)), kinds] -= 1
    missed *= (weights / len(rows))[:, None]
    back = (missed @ out[:-1].T) * awake
    return (
        np.vstack([given.T @ back, back.sum(axis=0, keepdims=True)]).astype(np.float32),
        np.vstack([within.T @ missed, missed.sum(axis=0, keepdims=True)]).astype(np.float32),
    )
