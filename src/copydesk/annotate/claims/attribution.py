"""Who says a claim and through whom: chains of attribution from the quotations and the parse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.parse import Passage
from copydesk.model import Article, Attribution, Quotation, Span
from copydesk.text import slug

if TYPE_CHECKING:
    from spacy.tokens import Token

DOCUMENTS = frozenset(
    "report statement dispatch article commentary editorial interview broadcast poll survey study release "
    "letter document filing post tweet notice communique communiqué transcript memo review bulletin".split()
)
MEDIA_WORDS = frozenset(
    "media news agency newspaper radio television tv broadcaster outlet channel network times post daily "
    "press website magazine reuters afp ap kcna xinhua tass cnn bbc yonhap interfax bloomberg aljazeera "
    "journal herald tribune guardian gazette".split()
)
PERSON_WORDS = frozenset(
    "he she they who source official spokesman spokeswoman spokesperson minister president leader diplomat "
    "officer analyst expert witness resident lawyer judge senator governor mayor critic professor".split()
)
HEDGES = frozenset("reportedly allegedly purportedly supposedly ostensibly".split())


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution in the text: its links from the speaker outwards, and where its content stands.

    `cue` is the word that carries it, `index` the quotation it came from, None if the parse alone told.
    """

    links: tuple[Attribution, ...]
    content: tuple[Span, ...]
    cue: Span
    index: int | None
    outermost: bool

    def covers(self, span: Span) -> bool:
        """Whether `span` is part of what is said."""
        return any(part.contains(span) for part in self.content)

    @property
    def size(self) -> int:
        """How many characters are said."""
        return sum(len(part) for part in self.content)


def chain_of(where: Span, sayings: Sequence[Saying]) -> tuple[Attribution, ...]:
    """The links over `where`, the speaker first: each saying, then whatever that saying stands in."""
    over = [s for s in sayings if s.covers(where)]
    over.sort(key=lambda s: (s.outermost, s.size, s.cue))
    links: list[Attribution] = []
    for saying in over:
        links += [link for link in saying.links if all(link.name != other.name for other in links)]
    return tuple(links)


def house_links(article: Article) -> tuple[Attribution, ...]:
    """The article's own agency and publisher, the outermost links of every chain on its page."""
    links = []
    if article.agency:
        dateline = article.dateline.span if article.dateline else None
        links.append(
            Attribution(
                "agency", article.agency.text, slug(article.agency.text), article.agency.span or dateline
            )
        )
    if article.publisher:
        links.append(Attribution("publisher", article.publisher, slug(article.publisher)))
    return tuple(links)


def links_of(
    quotation: Quotation, passage: Passage, cue: "Token", index: EntityIndex
) -> tuple[Attribution, ...]:
    """Speaker, and the medium that carries his word where the cue names one (`told Reuters`)."""
    links = []
    if quotation.source:
        span = quotation.source[0]
        head = _head(tokens_in(passage, span))
        if head is not None:
            links.append(_link(head, span, passage, index, quotation.speaker))
    carrier = _carrier(cue)
    if carrier is not None and (
        not links or links[0].span is None or not links[0].span.overlaps(passage.span(carrier))
    ):
        span = passage.span(passage.doc[carrier.left_edge.i : carrier.right_edge.i + 1])
        links.append(_link(carrier, span, passage, index, None, role="origin"))
    return tuple(links)


def _link(
    head: "Token",
    span: Span,
    passage: Passage,
    index: EntityIndex,
    speaker: str | None,
    *,
    role: str | None = None,
) -> Attribution:
    namesake = head
    if head.lemma_.lower() in DOCUMENTS:
        namesake = next((t for t in head.lefts if t.pos_ == "PROPN"), head)
    entity = index.actor_at(passage.span(namesake)) if namesake.pos_ == "PROPN" else speaker
    named = index.entity(entity) if entity else None
    name = named.name if named else _text(span, passage)
    if role is None:
        person = head.lower_ in PERSON_WORDS or head.lemma_.lower() in PERSON_WORDS
        person = person or (named is not None and named.label == "PERSON")
        role = "speaker" if person else "origin"
    return Attribution(role, name, entity, span)


def _text(span: Span, passage: Passage) -> str:
    return " ".join(passage.doc.text[span.start - passage.start : span.end - passage.start].split())


def _carrier(cue: "Token") -> "Token | None":
    """`told Reuters`, `in an interview with CNN`, `quoted as saying by KCNA`: the medium, if any."""
    for token in cue.subtree:
        if token.pos_ != "PROPN" or token.lower_ not in MEDIA_WORDS:
            continue
        if token.head is cue and token.dep_ in {"dobj", "dative"}:
            return token
        step = token.head
        if step.dep_ in {"agent", "prep", "dative"} and step.head in {cue, cue.head, cue.head.head}:
            return token
    return None


def _head(tokens: Sequence["Token"]) -> "Token | None":
    inside = {t.i for t in tokens}
    for token in tokens:
        if token.head.i not in inside or token.head.i == token.i:
            return token
    return None


def tokens_in(passage: Passage, span: Span) -> list["Token"]:
    """The passage's tokens that lie in `span`."""
    low, high = span.start - passage.start, span.end - passage.start
    return [t for t in passage.doc if t.idx < high and t.idx + len(t.text) > low and not t.is_space]


def hedges(sentence: Sequence["Token"], passage: Passage) -> Iterator[Saying]:
    """`reportedly` and the like: a saying by nobody named, over the clause it stands in."""
    for token in sentence:
        if token.lower_ in HEDGES and token.head.i != token.i:
            clause = token.head
            piece = passage.doc[clause.left_edge.i : clause.right_edge.i + 1]
            span = passage.span(token)
            yield Saying(
                (Attribution("origin", token.text, None, span),), (passage.span(piece),), span, None, True
            )
