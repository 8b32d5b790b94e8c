"""What a passage that ends in `Roe said:` brings where the next one has no marks: a block that is Roe's word."""

from collections.abc import Sequence
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
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

FEWEST = 8
"""Words of a block that is quoted; shorter ones are headings, or what is left of a post that was shown."""
_BRINGING = SAYING | {"continue", "put", "go"}
_POINTING = frozenset(("this", "it", "the", "following", "that"))
"""Words between the verb and the colon that mean what comes: `Roe put it this way:`, `Roe wrote this:`."""
_OURS = frozenset(("we", "our", "us"))
_ISSUING = frozenset(("release", "issue", "publish", "post", "send"))
_ISSUED = frozenset(("statement", "letter", "memo", "message", "note", "email", "e-mail"))
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
    first_person = any(t.lower_ in _OURS for t in passage.doc)
    if not first_person and link.entity is not None and link.entity in set(index.within(passage.whole)):
        return None
    cue = before.span(verb)
    return Saying((link,), (passage.whole,), cue, cue, through=True)


def tells_what_follows(sentence: "Tokens") -> bool:
    """Whether the sentence says no more than who says what follows: `Roe said:`."""
    teller = _teller(list(sentence)) if sentence[-1].text == ":" else None
    if teller is None:
        return False
    verb = teller[1]
    besides = verb.tag_ == "VBG" or (verb.lemma_.lower() == "go" and verb.dep_ == "conj")
    return not besides and verb.lemma_.lower() not in _ISSUING


def _named_alone(before: Passage, index: EntityIndex) -> "tuple[Token, Token] | None":
    """The name in a passage that is nothing but a person's and a colon: `Ann Roe:`."""
    named = before.doc[:-1]
    found = index.mention_at(before.span(named)) if len(named) else None
    if found is None or found[0].label != "PERSON" or found[0].span != before.span(named):
        return None
    return named[-1], named[-1]


def _teller(sentence: "Sequence[Token]") -> "tuple[Token, Token] | None":
    """Who tells what follows, with the verb: it ends the sentence, but for `this` and the like and whom he tells."""
    adding = next((t for t in reversed(sentence) if t.is_alpha), None)
    if adding is not None and adding.tag_ == "VBG" and adding.lemma_.lower() in SAYING:
        subject = _subject(adding)
        return (subject, adding) if subject is not None and is_saying(adding, subject, quoted=True) else None
    issued = _issued(sentence)
    if issued is not None:
        return issued
    verb = next((t for t in reversed(sentence) if t.tag_ in FINITE and not t.dep_.startswith("aux")), None)
    if verb is None or verb.lemma_.lower() not in _BRINGING or child_of(verb, "neg", "auxpass"):
        return None
    subject = _subject(verb)
    if subject is None or not is_saying(verb, subject, quoted=True):
        return None
    between = [t for t in sentence if t.i > verb.i and t.is_alpha]
    if verb.lemma_.lower() == "go":
        return (subject, verb) if [t.lower_ for t in between] == ["on"] else None
    inverted = subject.i > verb.i and all(t == subject or subject.is_ancestor(t) for t in between)
    pointed = all(t.lower_ in _POINTING for t in between) and (between or verb.lemma_.lower() != "put")
    told = verb.lemma_ == "tell" and len(between) <= _MOST_TOLD and not any(t.pos_ == "ADP" for t in between)
    return (subject, verb) if inverted or pointed or told else None


def _subject(verb: "Token") -> "Token | None":
    """Whose act the verb is, also where it is joined to another or hangs on it: `says, and goes on:`, `said it sank,
    adding:`."""
    own = child_of(verb, "nsubj")
    while own is None and verb.dep_ in {"conj", "advcl"} and verb.head != verb:
        verb = verb.head
        own = child_of(verb, "nsubj")
    return own


def _issued(sentence: "Sequence[Token]") -> "tuple[Token, Token] | None":
    """Who issued a paper that the sentence ends with: `The board released a statement on the fire:`."""
    for verb in sentence:
        if verb.dep_ == "ROOT" and verb.lemma_ in _ISSUING:
            subject, paper = child_of(verb, "nsubj"), child_of(verb, "dobj")
            if subject is not None and paper is not None and paper.lemma_.lower() in _ISSUED:
                return subject, verb
    return None


def goes_on(before: Passage) -> bool:
    """Whether what the passage brings is somebody's speech at length: `The paper goes on:`, `He noted it, adding:`."""
    words = [t for t in before.doc if t.is_alpha]
    if before.doc[-1].text != ":" or not words or before.kind not in _RUNNING:
        return False
    last = words[-1]
    return last.lemma_.lower() in {"on", "continue"} or (last.tag_ == "VBG" and last.lemma_.lower() in SAYING)


def may_go_on(passage: Passage, sayings: Sequence[Saying]) -> bool:
    """Whether the passage may belong to a speech that goes on: running text without marks in which nobody speaks in a
    main clause."""
    if passage.kind not in _RUNNING or len(passage.doc) < FEWEST or begins_quoted(passage.doc[0].text):
        return False
    cues = (passage.tokens(s.cue) for s in sayings if passage.whole.contains(s.cue))
    return not any(cue is not None and cue.root.dep_ in {"ROOT", "conj", "parataxis"} for cue in cues)
