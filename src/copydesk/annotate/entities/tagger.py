"""The name tagger: a linear-chain conditional random field over what the parser and the gazetteers say.

Lafferty, McCallum and Pereira (2001), trained by `training/entities.py` with CRFsuite. The parser's own
entities are one feature among others.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.annotate.entities.features import Features
from copydesk.annotate.entities.gazetteer import load_gazetteer
from copydesk.sealed import verified_bytes

if TYPE_CHECKING:
    from pycrfsuite import Tagger  # type: ignore[import-untyped]
    from spacy.tokens import Doc

WEIGHTS = Path(__file__).parent / "weights"
MODEL = "names.crf"
LABELS = {
    "Person": "PERSON", "Location": "LOC", "Organization": "ORG", "NORP": "NORP", "Misc": "MISC",
    "Facility": "FAC", "Product": "PRODUCT",
}  # fmt: skip
"""The labels of the training texts and the tagger's."""


class NameTagger:
    """Finds the names on a page."""

    def __init__(self, features: Features, model: "Tagger", weights: bytes) -> None:
        self._features = features
        self._model = model
        self._weights = weights  # the model reads them where they lie: they must live as long

    def page(self, docs: Sequence["Doc"]) -> list[list[tuple[int, int, str]]]:
        """For each passage of one page, the names in it: first token, last token + 1, label."""
        return [list(runs(self._model.tag(rows))) for rows in self._features.page(docs)]


def runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The runs of tokens under one label in `B-`, `I-` and `O` tags; an `I-` without its `B-` begins one."""
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if label and (tag[0] != "I" or tag[2:] != label):
            yield start, i, label
            label = ""
        if tag != "O" and not label:
            start, label = i, tag[2:]


@lru_cache(maxsize=1)
def load_tagger() -> NameTagger:
    """The tagger, once a process. Raises `DamagedWeightsError` if its file is not as published."""
    import pycrfsuite

    weights = verified_bytes(WEIGHTS / MODEL)
    model = pycrfsuite.Tagger()
    model.open_inmemory(weights)
    return NameTagger(Features(load_gazetteer()), model, weights)
