"""When and where the story happened, who acted, and what came after what."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from copydesk.account.dating import Dated, is_day, times_of
from copydesk.account.within import inside, sentence_around
from copydesk.model import (
    PLACE_LABELS,
    AccountClaim,
    AccountEntity,
    AccountEvent,
    Annotations,
    BlockKind,
    DatedValue,
    Modality,
    Span,
    Stamp,
    Story,
    TimelineEntry,
    When,
)
from copydesk.text import fold

LEAD_CHARACTERS = 1000
"""How far into a page's running text the day of its news stands: what comes later is recalled or foreseen."""
LONGEST_AGO = timedelta(days=7)
"""What lies further before the page's publication is recalled: news is of the week in which a weekday names a day."""
HALF_A_DAY = timedelta(hours=12)
"""By so much the clock where it happened may be ahead of the clock of a stamp."""
CLAIMED, CLAIMED_LATER, SAID, SAID_LATER, PICTURED = 3.0, 1.0, 0.1, 0.05, 0.01
"""What the first claim of a lead that carries a day counts, and later ones; the day of a saying; that of a picture."""
HEADED = 0.1
"""What a place counts that a headline names, where one behind `in` counts 1: it may be who acted."""
MOST_PLACES, MOST_PARTIES = 3, 6
"""So many are said to be where the story happened, and to have acted."""

_WITHIN = (
    "island|city|town|village|port|capital|suburb|district|province|region|county|state|coast|outskirts|shores?|centre|"
    "center"
)
_IN = re.compile(
    rf"\b(?:(?:in|at|near|off|outside|around|across) (?:the )?|(?:in|at|near|off|outside|around|across|on) "
    rf"(?:[\w’'-]+ ){{1,4}}(?:{_WITHIN}) of (?:the )?)$",
    re.I,
)
"""`in`, `off the`, `off the northern island of`, `on the outskirts of`."""
_REACH = 70
"""Characters before a place in which that stands."""
_RELATIVE = re.compile(r"\b(?:today|tonight|tomorrow|yesterday|now)\b", re.I)
_POSSESSIVE = re.compile(r"['’]s\b")
_AS_OF = re.compile(r"\bas of (?:\w+ )?$", re.I)


def find_when(story: Story, dated: Dated) -> When | None:
    """The day the pages' leads tell of, with every place there that says so; None if no lead tells of one.

    Claims that report news count most, the first of a lead above all; the day on which somebody spoke (`police
    said on Sunday`) counts only where no claim carries one, that of a caption only where nothing else does. What
    lies after a page's publication, or more than a week before it, is not its news.
    """
    stamps = {found.article.source: found.article.published for found in story.findings}
    votes: dict[str, float] = defaultdict(float)
    values: dict[str, list[DatedValue]] = defaultdict(list)
    for found in story.findings:
        for value, weight in _told(
            found, dated, is_news=lambda v: _is_news(v, stamps[v.inferred_from or v.source])
        ):
            day = str(value.begin)[:10]
            votes[day] += weight
            values[day].append(value)
    if not votes:
        return None
    day = min(votes, key=lambda key: (-votes[key], key))
    evidence = tuple({(v.source, v.span): v for v in values[day]}.values())
    until = max(evidence, key=lambda v: (len(v.value) == 10, str(v.until))).until
    return When(day, day, until, evidence)


def find_where(
    story: Story, *, events: Sequence[AccountEvent], entities: Sequence[AccountEntity]
) -> tuple[AccountEntity, ...]:
    """Where it happened, `MOST_PLACES` of `entities` at most: where what was done is placed, then what stands behind
    `in`, `at` and the like on its pages; of those level what a headline names, then what is named most. Where no place
    is told of so, what a headline names, else what stands so under a picture."""
    votes: dict[str, float] = defaultdict(float)
    for event in events:
        if event.place and not event.background and event.modality is Modality.ASSERTED:
            votes[event.place] += 2 * len({e.source for e in event.evidence})
    for found in story.findings:
        for entity in found.entities:
            places = [m.span for m in entity.mentions if m.label in PLACE_LABELS and m.stands_for is None]
            votes[entity.id] += sum(_placed_by(found, span) for span in places)
    by_id = {entity.id: entity for entity in entities if entity.label in PLACE_LABELS}
    least = min(1.0, max((votes[key] for key in by_id if key in votes), default=0.0))
    able = [key for key in votes if key in by_id and votes[key] >= least > 0]
    ranked = sorted(able, key=lambda key: (-votes[key], -by_id[key].mentions, key))
    by_name: dict[str, AccountEntity] = {}
    for key in ranked:
        by_name.setdefault(by_id[key].name.casefold(), by_id[key])  # one place may have two labels
    return tuple(by_name.values())[:MOST_PLACES]


def _placed_by(found: Annotations, span: Span) -> float:
    """What naming a place at `span` says of where the news happened; under a picture it is where that was taken."""
    article = found.article
    if article.title and article.title.span and article.title.span.contains(span):
        return HEADED
    if not _IN.search(article.page.text, max(0, span.start - _REACH), span.start):
        return 0.0
    pictured = any(b.kind is BlockKind.CAPTION and b.span.contains(span) for b in article.blocks)
    return PICTURED if pictured else 1.0


def find_who(events: Sequence[AccountEvent], entities: Sequence[AccountEntity]) -> tuple[AccountEntity, ...]:
    """Who acts, by events and mentions: persons and organisations, `MOST_PARTIES` at most."""
    acting = Counter(key for e in events if not e.background for key in (*e.source, *e.target))
    able = [entity for entity in entities if entity.label in {"PERSON", "ORG"}]
    ranked = sorted(able, key=lambda e: (-(2 * acting[e.id] + e.mentions * e.pages), e.id))
    return tuple(ranked[:MOST_PARTIES])


def timeline_of(claims: Sequence[AccountClaim]) -> tuple[TimelineEntry, ...]:
    """The claims that carry a time, in time order; a claim that stands whole in another of that time is told there."""
    placed = [(claim.time, claim) for claim in claims if claim.time and claim.time.begin]
    told = defaultdict(list)
    for time, claim in placed:
        told[time.value].append(claim)
    entries = [
        TimelineEntry(time, claim.id)
        for time, claim in placed
        if not any(_stands_in(claim, other) for other in told[time.value])
    ]
    return tuple(sorted(entries, key=lambda entry: (str(entry.time.begin), entry.claim)))


def _stands_in(claim: AccountClaim, other: AccountClaim) -> bool:
    """Whether another claim's first telling holds this one's, or tells it in the very words on another page."""
    return len(other.text) > len(claim.text) and fold(claim.text) in fold(other.text)


def _told(
    found: Annotations, dated: Dated, *, is_news: Callable[[DatedValue], bool]
) -> Iterator[tuple[DatedValue, float]]:
    """The days of news in a page's lead and captions, each with what it counts."""
    lead = _lead(found)
    captions = [block.span for block in found.article.blocks if block.kind is BlockKind.CAPTION]
    weight = CLAIMED
    for claim in found.claims:
        if not claim.background and claim.modality is Modality.ASSERTED and _holds(lead, claim.span):
            days = (v for v in times_of(found, claim, dated=dated) if is_news(v) and _is_of_a_deed(found, v))
            if value := next(days, None):
                yield value, weight
                weight = CLAIMED_LATER
    weight = SAID
    for index, timex in enumerate(found.times):
        value = dated.get((found.article.source, index))
        if value is None or not is_news(value):
            continue
        if _holds(captions, timex.span):
            yield value, PICTURED
        elif _holds(lead, timex.span) and _is_of_a_saying(found, timex.span) and _is_of_a_deed(found, value):
            yield value, weight
            weight = SAID_LATER


def _lead(found: Annotations) -> Sequence[Span]:
    """The first blocks of running text, without the dateline, the last cut where the lead ends."""
    spans, left = [], LEAD_CHARACTERS
    dateline = found.article.dateline
    filed = dateline.span.end if dateline else 0
    for block in found.article.blocks:
        if block.kind is BlockKind.BODY and block.span.end > filed and left > 0:
            start = max(block.span.start, filed)
            spans.append(Span(start, min(block.span.end, start + left)))
            left -= len(spans[-1])
    return spans


def _holds(spans: Sequence[Span], span: Span) -> bool:
    """Whether `span` begins in one of the spans."""
    return any(around.start <= span.start < around.end for around in spans)


def _is_of_a_saying(found: Annotations, span: Span) -> bool:
    """Whether a time stands in no claim, beside the party whose word a claim of its sentence is."""
    if any(claim.span.contains(span) for claim in found.claims):
        return False
    sentence = sentence_around(found.sentences, span)
    parties = (party for claim in inside(found.claims, sentence) for party in claim.attribution)
    return any(party.span and sentence.contains(party.span) for party in parties)


def _is_of_a_deed(found: Annotations, value: DatedValue) -> bool:
    """Whether a day may be that of a deed: not of how things stand (`today's market`, `as of Monday`), nor the
    `today` of whoever is quoted."""
    text = found.page.text
    if _AS_OF.search(text, max(0, value.span.start - 20), value.span.start):
        return False
    if not _RELATIVE.search(value.span.of(text)):
        return True
    direct = [quotation.content for quotation in found.quotations if quotation.kind == "direct"]
    is_quoted = any(span.contains(value.span) for content in direct for span in content)
    return not (is_quoted or _POSSESSIVE.match(text, value.span.end))


def _is_news(value: DatedValue, stamp: Stamp | None) -> bool:
    """Whether a time is one day, and such as a page of that stamp tells as news; any day where there is no stamp."""
    if not is_day(value) or value.value.endswith("WE"):
        return False
    if stamp is None:
        return True
    day = date.fromisoformat(str(value.begin)[:10])
    moment = datetime.fromisoformat(stamp.value)
    latest = moment if stamp.grain == "day" else moment + HALF_A_DAY
    return moment.date() - LONGEST_AGO <= day <= latest.date()
