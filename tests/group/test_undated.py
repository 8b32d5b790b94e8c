"""Pages without a day: what is drawn of them for training, and that one topic alone makes no story of them."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.group.neighbours import groups_of
from copydesk.group.profiles import Document, Profile, profile_of, profiles_of
from training.story_data import Labelled, fold_of
from training.story_draws import dated_in_turn, of_one_topic, of_strangers, undated

VECTOR = np.zeros(512, np.int16)
TOWNS = ("Halsmere", "Vindry", "Orrick", "Tolby", "Quenham", "Astwell")


def page(source: str, text: str, day: int | None = 700_000) -> Profile:
    return replace(profile_of(Document(source, "", text), VECTOR), day=day)


def council() -> Labelled:
    """Two pages on the vote of each town's council."""
    pages = [
        page(f"{town}-{n}", f"The council of {town} voted on the budget, {n} said.")
        for town in TOWNS
        for n in (1, 2)
    ]
    return Labelled(pages, [town for town in TOWNS for _ in (1, 2)])


@settings(max_examples=20)
@given(st.integers(0, 99))
def test_of_undated_articles_only_the_days_are_others(seed: int) -> None:
    full = council()
    made = undated(full, random.Random(seed), share=0.5)
    assert made.stories == full.stories
    assert [p.source for p in made.profiles] == [p.source for p in full.profiles]
    assert {p.day for p in made.profiles} <= {None, 700_000}
    assert all(p.day is None for p in undated(full, random.Random(seed)).profiles)


def test_batches_lose_all_days_or_some_or_none_in_turn() -> None:
    without = [
        sum(p.day is None for p in b.profiles) for b in dated_in_turn([council()] * 3, random.Random(2))
    ]
    assert without[0] == 0
    assert without[1] == 12
    assert 0 < without[2] < 12


@settings(max_examples=20)
@given(st.integers(0, 99))
def test_a_batch_of_one_topic_has_each_story_once_but_for_one_pair(seed: int) -> None:
    batches = of_one_topic(council(), random.Random(seed), number=4, sizes=(2, 4))
    for at, batch in enumerate(batches):
        assert len(batch.profiles) == (2, 4)[at // 4]
        assert len({p.source for p in batch.profiles}) == len(batch.profiles)
        assert len(batch.profiles) - len(set(batch.stories)) == at % 2
        if at % 2:
            assert batch.stories[0] == batch.stories[1]


def test_the_same_dice_draw_the_same_strangers() -> None:
    drawn = [of_strangers(council(), random.Random(4)) for _ in range(2)]
    sources = [[[p.source for p in batch.profiles] for batch in batches] for batches in drawn]
    assert sources[0] == sources[1]
    assert all(len(set(names)) == len(names) for names in sources[0])


def test_strangers_of_one_site_are_of_one_fold() -> None:
    assert fold_of("gazette.example a-1") == fold_of("gazette.example b-7")


UNRELATED = (
    (
        "Council approves library budget",
        "The town council of Halsmere approved a budget of nine million crowns for its library. "
        "Mayor Bretta Osk said the roof would be mended first.",
    ),
    (
        "Council rejects parking fees",
        "Councillors in Vindry turned down a plan to charge for parking beside the station. "
        "Shopkeepers led by Tolvar Quenby had gathered two thousand signatures against the fees.",
    ),
    (
        "Council puts off school merger",
        "A decision on joining the two primary schools of Orrick was put off after parents filled the council chamber. "
        "Education officer Imre Dalby promised a new count of pupils.",
    ),
    (
        "Council to sell old mill",
        "The old mill of Tolby will be sold to a brewer, its council said. "
        "Historian Nella Varga called the price an insult to the builders of the mill.",
    ),
)
RELATED = (
    (
        "Ferry runs aground off Halsmere",
        "The ferry Northern Lark ran aground on a sandbank off Halsmere with 212 people aboard. "
        "Captain Tolvar Quenby said nobody was hurt, and tugs were to pull the ferry free at high water.",
    ),
    (
        "212 wait for tugs after ferry grounding",
        "Two hundred people spent hours aboard the Northern Lark after the ferry struck a sandbank near Halsmere. "
        "Tugs were waiting for high water, captain Tolvar Quenby said; nobody was hurt.",
    ),
)


def read(pages: tuple[tuple[str, str], ...]) -> list[Profile]:
    return profiles_of([Document(title, title, text) for title, text in pages])


@pytest.mark.parametrize("size", [2, 3, 4])
def test_pages_of_one_kind_without_days_are_no_story(size: int) -> None:
    assert len(groups_of(read(UNRELATED[:size]))) == size


def test_two_pages_without_days_on_one_happening_are_a_story() -> None:
    assert len(groups_of(read(RELATED))) == 1


def test_they_are_so_among_pages_on_others() -> None:
    groups = groups_of(read((*UNRELATED, *RELATED)))
    assert sorted(map(sorted, groups)) == [[0], [1], [2], [3], [4, 5]]


ADVICE = (
    "Before you buy a kettle for your kitchen, weigh how much water you boil. If your household is small, your"
    " kettle need not be large; you will save power with each cup you make. Descale it, and your kettle will last."
)
REPORT = (
    "The maker of the Tolby kettle called back its kettles on Monday after two kitchens burned. The maker of the"
    " kettle said on Monday that small kettles burned when descaled; households will get new kettles."
)


@pytest.mark.parametrize(("text", "stories"), [(ADVICE, 2), (REPORT, 1)])
def test_two_pages_of_advice_are_no_story(text: str, stories: int) -> None:
    pages = profiles_of([Document(name, "The kettle and the kitchen", text) for name in ("one", "other")])
    assert len(groups_of(pages)) == stories
    assert len(groups_of(pages, [(0, 1)])) == 1


def test_what_a_speaker_tells_his_hearers_is_no_advice() -> None:
    said = "“You and your neighbours, you can be proud of your bridge,” the mayor said. Then the band played."
    assert profile_of(Document("a", "", said), VECTOR).addresses == 0
    assert profile_of(Document("a", "", said.replace("“", "").replace("”", "")), VECTOR).addresses > 0
    assert profile_of(Document("a", "", "You! " * 9, language="de"), VECTOR).addresses == 0
