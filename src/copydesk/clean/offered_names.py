"""Every name that a page offers as an author's, and what offers it.

That is JSON-LD, the head, elements that call themselves an author's and what stands in them, links to authors' pages,
and bylines in many languages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from copydesk.clean import landmarks as marks
from copydesk.clean.agencies import find_agency
from copydesk.clean.clues import Clues
from copydesk.clean.datelines import find_dateline
from copydesk.clean.names import is_full_name, looks_personal, match_cue, people_in, split_names
from copydesk.clean.stamps import read_dates
from copydesk.model import Block, BlockKind, Span
from copydesk.text import fold, words

_META = frozenset(
    "author article:author dc.creator dcterms.creator dc:creator byl parsely-author sailthru.author".split()
)
_META_OTHER = frozenset("twitter:data1 creator parsely-creator".split())
_AUTHOR_NAME = re.compile(
    r"(?:author|autor|byline)(?!.*(?:ur[il]|id\b|image|link|slug|type|count|email|profile|title|bio|twitter|facebook))"
)
"""What else of a head may hold authors' names."""
_LONGEST_KEY = 60
_NOT_WRITER = re.compile(
    r"^(?:medically |clinically |fact |legally |last )?(?:reviewed|review|edited|updated|checked|"
    r"photos?|fotos?|photograph(?:y|s)?|illustration|image|picture|video|graphic|translated|produced|narrated|sponsored|presented|"
    r"fact.check(?:ed)?|approved|compiled)\b",
    re.IGNORECASE,
)
_INLINE = frozenset(("a", "span", "strong", "b", "li", "p", "div", "em"))
_NOBODY = frozenset("admin administrator webmaster superuser root undefined null none".split())
"""What publishing software calls nobody in particular."""
_NOWHERE = (-1, 0)
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|org|net|de|fr|co|html)\b", re.IGNORECASE)
_BY = re.compile(r"(?<=[\d\s])[Bb]y\s")
_LEADING = re.compile(r"^(?:[#*•+>·–—-]+\s+)+")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\w)|(?<=[\w.,:])[*_]{1,3}(?!\w)")
_JOINTS = frozenset(("", "and", "und", "et", "y", "e", "og", "och", "en", "i"))
"""What may stand on a line between two names, commas and the like aside."""
_MOST_SMALL = 3
"""Words without a capital beyond which a line is a sentence."""
_SHORT, _LONGEST, _INITIALS = 160, 60, 3
_LONGEST_LINK, _LONGEST_BYLINE, _LONGEST_HOLDER = 50, 120, 250
_LONGEST_SHOWN, _LONGEST_CUE = 100, 24


@dataclass(slots=True)
class Name:
    """A possible author: the name as first met, and every place that gives it.

    `part` is its place among the names of a line, `linked` its place in a JSON-LD list and the list's length, `lines`
    the numbers of the offers that it shares with other people and nobody else.
    """

    text: str
    order: int
    sources: dict[str, int] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    flags: int = 0
    beside: int = 1
    part: int = 9
    linked: tuple[int, int] = _NOWHERE
    reviewer: bool = False
    lines: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Offer:
    """A text that may name authors.

    `source` is what of the page offers it, one of `bylines.SOURCES`, `dated` or `signed`; `span` where it stands if
    it is visible, `flags` the `landmarks` of its element.
    """

    text: str
    source: str
    span: Span | None = None
    flags: int = 0


def find_names(clues: Clues, title: Span | None) -> list[Name]:
    """Every name the page offers as an author's, in the order met; addresses left out."""
    found: dict[str, Name] = {}
    site = site_names(clues)
    linked = _linked_places(clues)
    for number, offer in enumerate(_offers(clues, title)):
        reviewer = bool(_NOT_WRITER.match(offer.text.strip()))
        names = split_names(offer.text)
        together = len(names) > 1 and not reviewer and all(map(is_full_name, names))
        for part, name in enumerate(names):
            key = " ".join(words(name))
            if (_ADDRESS.search(name) and fold(name) not in site) or (
                offer.source == "near" and find_agency(name)
            ):
                continue
            if not _may_be(name, offer.source, known=key in found):
                continue
            entry = found.setdefault(key, Name(name, len(found), linked=linked.get(key, _NOWHERE)))
            entry.sources[offer.source] = entry.sources.get(offer.source, 0) + 1
            entry.flags |= offer.flags
            entry.beside = max(entry.beside, len(names))
            entry.part = min(entry.part, part)
            entry.reviewer |= reviewer
            if together:
                entry.lines.add(number)
            if offer.span is not None:
                at = clues.text.find(name, offer.span.start, offer.span.end)
                entry.spans.append(Span(at, at + len(name)) if at >= 0 else offer.span)
    return list(found.values())


def _may_be(name: str, source: str, *, known: bool) -> bool:
    """Whether what `source` offers may be a name: of a line taken for a byline a person's or an agency's, of one that
    is not all names a person's, unless it is `known` by now; what is nobody's in particular is none."""
    if name.lower() in _NOBODY:
        return False
    if source == "signed":
        return is_full_name(name) or find_agency(name) is not None
    return known or source not in ("within", "dated") or looks_personal(name)


def site_names(clues: Clues) -> frozenset[str]:
    """Folded names of the site and its publisher."""
    names = {
        clues.said("og:site_name") or "",
        clues.page.publisher or "",
        clues.host,
        clues.host.split(".")[0],
    }
    names |= {article.publisher or "" for article in clues.linked}
    return frozenset(fold(n) for n in names if n)


def _linked_places(clues: Clues) -> dict[str, tuple[int, int]]:
    """For each name in a JSON-LD article's list of authors its place and the list's length."""
    places: dict[str, tuple[int, int]] = {}
    for article in clues.linked[:12]:
        if article.rank < 2:
            names = [name for party in article.authors[:12] for name in _listed(party.name)]
            for i, name in enumerate(names):
                places.setdefault(" ".join(words(name)), (i, max(len(names), len(article.authors))))
    return places


def _listed(said: str) -> tuple[str, ...]:
    """The name or the names of people that one entry of a list holds; of a person with titles and degrees the name."""
    names = split_names(said)
    if not names or all(map(is_full_name, names)):
        return names
    return names[:1] if len(names) == 1 or is_full_name(names[0]) else (said,)


def _offers(clues: Clues, title: Span | None) -> Iterator[_Offer]:
    """Everything on the page that may name authors."""
    yield from _said(clues)
    yield from _marked(clues)
    yield from _printed(clues)
    yield from _signed(clues)
    yield from _near(clues, title)
    yield from _within(clues)


def _said(clues: Clues) -> Iterator[_Offer]:
    """What JSON-LD and the head say."""
    for article in clues.linked[:12]:
        for party in article.authors[:12]:
            kind = party.type.rpartition("/")[2]
            source = {"Person": "linked_person", "": "linked_untyped"}.get(kind, "linked_organisation")
            yield _Offer(party.name, source if article.rank < 2 else "linked_page")
    for name, values in clues.meta.items():
        if name in _META or name in _META_OTHER or _AUTHOR_NAME.search(name[:_LONGEST_KEY]):
            for value in values[:6]:
                if not value.startswith("http"):
                    yield _Offer(value, "meta_author" if name in _META else "meta_other")


def _marked(clues: Clues) -> Iterator[_Offer]:
    """Short elements that call themselves an author's, and short links to authors' pages."""
    for at in clues.marked(marks.AUTHOR | marks.LINK):
        element, flags = clues.elements[at], clues.flags[at]
        size = len(element.span)
        if flags & marks.LINK and size <= _LONGEST_LINK:
            source = "link"
        elif flags & marks.AUTHOR and size <= _LONGEST_BYLINE:
            is_property = any(k in ("rel", "itemprop") and "author" in v for k, v in element.attributes)
            source = "property" if is_property else "marked"
        else:
            continue
        yield _Offer(element.span.of(clues.text), source, element.span, flags)


def _printed(clues: Clues) -> Iterator[_Offer]:
    """Short blocks that open with a byline's cue."""
    for block, stripped in zip(clues.blocks, clues.lines, strict=True):
        if len(stripped) > _SHORT or len(block.span) > _SHORT:
            continue
        line = _bare(stripped.split("\n", 1)[0])
        if match_cue(line):
            start = clues.text.index(stripped, block.span.start)
            yield _Offer(line, "cued", Span(start, start + len(stripped)), _surroundings(clues, block))


def _signed(clues: Clues) -> Iterator[_Offer]:
    """The lines of short blocks that the cleaner takes for bylines, in plain text: markup knows more."""
    if clues.elements:
        return
    for block, stripped in zip(clues.blocks, clues.lines, strict=True):
        if block.kind is BlockKind.BYLINE and len(stripped) <= _SHORT:
            for line in stripped.split("\n"):
                yield _Offer(_bare(line), "signed", block.span, _surroundings(clues, block))


def _bare(line: str) -> str:
    """A line without the marks of lists, headings and emphasis that text may have."""
    return _EMPHASIS.sub("", _LEADING.sub("", line)).strip()


def _near(clues: Clues, title: Span | None) -> Iterator[_Offer]:
    """Short blocks right under the title that hold people's names, and those a cue announces: with markup anywhere
    below, in text no farther than right under the running text."""
    awaited = announced = (
        False  # whether the line before asks for a name; whether it is one that was asked for
    )
    low = min(title.start if title else 0, clues.body.start if clues.body else 0) - 500
    first, last = (title.end, title.end + 1500) if title else (0, -1)
    farthest = len(clues.text) if clues.elements else max(last, clues.body.end + 500 if clues.body else 0)
    for block, text in zip(clues.blocks, clues.lines, strict=True):
        line = text.partition("\n")[0]
        size = len(line)
        if block.span.end < low or not text or (awaited and size <= _INITIALS and line.isupper()):
            continue
        if block.span.start > farthest:
            break
        if size > _LONGEST_SHOWN:
            awaited = announced = False
            continue
        bare = _bare(line)
        is_joint = announced and line.strip(" ,;&|/").lower() in _JOINTS
        announced = size <= _LONGEST and (awaited or (announced and is_full_name(bare)))
        awaited = is_joint or (size <= _LONGEST_CUE and match_cue(bare + " ") is not None)
        if not announced and not (first <= block.span.end and block.span.start <= last):
            continue
        start = clues.text.index(line, block.span.start)
        span, flags = Span(start, start + size), _surroundings(clues, block)
        if announced:
            yield _Offer(bare, "announced", span, flags)
        if size >= 5 and first <= start <= last:
            for said, source in _persons(bare, marked=bool(clues.elements)):
                yield _Offer(said, source, span, flags)


def _surroundings(clues: Clues, block: Block) -> int:
    """What the element of a block belongs to."""
    return clues.flags[block.element] & marks.AROUND if block.element is not None and clues.flags else 0


def _persons(line: str, *, marked: bool) -> Iterator[tuple[str, str]]:
    """The whole line as `near` where it holds nothing but people's names; each name beside a date as `dated`, but in
    text without markup not in a sentence, such as a caption's."""
    if any(True for _ in read_dates(line)):
        if not marked and (
            _is_dateline(line) or sum(word[0].islower() for word in line.split()) > _MOST_SMALL
        ):
            return
        yield from ((name, "dated") for name in split_names(_BY.sub("| ", line)) if looks_personal(name))
        return
    if people_in(line):
        yield line, "near"


def _is_dateline(line: str) -> bool:
    """Whether the line is nothing but place, day and agency."""
    head = find_dateline(line, Span(0, len(line)))
    return head is not None and head.place is not None and head.span.end == len(line.rstrip())


def _within(clues: Clues) -> Iterator[_Offer]:
    """What stands alone in an element inside one marked author: names that no comma parts."""
    elements, flags = clues.elements, clues.flags
    done = 0
    for holder in clues.marked(marks.AUTHOR):
        around = elements.span(holder)
        if around.end - around.start > _LONGEST_HOLDER:
            continue
        for at in range(max(holder + 1, done), len(elements)):
            if elements.starts[at] >= around.end:
                break
            done = at + 1
            size = elements.ends[at] - elements.starts[at]
            if elements.look_of(at).tag not in _INLINE or not 3 <= size <= _LONGEST_LINK:
                continue
            span = elements.span(at)
            text = span.of(clues.text)
            if span != around and len(split_names(text)) == 1:
                yield _Offer(text, "within", span, flags[at])
