"""CAMEO's verb patterns as short sentences with a PLOVER root: `<S> abort meeting with <T> negotiator`.

CAMEO: Schrodt, Conflict and Mediation Event Observations, 2012.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from copydesk.annotate.parser import load_parser

FILES = ("CAMEO.2.0.txt", "CAMEO.verbpatterns.150430.txt")
NONE = "NONE"
"""The label of patterns that code nothing, a comment or an appeal: PLOVER has no root for them."""
SYNONYMS = 3
"""How many members of a synonym set stand in for it, spread evenly over the set."""
PLACEHOLDERS = {"<S>": "Ruritania", "<T>": "Borduria"}

HEADING = re.compile(r"---\s*(.*?)\s*\[(.*?)\]")
PATTERN = re.compile(r"-\s*(.*?)\s*\[(.*?)\]")
VERB = re.compile(r"([+\w'-]+)\s*(?:\{.*?\})?\s*(?:\[(.*?)\])?")

_ROOTS = (
    "AGREE CONSULT SUPPORT COOPERATE AID YIELD ACCUSE REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE SANCTION COERCE "
    "ASSAULT ASSAULT ASSAULT"
)
_BY_TWO_DIGITS = {f"{number:02}": root for number, root in enumerate(_ROOTS.split(), 3)}
_EXCEPTIONS = {"163": "COERCE", "191": "COERCE", "192": "COERCE", "175": "ASSAULT", "1712": "ASSAULT"}


def root_of_cameo(code: str) -> str | None:
    """The PLOVER root of a CAMEO code (`057`, `1823`); None for comments, appeals (01, 02) and non-codes."""
    return _EXCEPTIONS.get(code) or _BY_TWO_DIGITS.get(code[:2])


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern's words with its root; `weight` shares one pattern out among its synonyms."""

    words: tuple[str, ...]
    root: str
    weight: float


def read_patterns(folder: Path) -> list[Pattern]:
    """All patterns of petrarch2's two verb dictionaries, their words lemmatised."""
    raw = [item for name in FILES for item in _file(folder / name)]
    nlp = load_parser()
    texts = [" ".join(PLACEHOLDERS.get(word, word) for word in words) for words, _, _ in raw]
    back = {name: mark for mark, name in PLACEHOLDERS.items()}
    found = []
    for doc, (_, root, weight) in zip(nlp.pipe(texts, disable=["ner"], batch_size=256), raw, strict=True):
        lemmas = tuple(back.get(t.text, t.lemma_.lower()) for t in doc if not t.is_punct)
        found.append(Pattern(lemmas, root, weight))
    return found


def _file(path: Path) -> Iterator[tuple[list[str], str, float]]:
    sets: dict[str, list[str]] = defaultdict(list)
    current: str | None = None
    default, first = "---", "do"
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        body, _, comment = line.partition("#")
        body = body.strip()
        if not body:
            current = current if line.strip() else None
        elif body.startswith("&"):
            current = body.split()[0].rstrip("_")
        elif current and body.startswith("+"):
            sets[current].append(body[1:].strip("_ "))
        elif body.startswith("---"):
            heading = HEADING.match(body)
            current, default, first = None, heading.group(2) if heading else "---", ""
        elif body.startswith("-"):
            pattern = PATTERN.match(body)
            if pattern:
                yield from _sentences(pattern.group(1), pattern.group(2), [*comment.split(), first][0], sets)
        elif not body.startswith("~") and (verb := VERB.match(body)):
            name = verb.group(1).strip("_").lstrip("+")
            first = first or name
            yield from _sentences("*", verb.group(2) or default, name, sets)


def _sentences(
    pattern: str, code: str, verb: str, sets: dict[str, list[str]]
) -> Iterator[tuple[list[str], str, float]]:
    first = code.split(":")[0] or code.split(":")[-1]
    root = root_of_cameo(first) or (NONE if first in {"---", ""} or first[:2] in {"01", "02"} else None)
    if root is None:
        return
    forms = dict.fromkeys(_filled(pattern, sets, turn) for turn in range(SYNONYMS))
    for form in forms:
        text = re.sub(r"[{}()^|]", " ", form.replace("*", f" {verb} "))
        text = text.replace("$", " <S> ").replace("%", " <S> and <T> ")
        text = re.sub(r"(?<!\w)\+(?!\w)", " <T> ", text).replace("_+", " <T> ").replace("+_", " <T> ")
        words = text.replace("_", " ").replace("+", " ").split()
        words = words if "<S>" in words else ["<S>", *words]
        words = words if "<T>" in words else [*words, "<T>"]
        yield [w if w in PLACEHOLDERS else w.lower() for w in words], root, 1 / len(forms)


def _filled(pattern: str, sets: dict[str, list[str]], turn: int) -> str:
    """The pattern with each synonym set replaced by one of its members."""

    def member(match: re.Match[str]) -> str:
        synonyms = sets.get(match.group(0).rstrip("_")) or [match.group(0)[1:]]
        return synonyms[turn * len(synonyms) // SYNONYMS]

    return re.sub(r"&\w+", member, pattern)
