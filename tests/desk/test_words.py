"""What is looked for: inflections, and scripts without spaces."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.desk.words import gathered, spread, stem_of, to_query

ALIKE = [
    *("sail sails sailed sailing sailings", "city cities", "carry carries carried carrying", "die dies died"),
    *("strike strikes striking", "capsize capsizes capsized capsizing", "stop stops stopped stopping"),
    *("agree agrees agreed agreeing", "control controls controlled controlling", "rescue rescued rescues"),
    *("cross crosses crossed crossing", "crash crashes", "raise raised raising raises", "fell felled"),
]


@pytest.mark.parametrize("words", ALIKE)
def test_inflections_have_one_stem_and_find_each_other(words: str) -> None:
    (first, *others) = words.split()
    assert {stem_of(other) for other in others} == {stem_of(first)}
    for word in words.split():
        found = set(re.findall(r'"(\w+)"', to_query(word)))
        assert set(words.split()) <= found


@pytest.mark.parametrize(
    "words",
    ["news new", "hop hope", "plan plane", "king k", "boss bos", "crisis cris", "red r", "evening even"],
)
def test_other_words_are_told_apart(words: str) -> None:
    one, other = words.split()
    assert stem_of(one) != stem_of(other)


@given(st.text())
def test_a_text_is_gathered_as_it_was(text: str) -> None:
    indexed = spread(text)
    assert (gathered(indexed) if len(indexed) != len(text) else indexed) == text


@given(st.text(alphabet="abcdeginsy", max_size=12))
def test_a_stem_is_most_of_its_word(word: str) -> None:
    stem = stem_of(word)
    assert len(word) - 5 <= len(stem) <= len(word) + 1
    assert word.startswith(stem[:-1])
