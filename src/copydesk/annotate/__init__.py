"""Floor 2. Article -> sentences, entities, times, quotations, claims, events."""

import sys
from dataclasses import replace
from types import ModuleType

from copydesk.annotate.claims import find_claims
from copydesk.annotate.entities import find_entities
from copydesk.annotate.events import find_events
from copydesk.annotate.parse import parse
from copydesk.annotate.quotations import find_quotations
from copydesk.annotate.sentences import split_sentences
from copydesk.annotate.times import find_times
from copydesk.clean.lines import with_lines
from copydesk.model import Annotations, Article

__all__ = ["annotate"]


def annotate(article: Article) -> Annotations:
    """Everything found in the article, with spans into its page. Furniture is not looked at.

    The finders read English. An article in another language gets its sentences and nothing that would
    be guesswork.
    """
    lined = replace(article, page=with_lines(article.page))
    if article.language not in {None, "en"}:
        return Annotations(article, split_sentences(lined))
    parsed = parse(lined)
    times = find_times(parsed)
    entities = find_entities(parsed)
    quotations = find_quotations(parsed, entities)
    events = find_events(parsed, entities, times=times)
    claims = find_claims(parsed, entities, quotations=quotations, events=events)
    return Annotations(article, parsed.sentences, entities, times, quotations, claims, events)


class _Room(ModuleType):
    """`copydesk.annotate` names this package and, in the public interface, the call: it is both."""

    def __call__(self, article: Article) -> Annotations:
        """Everything found in the article."""
        return annotate(article)


sys.modules[__name__].__class__ = _Room
