"""Trains what judges whether two articles tell of one happening: `python -m training.stories`.

Prints B-cubed F1 cross-validated by story, then trains on everything and writes the background counts and
the trees. Batches of all sizes are drawn, because how a pair stands among its neighbours depends on how
many articles there are.
"""

import argparse
import gzip
import json
import random
import zlib
from collections import defaultdict
from datetime import date
from pathlib import Path

import lightgbm
import numpy as np

from copydesk import background as background_store
from copydesk.background import Background
from copydesk.group.likeness import (
    Document,
    candidate_pairs,
    column_counts,
    pair_features,
    vectors_of,
)
from copydesk.group.linkage import average_linkage
from copydesk.group.stories import LEAST, WEIGHTS
from copydesk.sealed import seal
from training.trees import flat_trees

SETS = ("neus-train", "allsides-train-join", "ecbplus")
SIZES = (2, 3, 4, 6, 10, 20, 50, 200)
FOLDS = 5
LEAST_COUNT = 4
PARAMETERS = {
    "objective": "binary", "num_leaves": 15, "learning_rate": 0.06, "min_child_samples": 40,
    "num_threads": 1, "deterministic": True, "force_row_wise": True, "seed": 7, "verbose": -1,
}  # fmt: skip
ROUNDS = 200

Labelled = tuple[list[Document], list[str]]


def load(folder: Path, name: str) -> Labelled:
    """The documents of a set and the story of each."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [Document(r.get("headline") or "", r["text"], day(r.get("date"))) for r in rows], [
        r["story"] for r in rows
    ]


def day(value: str | None) -> date | None:
    """A date of either form the sets use."""
    if not value:
        return None
    try:
        if "/" in value:
            month, number, year = map(int, value.split("/"))
            return date(year + 2000 if year < 100 else year, month, number)
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def background_of(shared: Path) -> Background:
    """Document counts over the story sets' full texts and a sample of agency copy."""
    documents = (
        load(shared / "data/stories", "allsides-train-join")[0]
        + load(shared / "data/stories", "neus-train")[0][::3]
    )
    with gzip.open(shared / "data/load/kcna.jsonl.gz", "rt", encoding="utf-8") as lines:
        documents += [
            Document(r["headline"] or "", r["text"])
            for i, r in enumerate(map(json.loads, lines))
            if i % 16 == 0
        ]
    counts = column_counts(documents)
    counts[counts < LEAST_COUNT] = 0
    return Background(np.minimum(counts, 65535).astype(np.uint16), len(documents))


def small_batches(labelled: Labelled, seed: int) -> list[Labelled]:
    """Batches of every size: whole stories, near strangers of theirs, and strangers."""
    documents, stories = labelled
    by_story = defaultdict(list)
    for i, story in enumerate(stories):
        by_story[story].append(i)
    topic = {s: s.rsplit("-", 1)[0] for s in by_story}
    near = defaultdict(list)
    for s in sorted(by_story):
        near[topic[s]].append(s)
    dice, batches, names = random.Random(seed), [], sorted(by_story)
    for size in SIZES:
        for _ in range(max(4, 600 // size)):
            members: list[int] = []
            while len(members) < size:
                story = dice.choice(names)
                kin = dice.choice(near[topic[story]]) if dice.random() < 0.5 else dice.choice(names)
                for s in (story, kin):
                    held = by_story[s]
                    members += dice.sample(held, min(len(held), dice.choice([1, 2, 3, len(held)])))
            chosen = sorted(set(members))[:size]
            batches.append(([documents[i] for i in chosen], [stories[i] for i in chosen]))
    return batches


def rows_of(batch: Labelled, background: Background) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Pairs, features, labels, and each pair's fold (-1 where its articles are of different folds)."""
    documents, stories = batch
    vectors = vectors_of(documents, background)
    pairs = candidate_pairs(vectors)
    fold = np.array([zlib.crc32(s.encode()) % FOLDS for s in stories])
    labels = np.array([stories[a] == stories[b] for a, b in pairs], dtype=bool)
    return pairs, pair_features(vectors, pairs), labels, fold[pairs] if len(pairs) else np.empty((0, 2), int)


def b_cubed(gold: list[str], groups: tuple[tuple[int, ...], ...]) -> float:
    """B-cubed F1 (Bagga and Baldwin, 1998)."""
    of_story = defaultdict(set)
    for i, story in enumerate(gold):
        of_story[story].add(i)
    precision = recall = 0.0
    for group in groups:
        for i in group:
            common = len(of_story[gold[i]] & set(group))
            precision += common / len(group)
            recall += common / len(of_story[gold[i]])
    precision, recall = precision / len(gold), recall / len(gold)
    return 2 * precision * recall / (precision + recall)


def fit(features: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> lightgbm.Booster:
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(features, labels, weight=weights), ROUNDS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--no-validation", action="store_true")
    arguments = parser.parse_args()
    background = background_of(arguments.shared)
    full, small = {}, {}
    for name in SETS:
        labelled = load(arguments.shared / "data/stories", name)
        full[name] = (labelled, rows_of(labelled, background))
        small[name] = [rows_of(batch, background) for batch in small_batches(labelled, 7)]
        print(
            name,
            len(labelled[0]),
            "documents",
            len(full[name][1][0]),
            "pairs",
            sum(len(r[0]) for r in small[name]),
            "in small batches",
            flush=True,
        )
    parts = [(r, 1.0) for name in SETS for r in [full[name][1]]] + [
        (r, 0.5) for name in SETS for r in small[name]
    ]
    features = np.vstack([r[1] for r, _ in parts])
    labels = np.concatenate([r[2] for r, _ in parts])
    folds = np.vstack([r[3] for r, _ in parts])
    weights = np.concatenate([np.full(len(r[0]), w) for r, w in parts])
    if not arguments.no_validation:
        models = [
            fit(features[k], labels[k], weights[k]) for f in range(FOLDS) for k in [(folds != f).all(axis=1)]
        ]
        for name in SETS:
            (documents, stories), (pairs, rows, _, fold) = full[name]
            chance = np.zeros(len(pairs))
            for f, model in enumerate(models):
                chance[fold[:, 0] == f] = model.predict(rows[fold[:, 0] == f])
            likeness = {(int(a), int(b)): float(p) for (a, b), p in zip(pairs, chance, strict=True)}
            scores = {
                t: round(b_cubed(stories, average_linkage(len(documents), likeness, least=t)), 3)
                for t in (0.2, 0.25, 0.3, LEAST, 0.36, 0.4, 0.5)
            }
            print(name, "B3 F1 by threshold", scores, flush=True)
        right = total = 0
        for name in SETS:
            for pairs, rows, truth, fold in small[name]:
                for f, model in enumerate(models):
                    k = (fold == f).any(axis=1) if len(pairs) else np.empty(0, bool)
                    if len(pairs) and len(rows) <= 15 and k.any():
                        right += int(((model.predict(rows[k]) >= LEAST) == truth[k]).sum())
                        total += int(k.sum())
        print("pairs right in batches of at most six", round(right / total, 3), flush=True)
    WEIGHTS.mkdir(exist_ok=True)
    store = background_store.WEIGHTS
    np.savez_compressed(store / "background.npz", counts=background.counts, size=background.size)
    seal(store)
    np.savez_compressed(WEIGHTS / "likeness.npz", **flat_trees(fit(features, labels, weights)))
    seal(WEIGHTS)


if __name__ == "__main__":
    main()
