"""Compile which given names tell a person's gender into `src/copydesk/annotate/entities/data/given_names.txt.gz`.

    python -m training.given_names

Read from the lists of women's and men's names of some eighty countries in Faker (MIT licence). A name counts where
at least four in five of the countries that have it agree; one that is a family name too only where five countries
or more do; a woman's name known in English alone does not: men bear many of them.
Each line is a folded name and `f` or `m`.
"""

import argparse
import gzip
import re
from collections import defaultdict

from copydesk.annotate.entities.gazetteer import DATA
from copydesk.sealed import seal
from training.names import listed

TARGET = DATA / "given_names.txt.gz"
AGREED = 0.8
SURE = 5
_NAME = re.compile(r"[a-z\u00df-\u024f][a-z\u00df-\u024f'’.-]+")


def collect() -> dict[str, str]:
    """Folded given names that tell a gender -> `f` or `m`."""
    countries: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    families: set[str] = set()
    for country, field, kind, names in listed():
        if kind == "last":
            families |= names
        elif "male" in field:
            gender = "f" if "female" in field else "m"
            for name in filter(_NAME.fullmatch, names):
                countries[name][gender].add(country)
    found = {}
    for name, held in countries.items():
        total = len(held["f"]) + len(held["m"])
        gender = max("fm", key=lambda g: len(held[g]))
        english_only = all(country.startswith("en") for country in held[gender])
        if english_only and gender == "f":
            continue
        if len(held[gender]) >= AGREED * total and (name not in families or total >= SURE):
            found[name] = gender
    return found


def main() -> None:
    """Write the table and seal its folder."""
    lines = sorted(f"{name}\t{gender}" for name, gender in collect().items())
    TARGET.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    seal(TARGET.parent)
    print(f"{len(lines)} names, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
