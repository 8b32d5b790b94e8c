"""How trees that saw no page of a story, nor of a site, do on what users bring: few pages, without days."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import lightgbm
import numpy as np

from copydesk.group.neighbours import Judge, groups_of
from training.story_data import Labelled, fold_of
from training.story_draws import of_one_topic, undated

MISSING = {"all of one day": 0.0, "half of them undated": 0.5, "undated": 1.0}
"""Of what share of the strangers the day is taken."""
SIZES, OF_EACH_SIZE = (2, 3, 4, 5, 6), 12


def judged_by(model: lightgbm.Booster) -> Judge:
    """Judges every pair by these trees."""
    return lambda rows, _, __: np.round(model.predict(rows), 6)


def strangers_alone(apart: Labelled, models: Sequence[lightgbm.Booster]) -> dict[str, float]:
    """The share of strangers that stand alone, the pages of each fold's sites among themselves."""
    alone = {}
    for name, share in MISSING.items():
        days = undated(apart, random.Random(3), share=share)
        groups = [
            group
            for fold, model in enumerate(models)
            for group in groups_of(_fold(days, fold).profiles, judge=judged_by(model))
        ]
        alone[name] = sum(len(group) == 1 for group in groups) / len(days.profiles)
    return alone


@dataclass(frozen=True, slots=True)
class OneTopic:
    """Of small batches of undated pages on one topic: the share without a false merge, of those with no two pages
    of one story (`unrelated`) and of those with two (`related`), and the share of the latter that join these two."""

    unrelated: float
    related: float
    joined: float


def topics_told_apart(full: Labelled, models: Sequence[lightgbm.Booster]) -> OneTopic:
    """The figures of batches drawn from each fold's stories."""
    clean: dict[bool, list[bool]] = {True: [], False: []}
    joined = []
    for fold, model in enumerate(models):
        part = undated(_fold(full, fold), random.Random(3))
        for batch in of_one_topic(part, random.Random(77), number=OF_EACH_SIZE, sizes=SIZES):
            groups = groups_of(batch.profiles, judge=judged_by(model))
            held = [{batch.stories[i] for i in group} for group in groups]
            pair = len(set(batch.stories)) < len(batch.stories)
            clean[pair].append(all(len(stories) == 1 for stories in held))
            if pair:
                joined.append(any({0, 1} <= set(group) for group in groups))
    return OneTopic(float(np.mean(clean[False])), float(np.mean(clean[True])), float(np.mean(joined)))


def _fold(full: Labelled, fold: int) -> Labelled:
    return full.some([i for i, story in enumerate(full.stories) if fold_of(story) == fold])
