"""Aligned tellings -> the account's claims, with status, evidence and differences."""

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import replace

from copydesk.account.align import align
from copydesk.account.clashes import clashes_of
from copydesk.account.dating import Dated
from copydesk.account.differences import differences_of, disputes
from copydesk.account.imprint import without_imprint
from copydesk.account.independent import Standing
from copydesk.account.own_time import own_time
from copydesk.account.tellings import Telling, begins_with_pronoun, tellings_of
from copydesk.account.terms import containment
from copydesk.account.within import sentences_at
from copydesk.account.witnesses import count_witnesses, witnessing
from copydesk.model import (
    AccountClaim,
    Annotations,
    Claim,
    DatedValue,
    Evidence,
    Modality,
    Span,
    Status,
    Story,
)
from copydesk.text import digest

SAME = 0.68
"""Cosine of sentence vectors from which on what one telling dates is what the other tells without a date."""
_BROKEN = re.compile(r"[,;:)\]\s]+")
"""How the rest of a broken sentence begins."""
PART = 0.75
"""A telling this far contained in the fullest one, and clearly shorter, tells part of the claim."""


def claims_of(story: Story, dated: Dated, *, standing: Standing) -> tuple[AccountClaim, ...]:
    """The story's claims in the order of their first telling; each telling is evidence of exactly one."""
    tellings = tellings_of([without_imprint(found) for found in without_echoes(story)])
    aligned = align(tellings)
    return tuple(
        _claim(story, [tellings[i] for i in group], standing=standing, sure=aligned.sure, dated=dated)
        for group in aligned.groups
    )


def without_echoes(story: Story) -> list[Annotations]:
    """The findings without claims that stand inside another claim resting on the same origin."""
    kept = []
    for found in story.findings:
        origins = {claim.id: story.claim_origins[found.article.source, claim.id] for claim in found.claims}
        around: list[Claim] = []
        echoed: set[str] = set()
        for claim in sorted(found.claims, key=lambda c: (c.span.start, -c.span.end)):
            around = [other for other in around if other.span.end > claim.span.start]
            if any(
                other.span != claim.span
                and other.span.contains(claim.span)
                and origins[other.id] == origins[claim.id]
                for other in around
            ):
                echoed.add(claim.id)
            around.append(claim)
        kept.append(replace(found, claims=tuple(c for c in found.claims if c.id not in echoed)))
    return kept


def _claim(
    story: Story,
    tellings: Sequence[Telling],
    *,
    standing: Standing,
    sure: Set[tuple[str, str]],
    dated: Dated,
) -> AccountClaim:
    lead = min(tellings, key=_plainness)
    clashes = clashes_of(tellings, dated)
    differences = differences_of(tellings, clashes)
    origins = tuple(sorted({story.claim_origins[t.source, t.claim.id] for t in witnessing(tellings)}))
    independent = count_witnesses(story, tellings, standing=standing, sure=sure)
    others = (telling for telling in tellings if telling is not lead)
    ordered = [lead, *sorted(others, key=lambda telling: telling.is_headline)]
    differing = {(v.source, v.span) for d in differences if d.on != "wording" for v in d.values}
    return AccountClaim(
        id=digest(lead.source, str(lead.claim.span.start), str(lead.claim.span.end)),
        text=lead.text,
        status=_status(
            tellings,
            named=any(map(standing.is_known, origins)),
            independent=independent,
            disputed=disputes(tellings, clashes),
        ),
        independent=independent,
        origins=origins,
        modality=lead.claim.modality,
        polarity=lead.claim.polarity,
        background=all(t.claim.background for t in tellings),
        evidence=tuple(
            Evidence(t.source, t.claim.span, t.text, _relation(lead, t, differing=differing)) for t in ordered
        ),
        time=_time(ordered, dated),
        place=_place(tellings),
        differences=differences,
        sentence=_sentence(lead),
    )


def _plainness(telling: Telling) -> tuple[bool, bool, bool, bool, str, Span]:
    """The telling to show first: news before background, stated before denied, body before headline, one that names
    whom it is about before `she left`."""
    claim = telling.claim
    return (
        claim.background,
        claim.modality is Modality.DENIED,
        telling.is_headline,
        begins_with_pronoun(telling.text),
        telling.source,
        claim.span,
    )


def _status(tellings: Sequence[Telling], *, named: bool, independent: int, disputed: bool) -> Status:
    if disputed and len({t.source for t in tellings}) > 1:
        return Status.DISPUTED
    if independent >= 2:
        return Status.CORROBORATED
    return Status.SINGLE_ORIGIN if named else Status.UNATTRIBUTED


def _relation(lead: Telling, telling: Telling, *, differing: set[tuple[str, Span]]) -> str:
    if any(source == telling.source and telling.claim.span.contains(span) for source, span in differing):
        return "differs" if telling is not lead else "same"
    shorter = len(telling.text) < 0.7 * len(lead.text)
    if telling is not lead and shorter and containment(telling.terms, lead.terms) >= PART:
        return "part"
    return "same"


def _time(tellings: Sequence[Telling], dated: Dated) -> DatedValue | None:
    """The claim's time: the first telling's counts first, then that of those that say much the same."""
    lead = tellings[0]
    for telling in tellings:
        if telling is not lead and float(telling.meaning @ lead.meaning) < SAME:
            continue
        if value := own_time(telling.found, telling.claim, dated=dated):
            return value
    return None


def _place(tellings: Sequence[Telling]) -> str | None:
    for telling in tellings:
        for event in telling.found.events:
            if event.id in telling.claim.events and event.place:
                return event.place
    return None


def _sentence(telling: Telling) -> Evidence:
    """The sentence the claim stands in; with the one before where a parser broke it at a comma."""
    text = telling.found.page.text
    sentences = telling.found.sentences
    around = sentences_at(sentences, telling.claim.span)
    start = min([telling.claim.span.start, *(s.start for s in around)])
    end = max([telling.claim.span.end, *(s.end for s in around)])
    at = bisect_right(sentences, start, key=lambda sentence: sentence.end)
    before = sentences[at - 1] if at else None
    if _BROKEN.match(text, start) and before is not None and "\n" not in text[before.end : start]:
        start = before.start
    elif broken := _BROKEN.match(text, start, end):
        start = broken.end()
    return Evidence(telling.source, Span(start, end), text[start:end])
