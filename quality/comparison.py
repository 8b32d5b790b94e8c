"""How well claims and stances are compared: ClaimDiff, FNC-1 and Emergent.

    python -m quality.comparison        cross-validated figures (some ten minutes) and those of the shipped trees

The shipped trees were trained on these very pairs: `measure` is a figure against regression only and says so
in its names. What to expect of unseen pairs is the cross-validated table: whole topics (ClaimDiff), bodies
(FNC-1) or rumours (Emergent) held out together.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from copydesk.account.compare import STANCES, UNRELATED_BELOW, compare_claims, stance_of
from quality.scoring import SHARED, load_scorer, with_shared
from training.bearing import directions
from training.comparison import (
    BODY_STANCE,
    CLAIM_STANCE,
    EMERGENT,
    RELATED,
    bearing_scores,
    bearings,
    challenge,
    even_point,
    held_out,
    lent_by_rumours,
    records,
    rumours,
)

BACK = {ours: theirs for theirs, ours in EMERGENT.items()} | {"unrelated": "observing"}
SAMPLE = {"claimdiff": 8, "fnc1": 60, "emergent": 12}
"""Every so-manieth pair is taken by `measure`."""

Record = dict[str, Any]


def measure(shared: Path = SHARED) -> dict[str, float]:
    """Figures 0..1 of the shipped trees on a fixed sample of their own training pairs, named `seen_`."""
    scorer = load_scorer(shared)
    pairs = records(shared, "claimdiff-train.jsonl")[:: SAMPLE["claimdiff"]]
    bearing = scorer.claims(pairs, _by_id(pairs, [_bearing(r) for r in pairs]))
    found = records(shared, "fnc1-train.jsonl.gz")
    bodies = {r["body_id"]: r["text"] for r in found if "text" in r}
    heads = [r for r in found if "stance" in r][:: SAMPLE["fnc1"]]
    stances = [{"stance": stance_of(r["headline"], bodies[r["body_id"]])} for r in heads]
    news = scorer.claims(heads, _by_id(heads, stances))
    told = records(shared, "emergent.jsonl")[:: SAMPLE["emergent"]]
    taken = [{"stance": BACK[stance_of(r["claim"], r["headline"])]} for r in told]
    return {
        "claimdiff_seen_strengthen_auroc": bearing["strengthen_auroc"],
        "claimdiff_seen_weaken_auroc": bearing["weaken_auroc"],
        "fnc1_seen_weighted": news["weighted_score"],
        "fnc1_seen_macro_f1": news["macro_f1"],
        "emergent_seen_accuracy": scorer.claims(told, _by_id(told, taken))["accuracy"],
    }


def _bearing(record: Record) -> Record:
    found = compare_claims(record["claim_a"], record["claim_b"])
    return {"strengthen": found.supports, "weaken": found.contradicts}


def _by_id(gold: Sequence[Record], predicted: Sequence[Record]) -> dict[str, Record]:
    return {r["id"]: {"id": r["id"], **p} for r, p in zip(gold, predicted, strict=True)}


def cross_validated(shared: Path = SHARED) -> dict[str, float]:
    """The figures of trees that saw nothing of a pair's topic, body or rumour; the scorer's."""
    scorer = load_scorer(shared)
    claims = rumours(shared)
    return {
        **_claimdiff(scorer, shared, claims),
        **_challenge(scorer, shared),
        **_emergent(scorer, shared, claims),
    }


def _claimdiff(scorer: ModuleType, shared: Path, claims: tuple[Any, Any]) -> dict[str, float]:
    gold = records(shared, "claimdiff-train.jsonl")
    scores: dict[str, Any] = {}
    for key, pairs in bearings(shared, directions(shared, gold)).items():
        raw = bearing_scores(pairs, lent_by_rumours(claims, pairs)[key])
        scores[key] = 1 / (1 + np.exp(even_point(raw, pairs.there.labels) - raw))
    rows = [{key: float(scores[key][i]) for key in scores} for i in range(len(gold))]
    found = scorer.claims(gold, _by_id(gold, rows))
    return {
        f"claimdiff_{key}_{name}": found[f"{key}_{name}"] for key in scores for name in ("auroc", "macro_f1")
    }


def _challenge(scorer: ModuleType, shared: Path) -> dict[str, float]:
    task = challenge(shared)
    related = task.labels != "unrelated"
    binary = type(task)(task.ids, task.rows, related.astype(int), task.groups)
    same = held_out(binary, RELATED)
    stance = held_out(task, BODY_STANCE, only=related)
    rows = [
        {"stance": "unrelated" if p < UNRELATED_BELOW else STANCES[int(s.argmax())]}
        for p, s in zip(same, stance, strict=True)
    ]
    gold = [r for r in records(shared, "fnc1-train.jsonl.gz") if "stance" in r]
    found = scorer.claims(gold, _by_id(gold, rows))
    classes = {f"fnc1_{name}_f1": part["f1"] for name, part in found["per_class"].items()}
    return {"fnc1_weighted": found["weighted_score"], "fnc1_macro_f1": found["macro_f1"], **classes}


def _emergent(scorer: ModuleType, shared: Path, claims: tuple[Any, Any]) -> dict[str, float]:
    stance, same = claims
    taken = held_out(stance, CLAIM_STANCE).argmax(axis=1)
    gold = records(shared, "emergent.jsonl")
    found = scorer.claims(gold, _by_id(gold, [{"stance": BACK[STANCES[int(k)]]} for k in taken]))
    right = (held_out(same, RELATED) >= UNRELATED_BELOW) == same.labels
    return {
        "emergent_accuracy": found["accuracy"],
        "emergent_macro_f1": found["macro_f1"],
        "emergent_related_accuracy": float(right.mean()),
    }


def main() -> int:
    """Prints both tables."""
    shared = with_shared(argparse.ArgumentParser(description=__doc__)).parse_args().shared
    for name, value in {**cross_validated(shared), **measure(shared)}.items():
        print(f"{name:40} {value:.4f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
