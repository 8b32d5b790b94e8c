"""What stands in the same place of the same words; times that exclude each other; figures with their units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.account.clock import exclude
from copydesk.account.figures import figures_in
from copydesk.account.quantities import quantities
from copydesk.account.slots import negations, replacements
from copydesk.model import Span, Timex

LAUNCH = "The ferry left Osthaven at dawn with 40 passengers and reached the island on Tuesday"


def replaced(a: str, b: str) -> list[tuple[str, str]]:
    return [(here.of(a), there.of(b)) for here, there in replacements(a, b)]


def test_a_value_replaced_in_the_same_words_is_found() -> None:
    other = LAUNCH.replace("40", "forty-five").replace("Osthaven", "Westhaven Bay")
    assert replaced(LAUNCH, other) == [("Osthaven", "Westhaven Bay"), ("40", "forty-five")]


def test_what_one_goes_on_to_say_is_no_part_of_the_value() -> None:
    assert replaced(LAUNCH, LAUNCH.replace("Tuesday", "Friday, though fog had held it up")) == [
        ("Tuesday", "Friday")
    ]


def test_a_name_at_the_end_is_whole() -> None:
    other = LAUNCH.replace("on Tuesday", "off New Haven")
    assert replaced(other, other.replace("New Haven", "Osthaven")) == [("New Haven", "Osthaven")]


@pytest.mark.parametrize(
    ("one", "two", "turned"),
    [
        ("Divers have raised the hull of the ferry", "Divers have not raised the hull of the ferry", True),
        ("The pilot, asked twice, answered her", "The pilot, asked twice, didn’t answer her", True),
        ("It is likely that the pier will hold", "It is unlikely that the pier will hold", True),
        ("The engineers said that it is likely", "The engineers said that it is unlikely", True),
        ("It sank off the pier, the divers said", "No, it sank off the pier, the divers said", False),
        ("No buoy has been found by the divers", "The buoy has not been found by the divers", False),
        ("The pilot has pleaded not guilty of theft", "The pilot was found guilty of theft", False),
        ("The ferry sailed from the old pier", "The ferry sailed from the old pier but not alone", False),
    ],
)
def test_a_not_in_the_same_words_is_found(one: str, two: str, turned: bool) -> None:
    assert bool(negations(one, two)) is bool(negations(two, one)) is turned


def test_a_clause_is_laid_beside_the_sentence_that_holds_it() -> None:
    longer = (
        f"Fog kept the other boats in harbour for most of the week, and {LAUNCH.replace('Osthaven', 'Selby')}"
    )
    assert replaced(LAUNCH, longer) == [("Osthaven", "Selby")]
    scattered = LAUNCH.replace(" ", " then as some of the fog had gone ")
    assert replaced(LAUNCH, scattered) == []


def test_other_words_have_no_common_places() -> None:
    assert replacements(LAUNCH, "Fog kept all boats in the harbour for two days, the pilots said") == ()


@given(st.data())
def test_replacements_lie_in_their_texts(data: st.DataObject) -> None:
    """Of a text and the same with some of its words replaced; of two others there is nothing to compare."""
    word = st.sampled_from([*LAUNCH.split(), "not", "twelve", "14", "Friday,"]) | st.text(max_size=8)
    a = " ".join(data.draw(st.permutations(LAUNCH.split())))
    b = " ".join(data.draw(word) if data.draw(st.integers(0, 5)) == 0 else kept for kept in a.split())
    for here, there in (*replacements(a, b), *negations(a, b)):
        assert 0 <= here.start < here.end <= len(a)
        assert 0 <= there.start < there.end <= len(b)
    assert replacements(a, a) == negations(a, a) == ()


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("2024-05-07", "2024-05-08", True),
        ("2024-05-07", "XXXX-05-08", True),
        ("XXXX-WXX-5", "XXXX-WXX-3", True),
        ("2024-05-07", "XXXX-WXX-2", False),
        ("2024-05-07", "XXXX-WXX-3", True),
        ("XXXX-05-07", "XXXX-WXX-3", False),
        ("2024-05", "2024-06", True),
        ("2024-05", "2024-05-09", False),
        ("2024-05-07T08:30", "2024-05-07T09:00", True),
        ("2024-05-07T08:30", "2024-05-07", False),
        ("PXD", "2024", False),
    ],
)
def test_times_exclude_each_other_by_what_they_say(one: str, two: str, apart: bool) -> None:
    kinds = [Timex(Span(0, 1), "DATE", value) for value in (one, two)]
    assert exclude(kinds[0], kinds[1]) is apart
    assert exclude(kinds[1], kinds[0]) is apart


def test_months_are_not_compared_as_days() -> None:
    assert not exclude(
        Timex(Span(0, 1), "DATE", "2024-05"), Timex(Span(0, 1), "DATE", "2024-06-02"), days_only=True
    )


def test_figures_and_their_units() -> None:
    assert figures_in("beat Osthaven 65-53 before a dozen guests") == (65, 53, 12)
    (bed,) = quantities("a 100-bed clinic of five wards")[:1]
    assert (bed.value, bed.units) == (100, frozenset({"bed"}))
    assert not quantities("a 100-bed clinic")[0].comparable(quantities("five clinics")[0])


@pytest.mark.parametrize(
    ("one", "two", "rounded"),
    [
        ("2.1 million eels", "2.123 million eels", True),
        ("26 percent", "26.4 percent", True),
        ("8 million eels", "8.6 million eels", False),
        ("5.8 percent", "5.9 percent", False),
        ("20 eels", "19 eels", False),
    ],
)
def test_a_figure_with_fewer_digits_may_be_the_other(one: str, two: str, rounded: bool) -> None:
    (here,), (there,) = quantities(one), quantities(two)
    assert here.rounds(there) is there.rounds(here) is rounded
