"""Which segments of a page stand in its gold text: an order-preserving alignment.

Each segment gets the places of the gold text where its words stand; the heaviest chain of places that
rises through both texts is kept (weighted longest increasing subsequence with a Fenwick tree). A second
copy of a kept segment (pull quote, mobile menu) is thereby left out.
"""

from collections import defaultdict
from collections.abc import Sequence

from copydesk.text import words

RUN = 4
"""Words in a row that place a long segment."""


def align(segments: Sequence[str], gold: str) -> list[float]:
    """For each segment the share, 0..1, of its words that the chain finds in `gold`; 0 off the chain."""
    lines = [words(line) for line in gold.split("\n")]
    lines = [line for line in lines if line]
    tokens = [word for line in lines for word in line]
    starts: dict[int, int] = {}
    at = 0
    for line in lines:
        starts[at] = len(line)
        at += len(line)
    runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(tokens) - RUN + 1):
        runs[tuple(tokens[i : i + RUN])].append(i)
    whole: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for start, size in starts.items():
        if size < RUN:
            whole[tuple(tokens[start : start + size])].append(start)
    pairs: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(tokens)):
        for n in (2, 3):
            pairs[tuple(tokens[i : i + n])].append(i)
    places = [_places(words(s), runs, whole, pairs) for s in segments]
    return _chain(places, len(tokens), [len(words(s)) for s in segments])


def _places(
    segment: list[str],
    runs: dict[tuple[str, ...], list[int]],
    whole: dict[tuple[str, ...], list[int]],
    pairs: dict[tuple[str, ...], list[int]],
) -> list[tuple[int, int, float]]:
    """Where a segment may stand in the gold text: (start, end, weight = words covered)."""
    n = len(segment)
    if n == 0:
        return []
    if n < RUN:
        key = tuple(segment)
        exact = [(i, i + n, float(n)) for i in whole.get(key, [])]
        if exact or n == 1:
            return exact
        return [(i, i + n, n * 0.5) for i in pairs.get(key, [])[:20]]
    hits: dict[int, set[int]] = defaultdict(set)  # diagonal (gold - segment) -> covered segment words
    for i in range(n - RUN + 1):
        for j in runs.get(tuple(segment[i : i + RUN]), [])[:30]:
            hits[j - i].update(range(i, i + RUN))
    found = []
    for diagonal in hits:
        near: set[int] = set()
        for shift in range(-8, 9):  # words added or left out shift the diagonal
            near |= hits.get(diagonal + shift, set())
        lo, hi = min(near), max(near)
        found.append((max(0, diagonal + lo), max(diagonal + hi + 1, 1), float(len(near))))
    found.sort(key=lambda place: -place[2])
    return found[:12]


def _chain(places: list[list[tuple[int, int, float]]], size: int, lengths: list[int]) -> list[float]:
    """The heaviest rising chain; a little overlap at the seams is allowed."""
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 2)  # prefix maximum over gold ends
    nodes: list[tuple[int, int, float, int]] = []  # segment, end, covered, previous

    def best_before(position: int) -> tuple[float, int]:
        best, i = (0.0, -1), position + 1
        while i > 0:
            best = max(best, tree[i])
            i -= i & -i
        return best

    for segment, options in enumerate(places):
        new = []
        for start, end, weight in options:
            total, previous = best_before(min(start + min(2, (end - start) // 4), size))
            nodes.append((segment, end, weight, previous))
            new.append((end, total + weight, len(nodes) - 1))
        for end, total, node in new:
            i = min(end, size) + 1
            while i <= size + 1:
                tree[i] = max(tree[i], (total, node))
                i += i & -i
    shares = [0.0] * len(places)
    _, node = best_before(size)
    while node >= 0:
        segment, _, weight, node = nodes[node]
        full = weight if lengths[segment] >= RUN else float(lengths[segment])
        shares[segment] = min(1.0, full / lengths[segment])
    return shares
