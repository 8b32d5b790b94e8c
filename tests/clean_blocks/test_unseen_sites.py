"""What judges a training page, to tell how good the weights are, has learned nothing of its site."""

import numpy as np
import pytest

pytest.importorskip("lightgbm")

from copydesk.clean.features import observe
from copydesk.clean.segments import find_segments
from copydesk.model import Page
from training import cleaner
from training.cleaner_data import DROP, FOLDS, KEEP, Example, fold_of


def test_a_page_is_judged_by_weights_that_learned_from_the_other_folds_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cleaner, "train", lambda table, effort: set(table.folds.tolist()))
    monkeypatch.setattr(cleaner, "unpacked", lambda folds: folds)
    monkeypatch.setattr(cleaner, "judge", lambda observed, folds, *, segments: np.array(sorted(folds)))
    examples = [_example(f"harbour{number}.example") for number in range(40)]
    observed = [observe(example.page, example.segments) for example in examples]
    for example, folds in zip(
        examples, cleaner.judge_unseen(examples, observed, cleaner.EFFORTS["text"]), strict=True
    ):
        assert set(folds.tolist()) == set(range(FOLDS)) - {fold_of(example.site, FOLDS)}


def _example(site: str) -> Example:
    page = Page(site, "The harbour reopened on Monday.\nMore news")
    return Example(site, "lines", site, page, tuple(find_segments(page)), (KEEP, DROP), {})
