"""Whose word a quotation is: the source the models saw, or who is understood or named beside the cue."""

from typing import TYPE_CHECKING

from copydesk.annotate.claims.commitment import is_hearsay
from copydesk.annotate.claims.links import Naming
from copydesk.annotate.claims.remarks import SAYING, quoted_party
from copydesk.annotate.claims.sayers import able_to_speak, antecedent, carried
from copydesk.annotate.parse import child_of
from copydesk.annotate.quotations.speakers import source_head, speaking_span
from copydesk.model import Attribution, Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

BLAMING = frozenset(
    "blame criticise criticize praise slam blast attack mock condemn fault chide thank".split()
)
"""Verbs whose object is who said it: `blamed him for saying`."""


def links_of(quotation: Quotation, naming: Naming, *, cue: "Token") -> tuple[Attribution, ...]:
    """The speaker, and the medium that carries his word where the cue names one (`told Reuters`)."""
    passage = naming.passage
    span = speaking_span(passage, quotation.source, cue=quotation.cue)
    head = source_head(passage, span) if span is not None else _understood(cue) or _named_beside(cue, naming)
    if head is None and cue.lower_ == "quoted":
        head = quoted_party(cue)
    if head is not None and (noun := antecedent(head)) is not None:
        head, span = noun, None
    if head is not None:
        return carried(naming, naming.link(head, span, speaker=quotation.speaker), cue=cue)
    if is_hearsay(cue):
        return carried(naming, Attribution("origin", cue.text, None, passage.span(cue)), cue=cue)
    return ()


def _named_beside(cue: "Token", naming: Naming) -> "Token | None":
    """The name that the parser takes for anything but the subject of a verb of saying: `O'Roe said`, `said O'Roe`, or
    that begins its sentence: `O'Roe, who was absent, said`."""
    if cue.lemma_ not in SAYING or cue.tag_ not in {"VBD", "VBZ", "VBN"}:
        return None
    near = [cue.i - 1]
    inverted = cue.i > cue.sent.start and cue.nbor(-1).is_punct and cue.lemma_ != "tell"
    if (
        inverted
        and cue.i + 2 < len(cue.doc)
        and not any(t.tag_ in {"VBD", "VBZ"} for t in cue.doc[cue.i + 1 : cue.i + 3])
    ):
        near.append(cue.i + 1)
    if cue.i > cue.sent.start and cue.nbor(-1).text == ",":
        near.append(cue.sent.start)
    for place in near:
        if cue.sent.start <= place < cue.sent.end and cue.doc[place].is_title:
            found = naming.index.mention_at(naming.passage.span(cue.doc[place]))
            if found is not None and found[0].label in {"PERSON", "ORG"}:
                return cue.doc[place]
    return None


def _understood(cue: "Token") -> "Token | None":
    """The subject of the verb a participle or infinitive hangs on: `left, saying`, `went on to say`; of a verb of
    saying for `adding`."""
    verb = cue
    if cue.lower_ == "adding":
        above = (t for t in cue.ancestors if t.lemma_ in SAYING and child_of(t, "nsubj") is not None)
        verb = next(above, cue)
        if verb != cue:
            return child_of(verb, "nsubj")
    if (
        cue.dep_ == "pcomp" and cue.lemma_ in SAYING and cue.head.head.i != cue.i
    ):  # `was blamed for saying`, `drew fire for saying`
        verb = cue.head.head
        if verb.lemma_ in BLAMING:
            return child_of(verb, "dobj", "nsubjpass")
        verb = verb.head if verb.dep_ == "dobj" else verb
    while verb.dep_ in {"advcl", "xcomp", "conj"} and verb.head.i != verb.i:
        if any(t.dep_ in {"nsubj", "nsubjpass"} for t in verb.children):
            break
        verb = verb.head
    subject = child_of(verb, "nsubj") if verb != cue else None
    thing = subject is not None and subject.pos_ == "NOUN" and not able_to_speak(subject, papers=True)
    return None if thing else subject
