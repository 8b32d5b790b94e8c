"""A time belongs to the claim that says it, not to one around it."""

import json
from pathlib import Path

import copydesk

PAGE = """Ferry Alma sinks off Westhaven

WESTHAVEN, May 7, 2019 (Quay News) - The ferry Alma, built in 1998, sank off the town of Westhaven on Monday, the coast
guard said.

Mayor Ilse Haagen ordered an inquiry and said the ship had passed an inspection in March. Divers will search the wreck
on Friday, she told reporters at the quay.
"""


def test_asides_and_inner_claims_keep_their_times(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    (story,) = json.loads(copydesk.report([str(page)]).to_json())["stories"]
    claims = {claim["id"]: claim["text"] for claim in story["claims"]}
    told = [(entry["value"], claims[entry["claim"]]) for entry in story["timeline"]]
    assert all("sank" not in text for value, text in told if value == "1998")
    assert any("sank" in text for value, text in told if value == "2019-05-06")
    assert [text for value, text in told if value == "2019-03"] == [
        "the ship had passed an inspection in March"
    ]


NAMED = """Harbour board votes on the old quay law

WESTHAVEN, May 7, 2019 (Quay News) - The harbour board has threatened to use the 1807 law on quays against the owner of
the ferry Alma. The owner won in the 2016 harbour election. He sold his first ship in 1999, Mayor Ilse Haagen said.
"""


def test_a_year_in_the_name_of_a_thing_is_not_when_it_was_used(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(NAMED, encoding="utf-8")
    (story,) = json.loads(copydesk.report([str(page)]).to_json())["stories"]
    assert {entry["value"] for entry in story["timeline"]} & {"1807", "1999", "2016"} == {"1999", "2016"}
