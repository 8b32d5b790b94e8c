"""Stories: how well articles about one happening are told apart from others.

`python -m quality.stories` prints the shipped weights on the sets they were trained on (a regression figure), an
agency's days with its name known and not, and, with thresholds picked on the test itself, average linkage and a
streaming leader on TF-IDF, and HDBSCAN on sentence vectors. What is cross-validated is printed by
`python -m training.stories --validate`.
"""

import argparse
import importlib
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from pathlib import Path

import numpy as np

from copydesk.clean.languages import find_language
from copydesk.group.neighbours import groups_of
from copydesk.group.profiles import Document, Profile, profiles_of
from copydesk.group.storybook import StoryBook
from quality.clusters import figures, told
from quality.jsonl import read_jsonl
from quality.scoring import with_shared
from training.story_data import SETS, SOME_DAY, Labelled, agency_days, documents, fold_of

SOME = {"neus-train": 12, "allsides-train-join": 8, "ecbplus": 6}
"""One story in this many is measured by the gate."""
STRANGERS = 200


def measure(shared: Path) -> dict[str, float]:
    """B-cubed F1 on a part of each set (seen in training), the B-cubed F1 of a stream before it is reconciled, the
    share of unrelated pages that stay alone, of one day and without days (seen in training; and news of many outlets,
    not seen), and of an agency's pages that are not in a mixed story: of
    three days (not seen), and of eight held-out days, with the share of the pairs put together that are right there and
    the share of the right pairs that are put together."""
    made: dict[str, float] = {}
    for name in SETS:
        part = _part(shared, name)
        made[f"seen_{name}_b3_f1"] = figures(part.stories, groups_of(part.profiles))["f1"]
        if name == "allsides-train-join":
            made["seen_stream_b3_f1"] = figures(part.stories, streamed(part))["f1"]
    strangers = [
        Document(r["id"], r.get("title") or "", r["text"], SOME_DAY)
        for r in read_jsonl(shared / "data/extraction/wcxb-dev/gold.jsonl.gz")
        if r.get("text") and len(r["text"].split()) > 40
    ]
    alone = random.Random(1).sample(strangers, STRANGERS)  # the file lists guides to one matter side by side
    profiles = profiles_of(alone)
    made["strangers_of_a_day_alone"] = standing_alone(profiles)
    made["strangers_undated_alone"] = standing_alone([replace(p, day=None) for p in profiles])
    made["unseen_news_undated_alone"] = standing_alone(profiles_of(unrelated_news(shared)))
    for half, name in (("test", "agency_days"), ("held", "agency_days_held")):
        told = days_told_apart([(run, groups_of(run.profiles)) for run in agency_days(shared, half)])
        made[f"{name}_not_mixed"] = told.not_mixed
        if half == "held":
            made[f"{name}_pairs_precision"] = told.right / max(told.right + told.wrong, 1)
            made[f"{name}_pairs_recall"] = told.right / told.wanted
    return made


def standing_alone(profiles: Sequence[Profile]) -> float:
    """The share of these articles that are in no story with another."""
    return sum(len(group) == 1 for group in groups_of(profiles)) / len(profiles)


def unrelated_news(shared: Path) -> list[Document]:
    """English news of some eighty outlets, without days: nothing here trains what tells stories apart."""
    pages = read_jsonl(shared / "data/extraction/fundus/gold.jsonl")
    return [
        Document(page["id"], page["title"] or "", page["text"])
        for page in pages
        if len(page["text"].split()) > 40 and find_language(page["text"]) == "en"
    ]


def unmixed(labelled: Labelled, groups: Sequence[Sequence[int]]) -> float:
    """The share of pages in no story that holds two surely different happenings."""
    mixed = 0
    for group in groups:
        pairs = combinations(sorted(group), 2)
        if any(
            labelled.stories[a] != labelled.stories[b] and (a, b) not in labelled.unsure for a, b in pairs
        ):
            mixed += len(group)
    return 1 - mixed / len(labelled.profiles)


@dataclass(frozen=True, slots=True)
class Apart:
    """How an agency's days were told apart: stories of several pages, those of them that are mixed, the share of
    pages in no mixed one; pairs put together that are of one happening, that surely are not, and all that are of
    one."""

    several: int
    mixed: int
    not_mixed: float
    right: int
    wrong: int
    wanted: int


def days_told_apart(read: Sequence[tuple[Labelled, Sequence[Sequence[int]]]]) -> Apart:
    """The figures of runs of days that were read, each with its groups."""
    pages = sum(len(run.profiles) for run, _ in read)
    unmixed_pages = sum(unmixed(run, groups) * len(run.profiles) for run, groups in read)
    right = wrong = wanted = 0
    for run, groups in read:
        wanted += sum(size * (size - 1) // 2 for size in Counter(run.stories).values())
        for a, b in (pair for group in groups for pair in combinations(sorted(group), 2)):
            right += run.stories[a] == run.stories[b]
            wrong += run.stories[a] != run.stories[b] and (a, b) not in run.unsure
    several = [(run, group) for run, groups in read for group in groups if len(group) > 1]
    mixed = sum(unmixed(run, [group]) < 1 for run, group in several)
    return Apart(len(several), mixed, unmixed_pages / pages, right, wrong, wanted)


def streamed(part: Labelled) -> list[tuple[int, ...]]:
    """The stories after page upon page has come, in the order of their days."""
    order = list(range(len(part.profiles)))
    random.Random(5).shuffle(order)
    order.sort(key=lambda i: part.profiles[i].day or 0)
    book = StoryBook()
    place = {part.profiles[i].source: i for i in order}
    for i in order:
        book.add(part.profiles[i])
    return [tuple(place[source] for source in members) for members in book.stories.values()]


def _part(shared: Path, name: str) -> Labelled:
    made, stories = documents(shared, name)
    names = sorted(set(stories), key=lambda s: (fold_of(s), s))[:: SOME[name]]
    chosen = [i for i, story in enumerate(stories) if story in set(names)]
    return Labelled(profiles_of([made[i] for i in chosen]), [stories[i] for i in chosen])


def beside(shared: Path, names: tuple[str, ...], sentences: dict[str, list[Profile]] | None = None) -> None:
    """Print what the peers' script reaches, thresholds picked on the test itself."""
    sys.path.insert(0, str(shared / "peers"))
    peer = importlib.import_module("stories")
    for name in names:
        rows = [r for r in peer.load(shared / f"data/stories/{name}.jsonl.gz") if "story" in r]
        gold = [r["story"] for r in rows]
        vectors = peer.tfidf([peer.body(r) for r in rows])
        tree = peer.linkage_tree(vectors)
        runs = {
            "average linkage": partial(peer.cut, tree),
            "leader, in a stream": partial(peer.leader, vectors),
        }
        for what, run in runs.items():
            best = max(peer.GRID, key=lambda t: peer.bcubed(rows, run(t)))
            print(told(f"{name}, {what}, {best}", figures(gold, _groups(run(best)))), flush=True)
        if sentences:
            of_source = {p.source: p.sentence for p in sentences[name]}
            labels = peer.hdbscan(np.stack([of_source[r["id"]] for r in rows]).astype(float))
            print(told(f"{name}, HDBSCAN", figures(gold, _groups(labels))), flush=True)


def _groups(labels: np.ndarray) -> list[list[int]]:
    return [np.flatnonzero(labels == label).tolist() for label in np.unique(labels)]


def main() -> None:
    shared = with_shared(argparse.ArgumentParser(description=__doc__)).parse_args().shared
    for name, value in measure(shared).items():
        print(f"{name:40} {value:.4f}", flush=True)
    for part in ("train", "test", "read", "held"):
        runs = agency_days(shared, part)
        unknown = [replace(run, profiles=[replace(p, publisher=None) for p in run.profiles]) for run in runs]
        for what, days in (("as it is", runs), ("publisher unknown", unknown)):
            told_apart = days_told_apart([(run, groups_of(run.profiles)) for run in days])
            print(f"an agency's days, {part}, {what}: {told_apart}", flush=True)
    beside(shared, SETS)


if __name__ == "__main__":
    main()
