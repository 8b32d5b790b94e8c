"""Which mentions of people on a page are the same person."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from copydesk.annotate.entities.gender import given_gender
from copydesk.annotate.entities.names import Name
from copydesk.annotate.entities.titles import SURNAME_FIRST
from copydesk.model import BlockKind
from copydesk.text import slug, unaccented

_ARTICLES = frozenset({"al", "el", "as", "ash", "an", "ar"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "snr", "jnr"})
_BREAK = re.compile(r"[\s\-‐‑]+")


ESTABLISHED = 2
"""Lone names in running text from which on they are not whoever is named in full only behind them."""
_SHORTEST = 3
"""Letters of a short form that is the beginning of the full one."""
_CALLED = {
    "abby": ("abigail",), "andy": ("andrew",), "beth": ("elizabeth",), "betty": ("elizabeth",), "bill": ("william",),
    "billy": ("william",), "bob": ("robert",), "bobby": ("robert",), "cathy": ("catherine",), "charlie": ("charles",),
    "chuck": ("charles",), "dave": ("david",), "dick": ("richard",), "ed": ("edward", "edwin", "edmund"),
    "gene": ("eugene",), "hank": ("henry",), "harry": ("henry", "harold"), "jack": ("john",), "jerry": ("gerald",),
    "jim": ("james",), "jimmy": ("james",), "joe": ("joseph",), "kate": ("katherine", "catherine", "kathryn"),
    "larry": ("lawrence",), "liz": ("elizabeth",), "maggie": ("margaret",), "mike": ("michael",), "mick": ("michael",),
    "peggy": ("margaret",), "rick": ("richard",), "sue": ("susan",), "ted": ("edward", "theodore"),
    "tom": ("thomas",), "tony": ("anthony", "antony"),
}  # fmt: skip
"""What people are called in English -> the given names it stands for."""


@dataclass(slots=True)
class Person:
    """A person being put together from mentions."""

    parts: tuple[str, ...]
    names: list[Name] = field(default_factory=list)
    full: int = 0
    """How many of the mentions have two words and more."""
    gender: str = ""
    at: list[int] = field(default_factory=list)
    """Which of all mentions, by number."""
    titled: bool = False
    """Whether the page's title names the person in full."""

    def take(self, i: int, name: Name, *, gender: str) -> None:
        """Adds mention number `i`."""
        self.at.append(i)
        self.names.append(name)
        self.gender = self.gender or gender

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
    words = [w.strip(".,'’\"“”()") for w in _BREAK.split(unaccented(text))]
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
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) or _is_short_for(a, b) or _is_short_for(b, a)


def _is_short_for(short: str, long: str) -> bool:
    """Whether bearers of the other are called so: `Ken` for Kenneth, `Chuck` for Charles, but not Paul for Paula."""
    if long in _CALLED.get(short, ()):
        return True
    begins = len(short) >= _SHORTEST and long.startswith(short)
    return begins and given_gender(short) == given_gender(long) != ""


def gather(names: Sequence[Name], genders: Sequence[str]) -> list[Person]:
    """The people behind `names`, which are in text order; `genders` tells each mention's, "" if untold."""
    known = _Known()
    parts = [parts_of(name.text) for name in names]
    in_full = [i for i in range(len(names)) if len(parts[i]) > 1]
    for i in sorted(in_full, key=lambda i: (-len(parts[i]), i)):
        fitting = [
            p for p in known.sharing(parts[i]) if same_person(p.parts, parts[i]) and _agree(p, genders[i])
        ]
        person = max(fitting, key=lambda p: p.full, default=None) or known.add(parts[i])
        person.full += 1
        person.titled = person.titled or names[i].passage.kind is BlockKind.TITLE
        person.take(i, names[i], gender=genders[i])
    for person in known.people:
        person.at.sort()
    alone = _alone(names, parts)
    for i in range(len(names)):
        if len(parts[i]) == 1:
            fitting = [
                p for p in known.sharing(parts[i]) if _may_be(p, parts[i][0]) and _agree(p, genders[i])
            ]
            likeliest = max(fitting, key=lambda p: _fit(p, parts[i][0], i=i), default=None)
            if likeliest and likeliest.at[0] > i and _is_anothers(alone[parts[i][0]], likeliest.at[0]):
                likeliest = None
            person = likeliest or known.add(parts[i])
            person.take(i, names[i], gender=genders[i])
            person.at.sort()
    for person in known.people:
        person.names.sort(key=lambda n: n.span)
    return known.people


def _alone(names: Sequence[Name], parts: Sequence[tuple[str, ...]]) -> dict[str, list[int]]:
    """Part of a name -> the mentions in running text that are nothing else, by number."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        if len(parts[i]) == 1 and name.passage.kind is BlockKind.BODY:
            found[parts[i][0]].append(i)
    return found


def _is_anothers(alone: Sequence[int], first: int) -> bool:
    """Whether a lone name that mostly stands before anybody is named so in full (mention `first`) is another's: of Roe,
    whom the page calls so from the start, not of Ann Roe, whom it tells of at the end."""
    before = bisect_left(alone, first)
    return before >= ESTABLISHED and 2 * before > len(alone)


class _Known:
    """The people found so far, by the parts of their names."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._by_part: dict[str, list[Person]] = {}

    def add(self, parts: tuple[str, ...]) -> Person:
        person = Person(parts)
        self.people.append(person)
        for part in {*parts, "".join(parts)}:
            self._by_part.setdefault(part, []).append(person)
        return person

    def sharing(self, parts: tuple[str, ...]) -> list[Person]:
        """Those who share a part, or the whole written as one, in the order they were added."""
        found = {id(p): p for part in (*parts, "".join(parts)) for p in self._by_part.get(part, ())}
        return list(found.values())


def _agree(person: Person, gender: str) -> bool:
    return not person.gender or not gender or person.gender == gender


def _may_be(person: Person, part: str) -> bool:
    """Whether a lone name may be the person's; no part of `Roe-Lind` is, which joins two."""
    joined = len(person.parts) > 1 and not any(" " in name.text for name in person.names)
    return part in person.parts and not joined and (len(part) > 1 or len(person.parts) == 1)


def _fit(person: Person, part: str, *, i: int) -> tuple[int, bool, bool, int, int, int]:
    """How well a lone name fits: by the part it repeats, whether the person was named before, in the title, how often
    in full, how often at all, and how lately. Of a family told of, the one it is about goes by the surname."""
    at = person.parts.index(part)
    place = 3 if at == surname_index(person.parts) else 2 if at == 0 else 1
    before = bisect_left(person.at, i)
    last = person.at[before - 1] if before else -1
    titled = person.titled and person.full > 1  # not who is named in nothing but a piece of it
    known = person.full or before  # one who goes by the lone name
    return (place, before > 0, titled, known, before, last)
