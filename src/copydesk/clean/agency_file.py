"""A user's own agencies: a file of JSON Lines in the shape of the shipped table."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from copydesk.clean.agencies import Agency
from copydesk.errors import InputError
from copydesk.text import slug

KINDS = ("agency", "state_media")
_TEXTS = ("id", "name", "kind", "country", "owner")
_LISTS = ("aliases", "marks", "languages")


def read_agencies(path: Path) -> tuple[Agency, ...]:
    """The agencies of the file, in its order: one JSON object a line, blank lines skipped.

    `name` is needed; `kind` is `agency` unless it says `state_media`; `id` is a slug of the name unless given, and
    one that the shipped table has takes its place. Raises `InputError` naming the line that is wrong.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start})") from error
    found: dict[str, tuple[int, Agency]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            agency = _agency(json.loads(line))
        except ValueError as error:
            raise InputError(f"{path}, line {number}: {error}") from error
        if agency.id in found:
            raise InputError(
                f"{path}, line {number}: the id {agency.id} stands in line {found[agency.id][0]}"
            )
        found[agency.id] = (number, agency)
    return tuple(agency for _, agency in found.values())


def _agency(row: object) -> Agency:
    """The agency a row describes. Raises `ValueError` saying what is wrong with it."""
    if not isinstance(row, dict):
        raise ValueError("not a JSON object")
    unknown = sorted(row.keys() - {*_TEXTS, *_LISTS})
    if unknown:
        raise ValueError(f"{unknown[0]!r} is none of {', '.join((*_TEXTS, *_LISTS))}")
    if not row.get("name"):
        raise ValueError("no name")
    texts = {key: _text(row, key) for key in _TEXTS}
    kind, country = texts["kind"] or "agency", texts["country"] or ""
    if kind not in KINDS:
        raise ValueError(f"kind is {kind!r}, neither {' nor '.join(KINDS)}")
    if country and not (len(country) == 2 and country.isascii() and country.isupper()):
        raise ValueError(f"country is {country!r}, not two capital letters of ISO 3166")
    name = texts["name"] or ""
    lists = {key: _texts(row, key) for key in _LISTS}
    return Agency(
        texts["id"] or slug(name), name, lists["aliases"], lists["marks"], kind, country, texts["owner"],
        lists["languages"],
    )  # fmt: skip


def _text(row: Mapping[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key} is not a text")
    return value


def _texts(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key) or []
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ValueError(f"{key} is not a list of texts")
    return tuple(value)
