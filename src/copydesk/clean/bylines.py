"""Who wrote the article: the names a page offers, what speaks for each, and the choice among them.

Names come from JSON-LD, the head, elements that call themselves author and what stands in them, links to
authors' pages and bylines in many languages. A page that names no person may be signed by an agency, a
newsroom or the site itself. A small forest of boosted trees (`weights/authors.npz`, `weights/metadata.md`)
judges each name.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from math import log1p
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copydesk.clean import landmarks as marks
from copydesk.clean.agencies import find_agency
from copydesk.clean.clues import Clues, snippet
from copydesk.clean.forest import Forest, load_forest
from copydesk.clean.names import ROLES, known_parts, looks_personal, match_cue, split_names
from copydesk.clean.stamps import read_dates
from copydesk.model import BlockKind, Snippet, Span
from copydesk.text import fold, words

SOURCES = (
    "linked_person", "linked_untyped", "linked_organisation", "linked_page", "meta_author", "meta_other",
    "marked", "property", "link", "cued", "announced",
    "near", "within",
)  # fmt: skip
FEATURES = (
    *SOURCES, "order", "tokens", "letters", "capitalised", "capitals", "digits", "odd_marks", "role_words",
    "site_likeness", "in_site", "nearest_title", "nearest_body", "before_body", "in_furniture", "in_footer",
    "in_comment", "in_header", "in_bio", "beside", "shown", "reviewer", "in_title", "first_shown", "is_site",
    "is_agency", "is_organisation", "linked_index", "linked_count", "part", "in_furniture_block", "article_score",
    "block_length", "in_byline_block", "in_others_block", "into_block", "times_in_page", "times_in_body",
    "first_given", "last_family", "share_given", "share_known",
    # of the page
    "linked_here", "meta_here", "link_here", "names_here", "persons_here", "linked_persons", "is_news",
    "organisations_here", "personal_marked", "personal_near", "personal_cued", "best_known",
    # of the name again
    "dated", "in_longer", "holds_shorter",
)  # fmt: skip
_LINKED_INDEX, _LINKED_COUNT, _IS_ORGANISATION, _IS_SITE, _TOKENS = map(
    FEATURES.index, ("linked_index", "linked_count", "is_organisation", "is_site", "tokens")
)

_META = frozenset(
    "author article:author dc.creator dcterms.creator dc:creator byl parsely-author sailthru.author".split()
)
_META_OTHER = frozenset(
    "citation_author og:article:author twitter:data1 cxenseparse:author authors creator byline articleauthor "
    "vr:author lp.article:author og:author parsely-creator news_author dc.author rnews:author".split()
)
_NOT_WRITER = re.compile(
    r"^(?:medically |clinically |fact |legally |last )?(?:reviewed|review|edited|updated|checked|"
    r"photos?|fotos?|photograph(?:y|s)?|illustration|image|picture|video|graphic|translated|produced|narrated|sponsored|presented|"
    r"fact.check(?:ed)?|approved|compiled)\b",
    re.IGNORECASE,
)
_LINKED = frozenset(("linked_person", "linked_untyped", "linked_organisation"))
_INLINE = frozenset(("a", "span", "strong", "b", "li", "p", "div", "em"))
_OTHERS = frozenset((BlockKind.RELATED, BlockKind.COMMENTS, BlockKind.AUTHOR_BIO))
_MARKED = frozenset(("marked", "link", "property", "cued"))
_NOWHERE = (-1, 0)
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|org|net|de|fr|co|html)\b", re.IGNORECASE)
_BY = re.compile(r"(?<=[\d\s])[Bb]y\s")
_SHORT, _LONGEST = 160, 60
_LONGEST_LINK, _LONGEST_BYLINE, _LONGEST_HOLDER, _LONGEST_SEEN = 50, 120, 250, 400
_LONGEST_SHOWN, _LONGEST_CUE = 100, 24
THRESHOLD = 0.0
"""The log-odds a name needs: a wrong author is worse than none."""
_WEIGHTS = Path(__file__).parent / "weights"


@dataclass(slots=True)
class Name:
    """A possible author: the name as first met, and every place that gives it.

    `part` is its place among the names of a line, `linked` its place in a JSON-LD list and the list's length.
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


def find_authors(clues: Clues, title: Span | None) -> tuple[Snippet, ...]:
    """The article's authors in the order the page gives them, none where no name is sure enough."""
    names = find_names(clues, title)
    if not names:
        return ()
    rows = np.array(describe(clues, names, title), float)
    chosen = choose(rows, _forest(clues.page.markup is None).score(rows))
    site = _site_names(clues)
    return tuple(_placed(clues, name, site) for name, signs in zip(names, chosen, strict=True) if signs)


def choose(rows: NDArray[np.float64], scores: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which of a page's names, given as rows of `FEATURES` with their log-odds, sign the article.

    Those that are sure enough; with the first of a JSON-LD list of persons the whole list; beside a person not the
    site's own name, which its markup gives whoever wrote.
    """
    chosen: NDArray[np.bool_] = scores >= THRESHOLD
    persons = rows[:, _IS_ORGANISATION] == 0
    listed = persons & (rows[:, _LINKED_INDEX] >= 0) & (rows[:, _LINKED_COUNT] > 1)
    if listed.any() and chosen[listed.argmax()]:
        chosen = chosen | listed
    signed = (chosen & persons & (rows[:, _TOKENS] > 1)).any()
    return chosen & (rows[:, _IS_SITE] == 0) if signed else chosen


def _placed(clues: Clues, name: Name, site: frozenset[str]) -> Snippet:
    """The name where it is printed as an author's; an organisation has no place where only the head names it."""
    if name.spans and name.spans[0].of(clues.text) == name.text:
        return Snippet(name.text, name.spans[0])
    if not name.spans and _is_organisation(name.text, site):
        return Snippet(name.text)
    return snippet(clues.text, name.text)


@cache
def _forest(is_text: bool) -> Forest:
    return load_forest(_WEIGHTS / ("authors-text.npz" if is_text else "authors.npz"))


def find_names(clues: Clues, title: Span | None) -> list[Name]:
    """Every name the page offers as an author's, in the order met; addresses left out."""
    found: dict[str, Name] = {}
    site = _site_names(clues)
    linked = _linked_places(clues)
    for text, source, span, flags in _offers(clues, title):
        reviewer = bool(_NOT_WRITER.match(text.strip()))
        names = split_names(text)
        for part, name in enumerate(names):
            key = " ".join(words(name))
            if (_ADDRESS.search(name) and fold(name) not in site) or (source == "near" and find_agency(name)):
                continue
            if source in ("within", "dated") and key not in found and not looks_personal(name):
                continue
            entry = found.setdefault(key, Name(name, len(found), linked=linked.get(key, _NOWHERE)))
            entry.sources[source] = entry.sources.get(source, 0) + 1
            entry.flags |= flags
            entry.beside = max(entry.beside, len(names))
            entry.part = min(entry.part, part)
            entry.reviewer |= reviewer
            if span is not None:
                at = clues.text.find(name, span.start, span.end)
                entry.spans.append(Span(at, at + len(name)) if at >= 0 else span)
    return list(found.values())


def _linked_places(clues: Clues) -> dict[str, tuple[int, int]]:
    """For each name in a JSON-LD article's list of authors its place and the list's length."""
    places: dict[str, tuple[int, int]] = {}
    for article in clues.linked[:12]:
        if article.rank < 2:
            for i, party in enumerate(article.authors[:12]):
                places.setdefault(" ".join(words(party.name)), (i, len(article.authors)))
    return places


def _offers(clues: Clues, title: Span | None) -> Iterator[tuple[str, str, Span | None, int]]:
    """(text, source, span, flags) of everything on the page that may name authors."""
    for article in clues.linked[:12]:
        for party in article.authors[:12]:
            kind = party.type.rpartition("/")[2]
            source = {"Person": "linked_person", "": "linked_untyped"}.get(kind, "linked_organisation")
            yield party.name, source if article.rank < 2 else "linked_page", None, 0
    for name, values in clues.meta.items():
        if name in _META or name in _META_OTHER:
            for value in values[:6]:
                if not value.startswith("http"):
                    yield value, "meta_author" if name in _META else "meta_other", None, 0
    for at in clues.marked(marks.AUTHOR | marks.LINK):
        element, flags = clues.elements[at], clues.flags[at]
        size = element.span.end - element.span.start
        if flags & marks.LINK and size <= _LONGEST_LINK:
            yield element.span.of(clues.text), "link", element.span, flags
            continue
        if flags & marks.AUTHOR and size <= _LONGEST_BYLINE:
            marked = any(k in ("rel", "itemprop") and "author" in v for k, v in element.attributes)
            yield element.span.of(clues.text), "property" if marked else "marked", element.span, flags
    yield from _printed(clues)
    yield from _near(clues, title)
    yield from _within(clues)


def _printed(clues: Clues) -> Iterator[tuple[str, str, Span | None, int]]:
    """Short blocks that open with a byline's cue."""
    for block, stripped in zip(clues.blocks, clues.lines, strict=True):
        if len(stripped) <= _SHORT and match_cue(stripped) and len(block.span) <= _SHORT:
            start = clues.text.index(stripped, block.span.start)
            flags = clues.flags[block.element] if block.element is not None and clues.flags else 0
            yield stripped.split("\n", 1)[0], "cued", Span(start, start + len(stripped)), flags & ~1023


def _near(clues: Clues, title: Span | None) -> Iterator[tuple[str, str, Span | None, int]]:
    """Short blocks right under the title that hold people's names, and those a cue announces."""
    cue_before = False
    low = min(title.start if title else 0, clues.body.start if clues.body else 0) - 500
    high = max(title.end + 1500 if title else 0, clues.body.end + 500 if clues.body else 0)
    first, last = (title.end, title.end + 1500) if title else (0, -1)
    for block, text in zip(clues.blocks, clues.lines, strict=True):
        span = block.span
        if span.end < low or not text:
            continue
        if span.start > high:
            break
        line = text.partition("\n")[0]
        size = len(line)
        if size > _LONGEST_SHOWN:
            cue_before = False
            continue
        is_cue = size <= _LONGEST_CUE and match_cue(line + " ") is not None
        if cue_before or (size >= 5 and first <= span.end and span.start <= last):
            start = clues.text.index(line, span.start)
            flags = clues.flags[block.element] & ~1023 if block.element is not None and clues.flags else 0
            if cue_before and size <= _LONGEST:
                yield line, "announced", Span(start, start + size), flags
            if size >= 5 and first <= start <= last:
                for said, source in _persons(line, dated=bool(clues.elements)):
                    yield said, source, Span(start, start + size), flags
        cue_before = is_cue


def _persons(line: str, *, dated: bool) -> Iterator[tuple[str, str]]:
    """The whole line as `near` where it holds nothing but people's names; if `dated`, each name beside a date."""
    if dated and any(True for _ in read_dates(line)):
        yield from ((name, "dated") for name in split_names(_BY.sub("| ", line)) if looks_personal(name))
        return
    names = split_names(line)
    if names and all(map(looks_personal, names)) and len(" ".join(names)) > 0.7 * len(line):
        yield line, "near"


def _within(clues: Clues) -> Iterator[tuple[str, str, Span | None, int]]:
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
                yield text, "within", span, flags[at]


def _site_names(clues: Clues) -> frozenset[str]:
    """Folded names of the site and its publisher."""
    names = {
        clues.said("og:site_name") or "",
        clues.page.publisher or "",
        clues.host,
        clues.host.split(".")[0],
    }
    names |= {article.publisher or "" for article in clues.linked}
    return frozenset(fold(n) for n in names if n)


def describe(clues: Clues, names: list[Name], title: Span | None) -> list[list[float]]:
    """One row of `FEATURES` for each name."""
    site = _site_names(clues)
    site_words = {w for n in site for w in words(n)}
    joined = {"".join(words(n)) for n in site}
    title_words = set(words(title.of(clues.text))) if title else set()
    anchor = title.end if title else 0
    body = clues.body.start if clues.body else 0
    shown = sorted((n.spans[0].start, n.order) for n in names if n.spans)
    rank = {order: i for i, (_, order) in enumerate(shown)}
    keys = [f" {' '.join(words(n.text))} " for n in names]
    organisations = {n.order for n in names if _is_organisation(n.text, site)}
    here = _on_page(clues, names, organisations)
    prose = clues.body.of(clues.text).lower() if clues.body else ""
    rows: list[list[float]] = []
    for name in names:
        tokens = name.text.split()
        plain = words(name.text)
        run = "".join(plain)
        key = f" {' '.join(plain)} "
        starts = [s.start for s in name.spans]
        rows.append(
            [
                *(min(name.sources.get(s, 0), 4) for s in SOURCES),
                name.order,
                len(tokens),
                len(name.text),
                sum(t[0].isupper() for t in tokens) / len(tokens),
                name.text.isupper(),
                any(c.isdigit() for c in name.text),
                sum(not (c.isalpha() or c in " .'’-") for c in name.text),
                sum(w in ROLES for w in plain),
                len(site_words & set(plain)) / max(1, len(plain)),
                any(run in j or j in run for j in joined),
                min((_distance(s - anchor) for s in starts), default=20.0),
                min((_distance(body - s) for s in starts), default=20.0),
                any(s < body for s in starts),
                bool(name.flags & (marks.NAVIGATION | marks.RELATED)),
                bool(name.flags & marks.FOOTER),
                bool(name.flags & marks.COMMENT),
                bool(name.flags & marks.HEADER),
                bool(name.flags & marks.BIO),
                name.beside,
                len(starts),
                name.reviewer,
                sum(w in title_words for w in plain) / max(1, len(plain)),
                rank.get(name.order, -1),
                fold(name.text) in site,
                find_agency(name.text) is not None,
                name.order in organisations,
                *name.linked,
                name.part,
                *_around(clues, name),
                min(5, clues.text.count(name.text)),
                prose.count(name.text.lower()) if len(name.text) > 3 else -1,
                *known_parts(name.text),
                *here,
                min(name.sources.get("dated", 0), 4),
                any(key in other and key != other for other in keys),
                any(other in key and key != other for other in keys),
            ]
        )
    return rows


def _on_page(clues: Clues, names: list[Name], organisations: set[int]) -> tuple[int, ...]:
    """What kinds of names the page offers: the same for all of them. `organisations` are those names' orders."""
    personal = [n for n in names if n.order not in organisations and looks_personal(n.text)]
    return (
        sum(any(s.startswith("linked") for s in n.sources) for n in names),
        sum("meta_author" in n.sources for n in names),
        sum("link" in n.sources or "property" in n.sources for n in names),
        len(names),
        len(personal),
        sum(n.order not in organisations and not _LINKED.isdisjoint(n.sources) for n in names),
        any(article.rank == 0 for article in clues.linked),
        len(organisations),
        sum(not _MARKED.isdisjoint(n.sources) for n in personal),
        sum("near" in n.sources for n in personal),
        sum("cued" in n.sources for n in personal),
        max((sum(known_parts(n.text)[:2]) for n in personal), default=0),
    )


def _around(clues: Clues, name: Name) -> tuple[float, ...]:
    """The block where a name is first shown: its side, length and kind, and how far into it the name stands."""
    if not name.spans:
        return (-1.0,) * 6
    at = max(0, bisect_right(clues.blocks, name.spans[0].start, key=lambda block: block.span.start) - 1)
    block = clues.blocks[at]
    return (
        block.kind.is_furniture,
        1 - block.score if block.kind.is_furniture else block.score,
        min(len(block.span), _LONGEST_SEEN),
        block.kind is BlockKind.BYLINE,
        block.kind in _OTHERS,
        name.spans[0].start - block.span.start,
    )


def _is_organisation(name: str, site: frozenset[str]) -> bool:
    """Whether a name is an agency's or the site's own."""
    return find_agency(name) is not None or fold(name) in site


def _distance(characters: int) -> float:
    return log1p(characters) if characters >= 0 else 10 + log1p(-characters)
