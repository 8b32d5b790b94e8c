"""Train the forests that choose an article's title, day of publication and authors.

    python -m training.metadata

Reads `../shared/data`; writes `src/copydesk/clean/weights/{titles,published,authors}.npz`, their seal and
`metadata.json` with the figures cross-validated by site. The same data gives the same bytes.
"""

import gzip
import json
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from copydesk.clean import bylines, headlines, publication, titles
from copydesk.clean.blocks import find_blocks
from copydesk.clean.clues import Clues, gather
from copydesk.clean.languages import find_language
from copydesk.clean.segments import find_segments
from copydesk.model import TEXT_KINDS, Block, BlockKind, Page, Rejected, Span
from copydesk.readers.decode import decode
from copydesk.readers.html import render_html
from copydesk.sealed import seal
from training.trees import flat_trees

SHARED = Path(__file__).parent.parent.parent / "shared"
WEIGHTS = Path(titles.__file__).parent / "weights"
SETS = {
    "fundus": "extraction/fundus/gold.jsonl",
    "wcxb": "extraction/wcxb-dev/gold.jsonl.gz",
    "htmldate": "dates/htmldate/gold.jsonl",
}
LINES = {"fundus": "lines/fundus-lines.jsonl.gz", "wcxb": "lines/wcxb-dev-lines.jsonl.gz"}
FOLDS = 5
COMMON = {
    "num_threads": 1, "verbose": -1, "deterministic": True, "force_row_wise": True, "seed": 1, "lambda_l2": 5.0,
    "bagging_fraction": 0.8, "bagging_freq": 1, "feature_fraction": 0.5, "learning_rate": 0.08,
}  # fmt: skip
TITLE = {**COMMON, "objective": "binary", "num_leaves": 8, "min_data_in_leaf": 20}
DAY_RANK = {
    **COMMON, "objective": "lambdarank", "lambdarank_truncation_level": 3, "num_leaves": 8, "min_data_in_leaf": 10,
}  # fmt: skip
DAY = {**COMMON, "objective": "binary", "num_leaves": 12, "min_data_in_leaf": 10}
AUTHOR = {**COMMON, "objective": "binary", "num_leaves": 12, "min_data_in_leaf": 12}
TREES = {"titles": 100, "headlines": 100, "day_rank": 100, "day": 100, "authors": 120}
DAY_WEIGHT = 0.5
"""What the binary forest's log-odds count beside the ranking forest's score."""


@dataclass(slots=True)
class Rows:
    """Rows of features with their labels; `page` numbers the page of each, `site` its site."""

    features: list[list[float]] = field(default_factory=list)
    labels: list[bool] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)

    def add(self, key: tuple[str, str], site: str, rows: Sequence[tuple[list[float], bool, str]]) -> None:
        """Add the candidates of one page."""
        for features, label, value in rows:
            self.features.append(features)
            self.labels.append(label)
            self.pages.append(key)
            self.sites.append(site)
            self.values.append(value)


def scorer(shared: Path = SHARED) -> Any:
    """The shared scorer's module."""
    if str(shared / "score") not in sys.path:
        sys.path.insert(0, str(shared / "score"))
    import score

    return score


def read_gold(name: str, shared: Path = SHARED) -> Iterator[tuple[dict[str, Any], Page | None]]:
    """The gold records of a set, each with its rendered page (None where the reader rejects it)."""
    path = shared / "data" / SETS[name]
    for gold in scorer(shared).read_jsonl(path):
        data = gzip.decompress((path.parent / "html" / f"{gold['id']}.html.gz").read_bytes())
        page = render_html(decode(data, is_html=True).text, source=gold["id"], url=gold["url"])
        yield gold, None if isinstance(page, Rejected) else page


def clues_of(page: Page) -> Clues:
    """The clues of a page, also where the cleaner finds no article on it (home pages have dates too)."""
    blocks = find_blocks(page)
    if isinstance(blocks, Rejected):
        spans = [segment.span for segment in find_segments(page)]
        edges = [0, *(span.start for span in spans[1:]), len(page.text)]
        blocks = tuple(Block(BlockKind.OTHER, Span(a, b), 0.5) for a, b in pairwise(edges))
    prose = "\n".join(b.span.of(page.text) for b in blocks if b.kind in TEXT_KINDS)
    return gather(page, blocks, find_language(prose))


def site_of(address: str) -> str:
    """The registered name of an address's host, near enough for folds."""
    return ".".join((urlsplit(address).hostname or "").split(".")[-2:])


def collect() -> tuple[Rows, Rows, Rows, dict[tuple[str, str], Any]]:
    """The candidates of every page for titles, days and authors, and the gold records."""
    score = scorer()
    title_rows, day_rows, author_rows = Rows(), Rows(), Rows()
    gold_of: dict[tuple[str, str], Any] = {}
    for name in SETS:
        for gold, page in read_gold(name):
            key, site = (name, gold["id"]), site_of(gold["url"])
            gold_of[key] = gold
            if page is None:
                continue
            clues = clues_of(page)
            candidates = titles.find_candidates(clues)
            anchor = next((e.span for e in clues.elements if e.tag == "h1"), None)
            if gold.get("title"):
                wanted = score.flat(gold["title"])
                described = titles.describe(clues, candidates)
                labels = [score.flat(c.text) == wanted for c in candidates]
                anchor = next(
                    (c.span for c, y in zip(candidates, labels, strict=True) if y and c.span), anchor
                )
                title_rows.add(
                    key, site, list(zip(described, labels, [c.text for c in candidates], strict=True))
                )
            days = publication.find_days(clues, anchor)
            described = publication.describe(clues, days, anchor)
            dated = (gold.get("date") or "")[:10]
            day_rows.add(
                key, site, [(r, d.day == dated, d.day) for r, d in zip(described, days, strict=True)]
            )
            if "authors" in gold:
                wanted_names = {" ".join(score.words(a)) for a in gold["authors"]}
                names = bylines.find_names(clues, anchor)
                described = bylines.describe(clues, names, anchor)
                author_rows.add(
                    key,
                    site,
                    [
                        (r, " ".join(score.words(n.text)) in wanted_names, n.text)
                        for r, n in zip(described, names, strict=True)
                    ],
                )
    return title_rows, day_rows, author_rows, gold_of


def collect_lines() -> tuple[Rows, dict[tuple[str, str], Any]]:
    """The candidate title lines of every page dumped to text, with the line that is the title."""
    score = scorer()
    rows = Rows()
    titled: dict[tuple[str, str], Any] = {}
    for name, path in LINES.items():
        addresses = {g["id"]: g["url"] for g in score.read_jsonl(SHARED / "data" / SETS[name])}
        for record in score.read_jsonl(SHARED / "data" / path):
            if "title" not in record["labels"]:
                continue
            key = (name, record["id"])
            wanted = record["labels"].index("title")
            start = sum(len(line) + 1 for line in record["lines"][:wanted])
            clues = clues_of(Page(record["id"], "\n".join(record["lines"])))
            lines = headlines.find_lines(clues)
            described = headlines.describe(clues, lines)
            whole = Span(start, start + len(record["lines"][wanted]))
            labels = [whole.contains(line.span) and 2 * len(line.span) > len(whole) for line in lines]
            titled[key] = {"id": record["id"], "found": any(labels)}
            rows.add(
                key,
                site_of(addresses[record["id"]]),
                list(zip(described, labels, map(str, labels), strict=True)),
            )
    return rows, titled


Fit = Callable[[np.ndarray, np.ndarray, list[tuple[str, str]]], dict[str, np.ndarray]]


Judge = Callable[[Rows, np.ndarray, dict[tuple[str, str], Any]], dict[str, float]]


def fit(params: dict[str, Any], trees: int) -> Fit:
    """A function that trains such trees on (features, labels, pages) and gives their flat arrays."""

    def train(
        features: np.ndarray, labels: np.ndarray, pages: list[tuple[str, str]]
    ) -> dict[str, np.ndarray]:
        group = None
        if params["objective"] == "lambdarank":
            counts: dict[tuple[str, str], int] = defaultdict(int)
            for page in pages:
                counts[page] += 1
            group = list(counts.values())
        data = lightgbm.Dataset(features, labels, group=group)
        return flat_trees(lightgbm.train(params, data, trees))

    return train


def fit_days(features: np.ndarray, labels: np.ndarray, pages: list[tuple[str, str]]) -> dict[str, np.ndarray]:
    """The ranking trees and the binary ones as one forest: their scores add up."""
    ranking = fit(DAY_RANK, TREES["day_rank"])(features, labels, pages)
    binary = fit(DAY, TREES["day"])(features, labels, pages)
    binary["value"] = binary["value"] * DAY_WEIGHT
    width = max(ranking["feature"].shape[1], binary["feature"].shape[1])
    joined = {}
    for name in ("feature", "threshold", "left", "right", "value"):
        padded = [
            np.pad(part[name], ((0, 0), (0, width - part[name].shape[1]))) for part in (ranking, binary)
        ]
        joined[name] = np.concatenate(padded)
    joined["depth"] = np.maximum(ranking["depth"], binary["depth"])
    return joined


def as_forest(arrays: dict[str, np.ndarray]) -> Any:
    """A forest that scores rows."""
    from copydesk.clean.forest import Forest

    return Forest(
        arrays["feature"],
        arrays["threshold"],
        arrays["left"],
        arrays["right"],
        arrays["value"],
        int(arrays["depth"]),
    )


def out_of_fold(rows: Rows, train: Fit) -> np.ndarray:
    """Scores of every row by trees that saw no page of its site."""
    features, labels = np.array(rows.features), np.array(rows.labels, dtype=int)
    folds = np.array([zlib.crc32(site.encode()) % FOLDS for site in rows.sites])
    scores = np.zeros(len(labels))
    for held in range(FOLDS):
        seen = np.flatnonzero(folds != held)
        arrays = train(features[seen], labels[seen], [rows.pages[i] for i in seen])
        scores[folds == held] = as_forest(arrays).score(features[folds == held])
    return scores


def best_of(rows: Rows, scores: np.ndarray) -> dict[tuple[str, str], int]:
    """The row with the highest score of each page, the first among equals."""
    best: dict[tuple[str, str], int] = {}
    for i, page in enumerate(rows.pages):
        if page not in best or scores[i] > scores[best[page]]:
            best[page] = i
    return best


def judge_titles(rows: Rows, scores: np.ndarray, gold: dict[tuple[str, str], Any]) -> dict[str, float]:
    """Exact titles by the shared scorer."""
    best = best_of(rows, scores)
    figures = {}
    for name in ("fundus", "wcxb"):
        predictions = {k[1]: {"title": rows.values[i]} for k, i in best.items() if k[0] == name}
        records = [g for k, g in gold.items() if k[0] == name]
        figures[f"title_exact_{name}"] = scorer().title(records, predictions)["exact"]
    return figures


def judge_lines(rows: Rows, scores: np.ndarray, titled: dict[tuple[str, str], Any]) -> dict[str, float]:
    """The share of titled texts whose title line is chosen, at the shipped threshold."""
    best = best_of(rows, scores)
    figures = {}
    for name in LINES:
        keys = [k for k in titled if k[0] == name]
        right = [k in best and scores[best[k]] >= headlines.THRESHOLD and rows.labels[best[k]] for k in keys]
        figures[f"title_line_{name}"] = sum(right) / len(right)
        figures[f"title_line_possible_{name}"] = sum(titled[k]["found"] for k in keys) / len(keys)
    return figures


def judge_days(rows: Rows, scores: np.ndarray, gold: dict[tuple[str, str], Any]) -> dict[str, float]:
    """Days by the shared scorer at the shipped threshold, and dates given to pages that have none."""
    best = best_of(rows, scores)
    figures = {}
    for name in SETS:
        predictions = {
            k[1]: {"date": rows.values[i]}
            for k, i in best.items()
            if k[0] == name and scores[i] >= publication.THRESHOLD
        }
        records = [g for k, g in gold.items() if k[0] == name]
        result = scorer().date(records, predictions)
        figures[f"day_accuracy_{name}"] = result["accuracy"]
        figures[f"day_precision_{name}"] = result["precision"]
        undated = [g["id"] for g in records if not g.get("date")]
        if undated:
            figures[f"day_invented_{name}"] = sum(i in predictions for i in undated) / len(undated)
    return figures


def judge_authors(rows: Rows, scores: np.ndarray, gold: dict[tuple[str, str], Any]) -> dict[str, float]:
    """Sets of authors by the shared scorer at the shipped threshold."""
    figures = {}
    for name in ("fundus", "wcxb"):
        chosen: dict[str, list[str]] = defaultdict(list)
        for i, page in enumerate(rows.pages):
            if page[0] == name and scores[i] >= bylines.THRESHOLD:
                chosen[page[1]].append(rows.values[i])
        records = [g for k, g in gold.items() if k[0] == name]
        result = scorer().authors(records, {k: {"authors": v} for k, v in chosen.items()})
        figures |= {f"authors_{m}_{name}": result[m] for m in ("f1", "precision", "recall")}
    return figures


def main(names: Sequence[str]) -> None:
    """Cross-validate, train on everything, write: all forests, or those named."""
    WEIGHTS.mkdir(exist_ok=True)
    record = WEIGHTS / "metadata.json"
    figures = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    parts: list[tuple[str, Rows, Fit, Judge, dict[tuple[str, str], Any]]] = []
    if not names or set(names) - {"headlines"}:
        title_rows, day_rows, author_rows, gold = collect()
        parts += [
            ("titles", title_rows, fit(TITLE, TREES["titles"]), judge_titles, gold),
            ("published", day_rows, fit_days, judge_days, gold),
            ("authors", author_rows, fit(AUTHOR, TREES["authors"]), judge_authors, gold),
        ]
    if not names or "headlines" in names:
        line_rows, titled = collect_lines()
        parts.append(("headlines", line_rows, fit(TITLE, TREES["headlines"]), judge_lines, titled))
    for name, rows, train, judge, gold in parts:
        if names and name not in names:
            continue
        figures |= judge(rows, out_of_fold(rows, train), gold)
        arrays = train(np.array(rows.features), np.array(rows.labels, dtype=int), rows.pages)
        np.savez_compressed(WEIGHTS / f"{name}.npz", **arrays)
    rounded = {key: round(value, 4) for key, value in sorted(figures.items())}
    record.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    seal(WEIGHTS)
    print(json.dumps(rounded, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
