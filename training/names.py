"""Compile given and family names into `src/copydesk/clean/data/names.txt.gz`.

    python -m training.names

Read from the lists of names of some eighty countries in Faker (MIT licence). Each line is a folded name and what
it is: `g` given, `f` family, `b` both.
"""

import argparse
import gzip
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import faker.providers.person as people

from copydesk.text import fold

TARGET = Path(__file__).parent.parent / "src" / "copydesk" / "clean" / "data" / "names.txt.gz"
_FIELD = re.compile(r"(first|last)_names?(?!.*(?:romanized|kana|format|prefix|suffix))")
_NAME = re.compile(r"[^\W\d_](?:[\w'’.-]*[^\W\d_])?")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def texts_in(value: Any) -> Iterator[str]:
    """Every string in the value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        for item in value:
            yield from texts_in(item)


def listed() -> Iterator[tuple[str, str, str, set[str]]]:
    """Faker's lists of names: the country's locale, the field, `first` or `last`, and the folded names."""
    for module in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"{people.__name__}.{module.name}").Provider
        for field in dir(provider):
            kind, value = _FIELD.match(field), getattr(provider, field)
            if kind and isinstance(value, list | tuple | dict | set):
                names = {part.strip("().,") for text in texts_in(value) for part in fold(text).split()}
                yield module.name, field, kind[1], names


def collect() -> dict[str, set[str]]:
    """Folded names, each with what it is: `first`, `last` or both."""
    found: dict[str, set[str]] = {}
    for _, _, kind, names in listed():
        for name in names:
            if len(name) > 1 and _NAME.fullmatch(name) and not _UNSPACED.search(name):
                found.setdefault(name, set()).add(kind)
    return found


def main() -> None:
    """Write the table."""
    found = collect()
    marks = {frozenset({"first"}): "g", frozenset({"last"}): "f", frozenset({"first", "last"}): "b"}
    lines = sorted(f"{name}\t{marks[frozenset(kinds)]}" for name, kinds in found.items())
    TARGET.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{len(lines)} names, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
