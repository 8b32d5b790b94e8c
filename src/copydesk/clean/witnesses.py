"""Every date a page gives, and what gives it: JSON-LD, the head, `<time>`, the address, the record, the text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from copydesk.clean import landmarks as marks
from copydesk.clean.clues import Clues
from copydesk.clean.stamps import WEEKDAY, Reading, read_dates, read_timestamp
from copydesk.model import Look, Span

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
_DATED_NAME = re.compile(r"publi[sc]|upload|issued|posted|(?<!up)date(?!d|line)|datum|fecha")
_ADDRESS_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/_.-]?)(0[1-9]|1[0-2]|[1-9](?=\2\D|[/_.-]))\2(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)"
)
_ADDRESS_DAY_FIRST = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])[._-](0[1-9]|1[0-2])[._-](20\d\d)(?!\d)")
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
BRIEF = "printed_in_a_short_line"


@dataclass(frozen=True, slots=True)
class Witness:
    """One place that gives a date: `source` is one of `WITNESSES`; `span` is None outside the visible text."""

    reading: Reading
    source: str
    span: Span | None = None


@dataclass(slots=True)
class Day:
    """A calendar day with every witness for it.

    `also` are traits of the places where it is printed, `holders` the tags and classes of the elements that
    hold it there (in plain text, what stands around it on its line).
    """

    day: str
    witnesses: list[Witness] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Given:
    """A witness, the traits of its place, and what holds it there, empty outside the visible text."""

    witness: Witness
    traits: tuple[str, ...] = ()
    holder: str = ""


def find_days(clues: Clues, title: Span | None) -> list[Day]:
    """Every day the page gives, earliest first, each with its witnesses."""
    given = list(_witnesses(clues, title))
    sure = {one.witness.reading.day for one in given if not one.witness.reading.open_order}
    days: dict[str, Day] = {}
    for one in given:
        day = one.witness.reading.day
        if one.witness.reading.open_order and day not in sure:
            swapped = f"{day[:5]}{day[8:]}-{day[5:7]}"
            day = swapped if swapped in sure else day
        entry = days.setdefault(day, Day(day))
        entry.witnesses.append(one.witness)
        entry.also += one.traits
        if one.holder:
            entry.holders.append(one.holder)
    return [days[key] for key in sorted(days)]


def _witnesses(clues: Clues, title: Span | None) -> Iterator[_Given]:
    yield from _said(clues)
    for reading in _in_address(clues.address):
        yield _Given(Witness(reading, "address"))
    for reading in _in_address(clues.said("og:image", "twitter:image", "twitter:image:src") or ""):
        yield _Given(Witness(reading, "image"))
    described = clues.said("description", "og:description") or ""
    for reading in read_dates(described[:400], month_first=clues.month_first, language=clues.language):
        yield _Given(Witness(reading, "described"))
    recorded = read_timestamp(clues.page.date) if clues.page.date else None
    if recorded:
        yield _Given(Witness(recorded, "record"))
    markup = clues.page.markup
    scripted = read_timestamp(markup.scripted_date) if markup and markup.scripted_date else None
    if scripted:
        yield _Given(Witness(scripted, "scripted"))
    yield from _marked(clues)
    yield from _printed(clues, title)


def _marked(clues: Clues) -> Iterator[_Given]:
    """The dates in the attributes of elements that call themselves a date's."""
    for at in clues.marked(marks.DATE | marks.MODIFIED):
        element, flags = clues.elements[at], clues.flags[at]
        value = next((v for k, v in element.attributes if k in ("datetime", "content", "title")), None)
        reading = _in_attribute(value, clues) if value else None
        if reading is None or len(element.span) > 200:
            continue
        source = "time"
        if any(k == "itemprop" and "ublished" in v for k, v in element.attributes):
            source = "time_published"
        elif flags & marks.MODIFIED:
            source = "time_modified"
        traits = _place(clues, element.span, flags=flags)
        yield _Given(Witness(reading, source, element.span), tuple(traits), _make(clues.elements.look_of(at)))


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


def _said(clues: Clues) -> Iterator[_Given]:
    """What JSON-LD and the head say."""
    for article in clues.linked[:40]:
        published = ("linked_article", "linked_article", "linked_page", "linked_other")[article.rank]
        pairs = [(article.published, published)]
        if article.rank < 3:
            pairs += [(article.modified, "linked_modified"), (article.created, "linked_created")]
        for value, source in pairs:
            said = read_timestamp(value) if value else None
            if said:
                yield _Given(Witness(said, source))
    for name, values in clues.meta.items():
        if name in PUBLISHED_NAMES:
            source = "meta_published"
        elif name in MODIFIED_NAMES:
            source = "meta_modified"
        elif name in GENERIC_NAMES or _DATED_NAME.search(name):
            source = "meta_generic"
        else:
            continue
        for value in values[:3]:
            reading = read_timestamp(value)
            if reading:
                yield _Given(Witness(reading, source))


def _printed(clues: Clues, title: Span | None) -> Iterator[_Given]:
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
        traits = _place(clues, span, flags=flags)
        if _MODIFIED_CUE.search(before):
            traits.append("printed_modified")
        elif _CUE.search(before):
            traits.append("printed_cued")
        if stop - start <= len(span) + 40:
            traits.append("printed_alone")
        if stop - start <= len(span) + 100 and _is_label(text[start : span.start], text[span.end : stop]):
            traits.append(BRIEF)
        if _FOOTNOTE.search(text, max(start, span.start - 60), span.start):
            traits.append("printed_footer")
        if not seen_after_title and (title is None or span.start >= title.start):
            seen_after_title = True
            traits.append("printed_first")
        if WEEKDAY.search(before):
            traits.append("printed_weekday")
        label = f"{text[start : span.start].strip()[-12:]}|{text[span.end : stop].strip()[:12]}"
        yield _Given(Witness(reading, "printed", span), tuple(traits), holders.make(span) or label)


def _make(look: Look) -> str:
    """What sort of element it is: elements of a list share it."""
    return f"{look.tag} {look.classes}"


def _is_label(before: str, after: str) -> bool:
    """Whether a line with a date is a label, no sentence: hardly a word more, or few and no full stop."""
    count = len(before.split()) + len(after.split())
    return count <= 3 or (count <= 12 and not after.rstrip().endswith((".", "!", "?", "。")))


def _place(clues: Clues, span: Span, *, flags: int) -> list[str]:
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

    def make(self, span: Span) -> str:
        """The sort of the small element around the span last asked for, empty where there is none."""
        if not self._open or self._size(self._open[-1]) > 4 * len(span) + 60:
            return ""
        return _make(self._elements.look_of(self._open[-1]))

    def _size(self, at: int) -> int:
        return self._elements.ends[at] - self._elements.starts[at]

    def flags(self, span: Span) -> int:
        """The flags of the small elements around `span`, and what they belong to."""
        elements = self._elements
        reached = bisect_right(elements.starts, span.start, self._next)
        self._open.extend(range(self._next, reached))
        self._next = reached
        while self._open and elements.ends[self._open[-1]] < span.end:
            self._open.pop()
        flags = 0
        for at in self._open[-4:]:
            if self._size(at) <= 4 * len(span) + 60:
                flags |= self._all[at]
        return flags | (self._all[self._open[-1]] & marks.AROUND if self._open else 0)
