"""How well names are found, and places located.

`measure` runs the shipped finder on an eighth of the labelled texts. The shipped weights saw these texts, so its
figures guard against regressions only; cross-validated figures come from `python -m training.entities --folds 5`
and `python -m training.geocoding --folds 5`. `python -m quality.entities` prints the full table, with plain spaCy.
"""

import argparse
import hashlib
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from copydesk.annotate.entities import find_entities
from copydesk.annotate.parse import Parsed, parse
from copydesk.model import Article, Block, BlockKind, Page, Span
from quality.jsonl import read_jsonl
from quality.scoring import load_scorer, with_shared

SETS = {"worldwide": "worldwide-dev.jsonl.gz", "lgl": "lgl.jsonl"}
SHARE = 8
SPACY = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP",
         "PRODUCT": "PRODUCT", "EVENT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC"}  # fmt: skip
Record = dict[str, Any]


def read(shared: Path, name: str, share: int) -> list[Record]:
    """One in `share` of a set's texts, by hash of the id."""
    texts = read_jsonl(shared / "data" / "entities" / SETS[name])
    return [t for t in texts if int(hashlib.sha256(t["id"].encode()).hexdigest(), 16) % share == 0]


def as_article(id: str, text: str) -> Article:
    """The text as an article, a block a line."""
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]*\n+|[^\n]+$", text)]
    return Article(id, Page(id, text), tuple(Block(BlockKind.BODY, span, 1.0) for span in spans))


def found_by_us(parsed: Parsed) -> list[Record]:
    """The finder's mentions, in the scorer's terms. Descriptions hold other names and are left out."""
    made = []
    for entity in find_entities(parsed):
        for m in entity.mentions:
            if m.span.of(parsed.article.page.text)[:4].lower() == "the ":
                continue
            row: Record = {"start": m.span.start, "end": m.span.end, "label": m.label}
            if entity.place:
                row |= {"lat": entity.place.latitude, "lon": entity.place.longitude}
            made.append(row)
    return made


def found_by_spacy(parsed: Parsed) -> list[Record]:
    """The parser's own entities."""
    return [
        {"start": p.start + e.start_char, "end": p.start + e.end_char, "label": SPACY[e.label_]}
        for p in parsed.passages
        for e in p.doc.ents
        if e.label_ in SPACY
    ]


def score(shared: Path, gold: list[Record], find: Callable[[Parsed], Iterable[Record]]) -> Record:
    """The scorer's figures for what `find` finds."""
    rows = [{"id": g["id"], "entities": list(find(parse(as_article(g["id"], g["text"]))))} for g in gold]
    figures: Record = load_scorer(shared).score("entities", gold, rows)["metrics"]
    return figures


def measure(shared: Path) -> dict[str, float]:
    """Regression figures: core F1 and its groups on worldwide-dev; places within 161 km on LGL."""
    names = score(shared, read(shared, "worldwide", SHARE), found_by_us)
    places = score(shared, read(shared, "lgl", SHARE), found_by_us)
    return {
        "names_core_f1_seen": names["core_f1"],
        "people_f1_seen": names["per_group"]["PERSON"]["f1"],
        "organisations_f1_seen": names["per_group"]["ORG"]["f1"],
        "places_f1_seen": names["per_group"]["LOC"]["f1"],
        "lgl_placed_within_161km": places["acc161"],
        "lgl_all_within_161km": places["acc161_of_all"],
    }


def main() -> None:
    """Prints the full table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    with_shared(arguments)
    arguments.add_argument("--share", type=int, default=1, help="one in so many texts")
    given = arguments.parse_args()
    for name in SETS:
        gold = read(given.shared, name, given.share)
        for who, find in (("copydesk", found_by_us), ("spaCy small", found_by_spacy)):
            figures = score(given.shared, gold, find)
            groups = {k: round(v["f1"], 3) for k, v in figures.pop("per_group").items() if v["support"]}
            print(
                name, who, json.dumps({k: round(v, 3) for k, v in figures.items() if v is not None}), groups
            )


if __name__ == "__main__":
    main()
