"""Reprints: wire edits made from agency copy, with the relation each edit has, found and named.

`python -m quality.lineage` prints pair F1 and relation accuracy beside datasketch and rensa (where they are
installed), and pages a second. The edits are made by `edited`, from articles that take no other part.
"""

import argparse
import gzip
import json
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from copydesk.group.reprints import group_reprints
from copydesk.model import Article, Block, BlockKind, Page, Relation, Span

NAMES = {
    "DPRK": "North Korea", "Democratic People's Republic of Korea": "North Korea", "U.S.": "United States",
    "General Secretary": "leader", "south Korean": "South Korean", "Kim Jong Il": "North Korean leader Kim Jong Il",
}  # fmt: skip
LOCAL_LEADS = (
    "Pyongyang put the matter at the top of its evening bulletin, in words that left little open.",
    "The announcement came without warning and was carried by every outlet in the country within the hour.",
    "What had been talked about for weeks was made official by the state's own agency.",
    "Officials in the capital used the occasion to set out their view once more.",
)
ADDED = (
    "Analysts in Seoul said that the wording was much like that of earlier years.",
    "There was no immediate comment from the other capitals in the region.",
    "The report could not be checked independently.",
)


@dataclass(frozen=True, slots=True)
class Edit:
    """A made page: its paragraphs, the articles it was made from, and how it stands to the first."""

    paragraphs: tuple[str, ...]
    parents: tuple[int, ...]
    relation: Relation


def wires(shared: Path, *, least: int = 4) -> list[tuple[str, ...]]:
    """The paragraphs of the agency's distinct articles that have at least `least` of them."""
    found: dict[str, tuple[str, ...]] = {}
    with gzip.open(shared / "data/load/kcna.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            paragraphs = tuple(p for p in record["text"].split("\n\n") if p.strip())
            if len(paragraphs) >= least and len(record["text"]) > 600:
                found.setdefault(record["text"], paragraphs)
    return list(found.values())


def edited(originals: list[tuple[str, ...]], strangers: list[tuple[str, ...]], seed: int) -> Iterator[Edit]:
    """Every kind of edit, in turn, over the originals; a stranger's text quotes an original in passing."""
    dice = random.Random(seed)
    for i, paragraphs in enumerate(originals):
        kind = i % 6
        cut = max(2, len(paragraphs) // 2)
        if kind == 0:
            yield Edit(("SEOUL (Newswire) - " + paragraphs[0], *paragraphs[1:]), (i,), Relation.VERBATIM)
        elif kind == 1:
            yield Edit(paragraphs[:cut], (i,), Relation.ABRIDGED)
        elif kind == 2:
            merged = tuple(" ".join(paragraphs[k : k + 2]) for k in range(0, len(paragraphs), 2))
            yield Edit(merged, (i,), Relation.VERBATIM)
        elif kind == 3:
            body = tuple(_localised(p, dice) for p in paragraphs[1:])
            yield Edit((dice.choice(LOCAL_LEADS), *body, dice.choice(ADDED)), (i,), Relation.REWRITTEN)
        elif kind == 4:
            other = dice.choice([k for k in range(len(originals)) if k != i])
            yield Edit((*paragraphs[:cut], *originals[other][:cut]), (i, other), Relation.REWRITTEN)
        else:
            quote = " ".join(paragraphs[0].split()[:9])
            text = (f"“{quote}” was how the agency began its report.", *strangers[i], dice.choice(ADDED))
            yield Edit(text, (), Relation.UNKNOWN)


def _localised(paragraph: str, dice: random.Random) -> str:
    for name, other in NAMES.items():
        paragraph = paragraph.replace(name, other)
    sentences = re.split(r"(?<=[.!?]) ", paragraph)
    kept = [s for s in sentences if len(sentences) == 1 or dice.random() > 0.25]
    return " ".join(kept)


def article_of(source: str, paragraphs: tuple[str, ...]) -> Article:
    """The paragraphs as an article with nothing else on its page."""
    text = "\n\n".join(paragraphs)
    return Article(source, Page(source, text), (Block(BlockKind.BODY, Span(0, len(text)), 1.0),))


def corpus(shared: Path, count: int, seed: int) -> tuple[list[Article], dict[str, Edit], set[frozenset[str]]]:
    """Originals and their edits as articles, the edit of each made page, and the pairs that share copy."""
    dice = random.Random(seed)
    drawn = dice.sample(wires(shared), 2 * count)
    originals, strangers = drawn[:count], drawn[count:]
    edits = list(edited(originals, strangers, seed))
    articles = [article_of(f"a{i:05}", paragraphs) for i, paragraphs in enumerate(originals)]
    made = {f"b{i:05}": edit for i, edit in enumerate(edits)}
    articles += [article_of(source, edit.paragraphs) for source, edit in made.items()]
    pairs = {frozenset((source, f"a{parent:05}")) for source, edit in made.items() for parent in edit.parents}
    return articles, made, pairs


def figures(articles: list[Article], made: dict[str, Edit], gold: set[frozenset[str]]) -> dict[str, float]:
    """Pair F1 over (page, page it derives from), the made pages' relation accuracy, pages a second."""
    began = time.perf_counter()
    found = group_reprints(articles)
    seconds = time.perf_counter() - began
    pairs = {frozenset((link.source, link.of)) for link in found if link.of}
    # A page points at one page: of two spliced wires either is right and one is asked for.
    wanted = sum(1 for edit in made.values() if edit.parents)
    right = len({p for p in pairs if p in gold})
    precision, recall = right / max(1, len(pairs)), min(1.0, right / max(1, wanted))
    relation = {link.source: link for link in found}
    named = [
        _derived(relation, source, edit).relation is edit.relation
        for source, edit in made.items()
        if edit.parents
    ]
    return {
        "pair_f1": 2 * precision * recall / max(1e-9, precision + recall),
        "pair_precision": precision,
        "pair_recall": recall,
        "relation_accuracy": sum(named) / len(named),
        "pages_a_second": len(articles) / seconds,
    }


def _derived(links: dict[str, "object"], source: str, edit: Edit):  # type: ignore[no-untyped-def]
    """The link that joins a made page to its parent, whichever of the two points at the other."""
    parents = {f"a{parent:05}" for parent in edit.parents}
    for parent in sorted(parents):
        if links[parent].of == source:  # type: ignore[attr-defined]
            return links[parent]
    return links[source]


def measure(shared: Path) -> dict[str, float]:
    """Pair F1 and relation accuracy on 600 agency articles and their edits."""
    result = figures(*corpus(shared, 600, 11))
    return {name: result[name] for name in ("pair_f1", "relation_accuracy")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--count", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    for name, value in figures(*corpus(options.shared, options.count, options.seed)).items():
        print(f"{name:20} {value:10.4f}")


if __name__ == "__main__":
    main()
