"""Who is told by an office, a seat, initials or a paper, across the pages of a story."""

from pathlib import Path

import pytest

from tests.tracing import origin_of, traced

REST = "Nobody was hurt. The docks were closed for the whole of the day, and sailors went home early."
PAGES = {
    "Mayor Ann Roe met Vice Mayor Ola Lind on Monday. The ferry will be sold, the mayor said.": (
        "ferry will be sold",
        "ann-roe",
    ),
    "Bo Lund, spokesman for the Vale attorney general’s office, met sailors on Monday. The ferry was old, according to "
    "the attorney general’s office.": ("ferry was old", "attorney-generals-office"),
    "Rep. Ann Roe (R-Ohio) met Ohio Democratic Sen. Bo Lund on Monday. The ferry was old, the Ohio Democrat said.": (
        "ferry was old",
        "bo-lund",
    ),
    "Rep. Ann Roe met sailors on Monday. “The ferry was old and slow,” the Ohio Democrat said.": (
        "ferry was old",
        "ann-roe",
    ),
    "Ida Nilsen, head of the Sailors League, released a short statement on Monday. The ferry was old, the statement "
    "said.": ("ferry was old", "ida-nilsen"),
    "A spokesman for the Harbour Board said the tugs were late. Quayside’s spokesman said the ferry was old. It was "
    "also slow, the spokesman said.": ("It was also slow", "quaysides-spokesman"),
    "The ferry was old, Quayside’s owner added to the Bay Courier.": ("ferry was old", "quaysides-owner"),
    "The ferry was old, according to a copy of the plan reviewed by Reuters.": (
        "ferry was old",
        "copy-of-the-plan-reviewed-by-reuters",
    ),
}


@pytest.mark.parametrize(("text", "told"), PAGES.items())
def test_who_is_meant(tmp_path: Path, text: str, told: tuple[str, str]) -> None:
    words, origin = told
    assert origin_of(traced(tmp_path, {"a": f"Ferry in port\n\n{text} {REST}\n"}), words) == origin


def test_a_body_is_one_with_its_initials_on_another_page(tmp_path: Path) -> None:
    pages = {
        "a": f"Ferry in port\n\nThe ferry was old, the Centers for Ferry Control and Repair said on Monday. {REST}\n",
        "b": f"Tugs in port\n\nThe tugs came far too late to help, the CFC said on Tuesday. {REST}\n",
    }
    story = traced(tmp_path, pages)
    assert origin_of(story, "ferry was old") == origin_of(story, "tugs came far too late")


def test_the_president_of_several_is_whom_the_page_names_by_far_the_most(tmp_path: Path) -> None:
    berg = "It was the first trip since that of President Olav Berg."
    pages = {
        "a": f"Ferry in port\n\nPresident Ada Holm came on Monday. {berg} {REST}\n",
        "b": "Trip ends\n\nMs. Holm left on Tuesday. Ms. Holm had come on Monday with her son. Ms. Holm met nobody "
        "else and Ms. Holm was gone by noon. “We had some really good meetings there,” the president said. "
        f"{berg}\n",
    }
    assert origin_of(traced(tmp_path, pages), "some really good meetings") == "ada-holm"
