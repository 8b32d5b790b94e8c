"""What holds for any text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copydesk.annotate.entities import EntityIndex, find_entities
from copydesk.annotate.entities.organisations import long_form_start
from copydesk.annotate.entities.people import parts_of, same_person
from copydesk.annotate.entities.reference import resolve_person
from copydesk.annotate.parse import parse
from copydesk.model import Entity, Mention, Span
from tests.annotate_entities.pages import article, parsed

PIECES = st.sampled_from(
    """
    Kim Jong Un|Moscow|the|Mr|President|(WPRG)|Worker-Peasant Red Guards|'s|’s|,|.|"|“|Chinese|in|with|said|met
    |U.S.|Paris, Texas|al-Sisi|\n|\n\n|\ud800|\x00|é|東京|of Ghana|leader|visited|North Korea|-|—|St. Petersburg|he
    """.replace("\n    ", "").split("|")
)
LABELS = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "MISC"}


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_text_gives_sound_entities(text: str) -> None:
    text = text.replace("\ud800", "�")
    first, again = find_entities(parsed(text)), find_entities(parsed(text))
    assert first == again
    ids = [e.id for e in first]
    assert len(set(ids)) == len(ids)
    for entity in first:
        assert entity.label in LABELS
        assert entity.mentions
        assert entity.id
        assert entity.stands_for is None or entity.stands_for in ids
        for mention in entity.mentions:
            assert 0 <= mention.span.start < mention.span.end <= len(text)
            value = mention.span.of(text)
            assert value == value.strip()
            assert not value.endswith(("'s", "’s"))
            assert mention.stands_for is None or mention.stands_for in ids
        if entity.place:
            assert -90 <= entity.place.latitude <= 90
            assert -180 <= entity.place.longitude <= 180


def test_an_article_without_text_has_no_entities() -> None:
    assert find_entities(parse(article(""))) == ()


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(SPANS, max_size=12), SPANS)
def test_the_index_agrees_with_looking_at_every_mention(spans: list[Span], asked: Span) -> None:
    entities = [Entity(str(i), str(i), "ORG", (Mention(span, "ORG"),)) for i, span in enumerate(spans)]
    index = EntityIndex(entities)
    inside = {str(i) for i, span in enumerate(spans) if asked.contains(span)}
    over = {str(i) for i, span in enumerate(spans) if asked.overlaps(span)}
    assert set(index.within(asked)) == inside
    at = index.at(asked)
    assert (at in over) if over else at is None


def test_the_index_gives_what_a_mention_stands_for() -> None:
    moscow = Entity("moscow", "Moscow", "GPE", (Mention(Span(0, 6), "GPE", "russia"),))
    index = EntityIndex([moscow])
    assert index.within(Span(0, 10)) == ("moscow",)
    assert index.actor_at(Span(0, 6)) == "russia"
    assert index.entity("moscow") == moscow


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Kim Jong Un", "Kim Jong-un", True),
        ("Vladimir Vladimirovich Putin", "Vladimir Putin", True),
        ("J. Mensah", "John Mensah", True),
        ("Abdel Fattah al-Sisi", "Abdel Fattah El-Sisi", True),
        ("Barack Obama", "Michelle Obama", False),
        ("Kim Jong Un", "Kim Jong Il", False),
        ("John Smith", "Smith Jones", False),
        ("Andrés Manuel López Obrador", "López Obrador", True),
    ],
)
def test_same_person(a: str, b: str, same: bool) -> None:
    assert same_person(parts_of(a), parts_of(b)) is same
    assert same_person(parts_of(b), parts_of(a)) is same


@pytest.mark.parametrize(
    ("before", "short", "long"),
    [
        ("the Worker-Peasant Red Guards", "WPRG", "Worker-Peasant Red Guards"),
        ("said the Ministry of Health", "MoH", "Ministry of Health"),
        ("the National Assembly for Wales", "NAW", "National Assembly for Wales"),
        ("it rained in the north", "ITN", None),
        ("the Red Guards", "WPRG", None),
    ],
)
def test_long_forms(before: str, short: str, long: str | None) -> None:
    start = long_form_start(before, short)
    assert (None if start is None else before[start:]) == long


def test_a_pronoun_means_the_nearest_fitting_subject() -> None:
    text = "Mrs Ama Darko met Mr Kofi Badu in Accra. She said the talks were useful. He did not comment."
    page = parsed(text)
    entities = find_entities(page)
    she, he = text.index("She"), text.index("He did")
    assert resolve_person(page, Span(she, she + 3), entities=entities) == "ama-darko"
    assert resolve_person(page, Span(he, he + 2), entities=entities) == "kofi-badu"
