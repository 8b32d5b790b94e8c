"""What is found in an article. Every span is into the article's page."""

from dataclasses import dataclass
from enum import StrEnum

from copydesk.model.article import Article
from copydesk.model.page import Page
from copydesk.model.span import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A span naming an entity. `stands_for` is the entity it stands for here (`Moscow` for Russia)."""

    span: Span
    label: str
    stands_for: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a place lies: WGS 84 degrees, and its GeoNames id where known."""

    latitude: float
    longitude: float
    geonames: int | None = None
    country: str | None = None


PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
"""The labels of entities that are places."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something named on a page; `id` is a slug of the fullest name, the same on every page.

    `label` is one of PERSON ORG GPE LOC FAC NORP EVENT PRODUCT MISC. `links` are (scheme, id) pairs,
    as ("iso3166", "KP"). `roles` are as the text words them, without the holder.
    """

    id: str
    name: str
    label: str
    mentions: tuple[Mention, ...]
    links: tuple[tuple[str, str], ...] = ()
    stands_for: str | None = None
    roles: tuple[str, ...] = ()
    place: Place | None = None


class Anchor(StrEnum):
    """What a relative time was resolved against."""

    PUBLISHED = "published"
    CAPTURED = "captured"
    TEXT = "text"
    STORY = "story"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression in TIMEX3 terms.

    `type` is DATE TIME DURATION or SET; `value` is the TIMEX3 value (`XXXX-WXX-6` where a weekday stays
    open). `begin` and `until` bound it as ISO dates or times, half-open, None where unbounded or
    unresolved. `alternatives` holds other possible values where the text leaves the direction open.
    """

    span: Span
    type: str
    value: str
    begin: str | None = None
    until: str | None = None
    anchor: Anchor = Anchor.NONE
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Source, cue and content, the terms of PARC and PolNeAR. `kind` is direct, indirect or mixed."""

    content: tuple[Span, ...]
    cue: Span | None
    source: tuple[Span, ...]
    speaker: str | None
    kind: str


class Modality(StrEnum):
    """How surely something is said to be so."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    EXPECTED = "expected"
    POSSIBLE = "possible"
    DENIED = "denied"
    CALLED_FOR = "called_for"


class Polarity(StrEnum):
    """Whether it is said to be so or not to be so."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of a chain. `role` is speaker, origin, agency or publisher; `span` None if not in the text."""

    role: str
    name: str
    entity: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Core:
    """What a claim turns on: its act (a verb, or what is said of the subject), who does it and what it is done to,
    None where the clause does not say."""

    act: Span
    doer: Span | None = None
    undergoer: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said to be so. `attribution` runs from the speaker outwards; empty is the writer's own word.

    `background` tells context ("its full-scale invasion of Ukraine") from what the article reports as new.
    `events` are ids into `Annotations.events`, `quotations` indexes into `Annotations.quotations`. `core` is what
    claims of several pages are compared by; its doer may stand before the span, in the clause that holds this one.
    """

    id: str
    span: Span
    modality: Modality
    polarity: Polarity
    attribution: tuple[Attribution, ...] = ()
    background: bool = False
    events: tuple[str, ...] = ()
    quotations: tuple[int, ...] = ()
    core: Core | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom: a PLOVER root, its mode where known, its quad class.

    `quad` is verbal-cooperation, material-cooperation, verbal-conflict or material-conflict. `source`,
    `target` and `place` are entity ids; `time` is an index into `Annotations.times`.
    """

    id: str
    type: str
    mode: str | None
    quad: str
    trigger: Span
    source: tuple[str, ...]
    target: tuple[str, ...]
    place: str | None = None
    time: int | None = None
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    background: bool = False


@dataclass(frozen=True, slots=True)
class Annotations:
    """Everything found in one article, each kind in text order."""

    article: Article
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[Timex, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def page(self) -> Page:
        """The page that all spans are into."""
        return self.article.page
