"""A story's day is the one its leads tell of, not one its pages recall, foresee or mention in passing."""

import json
from pathlib import Path

import pytest

import copydesk

MORE = (
    "The yard stands on the western bank of the river, between the rope works and the old customs house. "
    "Its slipway is long enough for two barges, and its crane was brought from another harbour by sea. "
    "Forty people work there, among them joiners, riggers, welders and three apprentices from the town. "
)


def happened(folder: Path, body: str, date: str = "2023-05-04T09:30") -> str | None:
    text = f"Shipyard on the Orle builds again\n\n{body}\n\n{MORE}"
    page = folder / "page.jsonl"
    page.write_text(json.dumps({"id": "p", "text": text, "date": date}), encoding="utf-8")
    (account,) = copydesk.report([page]).stories
    return account.when.value if account.when else None


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("The trawler Alma sank off Westhaven on Monday, the coast guard said on Tuesday.", "2023-05-01"),
        ("The trawler Alma was never insured, its owner Ilse Haagen said on Tuesday.", "2023-05-02"),
        ("The council of Westhaven published its plans for the quay today.", "2023-05-04"),
    ],
)
def test_the_day_of_the_deed_and_else_of_the_saying(tmp_path: Path, lead: str, day: str) -> None:
    assert happened(tmp_path, lead) == day


@pytest.mark.parametrize(
    "lead",
    [
        f"Few people know the yard.\n\n{MORE}\n\n{MORE * 4}\n\nOn Tuesday, Ilse Haagen walked to the slipway.",
        "Ilse Haagen, who runs the yard, was born on June 3, 1971 in the town of Westhaven.",
        "Ilse Haagen has built up a lead in the town ahead of the vote on June 12.",
        "The yard has earned its place in today's market.",
        "The yard had sold forty boats as of Monday.",
        "Riggers from four towns met in Westhaven over the weekend.",
    ],
    ids=["far from the lead", "long ago", "to come", "a manner of speaking", "a standing", "no single day"],
)
def test_a_day_that_is_not_the_happenings_is_not_told(tmp_path: Path, lead: str) -> None:
    assert happened(tmp_path, lead) is None


def test_a_night_may_be_a_day_ahead_of_the_stamp(tmp_path: Path) -> None:
    lead = "SEOUL - The trawler Alma sank on Friday, the coast guard said."
    assert happened(tmp_path, lead, "2023-05-04T22:30") == "2023-05-05"


PAGE = """<html lang="en"><body><main><h1>{title}</h1><figure><img src="a.jpg" alt="">
<figcaption>A woman sells bread at a market in Quito, on Tuesday, April 18, 2023.</figcaption></figure>
<p>{lead}</p><p>{more}</p></main></body></html>"""


@pytest.mark.parametrize(
    ("title", "lead", "places"),
    [
        (
            "Bolivia’s economy grew in April",
            "Growth came from industry, the institute said on Friday.",
            ["Bolivia"],
        ),
        ("Economy grew in spring", "Growth came from mines in Peru, the institute said on Friday.", ["Peru"]),
        (
            "Yard grows",
            "In Lima and in Oslo yards grew. Oslo’s mayor spoke. Oslo’s yard is new.",
            ["Oslo", "Lima"],
        ),
    ],
)
def test_where_it_happened_is_not_where_a_picture_was_taken(
    tmp_path: Path, title: str, lead: str, places: list[str]
) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(title=title, lead=lead, more=MORE), encoding="utf-8")
    (account,) = copydesk.report([page]).stories
    assert [place.name for place in account.where] == places
