"""Who says a claim and through whom: chains of attribution from the quotations and the parse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from copydesk.annotate.claims.clauses import has_subject
from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.parse import Passage
from copydesk.annotate.quotations.columns import CLOSES, OPENS
from copydesk.annotate.quotations.speakers import source_head, speaking_span
from copydesk.model import Article, Attribution, Quotation, Span
from copydesk.text import slug

if TYPE_CHECKING:
    from spacy.tokens import Token


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DOCUMENTS = _words(
    "report statement dispatch article commentary editorial interview broadcast poll survey study release "
    "letter document filing post tweet notice communique communiqué transcript memo review bulletin website "
    "account page"
)
MEDIA = _words(
    "media news agency newspaper radio television tv broadcaster outlet channel network times post daily "
    "press magazine reuters afp ap kcna xinhua tass cnn bbc nbc abc cbs fox msnbc npr yonhap interfax "
    "bloomberg jazeera journal herald tribune guardian gazette telegraph globe politico breitbart"
)
PERSONS = _words(
    "he she they i we who source official spokesman spokeswoman spokesperson minister president leader "
    "diplomat officer analyst expert witness resident lawyer judge senator governor mayor critic professor "
    "adviser advisor aide ambassador secretary chairman director chief candidate commander general critics"
)
HEDGES = _words("reportedly allegedly purportedly supposedly")
HEARSAY = _words("report say allege rumor rumour believe claim quote understand")


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution in the text: its links from the speaker outwards, and where its content stands.

    `cue` is the word that carries it, `phrase` the stretch from its source to its cue, `index` the
    quotation it came from, None if the parse alone told. `through` marks the forms that stand outside
    whatever else is said in the sentence (`according to`).
    """

    links: tuple[Attribution, ...]
    content: tuple[Span, ...]
    cue: Span
    phrase: Span
    index: int | None
    through: bool

    def covers(self, span: Span) -> bool:
        """Whether `span` is part of what is said."""
        return any(part.contains(span) for part in self.content) and not self.phrase.contains(span)

    @property
    def size(self) -> int:
        """How many characters are said."""
        return sum(len(part) for part in self.content)


def chain_of(where: Span, sayings: Sequence[Saying]) -> tuple[Attribution, ...]:
    """The links over `where`, the speaker first: the closest saying over it, and each over the cue of that."""
    covering = [s for s in sayings if s.covers(where)]
    over = sorted((s for s in covering if not s.through), key=lambda s: (s.size, s.cue))[:1]
    for saying in over:
        over += [s for s in sayings if s.covers(saying.cue) and not s.through and s not in over]
    over += sorted((s for s in covering if s.through), key=lambda s: (s.size, s.cue))
    links: list[Attribution] = []
    for saying in over:
        links += [new for new in saying.links if all(_other(new, old) for old in links)]
    return (*(replace(link, role="speaker") for link in links[:-1]), *links[-1:])


def _other(a: Attribution, b: Attribution) -> bool:
    return a.name != b.name and (a.entity is None or a.entity != b.entity)


def house_links(article: Article) -> tuple[Attribution, ...]:
    """The article's own agency and publisher, the outermost links of every chain on its page."""
    links = []
    if article.agency:
        span = article.agency.span or (article.dateline.span if article.dateline else None)
        links.append(Attribution("agency", article.agency.text, slug(article.agency.text), span))
    if article.publisher:
        links.append(Attribution("publisher", article.publisher, slug(article.publisher)))
    return tuple(links)


def sayings_in(
    passage: Passage, quotations: Sequence[Quotation], index: EntityIndex, marks: Sequence[int]
) -> list[Saying]:
    """What is said by somebody in the passage, as the quotations and the hedging adverbs tell.

    What stands between the same quotation marks (`marks`, a state for each token) is said by the same.
    """
    between = list(_quoted_stretches(passage, marks))
    whole = Span(passage.start, passage.start + len(passage.doc.text))
    found = []
    for number, quotation in enumerate(quotations):
        cue = _carrier_of(passage, quotation.cue) if quotation.cue and whole.contains(quotation.cue) else None
        if cue is not None:
            links = _links(quotation, passage, cue, index)
            if links:
                phrase = _phrase(quotation, passage.span(cue))
                content = _scope(passage, quotation, cue)
                content += tuple(
                    quoted
                    for quoted in between
                    if any(part.overlaps(quoted) for part in content) and not quoted.overlaps(phrase)
                )
                through = cue.lower_ == "according"
                found.append(Saying(links, content, passage.span(cue), phrase, number, through))
    return found + list(_hedged(passage))


def _quoted_stretches(passage: Passage, marks: Sequence[int]) -> Iterator[Span]:
    opened = None
    for token, mark in zip(passage.doc, marks, strict=True):
        if mark == OPENS:
            opened = passage.start + token.idx
        elif mark == CLOSES and opened is not None:
            yield Span(opened, passage.span(token).end)
            opened = None


def _carrier_of(passage: Passage, cue: Span) -> "Token | None":
    """The word of the cue that governs what is said: `according`, else its last verb, else its head."""
    tokens = passage.doc.char_span(
        cue.start - passage.start, cue.end - passage.start, alignment_mode="expand"
    )
    if tokens is None:
        return None
    verbs = [t for t in tokens if t.pos_ == "VERB"]
    return next((t for t in tokens if t.lower_ == "according"), verbs[-1] if verbs else tokens.root)


def _phrase(quotation: Quotation, cue: Span) -> Span:
    """From source to cue where they stand side by side, else the cue alone."""
    near = min(quotation.source, key=lambda s: abs(s.start - cue.start), default=cue)
    low, high = min(near.start, cue.start), max(near.end, cue.end)
    between = Span(low, high)
    return cue if any(part.overlaps(between) for part in quotation.content) else between


def _scope(passage: Passage, quotation: Quotation, cue: "Token") -> tuple[Span, ...]:
    """The content, with the clause the parse puts under the cue where the quotation lacks it.

    It is the whole sentence where the content holds the sentence's main verb.
    """
    sentence, content = cue.sent, quotation.content
    if sentence.root.i != cue.i and any(part.contains(passage.span(sentence.root)) for part in content):
        return (passage.span(sentence), *content)
    for child in cue.children:
        at = passage.span(child)
        if child.dep_ == "ccomp" and has_subject(child) and not any(part.contains(at) for part in content):
            side = [t for t in child.subtree if (t.i < cue.i) == (child.i < cue.i)]
            clause = Span(passage.span(side[0]).start, passage.span(side[-1]).end)
            if not any(part.overlaps(clause) for part in (*content, *quotation.source)):
                content = (*content, clause)
    return content


def _links(
    quotation: Quotation, passage: Passage, cue: "Token", index: EntityIndex
) -> tuple[Attribution, ...]:
    """The speaker, and the medium that carries his word where the cue names one (`told Reuters`)."""
    links = []
    span = speaking_span(passage, quotation.source, quotation.cue)
    if span is not None:
        head = source_head(passage, span)
        if head is not None:
            links.append(_link(head, span, passage, index, quotation.speaker))
    elif cue.lemma_.lower() in HEARSAY:
        links.append(Attribution("origin", cue.text, None, passage.span(cue)))
    medium = _medium(cue)
    if medium is not None and links and not (links[0].span and links[0].span.overlaps(passage.span(medium))):
        around = passage.span(passage.doc[medium.left_edge.i : medium.right_edge.i + 1])
        links.append(_link(medium, around, passage, index, None))
    return tuple(links)


def _link(
    head: "Token", span: Span, passage: Passage, index: EntityIndex, speaker: str | None
) -> Attribution:
    """The link for a source: named by its entity, a document by whose it is, else as the text words it."""
    namesake = head
    if head.lemma_.lower() in DOCUMENTS:
        namesake = next((t for t in head.lefts if t.pos_ == "PROPN"), head)
    entity = speaker
    if namesake != head or entity is None:
        entity = index.actor_at(passage.span(namesake)) if _is_namesake(namesake) else speaker
    named = index.entity(entity) if entity else None
    text = " ".join(span.of("\0" * passage.start + passage.doc.text).split())
    person = head.lower_ in PERSONS or head.lemma_.lower() in PERSONS
    person = person or (named is not None and named.label == "PERSON" and namesake == head)
    return Attribution("speaker" if person else "origin", named.name if named else text, entity, span)


def _is_namesake(token: "Token") -> bool:
    """A proper noun that is not a place's building or post: `KCNA`, not the `Embassy` in `Pyongyang Embassy`."""
    return token.pos_ == "PROPN" and token.lemma_.lower() not in {
        "embassy",
        "ministry",
        "mission",
        "consulate",
    }


def _medium(cue: "Token") -> "Token | None":
    """`told Reuters`, `in an interview with CNN`, `quoted by KCNA as saying`: the medium, if any."""
    for token in cue.subtree:
        if token.pos_ != "PROPN" or not _is_medium(token):
            continue
        if token.head == cue and token.dep_ in {"dobj", "dative"}:
            return token
        step = token.head
        if step.dep_ in {"agent", "prep", "dative"} and (
            step.head == cue or (step.head.lemma_ in DOCUMENTS and step.head.head.head == cue)
        ):
            return token
    return None


def _is_medium(token: "Token") -> bool:
    return token.lower_ in MEDIA or any(t.lower_ in MEDIA for t in token.lefts) or token.text == "Today"


def _hedged(passage: Passage) -> Iterator[Saying]:
    """`reportedly` and the like: a saying by nobody named, over the clause it stands in."""
    for token in passage.doc:
        if token.lower_ in HEDGES and token.head.i != token.i:
            span = passage.span(token)
            clause = passage.span(passage.doc[token.head.left_edge.i : token.head.right_edge.i + 1])
            yield Saying((Attribution("origin", token.text, None, span),), (clause,), span, span, None, True)
