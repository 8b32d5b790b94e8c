"""Whose word each claim rests on: the ends of attribution chains, resolved across the story's pages."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from copydesk.group.holders import holders_of, person_told
from copydesk.group.independence import tie_origins
from copydesk.group.media import is_called_a_medium, is_medium, medium
from copydesk.group.names import in_full, link_names
from copydesk.group.parties import UNKNOWN, Context, context_of, is_hedge, resolve_party
from copydesk.group.referents import Heard, refer
from copydesk.group.writers import WIRES, names_of, writers_of
from copydesk.model import (
    Annotations,
    Attribution,
    Entity,
    Independence,
    Origin,
    OriginKind,
    Relation,
    Reprint,
    Span,
    Story,
    Tie,
)
from copydesk.text import digest, fold

_VENUE = re.compile(
    r"\b(?:told|tells|telling|on|interview (?:with|on|in|to)|speaking (?:to|on|with)|"
    r"(?:confirmed|said|spoke|explained|admitted|revealed|disclosed|described|acknowledged|confided|talked|added|"
    r"commented|complained|insisted|suggested|recalled|lamented|boasted|wrote|tweeted|texted|e-?mailed) to|"
    r"(?:article|column|essay|interview|op-ed|opinion piece|letter|post) (?:in|for|with|on)|"
    r"(?:statement|comment|remark|e-?mail|message|letter)s? to)"
    r" (?:the )?[“\"‘']?$"
)
_SOME_MEDIUM = re.compile(
    r"(?:an?|another|one|some|several|many|local) (?:\w+ )?(?:news )?"
    r"(?:agency|agencies|newspapers?|papers?|media|outlets?|websites?|stations?)",
    re.IGNORECASE,
)
_CITED = re.compile(r"\bciting (?:(?:the|an?|its|his|her|their)\b ?)?(?:[\w’'-]+ ){0,3}$")
VERY_WORDS = 10
"""Words of a claim from which on nobody else finds the same ones by himself."""
_DESCRIBED = frozenset({OriginKind.OFFICIAL, OriginKind.DOCUMENT, OriginKind.UNKNOWN})


def trace_origins(findings: Sequence[Annotations], lineage: Sequence[Reprint]) -> Story:
    """The story of these articles, with an origin for every claim and a tie for every two origins; of very
    many, those most relied on.

    `lineage` has one entry an article, in the same order. A claim's origin is the outermost party its text
    names; with none named, it is the word of whoever wrote the page: its agency, the page it was copied
    from, or its publisher where that shows its own reporting. Otherwise the origin is `unknown`.
    """
    findings = link_names(findings)
    context = context_of(findings)
    writers = writers_of(findings, lineage)
    wired = _wire_sentences(findings, writers)
    claim_origins: dict[tuple[str, str], str] = {}
    known: dict[str, Origin] = {}
    cites: dict[str, list[str]] = {}
    for found in findings:
        source = found.article.source
        traced = list(_traced(found, writers[source], context=context, wired=wired))
        for claim_id, origin in traced:
            if known.get(origin.id, UNKNOWN).kind is OriginKind.UNKNOWN:
                known[origin.id] = origin
            claim_origins[source, claim_id] = origin.id
        cites[source] = [origin.id for _, origin in traced if is_medium(origin) and origin != writers[source]]
    longer = in_full({key for key, o in known.items() if o.kind in _DESCRIBED and o != UNKNOWN})
    claim_origins = {place: longer.get(key, key) for place, key in claim_origins.items()}
    origins = tuple(known[key] for key in sorted(known) if key not in longer)
    ties = tie_origins(origins, findings, lineage=lineage, claim_origins=claim_origins)
    identity = digest("story", min((found.article.id for found in findings), default=""))
    related = _relate(lineage, writers, cites=cites, ties=ties)
    return Story(identity, tuple(findings), related, origins, claim_origins, ties)


def named_party(
    attribution: Iterable[Attribution],
    text: str,
    *,
    own: frozenset[str] = frozenset(),
    within: Span | None = None,
) -> Attribution | None:
    """The outermost party the page's text itself names, None where the writer speaks.

    Who told a medium something, or said it there, speaks for himself, whether the medium is the page's own
    (`own`: origin ids) or another: `the minister told this paper`, `she said on Channel 9`.
    A hedge inside the claim (`within`) is its speaker's.
    """
    named = [link for link in attribution if link.role in {"speaker", "origin"}]
    if (
        len(named) > 1 and within is not None
    ):  # `the man allegedly ran, police said`: the doubt is the police's
        named = [link for link in named if not is_hedge(link.name)] or named
    while len(named) > 1 and (
        medium(named[-1].name).id in own or _is_venue(named[-1], text) or _passes_on(named, text)
    ):
        named.pop()
    return named[-1] if named else None


def _passes_on(named: Sequence[Attribution], text: str) -> bool:
    """Whether the last party is a medium that says whose word it passes on: `the Vale Post reported, citing X`; of
    papers and stations also `X said, the Vale Post reported`, where X is identified. An agency vouches for what it
    sends out, unless it cites somebody by name or is itself not named (`another agency`)."""
    before, last = named[-2:]
    if before.span is not None and _CITED.search(text, max(0, before.span.start - 60), before.span.start):
        return before.entity is not None or any(word[:1].isupper() for word in before.name.split())
    paper = is_called_a_medium(last.name) and medium(last.name).kind is OriginKind.PUBLISHER
    return (paper and before.entity is not None) or bool(_SOME_MEDIUM.fullmatch(last.name))


def _is_venue(link: Attribution, text: str) -> bool:
    """Whether the party is where something was said, not who passes it on."""
    return link.span is not None and bool(_VENUE.search(text, max(0, link.span.start - 40), link.span.start))


def _traced(
    found: Annotations, writer: Origin, *, context: Context, wired: Mapping[str, Origin]
) -> Iterable[tuple[str, Origin]]:
    """Each claim's id with its origin, in text order."""
    cited: Origin | None = None
    heard: list[Heard] = []
    article, holders = found.article, holders_of(found)
    own = frozenset(medium(name).id for name in names_of(article)) | {writer.id}
    for claim in found.claims:
        party = named_party(claim.attribution, article.page.text, own=own, within=claim.span)
        if party is None:
            yield claim.id, wired.get(fold(claim.span.of(article.page.text)), writer)
            continue
        resolve = partial(resolve_party, found=found, context=context, cited=cited)
        meant = refer(party, found, heard=heard)
        if isinstance(meant, Entity):
            party = Attribution(party.role, meant.name, meant.id, party.span)
        origin = meant if isinstance(meant, Origin) else resolve(party)
        if not isinstance(meant, Origin) and origin.kind in _DESCRIBED:
            spoke = (before.origin.id for before in reversed(heard))
            person = person_told(party, found, holders=holders, spoke=spoke)
            origin = resolve(replace(party, name=person.name, entity=person.id)) if person else origin
        heard.append(Heard(party, origin))
        cited = origin if is_medium(origin) else cited
        yield claim.id, origin


def _wire_sentences(findings: Sequence[Annotations], writers: Mapping[str, Origin]) -> dict[str, Origin]:
    """Folded text of the long claims on an agency's pages -> the agency: who has the very words has them from it.

    Words that two agencies have are neither's.
    """
    wired: dict[str, set[Origin]] = defaultdict(set)
    for found in (found for found in findings if writers[found.article.source].kind in WIRES):
        for text in (claim.span.of(found.page.text) for claim in found.claims):
            if len(text.split()) >= VERY_WORDS:
                wired[fold(text)].add(writers[found.article.source])
    return {text: min(held, key=lambda o: o.id) for text, held in wired.items() if len(held) == 1}


def _relate(
    lineage: Sequence[Reprint],
    writers: Mapping[str, Origin],
    *,
    cites: Mapping[str, Sequence[str]],
    ties: Sequence[Tie],
) -> tuple[Reprint, ...]:
    """The lineage with what attribution adds: a page that shares no text may cite another's writer, or be
    an independent report."""
    apart = {(t.a, t.b) for t in ties if t.state is Independence.KNOWN_INDEPENDENT}
    related = []
    for link in lineage:
        if link.relation is Relation.UNKNOWN:
            here = writers[link.source]
            others = {
                s: w for s, w in writers.items() if s != link.source and w.kind is not OriginKind.UNKNOWN
            }
            cited = [s for key in cites[link.source] for s in sorted(others) if others[s].id == key]
            if cited:
                reasons = ("cites_writer",)
                link = replace(link, of=cited[0], relation=Relation.CITES, direction=True, reasons=reasons)
            elif len(writers) > 1 and all(
                (min(here.id, w.id), max(here.id, w.id)) in apart
                for s, w in writers.items()
                if s != link.source
            ):
                link = replace(link, relation=Relation.INDEPENDENT, reasons=("own_reporting",))
        related.append(link)
    return tuple(related)
