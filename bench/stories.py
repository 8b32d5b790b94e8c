"""What a new page costs against stored ones, and what grouping a batch costs: `python -m bench.stories`.

    python -m bench.stories stream 1000000    # a new page against a million stored articles
    python -m bench.stories batch 10000       # a batch of generated articles

Articles are generated. In `stream` every stored article has a key and a day of its own (a year, evenly), its
other vectors are drawn from 800 profiles, and its nearest, three of them of its story, are taken to be
as near as those of a sample are; memory is what vectors of its own would take. Times are CPU times of one thread.
"""

import argparse
import random
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from copydesk.background import COLUMNS
from copydesk.group.candidates import LARGEST, KeyIndex
from copydesk.group.likeness import NEAREST, STANDING
from copydesk.group.neighbours import Neighbours, groups_of
from copydesk.group.profiles import KEY_TERMS, UNIT, Document, Profile, Terms, profile_of
from copydesk.group.storybook import StoryBook
from copydesk.text import STABLE_HASHES

FIRST_DAY = date(2024, 1, 1)
VOCABULARY, STORY_WORDS, WORDS = 60_000, 60, 300
NEW = 60
STORY = 4
"""Articles a happening."""


def documents(count: int, *, days: int, seed: int = 3) -> list[Document]:
    """Generated articles, four a happening: names and words of its own among common ones."""
    dice = random.Random(seed)
    common = [_word(dice) for _ in range(VOCABULARY)]
    weights = list(np.cumsum(1 / np.arange(10, VOCABULARY + 10) ** 0.9))
    made = []
    for story in range(0, count, STORY):
        own = dice.choices(common, cum_weights=weights, k=STORY_WORDS)
        names = [_word(dice).capitalize() for _ in range(3)]
        day = FIRST_DAY + timedelta(dice.randrange(days))
        for number in range(story, min(story + STORY, count)):
            words = dice.choices(common, cum_weights=weights, k=WORDS // 2) + dice.choices(own, k=WORDS // 2)
            dice.shuffle(words)
            words[5::12] = dice.choices(names, k=len(words[5::12]))
            title = " ".join(dice.sample(own, 5))
            made.append(Document(f"{number:07}", title, " ".join(words), day + timedelta(dice.randrange(2))))
    return made


def profiles(made: list[Document]) -> list[Profile]:
    """Their profiles, with random sentence vectors: what the encoder takes is measured elsewhere."""
    dice = np.random.default_rng(3)
    vectors = dice.normal(size=(len(made), 512))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return [profile_of(d, np.rint(v * UNIT).astype(np.int16)) for d, v in zip(made, vectors, strict=True)]


def batch(count: int) -> None:
    """Grouping `count` articles of thirty days."""
    made = documents(count, days=30)
    started = time.process_time()
    ready = profiles(made)
    profiled = time.process_time()
    groups = groups_of(ready)
    spent = time.process_time() - profiled
    print(f"profiles without sentence vectors {(profiled - started) / count * 1000:.2f} ms an article")
    print(
        f"grouping {count} articles into {len(groups)} stories {spent:.1f} s, {spent / count * 1000:.2f} ms each"
    )
    print(f"peak memory {_memory():.2f} GB")


def stream(count: int) -> None:
    """A new page against `count` stored articles, dated and undated."""
    sample = profiles(documents(800, days=365))
    book = _filled(count, sample)
    print(
        f"stored {count} articles; with vectors of their own {_own(sample) * count / 1e9:.1f} GB more",
        flush=True,
    )
    print(f"index, nearest and book: peak memory {_memory():.2f} GB", flush=True)
    new = profiles(documents(NEW, days=365, seed=4))
    book.add(replace(new[0], source="first", key=_key(np.random.default_rng(10**6 - 1))))
    started = time.process_time()
    book.reconcile()
    print(f"reconciling after one new page {time.process_time() - started:.1f} s", flush=True)
    for what, dated in (("dated", True), ("undated: every stored article is searched", False)):
        times = []
        for number, profile in enumerate(new):
            key = _key(np.random.default_rng(10**6 + number))
            day = profile.day if dated else None
            fresh = replace(profile, source=f"new-{dated}-{number}", day=day, key=key)
            started = time.process_time()
            book.add(fresh)
            times.append((time.process_time() - started) * 1000)
        told = " ".join(f"{q} per cent {np.percentile(times, q):.1f} ms," for q in (50, 95, 100))
        print(f"a new page, {what}: mean {np.mean(times):.1f} ms, {told}", flush=True)


def _filled(count: int, sample: list[Profile]) -> StoryBook:
    """A book with `count` articles, as if they had been added one by one."""
    dice = np.random.default_rng(1)
    days = (FIRST_DAY.toordinal() + np.arange(count) * 365 // count).astype(np.float32)
    last = _least_of_the_nearest(min(count, LARGEST), dice)
    nearest = dice.integers(0, count, (count, NEAREST), np.int32)
    four = np.arange(count)[:, None] // STORY * STORY + np.arange(STORY)
    nearest[:, :STORY] = np.minimum(four, count - 1)
    chances = np.zeros((count, NEAREST), np.float32)
    chances[:, :STORY] = four != np.arange(count)[:, None]
    scores = last + dice.integers(0, max(last, 1), (count, NEAREST), np.int32)
    arrays = {
        "_days": days,
        "_languages": np.full(count, STABLE_HASHES["en"]),
        "_ties": dice.integers(0, 1 << 62, count),
        "_words": np.full(count, WORDS),
        "_held": np.full(count, min(NEAREST, count)),
        "_nearest": nearest,
        "_scores": scores,
        "_floors": scores.min(axis=1) if count >= NEAREST else np.zeros(count),
        "_cosines": dice.integers(0, UNIT * UNIT // 10, (count, NEAREST, len(STANDING)), np.int32),
        "_chances": chances,
    }
    near = Neighbours.restored(
        [sample[i % len(sample)] for i in range(count)],
        arrays,
        sources=[str(i) for i in range(count)],
        keys=_many_keys(count, dice),
    )
    stories = [str(i // STORY) for i in range(count)]
    return StoryBook.restored(near, stories, changes=count, copies=[], decided=[])


def _least_of_the_nearest(count: int, dice: np.random.Generator) -> int:
    """What the last of an article's nearest scores, among `count`."""
    index = KeyIndex.of(_many_keys(count, dice), np.zeros(count))
    scores = [scores for _ in range(20) for _, scores in index.search(_key(dice), None) if len(scores)]
    return int(np.median([np.sort(some)[-NEAREST:][0] for some in scores]))


def _many_keys(count: int, dice: np.random.Generator) -> Iterator[Terms]:
    for first in range(0, count, LARGEST):
        columns, weights = _keys(dice, min(LARGEST, count - first))
        yield from map(Terms, columns, weights)


def _keys(dice: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Keys of 48 terms, the rank of each drawn from a power law, a term in at most some three in a hundred."""
    ranks = (100 + 2_000 * (dice.pareto(0.9, (count, KEY_TERMS)) + 0.02)).astype(np.int64)
    weights = dice.exponential(1.0, ranks.shape) + 0.5
    weights /= np.sqrt((weights**2).sum(axis=1, keepdims=True))
    return (ranks * 2_654_435_761 % COLUMNS).astype(np.int32), np.rint(weights * UNIT).astype(np.int16)


def _key(dice: np.random.Generator) -> Terms:
    columns, weights = _keys(dice, 1)
    distinct, at = np.unique(columns[0], return_index=True)
    return Terms(distinct, weights[0][at])


def _own(sample: list[Profile]) -> float:
    """Bytes of an article's vectors, arrays' headers included."""
    sizes = [
        sum(
            sys.getsizeof(a) + sys.getsizeof(t)
            for t in (p.key, p.about, *p.kinds)
            for a in (t.columns, t.weights)
        )
        + sys.getsizeof(p.sentence)
        for p in sample[:200]
    ]
    return float(np.mean(sizes))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def _word(dice: random.Random) -> str:
    return "".join(dice.choice("bdfgklmnprstvz") + dice.choice("aeiou") for _ in range(dice.randint(2, 4)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["stream", "batch"])
    parser.add_argument("count", type=int)
    options = parser.parse_args()
    {"stream": stream, "batch": batch}[options.what](options.count)


if __name__ == "__main__":
    main()
