"""Which of many copies have to be looked at, so that a story of copies does not cost its pages squared."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence

from copydesk.account.tellings import Telling

_ENOUGH = 3
"""Pages that stand for all that have a copy: of three there is always one that is neither of two given."""


def joining_pairs(kinds: Sequence[int], sources: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs (i, j), i < j, of different sources, in order: enough of them to join all that such pairs join.

    For any two kinds, the pairs of an i of the first and a j of the second have the same connected components as
    all such pairs have, and each i has the last of its pairs among them. There are at most six for each item and
    kind.
    """
    members: dict[int, list[int]] = defaultdict(list)
    for i, kind in enumerate(kinds):
        members[kind].append(i)
    firsts = [_of_sources(held, sources) for held in members.values()]
    lasts = [_of_sources(held[::-1], sources) for held in members.values()]
    pairs = {(i, j) for held in lasts for j in held for i in range(j) if sources[i] != sources[j]}
    pairs |= {
        (i, j) for held in firsts for i in held for j in range(i + 1, len(kinds)) if sources[i] != sources[j]
    }
    return sorted(pairs)


def _of_sources(indexes: Sequence[int], sources: Sequence[str]) -> list[int]:
    """The first indexes, one of each source, `_ENOUGH` at most."""
    chosen: dict[str, int] = {}
    for i in indexes:
        chosen.setdefault(sources[i], i)
        if len(chosen) == _ENOUGH:
            break
    return list(chosen.values())


def in_turn(sources: Sequence[str]) -> list[int]:
    """The indexes in turn: the first of each source, then the second of each, and so on."""
    met: Counter[str] = Counter()
    turns = []
    for source in sources:
        turns.append(met[source])
        met[source] += 1
    return sorted(range(len(sources)), key=turns.__getitem__)


def of_two_pages(tellings: Sequence[Telling], kind: Callable[[Telling], Hashable]) -> list[Telling]:
    """In their order, of the tellings of each kind the first, and the first of another page: one of them stands on
    another page than any given telling, and nothing of the kind comes before."""
    pages: dict[Hashable, set[str]] = defaultdict(set)
    chosen = []
    for telling in tellings:
        held = pages[kind(telling)]
        if len(held) < 2 and telling.source not in held:
            held.add(telling.source)
            chosen.append(telling)
    return chosen
