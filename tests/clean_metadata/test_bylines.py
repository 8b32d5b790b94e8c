"""Which of the names a page offers sign the article."""

import numpy as np
import pytest

from copydesk.clean.bylines import FEATURES, choose
from copydesk.clean.names import split_names


def row(**known: float) -> list[float]:
    return [known.get(name, 0.0) for name in FEATURES]


def signing(rows: list[list[float]], scores: list[float], lines: list[set[int]] | None = None) -> list[bool]:
    """Which of the names sign where a log-odds of 0 suffices."""
    lines = lines or [set() for _ in rows]
    return list(choose(np.array(rows), np.array(scores), lines=lines, threshold=0.0))


def test_the_names_of_a_list_go_together() -> None:
    rows = [row(linked_index=i, linked_count=3, tokens=2) for i in range(3)]
    assert signing(rows, [0.5, -1.0, -4.0]) == [True, True, True]
    assert signing(rows, [-0.5, 1.0, -4.0]) == [False, True, False]


def test_the_first_of_a_list_of_a_news_article_need_be_less_sure() -> None:
    rows = [row(linked_index=i, linked_count=3, tokens=2, is_news=1) for i in range(3)]
    assert signing(rows, [-0.5, -3.0, -4.0]) == [True, True, True]
    assert signing(rows, [-1.0, -3.0, -4.0]) == [False, False, False]


def test_the_site_signs_only_where_no_person_does() -> None:
    site, person = (
        row(is_site=1, is_organisation=1, tokens=2, linked_index=-1),
        row(tokens=2, linked_index=-1),
    )
    assert signing([site, person], [2.0, 1.0]) == [False, True]
    assert signing([site, person], [2.0, -1.0]) == [True, False]


def test_people_on_a_line_sign_together_unless_one_is_unlikely() -> None:
    person = row(tokens=2, linked_index=-1)
    lines = [{3}, {3, 7}, {7}, set[int]()]
    assert signing([person] * 4, [0.5, -0.5, -0.5, -0.5], lines) == [True, True, False, False]
    assert signing([person] * 4, [0.5, -2.0, 0.5, -0.5], lines) == [True, False, True, False]
    assert signing([person] * 4, [-0.5, -0.5, -0.5, -0.5], lines) == [False, False, False, False]


def test_where_nobody_signs_a_news_article_is_its_organisation_s() -> None:
    agency = row(is_organisation=1, linked_organisation=1, is_news=1, tokens=2, linked_index=-1)
    person = row(is_news=1, tokens=2, linked_index=-1)
    assert signing([agency, person], [-0.5, -0.5]) == [True, False]
    assert signing([agency, person], [-0.5, 0.5]) == [False, True]
    assert signing([agency, person], [-2.0, -0.5]) == [False, False]
    blog = row(is_organisation=1, linked_organisation=1, tokens=2, linked_index=-1)
    assert signing([blog, person], [-0.5, -0.5]) == [False, False]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("ByAda Quill", ("Ada Quill",)),
        ("Bytown Gazette", ("Bytown Gazette",)),
        ("This post was written by Ada Quill, Harbour Master", ("Ada Quill", "Harbour Master")),
        ("Autorin/Autor Ada Quill", ("Ada Quill",)),
        ("By Ada Quill And Ann Roe For The Lindry Courier On Sunday", ("Ada Quill", "Ann Roe")),
        ("By Ada Quill and Ann Roe The Associated Press", ("Ada Quill", "Ann Roe")),
        ("By Ada Quill Senior Political Correspondent", ("Ada Quill",)),
        ("Senior Writer", ("Senior Writer",)),
        ("Ada Quill 4 May 2031 - 14:41", ("Ada Quill",)),
        ("Ada Quill May 4, 2031", ("Ada Quill",)),
        ("Ada Quill1, Ann Roe2", ("Ada Quill", "Ann Roe")),
        ("Ada Quill, Ann Roe, and Bo Lind", ("Ada Quill", "Ann Roe", "Bo Lind")),
        ("By Ada QuillUpdated 4 May 2031", ("Ada Quill",)),
        ("By Ada QuillMay 4, 2031", ("Ada Quill",)),
        ("Ada Quill Ada Quill", ("Ada Quill",)),
        ("Kommentar von Ada Quill", ("Ada Quill",)),
        ("Kommentar von", ()),
        ("By May 4, 2031", ()),
        ("Authors:Ada Quill", ("Ada Quill",)),
    ],
)
def test_names_in_a_line(line: str, names: tuple[str, ...]) -> None:
    assert split_names(line) == names
