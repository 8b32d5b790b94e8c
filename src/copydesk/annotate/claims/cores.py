"""What a clause turns on: its verb, who does it and what it is done to."""

from typing import TYPE_CHECKING

from copydesk.annotate.parse import Passage, child_of
from copydesk.model import Core, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

OBJECTS = ("dobj", "attr", "oprd", "acomp", "dative")
_UNDERSTOOD = frozenset(("conj", "xcomp", "advcl", "pcomp"))
"""How a verb hangs on another whose subject is its own too."""


def core_of(verb: "Token", passage: Passage) -> Core:
    """The core of the clause headed by `verb`, as the clause means it: of `the rule was dropped by the board` the board
    is the doer. What a form of `be` says of its subject is the act."""
    passive = any(t.dep_ == "auxpass" for t in verb.children)
    subject = _subject(verb)
    objects = [t for kind in OBJECTS for t in verb.children if t.dep_ == kind and t.i > verb.i]
    said = objects[0] if verb.lemma_ == "be" and objects else None
    if said is not None:
        return Core(passage.span(said), _phrase(subject, passage), _phrase(_beside(said), passage))
    done_to = objects[0] if objects else _beside(verb)
    doer = subject
    if passive:
        agent = child_of(verb, "agent")
        doer, done_to = child_of(agent, "pobj") if agent is not None else None, subject
    return Core(_act(verb, passage), _phrase(doer, passage), _phrase(done_to, passage))


def _act(verb: "Token", passage: Passage) -> Span:
    """The verb, with its particle: `checked in`."""
    particle = next((t for t in verb.children if t.dep_ == "prt" and t.i == verb.i + 1), verb)
    return Span(passage.span(verb).start, passage.span(particle).end)


def _subject(verb: "Token") -> "Token | None":
    """The verb's subject, its own or understood; what a relative clause is about."""
    seen = verb
    while True:
        own = child_of(seen, "nsubj", "nsubjpass")
        if own is not None and own.tag_ not in {"WDT", "WP"}:
            return own
        if seen.dep_ in {"relcl", "acl"}:
            return seen.head
        if own is not None or seen.dep_ not in _UNDERSTOOD or seen.head.i == seen.i:
            return None
        seen = seen.head


def _beside(head: "Token") -> "Token | None":
    """What the first preposition behind it governs: `checked into rehab`."""
    found = (child_of(t, "pobj") for t in head.children if t.dep_ == "prep" and t.i > head.i)
    return next((t for t in found if t is not None), None)


def _phrase(noun: "Token | None", passage: Passage) -> Span | None:
    """The noun with what stands before it: `a closed mill`."""
    if noun is None:
        return None
    return Span(passage.span(noun.left_edge).start, passage.span(noun).end)
