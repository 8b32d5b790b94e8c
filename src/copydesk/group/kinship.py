"""Which parties may be one witness: a person under two names, who speaks for whom, and arms of one authority."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from copydesk.annotate.entities.titles import OFFICES, ROLES
from copydesk.model import Annotations, Entity, Origin, OriginKind
from copydesk.text import WORD, fold, slug

_RANKS = frozenset(
    "president general chief head director spokesman spokeswoman spokesperson minister deputy vice secretary "
    "manager senior acting former executive chairman chairwoman leader member officer star of the for and".split()
)
"""Words of an office that do not say whose office it is."""
_PAPERS = frozenset(
    "report statement order data figures website study survey letter filing document release spokesman "
    "spokeswoman spokesperson officials official sources office campaign team staff of the for and in us u s".split()
)
"""Words of a name that do not say whose paper, office or spokesman it is."""
_ANYBODYS = frozenset(
    "authorities authority officials official government administration spokesman spokeswoman spokesperson team "
    "club company firm department agency office organisation organization body group force bank school report "
    "statement study survey letter filing document documents order ruling indictment investigators union campaign "
    "hospital university jury jurors lawsuit firefighters producers".split()
)
"""Nouns for a body or a paper that any other name may be the name of, also where they begin a sentence."""
_SEATED = frozenset(
    "democrat republican conservative liberal lawmaker senator congressman congresswoman".split()
)
"""Nouns for who sits in a parliament: with a place or a party before them they tell nobody's name."""
_SERVING = ROLES | frozenset(
    "spokesman spokeswoman spokesperson spox aide press secretary manager vice-president officer lawyer attorney agent "
    "representative rep publicist staff strategist deputy editor owner founder co-founder head".split()
)
"""Words for who acts or speaks for somebody, or for a body."""
_AUTHORITY = frozenset(
    "government governments administration ministry ministries minister president premier senate senator congress "
    "congressman congresswoman house parliament lawmaker mp department secretary governor mayor council councillor "
    "army military navy soldier commander admiral colonel major police cop cops sheriff trooper troopers constable "
    "officer officers detective inspector sergeant prosecutor prosecutors attorney da court judge justice jury fbi cia "
    "rcmp nypd lapd pentagon state county city authorities authority officials official embassy ambassador consulate "
    "republicans democrats commissioner coroner speaker gov. sen. rep. gen. lt. col. capt. sgt. adm. general".split()
)
"""Words of names and offices of those that act for a state, a town or the law."""
_ABBREVIATED = re.compile(r"\b(?:Gov|Sen|Rep|Dr|Mr|Mrs|Ms|Lt|Gen|Capt|Sgt|Col|St|Jr|Sr)\.")
_WORD = re.compile(r"[\w-]+")
_BEFORE = re.compile(r"(?:['’]s)? (?:[\w’'.&-]+,? ){0,7}$")
_AFTER = re.compile(r"(?:,|,? (?:the|an?) |\s?\() ?(?:[\w’'&-]+,? ){1,9}(?:the |its |\()?$")
_OWNED = re.compile(r"(.+?)(?:['’]s?|s['’]) (?:\w+ ){0,3}\w+$")
_DESCRIBED = frozenset({OriginKind.OFFICIAL, OriginKind.DOCUMENT})
_TITLED = re.compile(
    r"([A-Z][\w’'-]+) (?i:press secretary|spokes(?:woman|man|person)|aide|advis[eo]r|lawyer|attorney) $"
)
"""Before the name of who serves a person without an 's: `Haagen spokeswoman Dora Mills`."""
_LONGEST = 90
"""Characters between a person and the body that an apposition names."""

Served = Mapping[str, frozenset[str]]
"""Id of a person -> the ids of those whom the pages say he acts or speaks for."""


@dataclass(frozen=True, slots=True)
class Kin:
    """What a story's pages tell of its parties: each person's offices, by words, and whom he speaks for."""

    roles: Mapping[str, frozenset[str]]
    served: Served


def kin_of(findings: Sequence[Annotations]) -> Kin:
    """What the pages tell of their persons."""
    roles: dict[str, frozenset[str]] = {}
    for found in findings:
        for entity in found.entities:
            if entity.label == "PERSON":
                held = frozenset(word for role in entity.roles for word in fold(role).split())
                roles[entity.id] = roles.get(entity.id, frozenset()) | held
    served: dict[str, set[str]] = defaultdict(set)
    for found in findings:
        for person, body in _appositions(found):
            served[person].add(body)
    return Kin(roles, {person: frozenset(bodies) for person, bodies in served.items()})


def _appositions(found: Annotations) -> Iterable[tuple[str, str]]:
    """(person, body or person he acts for): `Ann Roe, a spokeswoman for Quayside`, `Quayside’s director Ann Roe`."""
    page = found.page.text
    placed: list[tuple[int, int, Entity]] = sorted(
        ((m.span.start, m.span.end, e) for e in found.entities for m in e.mentions), key=lambda item: item[:2]
    )
    for (start, end, one), (first, last, two) in pairwise(placed):
        between = page[end:first]
        if start == first or last <= end or len(between) > _LONGEST or one.id == two.id:
            continue
        words = set(_WORD.findall(between.lower()))
        if words.isdisjoint(_SERVING):
            continue
        owned = one.label != "PERSON" or between.startswith(("'s ", "’s "))
        if two.label == "PERSON" and owned and _BEFORE.fullmatch(between):
            yield two.id, one.id
        elif one.label == "PERSON" and _AFTER.fullmatch(_ABBREVIATED.sub("", between)):
            yield one.id, two.id
    for start, _, entity in placed:
        if entity.label == "PERSON" and (title := _TITLED.search(page[max(0, start - _LONGEST) : start])):
            yield entity.id, slug(title[1])


def one_person(a: Origin, b: Origin) -> bool:
    """Whether two persons may be one, or of one family: `Karolos` and `Carolos Papoulias`, a name with a stray word."""
    if not (_like_a_person(a) and _like_a_person(b)):
        return False
    one, two = a.id.split("-"), b.id.split("-")
    return (
        one[-1] == two[-1] or set(one) <= set(two) or set(two) <= set(one) or one[-1] in two or two[-1] in one
    )


def _like_a_person(origin: Origin) -> bool:
    """Whether it is a person, or a name of two or three words that no page knows and that is no body's."""
    if origin.kind is not OriginKind.OFFICIAL:
        return origin.kind is OriginKind.PERSON
    parts = origin.id.split("-")
    return len(parts) in {2, 3} and parts[-1] not in _ANYBODYS | _AUTHORITY and is_named(origin)


def one_body(a: Origin, b: Origin, *, kin: Kin) -> bool:
    """Whether one speaks for the other, or both for a third: a body's officer, a document or office of one body."""
    if _principals(a, kin) & _principals(b, kin):
        return True
    persons = [origin for origin in (a, b) if origin.kind is OriginKind.PERSON]
    if len(persons) == 2:
        return False
    one, two = (_body_words(origin) for origin in (a, b))
    if one and two and (one <= two or two <= one):
        return True
    if b.name.replace(".", "") in _initials(a) or a.name.replace(".", "") in _initials(b):
        return True
    if persons:
        office = kin.roles.get(persons[0].id, frozenset()) - _RANKS
        names = {key.rsplit("-", 1)[-1] for key in (persons[0].id, *kin.served.get(persons[0].id, ()))}
        body = two if persons[0] is a else one
        return bool((office | names) & body)
    return False


def _initials(origin: Origin) -> frozenset[str]:
    """`NSU` and `TNSU` for `Northern Seamen’s Union`, `HP` for `Haagen-Pohl`; none for a name of one word."""
    words = [word for word in WORD.findall(origin.name) if word[0].isupper()]
    letters = "".join(word[0] for word in words)
    return frozenset({letters, f"T{letters}"} if len(words) > 1 else ())


def _principals(origin: Origin, kin: Kin) -> frozenset[str]:
    """The party itself, and those it speaks for: `Haagen’s office` for Haagen, whoever that is."""
    served = kin.served.get(origin.id, frozenset())
    owned = _OWNED.fullmatch(origin.name)
    owner = {slug(owned[1])} if owned else set()
    beyond = {further for key in served for further in kin.served.get(key, frozenset())}
    surnames = {key.rsplit("-", 1)[-1] for key in (*served, origin.id)} if owned or served else set()
    surnames |= {origin.id.rsplit("-", 1)[-1]} if origin.kind is OriginKind.PERSON else set()
    return frozenset({origin.id} | served | owner | beyond | surnames)


def may_be_one(a: Origin, b: Origin, *, kin: Kin) -> bool:
    """Whether one is told by a noun that the other may be a name of, or hold an office of: `authorities` and the fire
    chief, `the report` and the committee. A medium is none of these, nor a person who holds no office."""
    for noun, other in ((a, b), (b, a)):
        someone = noun.kind is OriginKind.PERSON
        if not (someone or noun.kind in _DESCRIBED) or is_named(noun):
            continue
        if other.kind in _DESCRIBED or (someone and other.kind is OriginKind.PERSON):
            return True
        if other.kind is OriginKind.PERSON and other.id in kin.roles:
            held = kin.roles[other.id]
            if not held or held & (OFFICES | _RANKS):
                return True
    return False


def both_rule(a: Origin, b: Origin, *, kin: Kin) -> bool:
    """Whether both act for a state, a town or the law, and nothing shows that it is not the same one."""
    if a.country and b.country and a.country != b.country:
        return False
    return _has_authority(a, kin) and _has_authority(b, kin)


def _has_authority(origin: Origin, kin: Kin) -> bool:
    if origin.kind is OriginKind.PERSON:
        return not _AUTHORITY.isdisjoint(kin.roles.get(origin.id, frozenset()))
    if origin.kind is not OriginKind.OFFICIAL:
        return False
    return origin.country is not None or not _AUTHORITY.isdisjoint(origin.id.split("-"))


def is_named(origin: Origin) -> bool:
    """Whether a proper noun tells which body it is: `Greek government`, not `the government`."""
    first, *others = origin.name.split()
    if others and fold(others[-1]) in _SEATED:
        return False  # `the Ohio Republican`
    named = others and first[:1].isupper() and fold(first) not in {"the", "a", "an"}
    alone = not others and first[:1].isupper() and fold(first) not in _ANYBODYS | _AUTHORITY
    return bool(named) or alone or any(word[:1].isupper() for word in others)


def _body_words(origin: Origin) -> frozenset[str]:
    """The words that tell a body from others: `Commerce Department`, `US Department of Commerce order`.

    Where it sits does not: `coast guard in Piraeus` is the Greek coast guard's.
    """
    return frozenset(origin.id.split("-in-")[0].split("-")) - _PAPERS
