"""Persons and bodies named in part, known by the full name another place of the same story gives them."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from copydesk.model import Annotations, Attribution, Entity, Event

MAIN = 4
_INITIALS = re.compile(r"[A-Z]{3,6}")
_LINKING = frozenset("and at by for from in of on or to with s other another fellow some many former".split())
"""Words that part a name from what stands before it, or tell others of that name from it."""


def link_names(findings: Sequence[Annotations]) -> list[Annotations]:
    """The findings of one story with `putin` called `vladimir-putin` throughout, where one person bears that name.

    Of several who bear it, the one whom the story is about goes by it: who is named `MAIN` times as often as all others
    together. So is a body that is named by the last words of one longer name (`Hau Logistics`, `Song Hau Logistics`),
    or by its initials.
    A part of a name stays as it is where no page gives a full name, or nobody is named so much more.
    """
    full = _full_names(findings)
    return [_renamed(found, full) if _ids(found) & full.keys() else found for found in findings]


def _full_names(findings: Sequence[Annotations]) -> Mapping[str, tuple[str, str]]:
    """Id of a bare surname, or of the last words of a body's name -> id and name of its one bearer in the story."""
    bodies = {e.id: e.name for found in findings for e in found.entities if e.label == "ORG"}
    persons = {e.id: e.name for found in findings for e in found.entities if e.label == "PERSON"}
    bearers: dict[str, list[str]] = defaultdict(list)
    for key in sorted(persons):
        if "-" in key and " " in persons[key]:
            bearers[key.rsplit("-", 1)[1]].append(key)
    named = sum((_named(found, bearers) for found in findings), Counter[str]())
    mains = {short: _main(bearers[short], named) for short in persons if "-" not in short}
    surnames = {short: (main, persons[main]) for short, main in mains.items() if main is not None}
    tails = {short: (full, bodies[full]) for short, full in in_full(bodies).items() if "-" in short}
    tails |= {short: (full, bodies[full]) for short, full in _spelled_out(bodies).items()}
    return surnames | {short: full for short, full in tails.items() if full[0] not in tails}


def _spelled_out(bodies: Mapping[str, str]) -> dict[str, str]:
    """Id of a body called by its initials -> id of the one body of the story whose name they are: `VBS`, `Vale Boat
    Service`."""
    shorts = {name: key for key, name in bodies.items() if _INITIALS.fullmatch(name)}
    spelled: dict[str, set[str]] = defaultdict(set)
    for key, name in bodies.items():
        for initials in _initials(name) & shorts.keys():
            spelled[shorts[initials]].add(key)
    return {short: min(keys) for short, keys in spelled.items() if len(keys) == 1}


def _initials(name: str) -> set[str]:
    """The initials of a name of several words: with and without its small words, and without what follows an `and`
    (`CDC` for the Centers for Disease Control and Prevention)."""
    words = re.findall(r"[^\W\d_][\w’']*", name)
    large = [word for word in words if word[0].isupper()]
    until = words.index("and") if "and" in words else len(words)
    forms = (words, large, [word for word in words[:until] if word[0].isupper()])
    return {"".join(word[0] for word in form).upper() for form in forms if len(form) > 1}


def _named(found: Annotations, bearers: Mapping[str, Sequence[str]]) -> Counter[str]:
    """How often the page names each person; a surname alone counts for the only one on the page who bears it."""
    named = Counter({e.id: len(e.mentions) for e in found.entities if e.label == "PERSON"})
    for short in [key for key in named if key in bearers]:
        here = [key for key in bearers[short] if key in named]
        if len(here) == 1:
            named[here[0]] += named[short]
    return named


def _main(bearers: Sequence[str], named: Mapping[str, int]) -> str | None:
    """The one of the bearers of a surname who goes by it."""
    most = max(bearers, key=lambda key: (named[key], key), default=None)
    others = sum(named[key] for key in bearers if key != most)
    return most if most is not None and named[most] >= MAIN * others else None


def in_full(ids: Collection[str]) -> dict[str, str]:
    """Each of these ids that ends just one longer one -> that one: `coast-guard`, `greek-coast-guard`; but not
    `hau-logistics`, `phone-from-hau-logistics`."""
    longer: dict[str, list[str]] = defaultdict(list)
    for full in ids:
        words = full.split("-")
        for at in range(1, len(words)):
            short = "-".join(words[at:])
            if short in ids and _LINKING.isdisjoint(words[:at]):
                longer[short].append(full)
    return {short: fulls[0] for short, fulls in longer.items() if len(fulls) == 1}


def _ids(found: Annotations) -> frozenset[str]:
    return frozenset(entity.id for entity in found.entities)


def _renamed(found: Annotations, full: Mapping[str, tuple[str, str]]) -> Annotations:
    """`found` with the entities renamed wherever they are spoken of."""

    def known(key: str) -> str:
        return full[key][0] if key in full else key

    def maybe(key: str | None) -> str | None:
        return None if key is None else known(key)

    def party(link: Attribution) -> Attribution:
        return replace(link, entity=maybe(link.entity))

    def event(told: Event) -> Event:
        source, target = tuple(map(known, told.source)), tuple(map(known, told.target))
        return replace(told, source=source, target=target, place=maybe(told.place))

    return replace(
        found,
        entities=_merged(found.entities, full),
        quotations=tuple(replace(q, speaker=maybe(q.speaker)) for q in found.quotations),
        claims=tuple(replace(c, attribution=tuple(map(party, c.attribution))) for c in found.claims),
        events=tuple(map(event, found.events)),
    )


def _merged(entities: Sequence[Entity], full: Mapping[str, tuple[str, str]]) -> tuple[Entity, ...]:
    """The entities under their full names; one the page names both ways has the mentions of both."""
    merged: dict[str, Entity] = {}
    for entity in entities:
        key, name = full.get(entity.id, (entity.id, entity.name))
        other = merged.get(key)
        if other is None:
            merged[key] = replace(entity, id=key, name=name)
        else:
            mentions = tuple(sorted(other.mentions + entity.mentions, key=lambda m: m.span))
            roles = tuple(dict.fromkeys(other.roles + entity.roles))
            merged[key] = replace(other, mentions=mentions, roles=roles)
    return tuple(merged.values())
