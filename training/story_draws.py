"""What users bring, drawn from labelled stories: pages without a day, a few pages of one topic, strangers."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from copydesk.group.neighbours import Neighbours
from copydesk.group.profiles import Profile
from training.story_data import Labelled

TOPIC_SIZES = (2, 3, 4, 5, 6, 10)
STRANGE_SIZES = (2, 3, 4, 6, 10, 20)
OF_EACH_SIZE = 300
MIXTURES, MIXED_STORIES, MIXED_STRANGERS = 4, 120, 300


def undated(full: Labelled, dice: random.Random, *, share: float = 1.0) -> Labelled:
    """The same articles, of which about this share have lost their day."""
    made = [replace(p, day=None) if dice.random() < share else p for p in full.profiles]
    return Labelled(made, full.stories, full.unsure)


def dated_in_turn(batches: Sequence[Labelled], dice: random.Random) -> list[Labelled]:
    """Of three batches one as it is, one without days, and one in which about half of the days are missing."""
    shares = (0.0, 1.0, 0.5)
    return [undated(batch, dice, share=shares[i % len(shares)]) for i, batch in enumerate(batches)]


def of_one_topic(full: Labelled, dice: random.Random, *, number: int, sizes: Sequence[int]) -> list[Labelled]:
    """For each size so many batches: an article and neighbours of it, each of another story; in every other batch
    also a second article of the first one's story. Where neighbours of other stories lack, batches are smaller."""
    near = neighbours(full.profiles)
    of_story = defaultdict(list)
    for i, story in enumerate(full.stories):
        of_story[story].append(i)
    batches = []
    for size in sizes:
        for at in range(number):
            here = dice.randrange(len(full.profiles))
            kin = [i for i in of_story[full.stories[here]] if i != here]
            pair = [dice.choice(kin)] if kin and at % 2 else []
            others = {full.stories[i]: i for i in dice.sample(near[here], len(near[here]))}
            others.pop(full.stories[here], None)
            batches.append(full.some([here, *pair, *list(others.values())[: size - 1 - len(pair)]]))
    return batches


def of_strangers(apart: Labelled, dice: random.Random) -> list[Labelled]:
    """Small batches of strangers, every other one of pages that are near each other."""
    near = neighbours(apart.profiles)
    batches = []
    for size in STRANGE_SIZES:
        for at in range(OF_EACH_SIZE):
            here = dice.randrange(len(apart.profiles))
            pool = near[here] if at % 2 else range(len(apart.profiles))
            drawn = dice.sample(pool, min(size - 1, len(pool)))
            batches.append(apart.some([here, *(i for i in drawn if i != here)]))
    return batches


def among_strangers(full: Labelled, apart: Labelled, dice: random.Random) -> list[Labelled]:
    """Some stories among strangers; no page of one batch has a day, about half of the next have one."""
    names, batches = sorted(set(full.stories)), []
    for at in range(MIXTURES):
        some = set(dice.sample(names, min(len(names) // 2, MIXED_STORIES)))
        news = full.some([i for i, story in enumerate(full.stories) if story in some])
        others = apart.some(dice.sample(range(len(apart.profiles)), MIXED_STRANGERS))
        both = Labelled([*news.profiles, *others.profiles], [*news.stories, *others.stories])
        batches.append(undated(both, dice, share=0.5 if at % 2 else 1.0))
    return batches


def neighbours(profiles: Sequence[Profile]) -> list[list[int]]:
    """The nearest of each article whatever the day of either."""
    near = Neighbours()
    for profile in profiles:
        near.add(replace(profile, day=None), compared=False)
    return [near.nearest(i) for i in range(len(near))]
