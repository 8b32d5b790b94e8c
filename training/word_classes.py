"""Word classes for the name tagger: words that stand in the same surroundings get the same class.

Run as `python -m training.word_classes --shared ../shared`. Positional co-occurrence counts of the development
texts that carry no entity labels, positive pointwise mutual information, truncated SVD (Levy and Goldberg 2014)
and k-means. Besides, for each frequent capitalised word, whether rigour knows it as part of a person's name.
Writes `src/copydesk/annotate/entities/data/words.tsv.gz`: word, fine class, coarse class, name flag.
"""

import argparse
import gzip
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csr_matrix, hstack
from scipy.sparse.linalg import svds
from sklearn.cluster import MiniBatchKMeans

from copydesk.annotate.entities.gazetteer import DATA
from copydesk.sealed import seal
from quality.jsonl import read_jsonl
from quality.scoring import with_shared

TOKEN = re.compile(r"\w+(?:[.’'-]\w+)*|[^\w\s]")
SOURCES = (
    ("load/kcna.jsonl.gz", "text"), ("stories/neus-train.jsonl.gz", "text"),
    ("stories/allsides-train-join.jsonl.gz", "text"), ("claims/fnc1-train.jsonl.gz", "text"),
    ("quotes/polnear-train.jsonl.gz", "text"), ("claims/claimdiff-train.jsonl", "a"),
    ("claims/claimdiff-train.jsonl", "b"), ("lines/wcxb-dev-lines.jsonl.gz", "lines"),
    ("extraction/fundus/gold.jsonl", "text"),
)  # fmt: skip
KCNA_SHARE = 4
"""Every fourth of the agency's stories: more would drown the rest."""
VOCABULARY, CONTEXTS, DIMENSIONS, FINE, COARSE = 60_000, 1500, 80, 1000, 100


def texts(shared: Path) -> Iterator[str]:
    """The unlabelled texts."""
    for name, field in SOURCES:
        for number, record in enumerate(read_jsonl(shared / "data" / name)):
            if "kcna" in name and number % KCNA_SHARE:
                continue
            value = record.get(field)
            if isinstance(value, list):
                value = "\n".join(v if isinstance(v, str) else v.get("text", "") for v in value)
            if value:
                yield value


def vectors(shared: Path) -> tuple[list[str], Counter[str], npt.NDArray[np.float32]]:
    """The vocabulary, its counts, and a unit vector a word."""
    counts: Counter[str] = Counter()
    for text in texts(shared):
        counts.update(TOKEN.findall(text))
    vocabulary = [word for word, n in counts.most_common(VOCABULARY) if n >= 5]
    row = {word: i for i, word in enumerate(vocabulary)}
    tables = [csr_matrix((len(vocabulary), CONTEXTS), dtype=np.float32) for _ in range(4)]
    batch: list[int] = []

    def flush() -> None:
        ids = np.array(batch, dtype=np.int64)
        for slot, shift in enumerate((-2, -1, 1, 2)):
            word, near = (ids[-shift:], ids[:shift]) if shift < 0 else (ids[:-shift], ids[shift:])
            keep = (word >= 0) & (near >= 0) & (near < CONTEXTS)
            ones = np.ones(int(keep.sum()), dtype=np.float32)
            shape = (len(vocabulary), CONTEXTS)
            tables[slot] = tables[slot] + coo_matrix((ones, (word[keep], near[keep])), shape=shape).tocsr()
        batch.clear()

    for text in texts(shared):
        batch.extend(row.get(token, -1) for token in TOKEN.findall(text))
        batch.extend((-1, -1))
        if len(batch) > 3_000_000:
            flush()
    flush()
    joint = hstack(tables).tocoo()
    total = joint.data.sum()
    left = np.asarray(joint.sum(axis=1)).ravel()
    right = np.asarray(joint.sum(axis=0)).ravel() ** 0.75
    right *= total / right.sum()
    joint.data = np.maximum(np.log(joint.data * total / (left[joint.row] * right[joint.col])), 0)
    start = np.random.default_rng(0).normal(size=min(joint.shape))
    u, s, _ = svds(joint.tocsr().astype(np.float64), k=DIMENSIONS, v0=start)
    made = u * np.sqrt(s)
    made /= np.linalg.norm(made, axis=1, keepdims=True) + 1e-9
    return vocabulary, counts, made.astype(np.float32)


def classes(points: npt.NDArray[np.float32], number: int) -> npt.NDArray[np.int32]:
    """The class of each point."""
    means = MiniBatchKMeans(number, random_state=0, batch_size=8192, n_init=1, max_iter=60)
    found: npt.NDArray[np.int32] = means.fit_predict(points).astype(np.int32)
    return found


def build(shared: Path) -> None:
    """Writes the table."""
    from rigour.names import NameTypeTag, analyze_names

    vocabulary, counts, points = vectors(shared)
    fine, coarse = classes(points, FINE), classes(points, COARSE)
    out = io.StringIO()
    for word, a, b in zip(vocabulary, fine, coarse, strict=True):
        flag = 0
        if word.istitle() and word.isalpha() and counts[word] > 3 * counts[word.lower()]:
            names = analyze_names(NameTypeTag.PER, [word])
            known = [sum("NAME" in str(symbol.category) for symbol in name.symbols) for name in names]
            flag = min(3, max(known, default=0))
        out.write(f"{word}\t{a}\t{b}\t{flag}\n")
    with open(DATA / "words.tsv.gz", "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(out.getvalue().encode())
    seal(DATA)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    with_shared(arguments)
    build(arguments.parse_args().shared)
