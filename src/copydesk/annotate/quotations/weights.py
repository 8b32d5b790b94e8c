"""The trained models of this package, read once a process after their hashes are verified."""

import json
from array import array
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from copydesk.annotate.crf import open_tagger
from copydesk.annotate.quotations.cues import CueModel
from copydesk.sealed import verified_arrays, verified_bytes

if TYPE_CHECKING:
    from pycrfsuite import Tagger

WEIGHTS = Path(__file__).parent / "weights"
CUES, SETTINGS, SPANS = WEIGHTS / "cues.npz", WEIGHTS / "cues.json", WEIGHTS / "spans.crfsuite"


@cache
def load_cue_model() -> CueModel:
    """The model that finds the words that carry attributions. Raises `DamagedWeightsError`."""
    settings = json.loads(verified_bytes(SETTINGS))
    weights = array("f", verified_arrays(CUES)["weights"].astype(np.float32).tobytes())
    return CueModel(
        weights,
        lemmas=frozenset(settings["lemmas"]),
        nominal=frozenset(settings["nominal"]),
        threshold=settings["threshold"],
        nested=settings["nested"],
    )


@cache
def load_span_model() -> "Tagger":
    """The model that labels source, cue and content. Raises `DamagedWeightsError`."""
    return open_tagger(SPANS)
