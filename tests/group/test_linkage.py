"""Average linkage joins what is alike on the whole, never by a chain."""

from hypothesis import given
from hypothesis import strategies as st

from copydesk.group.linkage import average_linkage


def test_a_chain_of_likenesses_is_not_one_group() -> None:
    likeness = {(0, 1): 0.9, (1, 2): 0.5, (2, 3): 0.9}
    assert average_linkage(4, likeness, least=0.4) == ((0, 1), (2, 3))


def test_what_is_alike_on_the_whole_is_one_group() -> None:
    likeness = {(0, 1): 0.9, (0, 2): 0.5, (1, 2): 0.5}
    assert average_linkage(3, likeness, least=0.4) == ((0, 1, 2),)


@given(
    st.integers(1, 12).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.dictionaries(
                st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), st.floats(0, 1), max_size=30
            ),
        )
    )
)
def test_groups_are_a_partition(case: tuple[int, dict[tuple[int, int], float]]) -> None:
    count, raw = case
    likeness = {pair: value for pair, value in raw.items() if pair[0] < pair[1]}
    groups = average_linkage(count, likeness, least=0.3)
    assert sorted(i for group in groups for i in group) == list(range(count))
