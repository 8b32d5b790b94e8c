"""What is looked for: inflections, and scripts without spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.desk.words import gathered, inflections, spread, to_query

ALIKE = [
    *(
        "sail sails sailed sailing sailings",
        "city cities",
        "carry carries carried carrying",
        "die dies died",
    ),
    *("strike strikes striking", "capsize capsizes capsized capsizing", "stop stops stopped stopping"),
    *("agree agrees agreed agreeing", "control controls controlled controlling", "rescue rescued rescues"),
]
OTHERS = "news new hop hope plan plane organ organisation police policy sailor citizen carriage strict"
INDEX = [word for words in (*ALIKE, OTHERS) for word in words.split()]


def beginning(letters: str) -> list[str]:
    return [word for word in INDEX if word.startswith(letters)]


@pytest.mark.parametrize("words", ALIKE)
def test_inflections_find_each_other_and_nothing_else(words: str) -> None:
    for word in words.split():
        assert set(inflections(word.upper(), beginning)) == set(words.split())


@pytest.mark.parametrize("word", OTHERS.split())
def test_other_words_are_told_apart(word: str) -> None:
    assert inflections(word, beginning) == [word]


@pytest.mark.parametrize("word", ["is", "2024", "fähre2", "京都", "x-ray", ""])
def test_what_is_no_word_of_latin_letters_has_no_inflections(word: str) -> None:
    assert inflections(word, lambda _: ["is"]) == []


def test_each_word_is_asked_for_with_its_inflections_and_phrases_as_they_stand() -> None:
    query = to_query('Sails "coast guard" _', beginning)
    assert query == '("Sails" OR "sail" OR "sails" OR "sailed" OR "sailing" OR "sailings") AND "coast guard"'


@given(st.text())
def test_a_text_is_gathered_as_it_was(text: str) -> None:
    indexed = spread(text)
    assert (gathered(indexed) if len(indexed) != len(text) else indexed) == text
