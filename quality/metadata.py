"""How well titles, days, minutes and authors are found, on HTML pages of the shared data.

    python -m quality.metadata        every page, and the figures cross-validated by site

The shipped forests are trained on the same pages: what is measured here shows a regression, not what to
expect of unseen sites. Those figures, cross-validated by site, are in `weights/metadata.json`.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

from copydesk.clean.metadata import find_metadata
from copydesk.clean.trained import WEIGHTS
from copydesk.model import Article
from quality.scoring import SHARED, load_scorer, with_shared
from training.metadata_rows import SETS, as_instant, clues_of, read_gold

SAMPLE = {"fundus": 1, "wcxb": 4, "htmldate": 4}
"""`measure` takes every so many pages of a set."""

Record = dict[str, Any]


def measure(shared: Path = SHARED) -> dict[str, float]:
    """Regression figures, 0..1, higher is better, on a fixed sample of the training pages."""
    figures: dict[str, float] = {}
    for name, step in SAMPLE.items():
        gold, predictions = run(name, shared, step=step)
        figures |= {f"seen_{key}_{name}": value for key, value in judge(gold, predictions, shared).items()}
    return figures


def run(name: str, shared: Path, *, step: int = 1) -> tuple[list[Record], list[Record]]:
    """The gold records of a set and copydesk's predictions for them, in the scorer's form."""
    gold: list[Record] = []
    predictions: list[Record] = []
    for number, (record, page) in enumerate(read_gold(name, shared)):
        if number % step:
            continue
        gold.append(record)
        if page is not None:
            article = find_metadata(page, clues_of(page).blocks)
            predictions.append({"id": record["id"], **in_scorer_form(article)})
    return gold, predictions


def in_scorer_form(article: Article) -> Record:
    """Title, authors and date of an article as the scorer takes them."""
    return {
        "title": article.title.text if article.title else None,
        "authors": [author.text for author in article.authors],
        "date": as_instant(article.published) if article.published else None,
    }


def judge(gold: list[Record], predictions: list[Record], shared: Path) -> dict[str, float]:
    """The scorer's figures that apply to the gold at hand."""
    score = load_scorer(shared).score
    figures: dict[str, float] = {}
    date = score("date", gold, predictions)["metrics"]
    figures["day_accuracy"], figures["day_precision"] = date["accuracy"], date["precision"]
    if "minute_accuracy" in date:
        figures["minute_accuracy"] = date["minute_accuracy"]
    if any(record.get("title") for record in gold):
        figures["title_exact"] = score("title", gold, predictions)["metrics"]["exact"]
        authors = score("authors", gold, predictions)["metrics"]
        figures["authors_f1"], figures["authors_precision"] = authors["f1"], authors["precision"]
    return figures


def main() -> None:
    """Print the whole table."""
    shared = with_shared(argparse.ArgumentParser(description=__doc__)).parse_args().shared
    print("cross-validated by site:")
    for key, value in json.loads((WEIGHTS / "metadata.json").read_text(encoding="utf-8")).items():
        print(f"  {key:36} {value:.4f}")
    print("on the pages the shipped forests were trained on:")
    for name in SETS:
        began = time.process_time()
        gold, predictions = run(name, shared)
        for key, value in judge(gold, predictions, shared).items():
            print(f"  {key + '_' + name:36} {value:.4f}")
        print(
            f"  {'milliseconds a page, reading included':36} {(time.process_time() - began) / len(gold) * 1e3:.1f}"
        )


if __name__ == "__main__":
    main()
