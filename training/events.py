"""Train the event coder on the PLOVER-coded sentences and the CAMEO verb patterns; print cross-validated figures.

    python -m training.events [--shared ../shared]

Writes `src/copydesk/annotate/events/weights/`. The sentences are parsed once (`training.parses`). One linear model
(ridge regression on +1/-1, as in Rifkin and Klautau 2004, in its dual form) over four families of hashed features,
the sentence embedding and the verb patterns' opinion.
"""

import argparse
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold
from sklearn.svm import LinearSVC

from copydesk.annotate.events.coder import SHARPNESS, WEIGHTS, Linear, opinion_of_dictionary
from copydesk.annotate.events.features import clause_features, grams, relation_features, word_features
from copydesk.annotate.events.marking import mark, masked_text
from copydesk.annotate.events.scheme import QUAD_OF, QUADS, ROOTS
from copydesk.embedding import embed
from copydesk.sealed import seal
from copydesk.text import STABLE_HASHES, words
from quality.jsonl import read_jsonl
from quality.scoring import load_scorer, with_shared
from training.cameo import NONE, read_patterns
from training.parses import parsed

FAMILIES = {"words": word_features, "clause": clause_features, "relation": relation_features}
RIDGE = 0.3
RARITY = 0.5
"""A sentence weighs as much as its root is rare, to this power."""
OPINION = 0.8
"""The length of a mean opinion beside feature vectors of length 1."""
ALIKE_CLAUSE, ALIKE_SENTENCE = 0.4, 0.6
"""Shares of common word triples (masked) and of common words above which two sentences stay in one fold."""
SEEDS = (1, 2)

Floats = npt.NDArray[np.float64]
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Family:
    """One family of features over all sentences: 1 + log count by row; columns are `hashes`."""

    hashes: npt.NDArray[np.int64]
    values: csr_matrix

    def weighted(self, train: npt.NDArray[np.int64]) -> tuple[csr_matrix, Floats]:
        """Rows of length 1 and the idf, both as seen from the training rows alone."""
        seen = np.asarray((self.values[train] > 0).sum(0)).ravel()
        idf = np.where(seen > 0, np.log((1 + len(train)) / (1 + seen)) + 1, 0.0)
        rows = self.values.multiply(idf).tocsr()
        lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(1)).ravel())
        lengths[lengths == 0] = 1
        return rows.multiply(1 / lengths[:, None]).tocsr(), idf


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the trainer knows of the sentences."""

    roots: npt.NDArray[np.int64]
    families: dict[str, Family]
    embeddings: Floats
    opinions: Floats
    """The verb patterns' opinion, less `opinion_mean`, times `opinion_scale`."""
    opinion_mean: Floats
    opinion_scale: float


def main() -> None:
    """Trains, prints the cross-validated figures, writes the weights."""
    shared = with_shared(argparse.ArgumentParser(description=__doc__)).parse_args().shared
    gold = read_jsonl(shared / "data" / "events" / "plv-train.jsonl")
    docs = parsed([r["text"] for r in gold])
    marked = [
        mark(doc, source=r["source"] or "", target=r["target"] or "")
        for doc, r in zip(docs, gold, strict=True)
    ]
    dictionary, bias = train_dictionary(shared / "data" / "events" / "dictionaries")
    opinions = np.array([opinion_of_dictionary(dictionary, bias, marked=m) for m in marked])
    mean = opinions.mean(0)
    scale = OPINION / float(np.linalg.norm(opinions - mean, axis=1).mean())
    masked = [masked_text(r["text"], source=r["source"] or "", target=r["target"] or "") for r in gold]
    problem = Problem(
        np.array([ROOTS.index(r["code"]) for r in gold]),
        {name: family([features(m) for m in marked]) for name, features in FAMILIES.items()},
        embed(masked),
        (opinions - mean) * scale,
        mean,
        scale,
    )
    together = np.array(groups(masked, gold))
    cross_validate(problem, gold, together=together, scorer=load_scorer(shared))
    save(problem, dictionary, bias)


def train_dictionary(folder: Path) -> tuple[Linear, Floats]:
    """The model of the verb patterns: a root, or none, from word runs; columns are ROOTS, then none."""
    patterns = read_patterns(folder)
    counts = family([grams(p.words, 3) for p in patterns], least=2)
    rows, idf = counts.weighted(np.arange(len(patterns)))
    labels = [*ROOTS, NONE]
    model = LinearSVC(C=0.1, random_state=1)
    model.fit(rows, [labels.index(p.root) for p in patterns], sample_weight=[p.weight for p in patterns])
    return Linear(counts.hashes, idf, np.asarray(model.coef_.T)), np.asarray(model.intercept_)


def family(counts: list[Counter[str]], least: int = 1) -> Family:
    """The counts as a matrix; features of fewer than `least` rows are left out."""
    spread = Counter(name for count in counts for name in count)
    names = sorted((n for n in spread if spread[n] >= least), key=STABLE_HASHES.__getitem__)
    column = {name: i for i, name in enumerate(names)}
    at = [
        (row, column[n], 1 + np.log(c))
        for row, count in enumerate(counts)
        for n, c in count.items()
        if n in column
    ]
    row, col, value = zip(*at, strict=True)
    shape = (len(counts), len(names))
    return Family(
        np.array([STABLE_HASHES[n] for n in names], dtype=np.int64), csr_matrix((value, (row, col)), shape)
    )


def groups(masked: list[str], gold: list[Record]) -> list[int]:
    """A number for each sentence, the same for near-duplicates (joined through chains of them)."""
    runs: list[set[tuple[str, ...]]] = [
        set(zip(w, w[1:], w[2:], strict=False)) or {tuple(w)} for w in map(words, masked)
    ]
    bags = [set(words(r["text"])) for r in gold]
    parent = list(range(len(gold)))

    def top(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for i in range(len(gold)):
        for j in range(i):
            clause = len(runs[i] & runs[j]) / min(len(runs[i]), len(runs[j]))
            if clause >= ALIKE_CLAUSE or len(bags[i] & bags[j]) / len(bags[i] | bags[j]) >= ALIKE_SENTENCE:
                parent[top(i)] = top(j)
    return [top(i) for i in range(len(gold))]


def fit(problem: Problem, train: npt.NDArray[np.int64]) -> dict[str, Floats]:
    """Weights of every part, from the training rows."""
    blocks, idfs = {}, {}
    for name, each in problem.families.items():
        blocks[name], idfs[name] = each.weighted(train)
    kernel = sum((b[train] @ b[train].T).toarray() for b in blocks.values())
    for dense in (problem.embeddings, problem.opinions):
        kernel = kernel + dense[train] @ dense[train].T
    roots = problem.roots[train]
    rarity = 1 / np.bincount(roots, minlength=len(ROOTS))[roots] ** RARITY
    signs = np.where(roots[:, None] == np.arange(len(ROOTS)), 1.0, -1.0)
    system = kernel + np.diag(RIDGE * rarity.mean() / rarity)
    solved = np.linalg.solve(system, np.column_stack([signs, np.ones(len(train))]))
    bias = solved[:, :-1].sum(0) / solved[:, -1].sum()
    duals = solved[:, :-1] - np.outer(solved[:, -1], bias)
    made = {f"{name}_weights": np.asarray(block[train].T @ duals) for name, block in blocks.items()}
    made |= {f"{name}_idf": idf for name, idf in idfs.items()}
    made |= {"embedding": problem.embeddings[train].T @ duals, "opinion": problem.opinions[train].T @ duals}
    return made | {"bias": bias}


def predict(problem: Problem, train: npt.NDArray[np.int64], test: npt.NDArray[np.int64]) -> Floats:
    """Scores of the test rows by root."""
    made = fit(problem, train)
    scores = (
        problem.embeddings[test] @ made["embedding"] + problem.opinions[test] @ made["opinion"] + made["bias"]
    )
    for name, each in problem.families.items():
        scores = scores + each.weighted(train)[0][test] @ made[f"{name}_weights"]
    return np.asarray(scores)


def cross_validate(
    problem: Problem, gold: list[Record], *, together: npt.NDArray[np.int64], scorer: ModuleType
) -> None:
    """Prints the scorer's figures, five folds: drawn freely, and with near-duplicates kept in one fold."""
    folders = {"free": StratifiedKFold, "grouped": StratifiedGroupKFold}
    for name, folder in folders.items():
        figures = []
        for seed in SEEDS:
            scores = np.empty((len(gold), len(ROOTS)))
            folds = folder(5, shuffle=True, random_state=seed)
            for train, test in folds.split(
                problem.roots, problem.roots, None if name == "free" else together
            ):
                scores[test] = predict(problem, train, test)
            figures.append(score(scores, gold, scorer))
        mean = {key: float(np.mean([f[key] for f in figures])) for key in figures[0]}
        print(name, {key: round(value, 3) for key, value in mean.items()}, flush=True)


def score(scores: Floats, gold: list[Record], scorer: ModuleType) -> dict[str, float]:
    """Root and quad macro-F1 as `code_event` would decide, and the mean log loss of its probabilities."""
    odds = np.exp(SHARPNESS * (scores - scores.max(1, keepdims=True)))
    odds /= odds.sum(1, keepdims=True)
    member = np.array([[QUAD_OF[root] == quad for quad in QUADS] for root in ROOTS])
    quads = (odds @ member).argmax(1)
    best = np.where(member.T[quads], odds, -1).argmax(1)
    predictions = [
        {"id": r["id"], "code": ROOTS[root], "quad": int(quad) + 1}
        for r, root, quad in zip(gold, best, quads, strict=True)
    ]
    metrics = scorer.score("events", gold, predictions)["metrics"]
    truth = [ROOTS.index(r["code"]) for r in gold]
    loss = float(-np.log(odds[np.arange(len(gold)), truth]).mean())
    return {name: metrics[name] for name in ("macro_f1", "micro_f1", "quad_macro_f1")} | {"log_loss": loss}


def save(problem: Problem, dictionary: Linear, dictionary_bias: Floats) -> None:
    """The model of all sentences, in half precision."""
    made = fit(problem, np.arange(len(problem.roots)))
    made["opinion"] *= problem.opinion_scale
    made["bias"] = made["bias"] - problem.opinion_mean @ made["opinion"]
    arrays: dict[str, npt.NDArray[np.generic]] = {
        name: value.astype(np.float16) for name, value in made.items()
    }
    arrays |= {f"{name}_hashes": each.hashes for name, each in problem.families.items()}
    arrays |= {
        "dictionary_hashes": dictionary.hashes,
        "dictionary_idf": dictionary.idf.astype(np.float16),
        "dictionary_weights": dictionary.weights.astype(np.float16),
        "dictionary_bias": dictionary_bias.astype(np.float16),
    }
    WEIGHTS.mkdir(exist_ok=True)
    np.savez_compressed(WEIGHTS / "coder.npz", allow_pickle=False, **arrays)
    seal(WEIGHTS)


if __name__ == "__main__":
    main()
