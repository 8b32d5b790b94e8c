"""Trains what judges whether two articles tell of one happening: `python -m training.stories`.

With `--validate`, prints besides how well stories are told apart, cross-validated by story and by time, in a
batch and in a stream, with days and without, beside average linkage and a streaming leader on TF-IDF and HDBSCAN on
sentence vectors; how many strangers stand alone, and what becomes of small batches on one topic.
"""

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import lightgbm
import numpy as np

from copydesk import background as background_store
from copydesk.background import load_background
from copydesk.group.likeness import FEATURES, WEIGHTS
from copydesk.group.neighbours import Judge, Neighbours, groups_of
from copydesk.group.storybook import StoryBook
from copydesk.sealed import seal
from quality.clusters import figures, told
from quality.scoring import with_shared
from quality.stories import beside, days_told_apart
from training.story_data import (
    FOLDS,
    SETS,
    Labelled,
    agency_days,
    background_of,
    crowded,
    fold_of,
    labelled,
    small_batches,
    strangers,
)
from training.story_draws import (
    OF_EACH_SIZE,
    TOPIC_SIZES,
    among_strangers,
    dated_in_turn,
    of_one_topic,
    of_strangers,
    undated,
)
from training.story_trials import judged_by, strangers_alone, topics_told_apart
from training.trees import flat_trees

PARAMETERS = {
    "objective": "binary", "num_leaves": 15, "learning_rate": 0.1, "lambda_l2": 1.0,
    "min_child_samples": 100, "feature_fraction": 0.5, "num_threads": 1, "deterministic": True,
    "force_row_wise": True, "seed": 7, "verbose": -1,
}  # fmt: skip
ROUNDS = 300
OF_SET = {"neus-train": 4.0, "allsides-train-join": 1.0, "ecbplus": 2.0}
"""The weight of each set's pairs: those of the two of which no page has a day would else be outnumbered by the
strangers whose days were taken."""
STRANGE = 2.0
"""The weight of pairs of strangers: joining them is worse than splitting a story."""
FEW = 0.5
"""The weight of the pairs of small batches and of mixtures: they are drawn often."""
AGENCY = 8.0
"""The weight of one agency's days: few pairs, of a kind the other sets have not."""
LATE = 0.2
"""The share of dated stories, the latest, that are held out in the validation by time."""

Rows = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Features, labels, and the two stories of each pair."""


def rows_of(batch: Labelled) -> Rows:
    """The pairs of which one article is among the other's nearest, without those of which nobody would say."""
    near = Neighbours()
    for profile in batch.profiles:
        near.add(profile, compared=False)
    near.compare_rows(range(len(near)))
    partners: defaultdict[int, set[int]] = defaultdict(set)
    for here in range(len(near)):
        for there in near.nearest(here):
            if (min(here, there), max(here, there)) not in batch.unsure:
                partners[min(here, there)].add(max(here, there))
    work = [(here, sorted(theres)) for here, theres in sorted(partners.items())]
    if not work:
        return np.empty((0, len(FEATURES))), np.empty(0, bool), np.empty((0, 2), object)
    rows = np.concatenate([near.rows(work[i : i + 256]) for i in range(0, len(work), 256)])
    stories = np.array([(batch.stories[a], batch.stories[b]) for a, bs in work for b in bs], object)
    return rows, stories[:, 0] == stories[:, 1], stories


def training_rows(
    sets: dict[str, Labelled], apart: Labelled, agency: Sequence[Labelled]
) -> tuple[list[Rows], list[float]]:
    """The rows of everything trained on, and their weights."""
    dated, dice = sets["allsides-train-join"], random.Random(31)
    batches = [(1.0, crowded(dated, random.Random(11))), (STRANGE, apart), *((AGENCY, run) for run in agency)]
    for name, full in sets.items():
        batches += [(OF_SET[name], full), *((OF_SET[name] * FEW, b) for b in small_batches(full, 7))]
        topics = of_one_topic(full, dice, number=OF_EACH_SIZE, sizes=TOPIC_SIZES)
        few = [*dated_in_turn(topics, dice), *among_strangers(full, apart, dice)]
        batches += [(FEW, batch) for batch in few]
    for share in (0.5, 1.0):
        batches += [(1.0, undated(dated, dice, share=share)), (STRANGE, undated(apart, dice, share=share))]
    batches += [(FEW, batch) for batch in small_batches(undated(dated, dice, share=0.5), 9)]
    batches += [(FEW, batch) for batch in dated_in_turn(of_strangers(apart, dice), dice)]
    return [rows_of(batch) for _, batch in batches], [weight for weight, _ in batches]


def of_fold(fold: int) -> Callable[[str], bool]:
    """Whether a story is of the fold."""
    return lambda story: fold_of(story) == fold


def fit(parts: Sequence[Rows], weights: Sequence[float], held_out: Callable[[str], bool]) -> lightgbm.Booster:
    """Trees on the pairs of which no article is of a story held out."""
    kept = [np.array([not (held_out(a) or held_out(b)) for a, b in part[2]], bool) for part in parts]
    rows = np.vstack([part[0][k] for part, k in zip(parts, kept, strict=True)])
    labels = np.concatenate([part[1][k] for part, k in zip(parts, kept, strict=True)])
    each = np.concatenate([np.full(k.sum(), w) for w, k in zip(weights, kept, strict=True)])
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(rows, labels, weight=each), ROUNDS)


def out_of_fold(models: Sequence[lightgbm.Booster], stories: Sequence[str]) -> Judge:
    """Judges a pair by trees that saw no article of the first of its two stories, by name."""
    names = np.array(stories)
    folds = np.array([fold_of(story) for story in stories])

    def judge(rows: np.ndarray, heres: np.ndarray, theres: np.ndarray) -> np.ndarray:
        chances = np.zeros(len(rows))
        first = folds[np.where(names[heres] <= names[theres], heres, theres)]
        for fold, model in enumerate(models):
            mine = first == fold
            if mine.any():
                chances[mine] = model.predict(rows[mine])
        return np.round(chances, 6)

    return judge


def validate(
    shared: Path, sets: dict[str, Labelled], apart: Labelled, parts: Sequence[Rows], weights: Sequence[float]
) -> None:
    """Print every table."""
    models = [fit(parts, weights, of_fold(f)) for f in range(FOLDS)]
    tests = {**sets, "allsides, crowded days": crowded(sets["allsides-train-join"], random.Random(12))}
    lacking = {
        f"allsides, {share:.0%} without a day": undated(
            sets["allsides-train-join"], random.Random(3), share=share
        )
        for share in (0.5, 1.0)
    }
    for name, full in {**tests, **lacking}.items():
        started = time.process_time()
        groups = groups_of(full.profiles, judge=out_of_fold(models, full.stories))
        spent = time.process_time() - started
        print(told(f"{name}, batch", figures(full.stories, groups)), f"{spent:.0f} s", flush=True)
    for name, alone in strangers_alone(apart, models).items():
        print(f"strangers, {name}: {alone:.3f} alone", flush=True)
    for name, full in sets.items():
        print(f"{name}, small undated batches of one topic: {topics_told_apart(full, models)}", flush=True)
    for part in ("test", "held"):
        runs = agency_days(shared, part)
        read = [(run, groups_of(run.profiles, judge=out_of_fold(models, run.stories))) for run in runs]
        print(f"an agency's days, {part}: {days_told_apart(read)}", flush=True)
    by_time(parts, weights, sets["allsides-train-join"])
    for name, full in tests.items():
        in_stream(name, full, models)
    beside(shared, SETS, {name: full.profiles for name, full in sets.items()})


def in_stream(name: str, full: Labelled, models: Sequence[lightgbm.Booster]) -> None:
    """The stories after page upon page has come, by day where there is one, and after reconciling."""
    order = list(range(len(full.profiles)))
    random.Random(5).shuffle(order)
    order.sort(key=lambda i: full.profiles[i].day or 0)
    stories = [full.stories[i] for i in order]
    book = StoryBook(out_of_fold(models, stories))
    started = time.process_time()
    for i in order:
        book.add(full.profiles[i])
    spent = (time.process_time() - started) / len(order) * 1000
    place = {full.profiles[i].source: at for at, i in enumerate(order)}
    for when in ("stream", "stream, reconciled"):
        groups = [tuple(place[source] for source in members) for members in book.stories.values()]
        print(told(f"{name}, {when}", figures(stories, groups)), f"{spent:.1f} ms a page", flush=True)
        book.reconcile()


def by_time(parts: Sequence[Rows], weights: Sequence[float], dated: Labelled) -> None:
    """Trained on the earlier stories, tried on the latest."""
    first: dict[str, int] = {}
    for profile, story in zip(dated.profiles, dated.stories, strict=True):
        if profile.day is not None:
            first[story] = min(first.get(story, profile.day), profile.day)
    ordered = sorted(first, key=lambda story: (first[story], story))
    late = set(ordered[int(len(ordered) * (1 - LATE)) :])
    model = fit(parts, weights, lambda story: story in late)
    chosen = dated.some([i for i, story in enumerate(dated.stories) if story in late])
    groups = groups_of(chosen.profiles, judge=judged_by(model))
    print(told("allsides, the latest fifth of the stories", figures(chosen.stories, groups)), flush=True)


def main() -> None:
    parser = with_shared(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("--validate", action="store_true")
    arguments = parser.parse_args()
    background = background_of(arguments.shared)
    store = background_store.WEIGHTS
    np.savez_compressed(store / "background.npz", counts=background.counts, size=background.size)
    seal(store)
    load_background.cache_clear()
    sets = {name: labelled(arguments.shared, name) for name in SETS}
    apart = strangers(arguments.shared)
    parts, weights = training_rows(sets, apart, agency_days(arguments.shared, "train"))
    arrays = flat_trees(fit(parts, weights, lambda _: False))
    np.savez_compressed(WEIGHTS / "likeness.npz", allow_pickle=False, **arrays)
    seal(WEIGHTS)
    if arguments.validate:
        validate(arguments.shared, sets, apart, parts, weights)


if __name__ == "__main__":
    main()
