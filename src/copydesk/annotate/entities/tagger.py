"""The name tagger: a linear-chain conditional random field over what the parser and the gazetteers say.

Lafferty, McCallum and Pereira (2001), trained by `training/entities.py` with CRFsuite. The parser's own
entities are one feature among others.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.annotate.crf import open_tagger, runs
from copydesk.annotate.entities.features import Features
from copydesk.annotate.entities.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from pycrfsuite import Tagger
    from spacy.tokens import Doc

WEIGHTS = Path(__file__).parent / "weights"
MODEL = "names.crf"


class NameTagger:
    """Finds the names on a page."""

    def __init__(self, features: Features, model: "Tagger") -> None:
        self._features = features
        self._model = model

    def page(self, docs: Sequence["Doc"]) -> list[list[tuple[int, int, str]]]:
        """For each passage of one page, the names in it: first token, last token + 1, label."""
        return [list(runs(self._model.tag(rows))) for rows in self._features.page(docs)]


@cache
def load_tagger() -> NameTagger:
    """The tagger, once a process. Raises `DamagedWeightsError` if its file is not as published."""
    return NameTagger(Features(load_gazetteer()), open_tagger(WEIGHTS / MODEL))
