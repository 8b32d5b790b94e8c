"""Every date a page gives, and what gives it: JSON-LD, the head, `<time>`, the address, the record, the text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from copydesk.clean import landmarks as marks
from copydesk.clean.clues import Clues
from copydesk.clean.credits import tells_of_a_picture
from copydesk.clean.stamps import WEEKDAY, Reading, read_dates, read_timestamp, zone_minutes
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
_ADDRESS_MONTH_NAME = re.compile(
    r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}/(\d{1,2})(?=[/?#]|$)",
    re.IGNORECASE,
)
_ADDRESS_DAY_FIRST = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])[._-](0[1-9]|1[0-2])[._-](20\d\d)(?!\d)")
_CUE = re.compile(
    r"(?:publi|post|issued|date|datum|erstellt|veröffentl|erschienen|stand|vom|on|le|fecha|el|data|pubblicat|"
    r"created|added|written|first|opublik|dodano|опубл|дата|yayın|veröff|geplaatst|publicerad|julkaistu|발행|입력|등록|"
    r"发布|公開|公開日|掲載)[^\n\d]{0,24}$",
    re.IGNORECASE,
)
_PUBLISHED = (
    r"publi[sc]|publié|publik|posted|issued|veröffentl|erschienen|erstellt|pubblicat|created|opublik|dodano|опубл|yayın|"
    r"geplaatst|gepubl|julkaistu|발행|입력|등록|发布|公開|掲載"
)
_PUBLISHED_BEFORE = re.compile(rf"(?:{_PUBLISHED})[^\n\d]{{0,24}}$", re.IGNORECASE)
_PUBLISHED_AFTER = re.compile(
    rf"[^\n\d:]{{0,12}}(?:{_PUBLISHED})\w{{0,8}}(?!\w?\s?:|[^\n]{{0,12}}\d)", re.IGNORECASE
)
"""What a page calls the publication, before its day, or after: `was published`, but not the next date's label."""
_MODIFIED_CUE = re.compile(
    r"(?:updat|modif|edit|aktualis|revis|review|last |letzte|geändert|mis à jour|maj|actualiz|atualiz|aggiorn|"
    r"обновл|güncel|päivitetty|oppdatert|uppdaterad|opdateret|수정|更新|zuletzt|bearbeitet)[^\n\d]{0,24}$",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"©|\(c\)|copyright|all rights|accessed|abgerufen|retrieved|since|seit|until|bis|"
    r"registri|joined|member|beigetreten|inscri",
    re.IGNORECASE,
)
_MOST_PRINTED = 120
_MINUTES_A_DAY = 24 * 60
_WIDEST_ZONE = 14 * 60
"""Minutes between a zone and universal time."""
BRIEF, OPENING = "printed_in_a_short_line", "printed_opening"
_LED = re.compile(
    r"(?:[^\W\d_a-zß-ÿ][^\s\d]{0,20}[\s,]{1,2}){0,2}[^\W\d_a-zß-ÿ][^\s\d,]{0,20}\s?[,(/–—-]{1,2}\s?\(?$"
)
_OPENED = re.compile(r"[)\]]?[.,]?\s?(?:[-–—|/•„“\"«»]|:\s)")
_OPENED_BRACKET = re.compile(r"[)\]][.:,]?\s")
_OPENED_BARE = re.compile(r"[)\]]?\s?[^\w\s,.]|\s[^\W\d_a-zß-ÿ]")
"""What stands before and after the day with which a paragraph opens: `Oslo, (3.5.2024). `, `3 May 2024 - `."""


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
    _give_to_local_days(days)
    return [days[key] for key in sorted(days) if days[key].witnesses]


def _give_to_local_days(days: Mapping[str, Day]) -> None:
    """What the head says in universal time of an instant that the page tells in local time too, on the day before or
    after, speaks for the local day: readers see that."""
    for day, entry in days.items():
        universal = [witness for witness in entry.witnesses if _is_universal(witness)]
        for step in (-1, 1) if universal else ():
            beside = days.get((date.fromisoformat(day) + timedelta(step)).isoformat())
            if beside is None:
                continue
            local = [
                _minute(witness) + step * _MINUTES_A_DAY for witness in beside.witnesses if _is_local(witness)
            ]
            for witness in universal:
                minute = _minute(witness)
                if any(abs(minute - at) <= _WIDEST_ZONE and (minute - at) % 60 == 0 for at in local):
                    beside.also.append(witness.source)
                    if witness in entry.witnesses:
                        entry.witnesses.remove(witness)


def _is_universal(witness: Witness) -> bool:
    """Whether it is the head's, with a clock time in universal time; midnight may stand for the day alone."""
    if witness.span or witness.reading.grain == "day" or not witness.source.startswith(("linked", "meta")):
        return False
    return zone_minutes(witness.reading.zone) == 0 and witness.reading.value[11:16] != "00:00"


def _is_local(witness: Witness) -> bool:
    """Whether it has a clock time that is not known to be universal; a round hour without a zone may be anything's."""
    reading = witness.reading
    if reading.grain == "day" or (reading.zone is None and reading.value[14:16] == "00"):
        return False
    return zone_minutes(reading.zone) != 0


def _minute(witness: Witness) -> int:
    """The minute of its day."""
    return int(witness.reading.value[11:13]) * 60 + int(witness.reading.value[14:16])


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
    for match in _ADDRESS_MONTH_NAME.finditer(address):
        reading = read_timestamp(f"{match[3]} {match[2][:3]} {match[1]}")
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
        ahead, behind = text[start : span.start], text[span.end : stop]
        flags = holders.flags(span)
        label = f"{ahead.strip()[-12:]}|{behind.strip()[:12]}"
        holder = holders.make(span) or label
        if clues.elements and title and title.start < span.start < title.end:
            yield _Given(Witness(reading, "printed", span), ("printed_prose", "printed_in_title"), holder)
            continue
        if not clues.elements and tells_of_a_picture(text[start:stop]):  # when the picture was taken
            yield _Given(Witness(reading, "printed", span), ("printed_prose",), holder)
            continue
        traits = _place(clues, span, flags=flags)
        is_modified = _MODIFIED_CUE.search(before) is not None
        is_cued = _CUE.search(before) is not None
        if is_modified or is_cued:
            traits.append("printed_modified" if is_modified else "printed_cued")
        if (is_cued and _PUBLISHED_BEFORE.search(before)) or (behind and _PUBLISHED_AFTER.match(behind[:60])):
            traits.append("printed_published")
        if clues.elements and len(ahead) <= 60 and _opens(ahead, behind[:12]):
            traits.append(OPENING)
        if stop - start <= len(span) + 40:
            traits.append("printed_alone")
        if stop - start <= len(span) + 100 and _is_label(ahead, behind):
            traits.append(BRIEF)
        if _FOOTNOTE.search(text, max(start, span.start - 60), span.start):
            traits.append("printed_footer")
        if not seen_after_title and (title is None or span.start >= title.start):
            seen_after_title = True
            traits.append("printed_first")
        if WEEKDAY.search(before):
            traits.append("printed_weekday")
        yield _Given(Witness(reading, "printed", span), tuple(traits), holder)


def _make(look: Look) -> str:
    """What sort of element it is: elements of a list share it."""
    return f"{look.tag} {look.classes}"


def _is_label(before: str, after: str) -> bool:
    """Whether a line with a date is a label, no sentence: hardly a word more, or few and no full stop."""
    count = len(before.split()) + len(after.split())
    return count <= 3 or (count <= 12 and not after.rstrip().endswith((".", "!", "?", "。")))


def _opens(ahead: str, behind: str) -> bool:
    """Whether a date opens a line as datelines do: at its head, or behind a place, and set off from the text."""
    if not ahead.strip(" ("):
        return bool(_OPENED_BARE.match(behind))
    led = _LED.match(ahead)
    set_off = _OPENED_BRACKET if led and "(" in ahead else _OPENED
    return bool(led and set_off.match(behind))


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
