"""Train the forests that choose an article's title, day of publication and authors.

    python -m training.metadata [html] [text] [--fields titles days authors] [--cache FOLDER] [--shared ../shared]

Writes `src/copydesk/clean/weights/{titles,headlines,published,authors}.npz` and, for plain text,
`{published,authors}-text.npz`, their seal and `metadata.json`; of some fields only, where they are named. All of it is
trained anew on four folds of the sites at a time, to judge the fifth by the shipped code: those figures are recorded.
The same data gives the same bytes. Cleaned pages are kept in the cache, if one is named.
"""

import argparse
import json
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import lightgbm
import numpy as np

from copydesk.clean import bylines, headlines
from copydesk.clean.trained import WEIGHTS
from copydesk.forest import ARRAYS, forest_of
from copydesk.sealed import seal
from quality.scoring import load_scorer, with_shared
from training.metadata_figures import figures_of
from training.metadata_rows import (
    DUMPS,
    SETS,
    Key,
    Rows,
    Sample,
    anchors_of,
    author_rows,
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
    "feature_fraction": 0.3,
    "monotone_constraints": [int(name in SPEAK_FOR) for name in bylines.FEATURES],
}  # fmt: skip
TREES = {"titles": 100, "headlines": 120, "day_rank": 150, "day": 150, "authors": 320}
SEEDS = (1, 2, 3, 4, 5)
"""Each forest is the average of those that these seeds give: one alone moves figures by half a percent."""
DAY_WEIGHT = 0.5
"""What the binary forest's log-odds count beside the ranking forest's score."""
NEWS = 3.0
"""What a page of news counts beside one of the web at large in learning who signs."""
FIELDS = ("titles", "days", "authors")

Arrays = dict[str, np.ndarray]
Fit = Callable[[np.ndarray, np.ndarray, list[Key]], Arrays]


def fit(params: dict[str, Any], trees: int, *, news: float = 1.0) -> Fit:
    """A function that trains such trees on (features, labels, pages), from each of `SEEDS`, and gives the flat arrays
    of the forest that averages them. A page of news, all of `fundus`, counts `news` times."""

    def train(features: np.ndarray, labels: np.ndarray, pages: list[Key]) -> Arrays:
        group = None
        weights = [news if page[0].startswith("fundus") else 1.0 for page in pages]
        if params["objective"] == "lambdarank":
            counts: dict[Key, int] = defaultdict(int)
            for page in pages:
                counts[page] += 1
            group = list(counts.values())
        forests = [
            flat_trees(
                lightgbm.train(
                    {**params, "seed": seed},
                    lightgbm.Dataset(features, labels, group=group, weight=weights),
                    trees,
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


@dataclass(frozen=True, slots=True)
class Half:
    """One sort of page: its sets, what its forests are called, and how its titles are offered and found."""

    sources: tuple[str, ...]
    files: dict[str, str]
    offer: Callable[[Sequence[Sample], ModuleType], Rows]
    train_titles: Fit
    surely: Callable[[float], bool]


HALVES = {
    "html": Half(
        tuple(SETS),
        {"titles": "titles", "days": "published", "authors": "authors"},
        title_rows,
        fit(TITLE, TREES["titles"]),
        lambda score: True,
    ),
    "text": Half(
        tuple(f"{name}-text" for name in DUMPS),
        {"titles": "headlines", "days": "published-text", "authors": "authors-text"},
        lambda texts, _: line_rows(texts),
        fit(TITLE, TREES["headlines"]),
        lambda score: score >= headlines.THRESHOLD,
    ),
}


def learn(half: Half, pages: Sequence[Sample], *, scorer: ModuleType) -> dict[str, Arrays]:
    """The forests of each of `FIELDS`, learned from these pages alone: of days and authors, with the titles that
    forests chose which saw no page of the site."""
    titles = half.offer(pages, scorer)
    folds = {sample.key: fold_of(sample) for sample in pages}
    scores = np.zeros(len(titles.pages))
    for held in set(folds.values()):
        unseen = {page for page, fold in folds.items() if fold == held}
        learned = fitted(titles.of(folds.keys() - unseen), half.train_titles)
        scores[[page in unseen for page in titles.pages]] = scored(learned, titles.of(unseen))
    anchors = anchors_of(titles, scores, half.surely)
    return {
        "titles": fitted(titles, half.train_titles),
        "days": fitted(day_rows(pages, anchors), fit_days),
        "authors": fitted(author_rows(pages, anchors, scorer), fit(AUTHOR, TREES["authors"], news=NEWS)),
    }


def fitted(rows: Rows, train: Fit) -> Arrays:
    """The trees that such training gives on those sets among the rows that have any label."""
    labelled = {page[0] for page, label in zip(rows.pages, rows.labels, strict=True) if label}
    known = [i for i, page in enumerate(rows.pages) if page[0] in labelled]
    features, labels = np.array(rows.features), np.array(rows.labels, dtype=int)
    return train(features[known], labels[known], [rows.pages[i] for i in known])


def scored(arrays: Arrays, rows: Rows) -> np.ndarray:
    """The trees' scores of the rows."""
    forest, features = forest_of(arrays), np.array(rows.features)
    return np.concatenate([forest.score(part) for part in np.array_split(features, 20) if len(part)])


def judge_unseen(
    half: Half, pages: Sequence[Sample], *, scorer: ModuleType
) -> dict[str, tuple[Rows, np.ndarray]]:
    """For each of `FIELDS` the rows of all pages with their scores by forests that were trained, from the start, on
    the other folds alone."""
    told: dict[str, tuple[Rows, list[np.ndarray]]] = {field: (Rows(), []) for field in FIELDS}
    for held in range(FOLDS):
        learned = learn(half, [sample for sample in pages if fold_of(sample) != held], scorer=scorer)
        unseen = [sample for sample in pages if fold_of(sample) == held]
        titles = half.offer(unseen, scorer)
        anchors = anchors_of(titles, scored(learned["titles"], titles), half.surely)
        offered = (titles, day_rows(unseen, anchors), author_rows(unseen, anchors, scorer))
        for name, rows in zip(FIELDS, offered, strict=True):
            told[name][0].join(rows)
            told[name][1].append(scored(learned[name], rows))
    return {name: (rows, np.concatenate(scores)) for name, (rows, scores) in told.items()}


def fold_of(sample: Sample) -> int:
    """The fold of a page's site."""
    return zlib.crc32(sample.site.encode()) % FOLDS


def main() -> None:
    """Judge what is learned anew for each fold, train on everything, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("halves", nargs="*", choices=[*HALVES, []])
    parser.add_argument("--fields", nargs="+", choices=FIELDS, default=FIELDS)
    parser.add_argument("--cache", type=Path)
    arguments = with_shared(parser).parse_args()
    record = WEIGHTS / "metadata.json"
    known = json.loads(record.read_text(encoding="utf-8"))
    scorer = load_scorer(arguments.shared)
    for name in arguments.halves or HALVES:
        half = HALVES[name]
        with tempfile.TemporaryDirectory() as folder:
            cache = arguments.cache or Path(folder)
            pages = [sample for source in half.sources for sample in samples(source, cache, arguments.shared)]
        figures = figures_of(name, pages, told=judge_unseen(half, pages, scorer=scorer), scorer=scorer)
        learned = learn(half, pages, scorer=scorer)
        for field in arguments.fields:
            known |= {key: round(float(value), 4) for key, value in figures[field].items()}
            np.savez_compressed(WEIGHTS / f"{half.files[field]}.npz", allow_pickle=False, **learned[field])
    record.write_text(json.dumps(dict(sorted(known.items())), indent=1) + "\n", encoding="utf-8")
    seal(WEIGHTS)
    print(json.dumps(known, indent=1))


if __name__ == "__main__":
    main()
