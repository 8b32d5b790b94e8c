"""Who stands on either side of a trigger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from copydesk.annotate.events.actors import Cast
from copydesk.annotate.events.roles import (
    behind,
    direct_objects,
    doers,
    is_passive,
    possessors,
    shares_subject_of,
)
from copydesk.annotate.events.scheme import QUAD_OF
from copydesk.annotate.events.triggers import Entry, match_noun, match_verb, objects_of

if TYPE_CHECKING:
    from spacy.tokens import Token

SIDES = frozenset({"side", "country", "nation", "leader", "party", "neighbour", "neighbor", "ally"})
CLAUSAL = frozenset({"xcomp", "ccomp", "pcomp"})
RELATIVE = frozenset({"acl", "relcl"})
TOWARDS = frozenset({"to", "for", "with", "on", "against"})
OWNING = frozenset({"of", "on", "against", "by", "in", "with", "between", "from", "for"})
CHARGES = frozenset({"allegation", "accusation", "claim", "complaint", "charge", "report"})
OPPOSITE = frozenset({"with", "against"})
"""Before whoever does it with the source, or has it done to them, though they have no name."""
DEEPEST = 3
"""How many nouns are passed on the way from a thing to its owner: `the resumption of ties with X` is two."""
FIGURATIVE = frozenset({"attack", "assault", "battle", "clash", "fight", "hit"})
"""Done to a person in the news, or by one to a party or a firm, these are words more often than blows: too unsure to
tell."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
SAYING = frozenset({"say", "tell", "add", "report", "testify", "recall", "claim", "allege", "write"})
HARM = frozenset({"ASSAULT", "COERCE"})
"""What is not laid to who says something on the strength of `..., before shooting Roe`."""
Parties = tuple[tuple[str, ...], tuple[str, ...]]
"""The source and the target of the latest event that has both: `the two sides`."""


@dataclass(frozen=True, slots=True)
class Found:
    """An event before it is dated: its trigger, its entry and who stands on either side."""

    trigger: "Token"
    entry: Entry
    source: tuple[str, ...]
    target: tuple[str, ...]


def verbal_event(verb: "Token", cast: Cast, *, parties: Parties) -> Found | None:
    """The event a verb tells of, None if it tells of none; a side may be empty.

    `the two sides` are `parties`, those of the latest event before.
    """
    entry = match_verb(verb)
    if entry is None:
        return None
    if entry.root == "AGREE" and _is_hostile(verb):
        entry = replace(entry, root="THREATEN", mode=None)
    agents = doers(verb) or (_strikers(verb) if entry.root == "ASSAULT" else [])
    if entry.root in HARM and shares_subject_of(verb, SAYING):
        agents = []
    target = _targets(verb, entry, cast=cast)
    if entry.reciprocal and not target and any(_is_two_sides(agent) for agent in agents):
        return Found(verb, entry, *parties)
    source = _unique(agents, cast)
    if entry.official:
        source = tuple(actor for actor in source if actor not in cast.private)
    target = tuple(actor for actor in target if actor not in source)
    if verb.lemma_.lower() in FIGURATIVE and target:
        blamed = any(child.dep_ == "prep" and child.lower_ == "as" for child in verb.children)
        if blamed or _is_in_words(source, target, cast=cast):
            return None
    if not target and entry.reciprocal and len(source) > 1 and not any(behind(verb, OPPOSITE)):
        source, target = source[:1], source[1:]
    if not target and not entry.one_sided:
        entry = match_verb(verb, alone=True) or entry
    return Found(verb, entry, source, target)


def _is_in_words(source: Sequence[str], target: Sequence[str], *, cast: Cast) -> bool:
    """Whether an attack is more likely one in words: on persons, or by persons on what is no place."""
    if cast.people.issuperset(target):
        return True
    places = {id for i, id in cast.entities.items() if cast.labels.get(i) in PLACES}
    return bool(source) and cast.people.issuperset(source) and places.isdisjoint(target)


def _strikers(verb: "Token") -> list["Token"]:
    """Whose the blow is that people were killed in: `killed in an air strike by X`, `in X's shelling`."""
    if not is_passive(verb):
        return []
    blows = (noun for noun in behind(verb, frozenset({"in", "during", "by", "from"})) if _is_blow(noun))
    return [owner for blow in blows for owner in possessors(blow)]


def _is_hostile(verb: "Token") -> bool:
    """Whether what is promised is an act of conflict: `vowed to attack`."""
    promised = (match_verb(child) for child in verb.children if child.dep_ in {"xcomp", "ccomp"})
    return any(entry and QUAD_OF[entry.root] == "material-conflict" for entry in promised)


def _is_two_sides(head: "Token") -> bool:
    """`the two sides`, `both countries`: the parties of the latest event."""
    return head.lemma_.lower() in SIDES and any(t.lower_ in {"two", "both"} for t in head.children)


def _unique(heads: Iterable["Token"], cast: Cast) -> tuple[str, ...]:
    """Whom the phrases act for, each once."""
    return tuple(dict.fromkeys(actor for head in heads for actor in cast.of_phrase(head)))


def _targets(verb: "Token", entry: Entry, *, cast: Cast) -> tuple[str, ...]:
    objects = direct_objects(verb)
    matched = [t for t in objects_of(verb) if t.lemma_.lower() in entry.objects]
    heads: list[Token] = []
    if entry.prepositions:
        for anchor in (verb, *matched):
            heads += behind(anchor, entry.prepositions)
        if entry.reciprocal and "between" in entry.prepositions:
            heads += behind(verb, frozenset({"with"}))
    if not entry.prepositions or not heads:
        heads += [t for t in objects if t not in matched]
    found = (
        _unique(heads, cast)
        or _promised(verb, entry, cast=cast)
        or _of_things(matched or objects or heads, entry, cast=cast)
    )
    if not found and entry.mode == "visit":
        found = _unique((host for thing in matched for host in _hosts(thing, verb)), cast)
    asked_another = entry.root == "REQUEST" and any(t not in matched for t in heads)
    if not found and entry.embedding and not asked_another:
        clauses = [child for child in verb.children if child.dep_ in CLAUSAL]
        inside = ((t, clause) for clause in clauses for t in clause.subtree)
        adding = RELATIVE if entry.root == "THREATEN" else RELATIVE | {"advcl"}  # `unless Ann Roe left`
        first = next(
            (t for t, clause in inside if cast.named(t) and _is_told_by(t, clause, adding=adding)), None
        )
        found = _unique([_phrase_of(first, cast)], cast) if first is not None else ()
    return found


def _is_told_by(token: "Token", clause: "Token", *, adding: frozenset[str]) -> bool:
    """Whether no clause that only adds to it stands between the token and the clause: `vowed to take the way that Ann
    Roe took` promises nothing to her."""
    while token.i != clause.i and token.head.i != token.i:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ in adding:
            return False
        token = token.head
    return True


def _phrase_of(token: "Token", cast: Cast) -> "Token":
    """The head of the name that the token is a part of."""
    while token.head.i != token.i and cast.named(token.head) == cast.named(token):
        token = token.head
    return token


def _of_things(things: Sequence["Token"], entry: Entry, *, cast: Cast) -> tuple[str, ...]:
    """Whose the thing is that it is done to: `condemned the decision of X`, `rejected X's demands`.

    A thing that is an event itself belongs to its doer, never to whom it befell (`the attack on X`).
    """
    things = [thing for thing in things if not _is_charge(thing, entry)]
    found = _unique((owner for thing in things for owner in possessors(thing)), cast)
    nouns = list(things)
    for _ in range(DEEPEST):
        if found:
            break
        nouns = [
            t for noun in nouns if not _is_blow(noun) for t in behind(noun, entry.prepositions or OWNING)
        ]
        found = _unique(nouns, cast)
    return found


def _is_charge(noun: "Token", entry: Entry) -> bool:
    """Whether an accusation is looked into: its owner is who made it, not who is accused."""
    return entry.root == "ACCUSE" and noun.lemma_.lower() in CHARGES


def _is_blow(noun: "Token") -> bool:
    event = match_noun(noun)
    return event is not None and QUAD_OF[event.root].endswith("conflict")


def _promised(verb: "Token", entry: Entry, *, cast: Cast) -> tuple[str, ...]:
    """To whom a thing is promised: `pledged aid to X`."""
    if not entry.embedding:
        return ()
    anchors = [verb, *direct_objects(verb)]
    return _unique((t for anchor in anchors for t in behind(anchor, TOWARDS)), cast)


def _hosts(event: "Token", verb: "Token") -> list["Token"]:
    """Who gave the event that was attended: `X marked the day with a parade attended by Y`."""
    clause = event
    while clause.pos_ != "VERB" and clause.head.i != clause.i:
        clause = clause.head
    return doers(clause) if clause.pos_ == "VERB" and clause.i != verb.i else []


def nominal_event(noun: "Token", cast: Cast) -> Found | None:
    """An event told by a noun: it needs both its sides in the phrase."""
    entry = match_noun(noun)
    if entry is None:
        return None
    between = _unique(behind(noun, frozenset({"between"})), cast)
    if "between" in entry.prepositions and len(between) > 1:
        return Found(noun, entry, between[:1], between[1:])
    source = _unique(possessors(noun), cast)
    if not source and "of" not in entry.prepositions:
        source = _unique(behind(noun, frozenset({"of"})), cast)
    target = _unique(behind(noun, entry.prepositions - {"between"}), cast)
    target = tuple(actor for actor in target if actor not in source)
    if entry.lemma in FIGURATIVE and _is_in_words(source, target, cast=cast):
        return None
    return Found(noun, entry, source, target) if source and target else None
