"""How one claim stands to another: scores, stances, and what never happens."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import copydesk
from copydesk.account import bearing, compare
from copydesk.account.likeness import Body, Passage, comparison_features
from copydesk.embedding import DIMENSIONS
from copydesk.errors import DamagedWeightsError

CLAIM = "The harbour bridge at Oltmouth collapsed on Friday"
TOLD = (
    "The harbour bridge at Oltmouth collapsed on Friday, the port office confirmed. Two lorries were on it. "
    "Divers found both drivers alive. The bridge was built in 1961 and was to be repaired next year. "
    "The mayor said the ferry would run all night."
)
DENIED = (
    "Reports that the harbour bridge at Oltmouth collapsed on Friday are a hoax. The port office denied it. "
    "The bridge is not damaged, officials said, and the picture is fake. It shows another bridge. "
    "The false story was retracted by two sites."
)
OTHER = (
    "Wheat prices rose for a third week. Growers in the south blamed a dry spring. Millers said stocks would last. "
    "The ministry expects imports to double. Bakers have put up the price of a loaf."
)


def test_a_body_on_the_same_thing_is_told_from_another() -> None:
    same, other = copydesk.compare_claims(CLAIM, TOLD), copydesk.compare_claims(CLAIM, OTHER)
    assert same.same > 0.8 > 0.2 > other.same
    assert compare.stance_of(CLAIM, OTHER) == "unrelated"


def test_a_denial_contradicts_more_than_a_report() -> None:
    told, denied = copydesk.compare_claims(CLAIM, TOLD), copydesk.compare_claims(CLAIM, DENIED)
    assert denied.contradicts > told.contradicts
    assert told.supports > denied.supports


def test_claims_on_the_same_thing_are_told_from_others() -> None:
    near = copydesk.compare_claims(CLAIM, "Oltmouth's harbour bridge fell into the water on Friday")
    far = copydesk.compare_claims(CLAIM, "Wheat prices rose for a third week")
    assert near.same > 0.5 > far.same


def test_stances_of_claims() -> None:
    assert compare.stance_of(CLAIM, "Harbour bridge collapse at Oltmouth is a hoax, not true") == "disagree"


@pytest.mark.parametrize("pair", [("", TOLD), (CLAIM, ""), ("...", "!"), ("", "")])
def test_texts_without_words_tell_of_nothing(pair: tuple[str, str]) -> None:
    assert copydesk.compare_claims(*pair) == compare.Comparison(0.0, 0.0, 0.0)
    assert compare.stance_of(*pair) == "unrelated"


@given(
    st.text(max_size=200), st.lists(st.sampled_from([TOLD, DENIED, "\n", "“", "7,000 people. "]), max_size=4)
)
@settings(max_examples=40)
def test_any_text_gets_scores_between_0_and_1_and_the_same_ones_again(a: str, parts: list[str]) -> None:
    b = a[::-1].join(parts)
    first = copydesk.compare_claims(a, b)
    assert all(0 <= score <= 1 for score in (first.same, first.supports, first.contradicts))
    assert copydesk.compare_claims(a, b) == first


def test_two_claims_bear_on_each_other_alike_in_either_order() -> None:
    other = "The mayor rejected the charge that the bridge had been neglected for years"
    there, back = copydesk.compare_claims(CLAIM, other), copydesk.compare_claims(other, CLAIM)
    assert there.supports == pytest.approx(back.supports)
    assert there.contradicts == pytest.approx(back.contradicts)


def test_vectors_are_compared_the_same_in_either_order_and_along_known_directions() -> None:
    learnt = bearing._weights()
    one, other = np.eye(2, DIMENSIONS)
    row = bearing.side_by_side(one, other, directions=learnt["directions"])
    assert np.array_equal(row, bearing.side_by_side(other, one, directions=learnt["directions"]))
    assert {len(learnt[key]) for key in ("strengthen", "weaken")} == {len(row) + 1}
    assert np.allclose(np.linalg.norm(learnt["directions"], axis=1), 1, atol=1e-5)


def test_rows_are_as_long_as_the_trees_expect() -> None:
    texts = (Passage(CLAIM), Body(TOLD)), (Passage("x"), Body("y"))
    body, claim = (
        [len(features(*pair)) for pair in texts] for features in (comparison_features, compare.claim_row)
    )
    assert len(set(body)) == len(set(claim)) == 1
    for name, forest in compare._heads().items():
        assert forest.feature.max() < (body if name.startswith("body") else claim)[0]


def test_damaged_weights_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "comparison.npz").write_bytes(b"other bytes")
    digest = hashlib.sha256(b"the published bytes").hexdigest()
    (tmp_path / "sha256.json").write_text(f'{{"comparison.npz": "{digest}"}}', encoding="utf-8")
    monkeypatch.setattr(compare, "WEIGHTS", tmp_path)
    compare._heads.cache_clear()
    with pytest.raises(DamagedWeightsError):
        copydesk.compare_claims(CLAIM, TOLD)
    monkeypatch.undo()
    compare._heads.cache_clear()


@pytest.mark.parametrize(
    ("a", "b", "excluded"),
    [
        ("Nine people died.", "Twelve people died.", True),
        ("Nine people died.", "At least nine people died.", False),
        ("The minister resigned.", "The minister did not resign.", True),
        ("The ferry sank on Monday.", "The ferry sank on Monday with its mail.", False),
        ("Ten died in the flood at Vale.", "A blast in the mine of Osthaven killed 40 people.", False),
    ],
)
def test_a_not_or_another_figure_in_the_same_words_contradicts(a: str, b: str, excluded: bool) -> None:
    there, back = copydesk.compare_claims(a, b), copydesk.compare_claims(b, a)
    assert (there.contradicts > 0.5) is excluded
    assert (there.supports, there.contradicts) == pytest.approx((back.supports, back.contradicts))
    assert not (excluded and there.supports > 0.5)
