"""Train the forests that choose an article's title, day of publication and authors.

    python -m training.metadata [html] [text] [--cache FOLDER] [--shared ../shared]

Writes `src/copydesk/clean/weights/{titles,headlines,published,authors}.npz` and, for
plain text, `{published,authors}-text.npz`, their seal and `metadata.json` with the figures cross-validated by
site. The same data gives the same bytes. Cleaned pages are kept in the cache, if one is named.
"""

import argparse
import json
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import lightgbm
import numpy as np

from copydesk.clean import bylines, headlines, publication
from copydesk.clean.trained import WEIGHTS
from copydesk.forest import ARRAYS, forest_of
from copydesk.sealed import seal
from quality.scoring import load_scorer, with_shared
from training.metadata_rows import (
    DUMPS,
    SETS,
    Gold,
    Key,
    Rows,
    anchors_of,
    author_rows,
    best_rows,
    day_rows,
    line_rows,
    samples,
    title_rows,
)
from training.trees import flat_trees

FOLDS = 5
COMMON = {
    "num_threads": 1, "verbose": -1, "deterministic": True, "force_row_wise": True, "lambda_l2": 5.0,
    "bagging_fraction": 0.8, "bagging_freq": 1, "feature_fraction": 0.5, "learning_rate": 0.08,
}  # fmt: skip
TITLE = {**COMMON, "objective": "binary", "num_leaves": 8, "min_data_in_leaf": 20}
DAY_RANK = {
    **COMMON, "objective": "lambdarank", "lambdarank_truncation_level": 3, "num_leaves": 8, "min_data_in_leaf": 10,
}  # fmt: skip
DAY = {**COMMON, "objective": "binary", "num_leaves": 12, "min_data_in_leaf": 10}
SPEAK_FOR = frozenset(
    "linked_person linked_untyped meta_author meta_other marked property link cued first_given last_family "
    "share_given share_known".split()
)
"""The more of these a name has, the likelier it is an author's: the trees may not learn the contrary."""
AUTHOR = {
    **COMMON, "objective": "binary", "num_leaves": 12, "min_data_in_leaf": 20, "learning_rate": 0.04,
    "monotone_constraints": [int(name in SPEAK_FOR) for name in bylines.FEATURES],
}  # fmt: skip
TREES = {"titles": 100, "headlines": 120, "day_rank": 100, "day": 100, "authors": 240}
SEEDS = (1, 2, 3, 4, 5)
"""Each forest is the average of those that these seeds give: one alone moves figures by half a percent."""
DAY_WEIGHT = 0.5
"""What the binary forest's log-odds count beside the ranking forest's score."""

Arrays = dict[str, np.ndarray]
Fit = Callable[[np.ndarray, np.ndarray, list[Key]], Arrays]


def fit(params: dict[str, Any], trees: int) -> Fit:
    """A function that trains such trees on (features, labels, pages), from each of `SEEDS`, and gives the flat arrays
    of the forest that averages them."""

    def train(features: np.ndarray, labels: np.ndarray, pages: list[Key]) -> Arrays:
        group = None
        if params["objective"] == "lambdarank":
            counts: dict[Key, int] = defaultdict(int)
            for page in pages:
                counts[page] += 1
            group = list(counts.values())
        forests = [
            flat_trees(
                lightgbm.train(
                    {**params, "seed": seed}, lightgbm.Dataset(features, labels, group=group), trees
                )
            )
            for seed in SEEDS
        ]
        return added(forests, weight=1 / len(SEEDS))

    return train


def fit_days(features: np.ndarray, labels: np.ndarray, pages: list[Key]) -> Arrays:
    """The ranking trees and the binary ones as one forest: their scores add up."""
    ranking = fit(DAY_RANK, TREES["day_rank"])(features, labels, pages)
    binary = fit(DAY, TREES["day"])(features, labels, pages)
    return added([ranking, {**binary, "value": binary["value"] * DAY_WEIGHT}])


def added(forests: Sequence[Arrays], *, weight: float = 1.0) -> Arrays:
    """One forest whose score is the sum of those of `forests`, times `weight`."""
    width = max(forest["feature"].shape[1] for forest in forests)
    joined = {}
    for name in ARRAYS:
        cells = [forest[name] for forest in forests]
        joined[name] = np.concatenate([np.pad(c, ((0, 0), (0, width - c.shape[1]))) for c in cells])
    joined["value"] = joined["value"] * weight
    return joined


def cross_validated(rows: Rows, train: Fit) -> tuple[np.ndarray, Arrays]:
    """Scores of every row by trees that saw no page of its site; and the trees that saw all labelled sets."""
    features, labels = np.array(rows.features), np.array(rows.labels, dtype=int)
    folds = np.array([zlib.crc32(site.encode()) % FOLDS for site in rows.sites])
    labelled = {page[0] for page, label in zip(rows.pages, rows.labels, strict=True) if label}
    known = np.array([page[0] in labelled for page in rows.pages])
    scores = np.zeros(len(labels))
    for held in range(FOLDS):
        seen = np.flatnonzero((folds != held) & known)
        arrays = train(features[seen], labels[seen], [rows.pages[i] for i in seen])
        for part in np.array_split(np.flatnonzero(folds == held), 20):
            scores[part] = forest_of(arrays).score(features[part]) if len(part) else 0
    seen = np.flatnonzero(known)
    return scores, train(features[seen], labels[seen], [rows.pages[i] for i in seen])


def judge_titles(
    rows: Rows, scores: np.ndarray, gold: dict[Key, Gold], scorer: ModuleType
) -> dict[str, float]:
    """Exact titles by the shared scorer."""
    best = best_rows(rows, scores)
    figures: dict[str, float] = {}
    for name in DUMPS:
        predictions = {k[1]: {"title": rows.values[i]} for k, i in best.items() if k[0] == name}
        records = [g for k, g in gold.items() if k[0] == name]
        figures[f"title_exact_{name}"] = scorer.title(records, predictions)["exact"]
    return figures


def judge_lines(rows: Rows, scores: np.ndarray, titles: dict[Key, int | None]) -> dict[str, float]:
    """The share of titled texts whose title line is chosen at the shipped threshold; the share for which the
    first line would be right; and the untitled ones that are given one. `titles` has each text's title as the
    number of its non-empty line."""
    best = best_rows(rows, scores)
    chosen = {k: i for k, i in best.items() if scores[i] >= headlines.THRESHOLD}
    figures: dict[str, float] = {}
    for name in dict.fromkeys(k[0] for k in titles):
        keys = [k for k in titles if k[0] == name and titles[k] is not None]
        bare = [k for k in titles if k[0] == name and titles[k] is None]
        figures[f"title_line_{name}"] = sum(k in chosen and rows.labels[chosen[k]] for k in keys) / len(keys)
        figures[f"title_line_first_{name}"] = sum(titles[k] == 0 for k in keys) / len(keys)
        if bare and name.endswith("_short"):
            figures[f"title_line_invented_{name}"] = sum(k in chosen for k in bare) / len(bare)
    return figures


def judge_days(rows: Rows, scores: np.ndarray, gold: dict[Key, Gold], scorer: ModuleType) -> dict[str, float]:
    """Days and minutes by the shared scorer at the shipped threshold, and dates given to pages that have none."""
    best = best_rows(rows, scores)
    figures: dict[str, float] = {}
    for name in dict.fromkeys(k[0] for k in gold):
        predictions = {
            k[1]: {"date": rows.values[i]}
            for k, i in best.items()
            if k[0] == name and scores[i] >= publication.THRESHOLD
        }
        records = [{**g, "id": k[1]} for k, g in gold.items() if k[0] == name]
        result = scorer.date(records, predictions)
        figures[f"day_accuracy_{name}"] = result["accuracy"]
        figures[f"day_precision_{name}"] = result["precision"]
        if name not in SETS:
            given = {page for page, label in zip(rows.pages, rows.labels, strict=True) if label}
            dated = [k for k, g in gold.items() if k[0] == name and g.get("date")]
            figures[f"day_possible_{name}"] = sum(k in given for k in dated) / len(dated)
        if name == "fundus":
            figures[f"minute_accuracy_{name}"] = result["minute_accuracy"]
        undated = [g["id"] for g in records if not g.get("date")]
        if undated:
            figures[f"day_invented_{name}"] = sum(i in predictions for i in undated) / len(undated)
    return figures


def judge_authors(
    rows: Rows, scores: np.ndarray, gold: dict[Key, Gold], scorer: ModuleType
) -> dict[str, float]:
    """Sets of authors by the shared scorer, chosen as shipped."""
    places: dict[Key, list[int]] = defaultdict(list)
    for i, page in enumerate(rows.pages):
        places[page].append(i)
    figures: dict[str, float] = {}
    for name in dict.fromkeys(k[0] for k in gold if k[0] != "htmldate"):
        chosen: dict[str, list[str]] = {}
        threshold = bylines.THRESHOLD if name in SETS else bylines.TEXT_THRESHOLD
        for page, at in places.items():
            if page[0] == name:
                features = np.array([rows.features[i] for i in at], float)
                signs = bylines.choose(features, scores[at], threshold=threshold)
                chosen[page[1]] = [rows.values[i] for i, sign in zip(at, signs, strict=True) if sign]
        records = [{**g, "id": k[1]} for k, g in gold.items() if k[0] == name]
        result = scorer.authors(records, {k: {"authors": v} for k, v in chosen.items()})
        figures |= {f"authors_{m}_{name}": result[m] for m in ("f1", "precision", "recall")}
    return figures


def train_html(cache: Path, shared: Path) -> dict[str, float]:
    """Cross-validate, train and write the forests for HTML pages; their figures."""
    pages = [sample for name in SETS for sample in samples(name, cache, shared)]
    scorer = load_scorer(shared)
    gold = {sample.key: sample.gold for sample in pages}
    rows = title_rows(pages, scorer)
    scores, arrays = cross_validated(rows, fit(TITLE, TREES["titles"]))
    figures = judge_titles(rows, scores, gold, scorer)
    save("titles", arrays)
    anchors = anchors_of(rows, scores)
    days, names = day_rows(pages, anchors), author_rows(pages, anchors, scorer)
    return figures | train_rest((days, names), gold, scorer, suffix="")


def train_text(cache: Path, shared: Path) -> dict[str, float]:
    """The same for plain text."""
    texts = [sample for name in DUMPS for sample in samples(f"{name}-text", cache, shared)]
    scorer = load_scorer(shared)
    rows = line_rows(texts)
    scores, arrays = cross_validated(rows, fit(TITLE, TREES["headlines"]))
    numbers: dict[Key, int | None] = {}
    for sample in texts:
        before = sample.clues.text[: sample.title.start] if sample.clues and sample.title else None
        numbers[sample.key] = (
            None if before is None else sum(1 for line in before.split("\n") if line.strip())
        )
    figures = judge_lines(rows, scores, numbers)
    save("headlines", arrays)
    anchors = anchors_of(rows, scores, lambda score: score >= headlines.THRESHOLD)
    gold = {sample.key: sample.gold for sample in texts}
    days, names = day_rows(texts, anchors), author_rows(texts, anchors, scorer)
    return figures | train_rest((days, names), gold, scorer, suffix="-text")


def train_rest(
    rows: tuple[Rows, Rows], gold: dict[Key, Gold], scorer: ModuleType, *, suffix: str
) -> dict[str, float]:
    """Cross-validate, train and write the forests for days and authors, given as rows; their figures."""
    days, names = rows
    scores, arrays = cross_validated(days, fit_days)
    figures = judge_days(days, scores, gold, scorer)
    save(f"published{suffix}", arrays)
    scores, arrays = cross_validated(names, fit(AUTHOR, TREES["authors"]))
    save(f"authors{suffix}", arrays)
    return figures | judge_authors(names, scores, gold, scorer)


HALVES = {"html": train_html, "text": train_text}


def save(name: str, arrays: Arrays) -> None:
    """Write a forest's file."""
    np.savez_compressed(WEIGHTS / f"{name}.npz", allow_pickle=False, **arrays)


def main() -> None:
    """Cross-validate, train on everything, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("halves", nargs="*", choices=[*HALVES, []])
    parser.add_argument("--cache", type=Path)
    arguments = with_shared(parser).parse_args()
    record = WEIGHTS / "metadata.json"
    known = json.loads(record.read_text(encoding="utf-8")) if arguments.halves else {}
    with tempfile.TemporaryDirectory() as folder:
        for half in arguments.halves or HALVES:
            known |= HALVES[half](arguments.cache or Path(folder), arguments.shared)
    rounded = {key: round(float(value), 4) for key, value in sorted(known.items())}
    record.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    seal(WEIGHTS)
    print(json.dumps(rounded, indent=1))


if __name__ == "__main__":
    main()
