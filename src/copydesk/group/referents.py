"""Parties named at a distance: `the company`, `the statement`, `the official` where the page named them before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.annotate.quotations.antecedents import BODIES, DOCUMENTS
from copydesk.group.media import is_called_a_medium
from copydesk.model import Annotations, Attribution, Entity, Mention, Origin, OriginKind, Span
from copydesk.text import fold

_BARE = re.compile(r"(?:the|this|that|its|their) (?P<trade>[a-z-]+ )?(?P<noun>[a-z][a-z-]+)$", re.IGNORECASE)
"""`the company`; of companies also `the software giant`."""
_SEAT = re.compile(r"^(the |this )[^()]*-based ", re.IGNORECASE)
_LISTED = re.compile(r" ?\([^()]*\)$")
"""Where a firm sits and its shares are traded: `the Oslo-based company (NYSE: QT)` is `the company`."""
_COMPANIES = frozenset(
    "company firm group maker manufacturer retailer chain airline carrier giant startup start-up corporation "
    "conglomerate automaker carmaker chipmaker bank developer operator network studio brand".split()
)
_ON_AIR = frozenset(("network", "broadcaster", "channel"))
"""Of these and others, what a medium may be called."""
_PUBLIC = re.compile(
    r"\b(?:department|ministry|police|court|navy|army|force|senate|house|congress|parliament|council|commission|"
    r"committee|bureau|administration|agency|authority|office|university|college|school|union|association|party|"
    r"government|service|institute|society|foundation|league|nations|organi[sz]ation|coalition|church|museum|"
    r"county|state|embassy|academy|republicans?|democrats?|board|club|team)\b",
    re.IGNORECASE,
)
"""Words in the names of bodies that are no company."""
_KINDRED = {
    "agency": "agency administration bureau service department office authority",
    "department": "department ministry office",
    "ministry": "ministry department",
    "union": "union association guild brotherhood federation",
    "group": "group association coalition council society league fund foundation alliance center centre union",
    "organization": "organization organisation group society fund foundation association council union",
    "organisation": "organization organisation group society fund foundation association council union",
    "university": "university college institute",
    "team": "team club fc united city",
    "club": "club fc team united city",
}
"""Noun -> the words in the names of bodies that it may mean besides itself."""
_REACH = 700
"""Characters before the noun in which the body it means is named."""
_PAPER_REACH = 2500
"""The same for who issued a paper: a page quotes from it at length."""
_PAPER_NEAR = 60
"""Characters before a paper in which it is said to be a new one."""
_ISSUER = re.compile(r" (?:issued |released |sent |made )?(?:from|by|of) (?:the |an? )?$")
_OWNER = re.compile(r"(?:['’]s|s['’])$")
_ISSUES = re.compile(
    r"(?:, [^,.;]{1,80},)?(?: (?:also|later|today|then|has|had|on \w+day|\w+day))*"
    r" (?:released|issued|published|posted|made|sent|put out)(?: (?:on )?\w+day| today)?"
    r" (?:an?|another|his|her|its|their) (?:[\w-]+,? ){0,3}"
)
"""From who issues a paper to the paper: `Ann Roe, head of the board, released a short statement`."""
_OWN = re.compile(r"(?:['’]s)? (?:\w+ ){0,2}$")
_NEW = re.compile(r"(?:\b(?:an?|his|her|its|their|another)|['’]s?) (?:[\w-]+ ){0,2}$")
"""Before a paper that who speaks in the sentence brings: `said in a statement`, not `said the indictment was wrong`."""
_PRONOUNS = frozenset(("it", "they"))
_NOBODYS_IT = re.compile(r" (?:is|was|has been) ")
"""Behind the `it` that is nobody: `it was announced that`."""
_GOES_ON = 400
"""Characters from who spoke to the `it said` that goes on with it."""
_BODILY = frozenset({OriginKind.OFFICIAL, OriginKind.PUBLISHER, OriginKind.AGENCY, OriginKind.STATE_MEDIA})
_NOBODYS = frozenset({OriginKind.UNKNOWN, OriginKind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Heard:
    """A party that the page's text named as a speaker, with what it was taken for."""

    link: Attribution
    origin: Origin


def refer(party: Attribution, found: Annotations, *, heard: Sequence[Heard]) -> Origin | Entity | None:
    """Whom a bare noun means: a party heard before on the page, or an entity named before; None if nobody surely.

    `heard` are the parties of the page's claims so far, in text order.
    """
    if party.span is not None and party.span.of(found.page.text).lower() in _PRONOUNS:
        return _spoke_last(party, found, heard=heard)
    bare = _BARE.fullmatch(_SEAT.sub(r"\1", _LISTED.sub("", party.name)))
    if bare is None or party.entity is not None or party.span is None:
        return None
    noun, at = bare["noun"].lower(), party.span.start
    if bare["trade"] and (noun not in _COMPANIES or not bare["trade"].islower()):
        return None
    if noun in DOCUMENTS:
        return _issuer(noun, at, found=found, heard=heard)
    for before in reversed(heard):
        words = fold(before.link.name).split()
        if (
            before.link.span
            and at - before.link.span.start <= _PAPER_REACH
            and noun in words
            and (len(words) > 2 or (len(words) == 2 and _OWNER.search(words[0])))
        ):
            return before.origin
    if noun in BODIES or noun in _COMPANIES:
        return _body(noun, at, found=found, heard=heard)
    return None


def _spoke_last(party: Attribution, found: Annotations, *, heard: Sequence[Heard]) -> Origin | None:
    """The body that spoke just before, which `it said` goes on from, where the page names nobody else that `it` may be
    but a place or a people."""
    meant = next((entity for entity in found.entities if entity.id == party.entity), None)
    if not heard or party.span is None or (meant is not None and meant.label not in {"GPE", "NORP", "LOC"}):
        return None
    last = heard[-1]
    if last.link.span == party.span:  # one more claim of the same saying
        return last.origin if last.origin.kind in _BODILY else None
    if _NOBODYS_IT.match(found.page.text, party.span.end):
        return None
    near = last.link.span is not None and 0 < party.span.start - last.link.span.start <= _GOES_ON
    return last.origin if near and last.origin.kind in _BODILY else None


def _body(noun: str, at: int, *, found: Annotations, heard: Sequence[Heard]) -> Origin | Entity | None:
    """The one body of that sort named shortly before; of several the one that spoke last."""
    fitting = {
        entity.id: entity
        for entity in found.entities
        if any(at - _REACH <= m.span.start < at for m in entity.mentions) and _fits(noun, entity)
    }
    if len(fitting) == 1:
        return next(iter(fitting.values()))
    spoke = [h.origin for h in heard if h.link.span and at - _REACH <= h.link.span.start < at]
    return next((origin for origin in reversed(spoke) if origin.id in fitting), None)


def _fits(noun: str, entity: Entity) -> bool:
    """Whether the entity may be called by that noun."""
    if entity.label not in {"ORG", "PERSON"} or (is_called_a_medium(entity.name) and noun not in _ON_AIR):
        return False
    if entity.label == "PERSON" and not _camel(entity.name):
        return False
    name = fold(entity.name)
    if noun in _COMPANIES and noun != "group":
        return not _PUBLIC.search(name)
    kindred = {noun, *_KINDRED.get(noun, "").split()}
    return bool(kindred & set(name.split())) or (noun == "group" and not _PUBLIC.search(name))


def _camel(name: str) -> bool:
    """`QuayTech`: no person is spelled so, whatever a parser takes it for."""
    return (
        " " not in name
        and bool(re.search(r"[a-z][A-Z]{2,}|[a-z][A-Z][a-z]", name))
        and not name.startswith("Mc")
    )


def _issuer(noun: str, at: int, *, found: Annotations, heard: Sequence[Heard]) -> Origin | Entity | None:
    """Whose paper it is: who spoke, or is named beside it, in the sentence that told of it last."""
    page = found.page.text
    quoted = _quoted_before(noun, at, page=page, heard=heard)
    if quoted is not None:
        return quoted
    able = "statement|release" if noun in {"statement", "release"} else noun
    told = re.compile(rf"\b(?:{able})s?\b", re.IGNORECASE).finditer(page, max(0, at - _PAPER_REACH), at)
    for match in reversed(list(told)):
        start, end = match.span()
        around = next((s for s in found.sentences if s.start <= start < s.end), None)
        if around is None:
            continue
        here = {h.origin.id: h.origin for h in heard if h.link.span and around.contains(h.link.span)}
        spoke = next(iter(here.values()), None)
        if (
            spoke
            and len(here) == 1
            and spoke.kind not in _NOBODYS
            and _NEW.search(page, max(around.start, start - _PAPER_NEAR), start)
        ):
            return spoke
        beside = _beside(Span(start, end), around, found=found)
        if beside is not None:
            return beside
    return None


def _quoted_before(noun: str, at: int, *, page: str, heard: Sequence[Heard]) -> Origin | None:
    """Whose `the statement` was when the page quoted from it last, if it tells of no other since."""
    named = re.compile(rf"the (?:[\w-]+ )?{noun}", re.IGNORECASE)
    spoke = (h for h in reversed(heard) if h.link.span and h.origin.kind not in _NOBODYS)
    last = next((h for h in spoke if named.fullmatch(h.link.name)), None)
    if last is None or last.link.span is None or at - last.link.span.end > _PAPER_REACH:
        return None
    between = page[last.link.span.end : at]
    another = rf"\b(?:an?|another|his|her|its|their) (?:[\w-]+ ){{0,2}}{noun}\b"
    return None if re.search(another, between, re.IGNORECASE) else last.origin


def _beside(paper: Span, around: Span, *, found: Annotations) -> Entity | None:
    """The entity whose paper the sentence says it is: `a statement from X`, `X released a statement`, `X’s report`;
    else the one body named before it."""
    page = found.page.text
    named = sorted(
        ((m, e) for e in found.entities for m in e.mentions if around.contains(m.span) and _able(m, e)),
        key=lambda pair: pair[0].span,
    )
    for mention, entity in named:
        if mention.span.start >= paper.end and _ISSUER.fullmatch(page[paper.end : mention.span.start]):
            return entity
    before = [(m, e) for m, e in named if m.span.end <= paper.start]
    for mention, entity in before:
        if _ISSUES.fullmatch(page[mention.span.end : paper.start]):
            return entity
    if not before:
        return None
    mention, last = before[-1]
    owned = _OWN.fullmatch(page[mention.span.end : paper.start])
    alone = len({e.id for _, e in before}) == 1 and last.label == "ORG"  # a person may be whom it is about
    return last if owned or alone else None


def _able(mention: Mention, entity: Entity) -> bool:
    return entity.label in {"ORG", "PERSON"} and mention.label in {"ORG", "PERSON"}
