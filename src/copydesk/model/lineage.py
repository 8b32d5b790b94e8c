"""Which page derives from which, whose word a page rests on, and which pages tell one story."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from copydesk.model.findings import Annotations
from copydesk.model.span import Span


class Relation(StrEnum):
    """How a page stands to the page it is a reprint of."""

    ORIGINAL = "original"
    VERBATIM = "verbatim"
    ABRIDGED = "abridged"
    REWRITTEN = "rewritten"
    CITES = "cites"
    INDEPENDENT = "independent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reprint:
    """What is known of one page's text.

    `of` is the source of the page it derives from, None for an original. `shared` is the share, 0..1,
    of this page's body that stands in that page, `spans` the (here, there) pairs of shared stretches.
    `direction` is True where evidence tells who copied whom; `reasons` names that evidence.
    """

    source: str
    of: str | None
    relation: Relation
    direction: bool
    shared: float
    spans: tuple[tuple[Span, Span], ...] = ()
    reasons: tuple[str, ...] = ()


class OriginKind(StrEnum):
    """What sort of party an origin is."""

    STATE_MEDIA = "state_media"
    AGENCY = "agency"
    OFFICIAL = "official"
    PUBLISHER = "publisher"
    PERSON = "person"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Origin:
    """A party whose word claims rest on: where attribution chains end. `id` is a slug, `unknown` if none."""

    id: str
    name: str
    kind: OriginKind
    country: str | None = None


class Independence(StrEnum):
    """Whether two origins are independent witnesses. Unknown never counts as independent."""

    KNOWN_INDEPENDENT = "known-independent"
    LIKELY_DEPENDENT = "likely-dependent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Tie:
    """The independence of two origins, `a` < `b` by id, with reason codes such as `same_owner`."""

    a: str
    b: str
    state: Independence
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one happening, with their lineage and origins.

    `findings` are ordered by source; `lineage` has one entry a page in the same order.
    `claim_origins` maps (source, claim id) to an origin id in `origins`. `ties` are of every two origins; of very many,
    those most relied on, and what is not tied is not known to be independent.
    """

    id: str
    findings: tuple[Annotations, ...]
    lineage: tuple[Reprint, ...]
    origins: tuple[Origin, ...]
    claim_origins: Mapping[tuple[str, str], str]
    ties: tuple[Tie, ...]
