"""A story of copies costs as many comparisons as it has tellings that differ, and is told as if all were compared."""

from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.account import clashes, stances, tell
from copydesk.account.clash import Clash
from copydesk.account.copies import joining_pairs
from copydesk.account.dating import Dated
from copydesk.account.tellings import Telling
from copydesk.model import Annotations, Page
from tests.tracing import found_in, story_of

WIRE = """Ferry runs aground off Osthaven

OSTHAVEN, May 7 (Quay News) - A ferry with {} passengers ran aground off Osthaven on {}, the coast guard said.

The coast guard said that {} people were hurt, and tugs brought the passengers of the ferry to Osthaven before noon.

“Nobody was in danger at any time,” the harbour master Ida Holm told reporters. The owner of the ferry denied that the
captain had slept, and the ferry line will run its other ship until the damage has been mended in the yard.
"""
FACTS = [("40", "Monday", "three"), ("40", "Monday", "five"), ("52", "Tuesday", "three")]


@pytest.fixture(scope="module")
def pages() -> list[Annotations]:
    texts = [WIRE.format(*FACTS[number * number % 3]) for number in range(12)]
    return [found_in(Page(f"page{n:03}", text, publisher=f"Paper {n}")) for n, text in enumerate(texts)]


def test_more_copies_need_no_more_comparisons(
    pages: list[Annotations], monkeypatch: pytest.MonkeyPatch
) -> None:
    compare = clashes._clashes_between
    asked: list[Telling] = []
    counts = []

    def counted(a: Telling, b: Telling, *, dated: Dated) -> list[Clash]:
        asked.append(a)
        return compare(a, b, dated=dated)

    monkeypatch.setattr(clashes, "_clashes_between", counted)
    for some in (pages[:6], pages):
        tell(story_of(some))
        counts.append(len(asked))
        asked.clear()
    assert 0 < counts[1] <= counts[0]


def test_copies_are_told_as_if_every_pair_were_compared(
    pages: list[Annotations], monkeypatch: pytest.MonkeyPatch
) -> None:
    story = story_of(pages)
    told = tell(story)
    monkeypatch.setattr(clashes, "joining_pairs", every_pair)
    monkeypatch.setattr(stances, "of_two_pages", lambda tellings, kind: tellings)
    assert tell(story) == told
    assert any(difference.on == "number" for claim in told.claims for difference in claim.differences)


def every_pair(kinds: list[int], sources: list[str]) -> list[tuple[int, int]]:
    return [(i, j) for i, j in combinations(range(len(kinds)), 2) if sources[i] != sources[j]]


def joined(pairs: Iterable[tuple[int, int]]) -> set[frozenset[int]]:
    """The connected components that pairs make."""
    parts: list[set[int]] = []
    for pair in pairs:
        touched = [part for part in parts if part & set(pair)]
        parts = [part for part in parts if part not in touched] + [set(pair).union(*touched)]
    return {frozenset(part) for part in parts}


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from("abcde")), max_size=14))
def test_few_pairs_join_what_all_pairs_join(items: list[tuple[int, str]]) -> None:
    kinds, sources = [kind for kind, _ in items], [source for _, source in items]
    some, every = joining_pairs(kinds, sources), every_pair(kinds, sources)
    assert set(some) <= set(every)
    for one in set(kinds):
        for two in set(kinds):
            few, all_ = (
                [(i, j) for i, j in pairs if (kinds[i], kinds[j]) == (one, two)] for pairs in (some, every)
            )
            assert joined(few) == joined(all_)
            assert dict(few) == dict(all_)  # the last pair of each i is among them


def test_the_pairs_grow_with_the_copies() -> None:
    kinds, sources = [0, 1] * 500, [str(i) for i in range(1000)]
    assert len(joining_pairs(kinds, sources)) <= 6 * 2 * 1000
