"""Learns when two tellings tell one claim: `python -m training.alignment`.

Boosted trees over features of pairs of tellings (`copydesk.account.pairs`). They learn from two sets:

* the stories of the corroboration set, its parts up to the fifth, whose labelled claims are central ones. Pairs of
  two labelled tellings teach in full; a labelled telling beside any other claim of another page, not a telling of it
  as far as the readers saw, teaches a little;
* `labels/aligned_pairs.jsonl`: pairs of any two claims of stories in no part, drawn by how likely the trees of then
  held them to tell one claim, and read. Each stands for so many pairs like it among all that the stories have.

Each story is judged by trees that saw nothing of its subject. Prints precision, recall and F1 of the labelled pairs
that are joined, once more those of the parts kept out, and how the read pairs are told, weighed by what they stand
for; writes the weights.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

import lightgbm
import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score

from copydesk.account.align import WEIGHTS, chances_from, features_of, linked
from copydesk.account.claims import without_echoes
from copydesk.account.imprint import without_imprint
from copydesk.account.pairs import NAMES
from copydesk.account.tellings import Telling, identical, tellings_of
from copydesk.forest import ARRAYS
from copydesk.sealed import seal
from quality.account_stories import PARTS, Label, Records, raw_pages, read_labels, records_of, story_of
from quality.account_verdicts import index_at
from quality.jsonl import read_jsonl
from quality.scoring import with_shared
from training.trees import flat_trees

READ_PAIRS = Path(__file__).parent / "labels" / "aligned_pairs.jsonl"
FOLDS = 8
KEPT_OUT = frozenset({"sixth", "seventh", "eighth", "ninth", "tenth"})
"""The parts of the set that measure what was learnt."""
UNLABELLED = 0.2
"""What a pair counts of which one telling is labelled and the other is no labelled one's mate."""
READ = 0.5
"""What a read pair counts."""
ROUNDS = 150
SEEDS = (0, 1, 2)
"""Forests that are averaged: what one draw of rows and features finds by chance is less in three."""
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 24,
    "learning_rate": 0.08,
    "min_child_samples": 20,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
}
AT = (0.26, 0.3, 0.32, 0.34, 0.38, 0.42, 0.5, 0.6)
BINS = (0.0, 0.1, 0.2, 0.38, 0.55, 0.7, 0.9, 1.01)
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Study:
    """A labelled story, ready to learn from: its labelled tellings as (claim, page, index), its pairs' features, and
    which pairs were read: (number, whether they are of one claim, for how many pairs it stands)."""

    label: Label
    tellings: Sequence[Telling]
    groups: Sequence[Sequence[int]]
    placed: Sequence[tuple[int, int, int]]
    pairs: Sequence[tuple[int, int]]
    rows: Numbers
    read: Sequence[tuple[int, bool, float]]

    @property
    def subject(self) -> str:
        """What stories share that tell of related happenings: a topic of ECB+."""
        story: str = self.label["story"]
        return story.split("-")[0] if story[:1].isdigit() else story


def study(label: Label, shared: Path, *, records: Records | None = None) -> Study:
    """The story read and told as far as alignment goes."""
    raws = list(raw_pages(label, shared, records=records))
    tellings = tellings_of([without_imprint(found) for found in without_echoes(story_of(raws))])
    groups = identical(tellings)
    features = features_of(tellings, groups)
    rows = np.array(list(features.values())) if features else np.zeros((0, len(NAMES)))

    def at(telling: Label) -> int | None:
        return index_at(raws[telling["page"]].source, tellings, telling)

    placed = [
        (claim, telling["page"], place)
        for claim, told in enumerate(label.get("claims", ()))
        for telling in told["tellings"]
        if (place := at(telling)) is not None
    ]
    number_of = {pair: number for number, pair in enumerate(features)}
    group_of: dict[int | None, int] = {i: g for g, group in enumerate(groups) for i in group}
    read = []
    for told in label.get("pairs", ()):
        a, b = sorted(group_of.get(at(told[side]), -1) for side in "ab")
        if (a, b) in number_of:
            read.append((number_of[a, b], told["same"], told["stands_for"]))
    return Study(label, tellings, groups, placed, list(features), rows, read)


def lessons(one: Study) -> list[tuple[int, bool, float]]:
    """Pairs to learn from: (number, whether they are of one claim, how much it counts)."""
    group_of = {i: g for g, group in enumerate(one.groups) for i in group}
    labelled = [(claim, group_of[at]) for claim, _, at in one.placed]
    held = {g for _, g in labelled}
    same: dict[tuple[int, int], bool] = {}
    for (a, x), (b, y) in combinations(labelled, 2):
        pair = min(x, y), max(x, y)
        same[pair] = same.get(pair, False) or a == b
    found = [(number, together, READ) for number, together, _ in one.read]
    for number, pair in enumerate(one.pairs):
        if pair in same:
            found.append((number, same[pair], 1.0))
        elif (pair[0] in held) != (pair[1] in held):
            found.append((number, False, UNLABELLED))
    return found


def learn(studies: Iterable[Study]) -> list[lightgbm.Booster]:
    """A forest a seed."""
    taught = [(one.rows[number], same, weight) for one in studies for number, same, weight in lessons(one)]
    rows, labels, weights = (np.array(column) for column in zip(*taught, strict=True))
    return [
        lightgbm.train({**PARAMETERS, "seed": seed}, lightgbm.Dataset(rows, labels, weight=weights), ROUNDS)
        for seed in SEEDS
    ]


def chances_by(forests: Sequence[lightgbm.Booster], one: Study) -> dict[tuple[int, int], float]:
    """The probability of telling one claim for each of the story's pairs."""
    if not one.pairs:
        return {}
    scores = np.mean([forest.predict(one.rows, raw_score=True) for forest in forests], axis=0)
    return chances_from(one.tellings, one.groups, scores=dict(zip(one.pairs, scores.tolist(), strict=True)))


def tally(one: Study, chances: Mapping[tuple[int, int], float], at: float) -> Counter[str]:
    """Pairs of labelled tellings on two pages: joined, rightly joined, to be joined."""
    group_of = {
        i: n
        for n, group in enumerate(linked(one.tellings, one.groups, chances=chances, same=at))
        for i in group
    }
    counts: Counter[str] = Counter()
    for (a, page, i), (b, other, j) in combinations(one.placed, 2):
        if page != other:
            joined = group_of[i] == group_of[j]
            counts.update(joined=joined, right=joined and a == b, due=a == b)
    return counts


def shares(counts: Counter[str]) -> str:
    """Precision, recall and F1."""
    right = counts["right"]
    precision, recall = right / max(1, counts["joined"]), right / max(1, counts["due"])
    return f"{precision:.3f} {recall:.3f} {2 * right / max(1, counts['joined'] + counts['due']):.3f}"


def by_subject(studies: Sequence[Study]) -> dict[str, dict[tuple[int, int], float]]:
    """Each story's chances, by trees that saw nothing of its subject."""
    subjects = sorted({one.subject for one in studies})
    order = np.random.default_rng(0).permutation(len(subjects))
    fold_of = {subjects[i]: place % FOLDS for place, i in enumerate(order)}
    chances = {}
    for fold in range(FOLDS):
        forests = learn([one for one in studies if fold_of[one.subject] != fold])
        for one in studies:
            if fold_of[one.subject] == fold:
                chances[one.label["story"]] = chances_by(forests, one)
    return chances


def show(studies: Sequence[Study], chances: Mapping[str, Mapping[tuple[int, int], float]]) -> None:
    """Prints precision, recall and F1 of the joined pairs by part, joined from each of `AT` on."""
    for at in AT:
        counts = {part: Counter[str]() for part in PARTS}
        for one in studies:
            part = next(name for name, mark in PARTS.items() if mark == one.label["held_back"])
            counts[part] += tally(one, chances[one.label["story"]], at)
        total = sum(counts.values(), Counter[str]())
        listed = "  ".join(f"{part} {shares(counts[part])}" for part in PARTS if counts[part]["due"])
        print(f"from {at}:  all {shares(total)}  {listed}", flush=True)


def show_labelled(studies: Sequence[Study], chances: Mapping[str, Mapping[tuple[int, int], float]]) -> None:
    """Prints how the pairs of labelled tellings are ranked, and how they are joined."""
    pairs = [
        (same, chances[one.label["story"]][one.pairs[number]])
        for one in studies
        for number, same, weight in lessons(one)
        if weight == 1
    ]
    labels, scores = (np.array(column) for column in zip(*pairs, strict=True))
    print(f"{len(labels)} pairs, {labels.sum()} of one claim, {len(studies)} stories")
    print(
        f"AUROC {roc_auc_score(labels, scores):.3f}, average precision {average_precision_score(labels, scores):.3f}"
    )
    show(studies, chances)


def show_read(studies: Sequence[Study], chances: Mapping[str, Mapping[tuple[int, int], float]]) -> None:
    """Prints how the read pairs are ranked and told, each weighed by how many pairs it stands for, and how many of them
    are of one claim at each probability."""
    pairs = [
        (same, stands_for, chances[one.label["story"]][one.pairs[number]])
        for one in studies
        for number, same, stands_for in one.read
    ]
    same, stands_for, scores = (np.array(column) for column in zip(*pairs, strict=True))
    ranked = average_precision_score(same, scores, sample_weight=stands_for)
    print(
        f"{len(pairs)} pairs, {same.sum()} of one claim, {len(studies)} stories; average precision {ranked:.3f}"
    )
    due = float(stands_for[same].sum())
    for at in AT:
        told = scores >= at
        right = float(stands_for[told & same].sum())
        print(f"from {at}: precision {right / stands_for[told].sum():.3f}, recall {right / due:.3f}")
    for low, high in pairwise(BINS):
        here = (scores >= low) & (scores < high)
        share = stands_for[here & same].sum() / stands_for[here].sum()
        print(f"{low} to {high}: {same[here].sum()} of {here.sum()} read, {share:.3f} of all", flush=True)


def main() -> int:
    """Cross-validates by subject, trains on all stories, and writes the sealed weights."""
    shared = with_shared(argparse.ArgumentParser(description=__doc__)).parse_args().shared
    labelled = [study(label, shared) for label in read_labels()]
    drawn = read_jsonl(READ_PAIRS)
    records = records_of(drawn, shared)
    read = [study(label, shared, records=records) for label in drawn]
    kept_out = [one for one in labelled if one.label["held_back"] in KEPT_OUT]
    taught = [one for one in labelled if one.label["held_back"] not in KEPT_OUT]
    unseen = by_subject([*taught, *read])
    forests = learn([*taught, *read])
    print("labelled, by subject:")
    show_labelled(taught, unseen)
    print("the parts kept out:")
    show_labelled(kept_out, {one.label["story"]: chances_by(forests, one) for one in kept_out})
    print("read, by subject:")
    show_read(read, unseen)
    flat = [flat_trees(forest) for forest in forests]
    arrays = {name: np.concatenate([trees[name] for trees in flat]) for name in ARRAYS}
    arrays["value"] /= len(SEEDS)
    np.savez_compressed(WEIGHTS / "alignment.npz", allow_pickle=False, **arrays)
    seal(WEIGHTS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
