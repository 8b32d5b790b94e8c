"""Place names -> the places they most likely mean on this page.

A name means one place a page. Its candidates are weighed by how many people live there, by the province or
country named with it (`Paris, Texas`), by the provinces and countries named elsewhere on the page, and by how
near the likely places of the other names lie: the places of one page are mostly neighbours (Leidner 2007).
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.annotate.entities.gazetteer import Candidate, Gazetteer
from copydesk.annotate.entities.names import Name

Array = npt.NDArray[Any]
DEGREE = 111.2
"""Kilometres a degree."""
LARGE = 18.0
"""Doublings of one inhabitant, about 260,000: from here on the world knows a city."""
SMALLEST_SEAT = 20_000
KNOWN_ALONE = 50_000
"""Inhabitants of a town that is known without anything beside it."""
AT_ONCE = 200
"""Different names."""
MOST_PAIRED = 600
"""Candidates of one page that are compared pair by pair; with many names each has fewer."""
ROUNDS = 2
OUTNUMBERED = 500
"""How many times as many people a province has whose name a village does not take without saying so."""
_MOST = 15
"""Candidates of one name that are weighed: the largest."""
_DWELLERS = frozenset(
    "man men woman women resident residents residence home teen teenager couple native family police mayor".split()
)
_QUALIFIER = re.compile(
    r"^(?:the |downtown |central |greater |northern |southern |eastern |western |north-east |metro )+",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r" (?:city|town|township|village|area|metro|district|region|province|state)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts; found by coordinate search (`training/geocoding.py`), then rounded."""

    people: float = 0.35
    large: float = 1.4
    seat: float = 2.0
    country: float = 2.5
    admin1: float = 2.0
    region: float = 4.0
    admin2: float = -1.0
    unsure: float = -4.5
    container: float = 12.0
    same_admin: float = 0.8
    same_country: float = 1.0
    home_country: float = 7.0
    home_admin: float = 5.0
    near: float = 11.0
    reach: float = 60.0


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Options:
    """A page's place names with the places each may mean.

    `stands` holds what was named with each name, `seats` the country whose government sits in a city of that
    name ("" for none); `owner` gives each candidate's name by number.
    """

    texts: tuple[str, ...]
    stands: tuple[frozenset[str], ...]
    seats: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    owner: Array


def locate(names: Sequence[Name], gazetteer: Gazetteer) -> dict[str, Candidate]:
    """The text of each name that is a place's -> the place. Names the gazetteer lacks are left out.

    Pages with more different names than are weighed at once are taken in parts.
    """
    texts = list(dict.fromkeys(name.text for name in names))
    found: dict[str, Candidate] = {}
    for start in range(0, len(texts), AT_ONCE):
        part = set(texts[start : start + AT_ONCE])
        found |= choose(collect([name for name in names if name.text in part], gazetteer))
    return found


def vouched(
    found: Mapping[str, Candidate], names: Sequence[Name], *, gazetteer: Gazetteer
) -> dict[str, Candidate]:
    """The places of `locate` without small towns for which nothing on the page speaks: they are nowhere what something
    happens in, no province or country is named with them, and nothing else lies in their country or is called after it.

    Any word that the tagger takes for a place's is some village's name.
    """
    lands: dict[str, set[str]] = {}
    for name in names:
        people = gazetteer.countries.of_people(name.text) or gazetteer.countries.named(name.text)
        land = people.code if people else found[name.text].country if name.text in found else ""
        lands.setdefault(land, set()).add(name.text)
    told = {
        name.text
        for name in names
        if name.text in found
        and (containers(name, gazetteer) or _is_where(name) or gazetteer.countries.seated_in(name.text))
    }
    return {
        text: spot
        for text, spot in found.items()
        if spot.kind != "city" or spot.people >= KNOWN_ALONE or text in told or lands[spot.country] - {text}
    }


def _is_where(name: Name) -> bool:
    """Whether something is in it (`in Reese`) or somebody of it (`a Reese man`)."""
    doc, start, end = name.passage.doc, name.start, name.end
    if start > 0 and doc[start - 1].lower_ in {"in", "near", "outside"}:
        return True
    return end < len(doc) and doc[end].lower_ in _DWELLERS


def collect(names: Sequence[Name], gazetteer: Gazetteer) -> Options:
    """What the names of a page may mean."""
    stands: dict[str, set[str]] = {}
    for name in names:
        stands.setdefault(name.text, set()).update(containers(name, gazetteer))
    options = {text: options_of(text, gazetteer) for text in stands}
    options = {text: found if stands[text] else _without_villages(found) for text, found in options.items()}
    texts = tuple(text for text, found in options.items() if found)
    each = max(2, MOST_PAIRED // max(len(texts), 1))
    rows = [(k, c) for k, text in enumerate(texts) for c in options[text][:each]]
    owner = np.array([k for k, _ in rows], dtype=np.int64)
    seats = [gazetteer.countries.seated_in(text) for text in texts]
    return Options(
        texts,
        tuple(frozenset(stands[t]) for t in texts),
        tuple(seat.code if seat else "" for seat in seats),
        tuple(c for _, c in rows),
        owner,
    )


def choose(options: Options, weights: Weights = WEIGHTS) -> dict[str, Candidate]:
    """The likeliest place of each name."""
    if not options.texts:
        return {}
    rows, owner = options.candidates, options.owner
    score = alone = np.array(
        [
            _alone(c, options.stands[k], seat=options.seats[k], w=weights)
            for k, c in zip(owner, rows, strict=True)
        ]
    )
    for _ in range(ROUNDS):
        score = alone + _together(rows, owner, likely=_softmax(score, owner), w=weights)
    best: dict[str, Candidate] = {}
    for i in np.argsort(score, kind="stable"):
        best[options.texts[owner[i]]] = rows[i]
    return best


def containers(name: Name, gazetteer: Gazetteer) -> set[str]:
    """The provinces (`US.Texas`) and countries (`US`) named straight after: `Paris, Texas`, `Aleppo in Syria`."""
    doc, i = name.passage.doc, name.end
    if i + 1 >= len(doc) or doc[i].text not in {",", "(", "in"}:
        return set()
    for end in range(min(i + 5, len(doc)), i + 1, -1):
        text = doc[i + 1 : end].text
        if not text[:1].isupper():
            return set()
        state = gazetteer.countries.states.get(text)
        if state:
            return {f"US.{state}"}
        country = gazetteer.countries.named(text)
        found = {c.admin1 for c in gazetteer.places.candidates(text) if c.kind == "admin1"}
        if country:
            found.add(country.code)
        if found:
            return found
    return set()


def options_of(text: str, gazetteer: Gazetteer) -> list[Candidate]:
    """The places the name may mean, the largest first."""
    places = gazetteer.places
    bare = _QUALIFIER.sub("", text)
    if text.endswith((" State", " Province")):  # not the city of that name
        divisions = [c for c in places.candidates(_SUFFIX.sub("", text)) if c.kind == "admin1" and c.sure]
        if divisions:
            return divisions
    for form in (text, bare, _SUFFIX.sub("", bare), bare.replace("St. ", "Saint ").replace("Mt. ", "Mount ")):
        found = places.candidates(form)
        if found:
            return _distinct(sorted(found, key=lambda c: (-c.people, c.row))[:_MOST])
    return []


def _without_villages(found: list[Candidate]) -> list[Candidate]:
    """Without the places that bear a province's or country's name and have few of its people.

    A village of that name is told by what is named with it.
    """
    divisions = [c.people for c in found if c.sure and c.kind in {"country", "admin1"}]
    fewest = max(divisions, default=0.0) / OUTNUMBERED
    return [c for c in found if c.people >= fewest or c.kind in {"country", "admin1", "region"}]


def _distinct(found: list[Candidate]) -> list[Candidate]:
    """Without the province or district that is little more than the city of the same name in it."""
    cities = {c.admin1: c.people for c in found if c.kind == "city"}
    divisions = {"admin1", "admin2"}
    return [c for c in found if c.kind not in divisions or cities.get(c.admin1, 0) < c.people / 3]


def _alone(c: Candidate, stands: frozenset[str], *, seat: str, w: Weights) -> float:
    """How likely the candidate is by itself and by the province named with it."""
    kind = {"country": w.country, "admin1": w.admin1, "admin2": w.admin2, "region": w.region}.get(c.kind, 0.0)
    size = math.log2(c.people + 1)
    large = max(0.0, size - LARGE) if c.kind == "city" else 0.0
    score = w.people * size + w.large * large + kind + (0.0 if c.sure else w.unsure)
    if seat and seat == c.country and c.kind == "city" and c.people >= SMALLEST_SEAT:
        score += w.seat
    if stands and c.kind != "country":
        inside = c.country in stands or (c.admin1 in stands and c.kind != "admin1")
        score += w.container if inside else 0.0
    return score


def _softmax(score: Array, owner: Array) -> Array:
    """Each name's candidates as shares that add up to one."""
    weight = np.exp(score - _most(score, owner)[owner])
    shares: Array = weight / np.bincount(owner, weight)[owner]
    return shares


def _most(score: Array, owner: Array) -> Array:
    highest = np.full(owner.max() + 1, -np.inf)
    np.maximum.at(highest, owner, score)
    return highest


def _together(rows: Sequence[Candidate], owner: Array, *, likely: Array, w: Weights) -> Array:
    """What the other names on the page add to each candidate."""
    small = np.array([c.kind not in {"country", "region"} for c in rows])
    other = owner[:, None] != owner[None, :]
    spot = np.array([c.kind in {"city", "admin2"} for c in rows])  # a province's middle is near nothing
    near = np.where(other & spot[None, :] & spot[:, None], _closeness(rows, w.reach), 0.0) @ likely
    names = max(int(owner.max()), 1)
    countries = _same(rows, "country", other=other)
    admins = _same(rows, "admin1", other=other)
    named_country = np.array([c.kind == "country" for c in rows]) * likely
    named_admin = np.array([c.kind == "admin1" for c in rows]) * likely
    total: Array = w.near * np.minimum(near, 3.0)
    total = total + w.home_country * (countries @ likely) / names + w.home_admin * (admins @ likely) / names
    total = total + small * w.same_country * (countries * named_country).max(axis=1, initial=0.0)
    total = total + small * w.same_admin * (admins * named_admin).max(axis=1, initial=0.0)
    return total


def _closeness(rows: Sequence[Candidate], reach: float) -> Array:
    """For each pair of candidates, 1 at one spot, falling to 1/e at `reach` kilometres."""
    latitude = np.array([c.latitude for c in rows])
    longitude = np.array([c.longitude for c in rows])
    north = latitude[:, None] - latitude[None, :]
    east = (longitude[:, None] - longitude[None, :]) * np.cos(np.radians(latitude))[:, None]
    made: Array = np.exp(-DEGREE * np.hypot(north, east) / reach)
    return made


def _same(rows: Sequence[Candidate], field: str, *, other: Array) -> Array:
    """Which pairs of candidates for different names lie in the same country or province."""
    values = np.array([getattr(c, field) for c in rows])
    made: Array = (values[:, None] == values[None, :]) & (values != "")[:, None] & other
    return made
