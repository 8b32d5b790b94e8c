"""A story told from its claims."""

from dataclasses import dataclass
from enum import StrEnum

from copydesk.model.findings import Modality, Polarity
from copydesk.model.lineage import Story
from copydesk.model.span import Span


class Status(StrEnum):
    """How well a claim is sourced."""

    CORROBORATED = "corroborated"
    SINGLE_ORIGIN = "single_origin"
    DISPUTED = "disputed"
    UNATTRIBUTED = "unattributed"


class DifferenceKind(StrEnum):
    """What differs between two tellings of one claim."""

    NUMBER = "number"
    TIME = "time"
    PLACE = "place"
    ACTOR = "actor"
    MODALITY = "modality"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands. `relation` to the claim is `same`, `part` or `differs`."""

    source: str
    span: Span
    text: str
    relation: str = "same"


@dataclass(frozen=True, slots=True)
class Variant:
    """One telling of a point on which pages differ."""

    value: str
    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class Difference:
    """A point on which the evidence of one claim differs, with at least two variants."""

    on: DifferenceKind
    values: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A resolved time, half-open, and what it was resolved from.

    `inferred_from` is the source of the sibling page whose date resolved it, None if its own page did.
    """

    value: str
    begin: str | None
    until: str | None
    source: str
    span: Span
    inferred_from: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """When the happening took place, by the times its news claims and events carry."""

    value: str
    begin: str | None
    until: str | None
    evidence: tuple[DatedValue, ...]


@dataclass(frozen=True, slots=True)
class AccountEntity:
    """An entity across the story's pages. `pages` is how many name it, `mentions` how often."""

    id: str
    name: str
    label: str
    pages: int
    mentions: int
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountClaim:
    """One claim with every telling of it. `text` is verbatim from the first of `evidence`.

    `origins` are origin ids; `independent` counts the known-independent ones among them. `sentence` is the
    whole sentence that the first evidence stands in: what an account prints, attribution and all.
    """

    id: str
    text: str
    status: Status
    independent: int
    origins: tuple[str, ...]
    modality: Modality
    polarity: Polarity
    background: bool
    evidence: tuple[Evidence, ...]
    time: DatedValue | None = None
    place: str | None = None
    differences: tuple[Difference, ...] = ()
    sentence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """One event, merged across pages: a reprint adds evidence, never events."""

    id: str
    type: str
    mode: str | None
    quad: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    place: str | None
    time: DatedValue | None
    modality: Modality
    polarity: Polarity
    background: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class AccountQuotation:
    """One utterance with its versions; `text` is verbatim from the first of them."""

    text: str
    speaker: str | None
    versions: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A claim placed in time."""

    time: DatedValue
    claim: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pages, publishers, agencies and origins; `independent` are known-independent origins, `unresolved` those
    that claims rest on and nobody can name."""

    pages: int
    publishers: int
    agencies: int
    origins: int
    independent: int
    unresolved: int


@dataclass(frozen=True, slots=True)
class Account:
    """A story told from its claims: what is corroborated, what rests on one origin, where sources differ.

    `telling` lists the ids of the claims that, read in order, give the story in the fewest sentences.
    `sourcing` is the one line on how well the story is sourced.
    """

    story: Story
    title: Evidence
    when: When | None
    where: tuple[AccountEntity, ...]
    who: tuple[AccountEntity, ...]
    counts: Counts
    sourcing: str
    claims: tuple[AccountClaim, ...]
    events: tuple[AccountEvent, ...]
    quotations: tuple[AccountQuotation, ...]
    timeline: tuple[TimelineEntry, ...]
    telling: tuple[str, ...]
    entities: tuple[AccountEntity, ...]

    @property
    def id(self) -> str:
        """The story's id."""
        return self.story.id
