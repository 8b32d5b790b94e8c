"""Names cut out of bylines, and what the table knows of them."""

import pytest

from copydesk.clean.names import known_parts, looks_personal, split_names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Mira Holt and Tomas Brandt", ("Mira Holt", "Tomas Brandt")),
        ("Von Mira Holt, Tomas Brandt", ("Mira Holt", "Tomas Brandt")),
        ("Mira Holt (Port Lindry)", ("Mira Holt",)),
        ("", ()),
    ],
)
def test_a_byline_is_cut_into_names(line: str, names: tuple[str, ...]) -> None:
    assert split_names(line) == names


def test_the_table_knows_given_and_family_names() -> None:
    assert known_parts("Maria Schneider")[:2] == (True, True)
    assert known_parts("Key Insights")[0] is False
    assert known_parts("") == (False, False, 0.0, 0.0)


def test_a_role_is_no_person() -> None:
    assert looks_personal("Mira Holt")
    assert not looks_personal("Editorial Team")
    assert not looks_personal("MIRA HOLT")
