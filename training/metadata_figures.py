"""How well titles, days and authors are found that forests chose which saw no page of the site."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType

import numpy as np

from copydesk.clean import bylines, headlines, publication
from training.metadata_rows import DUMPS, SETS, Gold, Key, Rows, Sample, best_rows


def judge_titles(
    rows: Rows, scores: np.ndarray, gold: dict[Key, Gold], scorer: ModuleType
) -> dict[str, float]:
    """Exact titles by the shared scorer."""
    best = best_rows(rows, scores)
    figures: dict[str, float] = {}
    for name in DUMPS:
        predictions = {k[1]: {"title": rows.values[i]} for k, i in best.items() if k[0] == name}
        records = [g for k, g in gold.items() if k[0] == name]
        figures[f"title_exact_{name}"] = scorer.title(records, predictions)["exact"]
    return figures


def judge_lines(rows: Rows, scores: np.ndarray, titles: dict[Key, int | None]) -> dict[str, float]:
    """The share of titled texts whose title line is chosen at the shipped threshold; the share for which the
    first line would be right; and the untitled ones that are given one. `titles` has each text's title as the
    number of its non-empty line."""
    best = best_rows(rows, scores)
    chosen = {k: i for k, i in best.items() if scores[i] >= headlines.THRESHOLD}
    figures: dict[str, float] = {}
    for name in dict.fromkeys(k[0] for k in titles):
        keys = [k for k in titles if k[0] == name and titles[k] is not None]
        bare = [k for k in titles if k[0] == name and titles[k] is None]
        figures[f"title_line_{name}"] = sum(k in chosen and rows.labels[chosen[k]] for k in keys) / len(keys)
        figures[f"title_line_first_{name}"] = sum(titles[k] == 0 for k in keys) / len(keys)
        if bare and name.endswith("_short"):
            figures[f"title_line_invented_{name}"] = sum(k in chosen for k in bare) / len(bare)
    return figures


def judge_days(rows: Rows, scores: np.ndarray, gold: dict[Key, Gold], scorer: ModuleType) -> dict[str, float]:
    """Days and minutes by the shared scorer at the shipped threshold, and dates given to pages that have none."""
    best = best_rows(rows, scores)
    figures: dict[str, float] = {}
    for name in dict.fromkeys(k[0] for k in gold):
        predictions = {
            k[1]: {"date": rows.values[i]}
            for k, i in best.items()
            if k[0] == name and scores[i] >= publication.THRESHOLD
        }
        records = [{**g, "id": k[1]} for k, g in gold.items() if k[0] == name]
        result = scorer.date(records, predictions)
        figures[f"day_accuracy_{name}"] = result["accuracy"]
        figures[f"day_precision_{name}"] = result["precision"]
        if name not in SETS:
            given = {page for page, label in zip(rows.pages, rows.labels, strict=True) if label}
            dated = [k for k, g in gold.items() if k[0] == name and g.get("date")]
            figures[f"day_possible_{name}"] = sum(k in given for k in dated) / len(dated)
        if name == "fundus":
            figures[f"minute_accuracy_{name}"] = result["minute_accuracy"]
        undated = [g["id"] for g in records if not g.get("date")]
        if undated:
            figures[f"day_invented_{name}"] = sum(i in predictions for i in undated) / len(undated)
    return figures


def judge_authors(
    rows: Rows, scores: np.ndarray, gold: dict[Key, Gold], scorer: ModuleType
) -> dict[str, float]:
    """Sets of authors by the shared scorer, chosen as shipped."""
    places: dict[Key, list[int]] = defaultdict(list)
    for i, page in enumerate(rows.pages):
        places[page].append(i)
    figures: dict[str, float] = {}
    for name in dict.fromkeys(k[0] for k in gold if k[0] != "htmldate"):
        chosen: dict[str, list[str]] = {}
        threshold = bylines.THRESHOLD if name in SETS else bylines.TEXT_THRESHOLD
        for page, at in places.items():
            if page[0] == name:
                features = np.array([rows.features[i] for i in at], float)
                lines = [rows.lines[i] for i in at]
                signs = bylines.choose(features, scores[at], lines=lines, threshold=threshold)
                chosen[page[1]] = [rows.values[i] for i, sign in zip(at, signs, strict=True) if sign]
        records = [{**g, "id": k[1]} for k, g in gold.items() if k[0] == name]
        result = scorer.authors(records, {k: {"authors": v} for k, v in chosen.items()})
        figures |= {f"authors_{m}_{name}": result[m] for m in ("f1", "precision", "recall")}
    return figures


def line_numbers(texts: Iterable[Sample]) -> dict[Key, int | None]:
    """Each text's title as the number of its non-empty line, None where it has none."""
    numbers: dict[Key, int | None] = {}
    for sample in texts:
        before = sample.clues.text[: sample.title.start] if sample.clues and sample.title else None
        numbers[sample.key] = (
            None if before is None else sum(1 for line in before.split("\n") if line.strip())
        )
    return numbers


def figures_of(
    half: str, pages: Sequence[Sample], *, told: Mapping[str, tuple[Rows, np.ndarray]], scorer: ModuleType
) -> dict[str, dict[str, float]]:
    """The figures of each of `FIELDS`."""
    gold = {sample.key: sample.gold for sample in pages}
    return {
        "titles": judge_titles(*told["titles"], gold, scorer)
        if half == "html"
        else judge_lines(*told["titles"], line_numbers(pages)),
        "days": judge_days(*told["days"], gold, scorer),
        "authors": judge_authors(*told["authors"], gold, scorer),
    }
