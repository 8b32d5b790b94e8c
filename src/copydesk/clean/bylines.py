"""Who wrote the article: the names a page offers, what speaks for each, and the choice among them.

Names come from JSON-LD, the head, elements that call themselves author, links to authors' pages and
bylines in many languages. Agencies, newsrooms ("Staff", "Redaktion"), the site itself and addresses are no
authors. A small forest of boosted trees (`weights/authors.npz`, `weights/authors.md`) judges each name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import log1p
from pathlib import Path

import numpy as np

from copydesk.clean import landmarks as marks
from copydesk.clean.agencies import find_agency
from copydesk.clean.clues import Clues, snippet
from copydesk.clean.forest import Forest, load_forest
from copydesk.model import Snippet, Span
from copydesk.text import fold, words

SOURCES = (
    "linked_person", "linked_untyped", "linked_organisation", "linked_page", "meta_author", "meta_other",
    "marked", "property", "link", "cued", "announced",
    "near",
)  # fmt: skip
FEATURES = (
    *SOURCES, "order", "tokens", "letters", "capitalised", "capitals", "digits", "odd_marks", "role_words",
    "site_likeness", "in_site", "nearest_title", "nearest_body", "before_body", "in_furniture", "in_footer",
    "in_comment", "in_header", "in_bio", "linked_here", "meta_here", "names_here", "beside", "shown", "reviewer",
    "in_title", "first_shown", "link_here", "is_site",
)  # fmt: skip

_META = frozenset(
    "author article:author dc.creator dcterms.creator dc:creator byl parsely-author sailthru.author".split()
)
_META_OTHER = frozenset(
    "citation_author og:article:author twitter:data1 cxenseparse:author authors creator byline articleauthor "
    "vr:author lp.article:author og:author parsely-creator news_author dc.author rnews:author".split()
)
_CUE = re.compile(
    r"^(?:(?:an )?(?:article |story |text |words |photos? |report(?:ed)? |posted |published |written |authored |"
    r"created |review |reporting )*(?:by|von|par|por|di|door|av|af|autor(?:in)?|authors?|text|od|napisał|tekst|"
    r"автор(?:ы)?|текст|yazar|penulis|oleh|reporter|kirjoittaja|escrito por|publicado por|scritto da|a cura di|"
    r"publié par|écrit par|geschrieben von|verfasst von|geschreven door|skrevet av|skriven av|tác giả|文|記者|記者：)"
    r"\s?:?\s+|(?:by|von|autor|author|text|writer|written by|words)\s?:\s*)",
    re.IGNORECASE,
)
_NOT_WRITER = re.compile(
    r"^(?:medically |clinically |fact |legally |last )?(?:reviewed|review|edited|updated|checked|"
    r"photos?|fotos?|photograph(?:y|s)?|illustration|image|picture|video|graphic|translated|produced|narrated|sponsored|presented|"
    r"fact.check(?:ed)?|approved|compiled)\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[,;|/•·\n\t»>]|\s(?:and|und|et|og|och|ja|ve|и|та|&|with|mit|avec|con|e|y|i|en|/)\s|&|\s[–—-]\s|、|，|・)\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\s*\(.{0,60}|\s*\[.{0,60}|\s+(?:기자|特派員|記者|记者|編集委員|기자입니다)|\s+(?:in|on|at|is|for|from|aus|à|en)\s.{0,80}"
    r"|(?:\s+|\s*[|•·]\s*)(?:on\s)?(?:[^\W\d_]{3,9}\.?\s*)?\d.{0,60}|\s*[:@].{0,60}|\s*\.$)$"
)
_HEAD = re.compile(r"^(?:mr\.?|mrs\.?|ms\.?|by|von|par|por|von:)\s+", re.IGNORECASE)
_PARTICLES = frozenset(
    "de da do dos das del della di van von der den ten ter la le al el bin ibn af y e zu".split()
)
_PERSONAL = frozenset(("linked_person", "linked_untyped", "meta_author"))
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|org|net|de|fr|co|html)\b", re.IGNORECASE)
_AUTHOR_LINK = re.compile(
    r"/(?:authors?|autor(?:en|es|i|e)?|auteurs?|writers?|people|profiles?|profil|staff|by|byline|journalists?|"
    r"contributors?|reporters?|redaktion|redakteur|team|bio|users?|members?|person|columnists?|skribent|yazar)/",
    re.IGNORECASE,
)
_ROLES = frozenset(
    "staff admin administrator editor editors editorial team desk newsroom redaktion redaction redazione redacción "
    "redacao redação rédaction toimitus redactie redaksjon redaktionen webdesk agencies agency correspondent "
    "reporter reporters writer writers journalist author authors guest contributor contributors news press bureau "
    "service network online digital magazine media group inc ltd llc company company's university institute blog "
    "user anonymous unknown superuser webmaster root sponsored content partner web producer publisher publishing "
    "office department support marketing home about contact subscribe follow share more read view all posts latest "
    "twitter facebook instagram linkedin email print published updated by minutes min ago comments comment profile "
    "photo image credit video autor redakcja redakce редакция haber merkezi 編集部 新聞 the our your this".split()
)
_LONGEST = 60
_SHORT = 160
_LONGEST_LINK, _LONGEST_BYLINE = 50, 120
THRESHOLD = 0.0
"""The log-odds a name needs: a wrong author is worse than none."""
_WEIGHTS = Path(__file__).parent / "weights" / "authors.npz"


@dataclass(slots=True)
class Name:
    """A possible author: the name as first met, and every place that gives it."""

    text: str
    order: int
    sources: dict[str, int] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    flags: int = 0
    beside: int = 1
    reviewer: bool = False


def find_authors(clues: Clues, title: Span | None) -> tuple[Snippet, ...]:
    """The article's authors in the order the page gives them, none where no name is sure enough."""
    names = find_names(clues, title)
    if not names:
        return ()
    scores = _forest().score(np.array(describe(clues, names, title)))
    chosen = [name for name, score in zip(names, scores, strict=True) if score >= THRESHOLD]
    return tuple(
        Snippet(name.spans[0].of(clues.text), name.spans[0])
        if name.spans and name.spans[0].of(clues.text) == name.text
        else snippet(clues.text, name.text)
        for name in chosen
    )


@cache
def _forest() -> Forest:
    return load_forest(_WEIGHTS)


def find_names(clues: Clues, title: Span | None) -> list[Name]:
    """Every name the page offers as an author's, in the order met; agencies and the site itself left out."""
    found: dict[str, Name] = {}
    site = _site_names(clues)
    for text, source, span, flags in _offers(clues, title):
        reviewer = bool(_NOT_WRITER.match(text.strip()))
        names = split_names(text)
        for name in names:
            key = " ".join(words(name))
            if _is_no_name(name):
                continue
            if fold(name) in site and not (source in _PERSONAL and looks_personal(name)):
                continue
            entry = found.setdefault(key, Name(name, len(found)))
            entry.sources[source] = entry.sources.get(source, 0) + 1
            entry.flags |= flags
            entry.beside = max(entry.beside, len(names))
            entry.reviewer |= reviewer
            if span is not None:
                at = clues.text.find(name, span.start, span.end)
                entry.spans.append(Span(at, at + len(name)) if at >= 0 else span)
    return list(found.values())


@lru_cache(maxsize=1 << 12)
def _is_no_name(name: str) -> bool:
    """Whether a piece is an agency's name or an address."""
    return find_agency(name) is not None or _ADDRESS.search(name) is not None


def split_names(text: str) -> tuple[str, ...]:
    """The names in a byline: its cue, titles, roles in brackets and what follows a name cut away."""
    return _split(" ".join(text.split())[:400])


@lru_cache(maxsize=1 << 12)
def _split(text: str) -> tuple[str, ...]:
    text = _CUE.sub("", text).strip(" :–—-|•·,")
    names = []
    for piece in _SPLIT.split(text):
        piece = _HEAD.sub("", _CUE.sub("", piece).strip(" :–—-|•·\"'*"))
        piece = _TAIL.sub("", piece).strip(" :–—-|•·,\"'*")
        if 2 <= len(piece) <= _LONGEST and any(c.isalpha() for c in piece) and len(piece.split()) <= 6:
            names.append(piece)
    return tuple(dict.fromkeys(names))[:12]


def looks_personal(name: str) -> bool:
    """Whether `name` has the shape of a person's full name: two to five capitalised words, no role among them."""
    tokens = name.split()
    if not 2 <= len(tokens) <= 5 or not tokens[0][0].isupper() or not tokens[-1][0].isupper():
        return False
    if any(not (c.isalpha() or c in " .'’-") for c in name) or name.isupper():
        return False
    return all(t[0].isupper() or t in _PARTICLES for t in tokens) and not set(words(name)) & _ROLES


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
    for element, flags in zip(clues.elements, clues.flags, strict=True):
        size = element.span.end - element.span.start
        if element.tag == "a" and size <= _LONGEST_LINK and _leads_to_author(element.attributes):
            yield element.span.of(clues.text), "link", element.span, flags
            continue
        if flags & marks.AUTHOR and size <= _LONGEST_BYLINE:
            marked = any(k in ("rel", "itemprop") and "author" in v for k, v in element.attributes)
            yield element.span.of(clues.text), "property" if marked else "marked", element.span, flags
    yield from _printed(clues)
    yield from _near(clues, title)


def _leads_to_author(attributes: tuple[tuple[str, str], ...]) -> bool:
    """Whether a link's address is that of an author's page."""
    for name, value in attributes:
        if name == "href":
            return _AUTHOR_LINK.search(value) is not None
    return False


def _printed(clues: Clues) -> Iterator[tuple[str, str, Span | None, int]]:
    """Short blocks that open with a byline's cue."""
    for block in clues.blocks:
        if block.span.end - block.span.start > _SHORT:
            continue
        text = block.span.of(clues.text)
        stripped = text.strip()
        if _CUE.match(stripped):
            start = block.span.start + text.index(stripped)
            flags = clues.flags[block.element] if block.element is not None and clues.flags else 0
            yield stripped.split("\n", 1)[0], "cued", Span(start, start + len(stripped)), flags & ~1023


def _near(clues: Clues, title: Span | None) -> Iterator[tuple[str, str, Span | None, int]]:
    """Short blocks right under the title that hold nothing but people's names, and those a cue announces."""
    cue_before = False
    low = min(title.start if title else 0, clues.body.start if clues.body else 0) - 500
    high = max(title.end + 1500 if title else 0, clues.body.end + 500 if clues.body else 0)
    for block in clues.blocks:
        if block.span.end < low:
            continue
        if block.span.start > high:
            break
        text = block.span.of(clues.text)
        line = text.strip().split("\n", 1)[0]
        size = len(line)
        if not line:
            continue
        start = block.span.start + text.index(line)
        flags = clues.flags[block.element] if block.element is not None and clues.flags else 0
        if cue_before and size <= 60:
            yield line, "announced", Span(start, start + size), flags & ~1023
        cue_before = size <= 24 and bool(_CUE.match(line + " "))
        if title and title.end <= start <= title.end + 1500 and 5 <= size <= 100:
            names = split_names(line)
            if names and all(looks_personal(name) for name in names) and len(" ".join(names)) > 0.7 * size:
                yield line, "near", Span(start, start + size), flags & ~1023


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
    linked_here = sum(any(s.startswith("linked") for s in n.sources) for n in names)
    meta_here = sum("meta_author" in n.sources for n in names)
    link_here = sum("link" in n.sources or "property" in n.sources for n in names)
    shown = sorted((n.spans[0].start, n.order) for n in names if n.spans)
    rank = {order: i for i, (_, order) in enumerate(shown)}
    rows = []
    for name in names:
        tokens = name.text.split()
        plain = words(name.text)
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
                sum(w in _ROLES for w in plain),
                len(site_words & set(plain)) / max(1, len(plain)),
                any("".join(plain) in j or j in "".join(plain) for j in joined),
                min((_distance(s - anchor) for s in starts), default=20.0),
                min((_distance(body - s) for s in starts), default=20.0),
                any(s < body for s in starts),
                bool(name.flags & (marks.NAVIGATION | marks.RELATED)),
                bool(name.flags & marks.FOOTER),
                bool(name.flags & marks.COMMENT),
                bool(name.flags & marks.HEADER),
                bool(name.flags & marks.BIO),
                linked_here,
                meta_here,
                len(names),
                name.beside,
                len(starts),
                name.reviewer,
                sum(w in title_words for w in plain) / max(1, len(plain)),
                rank.get(name.order, -1),
                link_here,
                fold(name.text) in site,
            ]
        )
    return [[float(x) for x in row] for row in rows]


def _distance(characters: int) -> float:
    return log1p(characters) if characters >= 0 else 10 + log1p(-characters)
