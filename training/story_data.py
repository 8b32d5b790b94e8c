"""The labelled stories, and what is drawn from them: batches of all sizes, crowded days, strangers of one day."""

import random
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from copydesk.background import COLUMNS, Background, column
from copydesk.group.profiles import Document, Profile, profiles_of, terms_by_kind
from quality.jsonl import read_jsonl

SETS = ("neus-train", "allsides-train-join", "ecbplus")
SIZES = (2, 3, 4, 6, 10, 20, 50, 200)
FOLDS = 5
LEAST_COUNT = 4
SOME_DAY = date(2020, 3, 3)
AGENCY_DAYS = Path(__file__).parents[1] / "quality/labels/agency_days.jsonl"
"""Some days of one agency's pages, grouped by reading: the id of a page, a digest of its text, its story, and the
pages of other stories of which the reader would not say that they tell of another happening. `part` is `train` (five
days of April 2012), `test` (three days of February 2012), `read` (thirteen days of 2011 and 2012, by which the rule
about one publisher's pages was found) or `held` (four times two days of 2011, looked at when it stood)."""
AGENCY = "kcna.co.jp"
CROWDED_DAYS = 20
"""Days among which the stories of a crowded set begin: some sixty a day."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Articles and the story of each; pairs of articles (lower number first) of which nobody would say."""

    profiles: list[Profile]
    stories: list[str]
    unsure: frozenset[tuple[int, int]] = frozenset()

    def some(self, chosen: Sequence[int]) -> "Labelled":
        return Labelled([self.profiles[i] for i in chosen], [self.stories[i] for i in chosen])


def documents(shared: Path, name: str) -> tuple[list[Document], list[str]]:
    """The documents of a set of stories, and the story of each."""
    rows = read_jsonl(shared / f"data/stories/{name}.jsonl.gz")
    made = [Document(r["id"], r.get("headline") or "", r["text"], day(r.get("date"))) for r in rows]
    return made, [r["story"] for r in rows]


def labelled(shared: Path, name: str) -> Labelled:
    """The profiles of a set of stories, and the story of each."""
    made, stories = documents(shared, name)
    return Labelled(profiles_of(made), stories)


def strangers(shared: Path) -> Labelled:
    """Pages that have nothing to do with each other, all of one day, each its own story, named after its site."""
    data = shared / "data"
    found = [
        (_site(r), Document(r["id"], r.get(title) or "", r.get("text") or "", SOME_DAY))
        for file, title in (
            ("extraction/wcxb-dev/gold.jsonl.gz", "title"),
            ("entities/worldwide-dev.jsonl.gz", "headline"),
            ("entities/lgl.jsonl", "headline"),
        )
        for r in read_jsonl(data / file)
    ]
    kept = [(site, document) for site, document in found if len(document.text.split()) > 40]
    return Labelled(profiles_of([d for _, d in kept]), [f"{site} {d.source}" for site, d in kept])


def _site(record: dict[str, Any]) -> str:
    """The host of its address; without one, its id without the number."""
    url = record.get("url")
    return urlsplit(url).netloc.removeprefix("www.") if url else str(record["id"]).rsplit("_", 1)[0]


def agency_days(shared: Path, part: str) -> list[Labelled]:
    """The pages of one agency, by runs of days that were read together."""
    pages = {r["id"]: r for r in read_jsonl(shared / "data/load/kcna.jsonl.gz")}
    runs = defaultdict(list)
    for row in read_jsonl(AGENCY_DAYS):
        if row["part"] == part:
            runs[row["story"].rsplit("-", 1)[0]].append(row)
    return [_run(rows, [pages[row["id"]] for row in rows]) for _, rows in sorted(runs.items())]


def _run(labels: list[dict[str, Any]], pages: list[dict[str, Any]]) -> Labelled:
    at = {row["id"]: i for i, row in enumerate(labels)}
    return Labelled(
        profiles_of(
            [
                Document(r["id"], r["headline"] or "", r["text"], day(r["date"]), publisher=AGENCY)
                for r in pages
            ]
        ),
        [row["story"] for row in labels],
        frozenset((i, at[other]) for i, row in enumerate(labels) for other in row["unsure"] if i < at[other]),
    )


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
    made = documents(shared, "allsides-train-join")[0] + documents(shared, "neus-train")[0][::3]
    made += [
        Document(str(i), r["headline"] or "", r["text"])
        for i, r in enumerate(read_jsonl(shared / "data/load/kcna.jsonl.gz"))
        if i % 16 == 0
    ]
    counts = np.zeros(COLUMNS, np.int64)
    for document in made:
        lists = terms_by_kind(document)
        for kind in ("all", "pairs", "names", "numbers"):
            counts[sorted({column(term) for term in lists[kind]})] += 1
    counts[counts < LEAST_COUNT] = 0
    return Background(np.minimum(counts, 65535).astype(np.uint16), len(made))


def fold_of(story: str) -> int:
    """The fold of a story: the same in every set, and for all strangers of one site."""
    return zlib.crc32(story.split()[0].encode()) % FOLDS


def crowded(full: Labelled, dice: random.Random, *, days: int = CROWDED_DAYS) -> Labelled:
    """The same articles, every story begun on a random one of a few days: a date alone then tells nothing."""
    first: dict[str, int] = {}
    for profile, story in zip(full.profiles, full.stories, strict=True):
        if profile.day is not None:
            first[story] = min(first.get(story, profile.day), profile.day)
    begun = {story: SOME_DAY.toordinal() + dice.randrange(days) for story in sorted(first)}
    moved = [
        p if p.day is None else replace(p, day=begun[s] + p.day - first[s])
        for p, s in zip(full.profiles, full.stories, strict=True)
    ]
    return Labelled(moved, full.stories)


def small_batches(full: Labelled, seed: int) -> list[Labelled]:
    """Batches of every size: stories, near strangers of theirs, and strangers; every other one of one day."""
    by_story = defaultdict(list)
    for i, story in enumerate(full.stories):
        by_story[story].append(i)
    near = defaultdict(list)
    for story in sorted(by_story):
        near[story.rsplit("-", 1)[0]].append(story)
    dice, batches, names = random.Random(seed), [], sorted(by_story)
    for size in SIZES:
        for number in range(max(4, 600 // size)):
            members: list[int] = []
            while len(members) < size:
                story = dice.choice(names)
                kin = (
                    dice.choice(near[story.rsplit("-", 1)[0]]) if dice.random() < 0.5 else dice.choice(names)
                )
                for s in (story, kin):
                    held = by_story[s]
                    members += dice.sample(held, min(len(held), dice.choice([1, 2, 3, len(held)])))
            batch = full.some(sorted(set(members))[:size])
            batches.append(crowded(batch, dice, days=2) if number % 2 else batch)
    return batches
