"""Which mentions of organisations on a page are the same one: abbreviations, word order, short forms."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from copydesk.annotate.entities.known import BODY_NAMES, CANONICAL
from copydesk.annotate.entities.names import Name
from copydesk.annotate.parse import Passage
from copydesk.text import fold, slug

_DEFINED = re.compile(
    r"[(\[]\s*(?:the\s+)?([A-Z][A-Za-z0-9&]{1,9})\s*[)\],;]|,\s+(?:or|known as|called)\s+([A-Z][A-Z&]{1,9})\b"
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9’']+|&")
_SMALL = frozenset("of the and for in on to de la du des et y at".split())
_LEGAL = re.compile(r",? (?:inc|ltd|limited|corp|co|plc|llc|gmbh|s\.?a|n\.?v|pty)\.?$", re.IGNORECASE)
_BODY_WORDS = frozenset(
    """
    agency assembly association authority bank board bureau commission committee council court department federation
    foundation institute ministry parliament party senate tribunal union university
    """.split()
)
_STATE_BODIES = frozenset(
    "army assembly cabinet congress force government guard military ministry navy parliament police senate "
    "treasury".split()
)
"""Words with which the names of bodies begin or end that every country has: `Defence Ministry`, `Air Force`."""
_POSSESSIVE = re.compile(r"(?:(?<=s)['’]|['’]s)$")
_WHOM_FOR = re.compile(r"\s(?:for|in|of|on)(?: (?!(?:for|in|of|on) )[^\s,;.]+){1,4}$")
"""The end of a long form that a short form may leave out: `UN Relief and Works Agency for Palestine (UNRWA)`."""
_FARTHEST = 200
"""Characters before the bracket in which the long form stands."""
_LONGEST = 12
"""Words before the bracket that may make up the long form."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form, and the tokens `[start, end)` of a passage that it was defined for."""

    short: str
    passage: Passage
    start: int
    end: int


@dataclass(slots=True)
class Organisation:
    """An organisation (or another thing with a name) being put together from mentions."""

    id: str
    name: str
    names: list[Name] = field(default_factory=list)


def learn_abbreviations(passages: Iterable[Passage]) -> list[Abbreviation]:
    """The short forms the text defines: `Long Form (LF)`, `the Long Form, or LF`.

    After Schwartz and Hearst (2003), but each letter must begin a word (or a part after a hyphen), or
    stand for itself in a short form inside the long one (`UN Women`). What the body is for may be left out.
    """
    found = []
    for passage in passages:
        text = passage.doc.text
        for match in _DEFINED.finditer(text):
            short = match.group(1) or match.group(2)
            if sum(c.isupper() for c in short) < 2:
                continue
            first = max(0, match.start() - _FARTHEST)
            before = _POSSESSIVE.sub("", text[first : match.start()].rstrip())
            start = long_form_start(before, short)
            if start is None:
                start = long_form_start(_WHOM_FOR.sub("", before), short)
            span = None if start is None else passage.doc.char_span(first + start, first + len(before))
            if span is not None:
                found.append(Abbreviation(short, passage, span.start, span.end))
    return found


def long_form_start(before: str, short: str) -> int | None:
    """Where the words that `short` abbreviates begin in `before`, which ends with them; None if they do not."""
    letters = "".join(c.lower() for c in short if c.isalpha())
    words = [(m.start(), m.group()) for m in _WORD.finditer(before)][-_LONGEST:]
    for start, word in reversed(words):
        begins = word.lower() if word.isupper() and letters.endswith(word.lower()) else word[0].lower()
        if letters.endswith(begins):
            letters = letters.removesuffix(begins)
        elif word.lower() not in _SMALL:
            return None
        if not letters:
            return start if before[start].isupper() else None
    return None


def key_of(text: str) -> str:
    """What two wordings of one organisation's name share: no article, legal form or word order of `of`."""
    plain = _LEGAL.sub("", fold(text).removeprefix("the "))
    if " of " in plain or plain.endswith((" ministry", " department", " council", " university")):
        return " ".join(sorted(w for w in plain.replace("'s", "").split() if w not in _SMALL))
    return plain.replace(".", "") if len(plain) < 8 else plain


def initials(text: str) -> str:
    """The initials of a name's words, small words left out."""
    return "".join(w[0] for w in _WORD.findall(text) if w.lower() not in _SMALL).upper()


def gather(
    names: Sequence[Name], abbreviations: Sequence[Abbreviation], *, owners: Sequence[str]
) -> list[Organisation]:
    """The organisations behind `names`, in order of first mention; `owners` are the countries named before them, "" for
    none, by which the defence ministries of two are told apart."""
    long_of: dict[str, str] = {}
    for a in abbreviations:
        long_of.setdefault(key_of(a.short), key_of(a.passage.doc[a.start : a.end].text))
    keys = {name: key_of(name.text) for name in names}
    long_keys = {keys[n] for n in names if " " in n.text}
    by_initials: dict[str, set[str]] = {}
    for name in names:
        if " " in name.text:
            by_initials.setdefault(initials(name.text), set()).add(keys[name])
    firsts: dict[str, set[str]] = {}
    for key in long_keys:
        firsts.setdefault(key.split()[0], set()).add(key)
    shortened = _shortened(long_keys)
    groups: dict[str, list[Name]] = {}
    for name in names:
        key = long_of.get(keys[name], keys[name])
        if name.text.isupper() and len(name.text) > 2 and key not in long_of.values():
            spelled = by_initials.get(name.text, set())
            key = next(iter(spelled)) if len(spelled) == 1 else key
        elif _is_first_word(name.text) and len(firsts.get(key, ())) == 1:
            key = next(iter(firsts[key]))
        key = CANONICAL.get(key, shortened.get(key, key))
        groups.setdefault(key, []).append(name)
    owner_of = {id(name): owner for name, owner in zip(names, owners, strict=True)}
    return [made for key, members in groups.items() for made in _by_owner(_made(key, members), owner_of)]


def _by_owner(body: Organisation, owner_of: Mapping[int, str]) -> list[Organisation]:
    """The body, or the bodies of that name where each country named before it has one of its own. A mention without a
    country is of the one named last."""
    words = body.name.lower().split()
    if len(words) > 3 or _STATE_BODIES.isdisjoint((words[0], words[-1])):
        return [body]
    told = list(dict.fromkeys(filter(None, (owner_of[id(name)] for name in body.names))))
    if len(told) < 2:
        return [body]
    last, parts = told[0], {owner: Organisation(f"{owner}-{body.id}", body.name) for owner in told}
    for name in body.names:
        last = owner_of[id(name)] or last
        parts[last].names.append(name)
    return list(parts.values())


def _is_first_word(text: str) -> bool:
    """Whether a name may be the first word of a longer one; a house of its own (`Quarrysoft`) is not."""
    return " " not in text and text[1:].islower() and text not in BODY_NAMES


def _shortened(long_keys: Iterable[str]) -> dict[str, str]:
    """Keys that are the end of exactly one longer key: `supreme court` beside `us supreme court`, `the Ministry`.

    A single word only if it is a word for bodies.
    """
    longer: dict[str, set[str]] = {}
    for key in long_keys:
        words = key.split()
        for start in range(1, len(words)):
            if start < len(words) - 1 or words[start] in _BODY_WORDS:
                longer.setdefault(" ".join(words[start:]), set()).add(key)
    return {short: next(iter(keys)) for short, keys in longer.items() if len(keys) == 1}


def _made(key: str, members: list[Name]) -> Organisation:
    if key in CANONICAL.values():
        return Organisation(slug(key), key, members)
    counts = Counter(_bare(n.text) for n in members)
    name = max(counts, key=lambda t: (not t.isupper(), len(t.split()), counts[t]))
    return Organisation(slug(_LEGAL.sub("", name)), name, members)


def _bare(text: str) -> str:
    return text[4:] if text[:4].lower() == "the " else text
