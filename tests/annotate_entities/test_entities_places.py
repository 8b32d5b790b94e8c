"""Gazetteer and geocoder."""

from pathlib import Path

import pytest

from copydesk.annotate.entities import find_entities
from copydesk.annotate.entities.gazetteer import load_gazetteer
from copydesk.errors import DamagedWeightsError
from copydesk.model import Place
from copydesk.sealed import seal, verified_bytes
from tests.annotate_entities.pages import parsed


def place_of(text: str, id: str) -> Place:
    place = next(e.place for e in find_entities(parsed(text)) if e.id == id)
    assert place
    return place


@pytest.mark.parametrize(
    ("word", "named", "people", "seat"),
    [
        ("North Korea", "north-korea", None, None),
        ("DPRK", "north-korea", None, None),
        ("South Koreans", None, "south-korea", None),
        ("US", "united-states", None, None),
        ("us", None, None, None),
        ("CHINA", "china", None, None),
        ("Chinese", None, "china", None),
        ("Dominican", None, "dominican-republic", None),
        ("Kyiv", None, None, "ukraine"),
        ("table", None, None, None),
    ],
)
def test_countries_by_name_people_and_seat(
    word: str, named: str | None, people: str | None, seat: str | None
) -> None:
    countries = load_gazetteer().countries
    got = countries.named(word), countries.of_people(word), countries.seated_in(word)
    assert [c.id if c else None for c in got] == [named, people, seat]


def test_every_country_has_its_own_id() -> None:
    countries = load_gazetteer().countries.by_code.values()
    assert len({c.id for c in countries}) == len(countries) > 200


def test_the_province_named_with_a_town_decides() -> None:
    place = place_of("Police in Paris, Texas, arrested a man. The sheriff of Paris spoke.", "paris-texas")
    assert place.country == "US"
    assert abs(place.latitude - 33.66) < 0.5


def test_the_larger_town_is_meant_where_nothing_else_is_said() -> None:
    place = place_of("The delegation travelled to Paris on Monday.", "paris")
    assert (place.country, round(place.longitude)) == ("FR", 2)


def test_neighbours_decide() -> None:
    text = "Fires burned near Gainesville. Crews from Ocala and Jacksonville, Florida, helped in Gainesville."
    entities = {e.name: e.place for e in find_entities(parsed(text)) if e.place}
    assert entities["Gainesville"] is not None
    assert abs(entities["Gainesville"].latitude - 29.65) < 0.5


def test_a_state_is_not_the_country_of_its_name() -> None:
    text = "Voters in Georgia and Alabama go to the polls. Turnout in Atlanta, Georgia, was high."
    (georgia,) = (entity for entity in find_entities(parsed(text)) if entity.name == "Georgia")
    assert georgia.place is not None
    assert georgia.place.country == "US"


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    seal(tmp_path)
    assert verified_bytes(tmp_path / "a.json") == b"{}"
    (tmp_path / "a.json").write_text("[]")
    with pytest.raises(DamagedWeightsError):
        verified_bytes(tmp_path / "a.json")
    with pytest.raises(DamagedWeightsError):
        verified_bytes(tmp_path / "b.json")


def test_a_village_does_not_take_a_provinces_name() -> None:
    text = "Cases rose in New York, New Jersey, Connecticut and Delaware. In Florida the hospitals were full."
    places = {e.name: e.place for e in find_entities(parsed(text))}
    florida = places["Florida"]
    assert florida is not None
    assert florida.latitude < 31


def test_a_village_is_vouched_for_by_its_country() -> None:
    alone = {e.name: e.place for e in find_entities(parsed("Melt a cup of Reese and stir well."))}
    assert alone.get("Reese") is None
    beside = "The firm of Reese will open a shop this summer. It has one in Detroit, Michigan."
    assert place_of(beside, "reese").country == "US"


def test_a_state_is_not_its_city() -> None:
    place = place_of("He lives in New York State and votes there.", "new-york-state")
    assert place.latitude > 42


def test_a_country_is_the_country_though_a_city_in_it_has_its_name() -> None:
    text = "The ferry left Oslo for Singapore on Monday. Mexico and Kuwait sent divers."
    ids = {e.id for e in find_entities(parsed(text))}
    assert ids >= {"singapore", "mexico", "kuwait"}


def test_a_land_that_is_no_state_has_one_id_and_acts() -> None:
    entities = find_entities(parsed("The pupil moved to England from Scotland in May. Gaza was hit twice."))
    assert {(e.id, e.label) for e in entities} == {("england", "GPE"), ("scotland", "GPE"), ("gaza", "GPE")}
