"""Who says a claim and through whom: chains of attribution from the quotations and the parse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from copydesk.annotate.claims.clauses import has_subject
from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.parse import Passage
from copydesk.annotate.quotations.columns import CLOSES, OPENS
from copydesk.annotate.quotations.speakers import RELATIVES, source_head, speaking_span
from copydesk.model import Article, Attribution, Quotation, Span
from copydesk.text import slug

if TYPE_CHECKING:
    from spacy.tokens import Token


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DOCUMENTS = _words(
    "report statement dispatch article commentary editorial interview broadcast poll survey study release "
    "letter document filing post tweet notice communique communiqué transcript memo review bulletin website "
    "account page analysis investigation"
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
QUOTED = _words("quoted cited")
HEDGES = _words("reportedly allegedly purportedly supposedly")
SAYING = _words(
    "say tell add announce write ask state declare explain note argue show find report suggest warn claim "
    "reveal confirm estimate indicate recall insist testify tweet conclude"
)
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
    passage: Passage, quotations: Sequence[tuple[int, Quotation]], index: EntityIndex, marks: Sequence[int]
) -> list[Saying]:
    """What is said by somebody in the passage, as the quotations and the hedging adverbs tell.

    What stands between the same quotation marks (`marks`, a state for each token) is said by the same.
    """
    between = list(_quoted_stretches(passage, marks))
    whole = passage.span(passage.doc[:])
    found = []
    for number, quotation in quotations:
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
    taken = {saying.cue for saying in found}
    present = {token.lower_ for token in passage.doc}
    missed = [*_missed(passage, index)]
    if not present.isdisjoint(QUOTED):
        missed += _quoted_as_saying(passage, index)
    found += [saying for saying in missed if saying.cue not in taken]
    return found + ([] if present.isdisjoint(HEDGES) else list(_hedged(passage)))


def _quoted_stretches(passage: Passage, marks: Sequence[int]) -> Iterator[Span]:
    opened = None
    for token, mark in zip(passage.doc, marks, strict=True):
        if mark == OPENS:
            opened = passage.start + token.idx
        elif mark == CLOSES and opened is not None:
            yield Span(opened, passage.span(token).end)
            opened = None


def _carrier_of(passage: Passage, cue: Span) -> "Token | None":
    """The word of the cue that governs what is said: a verb of saying it hangs by, `according`, its last verb."""
    tokens = passage.doc.char_span(
        cue.start - passage.start, cue.end - passage.start, alignment_mode="expand"
    )
    if tokens is None:
        return None
    if tokens.root.lemma_ in SAYING:
        return tokens.root
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
            clause = _side(passage, child, cue)
            if not any(part.overlaps(clause) for part in (*content, *quotation.source)):
                content = (*content, clause)
    return content


def _links(
    quotation: Quotation, passage: Passage, cue: "Token", index: EntityIndex
) -> tuple[Attribution, ...]:
    """The speaker, and the medium that carries his word where the cue names one (`told Reuters`)."""
    span = speaking_span(passage, quotation.source, quotation.cue)
    head = source_head(passage, span) if span is not None else _understood(cue)
    if head is not None and head.lower_ in RELATIVES and head.head.dep_ == "relcl":
        head, span = head.head.head, None
        head = head.head if head.dep_ == "appos" else head
    if head is not None:
        links = [_link(head, span or _noun_phrase(passage, head), passage, index, quotation.speaker)]
    elif cue.lemma_.lower() in HEARSAY and any(t.dep_ == "auxpass" for t in cue.children):
        links = [Attribution("origin", cue.text, None, passage.span(cue))]
    else:
        return ()
    medium = _medium(cue)
    if medium is not None and not (links[0].span and links[0].span.overlaps(passage.span(medium))):
        links.append(_link(medium, _noun_phrase(passage, medium), passage, index, None))
    return tuple(links)


def _understood(cue: "Token") -> "Token | None":
    """The subject of the verb a participle or infinitive hangs on: `left, saying`, `went on to say`."""
    verb = cue
    while verb.dep_ in {"advcl", "xcomp", "conj"} and verb.head.i != verb.i:
        if any(t.dep_ in {"nsubj", "nsubjpass"} for t in verb.children):
            break
        verb = verb.head
    return next((t for t in verb.children if t.dep_ == "nsubj"), None) if verb != cue else None


def _noun_phrase(passage: Passage, head: "Token") -> Span:
    """The noun with what stands before it."""
    return passage.span(passage.doc[head.left_edge.i : head.i + 1])


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
    words = passage.doc.char_span(
        span.start - passage.start, span.end - passage.start, alignment_mode="expand"
    )
    text = " ".join(words.text.split()) if words is not None else head.text
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
        named = token.head if token.dep_ == "poss" else token
        step = named.head
        if step == cue and named.dep_ in {"dobj", "dative"}:
            return token
        if step.dep_ in {"agent", "prep", "dative"} and (
            step.head == cue or (step.head.lemma_ in DOCUMENTS and step.head.head.head == cue)
        ):
            return token
    return None


def _is_medium(token: "Token") -> bool:
    own = any(t.lower_ in MEDIA and t.dep_ == "compound" for t in token.lefts)
    return token.lower_ in MEDIA or own or token.text == "Today"


def _missed(passage: Passage, index: EntityIndex) -> Iterator[Saying]:
    """What the parse alone shows: a clause under a verb of saying, or `..., a poll shows` set off by a comma."""
    for verb in passage.doc:
        if verb.lemma_ not in SAYING or verb.pos_ != "VERB":
            continue
        subject = next((t for t in verb.children if t.dep_ == "nsubj"), None)
        if subject is None:
            continue
        span = passage.span(passage.doc[subject.left_edge.i : subject.right_edge.i + 1])
        phrase = passage.span(
            passage.doc[min(subject.left_edge.i, verb.i) : max(verb.i, subject.right_edge.i) + 1]
        )
        said = next((t for t in verb.children if t.dep_ == "ccomp" and has_subject(t)), None)
        if said is not None:
            content = _side(passage, said, verb)
        elif _set_off(verb, subject):
            content = passage.span(verb.sent)
        else:
            continue
        if not content.overlaps(span) or said is None:
            yield Saying(
                (_link(subject, span, passage, index, None),),
                (content,),
                passage.span(verb),
                phrase,
                None,
                False,
            )


def _side(passage: Passage, clause: "Token", verb: "Token") -> Span:
    """The clause as far as it stands on one side of the verb that governs it."""
    side = [t for t in clause.subtree if (t.i < verb.i) == (clause.i < verb.i)]
    return Span(passage.span(side[0]).start, passage.span(side[-1]).end)


def _set_off(verb: "Token", subject: "Token") -> bool:
    """Whether subject and verb are a remark in the sentence: behind a comma, and with no object."""
    first = min(subject.left_edge.i, verb.i)
    if verb.dep_ not in {"parataxis", "ccomp", "conj", "advcl"} or first <= verb.sent.start:
        return False
    if any(t.dep_ in {"dobj", "ccomp", "xcomp", "mark"} for t in verb.children):
        return False
    return verb.doc[first - 1].text in {",", "”", '"', "—", "–"}


def _quoted_as_saying(passage: Passage, index: EntityIndex) -> Iterator[Saying]:
    """`X was quoted as saying by Y that ...`: X through Y."""
    for verb in passage.doc:
        if verb.lower_ not in QUOTED or not any(t.dep_ == "auxpass" for t in verb.children):
            continue
        subject = next((t for t in verb.children if t.dep_ == "nsubjpass"), None)
        saying = next((t for t in verb.subtree if t.lower_ == "saying"), None)
        if subject is None or saying is None:
            continue
        links = [_link(subject, _noun_phrase(passage, subject), passage, index, None)]
        agents = [t for t in verb.subtree if t.dep_ == "pobj" and t.head.lower_ == "by"]
        links += [_link(agent, _noun_phrase(passage, agent), passage, index, None) for agent in agents[:1]]
        said = next((t for t in verb.subtree if t.dep_ == "ccomp" and t.i > saying.i), None)
        clause = passage.doc[said.left_edge.i : said.right_edge.i + 1] if said is not None else verb.sent
        at = passage.span(verb)
        yield Saying(tuple(links), (passage.span(clause),), at, at, None, False)


def _hedged(passage: Passage) -> Iterator[Saying]:
    """`reportedly` and the like: a saying by nobody named, over the clause it stands in."""
    for token in passage.doc:
        if token.lower_ in HEDGES and token.head.i != token.i:
            span = passage.span(token)
            clause = passage.span(passage.doc[token.head.left_edge.i : token.head.right_edge.i + 1])
            yield Saying((Attribution("origin", token.text, None, span),), (clause,), span, span, None, True)
