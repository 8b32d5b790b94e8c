"""Train the cleaner: `python -m training.cleaner [--shared ../shared] [html] [text]`.

For each of the two sorts of page: hash models out of fold, first trees out of fold, second trees over them; then
all of that again on four parts of the sites at a time, to judge the fifth by the shipped code (those figures are
printed). One thread, fixed seeds. Writes `cleaner-SORT.npz`, the figures out of fold (`cleaner.json`) and their
sums under `src/copydesk/clean/weights`.
"""

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import lightgbm
import numpy as np
from numpy.typing import NDArray

from copydesk.clean.classifier import judge, unsettled
from copydesk.clean.features import Observed, observe
from copydesk.clean.trained import WEIGHTS, unpacked
from copydesk.sealed import seal
from quality.scoring import with_shared
from training.cleaner_alone import fit_alone
from training.cleaner_data import (
    DROP,
    FOLDS,
    KEEP,
    TITLE,
    Example,
    fold_of,
    html_examples,
    line_examples,
    read_examples,
    text_examples,
    without_markup,
)
from training.cleaner_dumps import dumped_examples
from training.cleaner_fit import (
    Floats,
    Growth,
    Table,
    assembled,
    cross_trees,
    fit_linear,
    fit_trees,
    linear_scores,
    sequenced,
    thin,
)
from training.cleaner_short import short_examples, site_name
from training.cleaner_unseen import figures, rounded
from training.trees import flat_trees

FIGURES = WEIGHTS / "cleaner.json"
LEAST_ARTICLE, PARAGRAPH, MOST_WEIGHT = 1000, 40, 2.0
"""Of HTML: characters below which articles weigh alike, characters of one unit of them, and a segment's most weight."""


@dataclass(frozen=True, slots=True)
class Effort:
    """The trees of the two passes, and the share of easy rows that is thinned before."""

    first: Growth
    second: Growth
    thinned: float


EFFORTS = {
    "html": Effort(Growth(320, 0.06, drawn=True), Growth(480, 0.06, drawn=True), 0.5),
    "text": Effort(Growth(200, 0.1, drawn=True), Growth(360, 0.1, drawn=True), 0.2),
}


def examples_of(sort: str, shared: Path, html: list[Example]) -> list[Example]:
    """The training pages of a sort, made of the `html` pages and, for text, of dumped ones; of the derived long
    plain-text pages, a part is drawn by a hash of their names."""
    if sort == "html":
        return html
    dumped = list(line_examples(shared))
    drawn = [example for example in text_examples(dumped, html) if _drawn(example)]
    names = {example.id: site_name(example) for example in html}
    bare = [without_markup(example) for example in html]
    return [
        *drawn,
        *short_examples(dumped, names, copies=2),
        *short_examples(bare, names, copies=1, seed=12),
        *dumped_examples(shared, (example for example in html if example.sort == "read")),
    ]


def _drawn(example: Example) -> bool:
    draw = crc32((example.id + example.sort).encode())
    if example.sort.startswith("bare"):
        return draw % 4 == 0
    return draw % 3 == 0 if example.sort.startswith("cut") else True


def tabulate(examples: Sequence[Example], observed: Sequence[Observed]) -> Table:
    """The examples' segments, and what is seen of them, as one table."""
    lengths = [np.array([len(s.span) for s in e.segments], np.float64) for e in examples]
    weights = np.concatenate([_weights(e, own) for e, own in zip(examples, lengths, strict=True)])
    return Table(
        observed,
        np.concatenate([labels_of(example) for example in examples]),
        np.concatenate([np.full(len(e.labels), fold_of(e.site, FOLDS), np.int16) for e in examples]),
        weights / weights.mean(),
        np.concatenate(lengths),
        np.concatenate([[0], np.cumsum([len(e.labels) for e in examples])]),
    )


def _weights(example: Example, lengths: Floats) -> Floats:
    """What the segments weigh in training: long ones more, as they do in what is read, and those of pages with much
    to read less, as every page counts once. (Of HTML a page's own article is the measure, of text its lines.)"""
    by_length: Floats = 1 + np.log1p(lengths) / 2
    if example.page.markup is None:
        return np.asarray(by_length / np.sqrt(max(len(lengths), 20)))
    article = float(lengths[np.array(example.labels) == KEEP].sum())
    return np.asarray(np.minimum(by_length / np.sqrt(max(article, LEAST_ARTICLE) / PARAGRAPH), MOST_WEIGHT))


def labels_of(example: Example) -> NDArray[np.int8]:
    """The labels to learn: a title is no body, except of a text alone, where it is left open what it is."""
    labels = np.array(example.labels, np.int8)
    return labels if example.sort == "clean" else np.where(labels == TITLE, DROP, labels).astype(np.int8)


def train(table: Table, effort: Effort) -> dict[str, Any]:
    """The arrays to ship."""
    matrices = table.names
    scores = linear_scores(matrices, table)
    weights = thin(table, scores, effort.thinned)
    rows = assembled(table, scores)
    chance = cross_trees(rows, table, weights, effort.first)
    again = sequenced(table, rows, chance)
    fitted = [fit_linear(matrix, table.labels, table.weights) for matrix in matrices]
    return {
        "linear": np.array([coefficients for coefficients, _ in fitted], np.float16),
        "intercepts": np.array([intercept for _, intercept in fitted], np.float32),
        **named("first", fit_trees(rows, table, weights, effort.first)),
        **named("second", fit_trees(again, table, weights * unsettled(chance), effort.second)),
    }


def judge_unseen(examples: Sequence[Example], observed: Sequence[Observed], effort: Effort) -> list[Floats]:
    """Each page's chances by weights that were trained, from the start, on the other folds alone.

    (Chances of second trees whose first ones were fitted once, out of fold, are too low: what the first had from the
    labels of the fold that is judged, the second learn to undo.)
    """
    chances: list[Floats] = [np.zeros(0)] * len(examples)
    for fold in range(FOLDS):
        apart = [fold_of(example.site, FOLDS) == fold for example in examples]
        known = [i for i, unseen in enumerate(apart) if not unseen]
        table = tabulate([examples[i] for i in known], [observed[i] for i in known])
        weights = unpacked(train(table, effort))
        for i in np.flatnonzero(apart).tolist():
            chances[i] = judge(observed[i], weights, segments=examples[i].segments)
    return chances


def record(told: Mapping[str, float]) -> None:
    """Write figures down beside those of the other sort of page."""
    known = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    FIGURES.write_text(json.dumps(dict(sorted({**known, **told}.items())), indent=1) + "\n", encoding="utf-8")


def named(name: str, booster: lightgbm.Booster) -> dict[str, Any]:
    """A booster's trees as arrays, each under the forest's name."""
    return {f"{name}_{part}": array for part, array in flat_trees(booster).items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sorts", nargs="*", default=["html", "text"])
    options = with_shared(parser).parse_args()
    WEIGHTS.mkdir(exist_ok=True)
    html = [*html_examples(options.shared), *read_examples(options.shared)]
    for sort in options.sorts:
        began = time.time()
        examples = examples_of(sort, options.shared, html)
        observed = [observe(example.page, example.segments) for example in examples]
        arrays = train(tabulate(examples, observed), EFFORTS[sort])
        chances = judge_unseen(examples, observed, EFFORTS[sort])
        if sort == "text":
            arrays["cleaned"] = fit_alone(examples, chances)
        np.savez_compressed(WEIGHTS / f"cleaner-{sort}.npz", **arrays)
        told = rounded(figures(sort, examples, chances, options.shared))
        record(told)
        print(
            f"{sort}: {len(examples)} pages, {sum(map(len, chances))} segments, {time.time() - began:.0f} s"
        )
        print(json.dumps(told, indent=1))
    seal(WEIGHTS)


if __name__ == "__main__":
    main()
