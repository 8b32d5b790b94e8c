"""When the article was published: every date a page gives, what speaks for each day, the choice between them.

A day is a candidate wherever it is said: in JSON-LD, in the head, in a `<time>`, in the address, in the
record, or printed on the page. A small forest of boosted trees (`weights/published.npz`,
`weights/published.md`) orders the days; below its threshold a page is undated. The time of day comes from
the most exact witness for the chosen day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from math import log1p
from pathlib import Path

import numpy as np

from copydesk.clean import landmarks as marks
from copydesk.clean.clues import Clues
from copydesk.clean.forest import Forest, load_forest
from copydesk.clean.stamps import Reading, read_dates, read_timestamp
from copydesk.model import Span, Stamp

PUBLISHED_NAMES = frozenset(
    "article:published_time og:article:published_time article:published og:published_time og:release_date "
    "datepublished date-published publish-date publish_date publishdate published pubdate pub_date pub-date "
    "publication_date publication-date publicationdate published_time published_date published-date publisheddate "
    "og:publish_date og:pubdate parsely-pub-date sailthru.date cxenseparse:recs:publishtime content:publishdate "
    "cxenseparse:publishtime cxenseparse:recs:published_time dc.date.issued dcterms.issued dc.issued date.issued "
    "prism.publicationdate citation_publication_date citation_online_date shareaholic:article_published_time "
    "date.available article.published w-published-date rnews:datepublished bt:pubdate originalpublicationdate "
    "displaydate article_date_original dcsext.articlefirstpublished firstcreate article:published:time "
    "published_at release_date".split()
)
GENERIC_NAMES = frozenset(
    "date dc.date dc:date dcterms.date dcterms.created dcterms:created dc.created dc.date.created dc:date.created "
    "datecreated date.created created uploaddate time og:date eprints.date citation_date analyticsattributes."
    "articledate cms_creationdate creation_date article:date srf.date last-publish-date".split()
)
MODIFIED_NAMES = frozenset(
    "article:modified_time og:article:modified_time og:updated_time datemodified date-modified modified "
    "last-modified last_modified lastmodified lastmod lastupdate last-updated updated date.updated date.modified "
    "dcterms.modified dc.modified dc.date.modified dc:date.modified og:modified_time modificationdate dateupdate "
    "shareaholic:article_modified_time article:modified article:modified:time updated_time revised".split()
)
WITNESSES = (
    "linked_article", "linked_page", "linked_other", "linked_created", "linked_modified", "meta_published",
    "meta_generic", "meta_modified", "time_published", "time_modified", "time", "address", "record", "printed",
    "printed_cued", "printed_modified", "printed_alone", "printed_first", "printed_marked", "printed_head",
    "printed_furniture", "printed_prose", "printed_comment", "printed_footer", "with_clock",
    "image", "described",
)  # fmt: skip
FEATURES = (
    *WITNESSES, "nearest_title", "nearest_body", "order", "earliest", "latest", "age", "days", "is_most_printed",
    "address_month", "address_year", "address_has_day", "meta_present", "linked_present", "latest_modified",
    "position", "open_order", "length", "nth_printed", "beside_linked", "beside_meta", "beside_printed",
    "linked_modified_only", "latest_printed",
)  # fmt: skip

_ADDRESS_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/_.-]?)(0[1-9]|1[0-2]|[1-9](?=\2\D|[/_.-]))\2(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)"
)
_ADDRESS_DAY_FIRST = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])[._-](0[1-9]|1[0-2])[._-](20\d\d)(?!\d)")
_ADDRESS_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?=[/-]|$)")
_ADDRESS_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_CUE = re.compile(
    r"(?:publi|post|issued|date|datum|erstellt|veröffentl|erschienen|stand|vom|on|le|fecha|el|data|pubblicat|"
    r"created|added|written|first|opublik|dodano|опубл|дата|yayın|veröff|geplaatst|publicerad|julkaistu|발행|입력|등록|"
    r"发布|公開|公開日|掲載)[^\n\d]{0,24}$",
    re.IGNORECASE,
)
_MODIFIED_CUE = re.compile(
    r"(?:updat|modif|edit|aktualis|revis|review|last |letzte|geändert|mis à jour|maj|actualiz|atualiz|aggiorn|"
    r"обновл|güncel|päivitetty|oppdatert|uppdaterad|opdateret|수정|更新|zuletzt|bearbeitet)[^\n\d]{0,24}$",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"©|\(c\)|copyright|all rights|accessed|abgerufen|retrieved|since|seit|until|bis", re.IGNORECASE
)
_MOST_PRINTED = 120
_BRIEF = "printed_in_a_short_line"
_LONGEST_GAP = 20
_TRUST = (
    "linked_article", "meta_published", "time_published", "linked_page", "time", "printed", "meta_generic",
    "linked_created", "record", "linked_other", "linked_modified", "meta_modified", "time_modified", "address",
    "image", "described",
)  # fmt: skip
_EVIDENCE = dict.fromkeys(_TRUST, "metadata") | {
    "time": "timestamp", "time_published": "timestamp", "time_modified": "timestamp", "printed": "timestamp",
    "address": "url", "image": "url", "record": "record",
}  # fmt: skip
THRESHOLD = -2.0
"""A page whose best day scores less is undated: chosen so that dates given to undated pages and days lost balance."""
_WEIGHTS = Path(__file__).parent / "weights" / "published.npz"


@dataclass(frozen=True, slots=True)
class Witness:
    """One place that gives a date: `source` is one of `WITNESSES`; `span` is None outside the visible text."""

    reading: Reading
    source: str
    span: Span | None = None


@dataclass(slots=True)
class Day:
    """A calendar day with every witness for it; `also` are traits of the places where it is printed."""

    day: str
    witnesses: list[Witness] = field(default_factory=list)
    also: list[str] = field(default_factory=list)


def find_published(clues: Clues, title: Span | None) -> tuple[Stamp | None, list[Day]]:
    """When the article was published, None where the page does not say; and every day the page gives.

    The value is as exact as the page is, in the zone the page gives; nothing is converted.
    """
    days = find_days(clues, title)
    captured = read_timestamp(clues.page.captured or "")
    possible = [d for d in days if _may_date(d) and (captured is None or d.day <= captured.day)]
    if not possible:
        return None, days
    scores = _forest().score(np.array(describe(clues, days, title)))
    best = max(possible, key=lambda day: scores[days.index(day)])
    if scores[days.index(best)] < THRESHOLD:
        return None, days
    return _stamp(best), days


@cache
def _forest() -> Forest:
    return load_forest(_WEIGHTS)


def _may_date(day: Day) -> bool:
    """Whether a day has a witness that can date an article: prose alone and descriptions cannot."""
    sources = {w.source for w in day.witnesses}
    if sources - {"printed", "described", "image"}:
        return True
    return "printed" in sources and (
        day.also.count("printed_prose") < sum(w.source == "printed" for w in day.witnesses)
        or bool({_BRIEF, "printed_marked"} & set(day.also))
    )


def _stamp(day: Day) -> Stamp:
    """The chosen day by its most exact witness; the visible one where none gives a clock time."""
    witnesses = sorted(day.witnesses, key=lambda w: _TRUST.index(w.source))
    exact = [
        w for w in witnesses if w.reading.grain != "day" and not w.reading.value[10:].startswith("T00:00")
    ]
    shown = [w for w in witnesses if w.span is not None]
    chosen = exact[0] if exact else (shown or witnesses)[0]
    # A clock time that is printed is the page's own word; the head's is used where it says more.
    same = [w for w in shown if w.reading.value[:16] == chosen.reading.value[:16]]
    chosen = same[0] if same and chosen.reading.zone is None else chosen
    value, grain = day.day + chosen.reading.value[10:], chosen.reading.grain
    if not exact:
        value, grain = day.day, "day"
    return Stamp(value, grain, chosen.reading.zone if exact else None, _EVIDENCE[chosen.source], chosen.span)


def find_captured(clues: Clues, published: Stamp | None, days: list[Day]) -> Stamp | None:
    """When the page was captured: as its record says, else the latest date its furniture betrays.

    The furniture's date is a lower bound. It counts only where it is later than the publication.
    """
    if clues.page.captured:
        reading = read_timestamp(clues.page.captured)
        if reading:
            return Stamp(reading.value, reading.grain, reading.zone, "record")
    if published is None:
        return None
    furniture = [block.span for block in clues.blocks if block.kind.is_furniture]
    latest: Witness | None = None
    for day in days:
        if not published.value[:10] < day.day or int(day.day[:4]) > int(published.value[:4]) + _LONGEST_GAP:
            continue
        for witness in day.witnesses:
            span = witness.span
            if witness.source == "printed" and span and any(f.contains(span) for f in furniture):
                latest = witness
    if latest is None:
        return None
    return Stamp(latest.reading.value, latest.reading.grain, latest.reading.zone, "furniture", latest.span)


def find_days(clues: Clues, title: Span | None) -> list[Day]:
    """Every day the page gives, earliest first, each with its witnesses."""
    given = list(_witnesses(clues, title))
    sure = {witness.reading.day for witness, _ in given if not witness.reading.open_order}
    days: dict[str, Day] = {}
    for witness, traits in given:
        day = witness.reading.day
        if witness.reading.open_order and day not in sure:
            swapped = f"{day[:5]}{day[8:]}-{day[5:7]}"
            day = swapped if swapped in sure else day
        entry = days.setdefault(day, Day(day))
        entry.witnesses.append(witness)
        entry.also += traits
    return [days[key] for key in sorted(days)]


def _witnesses(clues: Clues, title: Span | None) -> Iterator[tuple[Witness, list[str]]]:
    yield from _said(clues)
    for reading in _in_address(clues.page.url or clues.said("og:url", "canonical") or ""):
        yield Witness(reading, "address"), []
    for reading in _in_address(clues.said("og:image", "twitter:image", "twitter:image:src") or ""):
        yield Witness(reading, "image"), []
    described = clues.said("description", "og:description") or ""
    for reading in read_dates(described[:400], month_first=clues.month_first, language=clues.language):
        yield Witness(reading, "described"), []
    if clues.page.date:
        recorded = read_timestamp(clues.page.date)
        if recorded:
            yield Witness(recorded, "record"), []
    for element, flags in zip(clues.elements, clues.flags, strict=True):
        if element.tag != "time" and not flags & (marks.DATE | marks.MODIFIED):
            continue
        value = next((v for k, v in element.attributes if k in ("datetime", "content", "title")), None)
        given = _in_attribute(value, clues) if value else None
        if given is None or len(element.span) > 200:
            continue
        source = "time"
        if any(k == "itemprop" and "ublished" in v for k, v in element.attributes):
            source = "time_published"
        elif flags & marks.MODIFIED:
            source = "time_modified"
        yield Witness(given, source, element.span), _place(clues, element.span, flags)
    yield from _printed(clues, title)


def _in_address(address: str) -> Iterator[Reading]:
    """The days in an address, year or day first."""
    for match in _ADDRESS_DAY.finditer(address):
        year, _, month, day = match.groups()
        reading = read_timestamp(f"{year}-{int(month):02}-{int(day):02}")
        if reading:
            yield reading
    for match in _ADDRESS_DAY_FIRST.finditer(address):
        reading = read_timestamp(f"{match[3]}-{match[2]}-{match[1]}")
        if reading:
            yield reading


def _in_attribute(value: str, clues: Clues) -> Reading | None:
    """The date in an attribute: machine-written, or as people write."""
    if value[:4].isdigit():
        return read_timestamp(value)
    return next(read_dates(value[:80], month_first=clues.month_first, language=clues.language), None)


def _said(clues: Clues) -> Iterator[tuple[Witness, list[str]]]:
    """What JSON-LD and the head say."""
    for article in clues.linked[:40]:
        published = ("linked_article", "linked_article", "linked_page", "linked_other")[article.rank]
        pairs = [(article.published, published)]
        if article.rank < 3:
            pairs += [(article.modified, "linked_modified"), (article.created, "linked_created")]
        for value, source in pairs:
            said = read_timestamp(value) if value else None
            if said:
                yield Witness(said, source), []
    for name, values in clues.meta.items():
        if name in PUBLISHED_NAMES:
            source = "meta_published"
        elif name in MODIFIED_NAMES:
            source = "meta_modified"
        elif name in GENERIC_NAMES:
            source = "meta_generic"
        else:
            continue
        for value in values[:3]:
            reading = read_timestamp(value)
            if reading:
                yield Witness(reading, source), []


def _printed(clues: Clues, title: Span | None) -> Iterator[tuple[Witness, list[str]]]:
    """The dates printed on the page, each with the traits of its place."""
    text = clues.text
    month_first = clues.month_first
    seen_after_title = False
    holders = _Holders(clues)
    for count, reading in enumerate(read_dates(text, month_first=month_first, language=clues.language)):
        if count == _MOST_PRINTED:
            return
        span = reading.span
        start = text.rfind("\n", 0, span.start) + 1
        stop = text.find("\n", span.end)
        stop = len(text) if stop < 0 else stop
        before = text[max(start, span.start - 40) : span.start]
        if not before.strip() and start:
            before = text[max(0, start - 30) : start].strip()
        flags = holders.flags(span)
        traits = _place(clues, span, flags)
        if _MODIFIED_CUE.search(before):
            traits.append("printed_modified")
        elif _CUE.search(before):
            traits.append("printed_cued")
        if stop - start <= len(span) + 40:
            traits.append("printed_alone")
        if stop - start <= len(span) + 100 and _is_label(text[start : span.start], text[span.end : stop]):
            traits.append(_BRIEF)
        if _FOOTNOTE.search(text, max(start, span.start - 60), span.start):
            traits.append("printed_footer")
        if not seen_after_title and (title is None or span.start >= title.start):
            seen_after_title = True
            traits.append("printed_first")
        yield Witness(reading, "printed", span), traits


def _is_label(before: str, after: str) -> bool:
    """Whether a line with a date is a label, no sentence: hardly a word more, or few and no full stop."""
    count = len(before.split()) + len(after.split())
    return count <= 3 or (count <= 12 and not after.rstrip().endswith((".", "!", "?", "。")))


def _place(clues: Clues, span: Span, flags: int) -> list[str]:
    """Traits of the place where a date stands."""
    traits = []
    if flags & (marks.NAVIGATION | marks.RELATED):
        traits.append("printed_furniture")
    if flags & marks.FOOTER:
        traits.append("printed_footer")
    if flags & marks.COMMENT:
        traits.append("printed_comment")
    if flags & marks.DATE:
        traits.append("printed_marked")
    if flags & marks.HEADER:
        traits.append("printed_head")
    if clues.body and clues.body.start <= span.start < clues.body.end:
        traits.append("printed_prose")
    return traits


class _Holders:
    """Walks the elements in step with ascending spans, to know what flags hold at each."""

    def __init__(self, clues: Clues) -> None:
        self._elements, self._all = clues.elements, clues.flags
        self._next = 0
        self._open: list[int] = []

    def flags(self, span: Span) -> int:
        """The flags of the small elements around `span`, and what they belong to."""
        elements = self._elements
        while self._next < len(elements) and elements[self._next].span.start <= span.start:
            self._open.append(self._next)
            self._next += 1
        while self._open and elements[self._open[-1]].span.end < span.end:
            self._open.pop()
        flags = 0
        for at in self._open[-4:]:
            if len(elements[at].span) <= 4 * len(span) + 60:
                flags |= self._all[at]
        return flags | (self._all[self._open[-1]] & ~1023 if self._open else 0)


def describe(clues: Clues, days: list[Day], title: Span | None) -> list[list[float]]:
    """One row of `FEATURES` for each day."""
    address = clues.page.url or clues.said("og:url", "canonical") or ""
    month = _ADDRESS_MONTH.search(address)
    month_said = f"{month[1]}-{int(month[2]):02}" if month else ""
    years = set(_ADDRESS_YEAR.findall(address))
    has_day = any(w.source == "address" for d in days for w in d.witnesses)
    meta_present = any(w.source == "meta_published" for d in days for w in d.witnesses)
    linked_present = any(w.source in ("linked_article", "linked_page") for d in days for w in d.witnesses)
    modified = [d.day for d in days for w in d.witnesses if w.source.endswith("modified")]
    printed = [sum(w.source == "printed" for w in d.witnesses) for d in days]
    anchor = title.end if title else 0
    body = clues.body.start if clues.body else 0
    rows = []
    ordinals = [_ordinal(d.day) for d in days]
    kinds = [{w.source for w in d.witnesses} for d in days]
    firsts = [min((w.span.start for w in d.witnesses if w.span), default=-1) for d in days]
    shown = sorted(f for f in firsts if f >= 0)
    for i, day in enumerate(days):
        counts = dict.fromkeys(WITNESSES, 0)
        for witness in day.witnesses:
            counts[witness.source] += 1
            counts["with_clock"] += witness.reading.grain != "day"
        for trait in day.also:
            counts[trait] = counts.get(trait, 0) + 1
        spans = [w.span for w in day.witnesses if w.span]
        to_title = min((_distance(s.start - anchor) for s in spans), default=20.0)
        to_body = min((_distance(s.start - body) for s in spans), default=20.0)
        first = firsts[i]
        near = [k for k, o in zip(kinds, ordinals, strict=True) if abs(o - ordinals[i]) == 1]
        rows.append(
            [
                *(min(counts[w], 5) for w in WITNESSES),
                to_title,
                to_body,
                i,
                i == 0,
                i == len(days) - 1,
                log1p(ordinals[-1] - ordinals[i]),
                len(days),
                printed[i] == max(printed) and printed[i] > 0,
                day.day[:7] == month_said,
                (day.day[:4] in years) - (bool(years) and day.day[:4] not in years),
                has_day,
                meta_present,
                linked_present,
                bool(modified) and day.day > max(modified),
                first / max(1, len(clues.text)),
                all(w.reading.open_order for w in day.witnesses),
                log1p(len(clues.text)),
                shown.index(first) if first >= 0 else -1,
                any("linked_article" in k for k in near),
                any("meta_published" in k for k in near),
                any("printed" in k for k in near),
                kinds[i] <= {"linked_modified", "meta_modified", "time_modified"},
                first == shown[-1] if shown else 0,
            ]
        )
    return [[float(x) for x in row] for row in rows]


def _distance(characters: int) -> float:
    """A signed logarithm: what lies after the anchor counts as nearer than what lies before."""
    return log1p(characters) if characters >= 0 else 10 + log1p(-characters)


def _ordinal(day: str) -> int:
    year, month, number = map(int, day.split("-"))
    return year * 372 + month * 31 + number
