"""Which articles tell of one happening: a learned likeness of pairs, average linkage, and vetoes."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from copydesk.annotate.times import whole_day
from copydesk.group.fetched import Profiles
from copydesk.group.neighbours import groups_of
from copydesk.group.profiles import Document
from copydesk.model import Annotations, Reprint

COPIED = 0.5
"""A page of which this share stands in another tells the same story, whatever else."""
LEAD_CHARACTERS = 700


def group_stories(
    profiles: Callable[[], Profiles], lineage: Sequence[Reprint]
) -> tuple[tuple[int, ...], ...]:
    """The articles' indexes by story, each story in order and the stories by their first article.

    The stories do not depend on the order of the articles; `lineage` has one entry an article. Of one article alone
    no profiles are asked for.
    """
    if len(lineage) < 2:
        return tuple((i,) for i in range(len(lineage)))
    number = {link.source: i for i, link in enumerate(lineage)}
    copies = [(number[source], number[of]) for source, of in copies_of(lineage)]
    return groups_of(profiles(), copies)


def copies_of(lineage: Iterable[Reprint]) -> list[tuple[str, str]]:
    """The pages that tell one story since half of the first stands in the second, which it derives from."""
    return [(link.source, link.of) for link in lineage if link.of is not None and link.shared >= COPIED]


def document_of(found: Annotations) -> Document:
    """What an article is compared by."""
    article = found.article
    day = date.fromisoformat(article.published.day) if article.published else None
    title = article.title.text if article.title else ""
    language = article.language or "en"
    publisher = article.publisher.casefold() if article.publisher else None
    return Document(article.source, title, article.text, day, language, lead_days(found), publisher)


def lead_days(found: Annotations) -> frozenset[date]:
    """The days its lead speaks of, as far as they are resolved; where two are open, both."""
    days = set()
    start = min((b.span.start for b in found.article.blocks if b.kind == "body"), default=0)
    for timex in found.times:
        if timex.span.start - start < LEAD_CHARACTERS and timex.type == "DATE":
            days |= {day for value in (timex.value, *timex.alternatives) if (day := whole_day(value))}
    return frozenset(days)
