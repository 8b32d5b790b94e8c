"""What the name tagger sees of each token: strings, most of them the same wherever the word stands."""

import gzip
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from copydesk.annotate.entities.gazetteer import DATA, Gazetteer
from copydesk.sealed import verified_bytes

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_NAME = 5
"""Words. Longer place names are not looked for."""
MOST_REMEMBERED = 200_000
"""Words whose features are kept; when there are more, all are forgotten."""


@cache
def load_word_classes() -> dict[str, str]:
    """Word -> its fine class, its coarse class, and how well it is known as part of a person's name, tabs between.

    They are told apart when a word is met: few of the table's words ever are.
    """
    lines = gzip.decompress(verified_bytes(DATA / "words.tsv.gz")).decode().splitlines()
    return dict(line.split("\t", 1) for line in lines)


def shape(word: str) -> str:
    """`Xx` for Kim, `X` for KCNA, `X.X.` for U.S., `Xx-x` for Kim-led: runs of a kind written once."""
    made: list[str] = []
    for c in word:
        kind = "X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c
        if not made or made[-1] != kind:
            made.append(kind)
    return "".join(made)


class Features:
    """Builds the features of passages. One per process: it remembers each word it has seen."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._countries, self._places = gazetteer.countries, gazetteer.places
        self._classes = load_word_classes()
        self._known: dict[str, tuple[list[str], ...]] = {}

    def page(self, docs: Sequence["Doc"]) -> list[list[list[str]]]:
        """For each passage of one page, for each token, its features."""
        seen = Census(docs)
        return [self._passage(doc, seen) for doc in docs]

    def _word(self, word: str) -> tuple[list[str], ...]:
        known = self._known.get(word)
        if known is None:
            if len(self._known) > MOST_REMEMBERED:
                self._known.clear()
            known = self._known[word] = self._make(word)
        return known

    def _make(self, word: str) -> tuple[list[str], ...]:
        lower = word.lower()
        classes = self._classes.get(word) or self._classes.get(lower) or "-\t-\t0"
        fine, coarse, name = classes.split("\t")
        form = shape(word)
        here = ["w=" + lower, "f=" + fine, "c=" + coarse, "s=" + form]
        near = list(here)
        far = ["w=" + lower, "c=" + coarse]
        if not word.islower():
            here += ["W=" + word, "p2=" + lower[:2], "p3=" + lower[:3], "p4=" + lower[:4]]
            here += ["x2=" + lower[-2:], "x3=" + lower[-3:], "x4=" + lower[-4:], "n=" + name]
            here.append("l=" + str(min(len(word), 8)))
            near += ["n=" + name, "x3=" + lower[-3:]]
            far += ["s=" + form]
            flags = list(self._flags(word))
            here += flags
            near += flags
        return (
            here,
            ["-1" + f for f in near],
            ["+1" + f for f in near],
            ["-2" + f for f in far],
            ["+2" + f for f in far],
        )

    def _flags(self, word: str) -> Iterable[str]:
        if self._countries.named(word):
            yield "country"
        if self._countries.of_people(word):
            yield "people"
        if self._countries.seated_in(word):
            yield "seat"
        size = self._places.size(word)
        if size:
            yield "place"
            yield f"place{size}"

    def _passage(self, doc: "Doc", seen: "Census") -> list[list[str]]:
        words = [t.text for t in doc]
        known = [self._word(w) for w in words]
        spacy = [t.ent_iob_ + t.ent_type_ if t.ent_type_ else "O" for t in doc]
        tags = [t.tag_ for t in doc]
        places = self._long_places(words)
        last = len(words) - 1
        rows = []
        for i, token in enumerate(doc):
            row = ["b", "e=" + spacy[i], "t=" + tags[i]]
            row += known[i][0]
            if i:
                row += known[i - 1][1]
                row.append("-1e=" + spacy[i - 1])
                row.append("-1t=" + tags[i - 1])
            else:
                row.append("first")
            if i < last:
                row += known[i + 1][2]
                row.append("+1e=" + spacy[i + 1])
                row.append("+1t=" + tags[i + 1])
            else:
                row.append("last")
            if i > 1:
                row += known[i - 2][3]
            if i < last - 1:
                row += known[i + 2][4]
            if places[i]:
                row.append(places[i])
            word = words[i]
            if not word.islower():
                row.append("d=" + token.dep_)
                row.append("h=" + token.head.lemma_.lower())
                if token.is_sent_start:
                    row.append("start")
                row += seen.of(word)
            rows.append(row)
        return rows

    def _long_places(self, words: list[str]) -> list[str]:
        """Marks the tokens of place names of several words, the longest first."""
        marks = [""] * len(words)
        here = 0
        while here < len(words):
            capitals = takewhile(lambda word: word[:1].isupper(), words[here : here + LONGEST_NAME])
            ends = range(here + len(list(capitals)), here + 1, -1)
            kinds = ((end, self._kind_of_place(" ".join(words[here:end]))) for end in ends)
            end, kind = next(((end, kind) for end, kind in kinds if kind), (here + 1, ""))
            if kind:
                marks[here:end] = ["B" + kind, *["I" + kind] * (end - here - 1)]
            here = end
        return marks

    def _kind_of_place(self, name: str) -> str:
        if self._countries.named(name):
            return "country"
        if self._countries.of_people(name):
            return "people"
        return "place" if self._places.size(name) else ""


class Census:
    """How each word is used all over the page: a name is usually the same kind wherever it stands."""

    def __init__(self, docs: Sequence["Doc"]) -> None:
        self._labels: dict[str, Counter[str]] = {}
        self._lower: set[str] = set()
        for doc in docs:
            for token in doc:
                word = token.text
                if word.islower():
                    self._lower.add(word)
                elif word[:1].isupper():
                    self._labels.setdefault(word, Counter())[token.ent_type_ or "O"] += 1

    def of(self, word: str) -> list[str]:
        """The features of `word`'s use elsewhere on the page."""
        made = []
        labels = self._labels.get(word)
        if labels:
            top, n = labels.most_common(1)[0]
            made.append("page=" + top)
            made.append("often" if labels.total() > 3 else "rare" if labels.total() == 1 else "some")
            if n < labels.total():
                made += ["also=" + label for label in labels if label != top]
        if word.lower() in self._lower:
            made.append("lower")
        return made
