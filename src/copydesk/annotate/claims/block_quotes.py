"""What a passage that ends in `Roe said:` brings where the next one has no marks: a block that is Roe's word."""

from typing import TYPE_CHECKING

from copydesk.annotate.claims.clauses import FINITE
from copydesk.annotate.claims.links import Naming, Saying
from copydesk.annotate.claims.remarks import SAYING
from copydesk.annotate.claims.sayers import is_saying
from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.parse import Passage, child_of
from copydesk.annotate.quotations.columns import begins_quoted
from copydesk.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

FEWEST = 8
"""Words of a block that is quoted; shorter ones are headings, or what is left of a post that was shown."""
_BRINGING = SAYING | {"continue", "put"}
_POINTING = frozenset(("this", "it", "the", "following", "that"))
"""Words between the verb and the colon that mean what comes: `Roe put it this way:`, `Roe wrote this:`."""
_MOST_TOLD = 6
"""Words that tell whom: `Roe told the Vale Post:`."""
_RUNNING = frozenset((BlockKind.BODY, BlockKind.QUOTE))


def brought_in(before: Passage, passage: Passage, *, index: EntityIndex) -> Saying | None:
    """What the passage `before` makes somebody's word in the next one; None where it brings nothing, or where the next
    one tells of him itself."""
    doc = before.doc
    if doc[-1].text != ":" or before.kind not in _RUNNING or passage.kind not in _RUNNING:
        return None
    if len(passage.doc) < FEWEST or begins_quoted(passage.doc[0].text):
        return None
    teller = _named_alone(before, index) or _teller(list(doc[-1].sent))
    if teller is None:
        return None
    subject, verb = teller
    link = Naming(before, index).link(subject)
    if link.entity is not None and link.entity in set(index.within(passage.whole)):
        return None
    cue = before.span(verb)
    return Saying((link,), (passage.whole,), cue, cue, through=True)


def tells_what_follows(sentence: "Tokens") -> bool:
    """Whether the sentence says no more than who says what follows: `Roe said:`."""
    return sentence[-1].text == ":" and _teller(list(sentence)) is not None


def _named_alone(before: Passage, index: EntityIndex) -> "tuple[Token, Token] | None":
    """The name in a passage that is nothing but a person's and a colon: `Ann Roe:`."""
    named = before.doc[:-1]
    found = index.mention_at(before.span(named)) if len(named) else None
    if found is None or found[0].label != "PERSON" or found[0].span != before.span(named):
        return None
    return named[-1], named[-1]


def _teller(sentence: "Sequence[Token]") -> "tuple[Token, Token] | None":
    """Who tells what follows, with the verb: it ends the sentence, but for `this` and the like and whom he tells."""
    verb = next((t for t in reversed(sentence) if t.tag_ in FINITE and not t.dep_.startswith("aux")), None)
    if verb is None or verb.lemma_.lower() not in _BRINGING or child_of(verb, "neg", "auxpass"):
        return None
    subject = child_of(verb, "nsubj")
    if subject is None or not is_saying(verb, subject, quoted=True):
        return None
    between = [t for t in sentence if t.i > verb.i and t.is_alpha]
    inverted = subject.i > verb.i and all(t == subject or subject.is_ancestor(t) for t in between)
    pointed = all(t.lower_ in _POINTING for t in between) and (between or verb.lemma_.lower() != "put")
    told = verb.lemma_ == "tell" and len(between) <= _MOST_TOLD and not any(t.pos_ == "ADP" for t in between)
    return (subject, verb) if inverted or pointed or told else None
