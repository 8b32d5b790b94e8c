"""Who bears out whom: two papers in words of their own do, one statement printed twice does not."""

from pathlib import Path

import pytest

from copydesk.account import tell
from copydesk.model import AccountClaim
from tests.tracing import traced

HERALD = """Quay Street loses a landmark

OSTHAVEN — {}

A cook told the Herald that the kitchen had been shut since May. Guests who had booked for the regatta were sent to the
inns of the old town, and their deposits were given back at the door.
"""
GAZETTE = """Last guests leave

OSTHAVEN — {}

Two waiters told The Gazette that they had not been paid. The building dates from 1911 and has a roof of green copper
tiles, which the council wants to keep whatever becomes of the rest.
"""


def claims(folder: Path, herald: str, gazette: str) -> list[AccountClaim]:
    """The claims of two pages of two publishers, each opening with one sentence."""
    pages = {"a": HERALD.format(herald), "b": GAZETTE.format(gazette)}
    account = tell(traced(folder, pages, publishers={"a": "Osthaven Herald", "b": "Vale Gazette"}))
    return [claim for claim in account.claims if {e.source for e in claim.evidence} == {"a", "b"}]


def test_two_papers_in_words_of_their_own_bear_each_other_out(tmp_path: Path) -> None:
    (claim,) = [
        c
        for c in claims(
            tmp_path,
            "The Lantern Hotel closed its doors on Monday after ninety years in business.",
            "After ninety years in business the Lantern Hotel shut its doors for good on Monday.",
        )
        if "Lantern" in c.text
    ]
    assert (claim.status, claim.independent) == ("corroborated", 2)


def test_the_very_words_bear_nothing_out(tmp_path: Path) -> None:
    said = "The Lantern Hotel closed its doors on Monday after ninety years in business."
    (claim,) = [c for c in claims(tmp_path, said, said) if "Lantern" in c.text]
    assert claim.independent < 2


def _independent(folder: Path, herald: str, gazette: str) -> int:
    """The most witnesses that any claim of both pages has."""
    return max((claim.independent for claim in claims(folder, herald, gazette)), default=0)


def test_two_persons_who_do_the_same_bear_nothing_out(tmp_path: Path) -> None:
    herald = "Ilse Haagen left the board of the harbour on Monday."
    gazette = "On Monday Per Lindqvist left the harbour board."
    assert _independent(tmp_path, herald, gazette) < 2


def test_a_paper_that_was_told_by_the_other_bears_nothing_out(tmp_path: Path) -> None:
    herald = "The Lantern Hotel closed its doors on Monday after ninety years in business."
    gazette = (
        "After ninety years in business the Lantern Hotel shut its doors for good on Monday. Its owner told the "
        "Osthaven Herald that no buyer had been found."
    )
    assert _independent(tmp_path, herald, gazette) < 2


def test_the_very_words_are_known_whatever_marks_stand_around_them(tmp_path: Path) -> None:
    herald = 'Its owner’s lawyers argued that the sale served "no lawful or honest purpose".'
    gazette = "The filing says the sale of the hotel “served no lawful or honest purpose”."
    assert _independent(tmp_path, herald, gazette) < 2


@pytest.mark.parametrize(
    "asked", ["return a request for comment on the sale", "respond to the Herald’s questions"]
)
def test_two_papers_that_get_no_answer_asked_twice(tmp_path: Path, asked: str) -> None:
    herald = f"The owners of the Lantern Hotel did not immediately {asked}."
    gazette = "The Lantern Hotel’s owners did not respond to requests for comment about its sale on Monday."
    assert _independent(tmp_path, herald, gazette) < 2


def test_who_helped_with_a_page_is_no_news(tmp_path: Path) -> None:
    herald = (
        "The Lantern Hotel closed its doors. Herald writers Ann Roe and Bo Lund contributed to this report."
    )
    gazette = "Guests left the Lantern Hotel. Gazette writer Ed Moss contributed to this report."
    pages = {"a": HERALD.format(herald), "b": GAZETTE.format(gazette)}
    told = [claim.text for claim in tell(traced(tmp_path, pages)).claims]
    assert told
    assert not any("contributed" in text for text in told)


def test_who_the_writer_is_is_no_news(tmp_path: Path) -> None:
    page = (
        HERALD.format("The Lantern Hotel closed its doors.")
        + "\nAnn Roe is a senior writer at large in Vale.\n"
    )
    told = [claim.text for claim in tell(traced(tmp_path, {"a": page})).claims]
    assert told
    assert not any("senior writer" in text for text in told)


def test_what_two_people_say_of_themselves_bears_neither_out(tmp_path: Path) -> None:
    told = claims(
        tmp_path,
        "The cook Ann Roe said she had lost her job when the Lantern Hotel closed.",
        "The waiter Tom Lind said he had lost his job as the Lantern Hotel shut.",
    )
    assert [claim for claim in told if "job" in claim.text]
    assert all(claim.independent < 2 for claim in told)
