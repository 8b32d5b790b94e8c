"""Whose word each claim rests on: the ends of attribution chains, resolved across the story's pages."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from copydesk.clean.agencies import Agency, agencies, find_agency, named_agencies
from copydesk.group.independence import tie_origins
from copydesk.model import Annotations, Attribution, Claim, Entity, Origin, OriginKind, Reprint, Story
from copydesk.text import digest, fold, slug

UNKNOWN = Origin("unknown", "unknown", OriginKind.UNKNOWN)

_STATE_MEDIA = re.compile(
    r"\b(?:state|government|official|party)[- ](?:run |owned |controlled )?"
    r"(?:news )?(?:media|television|tv|radio|news ?paper|news agency|broadcaster|news)\b",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"^(?:(?:an?|the|one|two|three|some|several|many|other|local|senior|unnamed|anonymous|various|"
    r"\w+ese|\w+an|\w+ish|[A-Z]\w+) )*"
    r"(?:sources?|officials?|witness(?:es)?|analysts?|experts?|residents?|diplomats?|observers?|reports?|"
    r"people|critics|activists|media|insiders?|lawyers?|investigators?|they|he|she|it|who|which|that)\b"
    r"(?! of\b)",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:embass|consul|ministr|government|police|army|military|navy|court|council|department|office|"
    r"agency|authorit|parliament|senate|congress|president|commission|committee|bureau|union|nations|"
    r"organi[sz]ation|hospital|operator|company|coast ?guard|spokes)",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"^(?:(?:the|an?|its|his|her|their|our|this|that)\s+)+", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"\b(?:report|statement|study|survey|document|letter|filing|memo|transcript)s?\b", re.I
)


@dataclass(frozen=True, slots=True)
class _Context:
    """What the story's pages know together: the state media they name, and every entity by id."""

    state_media: tuple[Agency, ...]
    entities: Mapping[str, Entity]


def trace_origins(findings: Sequence[Annotations], lineage: Sequence[Reprint]) -> Story:
    """The story of these articles, with an origin for every claim and a tie for every two origins.

    `lineage` has one entry an article, in the same order. A claim's origin is the outermost party its text
    names; with none named, it is the word of whoever wrote the page: its agency, the page it was copied
    from, or its publisher where that shows its own reporting. Otherwise the origin is `unknown`.
    """
    context = _context(findings)
    writers = _writers(findings, lineage)
    claim_origins: dict[tuple[str, str], str] = {}
    known: dict[str, Origin] = {}
    for found in findings:
        source = found.article.source
        for claim in found.claims:
            origin = _origin_of(claim, writers[source], context)
            known.setdefault(origin.id, origin)
            claim_origins[source, claim.id] = origin.id
    origins = tuple(known[key] for key in sorted(known))
    ties = tie_origins(origins, findings, lineage, claim_origins)
    identity = digest("story", min((found.article.id for found in findings), default=""))
    return Story(identity, tuple(findings), tuple(lineage), origins, claim_origins, ties)


def page_origins(story: Story, source: str) -> tuple[str, ...]:
    """The ids of the origins a page's claims rest on, the most frequent first, `unknown` last."""
    counted = Counter(origin for (page, _), origin in story.claim_origins.items() if page == source)
    return tuple(sorted(counted, key=lambda key: (key == UNKNOWN.id, -counted[key], key)))


def named_party(attribution: Iterable[Attribution]) -> Attribution | None:
    """The outermost party the text itself names, None where the writer speaks."""
    named = [link for link in attribution if link.role in {"speaker", "origin"}]
    return named[-1] if named else None


def _origin_of(claim: Claim, writer: Origin, context: _Context) -> Origin:
    party = named_party(claim.attribution)
    return _resolve(party, context) if party else writer


def _resolve(party: Attribution, context: _Context) -> Origin:
    """The origin behind a name as the text words it."""
    agency = find_agency(party.name)
    if agency is None and _STATE_MEDIA.search(party.name):
        return _state_media(party, context)
    if agency is None:
        inside = named_agencies(party.name)
        agency = inside[0][0] if inside else None
    if agency:
        return _of_agency(agency)
    entity = context.entities.get(party.entity or "")
    name = _DETERMINER.sub("", party.name)
    if entity is None:
        if _UNNAMED.search(party.name) or not re.search(r"[^\W\d_]", party.name):
            return Origin(slug(f"unnamed {party.name}"), party.name, OriginKind.UNKNOWN)
        kind = OriginKind.DOCUMENT if _DOCUMENT.search(party.name) else OriginKind.UNKNOWN
        return Origin(slug(name), name, OriginKind.OFFICIAL if _OFFICE.search(party.name) else kind)
    if entity.label == "PERSON":
        state = context.entities.get(entity.stands_for or "")
        return Origin(entity.id, entity.name, OriginKind.PERSON, _country(entity) or _country(state))
    if (
        entity.label in {"GPE", "NORP", "LOC"}
        and _OFFICE.search(party.name)
        and not _OFFICE.search(entity.name)
    ):
        # "its Pyongyang embassy": the office speaks, not the place that tells it from others.
        return Origin(slug(name), name, OriginKind.OFFICIAL, _country(entity))
    return Origin(entity.stands_for or entity.id, entity.name, OriginKind.OFFICIAL, _country(entity))


def _state_media(party: Attribution, context: _Context) -> Origin:
    """`state media` is the one the story names, if it names one (of the country in question)."""
    country = _country(context.entities.get(party.entity or ""))
    named = [a for a in context.state_media if country in {None, a.country}]
    if len(named) == 1:
        return _of_agency(named[0])
    if country:
        able = [a for a in agencies() if a.country == country and a.kind == "state_media"]
        if len(able) == 1:
            return _of_agency(able[0])
    return Origin(slug(f"state media {country or ''}"), party.name, OriginKind.STATE_MEDIA, country)


def _context(findings: Sequence[Annotations]) -> _Context:
    counted: Counter[str] = Counter()
    by_id: dict[str, Agency] = {}
    for found in findings:
        parties = [link.name for claim in found.claims for link in claim.attribution]
        for text in [*parties, found.article.text]:
            for agency, _ in named_agencies(text):
                if agency.kind == "state_media":
                    counted[agency.id] += 1
                    by_id[agency.id] = agency
    entities = {entity.id: entity for found in findings for entity in found.entities}
    return _Context(tuple(by_id[key] for key in sorted(counted)), entities)


def _writers(findings: Sequence[Annotations], lineage: Sequence[Reprint]) -> dict[str, Origin]:
    """Source -> who wrote the page: whose word an unattributed sentence on it is."""
    parents = {link.source: link.of for link in lineage}
    own = {found.article.source: _writer(found) for found in findings}

    def written_by(source: str, seen: frozenset[str]) -> Origin:
        parent = parents.get(source)
        here = own.get(source, UNKNOWN)
        if here.kind in {OriginKind.AGENCY, OriginKind.STATE_MEDIA} or parent not in own or parent in seen:
            return here
        return written_by(parent, seen | {source})

    return {source: written_by(source, frozenset()) for source in own}


def _writer(found: Annotations) -> Origin:
    article = found.article
    if article.agency:
        agency = find_agency(article.agency.text)
        if agency:
            return _of_agency(agency)
        return Origin(slug(article.agency.text), article.agency.text, OriginKind.AGENCY)
    if article.publisher:
        agency = find_agency(article.publisher)
        if agency:
            return _of_agency(agency)
        reports = article.authors or "told this" in fold(article.text)
        if reports:
            return Origin(slug(article.publisher), article.publisher, OriginKind.PUBLISHER)
    return UNKNOWN


def _of_agency(agency: Agency) -> Origin:
    kind = OriginKind.STATE_MEDIA if agency.kind == "state_media" else OriginKind.AGENCY
    return Origin(agency.id, agency.name, kind, agency.country)


def _country(entity: Entity | None) -> str | None:
    return dict(entity.links).get("iso3166") if entity else None
