"""The corroboration set's labels agree with the pages and with the definitions of docs/account.md; nothing is told."""

import re
from pathlib import Path
from typing import Any

import pytest

from copydesk.pipeline import to_page
from quality.account_stories import PARTS, raw_pages, read_labels

SHARED = Path(__file__).parents[2].parent / "shared"
LABELS = read_labels()
NOBODY = {"unknown", "unnamed"}
EXCLUDING = {"number", "time", "place", "modality"}

every_story = pytest.mark.parametrize("label", LABELS, ids=lambda label: label["story"])


def test_stories_are_named_once_and_belong_to_a_part() -> None:
    assert len({label["story"] for label in LABELS}) == len(LABELS)
    assert {label["held_back"] for label in LABELS} == set(PARTS.values())


def test_no_page_is_in_two_parts() -> None:
    """What was held back was not shown by a story that was open."""
    parts: dict[str, set[str]] = {}
    for label in LABELS:
        for page in label["pages"]:
            parts.setdefault(page["of"], set()).add(str(label["held_back"]))
    assert [page for page, found in parts.items() if len(found) > 1] == []


@every_story
def test_the_form_is_kept(label: dict[str, Any]) -> None:
    numbers = range(len(label["pages"]))
    assert 3 <= len(numbers) <= 6
    for claim in label["claims"]:
        assert claim["status"] in {"corroborated", "single_origin", "unattributed", "disputed"}
        assert claim["tellings"]
        assert all(telling["page"] in numbers and telling["origin"] for telling in claim["tellings"])
    for difference in label["differences"]:
        assert difference["on"] in EXCLUDING | {"actor"}
        assert len({value["page"] for value in difference["values"]}) > 1
        assert {value["page"] for value in difference["values"]} <= set(numbers)
        assert not (difference.get("planted") and difference.get("optional"))


@every_story
def test_statuses_follow_from_the_origins(label: dict[str, Any]) -> None:
    for claim in label["claims"]:
        named = [set(telling["origin"].split("|")) for telling in claim["tellings"]]
        if claim["status"] == "unattributed":
            assert all(names & NOBODY for names in named), claim
        elif claim["status"] == "single_origin":
            assert any(names - NOBODY for names in named), claim
        elif claim["status"] == "corroborated":
            known = [names - NOBODY for names in named if names - NOBODY]
            assert any(not one & two for one in known for two in known), claim


@every_story
@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not beside the repository")
def test_places_stand_in_the_pages_that_were_labelled(label: dict[str, Any]) -> None:
    texts = page_texts(label)
    places = [place for claim in label["claims"] for place in claim["tellings"]]
    places += [value for difference in label["differences"] for value in difference["values"]]
    for place in places:
        text, start, end = texts[place["page"]], place["start"], place["end"]
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not re.match(r"\w\w", text[max(0, start - 1) : start + 1])
        assert not re.match(r"\w\w", text[end - 1 : end + 1])


@every_story
@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not beside the repository")
def test_a_dispute_has_a_difference_and_a_planted_value_a_dispute(label: dict[str, Any]) -> None:
    """Where a claim is disputed, a value that differs stands in the sentence of one of its tellings; where a
    planted number, time or place stands in the tellings of two pages, the claim is disputed."""
    texts = page_texts(label)
    for claim in label["claims"]:
        tellings = claim["tellings"]
        if claim["status"] == "disputed":
            differing = [d for d in label["differences"] if d["on"] in EXCLUDING]
            assert any(near(texts, t, v) for d in differing for v in d["values"] for t in tellings), claim
        for difference in label["differences"]:
            if difference.get("planted") and difference["on"] in {"number", "time", "place"}:
                inside = {v["page"] for v in difference["values"] for t in tellings if overlap(t, v)}
                assert len(inside) < 2 or claim["status"] == "disputed", claim


def page_texts(label: dict[str, Any]) -> list[str]:
    pages = [to_page(raw) for raw in raw_pages(label)]
    return [page.text if hasattr(page, "text") else "" for page in pages]


def overlap(one: dict[str, Any], two: dict[str, Any]) -> bool:
    same_page: bool = one["page"] == two["page"]
    return same_page and one["start"] < two["end"] and two["start"] < one["end"]


def near(texts: list[str], one: dict[str, Any], two: dict[str, Any]) -> bool:
    """Whether both stand in one paragraph."""
    first, last = min(one["start"], two["start"]), max(one["end"], two["end"])
    return one["page"] == two["page"] and "\n\n" not in texts[one["page"]][first:last]
