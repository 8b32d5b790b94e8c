"""Compile the month names of many languages into `src/copydesk/clean/data/months.json`.

    python -m training.months

Read from Babel, whose tables are those of the Unicode CLDR (Unicode License v3).
The file maps each folded month name or abbreviation to its number, or, where languages differ on
it (`listopad` is October in Croatian and November in Polish), to {language: number}.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

from babel import Locale

TARGET = Path(__file__).parent.parent / "src" / "copydesk" / "clean" / "data" / "months.json"

LANGUAGES = (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ka "
    "kk km kn ky lo lt lv mk ml mn mr ms mt my nb ne nl pa pl ps pt ro ru si sk sl so sq sr sv sw ta te tg "
    "th tk tr uk ur uz vi zu"
).split()

# Forms newspapers print that CLDR does not list.
EXTRA = {
    "en": {"sept": 9, "octo": 10, "decem": 12},
    "de": {"jän": 1, "jänner": 1, "feber": 2, "mär": 3, "mrz": 3, "märz": 3, "sept": 9, "juno": 6},
    "es": {"set": 9, "setiembre": 9, "ene": 1, "sep": 9},
    "fr": {"fev": 2, "aout": 8, "aoû": 8, "dec": 12, "fevrier": 2, "decembre": 12},
    "pt": {"marco": 3},
    "nl": {"mrt": 3},
    "id": {"agt": 8, "agustus": 8, "nop": 11, "nopember": 11, "pebruari": 2},
    "tr": {"subat": 2, "agustos": 8, "eylul": 9, "kasim": 11, "aralik": 12},
    "ar": {
        "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8,
        "أيلول": 9, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12, "جانفي": 1, "فيفري": 2,
        "أفريل": 4, "جوان": 6, "جويلية": 7, "أوت": 8, "اكتوبر": 10, "ابريل": 4, "اغسطس": 8,
    },
}  # fmt: skip


def month_names() -> dict[str, dict[str, int]]:
    """Each folded name with the number it has in each language that uses it."""
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for language in LANGUAGES:
        months = Locale(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    folded = str(name).casefold().strip().rstrip(".").strip()
                    if len(folded) >= 2 and not any(c.isdigit() for c in folded):
                        names[folded].setdefault(language, number)
    for language, forms in EXTRA.items():
        for name, number in forms.items():
            names[name].setdefault(language, number)
    return names


def main() -> None:
    """Write the table."""
    table: dict[str, int | dict[str, int]] = {}
    for name, by_language in sorted(month_names().items()):
        numbers = set(by_language.values())
        table[name] = numbers.pop() if len(numbers) == 1 else dict(sorted(by_language.items()))
    lines = (f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in table.items())
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
