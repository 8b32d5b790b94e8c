"""Which entities a phrase acts for: names, titles before names, delegations of countries, two sides."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from copydesk.annotate.entities.gender import gender_of
from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.entities.reference import resolve_person
from copydesk.annotate.events.triggers import tells
from copydesk.annotate.parse import Parsed, Passage
from copydesk.model import Entity, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
OF, LOCATING, BY = frozenset({"of", "from"}), frozenset({"in", "at"}), frozenset({"by"})
PRONOUNS = frozenset({"he", "she", "him", "her"})
SUBJECTS = {"he": "male", "she": "female"}
_SEAT = re.compile(r"[,(]\s?[DRI][-–]\Z")
THINGS = frozenset(
    "airstrike base bomber border business camp city drone economy export facility fleet goods jet list missile news "
    "plane position rocket ship tank target territory town unit vessel village warplane warship".split()
)
"""Of the groups those that are somebody's, but not whose place they are in: `an airstrike in Tehran`."""
MODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "nummod", "appos"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of one passage by token index; `labels` are those of the mentions.

    `people` are the persons among them, `private` those of them who hold no office and stand for nobody,
    as far as the page says.
    """

    entities: Mapping[int, str]
    labels: Mapping[int, str]
    private: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()

    def named(self, token: "Token", labels: frozenset[str] = ACTING) -> str | None:
        """The id of the entity whose name covers the token, None if there is none with such a label."""
        return self.entities.get(token.i) if self.labels.get(token.i) in labels else None

    def of_phrase(self, head: "Token") -> tuple[str, ...]:
        """Whom a noun phrase acts for, its conjuncts included, in text order without repetition."""
        heads = {head, *head.conjuncts}
        for child in head.children:
            same_name = self.named(child) and self.named(child) == self.named(head)
            if same_name or (child.dep_ == "appos" and any(t.dep_ == "cc" for t in child.children)):
                heads |= {child, *child.conjuncts}
        acting = (actor for each in sorted(heads, key=lambda t: t.i) for actor in self._of_head(each))
        return tuple(dict.fromkeys(acting))

    def _of_head(self, head: "Token") -> Iterator[str]:
        own = self.named(head)
        if own:
            yield own
            return
        named = [child for child in head.children if child.dep_ == "appos" and self.named(child)]
        acting = head.lemma_.lower() in load_groups()
        if named and (acting or all(self.labels.get(child.i) == "PERSON" for child in named)):
            yield from (str(self.named(child)) for child in named)
            return
        if not acting:
            return
        owners = list(self._owners(head))
        if head.lemma_.lower() not in THINGS:
            owners = owners or [a for place in _behind(head, LOCATING) for a in self.of_phrase(place)]
        yield from owners
        for child in head.children:
            if child.dep_ == "acl" and child.lower_ in {"led", "headed"}:
                yield from (a for leader in _behind(child, BY) for a in self.of_phrase(leader))

    def _owners(self, head: "Token") -> Iterator[str]:
        """Whom the modifiers name: `French and German troops`, `hundreds of UN troops`."""
        for child in head.children:
            if child.dep_ in MODIFIERS:
                parts = child, *child.conjuncts, *(t for t in child.children if t.dep_ in MODIFIERS)
                yield from (str(self.named(t)) for t in parts if self.named(t))
        yield from (actor for owner in _behind(head, OF) for actor in self.of_phrase(owner))

    def people_of(self, sentence: "Tokens") -> frozenset[str]:
        """The persons named in the sentence."""
        return frozenset(self.entities[t.i] for t in sentence if self.labels.get(t.i) == "PERSON")


def _behind(head: "Token", prepositions: frozenset[str]) -> Iterator["Token"]:
    for child in head.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in prepositions:
            yield from (t for t in child.children if t.dep_ == "pobj")


@cache
def load_groups() -> frozenset[str]:
    """The lemmas that act for whatever modifies them: `Chinese delegation`, `embassy of Japan`."""
    text = (files(__package__) / "data" / "groups.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def cast_of(parsed: Parsed, passage: Passage, *, index: EntityIndex, before: frozenset[str]) -> Cast:
    """The passage's tokens with the entities they name; a mention wins over those inside it.

    `he` and `she` name a person where only one was named in this sentence so far and the sentence before
    (`before`: those named in the sentence before the passage); as the subject of a verb that may tell of an event also
    the likeliest of several, if that one is known to be of the gender.
    """
    ids: dict[int, str] = {}
    labels: dict[int, str] = {}
    for mention, entity in reversed(index.mentions_within(passage.whole)):
        for token in () if _is_seat(passage, mention.span) else passage.tokens(mention.span) or ():
            ids[token.i] = mention.stands_for or entity
            labels[token.i] = mention.label
    _name_pronouns(passage.doc, ids, labels=labels, before=before)
    for token in passage.doc:
        if token.i not in ids and token.lower_ in SUBJECTS and token.dep_ == "nsubj" and tells(token.head):
            person = _likeliest(parsed, passage.span(token), index=index)
            if person is not None:
                ids[token.i], labels[token.i] = person, "PERSON"
    people = frozenset(id for i, id in ids.items() if labels[i] == "PERSON")
    return Cast(ids, labels, frozenset(id for id in people if _is_private(index.entity(id))), people)


def _is_seat(passage: Passage, span: Span) -> bool:
    """Whether the place only says whose seat somebody holds: `Ann Roe, D-Calif.`"""
    start = span.start - passage.start
    return _SEAT.search(passage.doc.text, max(0, start - 4), start) is not None


def _likeliest(parsed: Parsed, pronoun: Span, *, index: EntityIndex) -> str | None:
    """The person `he` or `she` most likely means, None where that person's gender is not known."""
    found = resolve_person(parsed, pronoun, entities=index.entities)
    person = index.entity(found) if found else None
    wanted = SUBJECTS[pronoun.of(parsed.article.page.text).lower()]
    return found if person is not None and gender_of(parsed, person) == wanted else None


def _is_private(entity: Entity | None) -> bool:
    return entity is not None and not (entity.roles or entity.stands_for)


def _name_pronouns(
    doc: "Doc", ids: dict[int, str], *, labels: dict[int, str], before: frozenset[str]
) -> None:
    for sentence in doc.sents:
        here: set[str] = set()
        for token in sentence:
            if labels.get(token.i) == "PERSON":
                here.add(ids[token.i])
            elif token.lower_ in PRONOUNS and token.tag_ == "PRP" and len(before | here) == 1:
                (ids[token.i],), labels[token.i] = before | here, "PERSON"
                here |= before
        before = frozenset(here)
