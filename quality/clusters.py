"""How well articles were put into stories: B-cubed, pairs, adjusted Rand index, singletons, with intervals."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

RESAMPLED = 1000


def figures(gold: Sequence[str], groups: Sequence[Sequence[int]]) -> dict[str, float]:
    """`p`, `r`, `f1` of B-cubed (Bagga and Baldwin, 1998) with the bounds `low` and `high` of the 95 per cent
    interval of `f1`, bootstrapped over stories; F1 over `pairs`; `ari`; share of `singletons`, found and true."""
    label = [0] * len(gold)
    for number, group in enumerate(groups):
        for i in group:
            label[i] = number
    stories, found, both = Counter(gold), Counter(label), Counter(zip(gold, label, strict=True))
    precision = np.array([both[g, k] / found[k] for g, k in zip(gold, label, strict=True)])
    recall = np.array([both[g, k] / stories[g] for g, k in zip(gold, label, strict=True)])
    low, high = _interval(gold, precision, recall)
    same, true, said = (sum(n * (n - 1) / 2 for n in c.values()) for c in (both, stories, found))
    chance = true * said / max(len(gold) * (len(gold) - 1) / 2, 1)
    return {
        "p": float(precision.mean()),
        "r": float(recall.mean()),
        "f1": _f1(float(precision.mean()), float(recall.mean())),
        "low": low,
        "high": high,
        "pairs": _f1(same / max(said, 1), same / max(true, 1)),
        "ari": (same - chance) / max((true + said) / 2 - chance, 1e-9),
        "singletons": sum(n == 1 for n in found.values()) / len(gold),
        "true singletons": sum(n == 1 for n in stories.values()) / len(gold),
    }


def told(name: str, made: dict[str, float]) -> str:
    """One line of the table."""
    b = f"{made['p']:.3f} {made['r']:.3f} {made['f1']:.3f} ({made['low']:.3f}-{made['high']:.3f})"
    rest = f"pairs {made['pairs']:.3f} ARI {made['ari']:.3f} singletons {made['singletons']:.3f}"
    return f"{name:44} B3 {b} {rest} (true {made['true singletons']:.3f})"


def _interval(gold: Sequence[str], precision: np.ndarray, recall: np.ndarray) -> tuple[float, float]:
    by_story: defaultdict[str, list[int]] = defaultdict(list)
    for i, story in enumerate(gold):
        by_story[story].append(i)
    sums = np.array([[precision[m].sum(), recall[m].sum(), len(m)] for m in by_story.values()])
    dice = np.random.default_rng(7)
    made = []
    for _ in range(RESAMPLED):
        p, r, n = sums[dice.integers(0, len(sums), len(sums))].sum(axis=0)
        made.append(_f1(p / n, r / n))
    return float(np.quantile(made, 0.025)), float(np.quantile(made, 0.975))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(precision + recall, 1e-9)
