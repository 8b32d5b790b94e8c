"""Events, quotations and entities, each once for the whole story."""

from collections import Counter, defaultdict
from collections.abc import Sequence
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
    groups: dict[_Key, list[tuple[Annotations, Event, DatedValue | None]]] = defaultdict(list)
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
                groups[key].append((found, event, when))
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
            text = span.of(found.article.page.text)
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
    group: Sequence[tuple[Annotations, Event, DatedValue | None]],
) -> list[list[tuple[Annotations, Event, DatedValue | None]]]:
    """Split where the days exclude each other; events without a day join the first."""
    parts: dict[str, list[tuple[Annotations, Event, DatedValue | None]]] = defaultdict(list)
    undated = []
    for item in group:
        when = item[2]
        if when and when.begin:
            parts[when.begin[:10]].append(item)
        else:
            undated.append(item)
    if not parts:
        return [undated]
    first = min(parts)
    parts[first] += undated
    return [parts[day] for day in sorted(parts)]


def _event(group: Sequence[tuple[Annotations, Event, DatedValue | None]]) -> AccountEvent:
    lead = group[0][1]
    evidence = tuple(
        Evidence(found.article.source, event.trigger, event.trigger.of(found.article.page.text))
        for found, event, _ in sorted(group, key=lambda item: (item[0].article.source, item[1].trigger))
    )
    when = next((when for _, _, when in group if when), None)
    return AccountEvent(
        id=digest(
            lead.type, *lead.source, ">", *lead.target, evidence[0].source, str(evidence[0].span.start)
        ),
        type=lead.type,
        mode=next((event.mode for _, event, _ in group if event.mode), None),
        quad=lead.quad,
        source=lead.source,
        target=lead.target,
        place=next((event.place for _, event, _ in group if event.place), None),
        time=when,
        modality=lead.modality,
        polarity=lead.polarity,
        background=all(event.background for _, event, _ in group),
        evidence=evidence,
    )
