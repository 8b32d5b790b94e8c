"""A capital stands for its government where it acts, and is a place where things happen in it."""

import pytest

from copydesk.annotate.entities import find_entities
from tests.annotate_entities.pages import parsed

ACTS = [
    ("Moscow expanded its official presence in the region.", "Moscow", "russia"),
    ("The two countries deepened ties with Moscow and Beijing.", "Beijing", "china"),
    ("Washington accused Tehran of sending weapons to the rebels.", "Tehran", "iran"),
    ("The paper criticised London's decision to leave the treaty.", "London", "united-kingdom"),
    (
        "Talks between Kigali and Kinshasa broke down on Monday.",
        "Kinshasa",
        "democratic-republic-of-the-congo",
    ),
    ("Weapons supplies to Moscow have grown since the spring.", "Moscow", "russia"),
]
PLACES = [
    ("The orchestra arrived in Pyongyang for a concert.", "Pyongyang"),
    ("The minister flew to Moscow on Sunday.", "Moscow"),
    ("Residents of Nairobi queued for water.", "Nairobi"),
    ("Moscow's streets were empty on Sunday.", "Moscow"),
    ("Tokyo is the largest city of the country.", "Tokyo"),
    ("The team flew from Paris to Rome in the morning.", "Rome"),
]


def stands_for(text: str, word: str) -> str | None:
    for entity in find_entities(parsed(text)):
        for mention in entity.mentions:
            if mention.span.of(text) == word and entity.id == word.lower():
                return mention.stands_for
    raise AssertionError(f"{word} is no mention")


@pytest.mark.parametrize(("text", "word", "country"), ACTS)
def test_acting_capitals_are_governments(text: str, word: str, country: str) -> None:
    assert stands_for(text, word) == country
    assert country in {e.id for e in find_entities(parsed(text))}


@pytest.mark.parametrize(("text", "word"), PLACES)
def test_places_are_places(text: str, word: str) -> None:
    assert stands_for(text, word) is None


def test_the_kremlin_stands_for_russia() -> None:
    entities = {e.id: e for e in find_entities(parsed("The Kremlin denied the report on Friday."))}
    assert entities["kremlin"].mentions[0].stands_for == "russia"
    assert entities["russia"].links[0] == ("iso3166", "RU")
