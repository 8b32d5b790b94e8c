"""Whether who a cue names stands for what its own clause says: who denied, blamed or confirmed does."""

from typing import TYPE_CHECKING

from copydesk.annotate.claims.clauses import calls_it
from copydesk.annotate.claims.links import PERSONS
from copydesk.annotate.claims.remarks import SAYING
from copydesk.annotate.parse import child_of
from copydesk.annotate.quotations.antecedents import BODIES, DOCUMENTS

if TYPE_CHECKING:
    from spacy.tokens import Token

HEARSAY = frozenset(
    "report say allege rumor rumour believe claim quote understand accuse suspect think".split()
)
"""The cues whose passive without an agent is hearsay: `is said to have left`."""
OPINIONS = frozenset(("believe", "think"))
"""Of these, those that are hearsay of one event only: `is believed to have left`, not `to be usual`."""
COMMITTING = frozenset(
    "deny admit confirm acknowledge announce claim allege accuse blame estimate forecast predict plead report "
    "describe insist reveal disclose declare recall mention concede project boast testify pledge promise vow".split()
)
"""Verbs whose subject stands for what their objects say: `denied arson`, `blamed the rebels for the fire`."""
NAMING = frozenset(("identify", "list"))
"""Verbs whose subject stands for what they call their objects: `identified the man as Roe`."""
SHOWING = frozenset(("confirm", "reveal", "disclose"))
"""Of these, those that things do too: `the tests confirmed the fault`."""
ACTS = frozenset(("ensure", "guarantee", "sign", "introduce"))
"""Verbs of doing that are taken for cues, as is `made sure that the ferry sailed`: the writer's word."""
PLEADED = frozenset("case motion appeal".split())
"""What is argued in court: an act, no statement."""
GRANTED = frozenset(
    "motion request bid appeal petition bail access entry visa application permission asylum".split()
)
"""What is refused by who denies it: an act, no statement."""


def is_act(cue: "Token") -> bool:
    """Whether the cue tells what somebody did, not what he said himself."""
    if cue.lemma_ in {"quote", "cite"}:  # `quoted X as saying that`: X's word, told apart
        return any(t.lower_ == "as" and any(c.lower_ == "saying" for c in t.children) for t in cue.children)
    if _acts_on(cue):
        return True
    sure = cue.lemma_ == "make" and any(t.lower_ in {"sure", "certain"} for t in cue.children)
    return sure or cue.lemma_ in ACTS


def _acts_on(cue: "Token") -> bool:
    """`The senate confirmed Roe as judge`, `has argued a motion`, `reported to the head of the board`."""
    if any(t.dep_ == "ccomp" for t in cue.children):
        return False
    objects = [t for t in cue.children if t.dep_ == "dobj"]
    behind = {t.lower_ for t in cue.children if t.dep_ == "prep" and t.i > cue.i}
    if cue.lemma_ == "confirm":
        return "as" in behind and any(t.pos_ == "PROPN" for t in objects)
    if cue.lemma_ == "argue":
        return any(t.lemma_ in PLEADED for t in objects)
    return cue.lemma_ == "report" and not objects and "to" in behind and not _is_passive(cue)


def commits(cue: "Token") -> bool:
    """Whether the cue's clause is itself the speaker's word: `has denied arson`, but not `denied the motion`."""
    if any(t.dep_ == "neg" for t in cue.children) or _is_reduced_passive(cue):
        return False
    if calls_it(cue) and not _is_passive(cue):
        return cue.dep_ in {"ROOT", "conj", "advcl", "pcomp"}
    if cue.lemma_ == "call" and not _is_passive(cue) and _calls_on(cue):
        return cue.dep_ in {"ROOT", "conj"}
    if cue.lemma_ in NAMING and not _is_passive(cue):
        return {"nsubj", "dobj"} <= {t.dep_ for t in cue.children} and any(
            t.lower_ == "as" for t in cue.subtree
        )
    if any(t.dep_ == "xcomp" and t.tag_ == "VB" for t in cue.children) and not _is_passive(cue):
        return False
    if _is_passive(cue):
        return is_hearsay(cue) or (cue.lemma_ in COMMITTING and any(t.dep_ == "agent" for t in cue.children))
    if cue.lemma_ == "deny":
        return not any(t.dep_ == "dobj" and t.lemma_ in GRANTED for t in cue.children)
    subject = child_of(cue, "nsubj")
    if subject is not None and subject.lemma_ in DOCUMENTS:
        return cue.lemma_ in COMMITTING or cue.lemma_ in SAYING
    if cue.lemma_ in SHOWING and subject is not None and subject.pos_ == "NOUN":
        return subject.lemma_ in PERSONS or subject.lemma_ in BODIES
    return cue.lemma_ in COMMITTING


def _calls_on(cue: "Token") -> bool:
    """`The guild called on the board to resign`."""
    if any(t.dep_ == "nsubj" and t.lower_ == "it" for t in cue.children):
        return False
    return any(t.lower_ == "on" and t.i == cue.i + 1 for t in cue.children) and any(
        t.dep_ in {"xcomp", "ccomp", "advcl"} and any(c.lower_ == "to" for c in t.children)
        for t in cue.subtree
    )


def _is_reduced_passive(cue: "Token") -> bool:
    """`Ann Roe announced as the new head`, in a headline."""
    parts = {t.dep_ for t in cue.children}
    as_what = any(t.dep_ == "prep" and t.lower_ == "as" and t.i > cue.i for t in cue.children)
    objects = parts & {"dobj", "ccomp", "xcomp", "auxpass", "agent"}
    return as_what and cue.tag_ in {"VBD", "VBN"} and not objects


def _is_passive(cue: "Token") -> bool:
    return any(t.dep_ == "auxpass" for t in cue.children)


def is_hearsay(cue: "Token") -> bool:
    """Whether the passive cue tells of one event that somebody unnamed told: `is believed to have left`."""
    if cue.lemma_ not in HEARSAY or not _is_passive(cue):
        return False
    told = child_of(cue, "xcomp", "ccomp")
    if cue.lemma_ in OPINIONS and told is not None:
        return told.tag_ == "VBG" or any(t.dep_ == "aux" and t.lemma_ == "have" for t in told.children)
    return True
