"""Events in a parsed article: a trigger, the parties around it, its place, time and modality."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.events.actors import PLACES, Cast, cast_of
from copydesk.annotate.events.roles import behind, direct_objects, doers, possessors
from copydesk.annotate.events.scheme import QUAD_OF
from copydesk.annotate.events.triggers import Entry, match_noun, match_verb, objects_of
from copydesk.annotate.modality import is_background, modality_of
from copydesk.annotate.parse import Parsed, Passage
from copydesk.model import Entity, Event, Timex

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_events"]

SIDES = frozenset({"side", "country", "nation", "leader", "party", "neighbour", "neighbor", "ally"})
CLAUSAL = frozenset({"xcomp", "ccomp", "pcomp"})
IN_PLACE = frozenset({"in", "at", "near", "outside"})
WITHIN_CLAUSE = frozenset({"xcomp", "conj", "dobj", "pobj", "prep", "advcl", "nsubjpass", "dative", "attr"})
ABOUT_CLAUSES = frozenset({"ACCUSE", "REJECT"})
TOWARDS = frozenset({"to", "for", "with", "on", "against"})
OWNING = frozenset({"of", "on", "against", "by", "in"})
Parties = tuple[tuple[str, ...], tuple[str, ...]]
"""The source and the target of the latest event that has both: `the two sides`."""


@dataclass(frozen=True, slots=True)
class Found:
    """An event before it is dated: its trigger, its entry and who stands on either side."""

    trigger: "Token"
    entry: Entry
    source: tuple[str, ...]
    target: tuple[str, ...]


def find_events(parsed: Parsed, entities: Sequence[Entity], times: Sequence[Timex]) -> tuple[Event, ...]:
    """The news-relevant events of the article, in text order, with ids `e1`, `e2`, ...

    An event has a source and a target among the entities (PROTEST and MOBILIZE may have a place instead
    of the target). `time` is the index of the time expression attached to the trigger's clause. What is
    planned, denied or background is marked, not left out.
    """
    found: list[Event] = []
    index = EntityIndex(entities)
    parties: Parties = ((), ())
    for passage in parsed.passages:
        cast = cast_of(passage, index)
        if not cast.entities:
            continue
        owners = _time_owners(passage, times)
        seen: set[tuple[object, ...]] = set()
        for event in _in_passage(passage, cast, parties):
            place = _place(event, cast)
            key = (event.trigger.sent.start, event.entry.root, event.source, event.target)
            if key in seen:
                continue
            seen.add(key)
            if event.target:
                parties = event.source, event.target
            found.append(_event(event, passage, place, _time(event.trigger, owners)))
    return tuple(replace(event, id=f"e{number}") for number, event in enumerate(found, 1))


def _event(found: Found, passage: Passage, place: str | None, time: int | None) -> Event:
    modality, polarity = modality_of(found.trigger)
    return Event(
        id="",
        type=found.entry.root,
        mode=found.entry.mode,
        quad=QUAD_OF[found.entry.root],
        trigger=passage.span(found.trigger),
        source=found.source,
        target=found.target,
        place=place,
        time=time,
        modality=modality,
        polarity=polarity,
        background=is_background(found.trigger),
    )


def _in_passage(passage: Passage, cast: Cast, parties: Parties) -> Iterator[Found]:
    """The events with a source, trigger by trigger; `parties` are those of the latest event before."""
    spent: set[int] = set()
    for token in passage.doc:
        if token.i in spent:
            continue
        if token.pos_ == "VERB" and token.dep_ not in {"amod", "compound"}:
            found = _verbal(token, cast, parties)
            if found:
                spent |= {t.i for t in objects_of(token) if t.lemma_.lower() in found.entry.objects}
                if found.entry.embedding or found.entry.root in ABOUT_CLAUSES:
                    spent |= _governed(token)
        elif token.pos_ == "NOUN":
            found = _nominal(token, cast)
        else:
            continue
        if found and found.source and (found.target or found.entry.one_sided):
            if found.target:
                parties = found.source, found.target
            yield found


def _governed(verb: "Token") -> set[int]:
    """The tokens of the clauses that a promise, threat or request is about: no events of their own."""
    return {t.i for child in verb.children if child.dep_ in {"xcomp", "ccomp", "prep"} for t in child.subtree}


def _verbal(verb: "Token", cast: Cast, parties: Parties) -> Found | None:
    entry = match_verb(verb)
    if entry is None:
        return None
    agents = doers(verb)
    target = _targets(verb, entry, cast)
    if entry.reciprocal and not target and any(_is_two_sides(agent) for agent in agents):
        return Found(verb, entry, *parties)
    source = _unique(agents, cast)
    target = tuple(actor for actor in target if actor not in source)
    if not target and entry.reciprocal and len(source) > 1:
        source, target = source[:1], source[1:]
    return Found(verb, entry, source, target)


def _is_two_sides(head: "Token") -> bool:
    """`the two sides`, `both countries`: the parties of the latest event."""
    return head.lemma_.lower() in SIDES and any(t.lower_ in {"two", "both"} for t in head.children)


def _unique(heads: Iterable["Token"], cast: Cast) -> tuple[str, ...]:
    """Whom the phrases act for, each once."""
    return tuple(dict.fromkeys(actor for head in heads for actor in cast.of_phrase(head)))


def _targets(verb: "Token", entry: Entry, cast: Cast) -> tuple[str, ...]:
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
    found = _unique(heads, cast) or _of_things(matched or objects, entry, cast)
    if not found and entry.mode == "visit":
        found = _unique((host for thing in matched for host in _hosts(thing, verb)), cast)
    if not found and entry.embedding:
        inside = [t for child in verb.children if child.dep_ in CLAUSAL for t in child.subtree]
        found = tuple(dict.fromkeys(name for t in inside if (name := cast.named(t))))
    return found


def _of_things(things: Sequence["Token"], entry: Entry, cast: Cast) -> tuple[str, ...]:
    """Whose the thing is that it is done to: `condemned the decision of X`, `rejected X's demands`.

    A thing that is an event itself belongs to its doer, never to whom it befell (`the attack on X`).
    """
    if entry.embedding:
        promised = _unique((t for thing in things for t in behind(thing, TOWARDS)), cast)
        if promised:
            return promised
    owners = [owner for thing in things for owner in possessors(thing)]
    for thing in things:
        if match_noun(thing) is None:
            owners += behind(thing, entry.prepositions | OWNING)
    return _unique(owners, cast)


def _hosts(event: "Token", verb: "Token") -> list["Token"]:
    """Who gave the event that was attended: `X marked the day with a parade attended by Y`."""
    clause = event
    while clause.pos_ != "VERB" and clause.head.i != clause.i:
        clause = clause.head
    return doers(clause) if clause.pos_ == "VERB" and clause.i != verb.i else []


def _nominal(noun: "Token", cast: Cast) -> Found | None:
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
    return Found(noun, entry, source, target) if source and target else None


def _place(found: Found, cast: Cast) -> str | None:
    """The place named in the trigger's own phrases, None if none is."""
    anchors = (
        [found.trigger, *direct_objects(found.trigger)] if found.trigger.pos_ == "VERB" else [found.trigger]
    )
    for anchor in anchors:
        for token in behind(
            anchor, IN_PLACE | (found.entry.prepositions if found.entry.mode == "visit" else set())
        ):
            place = cast.named(token, PLACES)
            if place:
                return place
    return None


def _time_owners(passage: Passage, times: Sequence[Timex]) -> dict[int, int]:
    """For each verb or noun that a time expression hangs on, that expression's index; the first wins."""
    owners: dict[int, int] = {}
    end = passage.start + len(passage.doc.text)
    for index, time in enumerate(times):
        if time.span.start < passage.start or time.span.end > end:
            continue
        span = passage.doc.char_span(
            time.span.start - passage.start, time.span.end - passage.start, alignment_mode="expand"
        )
        if span is None:
            continue
        token = span.root
        while token.head.i != token.i:
            token = token.head
            if token.pos_ in {"NOUN", "VERB", "AUX"}:
                owners.setdefault(token.i, index)
            if token.pos_ in {"VERB", "AUX"}:
                break
    return owners


def _time(trigger: "Token", owners: dict[int, int]) -> int | None:
    """The time of the trigger's clause: its own, or that of the clause it continues."""
    token = trigger
    while True:
        if token.i in owners:
            return owners[token.i]
        if token.dep_ not in WITHIN_CLAUSE or token.head.i == token.i:
            return None
        token = token.head
