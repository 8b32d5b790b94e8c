"""News agencies and state media: who they are, and where a text names them.

The table is `data/agencies.json`, facts compiled for this project; `use_agencies` adds to it. An agency's
`marks` are signs too short or too common to mean it anywhere (`AP`, `TT`, `Petra`); in running text they
count only in brackets or beside a word of saying, its other names count wherever they stand.
"""

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from copydesk.model import Span
from copydesk.text import fold

_LONGEST = 120
_TABLE = Path(__file__).parent / "data" / "agencies.json"

_TOKEN = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TRIM = " \t\n\r\f\v\xa0()[]<>{}/|,;:.*-–—©®™\"'“”‘’«»"
_LEAD = re.compile(
    r"(?:(?:news agency|state news agency|copyright|source|by|from|via|von|par|por|per|di|door|av|af|od|"
    r"the|with|mit|avec|con|com|agencies|агентство|informationen von)\s+|\d{4}\s+)+",
    re.IGNORECASE,
)
_SAID_BEFORE = re.compile(
    r"(?:told|tells|according to|by|via|agency|service|broadcaster|cited|quoted|citing|quoting) (?:the )?$"
)
_SAID_AFTER = re.compile(
    r"(?:'s|’s)? (?:said|says|reported|reports|reporting|quoted|cited|added|wrote|learned|news agency|"
    r"journalists?|correspondents?|photographers?|reporters?|report|tally|interview|analysis|review|poll)\b"
)


@dataclass(frozen=True, slots=True)
class Agency:
    """One news agency or state medium.

    `kind` is `agency` or `state_media` (run or funded by a state or ruling party), `country` an ISO 3166
    alpha-2 code, `owner` who holds it (None if not known), `languages` the ISO 639-1 codes it writes in.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    marks: tuple[str, ...]
    kind: str
    country: str
    owner: str | None
    languages: tuple[str, ...]


_added: tuple[Agency, ...] = ()


def use_agencies(added: tuple[Agency, ...]) -> None:
    """From now on, in this process, the table is the shipped one and `added`, which goes before where ids are equal.

    State of the process, since names are looked up wherever a stage reads one; what was added before is forgotten.
    """
    global _added
    if added != _added:
        _added = added
        for remembered in (agencies, _find, _names, _vocabulary, _by_first_word, _unspaced_names):
            remembered.cache_clear()


@cache
def agencies() -> tuple[Agency, ...]:
    """Every agency of the table, ordered by id."""
    known = {agency.id: agency for agency in (*_shipped(), *_added)}
    return tuple(known[key] for key in sorted(known))


@cache
def _shipped() -> tuple[Agency, ...]:
    rows = json.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple(
        Agency(
            **row
            | {
                "aliases": tuple(row["aliases"]),
                "marks": tuple(row["marks"]),
                "languages": tuple(row["languages"]),
            }
        )
        for row in rows
    )


def find_agency(text: str, *, language: str | None = None) -> Agency | None:
    """The agency that `text` as a whole names: `Reuters`, `(AFP)`, `© dpa`, `By The Associated Press`.

    Brackets, dots, `By`, `©` and a year around the name are ignored, and case in names of five letters
    and more. A mark that several agencies share (`APA`) needs `language` to be decided, else None.
    """
    return _find(text, language) if len(text) <= _LONGEST else None


@lru_cache(maxsize=1 << 14)
def _find(text: str, language: str | None) -> Agency | None:
    """`find_agency` for texts short enough to be a name; pages of a site repeat them."""
    bare = text.strip(_TRIM)
    if _vocabulary().isdisjoint(_TOKEN.findall(bare.lower())) and not _UNSPACED.search(bare):
        return None
    for _ in range(2):
        found = _by_name(bare, language)
        if found is not None:
            return found
        bare = _LEAD.sub("", bare, count=1).strip(_TRIM)
    return None


def are_initials(text: str) -> bool:
    """Whether the text is the mark of several agencies, `APA`: some agency's, whichever of them it is."""
    exact, _ = _names()
    return len(exact.get(text.strip(_TRIM), ())) > 1


def named_agencies(text: str) -> list[tuple[Agency, Span]]:
    """The agencies that running text names, with the span of each naming, in text order, not overlapping."""
    found: list[tuple[Agency, Span]] = []
    first_words = _by_first_word()
    end = 0
    for token in _TOKEN.finditer(text):
        if token.start() < end:
            continue
        for name, agency, is_mark in first_words.get(token.group(), ()):
            stop = token.start() + len(name)
            if not text.startswith(name, token.start()) or text[stop : stop + 1].isalnum():
                continue
            if not is_mark or _is_cued(text, start=token.start(), stop=stop):
                found.append((agency, Span(token.start(), stop)))
                end = stop
                break
    if _UNSPACED.search(text):
        found = sorted(found + _unspaced(text), key=lambda pair: pair[1])
    return found


def _is_cued(text: str, *, start: int, stop: int) -> bool:
    """Whether a mark at `start` stands in brackets or beside a word of saying."""
    if text[start - 1 : start] in ("(", "/") and text[stop : stop + 1] in (")", "/"):
        return True
    before = text[max(0, start - 20) : start]
    return bool(_SAID_BEFORE.search(before) or _SAID_AFTER.match(text, stop))


def _unspaced(text: str) -> list[tuple[Agency, Span]]:
    """Names in scripts that put no space between words, longest first where they overlap."""
    found: list[tuple[Agency, Span]] = []
    for name, agency in _unspaced_names():
        start = text.find(name)
        while start >= 0:
            span = Span(start, start + len(name))
            if not any(span.overlaps(other) for _, other in found):
                found.append((agency, span))
            start = text.find(name, span.end)
    return found


def _by_name(bare: str, language: str | None) -> Agency | None:
    exact, folded = _names()
    candidates = exact.get(bare) or (folded.get(fold(bare)) if len(bare) >= 5 else None)
    if not candidates:
        return None
    if len(candidates) > 1 and language is not None:
        candidates = tuple(a for a in candidates if language in a.languages)
    return candidates[0] if len(candidates) == 1 else None


@cache
def _names() -> tuple[dict[str, tuple[Agency, ...]], dict[str, tuple[Agency, ...]]]:
    """Agencies by each of their names as written, and by their folded names."""
    exact: dict[str, tuple[Agency, ...]] = {}
    folded: dict[str, tuple[Agency, ...]] = {}
    for agency in agencies():
        for name in dict.fromkeys((agency.name, *agency.aliases, *agency.marks)):
            exact[name] = (*exact.get(name, ()), agency)
            if agency not in folded.get(fold(name), ()):
                folded[fold(name)] = (*folded.get(fold(name), ()), agency)
    return exact, folded


@cache
def _vocabulary() -> frozenset[str]:
    """Every word, lower-cased, of any agency's name."""
    exact, _ = _names()
    return frozenset(word for name in exact for word in _TOKEN.findall(name.lower()))


@cache
def _by_first_word() -> dict[str, list[tuple[str, Agency, bool]]]:
    """(name, agency, is a mark) by the name's first word, the longest name first; shared marks left out."""
    index: dict[str, list[tuple[str, Agency, bool]]] = {}
    exact, _ = _names()
    for name, owners in exact.items():
        token = _TOKEN.match(name)
        if token is None or len(owners) > 1 or _UNSPACED.search(name):
            continue
        index.setdefault(token.group(), []).append((name, owners[0], name in owners[0].marks))
    for entries in index.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    return index


@cache
def _unspaced_names() -> tuple[tuple[str, Agency], ...]:
    exact, _ = _names()
    names = ((name, owners[0]) for name, owners in exact.items() if _UNSPACED.search(name))
    return tuple(sorted(names, key=lambda pair: (-len(pair[0]), pair[0])))
