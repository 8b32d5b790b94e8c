"""Which segments are kept, given their chances."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from copydesk.clean.keeping import half_of_best_f1, kept_marked

CHANCES = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=9)


def expected_f1(sizes: np.ndarray, chances: np.ndarray, kept: np.ndarray) -> float:
    """F1 as it is approximated: of expected characters."""
    return float(2 * (sizes * chances)[kept].sum() / (sizes[kept].sum() + (sizes * chances).sum()))


@given(CHANCES, st.integers(0, 2**32 - 1))
def test_no_other_choice_of_segments_has_a_higher_expected_f1(chances: list[float], seed: int) -> None:
    sizes = np.random.default_rng(seed).integers(1, 400, len(chances))
    likely = np.array(chances) + 1e-6
    best = half_of_best_f1(sizes, likely) * 2
    choices = ((np.arange(2 ** len(chances))[:, None] >> np.arange(len(chances))) & 1).astype(bool)
    assert best >= max(expected_f1(sizes, likely, choice) for choice in choices) - 1e-9


def test_a_page_told_surely_has_a_higher_threshold() -> None:
    body = "The ferry left the harbour an hour late because of the fog over the bay. " * 4
    teaser = "Fog returns to the bay this weekend, forecasters at the harbour say. "
    sure = kept_marked([body, body, teaser], np.array([0.99, 0.98, 0.47]))
    unsure = kept_marked([body, body, teaser], np.array([0.6, 0.5, 0.47]))
    assert sure == [True, True, False]
    assert unsure == [True, True, True]
