"""Where two claims stand: what their sentences and passages share, how early they are, what they say word for word."""

import pytest

from copydesk.account.pairs import rarity_in
from copydesk.account.surroundings import SURROUNDINGS, scale_of, surroundings_of, surroundings_row
from copydesk.account.tellings import Telling, tellings_of
from copydesk.account.terms import Named
from copydesk.model import Page
from tests.tracing import found_in

PAGES = (
    "Osthaven pilot held\n\nPolice arrested the ferry pilot Ida Holm in Osthaven on Monday. The ferry Linnea ran "
    "aground on Sunday with 40 passengers aboard. Nobody was hurt when tugs brought them ashore.\n",
    "Quarry to close\n\nThe quarry in Vale will close in May. Its owner said that demand had fallen for years. The "
    "ferry pilot Ida Holm was arrested in Osthaven, whose harbour bought its stone.\n",
)


@pytest.fixture(scope="module")
def tellings() -> tuple[Telling, ...]:
    return tellings_of([found_in(Page(f"page{number}", text)) for number, text in enumerate(PAGES)])


def row_of(tellings: tuple[Telling, ...], one: Telling, other: Telling) -> dict[str, float]:
    scale = scale_of(tellings, rarity=rarity_in(tellings), claims=len(tellings))
    named = {telling.source: Named.on(telling.found) for telling in tellings}
    x, y = surroundings_of([one, other], named, scale=scale)
    return dict(
        zip(SURROUNDINGS, surroundings_row(one, other, surroundings=(x, y), scale=scale), strict=True)
    )


def saying(tellings: tuple[Telling, ...], text: str) -> Telling:
    return next(telling for telling in tellings if text in telling.text)


def test_a_pair_is_the_same_from_either_side(tellings: tuple[Telling, ...]) -> None:
    for one in tellings:
        for other in tellings:
            assert row_of(tellings, one, other) == pytest.approx(row_of(tellings, other, one))


def test_what_a_sentence_and_its_neighbours_share_is_seen(tellings: tuple[Telling, ...]) -> None:
    arrest, quarry = saying(tellings, "arrested the ferry pilot"), saying(tellings, "demand had fallen")
    again = saying(tellings, "was arrested")
    same, other = row_of(tellings, arrest, again), row_of(tellings, arrest, quarry)
    assert same["sentences"] > 0.2 > other["sentences"]
    assert other["passages"] > other["sentences"] == pytest.approx(0)
    assert same["in sentence back"] <= same["in sentence"] <= same["in passage"] <= 1
    assert same["rarest shared in news"] > other["rarest shared in news"] == 0


def test_words_in_a_row_are_counted(tellings: tuple[Telling, ...]) -> None:
    arrest, again = saying(tellings, "arrested the ferry pilot"), saying(tellings, "was arrested")
    assert row_of(tellings, arrest, again)["words in a row"] == len("the ferry pilot Ida Holm".split())
    assert row_of(tellings, arrest, saying(tellings, "demand had fallen"))["words in a row"] == 0


def test_places_count_sentences_from_the_start(tellings: tuple[Telling, ...]) -> None:
    arrest, again = saying(tellings, "arrested the ferry pilot"), saying(tellings, "was arrested")
    row = row_of(tellings, arrest, again)
    assert row["first place"] < row["last place"]
    assert 0 < row["places apart"] < row["places"] < 2
    assert (row["claims"], row["pages"]) == (len(tellings), 2)
