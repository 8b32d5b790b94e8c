"""Whether two origins are independent witnesses, and why we think so."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from copydesk.clean.agencies import Agency, agencies
from copydesk.group.kinship import both_rule, kin_of, may_be_one, one_body, one_person
from copydesk.model import Annotations, Independence, Origin, OriginKind, Reprint, Tie
from copydesk.text import fold

ClaimOrigins = Mapping[tuple[str, str], str]

MOST_TIED = 500
"""Origins of a story that are tied with each other, those most relied on; of a page of thousands of sayers all pairs
would be millions. What is not tied is not known to be independent."""


def tie_origins(
    origins: Sequence[Origin],
    findings: Sequence[Annotations],
    *,
    lineage: Sequence[Reprint],
    claim_origins: ClaimOrigins,
) -> tuple[Tie, ...]:
    """One tie for every two of the `MOST_TIED` origins most relied on, by id. An unknown origin is never independent
    of anything."""
    cited = _closure(_cited_by_writer(findings, claim_origins, origins=origins))
    kin = kin_of(findings)
    states = _stands_for(findings)
    relayed = _relayed(findings, claim_origins)
    pages = _pages(claim_origins)
    copies: set[tuple[str, str | None]] = {(link.source, link.of) for link in lineage if link.of}
    table = {agency.id: agency for agency in agencies()}

    def doubt(a: Origin, b: Origin) -> tuple[Independence, str] | None:
        """What speaks against two parties that seem to be two, the first that does."""
        if one_body(a, b, kin=kin):
            return Independence.LIKELY_DEPENDENT, "same_body"
        if states.get(a.id, a.id) == states.get(b.id, b.id):
            return Independence.LIKELY_DEPENDENT, "same_government"
        if one_person(a, b) or may_be_one(a, b, kin=kin):
            return Independence.UNKNOWN, "may_be_one"
        if both_rule(a, b, kin=kin):
            return Independence.UNKNOWN, "both_rule"
        if (a.id, b.id) in relayed:
            return Independence.LIKELY_DEPENDENT, "relays_the_other"
        if _only_copies(pages[a.id], pages[b.id], copies=copies):
            return Independence.LIKELY_DEPENDENT, "reprint"
        return None

    ties = []
    for a, b in combinations(_most_relied_on(origins, claim_origins), 2):
        state, reasons = _judge(a, b, cited=cited, table=table)
        found = doubt(a, b) if state is Independence.KNOWN_INDEPENDENT else None
        ties.append(Tie(a.id, b.id, found[0], (found[1],)) if found else Tie(a.id, b.id, state, reasons))
    return tuple(ties)


def _most_relied_on(origins: Sequence[Origin], claim_origins: ClaimOrigins) -> list[Origin]:
    """The known origins before others, those of the most claims first, as many as are tied; by id."""
    resting = Counter(claim_origins.values())
    ranked = sorted(origins, key=lambda o: (o.kind is OriginKind.UNKNOWN, -resting[o.id], o.id))
    return sorted(ranked[:MOST_TIED], key=lambda origin: origin.id)


def _judge(
    a: Origin, b: Origin, *, cited: Mapping[str, frozenset[str]], table: Mapping[str, Agency]
) -> tuple[Independence, tuple[str, ...]]:
    if OriginKind.UNKNOWN in {a.kind, b.kind}:
        return Independence.UNKNOWN, ("unidentified",)
    writers = {OriginKind.AGENCY, OriginKind.STATE_MEDIA, OriginKind.PUBLISHER}
    both_write = {a.kind, b.kind} <= writers
    reasons = []
    if both_write and (b.id in cited.get(a.id, ()) or a.id in cited.get(b.id, ())):
        reasons.append("cites_the_other")
    if _owner(a, table) and _owner(a, table) == _owner(b, table):
        reasons.append("same_owner")
    states = {OriginKind.STATE_MEDIA, OriginKind.OFFICIAL, OriginKind.PERSON}
    same_country = a.country is not None and a.country == b.country
    if same_country and {a.kind, b.kind} <= states and OriginKind.STATE_MEDIA in {a.kind, b.kind}:
        reasons.append("same_government")
    if reasons:
        return Independence.LIKELY_DEPENDENT, tuple(reasons)
    if not both_write and (b.id in cited.get(a.id, ()) or a.id in cited.get(b.id, ())):
        return Independence.UNKNOWN, ("quotes_it",)
    common = cited.get(a.id, frozenset()) & cited.get(b.id, frozenset())
    if both_write and any(key in table for key in common):
        return Independence.UNKNOWN, ("common_source",)
    return Independence.KNOWN_INDEPENDENT, ("different_parties",)


def _stands_for(findings: Sequence[Annotations]) -> dict[str, str]:
    """Body's id -> the state it stands for: two ministries of one state are one government."""
    return {
        e.id: e.stands_for
        for f in findings
        for e in f.entities
        if e.label == "ORG" and e.stands_for is not None
    }


def _owner(origin: Origin, table: Mapping[str, Agency]) -> str | None:
    agency = table.get(origin.id)
    return fold(agency.owner) if agency and agency.owner else None


def _cited_by_writer(
    findings: Sequence[Annotations], claim_origins: ClaimOrigins, *, origins: Sequence[Origin]
) -> dict[str, frozenset[str]]:
    """Writer's origin id -> the other origins its pages rest claims on, or name as a source: `told The Gazette`."""
    cited: dict[str, set[str]] = defaultdict(set)
    for found in findings:
        here = {claim_origins[found.article.source, c.id] for c in found.claims}
        own = {
            claim_origins[found.article.source, c.id]
            for c in found.claims
            if not any(link.role in {"speaker", "origin"} for link in c.attribution)
        }
        here |= {o.id for o in origins if o.id not in here and _is_heard(o.name, found.page.text)}
        for writer in own:
            cited[writer] |= here - own
    return {writer: frozenset(others) for writer, others in cited.items()}


def _is_heard(name: str, text: str) -> bool:
    """Whether a page says that it has something from whoever bears the name: `told The Gazette`, `Gazette reported`."""
    if name not in text:
        return False
    named = re.escape(name.removeprefix("The ").removeprefix("the "))
    return bool(
        re.search(
            rf"\b(?:told|according to|reported by|citing) (?:[Tt]he )?{named}\b|"
            rf"\b{named}(?: magazine| newspaper)? (?:has )?(?:first )?report(?:s|ed)\b",
            text,
        )
    )


def _closure(cited: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Writer's origin id -> all it rests on: what it cites, and what those writers cite in turn."""
    closed = {}
    for writer in cited:
        seen: set[str] = set()
        waiting = [writer]
        while waiting:
            for other in sorted(cited.get(waiting.pop(), frozenset()) - seen):
                seen.add(other)
                waiting.append(other)
        closed[writer] = frozenset(seen - {writer})
    return closed


def _relayed(findings: Sequence[Annotations], claim_origins: ClaimOrigins) -> set[tuple[str, str]]:
    """Pairs of origins of which one is quoted through the other: `Putin said, according to KCNA`."""
    speakers: dict[str, set[str]] = defaultdict(set)
    for found in findings:
        for claim in found.claims:
            inner = [link.entity for link in claim.attribution if link.role in {"speaker", "origin"}][:-1]
            speakers[claim_origins[found.article.source, claim.id]] |= {entity for entity in inner if entity}
    pairs = {(origin, entity) for origin, entities in speakers.items() for entity in entities}
    return pairs | {(b, a) for a, b in pairs}


def _pages(claim_origins: ClaimOrigins) -> dict[str, frozenset[str]]:
    pages: dict[str, set[str]] = defaultdict(set)
    for (source, _), origin in claim_origins.items():
        pages[origin].add(source)
    return {origin: frozenset(sources) for origin, sources in pages.items()}


def _only_copies(a: frozenset[str], b: frozenset[str], *, copies: set[tuple[str, str | None]]) -> bool:
    """Whether every page that carries one origin is a copy of a page that carries the other, or the reverse."""
    if a & b:
        return False
    return all(any((x, y) in copies for y in b) for x in a) or all(
        any((x, y) in copies for x in a) for y in b
    )
