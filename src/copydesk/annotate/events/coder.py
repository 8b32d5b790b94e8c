"""The PLOVER code of a sentence whose source and target are known.

A linear model over three families of features (the sentence's words, the words between the actors, the
syntactic relation), the sentence embedding (universal sentence encoder, Yang et al. 2020, arXiv 1907.04307),
and the opinion of a second linear model that was trained on nothing but the CAMEO verb patterns of petrarch2.
Trained by `python -m training.events`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from copydesk.annotate.events.features import clause_features, found_events, relation_features, word_features
from copydesk.annotate.events.marking import SOURCE, TARGET, Marked, mark, masked_text
from copydesk.annotate.events.scheme import QUAD_OF, QUADS, ROOTS
from copydesk.annotate.parser import load_parser
from copydesk.embedding import embed
from copydesk.sealed import verified_arrays
from copydesk.text import STABLE_HASHES

if TYPE_CHECKING:
    from collections import Counter

WEIGHTS = Path(__file__).parent / "weights"
SHARPNESS = 4.0
"""What the scores are multiplied by before they become probabilities; set on the cross-validated scores."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class EventCode:
    """A PLOVER root with its mode (None where the lexicon gives none) and quad.

    `probabilities` are (root, probability) pairs, the likeliest first; they sum to 1.
    """

    type: str
    mode: str | None
    quad: str
    probabilities: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of hashed features: row i of `weights` belongs to `hashes[i]`; hashes ascend."""

    hashes: npt.NDArray[np.int64]
    idf: Floats
    weights: Floats

    def scores(self, counts: "Counter[str]") -> Floats:
        """The feature counts' (1 + log count) * idf, scaled to length 1, times the weights."""
        known = np.array([STABLE_HASHES[name] for name in counts], dtype=np.int64)
        if not known.size:
            return np.zeros(self.weights.shape[1])
        rows = np.minimum(np.searchsorted(self.hashes, known), len(self.hashes) - 1)
        values = np.where(self.hashes[rows] == known, 1 + np.log(np.array(list(counts.values()))), 0.0)
        values = values * self.idf[rows]
        length = np.linalg.norm(values)
        total: Floats = values @ self.weights[rows] / (length or 1.0)
        return total


@dataclass(frozen=True, slots=True)
class Coder:
    """The whole model; `dictionary` is the one trained on verb patterns alone."""

    words: Linear
    clause: Linear
    relation: Linear
    dictionary: Linear
    dictionary_bias: Floats
    opinion: Floats
    embedding: Floats
    bias: Floats


def code_event(sentence: str, *, source: str, target: str) -> EventCode:
    """What `source` does to `target` in the sentence, in PLOVER's terms.

    The two are found by their text; one that does not occur is done without. Raises
    `DamagedWeightsError` if a model's files are not those that were published.
    """
    marked = mark(load_parser()(sentence), source=source, target=target)
    scores = _scores(load_coder(), marked, masked=masked_text(sentence, source=source, target=target))
    odds = np.exp(SHARPNESS * (scores - scores.max()))
    likely: dict[str, float] = dict(zip(ROOTS, (odds / odds.sum()).tolist(), strict=True))
    ranked = sorted(likely, key=lambda root: (-likely[root], root))
    quad = max(QUADS, key=lambda quad: sum(p for root, p in likely.items() if QUAD_OF[root] == quad))
    root = next(root for root in ranked if QUAD_OF[root] == quad)
    return EventCode(root, _mode(marked, root), quad, tuple((r, likely[r]) for r in ranked))


def opinion_of_dictionary(model: Linear, bias: Floats, *, marked: Marked) -> Floats:
    """The verb patterns' opinion on each root and on none, each -1..1."""
    opinion: Floats = np.tanh(model.scores(clause_features(marked)) + bias)
    return opinion


def _scores(model: Coder, marked: Marked, *, masked: str) -> Floats:
    total = (
        model.bias + model.words.scores(word_features(marked)) + model.clause.scores(clause_features(marked))
    )
    total += model.relation.scores(relation_features(marked))
    total += opinion_of_dictionary(model.dictionary, model.dictionary_bias, marked=marked) @ model.opinion
    scores: Floats = total + embed([masked])[0] @ model.embedding
    return scores


def _mode(marked: Marked, root: str) -> str | None:
    """The mode of the first event of that root in the lexicon that joins the two actors, else that of any."""
    events = [event for event in found_events(marked) if event.entry.root == root]
    events.sort(key=lambda event: -((SOURCE in event.source) + (TARGET in event.target)))
    return events[0].entry.mode if events else None


@cache
def load_coder() -> Coder:
    """The shipped model, read once a process. Raises `DamagedWeightsError`."""
    return coder_of(verified_arrays(WEIGHTS / "coder.npz"))


def coder_of(arrays: Mapping[str, npt.NDArray[np.generic]]) -> Coder:
    """The model that the arrays of `coder.npz` describe."""

    def linear(name: str) -> Linear:
        return Linear(
            arrays[f"{name}_hashes"].astype(np.int64),
            arrays[f"{name}_idf"].astype(float),
            arrays[f"{name}_weights"].astype(float),
        )

    return Coder(
        words=linear("words"),
        clause=linear("clause"),
        relation=linear("relation"),
        dictionary=linear("dictionary"),
        dictionary_bias=arrays["dictionary_bias"].astype(float),
        opinion=arrays["opinion"].astype(float),
        embedding=arrays["embedding"].astype(float),
        bias=arrays["bias"].astype(float),
    )
