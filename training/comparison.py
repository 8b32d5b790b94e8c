"""Trains what is behind `copydesk.compare_claims`: `python -m training.comparison` (some ten minutes).

Bodies learn from FNC-1's training pairs; claims from Emergent, where the pairs of one rumour are related and
each headline beside the likest other rumour is not, and from ClaimDiff. Deterministic, one thread.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from copydesk.account.bearing import side_by_side
from copydesk.account.compare import LENT, STANCES, WEIGHTS, claim_row
from copydesk.account.likeness import Body, Passage, comparison_features
from copydesk.account.terms import cosine
from copydesk.embedding import meaning
from copydesk.sealed import seal
from quality.jsonl import read_jsonl
from quality.scoring import with_shared
from training.bearing import directions, linear_head
from training.trees import flat_trees

FOLDS = 5
EMERGENT = {"for": "agree", "against": "disagree", "observing": "discuss"}
STANCE_WEIGHT = {"agree": 1.3, "disagree": 2.5, "discuss": 1.0}
"""Headlines that a body denies are 7 % of the related; without weight they are hardly ever found."""
FIXED = {
    "num_threads": 1,
    "verbose": -1,
    "seed": 1,
    "deterministic": True,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
}
RELATED = {
    **FIXED,
    "objective": "binary",
    "rounds": 120,
    "num_leaves": 31,
    "learning_rate": 0.08,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
}
BODY_STANCE = {
    **FIXED,
    "objective": "multiclass",
    "num_class": 3,
    "rounds": 150,
    "num_leaves": 31,
    "learning_rate": 0.06,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.4,
    "lambda_l2": 5.0,
}
CLAIM_STANCE = {**BODY_STANCE, "num_leaves": 8, "learning_rate": 0.05, "lambda_l2": 0.0}
_BEARING = {
    **FIXED,
    "objective": "binary",
    "rounds": 150,
    "num_leaves": 5,
    "learning_rate": 0.03,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.5,
}
"""Every pair is read in both orders: a draw of half the rows holds most pairs about once."""
BEARING = {"strengthen": _BEARING, "weaken": {**_BEARING, "lambda_l2": 20.0}}
"""One pair of ten is to `weaken`: its leaves are drawn firmly towards nought, or the few teach their topics."""

Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Task:
    """Rows of features with their labels, and the groups that are held out together."""

    ids: tuple[str, ...]
    rows: Rows
    labels: NDArray[Any]
    groups: NDArray[Any]


def records(shared: Path, name: str) -> list[dict[str, Any]]:
    """The records of a file of claims."""
    return read_jsonl(shared / "data" / "claims" / name)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of claims for the answer `asked`: the task in one order, the rows of the other, and the features of the
    vectors side by side."""

    asked: str
    there: Task
    back: Rows
    beside: Rows


def challenge(shared: Path) -> Task:
    """FNC-1's pairs, grouped by body."""
    found = records(shared, "fnc1-train.jsonl.gz")
    bodies = {r["body_id"]: Body(r["text"]) for r in found if "text" in r}
    pairs = [r for r in found if "stance" in r]
    heads = {r["headline"]: Passage(r["headline"]) for r in pairs}
    rows = [comparison_features(heads[r["headline"]], bodies[r["body_id"]]) for r in pairs]
    return _task(pairs, rows, [r["stance"] for r in pairs], "body_id")


def rumours(shared: Path) -> tuple[Task, Task]:
    """Emergent's pairs by stance, and the same pairs with as many of strangers by whether they are related."""
    pairs = records(shared, "emergent.jsonl")
    rows = [claim_row(Passage(r["claim"]), Body(r["headline"])) for r in pairs]
    stance = _task(pairs, rows, [EMERGENT[r["stance"]] for r in pairs], "claim_id")
    claims = {r["claim_id"]: Passage(r["claim"]) for r in pairs}
    strangers = [claim_row(claims[_stranger(r, claims)], Body(r["headline"])) for r in pairs]
    labels = np.array([1] * len(rows) + [0] * len(strangers))
    both = _rounded([*rows, *strangers])
    return stance, Task(stance.ids * 2, both, labels, np.tile(stance.groups, 2))


def _stranger(record: dict[str, Any], claims: dict[str, Passage]) -> str:
    """Another rumour: for every second headline the likest one, else one drawn by the headline's length."""
    others = [key for key in claims if key != record["claim_id"]]
    headline = Passage(record["headline"])
    if len(record["headline"]) % 2:
        return others[(len(record["headline"]) * 7919 + len(record["claim"])) % len(others)]
    return max(others, key=lambda key: cosine(claims[key].terms, headline.terms))


def bearings(shared: Path, axes: Rows) -> dict[str, Pairs]:
    """ClaimDiff's pairs for `strengthen` and `weaken`, grouped by topic; vectors are read along `axes`."""
    pairs = records(shared, "claimdiff-train.jsonl")
    rows, back = (
        [claim_row(Passage(r[one]), Body(r[other])) for r in pairs]
        for one, other in (("claim_a", "claim_b"), ("claim_b", "claim_a"))
    )
    one, other = (np.stack([meaning(r[key]) for r in pairs]) for key in ("claim_a", "claim_b"))
    beside = side_by_side(one, other, directions=axes)
    return {
        key: Pairs(key, _task(pairs, rows, [r[key] for r in pairs], "topic"), _rounded(back), beside)
        for key in ("strengthen", "weaken")
    }


def _task(pairs: Sequence[dict[str, Any]], rows: list[list[float]], labels: list[Any], group: str) -> Task:
    ids = tuple(str(r["id"]) for r in pairs)
    return Task(ids, _rounded(rows), np.array(labels), np.array([r[group] for r in pairs]))


def _rounded(rows: list[list[float]]) -> Rows:
    """Rows in single precision, so that no split hangs on the last digits of a sum."""
    return np.array(rows, dtype=np.float32).astype(np.float64)


def fit(settings: dict[str, Any], rows: Rows, labels: NDArray[Any]) -> lightgbm.Booster:
    """The booster for 0/1 labels, or for stances."""
    multi = settings["objective"] == "multiclass"
    weights = np.array([STANCE_WEIGHT[label] for label in labels]) if multi else None
    numbers = np.array([STANCES.index(label) for label in labels]) if multi else labels
    rounds = {key: value for key, value in settings.items() if key != "rounds"}
    data = lightgbm.Dataset(rows, numbers, weight=weights)
    return lightgbm.train(rounds, data, num_boost_round=settings["rounds"])


def held_out(
    task: Task, settings: dict[str, Any], only: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Every row's prediction by the trees that saw nothing of its group; trained on the rows `only` marks."""
    wide = settings.get("num_class")
    out = np.zeros((len(task.rows), wide) if wide else len(task.rows))
    for train, test in GroupKFold(FOLDS).split(task.rows, task.labels, task.groups):
        kept = train if only is None else train[only[train]]
        out[test] = fit(settings, task.rows[kept], task.labels[kept]).predict(task.rows[test])
    return out


def log_odds(probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    """The log-odds of probabilities inside 0..1."""
    return np.asarray(np.log(probabilities / (1 - probabilities)))


def even_point(scores: NDArray[np.float64], labels: NDArray[Any]) -> float:
    """The score over which as many lie as there are positives: what is moved to .5."""
    return float(np.quantile(scores, 1 - labels.mean()))


def bearing_scores(pairs: Pairs, lent: NDArray[np.float64]) -> NDArray[np.float64]:
    """The held-out log-odds of every pair, by trees and vectors that saw nothing of its topic, with what the rumours
    lend."""
    task = pairs.there
    out = np.zeros(len(task.rows))
    for train, test in GroupKFold(FOLDS).split(task.rows, task.labels, task.groups):
        trees, head = _bearing_heads(pairs, train)
        sides = [log_odds(np.asarray(trees.predict(rows[test]))) for rows in (task.rows, pairs.back)]
        out[test] = sum(sides) / 2 + pairs.beside[test] @ head[:-1] + head[-1]
    return out + LENT * lent


def _bearing_heads(pairs: Pairs, train: NDArray[Any]) -> tuple[lightgbm.Booster, Rows]:
    """The trees of both orders and the linear head of the vectors, learnt from the pairs `train`."""
    labels = pairs.there.labels[train]
    both = np.vstack([pairs.there.rows[train], pairs.back[train]])
    return fit(BEARING[pairs.asked], both, np.tile(labels, 2)), linear_head(pairs.beside[train], labels)


def lent_by_rumours(claims: tuple[Task, Task], pairs: Pairs) -> dict[str, NDArray[np.float64]]:
    """For pairs of claims what the rumours teach, mean of both orders: log-odds of being related and no denial, and of
    a denial."""
    stance, same = claims
    telling, taking = fit(RELATED, same.rows, same.labels), fit(CLAIM_STANCE, stance.rows, stance.labels)
    related, denied = np.zeros(len(pairs.back)), np.zeros(len(pairs.back))
    for rows in (pairs.there.rows, pairs.back):
        related += log_odds(np.asarray(telling.predict(rows))) / 2
        denied += log_odds(np.asarray(taking.predict(rows))[:, STANCES.index("disagree")]) / 2
    return {"strengthen": related - denied, "weaken": denied}


def _arrays(name: str, booster: lightgbm.Booster) -> dict[str, NDArray[Any]]:
    """The booster's trees under the head's name."""
    return {f"{name}.{part}": array for part, array in flat_trees(booster).items()}


def _stance_arrays(kind: str, booster: lightgbm.Booster) -> dict[str, NDArray[Any]]:
    """Three heads: a multiclass booster's trees take turns."""
    flat = flat_trees(booster)
    return {
        f"{kind}_{stance}.{part}": array[k :: len(STANCES)]
        for k, stance in enumerate(STANCES)
        for part, array in flat.items()
    }


def trained(bodies: Task, claims: tuple[Task, Task]) -> dict[str, NDArray[Any]]:
    """The arrays of the trees that FNC-1 and the rumours teach."""
    related = bodies.labels != "unrelated"
    arrays = _arrays("body_related", fit(RELATED, bodies.rows, related.astype(int)))
    arrays |= _stance_arrays("body", fit(BODY_STANCE, bodies.rows[related], bodies.labels[related]))
    stance, same = claims
    arrays |= _arrays("claim_related", fit(RELATED, same.rows, same.labels))
    return arrays | _stance_arrays("claim", fit(CLAIM_STANCE, stance.rows, stance.labels))


def trained_bearings(
    claims: tuple[Task, Task], pairs: dict[str, Pairs]
) -> tuple[dict[str, NDArray[Any]], dict[str, Rows]]:
    """The arrays of the trees that ClaimDiff teaches, and the heads of the vectors, for `strengthen` and `weaken`.

    The heads' biases are moved so that .5 is passed by as many held-out pairs as are positive.
    """
    arrays: dict[str, NDArray[Any]] = {}
    heads: dict[str, Rows] = {}
    for key, found in pairs.items():
        scores = bearing_scores(found, lent_by_rumours(claims, found)[key])
        trees, head = _bearing_heads(found, np.arange(len(found.back)))
        head[-1] -= even_point(scores, found.there.labels)
        arrays |= _arrays(key, trees)
        heads[key] = head
    return arrays, heads


def main() -> int:
    """Trains on everything and writes the sealed weights."""
    shared = with_shared(argparse.ArgumentParser(description=__doc__)).parse_args().shared
    WEIGHTS.mkdir(exist_ok=True)
    axes = directions(shared, records(shared, "claimdiff-train.jsonl"))
    claims = rumours(shared)
    arrays, heads = trained_bearings(claims, bearings(shared, axes))
    arrays |= trained(challenge(shared), claims)
    np.savez_compressed(WEIGHTS / "comparison.npz", allow_pickle=False, **arrays)
    np.savez_compressed(
        WEIGHTS / "bearing.npz", allow_pickle=False, directions=axes.astype(np.float32), **heads
    )
    seal(WEIGHTS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
