"""Which mentions of people on a page are the same person."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from copydesk.annotate.entities.names import Name
from copydesk.annotate.entities.titles import SURNAME_FIRST
from copydesk.text import slug

_ARTICLES = frozenset({"al", "el", "as", "ash", "an", "ar"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "snr", "jnr"})
_BREAK = re.compile(r"[\s\-‐‑]+")


@dataclass(slots=True)
class Person:
    """A person being put together from mentions."""

    parts: tuple[str, ...]
    names: list[Name] = field(default_factory=list)
    full: int = 0
    """How many of the mentions have two words and more."""
    gender: str = ""

    @property
    def name(self) -> str:
        """The fullest wording: the most words, then the most frequent, then the first."""
        counts = Counter(n.text for n in self.names)
        order = {n.text: -i for i, n in reversed(list(enumerate(self.names)))}
        return max(counts, key=lambda t: (len(parts_of(t)), counts[t], order[t]))

    @property
    def id(self) -> str:
        """The slug of the fullest name without initials in the middle, so that pages agree."""
        words = _BREAK.split(self.name)
        inner = [w for w in words[1:-1] if len(w.rstrip(".")) > 1]
        return slug(" ".join([words[0], *inner, words[-1]] if len(words) > 1 else words))


def parts_of(text: str) -> tuple[str, ...]:
    """The parts of a name, folded: hyphens open, accents, initials' stops, `al-` and `Jr` dropped."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = [w.strip(".,'’\"“”()") for w in _BREAK.split(plain)]
    words = [w for w in words if w and w not in _SUFFIXES]
    kept = [w for w in words if w not in _ARTICLES]
    return tuple(kept or words)


def surname_index(parts: Sequence[str]) -> int:
    """Where the surname stands: first in Korean, Chinese and Vietnamese names, else last."""
    return 0 if len(parts) in {2, 3} and parts[0] in SURNAME_FIRST else len(parts) - 1


def same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names of two parts and more can be one person's.

    They can if they hold the same parts in any order, or if the shorter's stand in the longer in order,
    an initial for a part with that letter, and the surname is among them in full.
    """
    if sorted(a) == sorted(b) or "".join(a) == "".join(b):
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) < 2:
        return False
    whole, at = 0, 0
    for part in short:
        while at < len(long) and not _fits(part, long[at]):
            at += 1
        if at == len(long):
            return False
        whole += part == long[at] and len(part) > 1
        at += 1
    return whole >= 1 and (short[-1] == long[-1] or short[surname_index(short)] == long[surname_index(long)])


def _fits(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def gather(names: Sequence[Name], genders: Sequence[str]) -> list[Person]:
    """The people behind `names`, which are in text order; `genders` tells each mention's, "" if untold."""
    people: list[Person] = []
    whole = [(n, parts_of(n.text), g) for n, g in zip(names, genders, strict=True)]
    owner: dict[int, Person] = {}
    for i, (name, parts, gender) in sorted(enumerate(whole), key=lambda item: (-len(item[1][1]), item[0])):
        if len(parts) < 2:
            continue
        fitting = [p for p in people if same_person(p.parts, parts) and _agree(p.gender, gender)]
        person = max(fitting, key=lambda p: p.full, default=None)
        if person is None:
            person = Person(parts)
            people.append(person)
        person.full += 1
        person.gender = person.gender or gender
        person.names.append(name)
        owner[i] = person
    last: dict[int, int] = {id(p): -1 for p in people}
    for i, (name, parts, gender) in enumerate(whole):
        if i not in owner:
            fit = [(_fit(parts, p, i, owner, whole), p) for p in people if _agree(p.gender, gender)]
            best = max(fit, key=lambda pair: pair[0], default=((0,), None))
            person = best[1] if best[0][0] > 0 else None
            if person is None:
                person = Person(parts)
                people.append(person)
            person.gender = person.gender or gender
            person.names.append(name)
            owner[i] = person
        last[id(owner[i])] = i
    for person in people:
        person.names.sort(key=lambda n: n.span)
    return people


def _agree(a: str, b: str) -> bool:
    return not a or not b or a == b


def _fit(
    parts: Sequence[str],
    person: Person,
    i: int,
    owner: dict[int, Person],
    whole: Sequence[tuple[Name, tuple[str, ...], str]],
) -> tuple[float, ...]:
    """How well a short name fits a person: by the part it repeats, how often the person is named in full,
    and how near; the first is 0 where it does not fit at all."""
    if len(parts) != 1 or parts[0] not in person.parts:
        return (0,)
    at = person.parts.index(parts[0])
    if len(parts[0]) == 1 and len(person.parts) > 1:
        return (0,)
    place = 3 if at == surname_index(person.parts) or len(person.parts) == 1 else 2 if at == 0 else 1
    before = [j for j, p in owner.items() if p is person and j < i]
    return (place, bool(before), person.full, max(before, default=-1))
