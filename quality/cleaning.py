"""What the cleaner reaches: `python -m quality.cleaning [--shared ../shared] [--peers FOLDER]`.

The shipped weights were trained on these pages (all but `zyte`), so the figures guard against regressions;
the cross-validated ones stand in `docs/cleaning.md`. `--peers` is a folder that the scripts of
`../shared/peers` wrote their predictions to; they are scored beside ours on the same pages.
"""

import argparse
import hashlib
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from copydesk.clean.blocks import find_blocks
from copydesk.model import TEXT_KINDS, Article, Block, BlockKind, Page, Rejected
from copydesk.readers.html import render_html
from quality.jsonl import read_jsonl
from quality.kinds import labelled_pages, scores_of
from quality.scoring import load_scorer, with_shared
from training.cleaner_data import SETS, dumps_of, gold_of, html_of

LABELS = Path(__file__).parent / "labels" / "blocks.jsonl"
LEAST_LABELS = 4
SAMPLE = 9
"""The gate reads every ninth page."""
_SHOWN = ("word_f1", "shingle_f1", "with_rate", "without_rate", "char_f1", "page_char_f1", "f1")


def article_text(page: Page) -> str:
    """The text of the page's article; empty if it is rejected."""
    blocks = find_blocks(page)
    return Article("x", page, blocks).text if isinstance(blocks, tuple) else ""


def extract(shared: Path, name: str, golds: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], float]:
    """A prediction for each gold record of an extraction set, and the pages read per second."""
    rows, spent = [], 0.0
    for gold in golds:
        html = html_of(shared, name, gold["id"])
        began = time.process_time()
        page = render_html(html, source=gold["id"], url=gold.get("url"))
        text = article_text(page) if isinstance(page, Page) else ""
        spent += time.process_time() - began
        rows.append({"id": gold["id"], "text": text})
    return rows, len(rows) / spent


def label_lines(lines: list[str]) -> list[str]:
    """`keep`, `drop` or `title` for each line of a page that was dumped to text, by the block most of it is in."""
    page = Page("lines", "\n".join(lines))
    blocks = find_blocks(page)
    if not isinstance(blocks, tuple):
        return ["drop"] * len(lines)
    labels, at, first = [], 0, 0
    for line in lines:
        while blocks[first].span.end <= at:
            first += 1
        labels.append(_label(blocks[first:], at, at + len(line)))
        at += len(line) + 1
    return labels


def _label(blocks: tuple[Block, ...], start: int, end: int) -> str:
    shares: dict[str, int] = {}
    for block in blocks:
        if block.span.start >= max(end, start + 1):
            break
        kind = "keep" if block.kind in TEXT_KINDS else "title" if block.kind is BlockKind.TITLE else "drop"
        overlap = min(end, block.span.end) - max(start, block.span.start)
        shares[kind] = shares.get(kind, 0) + max(overlap, 1)
    return max(shares, key=lambda kind: shares[kind])


def feed_back(golds: Iterable[dict[str, Any]]) -> tuple[float, float]:
    """Gold texts as pages: the share of their characters that is kept, and of articles kept whole."""
    kept = total = whole = n = 0
    for gold in golds:
        lines = [line for line in gold["text"].split("\n") if line.strip()]
        if not lines:
            continue
        labels = label_lines(lines)
        sizes = [len(line) if label == "keep" else 0 for line, label in zip(lines, labels, strict=True)]
        kept += sum(sizes)
        total += sum(map(len, lines))
        whole += all(label == "keep" for label in labels)
        n += 1
    return kept / total, whole / n


def kind_scores(shared: Path, *, blind: bool) -> dict[str, float]:
    """F1 of each kind on the labelled blocks (`labels/blocks.jsonl`: hashes and labels) and their mean, `macro`.

    Kinds with fewer than `LEAST_LABELS` labels are left out, and blocks that the labeller could give no kind.
    `blind` labels were given before the program's were seen.
    """
    pages: dict[tuple[str, str, str], Page | Rejected] = {}
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    dumps = {name: {r["id"]: r["lines"] for r in dumps_of(shared, name)} for name in SETS}
    for label in (row for row in read_jsonl(LABELS) if row.get("blind", False) is blind):
        name, sort, page_id = label["set"], label["page"], label["id"]
        if (name, sort, page_id) not in pages:
            text = "\n".join(dumps[name][page_id]) if sort == "lines" else ""
            html = "" if text else html_of(shared, name, page_id)
            pages[name, sort, page_id] = Page(page_id, text) if text else render_html(html, source=page_id)
        page = pages[name, sort, page_id]
        kind = _kind_at(page, label) if isinstance(page, Page) else None
        if kind is not None and label["kind"] != "other":
            right[label["kind"]] += kind == label["kind"]
            said[kind] += 1
            true[label["kind"]] += 1
    scores = {
        kind: 2 * right[kind] / (said[kind] + true[kind])
        for kind in sorted(true)
        if true[kind] >= LEAST_LABELS
    }
    return scores | {"macro": sum(scores.values()) / len(scores)}


def _kind_at(page: Page, label: dict[str, Any]) -> str | None:
    """The kind of the block that begins where the labelled one did; None if the text there is another."""
    blocks = find_blocks(page)
    for block in blocks if isinstance(blocks, tuple) else ():
        if block.span.start == label["start"]:
            text = block.span.of(page.text).strip()
            same = hashlib.sha256(text.encode()).hexdigest()[:16] == label["text"]
            return str(block.kind) if same else None
    return None


def measure(shared: Path) -> dict[str, float]:
    """Regression figures, the higher the better, on every ninth page.

    `kinds_macro_f1_blind` keeps its name but is blind no longer: the rules were mended on those labels and the weights
    of kinds have seen them. `kinds_macro_f1_test` is of whole pages that neither has seen.
    """
    score = load_scorer(shared)
    figures: dict[str, float] = {}
    for name in SETS:
        golds = gold_of(shared, name)[::SAMPLE]
        rows, _ = extract(shared, name, golds)
        metrics = score.score("extraction", golds, rows)["metrics"]
        figures[f"html_{name}_word_f1"] = metrics["word_f1"]
        if "without_rate" in metrics:
            figures[f"html_{name}_without_kept_out"] = 1.0 - metrics["without_rate"]
        lines = dumps_of(shared, name)[::SAMPLE]
        labelled = [{"id": record["id"], "labels": label_lines(record["lines"])} for record in lines]
        figures[f"lines_{name}_char_f1"] = score.score("lines", lines, labelled)["metrics"]["char_f1"]
    kept, whole = feed_back(gold_of(shared, "fundus")[::3])
    figures["kinds_macro_f1"] = kind_scores(shared, blind=False)["macro"]
    figures["kinds_macro_f1_blind"] = kind_scores(shared, blind=True)["macro"]
    figures["kinds_macro_f1_test"] = scores_of([page for page in labelled_pages(shared) if page.measures])[
        "macro"
    ]
    return figures | {"clean_fundus_characters_kept": kept, "clean_fundus_articles_untouched": whole}


def _print(name: str, who: str, metrics: dict[str, float]) -> None:
    print(
        f"{name:16} {who:24} " + "  ".join(f"{key} {metrics[key]:.4f}" for key in _SHOWN if key in metrics),
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    with_shared(parser)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--every", type=int, default=1, help="read every so many pages")
    options = parser.parse_args()
    score = load_scorer(options.shared)
    for name in (*SETS, "zyte"):
        golds = gold_of(options.shared, name)[:: options.every]
        rows, rate = extract(options.shared, name, golds)
        _print(name, f"copydesk {rate:.0f}/s", score.score("extraction", golds, rows)["metrics"])
        for path in sorted((options.peers or Path("none")).glob(f"extraction/{name}/*.jsonl")):
            _print(name, path.stem, score.score("extraction", golds, read_jsonl(path))["metrics"])
        print(
            name, "gold texts fed back: kept {:.4f}, untouched {:.4f}".format(*feed_back(golds)), flush=True
        )
    for name in SETS:
        lines = dumps_of(options.shared, name)[:: options.every]
        labelled = [{"id": record["id"], "labels": label_lines(record["lines"])} for record in lines]
        _print(f"{name}-lines", "copydesk", score.score("lines", lines, labelled)["metrics"])
        for path in sorted((options.peers or Path("none")).glob(f"lines/{name}-lines/*.jsonl")):
            _print(f"{name}-lines", path.stem, score.score("lines", lines, read_jsonl(path))["metrics"])


if __name__ == "__main__":
    main()
