"""Reprints: pairs of dev pages labelled by reading, and wire edits made from agency copy.

`python -m quality.lineage` prints pair F1, relation and direction on both, kind by kind. The labels are in
labels/reprints.jsonl (docs/lineage.md says how they were made): `tune` rows were looked at while the method
was made, `report` rows were labelled after it stood. `python -m quality.lineage_peers` puts datasketch and
rensa beside it, `python -m quality.lineage_growth` goes to a million pages.
"""

import argparse
import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from copydesk.clean import clean_page
from copydesk.group.copying import relation_of
from copydesk.group.reprints import Link, compare, find_links
from copydesk.model import Article, Page, Rejected, Relation, Stamp
from quality.jsonl import read_jsonl
from quality.scoring import with_shared
from quality.wire_edits import Edit, article_of, edit_article, edited, original_article, wires

LABELS = Path(__file__).parent / "labels" / "reprints.jsonl"
COPIES = {Relation.VERBATIM, Relation.ABRIDGED, Relation.REWRITTEN}
FILES = {
    "fnc1": "claims/fnc1-train.jsonl.gz", "allsides": "stories/allsides-train-join.jsonl.gz",
    "ecb": "stories/ecbplus.jsonl.gz", "timebank": "times/timebank-aquaint.jsonl",
    "worldwide": "entities/worldwide-dev.jsonl.gz", "wcxb": "extraction/wcxb-dev/gold.jsonl.gz",
    "fundus": "extraction/fundus/gold.jsonl", "kcna": "load/kcna.jsonl.gz",
    "polnear": "quotes/polnear-train.jsonl.gz", "polnear-dev": "quotes/polnear-dev.jsonl",
}  # fmt: skip
"""Where the pages of each set are, under `data`."""
_HEADER_WORDS = 12


@dataclass(frozen=True, slots=True)
class Labelled:
    """Two articles and what reading said: their relation, which was first (`a`, `b`, None: not evident), what
    they share if they are no copies (`template`, `boilerplate`, `statement`), and the part of the labels."""

    a: Article
    b: Article
    relation: Relation
    first: str | None
    shared: str | None
    part: str


@dataclass(slots=True)
class Score:
    """Counts of pairs and of what was said of them."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    relations: int = 0
    known: int = 0
    known_right: int = 0
    evident: int = 0
    silent: int = 0
    silent_unknown: int = 0

    def figures(self) -> dict[str, float]:
        """Pair precision, recall and F1; relation accuracy over all copies; share of evident directions that
        are known, and of known ones that are right; share of pairs without evidence left unknown."""
        copies = self.right + self.missed
        return {
            "pair_precision": self.right / max(1, self.right + self.wrong),
            "pair_recall": self.right / max(1, copies),
            "pair_f1": 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed),
            "relation": self.relations / max(1, copies),
            "direction_known": self.known / max(1, self.evident),
            "direction_right": self.known_right / max(1, self.known),
            "direction_silent": self.silent_unknown / max(1, self.silent),
        }


def labelled(shared: Path) -> Iterator[Labelled]:
    """The labelled pairs, their pages cleaned and dated as their records say."""
    rows = read_jsonl(LABELS)
    wanted = {row[side]: row[f"set_{side}"] for row in rows for side in "ab"}
    found = {id: _article(record, wanted[id]) for id, record in _records(shared, wanted)}
    for row in rows:
        for side in "ab":
            if found[row[side]][0] != row[f"sha_{side}"]:
                raise ValueError(f"the text of {row[side]} is not the one that was labelled")
        yield Labelled(
            found[row["a"]][1], found[row["b"]][1], Relation(row["relation"]), row["first"], row["shared"], row["part"]
        )  # fmt: skip


def _records(shared: Path, wanted: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    sets = set(wanted.values())
    for name, file in FILES.items():
        if name.removesuffix("-dev") in sets:
            for record in read_jsonl(shared / "data" / file):
                if record["id"] in wanted and "text" in record:
                    yield record["id"], record


def _article(record: dict[str, str], name: str) -> tuple[str, Article]:
    """The hash of the record's text, and the article it holds: an address or a header above it left out."""
    lines = record["text"].split("\n")
    while name in {"ecb", "worldwide"} and len(lines) > 1 and _is_header(lines[0], name):
        lines = lines[1:]
    text = "\n".join(lines)
    publisher = "KCNA" if name == "kcna" else record.get("outlet")
    date = record.get("date") or record.get("dct")
    title = record.get("headline") or record.get("title")
    read = clean_page(Page(record["id"], text, date=date, publisher=publisher, title=title))
    article = article_of(record["id"], [text], publisher=publisher) if isinstance(read, Rejected) else read
    if date:
        article = replace(article, published=Stamp(date, "minute" if "T" in date else "day", None, "record"))
    return hashlib.sha256(record["text"].encode()).hexdigest()[:12], article


def _is_header(line: str, name: str) -> bool:
    return line.startswith("http") or (name == "ecb" and len(re.findall(r"\S+", line)) < _HEADER_WORDS)


def score_labelled(pairs: list[Labelled]) -> Score:
    """How the labelled pairs are judged; those labelled unknown are left out."""
    score = Score()
    for pair in pairs:
        if pair.relation is not Relation.UNKNOWN:
            count(score, compare(pair.a, pair.b), pair.relation, pair.first)
    return score


def count(score: Score, link: Link | None, relation: Relation, first: str | None) -> None:
    """Add one pair to the score. The relation is asked for with the direction given."""
    is_copy = relation in COPIES
    score.right += bool(link) and is_copy
    score.wrong += bool(link) and not is_copy
    score.missed += link is None and is_copy
    if link is None or not is_copy:
        return
    derived = {"a": "b", "b": "a", None: None}[first]
    score.relations += relation_of(link.copy, derived=derived) is relation
    if first:
        score.evident += 1
        score.known += link.evidence.known
        score.known_right += link.evidence.known and link.evidence.first == first
    else:
        score.silent += 1
        score.silent_unknown += not link.evidence.known


def made(shared: Path, size: int, seed: int) -> tuple[list[Article], list[Edit], int]:
    """Originals, wires to splice in and made pages as articles; the edits; how many articles come before them."""
    drawn = random.Random(seed).sample(wires(shared), 3 * size)
    edits = edited(drawn[:size], drawn[size : 2 * size], drawn[2 * size :], seed)
    articles = [original_article(i, paragraphs) for i, paragraphs in enumerate(drawn[: 2 * size])]
    return articles + [edit_article(i, edit) for i, edit in enumerate(edits)], edits, 2 * size


def score_made(shared: Path, size: int, seed: int) -> tuple[Score, Counter[tuple[str, str]]]:
    """How the made pages are judged, each against all others, and what became of each kind."""
    articles, edits, before = made(shared, size, seed)
    links = {pair: link for pair, link in find_links(articles).items() if pair[1] >= before}
    score, outcomes = Score(), Counter[tuple[str, str]]()
    for i, edit in enumerate(edits):
        mine = {pair: links.pop(pair) for pair in list(links) if pair[1] == before + i}
        for parent in edit.parents:
            link = mine.pop((parent, before + i), None)
            count(score, link, edit.relation, "a" if edit.evidence else None)
            said = relation_of(link.copy, derived="b") if link else None
            outcomes[
                edit.kind, "missed" if said is None else "right" if said is edit.relation else said.value
            ] += 1
        score.wrong += len(mine)
        outcomes[edit.kind, "wrong pairs"] += len(mine)
        if not edit.parents:
            outcomes[edit.kind, "pages without a copy"] += not mine
    return score, outcomes


def measure(shared: Path) -> dict[str, float]:
    """Pairs labelled by reading (all parts: a regression figure; `report` is the honest one) and made edits."""
    pairs = list(labelled(shared))
    read, report = score_labelled(pairs), score_labelled([p for p in pairs if p.part == "report"])
    edits, _ = score_made(shared, 400, 11)
    named = {"read": read, "read_report": report, "made": edits}
    wanted = ("pair_f1", "relation", "direction_right")
    return {f"{part}_{name}": score.figures()[name] for part, score in named.items() for name in wanted}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    with_shared(parser)
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    pairs = list(labelled(options.shared))
    scores = {part: score_labelled([p for p in pairs if p.part == part]) for part in ("tune", "report")}
    scores["all read"] = score_labelled(pairs)
    scores["made"], outcomes = score_made(options.shared, options.count, options.seed)
    print(f"{'':18}" + "".join(f"{name:>17}" for name in scores))
    for name in scores["made"].figures():
        print(f"{name:18}" + "".join(f"{score.figures()[name]:17.4f}" for score in scores.values()))
    for shared in ("template", "boilerplate", "statement", None):
        some = [p for p in pairs if p.shared == shared and p.relation is Relation.INDEPENDENT]
        print(
            f"taken for copies of {len(some)} that share {shared or 'little'}: {score_labelled(some).wrong}"
        )
    cites = [p for p in pairs if p.relation is Relation.CITES]
    print(f"taken for copies of {len(cites)} that merely cite: {score_labelled(cites).wrong}")
    for (kind, outcome), number in sorted(outcomes.items()):
        print(f"{kind:24} {outcome:22} {number:5}")


if __name__ == "__main__":
    main()
