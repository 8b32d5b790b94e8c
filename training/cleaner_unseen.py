"""What the cleaner reaches on sites it has not seen: figures from chances out of fold, by the shipped decision.

The folds are those of training (`cleaner_data.fold_of`); what tells a text that is an article alone is fitted
without the page's fold too. Titles count for neither side, as in the labels.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copydesk.clean.keeping import kept_bare, kept_marked
from quality.scoring import load_scorer
from training.cleaner_alone import fit_alone
from training.cleaner_data import DROP, FOLDS, KEEP, OPEN, TITLE, Example, fold_of
from training.cleaner_fit import Floats

Flags = NDArray[np.bool_]


def figures(
    sort: str, examples: Sequence[Example], chances: Sequence[Floats], shared: Path
) -> dict[str, float]:
    """The figures of a sort of page, 0 to 1, the higher the better; `chances` are each page's, out of fold."""
    return (html_figures if sort == "html" else text_figures)(examples, chances, shared)


def html_figures(examples: Sequence[Example], chances: Sequence[Floats], shared: Path) -> dict[str, float]:
    """Word F1 of each set, and the share of WCXB's forbidden snippets that is left out."""
    gold: dict[str, list[Any]] = {}
    found: dict[str, dict[str, str]] = {}
    for example, own in zip(examples, chances, strict=True):
        texts = texts_of(example)
        kept = zip(texts, kept_marked(texts, own), example.labels, strict=True)
        body = "\n\n".join(text for text, keep, label in kept if keep and label not in (TITLE, OPEN))
        gold.setdefault(example.sort, []).append(example.gold)
        found[example.id] = {"text": body}
    scores = {name: load_scorer(shared).extraction(golds, found) for name, golds in gold.items()}
    told = {f"html_word_f1_{name}": score["word_f1"] for name, score in scores.items()}
    return told | {"html_without_kept_out_wcxb-dev": 1 - scores["wcxb-dev"]["without_rate"]}


def text_figures(examples: Sequence[Example], chances: Sequence[Floats], shared: Path) -> dict[str, float]:
    """F1 of characters on the `lines` sets, whole and mean of pages; of gold texts alone the share of characters
    kept and of those left whole; mean F1 of the other sorts of page."""
    lines: dict[str, list[Any]] = {}
    labels: dict[str, Any] = {}
    f1: dict[str, list[float]] = {}
    alone: list[tuple[float, float, bool]] = []
    for example, kept in zip(examples, decided(examples, chances), strict=True):
        sort = example.sort.split("-", 1)[0]
        if sort == "lines":
            lines.setdefault(example.sort.split("-", 1)[1], []).append(example.gold)
            labels[example.id] = {"labels": labels_of_lines(example, kept)}
            continue
        sizes, text = sizes_of(example), np.array(example.labels) == KEEP
        if sort == "clean":
            alone.append((float(sizes[text & kept].sum()), float(sizes[text].sum()), bool(kept[text].all())))
        else:
            f1.setdefault(sort, []).append(f1_of(example, sizes, kept))
    told = {f"text_{sort}_page_f1": fmean(values) for sort, values in f1.items()}
    for name, golds in lines.items():
        score = load_scorer(shared).lines(golds, labels)
        told |= {f"text_lines_{name}_{part}": score[part] for part in ("char_f1", "page_char_f1")}
    kept_characters, characters, whole = zip(*alone, strict=True)
    told["text_gold_characters_kept"] = sum(kept_characters) / sum(characters)
    return told | {"text_gold_left_whole": fmean(whole)}


def decided(examples: Sequence[Example], chances: Sequence[Floats]) -> Iterator[Flags]:
    """Which segments of each plain text are kept."""
    folds = np.array([fold_of(example.site, FOLDS) for example in examples])
    models = {
        fold: fit_alone(
            [example for example, own in zip(examples, folds, strict=True) if own != fold],
            [chance for chance, own in zip(chances, folds, strict=True) if own != fold],
        )
        for fold in sorted(set(folds.tolist()))
    }
    for example, own, fold in zip(examples, chances, folds.tolist(), strict=True):
        yield np.array(kept_bare(texts_of(example), own, alone=models[fold]))


def f1_of(example: Example, sizes: Floats, kept: Flags) -> float:
    """The F1 of kept characters; what is left open in the labels counts for neither side."""
    labels = np.array(example.labels)
    right = sizes[(labels == KEEP) & kept].sum()
    wrong = sizes[((labels == DROP) | (labels == TITLE)) & kept].sum() + sizes[(labels == KEEP) & ~kept].sum()
    return float(2 * right / (2 * right + wrong)) if right else 0.0


def labels_of_lines(example: Example, kept: Flags) -> list[str]:
    """`keep` or `drop` for each line of a dumped page, or `title` where the gold says so."""
    starts = np.array([segment.span.start for segment in example.segments])
    at, told = 0, []
    for line in example.gold["lines"]:
        here = max(int(np.searchsorted(starts, at + len(line) - len(line.lstrip()), side="right")) - 1, 0)
        told.append("title" if example.labels[here] == TITLE else "keep" if kept[here] else "drop")
        at += len(line) + 1
    return told


def texts_of(example: Example) -> list[str]:
    """The texts of an example's segments."""
    return [segment.span.of(example.page.text) for segment in example.segments]


def sizes_of(example: Example) -> Floats:
    """The lengths of an example's segments, in characters."""
    return np.array([len(segment.span) for segment in example.segments], np.float64)


def rounded(told: Mapping[str, float]) -> dict[str, float]:
    """Figures as they are recorded."""
    return {name: round(float(value), 4) for name, value in sorted(told.items())}
