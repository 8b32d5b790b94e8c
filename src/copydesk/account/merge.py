"""Events, quotations and entities, each once for the whole story."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from copydesk.account.dating import Dated
from copydesk.model import (
    AccountEntity,
    AccountEvent,
    AccountQuotation,
    Annotations,
    DatedValue,
    Entity,
    Event,
    Evidence,
    Quotation,
    Span,
    Story,
)
from copydesk.text import digest, words

SAME_WORDS = 0.6
"""Share of common words, in order, from which on two quotations are versions of one utterance."""
FEW_WORDS = 4
"""A quotation this short is one with a longer only if it stands in it whole; of fewer words it is none."""
RUN = 3
"""So many words in a row are common to two versions; single ones any two speeches share."""
_MARKED = (re.compile(r"[“\"]([^“”\"]+)[”\"]"), re.compile(r"(?<!\w)[‘'](.+?)[’'](?!\w)"))

_Key = tuple[str, tuple[str, ...], tuple[str, ...], str, str]
"""What events that may be one have in common: type, actors, modality, polarity."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An event on a page, and when it was."""

    found: Annotations
    event: Event
    when: DatedValue | None

    @property
    def source(self) -> str:
        return self.found.article.source


def merge_entities(findings: Sequence[Annotations]) -> tuple[AccountEntity, ...]:
    """Every entity of the story, on the most pages first."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for annotations in findings:
        for entity in annotations.entities:
            found[entity.id].append(entity)
    merged = [
        AccountEntity(
            key,
            Counter(e.name for e in same).most_common(1)[0][0],
            Counter(e.label for e in same).most_common(1)[0][0],
            pages=len(same),
            mentions=sum(len(e.mentions) for e in same),
            roles=tuple(dict.fromkeys(role for e in same for role in e.roles)),
        )
        for key, same in found.items()
    ]
    return tuple(sorted(merged, key=lambda e: (-e.pages, -e.mentions, e.id)))


def merge_events(story: Story, dated: Dated) -> tuple[AccountEvent, ...]:
    """The story's events; those of one type, actors, modality and polarity are one unless their times differ."""
    groups: dict[_Key, list[_Told]] = defaultdict(list)
    for found in story.findings:
        for event in found.events:
            if event.source or event.target:
                when = dated.get((found.article.source, event.time)) if event.time is not None else None
                key = (
                    event.type,
                    tuple(sorted(event.source)),
                    tuple(sorted(event.target)),
                    event.modality.value,
                    event.polarity.value,
                )
                groups[key].append(_Told(found, event, when))
    merged = [_event(part) for key in sorted(groups) for part in _by_time(groups[key])]
    return tuple(sorted(merged, key=lambda e: (e.background, -len({v.source for v in e.evidence}), e.id)))


def merge_quotations(findings: Sequence[Annotations]) -> tuple[AccountQuotation, ...]:
    """Direct and mixed quotations with `FEW_WORDS` or more in the very words; versions of one utterance, by one
    speaker, are merged. Of quotations of one page that overlap, and may be one speaker's, one is told."""
    utterances: list[tuple[str | None, list[tuple[Evidence, list[str]]]]] = []
    for found in findings:
        for quotation, span in _apart(found):
            text = span.of(found.page.text)
            spoken = _spoken(text)
            if len(spoken) < FEW_WORDS:
                continue
            version = (Evidence(found.article.source, span, text), spoken)
            alike = (told for speaker, told in utterances if _may_be_one_speaker(speaker, quotation.speaker))
            versions = next((told for told in alike if _same_utterance(spoken, told[0][1])), None)
            if versions is None:
                utterances.append((quotation.speaker, [version]))
            else:
                versions.append(version)
    return tuple(
        AccountQuotation(versions[0][0].text, speaker, tuple(evidence for evidence, _ in versions))
        for speaker, versions in utterances
    )


def _apart(found: Annotations) -> list[tuple[Quotation, Span]]:
    """A page's direct and mixed quotations, with what each covers, in text order: of those that overlap and may be one
    speaker's, the one whose speaker is known, else the longest."""
    quoted = [
        (quotation, Span(quotation.content[0].start, quotation.content[-1].end))
        for quotation in found.quotations
        if quotation.kind != "indirect" and quotation.content
    ]
    kept: list[tuple[Quotation, Span]] = []
    for one, span in sorted(quoted, key=lambda q: (q[0].speaker is None, q[1].start - q[1].end, q[1])):
        if not any(span.overlaps(at) and _may_be_one_speaker(one.speaker, q.speaker) for q, at in kept):
            kept.append((one, span))
    return sorted(kept, key=lambda q: q[1])


def _may_be_one_speaker(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _spoken(text: str) -> list[str]:
    """The words in quotation marks; all words of a text without a pair of them."""
    for marks in _MARKED:
        if inside := marks.findall(text):
            return words(" ".join(inside))
    return words(text)


def _same_utterance(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the shorter stands in the longer whole, or mostly so in runs of `RUN` words and more."""
    shorter, longer = sorted((a, b), key=len)
    if f" {' '.join(shorter)} " in f" {' '.join(longer)} ":
        return True
    if len(shorter) <= FEW_WORDS or not set(shorter) & set(longer):
        return False
    blocks = SequenceMatcher(None, shorter, longer, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= RUN) >= SAME_WORDS * len(shorter)


def _by_time(group: Sequence[_Told]) -> list[list[_Told]]:
    """Split where times exclude each other, the shortest first; events without a time join those told most, news
    before background."""
    parts: list[list[_Told]] = []
    timed = [told for told in group if told.when and told.when.begin]
    for told in sorted(timed, key=lambda told: (_length(told.when), str(told.when and told.when.begin))):
        part = next((part for part in parts if all(_may_be_one(told.when, one.when) for one in part)), None)
        if part is None:
            parts.append([told])
        else:
            part.append(told)
    undated = [told for told in group if told not in timed]
    if not parts:
        return [undated]
    most = max(parts, key=lambda part: (any(not told.event.background for told in part), len(part)))
    most += undated
    return parts


def _length(when: DatedValue | None) -> int:
    """The fewer days a time spans the less; what has no end spans most."""
    if when is None or when.begin is None or when.until is None:
        return date.max.toordinal()
    return date.fromisoformat(when.until[:10]).toordinal() - date.fromisoformat(when.begin[:10]).toordinal()


def _may_be_one(one: DatedValue | None, other: DatedValue | None) -> bool:
    """Whether two times overlap, as far as both are bounded; two hours of one day do."""
    if one is None or other is None:
        return True
    begin = max(str(one.begin)[:10], str(other.begin)[:10])
    ends = [when.until[:10] for when in (one, other) if when.until]
    days = {str(when.begin)[:10] for when in (one, other)}
    return len(days) == 1 or not ends or begin < min(ends)


def _event(group: Sequence[_Told]) -> AccountEvent:
    lead, events = group[0].event, [told.event for told in group]
    evidence = tuple(
        Evidence(told.source, told.event.trigger, told.event.trigger.of(told.found.page.text))
        for told in sorted(group, key=lambda told: (told.source, told.event.trigger))
    )
    return AccountEvent(
        id=digest(
            lead.type, *lead.source, ">", *lead.target, evidence[0].source, str(evidence[0].span.start)
        ),
        type=lead.type,
        mode=next((event.mode for event in events if event.mode), None),
        quad=lead.quad,
        source=lead.source,
        target=lead.target,
        place=next((event.place for event in events if event.place), None),
        time=next((told.when for told in group if told.when), None),
        modality=lead.modality,
        polarity=lead.polarity,
        background=all(event.background for event in events),
        evidence=evidence,
    )
