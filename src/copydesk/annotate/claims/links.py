"""The links of a chain of attribution: how a party is named, and what one attribution covers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.entities.titles import ROLES
from copydesk.annotate.parse import Passage, child_of
from copydesk.annotate.quotations.antecedents import DOCUMENTS, may_be_name
from copydesk.annotate.quotations.speakers import are_counted, party_at
from copydesk.annotate.times.lexicon import DAYS
from copydesk.model import Attribution, Span

if TYPE_CHECKING:
    from spacy.tokens import Token


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MEDIA = _words(
    "media news agency newspaper radio television tv broadcaster outlet channel network times post daily "
    "press magazine reuters afp ap kcna xinhua tass cnn bbc nbc abc cbs fox msnbc npr yonhap interfax "
    "bloomberg jazeera journal herald tribune guardian gazette telegraph globe politico breitbart"
)
PERSONS = (
    _words(
        "he she they i we who source official spokesman spokeswoman spokesperson minister president leader "
        "diplomat officer analyst expert witness resident lawyer judge senator governor mayor critic professor "
        "adviser advisor aide ambassador secretary chairman director chief candidate commander general critics"
    )
    | ROLES
)
_AUDIENCES = _words("reporter reporters journalist journalists newspaper paper agency")
_SPEAKING_FOR_THEMSELVES = _words("i we me us myself ourselves")
_PASSED_ON = _words("carry publish broadcast air run release quote cite report distribute relay issue post")
_WHEN = DAYS | _words("today yesterday tonight morning afternoon evening night late early this on")
"""Words of which the day is made on which somebody spoke."""
_SEVERAL = _words("dozen couple number handful lot pair group few")
"""Nouns that count those named behind them: `a dozen critics`."""
_NO_PARTY = _words("embassy ministry mission consulate")


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution in the text: its links from the speaker outwards, and where its content stands.

    `cue` is the word that carries it, `phrase` the stretch from its source to its cue, `index` the
    quotation it came from, None if the parse alone told. `through` marks the forms that stand outside
    whatever else is said in the sentence (`according to`), `own` those whose cue heads what is said itself
    (`has denied arson`: the clause is his word).
    """

    links: tuple[Attribution, ...]
    content: tuple[Span, ...]
    cue: Span
    phrase: Span
    index: int | None = None
    through: bool = False
    own: bool = False

    def covers(self, span: Span) -> bool:
        """Whether `span` is part of what is said."""
        return any(part.contains(span) for part in self.content) and not self.phrase.contains(span)

    @property
    def end(self) -> int:
        """Where the cue and what is said are over."""
        return max(self.cue.end, *(part.end for part in self.content)) if self.content else self.cue.end

    @property
    def size(self) -> int:
        """How many characters are said."""
        return sum(len(part) for part in self.content)


@dataclass(frozen=True, slots=True)
class Naming:
    """What tells who is meant in one passage."""

    passage: Passage
    index: EntityIndex

    def link(self, head: "Token", span: Span | None = None, *, speaker: str | None = None) -> Attribution:
        """The link for a source: named by its entity, a document by whose it is, else as the text words it.

        `span` is where the source stands, the noun with what stands before it unless given; `speaker` the
        entity it is known to mean.
        """
        if (
            head.pos_ in {"VERB", "AUX"} and head.dep_ != "compound"
        ):  # a clause taken for a party: who it is about
            subject = child_of(head, "nsubj", "nsubjpass")
            head, span = (subject, None) if subject is not None else (head, span)
        head, span = self._less_time(head, span or self.noun_phrase(head))
        span = Span(max(span.start, self._own_start(head)), span.end)
        namesake = head
        if head.lemma_.lower() in DOCUMENTS:
            namesake = next((t for t in head.lefts if t.pos_ == "PROPN"), head)
        entity = speaker
        if entity is None:
            at = self.passage.span(namesake)
            named = _is_namesake(namesake) and not are_counted(head)
            entity = party_at(at, self.index) if named else self._described(span)
        bearer = self.index.entity(entity) if entity else None
        text = self.text(span).rstrip(",") or head.text
        person = head.lower_ in PERSONS or head.lemma_.lower() in PERSONS
        person = person or (bearer is not None and bearer.label == "PERSON" and namesake == head)
        return Attribution("speaker" if person else "origin", bearer.name if bearer else text, entity, span)

    def _described(self, span: Span) -> str | None:
        """The person whom `the president` means, where the whole source is a description of one."""
        found = self.index.mention_at(span)
        return (
            found[1] if found is not None and found[0].span == span and found[0].label == "PERSON" else None
        )

    def text(self, span: Span) -> str:
        """The words of the passage that `span` touches, single spaces between them."""
        passage = self.passage
        words = passage.tokens(span)
        return " ".join(words.text.split()) if words is not None else ""

    def noun_phrase(self, head: "Token") -> Span:
        """The noun with what stands before it."""
        return self.passage.span(self.passage.doc[head.left_edge.i : head.i + 1])

    def _own_start(self, head: "Token") -> int:
        """Where the source begins that a parser joins to what it speaks of: `a practice critics` for `critics`."""
        parts = [t for t in head.lefts if t.dep_ == "compound"]
        article = next((t for t in head.lefts if t.lower_ in {"a", "an"}), None)
        one = parts[0] if len(parts) == 1 and head.tag_ == "NNS" else None
        if one is None or article is None or article.i + 1 != one.i or one.lower_ in _SEVERAL:
            return self.passage.span(head.left_edge).start
        return self.passage.span(one.nbor()).start

    def _less_time(self, head: "Token", span: Span) -> tuple["Token", Span]:
        """The source without the day behind it on which it spoke: `Ann Roe Thursday`, `the envoy yesterday`."""
        words = self.passage.tokens(span)
        if words is None:
            return head, span
        last = len(words)
        while last > 1 and words[last - 1].lower_ in _WHEN:
            last -= 1
        if last == len(words) or words[last - 1].tag_ == "VBN":  # `a file released Thursday`
            return head, span
        return (head if head.i < words[last].i else words[last - 1]), self.passage.span(words[:last])


def _is_namesake(token: "Token") -> bool:
    """A proper noun that is not a place's building or post: `KCNA`, not the `Embassy` in `Pyongyang Embassy`."""
    return may_be_name(token) and token.lemma_.lower() not in _NO_PARTY


def medium_of(cue: "Token") -> "Token | None":
    """`told Reuters`, `in an interview with CNN`, `in a statement carried by KCNA`: the medium, if any."""
    for token in cue.doc[cue.left_edge.i : cue.right_edge.i + 1]:
        if token.pos_ != "PROPN" or not _is_medium(token):
            continue
        named = token.head if token.dep_ == "poss" else token
        step = named.head
        if step == cue and named.dep_ in {"dobj", "dative"}:
            return token
        if step.dep_ in {"agent", "prep", "dative"}:
            carrier = step.head
            if carrier.dep_ == "acl" and carrier.lemma_ in _PASSED_ON:
                carrier = carrier.head
            if carrier == cue or (carrier.lemma_ in DOCUMENTS and carrier.head.head == cue):
                return token
    return None


def _is_medium(token: "Token") -> bool:
    own = any(t.lower_ in MEDIA and t.dep_ == "compound" for t in token.lefts)
    return token.lower_ in MEDIA or own or token.text == "Today"


def is_audience(token: "Token") -> bool:
    """Whether the word is whom one tells what the papers print: `this newspaper`, `reporters`, `Reuters`."""
    return token.lower_ in _AUDIENCES or _is_medium(token)


def speaks_for_himself(link: Attribution) -> bool:
    """Whether the link is `I` or `we`: whoever is quoted, else the writer; not another party."""
    return link.name.lower() in _SPEAKING_FOR_THEMSELVES


def chained(sayings: Sequence[Saying]) -> tuple[Attribution, ...]:
    """The links of sayings, the innermost saying first, each party once; all but the last are speakers."""
    links: list[Attribution] = []
    for saying in sayings:
        links += [new for new in saying.links if all(_other(new, old) for old in links)]
    links = [link for link in links if not speaks_for_himself(link)]
    return (*(Attribution("speaker", x.name, x.entity, x.span) for x in links[:-1]), *links[-1:])


def _other(a: Attribution, b: Attribution) -> bool:
    return a.name != b.name and (a.entity is None or a.entity != b.entity)
