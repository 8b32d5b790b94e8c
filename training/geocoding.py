"""Finds and scores the weights of the geocoder on LGL.

    python -m training.geocoding --shared ../shared              coordinate search, the weights and their score
    python -m training.geocoding --shared ../shared --folds 5    the score of weights found on the other folds

`entities/lgl` is the Local-Global Lexicon (Lieberman, Samet and Sankaranarayanan 2010).
"""

import argparse
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from copydesk.annotate.entities.gazetteer import load_gazetteer
from copydesk.annotate.entities.geocode import WEIGHTS, Options, Weights, choose, collect
from copydesk.annotate.entities.names import Name
from copydesk.annotate.parse import Passage
from copydesk.model import BlockKind
from quality.jsonl import read_jsonl
from quality.scoring import with_shared
from training.entities import PARSES, parse_gold, read_gold, split

STEPS = (0.6, 1.6)
START = Weights(
    people=0.45, large=1.0, seat=1.0, country=6.0, admin1=4.0, region=4.0, admin2=-1.0, unsure=-3.0, container=12.0,
    same_admin=2.5, same_country=1.5, home_country=3.0, home_admin=5.0, near=2.0, reach=80.0,
)  # fmt: skip
"""A first guess, made before anything was measured: where the search starts."""
NEAR_KM = 161.0
Text = tuple[str, list[tuple[Name, dict[str, Any]]], Options]


def read(shared: Path, cache: Path | None) -> list[Text]:
    """A text's id, its gold names with a place, and what all its names may mean."""
    gold = read_jsonl(shared / "data" / "entities" / "lgl.jsonl")
    parsed = parse_gold(gold, cache and cache / "lgl.spacy")
    made = []
    for text in gold:
        passages = [Passage(doc, start, BlockKind.BODY) for start, doc in parsed[text["id"]]]
        names = [(name, e) for e in text["entities"] if (name := _name(passages, e))]
        options = collect([n for n, _ in names], load_gazetteer())
        made.append((text["id"], [(n, e) for n, e in names if e.get("lat") is not None], options))
    return made


def read_world(shared: Path, cache: Path | None) -> list[Text]:
    """The texts of the name tagger with their large cities as if labelled.

    LGL is of American local papers: weights found on it alone would send every Paris to Texas. In papers of the
    whole world a name that is a city of a million's or a seat of government means that city, with few exceptions.
    """
    gold = read_gold(shared)
    parsed = parse_gold(gold, cache and cache / PARSES)
    gazetteer, made = load_gazetteer(), []
    for text in gold:
        passages = [Passage(doc, start, BlockKind.BODY) for start, doc in parsed[text["id"]]]
        places = [e for e in text["entities"] if e["label"] == "Location"]
        names = [name for e in places if (name := _name(passages, e))]
        labelled = []
        for name in names:
            city = max(gazetteer.places.candidates(name.text), key=lambda c: c.people * c.sure, default=None)
            seat = gazetteer.countries.seated_in(name.text)
            known = (
                city and city.kind == "city" and (city.people >= 1e6 or (seat and seat.code == city.country))
            )
            if city and known and not gazetteer.countries.named(name.text):
                labelled.append((name, {"lat": city.latitude, "lon": city.longitude}))
        made.append((text["id"], labelled, collect(names, gazetteer)))
    return made


def _name(passages: Sequence[Passage], entity: dict[str, Any]) -> Name | None:
    for passage in passages:
        start, end = entity["start"] - passage.start, entity["end"] - passage.start
        if start >= 0 and end <= len(passage.doc.text):
            span = passage.doc.char_span(start, end, alignment_mode="expand")
            return Name(passage, span.start, span.end, "GPE") if span else None
    return None


def kilometres(a: float, b: float, c: float, d: float) -> float:
    """The great-circle distance between two points."""
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def errors(texts: Sequence[Text], weights: Weights) -> list[float | None]:
    """For each gold name with a place, how far off the geocoder is; None where it has no place."""
    made: list[float | None] = []
    for _, names, options in texts:
        where = choose(options, weights)
        for name, e in names:
            spot = where.get(name.text)
            made.append(kilometres(e["lat"], e["lon"], spot.latitude, spot.longitude) if spot else None)
    return made


def share_near(texts: Sequence[Text], weights: Weights) -> float:
    """The share of gold names placed within 161 km, names without a place counted as misses."""
    off = errors(texts, weights)
    return sum(e is not None and e <= NEAR_KM for e in off) / max(len(off), 1)


def objective(texts: Sequence[Text], world: Sequence[Text], weights: Weights) -> float:
    """The local texts' share and the world texts' in equal parts."""
    return share_near(texts, weights) + share_near(world, weights)


def search(texts: Sequence[Text], world: Sequence[Text], rounds: int = 3) -> Weights:
    """Coordinate search from the first guess."""
    best, best_score = START, objective(texts, world, START)
    for _ in range(rounds):
        for field in Weights.__dataclass_fields__:
            for step in STEPS:
                tried = replace(best, **{field: round(getattr(best, field) * step, 2)})
                score = objective(texts, world, tried)
                if score > best_score:
                    best, best_score = tried, score
    return best


def report(off: Sequence[float | None]) -> str:
    """Placed, within 161 km of the placed and of all, mean and median error."""
    placed = sorted(e for e in off if e is not None)
    near = sum(e <= NEAR_KM for e in placed)
    return (
        f"{len(off)} names, {len(placed)} placed; within 161 km: {near / len(placed):.3f} of the placed, "
        f"{near / len(off):.3f} of all; error: mean {sum(placed) / len(placed):.0f} km, "
        f"median {placed[len(placed) // 2]:.0f} km"
    )


def main() -> None:
    """Prints what the arguments ask for."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    with_shared(arguments)
    arguments.add_argument("--cache", type=Path)
    arguments.add_argument("--folds", type=int)
    arguments.add_argument("--search", action="store_true")
    given = arguments.parse_args()
    texts = read(given.shared, given.cache)
    world = read_world(given.shared, given.cache)
    print("as shipped:", report(errors(texts, WEIGHTS)))
    print("world's large cities:", report(errors(world, WEIGHTS)))
    if given.folds:
        off: list[float | None] = []
        for part in split([t[0] for t in texts], given.folds):
            inside = set(part)
            weights = search([t for t in texts if t[0] not in inside], world, rounds=2)
            off += errors([t for t in texts if t[0] in inside], weights)
        print("cross-validated:", report(off))
    elif given.search:
        weights = search(texts, world)
        print(weights)
        print(report(errors(texts, weights)))
        print("world:", report(errors(world, weights)))


if __name__ == "__main__":
    main()
