"""Which sentences tell the story in the fewest words, in which order; when, where and who."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from copydesk.account.dating import is_day
from copydesk.account.terms import claim_terms, containment, weigh
from copydesk.model import (
    AccountClaim,
    AccountEntity,
    AccountEvent,
    Annotations,
    DatedValue,
    Modality,
    Status,
    Story,
    TimelineEntry,
    When,
)
from copydesk.text import words

MOST_SENTENCES = 9
NEW_ENOUGH = 0.35
"""A sentence with less than this share of its weight still untold adds nothing."""
LEAD_CHARACTERS = 1500
"""How far into an article its gravest claims reach: the inverted pyramid."""


def choose_telling(story: Story, claims: Sequence[AccountClaim]) -> tuple[str, ...]:
    """The ids of the claims whose sentences, read in order, tell the story.

    Greedy maximal coverage (Nemhauser, Wolsey and Fisher, 1978) of the terms of all news claims, each term
    weighed by how well its claims are attested; then put in the order in which their pages tell them.
    """
    pages = {found.article.source: found for found in story.findings}
    able = [c for c in claims if not c.background and _readable(c) and not _is_title(pages, c)]
    if not able:
        able = [c for c in claims if _readable(c)]
    terms = weigh([claim_terms(pages[c.sentence.source], c.sentence.span) for c in able if c.sentence])
    chosen: list[int] = []
    told: dict[str, float] = {}
    sentences: set[str] = set()
    while len(chosen) < MOST_SENTENCES:
        best = max(
            (i for i in range(len(able)) if i not in chosen and _text(able[i]) not in sentences),
            key=lambda i: (_weight(pages, able[i]) * (1 - containment(terms[i], told)), -i),
            default=None,
        )
        if best is None or (chosen and 1 - containment(terms[best], told) < NEW_ENOUGH):
            break
        chosen.append(best)
        sentences.add(_text(able[best]))
        told.update(terms[best])
    return tuple(able[i].id for i in sorted(chosen, key=lambda i: _order(pages, able[i])))


def find_when(claims: Sequence[AccountClaim], events: Sequence[AccountEvent]) -> When | None:
    """The day most of the news claims and events carry, with every place that says so; None if none does."""
    votes: dict[str, float] = defaultdict(float)
    values: dict[str, list[DatedValue]] = defaultdict(list)
    for claim in claims:
        if claim.time and is_day(claim.time) and not claim.background and _happened(claim.modality):
            weight = len({e.source for e in claim.evidence}) * (
                2.0 if claim.evidence[0].span.start < LEAD_CHARACTERS else 1.0
            )
            votes[str(claim.time.begin)[:10]] += weight
            values[str(claim.time.begin)[:10]].append(claim.time)
    for event in events:
        if event.time and is_day(event.time) and not event.background and _happened(event.modality):
            votes[str(event.time.begin)[:10]] += len({e.source for e in event.evidence})
            values[str(event.time.begin)[:10]].append(event.time)
    if not votes:
        return None
    day = min(votes, key=lambda key: (-votes[key], key))
    evidence = tuple({(v.source, v.span): v for v in values[day]}.values())
    return When(evidence[0].value, evidence[0].begin, evidence[0].until, evidence)


def find_where(
    events: Sequence[AccountEvent], entities: Sequence[AccountEntity]
) -> tuple[AccountEntity, ...]:
    """The places of the news events, then the most named places, three at most."""
    counted = Counter(e.place for e in events if e.place and not e.background)
    by_id = {entity.id: entity for entity in entities}
    placed = [
        by_id[key]
        for key, _ in sorted(counted.items(), key=lambda item: (-item[1], str(item[0])))
        if key in by_id
    ]
    named = [entity for entity in entities if entity.label in {"GPE", "LOC", "FAC"}]
    return tuple(dict.fromkeys([*placed, *named]))[:3]


def find_who(events: Sequence[AccountEvent], entities: Sequence[AccountEntity]) -> tuple[AccountEntity, ...]:
    """Who acts, by events and mentions: persons and organisations, six at most."""
    acting = Counter(key for e in events if not e.background for key in (*e.source, *e.target))
    able = [entity for entity in entities if entity.label in {"PERSON", "ORG"}]
    return tuple(sorted(able, key=lambda e: (-(2 * acting[e.id] + e.mentions * e.pages), e.id))[:6])


def timeline_of(claims: Sequence[AccountClaim]) -> tuple[TimelineEntry, ...]:
    """The claims that carry a time, in time order."""
    placed = [TimelineEntry(claim.time, claim.id) for claim in claims if claim.time and claim.time.begin]
    return tuple(sorted(placed, key=lambda entry: (str(entry.time.begin), entry.claim)))


def _happened(modality: Modality) -> bool:
    return modality is Modality.ASSERTED


def _weight(pages: Mapping[str, Annotations], claim: AccountClaim) -> float:
    """How much a claim belongs into the account: told by many, told early, in dispute, not a mere plan."""
    tellers = {e.source for e in claim.evidence}
    early = max(
        1 - e.span.start / max(LEAD_CHARACTERS, len(pages[e.source].article.page.text))
        for e in claim.evidence
    )
    weight = (1 + 0.6 * (len(tellers) - 1)) * (0.4 + early)
    if claim.status is Status.DISPUTED:
        weight *= 1.3
    return weight


def _order(pages: Mapping[str, Annotations], claim: AccountClaim) -> tuple[float, str, int]:
    """Where a claim comes in the tellings: its mean relative place on the pages that tell it."""
    places = [e.span.start / max(1, len(pages[e.source].article.page.text)) for e in claim.evidence]
    first = claim.evidence[0]
    return (round(min(places), 3), first.source, first.span.start)


def _readable(claim: AccountClaim) -> bool:
    """Whether the claim's sentence is one a reader can follow: five words or more."""
    return claim.sentence is not None and len(words(claim.sentence.text)) >= 5


def _is_title(pages: Mapping[str, Annotations], claim: AccountClaim) -> bool:
    title = pages[claim.evidence[0].source].article.title
    return bool(title and title.span and title.span.overlaps(claim.evidence[0].span))


def _text(claim: AccountClaim) -> str:
    return claim.sentence.text if claim.sentence else claim.text
