"""Whom PETRARCH's actor and agent dictionaries name in a parsed sentence, as copydesk entities.

For the evaluation on PETRARCH's own test records alone: an entity's id is the actor code, `USAGOV`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.annotate.parse import Parsed, Passage
from copydesk.model import Entity, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST_NAME = 6
FILES = {
    "Validate": (("PETR.Validate.actors.txt",), "PETR.Validate.agents.txt"),
    "Phoenix": (
        (
            "Phoenix.Countries.actors.txt",
            "Phoenix.International.actors.txt",
            "Phoenix.MilNonState.actors.txt",
        ),
        "Phoenix.agents.txt",
    ),
}
CODE = re.compile(r"\[([^\]]*)\]?")
SHORTEST_STEM = 4
DISCARD = frozenset({"---", "+++", "###"})


@dataclass(frozen=True, slots=True)
class Code:
    """An actor code with the days it holds, YYYYMMDD."""

    code: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class ActorDictionary:
    """Names in upper case to codes; `stems` may be the beginning of a word; `agents` are common nouns."""

    names: Mapping[str, tuple[Code, ...]]
    stems: frozenset[str]
    agents: Mapping[str, str]

    def code_of(self, name: str, day: str) -> str | None:
        """The code of the name on that day: a dated one before a general one."""
        codes = self.names.get(name, ())
        fitting = [c for c in codes if c.first <= day <= c.last]
        dated = [c for c in fitting if (c.first, c.last) != ("0", "9")]
        chosen = (dated or fitting)[:1]
        return chosen[0].code if chosen and chosen[0].code not in DISCARD else None


def load_dictionary(folder: Path, name: str) -> ActorDictionary:
    """The dictionaries that go with `Validate` or `Phoenix` records."""
    actors, agents = FILES[name]
    names: dict[str, list[Code]] = defaultdict(list)
    stems: set[str] = set()
    for file in actors:
        _read_actors(folder / file, names, stems)
    return ActorDictionary(
        {k: tuple(v) for k, v in names.items()}, frozenset(stems), _agents(folder / agents)
    )


def _read_actors(path: Path, names: dict[str, list[Code]], stems: set[str]) -> None:
    block: list[str] = []
    codes: list[Code] = []
    for line in [*path.read_text(encoding="utf-8", errors="replace").splitlines(), "END"]:
        body = line.split("#")[0].rstrip()
        if not body.strip() or body.startswith("<"):
            continue
        found = [code for match in CODE.findall(body) if (code := _code(match))]
        name = body.split("[")[0].strip().upper()
        if name and not name.startswith("+"):
            _close(block, codes, names, stems)
            block, codes = [], []
        if name:
            block.append(name.lstrip("+"))
        codes += found


def _close(block: list[str], codes: list[Code], names: dict[str, list[Code]], stems: set[str]) -> None:
    for entry in block:
        name = entry.strip("_ ").replace("_", " ")
        names[name] += codes
        if not entry.endswith("_") and " " not in name and len(name) >= SHORTEST_STEM:
            stems.add(name)


def _code(text: str) -> Code | None:
    parts = text.split()
    if not parts:
        return None
    if len(parts) == 1:
        return Code(parts[0], "0", "9")
    limits = parts[1]
    if limits.startswith("<"):
        return Code(parts[0], "0", _day(limits[1:]))
    if limits.startswith(">"):
        return Code(parts[0], _day(limits[1:]), "9")
    first, _, last = limits.partition("-")
    return Code(parts[0], _day(first), _day(last))


def _day(text: str) -> str:
    """`950630` or `20120109` as YYYYMMDD; two-digit years before 30 are of this century."""
    return text if len(text) != 6 else ("20" if text[:2] < "30" else "19") + text


def _agents(path: Path) -> dict[str, str]:
    sets: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        body = line.split("#")[0].strip()
        if body.startswith("!") and "=" in body:
            name, _, members = body.partition("=")
            sets[name.strip()] = [member.strip() for member in members.split(",")]
            continue
        code = CODE.search(body)
        if not code or "~" not in code.group(1):
            continue
        name = re.sub(r"\{.*?\}", "", body.split("[")[0]).strip().upper()
        filled = next(
            ([name.replace(k, m) for m in members] for k, members in sets.items() if k in name), [name]
        )
        found |= {form.strip("_ ").replace("_", " "): code.group(1).strip(" ~") for form in filled}
    return found


def entities_of(parsed: Parsed, dictionary: ActorDictionary, day: str) -> tuple[Entity, ...]:
    """Everyone the dictionary names, an entity for each code; agents are joined to the actor they act for."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for passage in parsed.passages:
        for code, span in _coded(passage, dictionary, day):
            named = passage.doc.char_span(span.start - passage.start, span.end - passage.start)
            person = named is not None and named.root.ent_type_ == "PERSON"
            mentions[code].append(Mention(span, "PERSON" if person else "GPE"))
    return tuple(
        Entity(code, code, "GPE", tuple(found), roles=("",)) for code, found in sorted(mentions.items())
    )


def _coded(passage: Passage, dictionary: ActorDictionary, day: str) -> Iterator[tuple[str, Span]]:
    doc = passage.doc
    named = dict(_named(doc, dictionary, day))
    chunk_of = {token.i: chunk for chunk in doc.noun_chunks for token in chunk}
    for (start, end), code in named.items():
        chunk = chunk_of.get(start)
        agents = _agents_in(doc, dictionary, chunk.start, chunk.end, named) if chunk is not None else []
        if chunk is None or not agents:
            yield code, passage.span(doc[start:end])
            continue
        whole = code + "".join(a for a in dict.fromkeys(agents) if a not in code)
        alone = sum(chunk.start <= first < chunk.end for first, _ in named) == 1
        yield whole, passage.span(doc[chunk.start : chunk.end] if alone else doc[start:end])
    for head, code in _agents_of(doc, dictionary, named):
        yield code, passage.span(head)


def _agents_of(
    doc: "Doc", dictionary: ActorDictionary, named: Mapping[tuple[int, int], str]
) -> Iterator[tuple["Token", str]]:
    """`president of Armenia`, `troops from Chad`: the agent's head with the actor's code before its own."""
    starts = {i: code for (start, end), code in named.items() for i in range(start, end)}
    for token in doc:
        agent = dictionary.agents.get(token.text.upper()) or dictionary.agents.get(token.lemma_.upper())
        if not agent or token.i in starts:
            continue
        behind = (t for p in token.children if p.lower_ in {"of", "from"} for t in p.children)
        code = next((starts[t.i] for t in behind if t.i in starts), None)
        if code:
            yield token, code + agent


def _named(doc: "Doc", dictionary: ActorDictionary, day: str) -> Iterator[tuple[tuple[int, int], str]]:
    words = [token.text.upper() for token in doc]
    position = 0
    while position < len(doc):
        for length in range(min(LONGEST_NAME, len(doc) - position), 0, -1):
            name = " ".join(words[position : position + length])
            code = dictionary.code_of(name, day) or (_stemmed(name, dictionary, day) if length == 1 else None)
            if code:
                yield (position, position + length), code
                position += length - 1
                break
        position += 1


def _stemmed(word: str, dictionary: ActorDictionary, day: str) -> str | None:
    for length in range(len(word) - 1, SHORTEST_STEM - 1, -1):
        if word[:length] in dictionary.stems:
            return dictionary.code_of(word[:length], day)
    return None


def _agents_in(
    doc: "Doc", dictionary: ActorDictionary, start: int, end: int, named: Mapping[tuple[int, int], str]
) -> list[str]:
    taken = {i for a, b in named for i in range(a, b)}
    found, position = [], start
    while position < end:
        for length in range(min(4, end - position), 0, -1):
            tokens = doc[position : position + length]
            forms = (
                tokens.text.upper(),
                " ".join([*(t.text for t in tokens[:-1]), tokens[-1].lemma_]).upper(),
            )
            agent = next((dictionary.agents[form] for form in forms if form in dictionary.agents), None)
            if agent and not taken & set(range(position, position + length)):
                found.append(agent)
                position += length - 1
                break
        position += 1
    return found
