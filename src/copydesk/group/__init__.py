"""Floor 3. Findings -> reprints, origins, stories."""

from collections.abc import Sequence

from copydesk.group.origins import trace_origins
from copydesk.group.reprints import group_reprints
from copydesk.group.stories import group_stories
from copydesk.model import Annotations, Story

__all__ = ["group", "group_reprints", "group_stories", "trace_origins"]


def group(findings: Sequence[Annotations]) -> tuple[Story, ...]:
    """The stories the articles tell, with their lineage and origins; the order given does not matter."""
    ordered = sorted(findings, key=lambda found: found.article.source)
    lineage = group_reprints([found.article for found in ordered])
    stories = []
    for members in group_stories(ordered, lineage):
        told = [ordered[i] for i in members]
        stories.append(trace_origins(told, [lineage[i] for i in members]))
    return tuple(stories)
