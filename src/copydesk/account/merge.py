"""Events, quotations and entities, each once for the whole story."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
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
    Span,
    Story,
)
from copydesk.text import digest, words

SAME_WORDS = 0.6
"""Share of common words, in order, from which on two quotations are versions of one utterance."""
FEW_WORDS = 4
"""A quotation this short is one with a longer only if it stands in it whole."""

_Key = tuple[str, tuple[str, ...], tuple[str, ...], str]
"""What events that may be one have in common: type, actors, modality."""


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
    """The story's events; those of one type, actors and modality are one unless their days differ."""
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
                )
                groups[key].append(_Told(found, event, when))
    merged = [_event(part) for key in sorted(groups) for part in _by_day(groups[key])]
    return tuple(sorted(merged, key=lambda e: (e.background, -len({v.source for v in e.evidence}), e.id)))


def merge_quotations(findings: Sequence[Annotations]) -> tuple[AccountQuotation, ...]:
    """Direct and mixed quotations; versions of one utterance, by one speaker, are merged."""
    utterances: list[tuple[str | None, list[tuple[Evidence, list[str]]]]] = []
    for found in findings:
        for quotation in found.quotations:
            if quotation.kind == "indirect" or not quotation.content:
                continue
            span = Span(quotation.content[0].start, quotation.content[-1].end)
            text = span.of(found.page.text)
            spoken = words(text)
            if len(spoken) < FEW_WORDS:
                continue
            evidence = Evidence(found.article.source, span, text)
            for speaker, versions in utterances:
                alike = speaker is None or quotation.speaker is None or speaker == quotation.speaker
                if alike and _same_utterance(spoken, versions[0][1]):
                    versions.append((evidence, spoken))
                    break
            else:
                utterances.append((quotation.speaker, [(evidence, spoken)]))
    return tuple(
        AccountQuotation(versions[0][0].text, speaker, tuple(evidence for evidence, _ in versions))
        for speaker, versions in utterances
    )


def _same_utterance(a: Sequence[str], b: Sequence[str]) -> bool:
    shorter, longer = sorted((a, b), key=len)
    if " ".join(shorter) in " ".join(longer):
        return True
    if len(shorter) <= FEW_WORDS or not set(shorter) & set(longer):
        return False
    blocks = SequenceMatcher(None, shorter, longer, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= SAME_WORDS * len(shorter)


def _by_day(
    group: Sequence[_Told],
) -> list[list[_Told]]:
    """Split where the days exclude each other; events without a day join the first."""
    parts: dict[str, list[_Told]] = defaultdict(list)
    undated = []
    for told in group:
        if told.when and told.when.begin:
            parts[told.when.begin[:10]].append(told)
        else:
            undated.append(told)
    if not parts:
        return [undated]
    first = min(parts)
    parts[first] += undated
    return [parts[day] for day in sorted(parts)]


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
