"""The words that tell of events: the lexicon `data/triggers.txt`, and its match in a parse."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from copydesk.annotate.events.roles import mistaken_object
from copydesk.annotate.modality import is_infinitive

if TYPE_CHECKING:
    from spacy.tokens import Token

OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "oprd", "dative"})
PARTICLES = frozenset({"prt", "advmod", "prep", "oprd", "acomp", "advcl"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line's worth of the lexicon: when `lemma` tells of `root`, and where its target stands.

    `objects` (if any) must hold the object's lemma, `excluded` must not. `prepositions` introduce the
    target; without any it is the object itself. `reciprocal`: the parties do it to each other.
    `embedding`: the target may stand in the clause the verb governs. `one_sided`: the target may be unsaid.
    `complement`: an infinitive or one of the prepositions must be there. `official`: no private person does it.
    `refused` are particles that make another word of it: `stand out`.
    """

    lemma: str
    root: str
    mode: str | None
    particle: str | None
    objects: frozenset[str]
    excluded: frozenset[str]
    prepositions: frozenset[str]
    reciprocal: bool
    embedding: bool
    one_sided: bool
    complement: bool
    official: bool
    refused: frozenset[str]

    @property
    def specificity(self) -> tuple[bool, bool]:
        """What decides between two entries that both match: the more they ask for, the better."""
        return bool(self.particle), bool(self.objects)


WHEN = frozenset({"on", "in", "at"})
OBLIQUE = frozenset({"speak", "talk", "place", "put", "take", "remain", "go"})
"""Verbs whose object in the lexicon stands behind a preposition: `went on strike`, `took to the streets`."""
NAMING = frozenset({"call", "name", "label"})
MISTAKEN_LEMMAS = MappingProxyType(
    {"stag": "stage", "fin": "fine", "wag": "wage", "rap": "rape", "thanks": "thank", "boycotts": "boycott"}
)
"""Lemmas that the parser's rules give to verbs of the lexicon by mistake."""

Lexicon = Mapping[str, tuple[Entry, ...]]


@cache
def load_triggers() -> tuple[Lexicon, Lexicon]:
    """(verbs, nouns): the entries of each lemma, in the lexicon's order."""
    text = (files(__package__) / "data" / "triggers.txt").read_text(encoding="utf-8")
    verbs: dict[str, list[Entry]] = {}
    nouns: dict[str, list[Entry]] = {}
    for is_noun, entry in _entries(text.splitlines()):
        (nouns if is_noun else verbs).setdefault(entry.lemma, []).append(entry)
    return _frozen(verbs), _frozen(nouns)


def _frozen(entries: Mapping[str, list[Entry]]) -> Lexicon:
    return MappingProxyType({lemma: tuple(found) for lemma, found in entries.items()})


def _entries(lines: Iterable[str]) -> Iterator[tuple[bool, Entry]]:
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        heading, _, rest = line.partition("|")
        root, _, mode = heading.strip().partition(" ")
        for item in rest.split(";"):
            if item.strip():
                yield _entry(item.strip(), root, mode=mode.strip() or None)


def _entry(item: str, root: str, *, mode: str | None) -> tuple[bool, Entry]:
    objects, excluded = frozenset[str](), frozenset[str]()
    while "[" in item:
        before, _, rest = item.partition("[")
        words, _, after = rest.partition("]")
        if before.endswith("!"):
            before, excluded = before[:-1], frozenset(words.split())
        else:
            objects = frozenset(words.split())
        item = before + after
    lemma, *marks = item.split()
    particle = next((mark[1:] for mark in marks if mark.startswith("+")), None)
    prepositions = next((mark[1:].split(",") for mark in marks if mark.startswith("@")), [])
    return lemma.startswith("n:"), Entry(
        lemma=lemma.removeprefix("n:"),
        root=root,
        mode=mode,
        particle=particle,
        objects=objects,
        excluded=excluded,
        prepositions=frozenset(prepositions),
        reciprocal="<>" in marks,
        embedding=">" in marks,
        one_sided="0" in marks,
        complement="~" in marks,
        official="^" in marks,
        refused=frozenset(mark[1:] for mark in marks if mark.startswith("-")),
    )


def match_verb(verb: "Token", *, alone: bool = False) -> Entry | None:
    """The most specific entry that fits the verb with its particle, objects and prepositions, if one does.

    With `alone` only entries whose target may be unsaid: `held drills`, where no `with` tells whom with.
    """
    lemma = verb.lemma_.lower()
    candidates = load_triggers()[0].get(MISTAKEN_LEMMAS.get(lemma, lemma), ())
    if not candidates:
        return None
    words = {child.lower_ for child in verb.children if child.dep_ in PARTICLES and not _dates(child)}
    objects = objects_of(verb)
    heads = {t.lemma_.lower() for t in objects}
    near = words | {child.lower_ for t in objects for child in t.children if child.dep_ == "prep"}
    fitting = []
    for entry in candidates:
        if (entry.particle and entry.particle not in words) or entry.refused & words:
            continue
        if entry.objects and not entry.objects & heads:
            continue
        if entry.excluded & heads or (alone and not entry.one_sided):
            continue
        if entry.complement and not (entry.prepositions & words or _has_infinitive(verb)):
            continue
        bare = not (entry.reciprocal or entry.embedding or entry.objects)
        if entry.prepositions and bare and not entry.prepositions & words:
            continue
        fitting.append(entry)
    return max(fitting, key=lambda e: (*e.specificity, bool(e.prepositions & near)), default=None)


def tells(verb: "Token") -> bool:
    """Whether the lexicon holds the verb, whatever it asks of its objects."""
    lemma = verb.lemma_.lower()
    return MISTAKEN_LEMMAS.get(lemma, lemma) in load_triggers()[0]


def _dates(particle: "Token") -> bool:
    """Whether a preposition only says when: `called Ann Roe on Friday`."""
    nouns = [token for token in particle.children if token.dep_ == "pobj"]
    dated = bool(nouns) and all(token.ent_type_ in {"DATE", "TIME"} for token in nouns)
    return dated and particle.lower_ in WHEN


def _has_infinitive(verb: "Token") -> bool:
    clauses = (child for child in verb.children if child.dep_ in {"xcomp", "ccomp", "advcl"})
    return any(map(is_infinitive, clauses))


def match_noun(noun: "Token") -> Entry | None:
    """The entry of a noun that is an event by itself, None if it is not one."""
    candidates = load_triggers()[1].get(noun.lemma_.lower(), ())
    return candidates[0] if candidates else None


def objects_of(verb: "Token") -> list["Token"]:
    """The verb's objects (its subject, if passive) with their conjuncts; of some, those behind a preposition."""
    named = verb.lemma_.lower() in NAMING  # `called him a leader` phones nobody
    found = [
        child for child in verb.children if child.dep_ in OBJECTS and not (named and child.dep_ == "oprd")
    ]
    mistaken = mistaken_object(verb)
    if mistaken is not None:
        found.append(mistaken)
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        found.append(verb.head)
    if verb.dep_ == "relcl" and any(t.dep_ in OBJECTS and t.tag_ in {"WDT", "WP"} for t in verb.children):
        found.append(verb.head)
    if verb.lemma_.lower() in OBLIQUE:
        prepositions = (child for child in verb.children if child.dep_ == "prep")
        found += [t for preposition in prepositions for t in preposition.children if t.dep_ == "pobj"]
    return found + [conjunct for t in found for conjunct in t.conjuncts]
