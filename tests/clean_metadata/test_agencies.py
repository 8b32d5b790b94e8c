"""The table of agencies and where a text names them."""

import pytest

from copydesk.clean.agencies import agencies, find_agency, named_agencies


def test_the_table_is_whole() -> None:
    table = agencies()
    assert len(table) >= 120
    assert len({a.id for a in table}) == len(table)
    assert {a.kind for a in table} == {"agency", "state_media"}
    assert all(len(a.country) == 2 and a.languages for a in table)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reuters", "reuters"),
        ("(AFP)", "afp"),
        ("© dpa", "dpa"),
        ("By The Associated Press", "ap"),
        ("© 2023 Reuters.", "reuters"),
        ("新华社", "xinhua"),
        ("Von dpa", "dpa"),
        ("Staff", None),
        ("Jane Doe", None),
        ("Reuters said on Monday that", None),
        ("", None),
    ],
)
def test_a_text_that_is_an_agency(text: str, expected: str | None) -> None:
    found = find_agency(text)
    assert (found.id if found else None) == expected


def test_a_shared_mark_needs_the_language() -> None:
    assert find_agency("APA") is None
    german = find_agency("APA", language="de")
    assert german is not None
    assert german.country == "AT"


def test_agencies_named_in_running_text() -> None:
    text = "Officials told AFP in Petra, KCNA reported. The AP said (TT) so; Michael Bloomberg did not. 据新华社报道"
    found = named_agencies(text)
    assert [a.id for a, _ in found] == ["afp", "kcna", "ap", "tt", "xinhua"]
    assert [span.of(text) for _, span in found] == ["AFP", "KCNA", "AP", "TT", "新华社"]
