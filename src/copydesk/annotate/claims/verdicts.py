"""Who judges without a clause that is said: `denied the rumours`, `likened the storm to`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from copydesk.annotate.claims.links import Naming, Saying
from copydesk.annotate.claims.sayers import able_to_speak
from copydesk.annotate.parse import Passage, child_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_DENYING = frozenset("deny discount dismiss reject dispute refute rebut downplay doubt question".split())
_SAYINGS = frozenset(
    "rumor rumour claim allegation suggestion accusation report notion idea theory charge assertion speculation talk "
    "criticism concern insinuation".split()
)
"""Nouns for what others say: who denies it speaks."""
_LIKENING = frozenset(("liken", "compare"))


def _denies(verb: "Token") -> bool:
    """Whether the verb denies what others say, told by a noun: `discounted rumours that he had left`."""
    return (
        verb.lemma_ in _DENYING
        and verb.pos_ == "VERB"
        and any(t.dep_ == "dobj" and t.lemma_ in _SAYINGS for t in verb.children)
    )


def judged_in(passage: Passage, naming: Naming) -> Iterator[Saying]:
    """The judgements of the passage; the clause of each is its subject's word."""
    for verb in passage.doc:
        if verb.pos_ != "VERB" or not (_denies(verb) or _likens(verb)):
            continue
        subject = child_of(verb, "nsubj")
        if subject is None or not able_to_speak(subject, papers=False):
            continue
        if any(t.dep_ == "neg" for t in verb.children):
            continue
        cue = passage.span(verb)
        yield Saying((naming.link(subject),), (), cue, cue, own=True)


def _likens(verb: "Token") -> bool:
    """`Likened the storm to a war`."""
    parts = {t.dep_: t for t in verb.children if t.i > verb.i}
    return verb.lemma_ in _LIKENING and "dobj" in parts and any(t.lower_ == "to" for t in verb.subtree)
