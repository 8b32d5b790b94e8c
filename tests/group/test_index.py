"""Fingerprints choose alike on copies; an index finds page after page what all pages at once would give."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.group.fingerprints import RUN, WINDOW, Hashes, fingerprints
from copydesk.group.index import FEW, FEW_PART, LEAST_PART, LEAST_SHARED, MANY, Index

WORDS = [f"{a}{b}" for a in "bdfgklmnprst" for b in ("alo", "eri", "ino", "ombe", "usta", "yrre", "anto")]


def prose(seed: int, count: int) -> str:
    dice = random.Random(seed)
    return " ".join(dice.choice(WORDS) for _ in range(count))


def fingerprint(text: str) -> Hashes:
    return fingerprints([text])[0]


@settings(max_examples=60)
@given(st.integers(0, 999), st.integers(0, 40), st.integers(0, 40), st.integers(RUN + WINDOW - 1, 60))
def test_winnowing_never_misses_a_shared_stretch(seed: int, before: int, after: int, length: int) -> None:
    shared = prose(seed, length)
    one = fingerprint(f"{prose(seed + 1, before)} {shared} {prose(seed + 2, after)}")
    two = fingerprint(f"{prose(seed + 3, after)} {shared} {prose(seed + 4, before)}")
    assert len(np.intersect1d(one, two)) >= 1


@given(st.lists(st.text(max_size=200), max_size=6))
def test_texts_are_hashed_together_as_they_are_alone(texts: list[str]) -> None:
    together = fingerprints(texts)
    assert len(together) == len(texts)
    for text, found in zip(texts, together, strict=True):
        assert found.tolist() == fingerprint(text).tolist()
        assert found.tolist() == sorted(set(found.tolist()))


def test_case_and_punctuation_do_not_count() -> None:
    text = prose(3, 40)
    assert fingerprint(text.upper().replace(" ", ", ")).tolist() == fingerprint(text).tolist()


def test_four_words_have_no_fingerprint_and_five_have_one_hash() -> None:
    assert [len(found) for found in fingerprints(["a b c d", "a b c d e", ""])] == [0, 1, 0]


def pages(seed: int, count: int) -> list[Hashes]:
    """Fingerprints of pages that share paragraphs freely, some with all the others."""
    dice = random.Random(seed)
    stock = [prose(1000 + i, 30) for i in range(6)]
    return fingerprints(
        [" ".join(dice.sample(stock, dice.randint(1, 4))) + " " + prose(seed + i, 20) for i in range(count)]
    )


@settings(max_examples=25)
@given(st.integers(0, 99), st.integers(2, 60))
def test_page_after_page_gives_the_same_as_all_at_once(seed: int, count: int) -> None:
    prints = pages(seed, count)
    ids = [f"p{i}" for i in range(count)]
    at_once = Index().add_and_pair(ids, prints)
    index, pairs = Index(), []
    for id, found in zip(ids, prints, strict=True):
        pairs += index.add_and_pair([id], [found])
    assert sorted(pairs) == at_once


@settings(max_examples=25)
@given(st.integers(0, 99), st.integers(2, 20))
def test_few_pages_are_paired_by_what_they_share(seed: int, count: int) -> None:
    prints = pages(seed, count)
    expected = []
    for b in range(count):
        for a in range(b):
            shared = len(np.intersect1d(prints[a], prints[b]))
            part = FEW_PART if shared < FEW else LEAST_PART
            if shared >= max(LEAST_SHARED, part * min(len(prints[a]), len(prints[b]))):
                expected.append((a, b))
    assert Index().add_and_pair([str(i) for i in range(count)], prints) == sorted(expected)


def test_a_text_that_everybody_prints_makes_no_more_than_many_pairs_a_page() -> None:
    prints = [fingerprint(prose(5, 20))] * (3 * MANY)
    pairs = Index().add_and_pair([str(i) for i in range(3 * MANY)], prints)
    assert max(a for a, _ in pairs) < MANY
    assert {b for _, b in pairs} == set(range(1, 3 * MANY))


def test_an_empty_index_pairs_nothing() -> None:
    assert Index().add_and_pair(["wire"], [fingerprint(prose(1, 50))]) == []


def test_each_page_has_an_id() -> None:
    with pytest.raises(ValueError, match="2 ids for 1"):
        Index().add(["a", "b"], [fingerprint(prose(1, 50))])
