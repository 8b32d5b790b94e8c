"""Which of the names a page offers sign the article."""

import numpy as np
import pytest

from copydesk.clean.bylines import FEATURES, choose
from copydesk.clean.names import split_names


def row(**known: float) -> list[float]:
    return [known.get(name, 0.0) for name in FEATURES]


def test_the_names_of_a_list_go_together() -> None:
    rows = np.array([row(linked_index=i, linked_count=3, tokens=2) for i in range(3)])
    assert choose(rows, np.array([0.5, -1.0, -4.0])).tolist() == [True, True, True]
    assert choose(rows, np.array([-0.5, 1.0, -4.0])).tolist() == [False, True, False]


def test_the_site_signs_only_where_no_person_does() -> None:
    site, person = (
        row(is_site=1, is_organisation=1, tokens=2, linked_index=-1),
        row(tokens=2, linked_index=-1),
    )
    rows = np.array([site, person])
    assert choose(rows, np.array([2.0, 1.0])).tolist() == [False, True]
    assert choose(rows, np.array([2.0, -1.0])).tolist() == [True, False]


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
