"""Learns when two tellings tell one claim: `python -m training.alignment`.

Logistic regression over four features of pairs of tellings (`copydesk.account.align.features_of`), on the
corroboration set's stories, all three parts. Prints AUROC, average precision and the best F1, each story
judged by weights that saw nothing of it, beside those of single features; writes the weights.
"""

import json
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.model_selection import LeaveOneGroupOut, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from copydesk.account.align import WEIGHTS, features_of, identical, tellings_of
from copydesk.account.claims import without_echoes
from copydesk.sealed import seal
from quality.account import SHARED, Label, index_at, raw_pages, read_labels, story_of

PENALTY = 0.3
NAMES = ("likeness", "part", "meaning", "lead")
Numbers = NDArray[np.float64]


def pairs_of(label: Label) -> tuple[list[list[float]], list[bool]]:
    """The features of every pair of labelled tellings on two pages in different words; whether they are one claim's.

    Pairs too unlike to be compared have no lead and no features but zeros.
    """
    raws = list(raw_pages(label, SHARED))
    tellings = tellings_of(without_echoes(story_of(raws)))
    groups = identical(tellings)
    group_of = {i: g for g, group in enumerate(groups) for i in group}
    features = features_of(tellings, groups)
    labelled = {
        (claim, group_of[at])
        for claim, told in enumerate(label["claims"])
        for telling in told["tellings"]
        if (at := index_at(raws[telling["page"]].source, tellings, telling)) is not None
    }
    same = {(x, y) for (a, x), (b, y) in combinations(sorted(labelled), 2) if a == b}
    rows, labels = [], []
    for x, y in sorted(
        {(min(x, y), max(x, y)) for (_, x), (_, y) in combinations(sorted(labelled), 2) if x != y}
    ):
        pages = [{tellings[i].source for i in groups[g]} for g in (x, y)]
        if len(pages[0] | pages[1]) > 1:
            row = features.get((x, y), dict.fromkeys(NAMES, 0.0))
            rows.append([row[name] for name in NAMES])
            labels.append((x, y) in same or (y, x) in same)
    return rows, labels


def best_f1(scores: Numbers, labels: NDArray[np.bool_]) -> tuple[float, float]:
    """The best F1 over thresholds, and its threshold."""
    return max(
        (2 * float((labels & (scores >= at)).sum()) / float((scores >= at).sum() + labels.sum()), float(at))
        for at in np.linspace(0.05, 0.95, 37)
    )


def main() -> int:
    """Cross-validates by story, trains on all of them, and writes the sealed weights."""
    found = [(label["story"], *pairs_of(label)) for label in read_labels()]
    rows = np.array([row for _, part, _ in found for row in part])
    labels = np.array([label for _, _, part in found for label in part])
    stories = np.array([story for story, part, _ in found for _ in part])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=PENALTY, max_iter=1000))
    unseen = cross_val_predict(
        model, rows, labels, groups=stories, cv=LeaveOneGroupOut(), method="predict_proba"
    )[:, 1]
    print(f"{len(labels)} pairs, {labels.sum()} of one claim, {len(set(stories))} stories")
    columns = [(name, rows[:, i]) for i, name in enumerate(NAMES)]
    for name, scores in [*columns, ("all, cross-validated", unseen)]:
        f1, at = best_f1(scores, labels)
        auroc, precision = roc_auc_score(labels, scores), average_precision_score(labels, scores)
        print(f"{name:24} AUROC {auroc:.3f}  average precision {precision:.3f}  F1 {f1:.3f} from {at:.2f} on")
    model.fit(rows, labels)
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    learnt = dict(zip(NAMES, weights.tolist(), strict=True))
    learnt["bias"] = float(regression.intercept_[0] - (weights * scaler.mean_).sum())
    rounded = {name: round(value, 3) for name, value in learnt.items()}
    (WEIGHTS / "alignment.json").write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    seal(Path(WEIGHTS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
