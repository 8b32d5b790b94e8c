"""The code of a sentence whose actors are known, in invented sentences."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.annotate.events import code_event
from copydesk.annotate.events.coder import WEIGHTS, Linear
from copydesk.annotate.events.marking import masked_text, occurrences
from copydesk.annotate.events.scheme import QUAD_OF, ROOTS
from copydesk.errors import DamagedWeightsError
from copydesk.text import STABLE_HASHES
from training.cameo import root_of_cameo


@pytest.mark.parametrize(
    ("sentence", "root"),
    [
        ("Ruritania bombed Borduria overnight.", "ASSAULT"),
        ("Ruritania held talks with Borduria in the capital.", "CONSULT"),
        ("Ruritania condemned Borduria over the raid.", "ACCUSE"),
        ("Ruritania will send aid to Borduria, its minister said.", "AGREE"),
        ("Ruritania has sent food and medicine to Borduria.", "AID"),
        ("Ruritania rejected an offer of talks from Borduria.", "REJECT"),
        ("Ruritania threatened to invade Borduria.", "THREATEN"),
        ("Ruritania arrested a reporter from Borduria.", "COERCE"),
        ("Ruritania expelled two diplomats of Borduria.", "SANCTION"),
        ("Ruritania freed six prisoners from Borduria.", "YIELD"),
        ("Ruritania demanded an explanation from Borduria.", "REQUEST"),
    ],
)
def test_root(sentence: str, root: str) -> None:
    code = code_event(sentence, source="Ruritania", target="Borduria")
    assert (code.type, code.quad) == (root, QUAD_OF[root])


def test_mode_comes_from_the_lexicon() -> None:
    code = code_event(
        "Ruritania's king paid a visit to Borduria.", source="Ruritania's king", target="Borduria"
    )
    assert (code.type, code.mode) == ("CONSULT", "visit")


@settings(max_examples=25)
@given(st.text(max_size=60), st.text(max_size=8), st.text(max_size=8))
def test_any_text_gets_a_code(sentence: str, source: str, target: str) -> None:
    code = code_event(sentence, source=source, target=target)
    assert {root for root, _ in code.probabilities} == set(ROOTS)
    assert sum(p for _, p in code.probabilities) == pytest.approx(1)
    assert QUAD_OF[code.type] == code.quad


def test_names_are_found_as_whole_words_first() -> None:
    assert occurrences("Roman Rome and Romania", "Rome") == [(6, 10)]
    assert occurrences("Romania", "Roma") == [(0, 4)]
    assert masked_text("A met B; A left.", source="A", target="B") == "SOURCE met TARGET; SOURCE left."


def test_an_unknown_feature_adds_nothing() -> None:
    known = STABLE_HASHES["known"]
    model = Linear(np.array([known]), np.array([2.0]), np.array([[3.0, -1.0]]))
    assert model.scores(Counter(known=1, unknown=5)).tolist() == [3.0, -1.0]
    assert model.scores(Counter()).tolist() == [0.0, 0.0]


def test_cameo_codes_fall_among_plover_roots() -> None:
    assert [root_of_cameo(code) for code in ("042", "057", "1712", "163", "0841")] == [
        "CONSULT",
        "SUPPORT",
        "ASSAULT",
        "COERCE",
        "YIELD",
    ]
    assert root_of_cameo("023") is None
    assert root_of_cameo("---") is None


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    from copydesk.sealed import verified_bytes

    for name in ("coder.npz", "sha256.json"):
        (tmp_path / name).write_bytes((WEIGHTS / name).read_bytes())
    with (tmp_path / "coder.npz").open("ab") as file:
        file.write(b"x")
    with pytest.raises(DamagedWeightsError):
        verified_bytes(tmp_path / "coder.npz")
