"""What is known of a page's segments is carried over to the same page dumped to text."""

import pytest

pytest.importorskip("inscriptis")

from training.kind_dumps import shared_words

MARKED = [
    "Home",
    "Sport",
    "Osterby closes its old ferry quay",
    "By Nils Berg",
    "Home",
    "The quay closes in spring.",
]


def test_segments_that_are_the_same_are_found_in_order() -> None:
    dumped = ["Osterby closes its old ferry quay", "Home", "The quay closes in spring."]
    assert shared_words(MARKED, dumped) == [{2: 1.0}, {4: 1.0}, {5: 1.0}]


def test_a_line_that_joins_segments_shares_its_words_among_them() -> None:
    shares = shared_words(
        MARKED, ["HomeSport menu", "Home Sport", "* Osterby closes its old ferry quay by Nils Berg"]
    )
    assert shares[1] == pytest.approx({0: 0.5, 1: 0.5})
    assert shares[2] == pytest.approx({2: 6 / 9, 3: 3 / 9})


def test_words_that_stand_nowhere_have_no_share() -> None:
    assert shared_words(MARKED, ["Subscribe now", "Sport"]) == [{}, {1: 1.0}]
