"""Names in the same place of the same words: what sort of difference they are, and when they are one."""

from pathlib import Path

import pytest

from tests.account.test_other_days import claims


def differing(folder: Path, herald: str, gazette: str) -> set[tuple[str, tuple[str, ...]]]:
    return {
        (difference.on.value, tuple(value.value for value in difference.values))
        for claim in claims(folder, herald, gazette)
        for difference in claim.differences
        if difference.on.value != "wording"
    }


@pytest.mark.parametrize(
    ("said", "names", "on"),
    [
        ("A boy was shot by the police in {} during the march on Monday.", ("the Bronx", "Queens"), "place"),
        ("The wounded boy was pronounced dead at {} Hospital on Monday.", ("Jamaica", "Elmhurst"), "place"),
        ("The town's team was knocked out of the cup on Monday by {}.", ("Detroit", "Indiana"), "actor"),
    ],
)
def test_two_names(tmp_path: Path, said: str, names: tuple[str, str], on: str) -> None:
    values = tuple(name.removeprefix("the ") for name in names)
    assert (on, values) in differing(tmp_path, *map(said.format, names))


def test_a_list_that_holds_the_parts_of_a_name_does_not_hold_the_name(tmp_path: Path) -> None:
    said = (
        "Present on Monday were Kim Yong Il, Foreign Minister {}, Pak Kun Gwang, Ri Myong San and Jon Su Il."
    )
    found = differing(tmp_path, said.format("Pak Ui Chun"), said.format("Ri Su Yong"))
    assert ("actor", ("Pak Ui Chun", "Ri Su Yong")) in found
