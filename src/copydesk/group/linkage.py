"""Average linkage over a sparse graph of likenesses."""

import heapq
from collections.abc import Mapping


def average_linkage(
    count: int, likeness: Mapping[tuple[int, int], float], *, least: float
) -> tuple[tuple[int, ...], ...]:
    """Groups of 0..count-1, each in order, such that groups whose mean likeness reaches `least` are one.

    The likest two groups are joined first; a pair absent from `likeness` counts 0. Ties are broken by the
    lowest members, so equal input gives equal output (Sokal and Michener, 1958; the lazy heap is ours).
    """
    near: list[dict[int, float]] = [{} for _ in range(count)]
    for (a, b), value in likeness.items():
        near[a][b] = near[b][a] = value
    members = {i: [i] for i in range(count)}
    heap = [(-value, a, b) for (a, b), value in likeness.items() if value >= least]
    heapq.heapify(heap)
    while heap:
        value, a, b = heapq.heappop(heap)
        if a not in members or b not in members or near[a].get(b) != -value:
            continue
        size_a, size_b = len(members[a]), len(members[b])
        for other in (near[a].keys() | near[b].keys()) - {a, b}:
            mean = near[a].get(other, 0.0) * size_a + near[b].get(other, 0.0) * size_b
            mean /= size_a + size_b
            near[a][other] = near[other][a] = mean
            near[other].pop(b, None)
            if mean >= least:
                heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
        near[a].pop(b, None)
        near[b] = {}
        members[a] += members.pop(b)
    return tuple(tuple(sorted(group)) for _, group in sorted(members.items()))
