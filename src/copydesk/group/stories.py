"""Being written."""

from collections.abc import Sequence

from copydesk.model import Annotations, Reprint


def group_stories(findings: Sequence[Annotations], lineage: Sequence[Reprint]) -> tuple[tuple[int, ...], ...]:
    return (tuple(range(len(findings))),) if findings else ()
