"""How alike two articles are as news: term vectors of several kinds, and what a pair's vectors share.

Terms are hashed into columns, so no vocabulary is kept and the order of the articles does not matter.
Each kind is weighed by TF-IDF whose document counts are those of a background collection and of the batch
together: two pages alone can still tell a rare name from a common word.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from copydesk.background import COLUMNS, Background, column
from copydesk.clean.languages import function_words
from copydesk.text import FUNCTION_WORDS, stem

Rows = NDArray[np.float64]
Pairs = NDArray[np.int64]

LEAD_WORDS = 120
NEIGHBOURS = 30
"""How many of the likest articles each article is compared with in full."""
COMMON = 0.2
"""Terms on a larger share of the articles than this find no candidates (in batches of more than 50)."""
CHUNK = 512
FAR = 400.0
"""Days; a greater distance tells nothing more."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_NAME = re.compile(r"\b[A-ZÀ-ÞА-Я][\w’'-]+(?:\s+[A-ZÀ-ÞА-Я][\w’'-]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")


@dataclass(frozen=True, slots=True)
class Document:
    """What an article is compared by. `day` is its publication day, None if it has none."""

    title: str
    text: str
    day: date | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Vectors:
    """Term vectors of length one, a row an article, by kind; days as ordinals (nan if unknown); word counts."""

    kinds: tuple[csr_matrix, ...]
    days: Rows
    lengths: Rows

    @property
    def count(self) -> int:
        """How many articles."""
        return len(self.days)


def terms(text: str, language: str = "en") -> list[str]:
    """The stems of the words of `text` that are not function words, and its numbers."""
    if language == "en":
        return [stem(word) for word in _WORD.findall(text.lower()) if word not in FUNCTION_WORDS]
    common = function_words(language)
    return [word for word in _WORD.findall(text.lower()) if word not in common and len(word) > 3]


def _everything(document: Document) -> list[str]:
    return terms(f"{document.title}. {document.text}", document.language)


def _lead(document: Document) -> list[str]:
    return terms(
        f"{document.title}. {' '.join(document.text.split(None, LEAD_WORDS)[:LEAD_WORDS])}", document.language
    )


def _headline(document: Document) -> list[str]:
    return terms(document.title or " ".join(document.text.split(None, 25)[:25]), document.language)


def _bigrams(document: Document) -> list[str]:
    found = _everything(document)
    return [f"{a} {b}" for a, b in pairwise(found)]


def _names(document: Document) -> list[str]:
    """The words of capitalised names, without single words that only begin a sentence."""
    text = f"{document.title}. {document.text}"
    found: list[str] = []
    for match in _NAME.finditer(text):
        parts = [part.lower().removesuffix("’s").removesuffix("'s") for part in match[0].split()]
        before = text[max(0, match.start() - 2) : match.start()].strip()
        if len(parts) > 1 or (before and before[-1] not in '.!?"“'):
            found += [f"@{part}" for part in parts if part not in FUNCTION_WORDS]
    return found


def _numbers(document: Document) -> list[str]:
    return [f"#{number}" for number in _NUMBER.findall(document.text)]


KINDS: tuple[Callable[[Document], list[str]], ...] = (
    _everything,
    _lead,
    _bigrams,
    _names,
    _headline,
    _numbers,
)
FEATURES = (
    "all", "lead", "bigrams", "names", "headline", "numbers",
    "length", "days", "batch",
    "all_rank_min", "all_rank_max", "all_of_best", "all_of_worse_best", "all_density",
    "lead_rank_min", "lead_rank_max", "lead_of_best", "lead_of_worse_best", "lead_density",
)  # fmt: skip


def vectors_of(documents: Sequence[Document], background: Background) -> Vectors:
    """The vectors of these articles, weighed against the background and each other."""
    kinds = tuple(_matrix([kind(d) for d in documents], background) for kind in KINDS)
    days = np.array([d.day.toordinal() if d.day else np.nan for d in documents], dtype=np.float64)
    return Vectors(kinds, days, np.array([len(d.text.split()) for d in documents], dtype=np.float64))


def candidate_pairs(vectors: Vectors) -> Pairs:
    """Pairs (i, j), i < j, in order, of articles of which one is among the other's likest `NEIGHBOURS`."""
    everything, lead, _, _, headline, _ = vectors.kinds
    wide = _without_common(everything), _without_common(lead), _without_common(headline)
    found: list[NDArray[np.int64]] = []
    for start in range(0, vectors.count, CHUNK):
        block = sum(
            (m[start : start + CHUNK] @ m.T for m in wide[1:]), wide[0][start : start + CHUNK] @ wide[0].T
        )
        block = block.tocsr()
        for row in range(block.shape[0]):
            columns = block.indices[block.indptr[row] : block.indptr[row + 1]].astype(np.int64)
            values = block.data[block.indptr[row] : block.indptr[row + 1]]
            near = columns[np.lexsort((columns, -np.round(values, 9)))[: NEIGHBOURS + 1]]
            here = start + row
            near = near[near != here]
            found.append(np.stack([np.minimum(near, here), np.maximum(near, here)], axis=1))
    if not found:
        return np.empty((0, 2), np.int64)
    return np.unique(np.concatenate(found), axis=0).reshape(-1, 2)


def pair_features(vectors: Vectors, pairs: Pairs) -> Rows:
    """A row of `FEATURES` a pair: cosines by kind, the shorter length (log), days apart (-1 if unknown), the
    batch's size (log), and for two kinds how the pair stands among the other pairs of its two articles."""
    a, b = pairs[:, 0], pairs[:, 1]
    cosines = [np.asarray(m[a].multiply(m[b]).sum(axis=1)).ravel() for m in vectors.kinds]
    apart = np.minimum(np.abs(vectors.days[a] - vectors.days[b]), FAR)
    columns = [
        *cosines,
        np.log1p(np.minimum(vectors.lengths[a], vectors.lengths[b])),
        np.where(np.isnan(apart), -1.0, apart),
        np.full(len(pairs), np.log1p(vectors.count)),
        *_standing(pairs, cosines[0], vectors.count),
        *_standing(pairs, cosines[1], vectors.count),
    ]
    # Rounded, so that the order of summation cannot tip a tree's threshold.
    return np.round(np.stack(columns, axis=1), 9)


def _standing(pairs: Pairs, scores: Rows, count: int) -> list[Rows]:
    """Ranks of a pair among those of each of its articles, its score against their best, and how crowded they are."""
    ends = np.concatenate([pairs[:, 0], pairs[:, 1]])
    both = np.round(np.concatenate([scores, scores]), 9)
    order = np.lexsort((-both, ends))
    firsts = np.searchsorted(ends[order], np.arange(count))
    sorted_scores = both[order]
    position = np.arange(len(order)) - firsts[ends[order]]
    new = np.r_[True, (sorted_scores[1:] != sorted_scores[:-1]) | (ends[order][1:] != ends[order][:-1])]
    rank_sorted = np.maximum.accumulate(np.where(new, np.arange(len(order)), 0)) - firsts[ends[order]]
    rank = np.empty(len(order))
    rank[order] = rank_sorted
    best = np.zeros(count)
    np.maximum.at(best, ends, both)
    top = position < 10
    sums, held = np.zeros(count), np.zeros(count)
    np.add.at(sums, ends[order][top], sorted_scores[top])
    np.add.at(held, ends[order][top], 1.0)
    density = sums / np.maximum(held, 1.0)
    a, b, half = pairs[:, 0], pairs[:, 1], len(pairs)
    here, there = rank[:half], rank[half:]
    floor = 1e-9
    return [
        np.minimum(here, there),
        np.maximum(here, there),
        scores / np.maximum(np.maximum(best[a], best[b]), floor),
        scores / np.maximum(np.minimum(best[a], best[b]), floor),
        density[a] + density[b],
    ]


def column_counts(documents: Sequence[Document]) -> NDArray[np.int64]:
    """In how many of these articles each hashed term of any kind occurs."""
    total = np.zeros(COLUMNS, np.int64)
    for document in documents:
        for kind in KINDS[:1] + KINDS[2:4] + KINDS[5:]:
            total[sorted({column(term) for term in kind(document)})] += 1
    return total


def _matrix(documents: Sequence[Sequence[str]], background: Background) -> csr_matrix:
    pointers, columns, values = [0], [], []
    for found in documents:
        counted = Counter(map(column, found))
        for key in sorted(counted):
            columns.append(key)
            values.append(1 + np.log(counted[key]))
        pointers.append(len(columns))
    shape = (len(documents), COLUMNS)
    matrix = csr_matrix(
        (np.array(values), np.array(columns, np.int32), np.array(pointers, np.int32)), shape=shape
    )
    spread = np.bincount(matrix.indices, minlength=COLUMNS) + background.counts
    weights = np.log((1 + background.size + len(documents)) / (0.5 + spread)) + 0.3
    matrix = matrix @ diags(weights)
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    norms[norms == 0] = 1.0
    return csr_matrix(diags(1 / norms) @ matrix)


def _without_common(matrix: csr_matrix) -> csr_matrix:
    if matrix.shape[0] <= 50:
        return matrix
    spread = np.bincount(matrix.indices, minlength=COLUMNS)
    keep = spread <= COMMON * matrix.shape[0]
    thinned = csr_matrix(matrix @ diags(keep.astype(np.float64)))
    thinned.eliminate_zeros()
    return thinned
