"""Persons told by what they are: `the judge`, `the Ohio Republican`, `Sgt.` where the page says who that is."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from copydesk.model import Annotations, Attribution, Entity, Quotation, Span
from copydesk.text import fold

_TOLD = re.compile(
    r"(?P<the>(?:the|this|that) )?(?P<more>(?:[\w.’'-]+ ){0,4}?)(?P<noun>[\w-]+)(?P<whose> (?:of|for|from|on|in) .*)?",
    re.IGNORECASE,
)
_RANK = re.compile(r"(?:\w+ )?(?:Sgt|Lt|Sen|Rep|Gov|Gen|Col|Capt|Maj|Det|Cpl|Adm|Dr|Mr|Mrs|Ms|Prof|Rev)\.?")
_MARK = re.compile(
    r"['’]?s?,? ?[(\[]?(?P<side>[RDI])[-–—](?P<state>(?:[A-Z][\w.]{0,5} ?){1,2})|"
    r",? (?:an? )?(?P<whole>[A-Z][a-z]+(?: [A-Z][a-z]+)?) (?P<party>Republican|Democrat|Independent)\b"
)
"""Behind the name of who sits in a parliament: `(R-Ohio)`, `, D-Mass.`, `, Ohio Republican`."""
_MARK_BEFORE = re.compile(
    r"\b(?P<state>[A-Z][a-z]+(?: (?!Rep|Dem|Sen)[A-Z][a-z]+)?) (?:(?P<party>Republican|Democrat)(?:ic)? )?"
    r"(?:Sen\.|Rep\.|Senator|Representative|Congressman|Congresswoman) $"
)
"""Before such a name: `Ohio Republican Sen. `."""
_ANYBODY = frozenset("a an one another some any every no".split())
_SITS = re.compile(r"\b(?:sen\b|rep\b|senator|representative|congressman|congresswoman)", re.IGNORECASE)
_SIDES = {"republican": "R", "gop": "R", "democrat": "D", "democratic": "D", "independent": "I"}
_SHORT = {"gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "lt": "lieutenant"}
_SEATS = frozenset("senator representative congressman congresswoman lawmaker republican democrat".split())
"""Nouns for who sits in a parliament: of whom the state or the party tells which."""
_MARKED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"")
_OF_WHAT = re.compile(r" (?:of|for|at|in|on|to|with) ")
ABOVE = frozenset("former vice deputy prime then-president first acting interim ex ex-president".split())
"""Words before an office that make it another."""
_REACH = 2500
"""Characters before the description in which its holder is named."""
_NEAR = 400
"""Characters up to which it is whoever was named last; beyond, whoever spoke last."""
_MOST = 50
"""Places and parties before the description that are looked at."""
_LONGEST_MARK = 40


@dataclass(frozen=True, slots=True)
class Post:
    """What stands before an office, and what it is held of; "" where that is not said."""

    above: frozenset[str] = frozenset()
    whose: str = ""

    def may_be(self, told: "Post") -> bool:
        """Whether it may be told by the other."""
        return self.above == told.above and (not self.whose or not told.whose or self.whose == told.whose)


Place = tuple[int, Entity, Post]
"""Where a person is named, who it is, and what tells his office from others of its name."""


@dataclass(frozen=True, slots=True)
class Holders:
    """Who holds what on one page: office -> where its holders are named, in text order, and who they are; where those
    are named whom a party and a state mark (`seats`), all persons (`persons`); and who is named at a
    character."""

    offices: Mapping[str, Sequence[Place]]
    seats: Sequence[Place]
    persons: Sequence[Place]
    named: Mapping[int, Entity]
    marks: Mapping[str, tuple[str, str]]


def holders_of(found: Annotations) -> Holders:
    """Who holds what on the page. Whom somebody names in what he is quoted as saying is not whom the writer names."""
    page = found.page.text
    quoted = sorted(part for q in found.quotations for part in _in_marks(q, page))
    offices: dict[str, list[Place]] = defaultdict(list)
    marks: dict[str, tuple[str, str]] = {}
    named: dict[int, Entity] = {}
    seats: list[Place] = []
    persons: list[Place] = []
    for entity in found.entities:
        if entity.label != "PERSON":
            continue
        held: dict[str, Post] = {}
        for role in map(fold, entity.roles):
            office = office_in(role)
            words = [_SHORT.get(word.strip("."), word.strip(".")) for word in office.split()]
            whose = _whose(role.removeprefix(office))
            held |= {words[-1]: Post(frozenset(words[:-1]) & ABOVE, whose)} if words else {}
        for mention in entity.mentions:
            named[mention.span.start] = entity
            if _is_within(quoted, mention.span.start):
                continue
            persons.append((mention.span.start, entity, Post()))
            for office, post in held.items():
                offices[office].append((mention.span.start, entity, post))
            mark = _mark_of(mention.span, page)
            if mark and entity.id not in marks:
                marks[entity.id] = mark
    for entity in found.entities:
        if entity.id in marks:
            seats += [(mention.span.start, entity, Post()) for mention in entity.mentions]
    ordered = {office: sorted(places, key=lambda p: p[0]) for office, places in offices.items()}
    return Holders(
        ordered,
        sorted(seats, key=lambda p: p[0]),
        sorted(persons, key=lambda p: p[0]),
        named,
        marks,
    )


def _in_marks(quotation: Quotation, page: str) -> Iterator[Span]:
    """The parts of what is quoted that stand between marks."""
    for part in quotation.content if quotation.kind != "indirect" else ():
        if quotation.kind == "direct":
            yield part
        else:
            yield from (Span(*found.span()) for found in _MARKED.finditer(page, part.start, part.end))


def office_in(role: str) -> str:
    """The office itself, without what it is held of: `director` in `director of the port`."""
    return _OF_WHAT.split(role, maxsplit=1)[0]


def _whose(complement: str) -> str:
    """What an office is held of: `port` in ` of the port`."""
    return re.sub(r"^\W*(?:of|for|at|in|on|to|with|from) (?:the )?", "", complement)


def person_told(
    party: Attribution, found: Annotations, *, holders: Holders, spoke: Iterable[str]
) -> Entity | None:
    """The person whom a description means, or a rank that a full stop parted from the name behind it; None if it is
    surely none of the page.

    Of several that hold an office it is the one named shortly before, else the one that spoke last (`spoke`: the ids
    of the page's parties so far, the last first), else the one named last.
    """
    if party.span is None:
        return None
    if _RANK.fullmatch(party.name):
        behind = found.page.text[party.span.end : party.span.end + 3]
        return holders.named.get(party.span.end + len(behind) - len(behind.lstrip(". ")))
    told = _TOLD.fullmatch(party.name)
    if told is None:
        return None
    noun, more = told["noun"].lower(), told["more"].split()
    if noun in _SEATS:
        return _seated(noun, more, at=party.span.start, holders=holders)
    if not told["the"]:
        return None
    post = Post(frozenset(word.lower() for word in more) & ABOVE, _whose(fold(told["whose"] or "")))
    able = [
        (party.span.start - start, entity)
        for start, entity, held in _before(holders.offices.get(_SHORT.get(noun, noun), ()), party.span.start)
        if held.may_be(post) and party.span.start - start <= _REACH
    ]
    if not able or able[0][0] <= _NEAR:
        return able[0][1] if able else None
    fit = {entity.id: entity for _, entity in able}
    return next((fit[key] for key in islice(spoke, _MOST) if key in fit), able[0][1])


def _seated(noun: str, more: Sequence[str], *, at: int, holders: Holders) -> Entity | None:
    """`the Ohio Republican`: the one named last before whose mark says so, else whoever was named last, if he
    sits in a parliament and nothing marks him otherwise."""
    sides = {_SIDES[word.lower()] for word in (*more, noun) if word.lower() in _SIDES}
    state = _letters(" ".join(w for w in more if w[:1].isupper() and w.lower() not in _SIDES))
    if not state:
        return None
    for _, entity, _ in _before(holders.seats, at):
        side, short = holders.marks[entity.id]
        if (not side or sides <= {side}) and (_abbreviates(short, state) or short == state):
            return entity
    last = next(iter(_before(holders.persons, at)), None)
    if (
        not _ANYBODY.isdisjoint(word.lower() for word in more)
        or last is None
        or last[1].id in holders.marks
        or at - last[0] > _NEAR
    ):
        return None
    return last[1] if any(_SITS.search(role) for role in last[1].roles) else None


def _mark_of(named: Span, page: str) -> tuple[str, str] | None:
    """The party and the state told behind a name or before it; "" for the party where only the state is told."""
    mark = _MARK.match(page, named.end, named.end + _LONGEST_MARK)
    if mark:
        return mark["side"] or mark["party"][0], _letters(mark["state"] or mark["whole"])
    before = _MARK_BEFORE.search(page, max(0, named.start - _LONGEST_MARK), named.start)
    return ((before["party"] or "")[:1], _letters(before["state"])) if before else None


def _is_within(parts: Sequence[Span], at: int) -> bool:
    """Whether the character stands in the last of the parts, in text order, that begins before it."""
    place = bisect_right(parts, at, key=lambda part: part.start) - 1
    return place >= 0 and at < parts[place].end


def _before(places: Sequence[Place], at: int) -> Sequence[Place]:
    """The last places before a character, the nearest first."""
    end = bisect_left(places, at, key=lambda place: place[0])
    return places[max(0, end - _MOST) : end][::-1]


def _letters(state: str) -> str:
    return re.sub(r"[^a-z]", "", state.lower())


def _abbreviates(short: str, name: str) -> bool:
    """Whether the letters of `ky` stand in `kentucky` in that order, from its first on."""
    letters = iter(name)
    return short[:1] == name[:1] and all(letter in letters for letter in short)
