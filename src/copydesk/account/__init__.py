"""Floor 3. A story's claims -> account."""

from copydesk.account.claims import claims_of
from copydesk.account.dating import date_times
from copydesk.account.happening import find_when, find_where, find_who, timeline_of
from copydesk.account.independent import Standing
from copydesk.account.merge import merge_entities, merge_events, merge_quotations
from copydesk.account.sentences import choose_telling
from copydesk.account.sourcing import count, sourcing_line
from copydesk.model import Account, Evidence, Relation, Span, Story

__all__ = ["tell"]


def tell(story: Story) -> Account:
    """The story told from its claims. Every sentence and value stands in a page; nothing is invented."""
    dated = date_times(story)
    standing = Standing.of(story)
    claims = claims_of(story, dated, standing=standing)
    events = merge_events(story, dated)
    entities = merge_entities(story.findings)
    counts = count(story, claims, standing=standing)
    return Account(
        story=story,
        title=_title(story),
        when=find_when(story, dated),
        where=find_where(story, events=events, entities=entities),
        who=find_who(events, entities),
        counts=counts,
        sourcing=sourcing_line(story, claims, counts=counts),
        claims=claims,
        events=events,
        quotations=merge_quotations(story.findings),
        timeline=timeline_of(claims),
        telling=choose_telling(story, claims),
        entities=entities,
    )


def _title(story: Story) -> Evidence:
    """The title of the page the others derive from, else of the first page that has one."""
    heads = {link.source for link in story.lineage if link.relation is Relation.ORIGINAL}
    ordered = sorted(story.findings, key=lambda f: (f.article.source not in heads, f.article.source))
    for found in ordered:
        title = found.article.title
        if title and title.span:
            return Evidence(found.article.source, title.span, title.span.of(found.page.text))
    article = ordered[0].article
    first = ordered[0].sentences[0] if ordered[0].sentences else Span(0, min(80, len(article.page.text)))
    return Evidence(article.source, first, first.of(article.page.text))
