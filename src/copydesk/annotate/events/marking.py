"""A parsed sentence in which the words that name the source and the target are known."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SOURCE, TARGET = "S", "T"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the coder reads it: an actor's whole name is one word, `<S>` or `<T>`."""

    lemma: str
    tag: str


@dataclass(frozen=True, slots=True)
class Marked:
    """`sides` gives the side, `S` or `T`, of each token index that names an actor; `runs` the whole names."""

    doc: "Doc"
    sides: Mapping[int, str]
    runs: tuple[tuple[int, int, str], ...]

    def words(self) -> list[Word]:
        """The sentence's words without punctuation; names and numbers but the actors' are their tag."""
        starts = {start: side for start, _, side in self.runs}
        found = []
        for token in self.doc:
            if token.i in starts:
                found.append(Word(f"<{starts[token.i]}>", starts[token.i]))
            elif token.i not in self.sides and token.pos_ != "PUNCT" and token.text.strip():
                hidden = token.pos_ in {"PROPN", "NUM"}
                found.append(Word(token.pos_ if hidden else token.lemma_.lower(), token.pos_))
        return found

    def head(self, side: str) -> "Token | None":
        """The head of the first phrase that names the side, None if none does."""
        run = next((run for run in self.runs if run[2] == side), None)
        return self.doc[run[0] : run[1]].root if run else None


def mark(doc: "Doc", *, source: str, target: str) -> Marked:
    """The document with every occurrence of the two names marked; the longer name wins where they overlap."""
    sides: dict[int, str] = {}
    runs: list[tuple[int, int, str]] = []
    named = [(SOURCE, start, end) for start, end in occurrences(doc.text, source)]
    named += [(TARGET, start, end) for start, end in occurrences(doc.text, target)]
    for side, start, end in sorted(named, key=lambda n: (n[1] - n[2], n[1], n[0])):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or any(token.i in sides for token in span):
            continue
        sides |= {token.i: side for token in span}
        runs.append((span.start, span.end, side))
    return Marked(doc, sides, tuple(sorted(runs)))


def masked_text(text: str, *, source: str, target: str) -> str:
    """The sentence with the two names replaced by the words SOURCE and TARGET."""
    pieces, position = [], 0
    named = [(start, end, "SOURCE") for start, end in occurrences(text, source)]
    named += [(start, end, "TARGET") for start, end in occurrences(text, target)]
    for start, end, word in sorted(named, key=lambda n: (n[0], -n[1], n[2])):
        if start >= position:
            pieces += [text[position:start], word]
            position = end
    return "".join([*pieces, text[position:]])


def occurrences(text: str, name: str) -> list[tuple[int, int]]:
    """Where the name stands in the text as whole words; inside words only if nowhere else."""
    name = name.strip()
    if not name:
        return []
    places = [match.span() for match in re.finditer(re.escape(name), text)]
    return [place for place in places if _whole(text, place)] or places


def _whole(text: str, place: tuple[int, int]) -> bool:
    start, end = place
    joined_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    joined_after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not (joined_before or joined_after)


def between(words: list[Word], *, before: int, after: int) -> Iterator[str]:
    """The words from the first actor to the last of the two, with some before and after."""
    found = [word.lemma for word in words]
    first = found.index("<S>") if "<S>" in found else 0
    other = found.index("<T>") if "<T>" in found else first
    low, high = min(first, other), max(first, other)
    yield from found[max(0, low - before) : high + after]
