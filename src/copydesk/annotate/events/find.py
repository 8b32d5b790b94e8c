"""Events in a parsed article: a trigger, the parties around it, its place, time and modality."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from copydesk.annotate.background import is_background
from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.events.actors import Cast, cast_of
from copydesk.annotate.events.roles import behind, direct_objects
from copydesk.annotate.events.scheme import QUAD_OF
from copydesk.annotate.events.sides import Found, Parties, nominal_event, verbal_event
from copydesk.annotate.events.triggers import objects_of
from copydesk.annotate.modality import modality_of
from copydesk.annotate.parse import Parsed, Passage
from copydesk.model import PLACE_LABELS, Entity, Event, Timex

if TYPE_CHECKING:
    from spacy.tokens import Token

IN_PLACE = frozenset({"in", "at", "near", "outside"})
WITHIN_CLAUSE = frozenset({"xcomp", "conj", "dobj", "pobj", "prep", "advcl", "nsubjpass", "dative", "attr"})
ABOUT_CLAUSES = frozenset({"ACCUSE", "REJECT"})


def find_events(parsed: Parsed, entities: Sequence[Entity], *, times: Sequence[Timex]) -> tuple[Event, ...]:
    """The news-relevant events of the article, in text order, with ids `e1`, `e2`, ...

    An event has a source among the entities, and a target unless the lexicon lets it go unsaid (a letter
    sent, a missile tested). `time` is the index of the time expression attached to the trigger's clause. What is
    planned, denied or background is marked, not left out.
    """
    found: list[Event] = []
    index = EntityIndex(entities)
    people: frozenset[str] = frozenset()
    for passage in parsed.passages:
        cast = cast_of(parsed, passage, index=index, before=people)
        people = cast.people_of(list(passage.doc.sents)[-1])
        if not cast.entities:
            continue
        owners = _time_owners(passage, times)
        seen: set[tuple[object, ...]] = set()
        for event in _in_passage(passage, cast):
            place = _place(event, cast)
            key = (event.trigger.sent.start, event.entry.root, event.source, event.target)
            if key in seen:
                continue
            seen.add(key)
            time = _time(event.trigger, owners)
            told = _event(event, passage, place=place, time=time)
            old = time is not None and _is_old(times[time], parsed)
            found.append(replace(told, background=True) if old else told)
    return tuple(replace(event, id=f"e{number}") for number, event in enumerate(found, 1))


def _is_old(time: Timex, parsed: Parsed) -> bool:
    """Whether the time ended a year and more before the page was published: what is told of it is no news."""
    published = parsed.article.published
    if published is None or time.until is None or not published.value[:4].isdigit():
        return False
    year = int(published.value[:4]) - 1
    return time.until[:10] <= f"{year:04d}{published.day[4:]}"


def _event(found: Found, passage: Passage, *, place: str | None, time: int | None) -> Event:
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


def _in_passage(passage: Passage, cast: Cast) -> Iterator[Found]:
    """The events with a source, trigger by trigger; `the two sides` are those of the passage's latest event."""
    parties: Parties = ((), ())
    spent: set[int] = set()
    for token in passage.doc:
        found = None if token.i in spent else _event_at(token, cast, parties=parties)
        if found is None:
            continue
        spent |= _spent_by(found)
        if found.source and (found.target or found.entry.one_sided):
            parties = (found.source, found.target) if found.target else parties
            yield found


def _event_at(token: "Token", cast: Cast, *, parties: Parties) -> Found | None:
    if token.pos_ == "VERB" and token.dep_ not in {"amod", "compound"}:
        return verbal_event(token, cast, parties=parties)
    return nominal_event(token, cast) if token.pos_ == "NOUN" else None


def _spent_by(found: Found) -> set[int]:
    """The tokens that tell of no event of their own: the objects of a verb's entry, and the clauses that a promise,
    threat or request is about."""
    verb, entry = found.trigger, found.entry
    if verb.pos_ != "VERB":
        return set()
    spent = {t.i for t in objects_of(verb) if t.lemma_.lower() in entry.objects}
    if entry.embedding or entry.root in ABOUT_CLAUSES:
        clauses = (child for child in verb.children if child.dep_ in {"xcomp", "ccomp", "prep"})
        spent |= {t.i for clause in clauses for t in clause.subtree}
    return spent


def _place(found: Found, cast: Cast) -> str | None:
    """The place named in the trigger's own phrases, None if none is."""
    trigger, entry = found.trigger, found.entry
    objects = direct_objects(trigger) if trigger.pos_ == "VERB" else []
    prepositions = IN_PLACE | entry.prepositions if entry.mode == "visit" else IN_PLACE
    for anchor in (trigger, *objects):
        for token in behind(anchor, prepositions):
            place = cast.named(token, PLACE_LABELS)
            if place:
                return place
    return None


def _time_owners(passage: Passage, times: Sequence[Timex]) -> dict[int, int]:
    """For each verb or noun that a time expression hangs on, that expression's index; the first wins."""
    owners: dict[int, int] = {}
    whole = passage.whole
    for index, time in enumerate(times):
        if not whole.contains(time.span):
            continue
        span = passage.tokens(time.span)
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
