"""Words are found on a desk in whichever inflection, where they stand, and never as a query."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.desk import Desk
from copydesk.desk.entry import Passage, entry_of
from copydesk.errors import UsageError
from copydesk.model import Span
from tests.desk.kept import ARTICLES, RAWS, keep


def test_passages_are_found_where_they_stand(desk: Desk) -> None:
    keep(desk, RAWS)
    hits = desk.search("Coast GUARD")
    assert hits
    for hit in hits:
        text = ARTICLES[hit.passage.source].page.text
        assert hit.passage.span.of(text) == hit.passage.text
        assert "coast" in hit.passage.text.lower()
        assert hit.story == desk.story(hit.passage.source).id
        assert {mark.of(hit.passage.text).lower() for mark in hit.marks} == {"coast", "guard"}
    assert desk.search('"guard coast"') == []
    assert len(desk.search("the", most=3)) == 3


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Réf Coast, coast", ["Coast", "coast"]),
        ("coa\u0301st", ["coa\u0301st"]),
        ("a\0b coast", []),
        ("\ufdd0 coast \ufdd1", []),
        ("coasts, Coasting coasted; roast", ["coasts", "Coasting", "coasted"]),
        ("東京coast橋、coast", ["coast", "coast"]),
        ("橋\x1f橋 coast", ["coast"]),
    ],
)
def test_the_words_found_are_marked_where_that_can_be_told(desk: Desk, text: str, marked: list[str]) -> None:
    put_passage(desk, text)
    (hit,) = desk.search("coast")
    assert hit.passage.text == text
    assert [mark.of(text) for mark in hit.marks] == marked


def put_passage(desk: Desk, text: str) -> None:
    (found,) = [ARTICLES[raw.source] for raw in RAWS[:1]]
    passage = Passage(found.article.source, Span(3, 3 + len(text)), text)
    with desk._store.writing():
        desk._store.shelve(replace(entry_of(found), passages=(passage,)), "received")


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("The sailing was cancelled.", "sailings cancels", ["sailing", "cancelled"]),
        ("Two sailings were cancelled.", '"sailing"', None),
        ("Two sailings were cancelled.", '"two sailings" cancel', ["Two sailings", "cancelled"]),
        ("Die Fähre des Jahres", "fähre jahr", ["Fähre", "Jahres"]),
        ("東京都は2024年、新しい橋を開いた。", "京都 2024年", ["京都", "2024年"]),
        ("東京都は2024年、新しい橋を開いた。", "橋都", None),
        ("港区バスケットボール場", '"ボール場"', ["ボール場"]),
        ("서울에서 다리가 열렸다", "서울", ["서울"]),
        ("ตลาดปลาเปิดใหม่", "ปลา", ["ปลา"]),
    ],
)
def test_words_are_found_in_all_inflections_and_without_spaces(
    desk: Desk, text: str, words: str, marked: list[str] | None
) -> None:
    put_passage(desk, text)
    hits = desk.search(words)
    assert [[mark.of(hit.passage.text) for mark in hit.marks] for hit in hits] == ([marked] if marked else [])


@pytest.mark.parametrize(
    "words",
    ["zebra OR ferry", "ferry NOT capsizes", "ferr*", "NEAR(ferry)", "text:ferry", 'zebra" OR "ferry'],
)
def test_words_of_query_languages_are_looked_for_like_others(desk: Desk, words: str) -> None:
    keep(desk, RAWS[:3])
    assert desk.search("ferry")
    assert desk.search("^ferry _") == desk.search("ferry")
    assert desk.search(words) == []


@settings(max_examples=60)
@given(
    words=st.text(max_size=30)
    | st.sampled_from(['a" OR "b', "NEAR(a b)", "coast*", '"', "text : x", "-a", "^a"])
)
def test_no_words_are_read_as_a_query(words: str) -> None:
    with TemporaryDirectory() as folder, Desk(Path(folder) / "news.desk", create=True) as desk:
        if any(letter.isalnum() for letter in words):
            assert desk.search(words) == []
        else:
            with pytest.raises(UsageError):
                desk.search(words)
