"""Whether two origins are independent witnesses, and why we think so."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from copydesk.annotate.entities.titles import OFFICES
from copydesk.clean.agencies import Agency, agencies
from copydesk.model import Annotations, Independence, Origin, OriginKind, Reprint, Tie
from copydesk.text import fold

_RANKS = frozenset(
    "president general chief head director spokesman spokeswoman spokesperson minister deputy vice secretary "
    "manager senior acting former executive chairman chairwoman leader member officer star of the for and".split()
)
"""Words of an office that do not say whose office it is."""
_PAPERS = frozenset(
    "report statement order data figures website study survey letter filing document release spokesman "
    "spokeswoman spokesperson officials official sources of the for and in us u s".split()
)
"""Words of a name that do not say whose paper or spokesman it is."""
_ANYBODYS = frozenset(
    "authorities authority officials official government administration spokesman spokeswoman spokesperson team "
    "club company firm department agency office organisation organization body group force bank school report "
    "statement study survey letter filing document documents order ruling indictment investigators".split()
)
"""Nouns for a body or a paper that any other name may be the name of."""
_RULING = OFFICES | _RANKS
"""Roles whose holders speak for some body; a neighbour or a student does not."""

_DESCRIBED = frozenset({OriginKind.OFFICIAL, OriginKind.DOCUMENT})

ClaimOrigins = Mapping[tuple[str, str], str]


def tie_origins(
    origins: Sequence[Origin],
    findings: Sequence[Annotations],
    lineage: Sequence[Reprint],
    claim_origins: ClaimOrigins,
) -> tuple[Tie, ...]:
    """One tie for every two origins, by id. An unknown origin is never independent of anything."""
    cited = _closure(_cited_by_writer(findings, claim_origins))
    roles = _roles(findings)
    states = _stands_for(findings)
    relayed = _relayed(findings, claim_origins)
    pages = _pages(claim_origins)
    copies: set[tuple[str, str | None]] = {(link.source, link.of) for link in lineage if link.of}
    table = {agency.id: agency for agency in agencies()}
    ties = []
    for a, b in combinations(sorted(origins, key=lambda origin: origin.id), 2):
        state, reasons = _judge(a, b, cited=cited, table=table)
        if state is Independence.KNOWN_INDEPENDENT and _one_body(a, b, roles):
            state, reasons = Independence.LIKELY_DEPENDENT, ("same_body",)
        if state is Independence.KNOWN_INDEPENDENT and states.get(a.id, a.id) == states.get(b.id, b.id):
            state, reasons = Independence.LIKELY_DEPENDENT, ("same_government",)
        if state is Independence.KNOWN_INDEPENDENT and _may_be_one(a, b, roles):
            state, reasons = Independence.UNKNOWN, ("may_be_one",)
        if state is Independence.KNOWN_INDEPENDENT and (a.id, b.id) in relayed:
            state, reasons = Independence.LIKELY_DEPENDENT, ("relays_the_other",)
        if state is Independence.KNOWN_INDEPENDENT and _only_copies(pages[a.id], pages[b.id], copies):
            state, reasons = Independence.LIKELY_DEPENDENT, ("reprint",)
        ties.append(Tie(a.id, b.id, state, reasons))
    return tuple(ties)


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
    if both_write and cited.get(a.id, frozenset()) & cited.get(b.id, frozenset()):
        return Independence.UNKNOWN, ("common_source",)
    return Independence.KNOWN_INDEPENDENT, ("different_parties",)


def _roles(findings: Sequence[Annotations]) -> dict[str, frozenset[str]]:
    """Person's id -> the words of the offices the pages give them; no entry for who is no person of the pages."""
    words: dict[str, frozenset[str]] = {}
    for found in findings:
        for entity in found.entities:
            if entity.label == "PERSON":
                held = frozenset(word for role in entity.roles for word in fold(role).split())
                words[entity.id] = words.get(entity.id, frozenset()) | held
    return words


def _stands_for(findings: Sequence[Annotations]) -> dict[str, str]:
    """Body's id -> the state it stands for: two ministries of one state are one government."""
    return {
        e.id: e.stands_for
        for f in findings
        for e in f.entities
        if e.label == "ORG" and e.stands_for is not None
    }


def _one_body(a: Origin, b: Origin, roles: Mapping[str, frozenset[str]]) -> bool:
    """Whether one speaks for the other: a body's officer, or a document or office of the same body."""
    persons = [origin for origin in (a, b) if origin.kind is OriginKind.PERSON]
    if len(persons) == 2:
        return False
    one, two = (_body_words(origin) for origin in (a, b))
    if one and two and (one <= two or two <= one):
        return True
    if persons:
        office = roles.get(persons[0].id, frozenset()) - _RANKS
        return bool(office & (two if persons[0] is a else one))
    return False


def _may_be_one(a: Origin, b: Origin, roles: Mapping[str, frozenset[str]]) -> bool:
    """Whether one is told by a noun that the other may be a name of: `authorities` and the fire chief, `the report`
    and the committee. A medium is none of these, nor somebody's father, nor a person who holds no office."""
    for noun, other in ((a, b), (b, a)):
        if noun.kind not in _DESCRIBED or noun.id.rsplit("-", 1)[-1] not in _ANYBODYS or _is_named(noun):
            continue
        if other.kind in _DESCRIBED:
            return True
        if other.kind is OriginKind.PERSON and other.id in roles:
            held = roles[other.id]
            return not held or bool(held & _RULING)
    return False


def _is_named(origin: Origin) -> bool:
    """Whether a proper noun tells which body it is: `Greek government`, not `the government`."""
    first, *others = origin.name.split()
    named = others and first[:1].isupper() and fold(first) not in {"the", "a", "an"}
    return bool(named) or any(word[:1].isupper() for word in others)


def _body_words(origin: Origin) -> frozenset[str]:
    """The words that tell a body from others: `Commerce Department`, `US Department of Commerce order`.

    Where it sits does not: `coast guard in Piraeus` is the Greek coast guard's.
    """
    return frozenset(origin.id.split("-in-")[0].split("-")) - _PAPERS


def _owner(origin: Origin, table: Mapping[str, Agency]) -> str | None:
    agency = table.get(origin.id)
    return fold(agency.owner) if agency and agency.owner else None


def _cited_by_writer(
    findings: Sequence[Annotations], claim_origins: ClaimOrigins
) -> dict[str, frozenset[str]]:
    """Writer's origin id -> the other media its pages rest claims on."""
    cited: dict[str, set[str]] = defaultdict(set)
    for found in findings:
        here = {claim_origins[found.article.source, c.id] for c in found.claims}
        own = {
            claim_origins[found.article.source, c.id]
            for c in found.claims
            if not any(link.role in {"speaker", "origin"} for link in c.attribution)
        }
        for writer in own:
            cited[writer] |= here - own
    return {writer: frozenset(others) for writer, others in cited.items()}


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


def _only_copies(a: frozenset[str], b: frozenset[str], copies: set[tuple[str, str | None]]) -> bool:
    """Whether every page that carries one origin is a copy of a page that carries the other, or the reverse."""
    if a & b:
        return False
    return all(any((x, y) in copies for y in b) for x in a) or all(
        any((x, y) in copies for x in a) for y in b
    )
