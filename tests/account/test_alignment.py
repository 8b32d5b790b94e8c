"""Which claims of several pages are one: the same act in other words, not another act of the same parties."""

from itertools import permutations

import pytest

from copydesk.account.align import align, chances_of, features_of
from copydesk.account.pairs import NAMES, pair_row, rarity_in, side_of
from copydesk.account.tellings import identical, tellings_of
from copydesk.account.terms import Named
from copydesk.model import Annotations, Page
from tests.tracing import found_in

PAGES = (
    "Osthaven pilot held\n\nPolice arrested the ferry pilot Ida Holm in Osthaven on Monday. The ferry Linnea ran "
    "aground on Sunday with 40 passengers aboard. Nobody was hurt when tugs brought them ashore.\n",
    "Pilot of ferry detained\n\nIda Holm, the pilot of the ferry, was detained by police in Osthaven on Monday. The "
    "Linnea hit the rocks on Sunday with 40 passengers on board. A court will hear the case in June.\n",
    "Ferry pier shut\n\nThe harbour board has shut the pier and will mend it by June. "
    "Tugs brought the passengers ashore and nobody was hurt.\n",
)


@pytest.fixture(scope="module")
def findings() -> list[Annotations]:
    return [found_in(Page(f"page{number}", text)) for number, text in enumerate(PAGES)]


def test_one_act_in_other_verbs_is_joined_and_another_act_is_not(findings: list[Annotations]) -> None:
    tellings = tellings_of(findings)
    group_of = {i: number for number, group in enumerate(align(tellings).groups) for i in group}

    def group(words: str) -> int:
        return next(group_of[i] for i, telling in enumerate(tellings) if words in telling.text)

    assert group("arrested the") == group("was detained")
    assert group("ran aground") == group("hit the rocks")
    assert group("Nobody was hurt") == group("nobody was hurt")
    assert group("has shut") not in {group("was detained"), group("hit the rocks")}


def test_groups_part_the_tellings_whatever_the_order_of_the_pages(findings: list[Annotations]) -> None:
    told = set()
    for order in permutations(findings):
        tellings = tellings_of(order)
        groups = align(tellings).groups
        assert sorted(i for group in groups for i in group) == list(range(len(tellings)))
        told.add(frozenset(frozenset((tellings[i].source, tellings[i].claim.id) for i in g) for g in groups))
    assert len(told) == 1


def test_a_pair_is_the_same_from_either_side(findings: list[Annotations]) -> None:
    tellings = tellings_of(findings)
    rarity = rarity_in(tellings)
    named = {found.article.source: Named.on(found) for found in findings}
    sides = [side_of(telling, named[telling.source], rarity=rarity) for telling in tellings]
    for x in sides:
        for y in sides:
            assert pair_row(x, y, likeness=0.5, rarity=rarity) == pytest.approx(
                pair_row(y, x, likeness=0.5, rarity=rarity)
            )


def test_every_pair_has_all_features_and_a_probability(findings: list[Annotations]) -> None:
    tellings = tellings_of(findings)
    groups = identical(tellings)
    rows, chances = features_of(tellings, groups), chances_of(tellings, groups)
    assert rows.keys() == chances.keys()
    assert all(len(row) == len(NAMES) for row in rows.values())
    assert all(0 < chance < 1 for chance in chances.values())


def test_one_page_alone_has_nothing_to_join(findings: list[Annotations]) -> None:
    assert all(len(group) == 1 for group in align(tellings_of(findings[:1])).groups)
