"""Floor 3. Findings -> reprints, origins, stories."""

from collections.abc import Iterator, Sequence

from copydesk.group.corpus import Corpus, Held
from copydesk.group.origins import trace_origins
from copydesk.group.packed import Packed, packed
from copydesk.group.reprints import group_reprints, group_shelved
from copydesk.group.shelf import Shelf
from copydesk.group.stories import group_stories
from copydesk.model import Annotations, Story

__all__ = ["Corpus", "Packed", "group", "group_corpus", "group_reprints", "packed", "trace_origins"]


def group(findings: Sequence[Annotations]) -> tuple[Story, ...]:
    """The stories the articles tell, with their lineage and origins; the order given does not matter."""
    return tuple(group_corpus(Held(findings)))


def group_corpus(corpus: Corpus) -> Iterator[Story]:
    """As `group`, each story as it is asked for: what was found is needed of one story's articles at a time."""
    lineage = group_shelved(Shelf(corpus.sources, corpus.findings), corpus.prints())
    for members in group_stories(corpus.profiles, lineage):
        links = [lineage[i] for i in members]
        yield trace_origins([corpus.findings(link.source) for link in links], links)
