"""Parts of speech and lemmas by the pipeline's own rules, each word form looked up once.

spaCy's attribute ruler runs a matcher with 179 patterns over every text and its lemmatizer asks each noun
anew whether it is a base form: a quarter of the pipeline's time. What they say of a token depends, but for a
few pairs of words, on its form, tag and dependency alone, so it is remembered by these.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

MOST_REMEMBERED = 200_000
"""Word forms; when there are more, all are forgotten."""
Attributes = Mapping[str, str]
Form = tuple[int, int, int]
"""The token's orth, tag and dependency, as the vocabulary's hashes."""


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on one attribute: one of `values` if there are any, none of `unwanted`, a spelling."""

    values: frozenset[str | bool] = frozenset()
    unwanted: frozenset[str] = frozenset()
    spelling: re.Pattern[str] | None = None

    def __call__(self, given: Any) -> bool:
        """Whether it holds."""
        if self.values:
            return given in self.values
        return given not in self.unwanted and (self.spelling is None or bool(self.spelling.search(given)))


ANY = Test()


@dataclass(frozen=True, slots=True)
class Word:
    """What a rule may ask of a token; `lower` is empty if no rule asks for this word."""

    tag: str
    lower: str
    dep: str
    is_space: bool

    def fits(self, conditions: Mapping[str, Test]) -> bool:
        """Whether all conditions hold."""
        return all(test(getattr(self, name.lower())) for name, test in conditions.items())


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern: the conditions on one or two neighbouring words, and what is set on which of them."""

    words: tuple[Mapping[str, Test], ...]
    at: int
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a form: the rules for it alone by number, the pairs it may begin, the values set."""

    word: Word
    alone: tuple[int, ...]
    begins: tuple[int, ...]
    values: tuple[int, int, int, int]


class WordForms:
    """A part of the pipeline: sets tag, dependency (of white space), part of speech and lemma."""

    def __init__(self, patterns: Iterable[Mapping[str, Any]], lemmatizer: Any, *, vocab: "Vocab") -> None:
        self._rules = tuple(_rules(patterns))
        self._lemmatizer = lemmatizer
        index = lemmatizer.lookups.get_table("lemma_index")
        for pos in list(index):
            index[pos] = frozenset(index[pos])  # lists, through which the lemmatizer searches
        self._vocab = vocab
        self._known: dict[Form, Known] = {}
        self._fitting: dict[Word, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        self._lemmas: dict[tuple[int, int, str], int] = {}
        self._of_tag: dict[str, tuple[int, ...]] = {}
        asked = [word["LOWER"] for rule in self._rules for word in rule.words if "LOWER" in word]
        self._named = frozenset(name for test in asked for name in test.values)
        self._spelled = tuple(test for test in asked if not test.values)

    def __call__(self, doc: "Doc") -> "Doc":
        """The document with the attributes set."""
        keys = [(orth, tag, dep) for orth, tag, dep in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()]
        known = self._known
        if len(known) > MOST_REMEMBERED:
            known.clear()
        found = [known.get(key) or self._learn(doc, i, form=key) for i, key in enumerate(keys)]
        rows = [form.values for form in found]
        for i, form in enumerate(found[:-1]):
            for number in form.begins:
                rule = self._rules[number]
                if found[i + 1].word.fits(rule.words[1]):
                    at = i + rule.at
                    rows[at] = self._values(doc, at, form=keys[at], rules=sorted((*found[at].alone, number)))
        values: Any = np.array(rows, dtype=np.uint64).reshape(-1, 4)
        doc.from_array(["TAG", "DEP", "POS", "LEMMA"], values)
        return doc

    def pipe(self, docs: Iterable["Doc"], batch_size: int = 256) -> Iterator["Doc"]:
        """The documents one by one."""
        del batch_size
        return map(self, docs)

    def _learn(self, doc: "Doc", i: int, *, form: Form) -> Known:
        token = doc[i]
        lower = token.lower_
        asked_for = lower in self._named or any(test(lower) for test in self._spelled)
        word = Word(token.tag_, lower if asked_for else "", token.dep_, token.is_space)
        fitting = self._fitting.get(word)
        if fitting is None:
            fitting = self._fitting[word] = self._rules_for(word)
        known = self._known[form] = Known(word, *fitting, self._values(doc, i, form=form, rules=fitting[0]))
        return known

    def _rules_for(self, word: Word) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The numbers of the rules that fit the word alone, and of those that fit it as the first of a pair."""
        rules = self._rules
        if word.tag not in self._of_tag:
            fitting = (n for n, rule in enumerate(rules) if rule.words[0].get("TAG", ANY)(word.tag))
            self._of_tag[word.tag] = tuple(fitting)
        fits = [n for n in self._of_tag[word.tag] if word.fits(rules[n].words[0])]
        alone = tuple(n for n in fits if len(rules[n].words) == 1)
        return alone, tuple(n for n in fits if len(rules[n].words) > 1)

    def _values(self, doc: "Doc", i: int, *, form: Form, rules: Sequence[int]) -> tuple[int, int, int, int]:
        """Tag, dependency, part of speech and lemma by the rules of these numbers, the last of which wins."""
        _, tag, dep = form
        merged: dict[str, str] = {}
        for number in rules:
            merged |= self._rules[number].attributes
        strings = self._vocab.strings
        token = doc[i]
        token.pos_ = merged.get("POS", "")
        pos = token.pos
        lemma = strings.add(merged["LEMMA"]) if merged.get("LEMMA") else self._lemma(doc, i, merged=merged)
        tag = strings.add(merged["TAG"]) if "TAG" in merged else tag
        dep = strings.add(merged["DEP"]) if "DEP" in merged else dep
        return tag, dep, pos, lemma

    def _lemma(self, doc: "Doc", i: int, *, merged: Attributes) -> int:
        token: Any = doc[i]
        morph = merged.get("MORPH", "")
        key = (token.orth, token.pos, morph)
        lemma = self._lemmas.get(key)
        if lemma is None:
            if len(self._lemmas) > MOST_REMEMBERED:
                self._lemmas.clear()
            token.set_morph(morph)
            lemma = self._lemmas[key] = self._vocab.strings.add(self._lemmatizer.lemmatize(token)[0])
        return lemma


def _rules(patterns: Iterable[Mapping[str, Any]]) -> Iterator[Rule]:
    for pattern in patterns:
        for words in pattern["patterns"]:
            conditions = tuple({name: _test(value) for name, value in word.items()} for word in words)
            yield Rule(conditions, pattern["index"], dict(pattern["attrs"]))


def _test(value: Any) -> Test:
    """A matcher's condition. Raises `ValueError` for a kind the pipeline's rules do not use."""
    if not isinstance(value, dict):
        return Test(frozenset([value]))
    ((kind, wanted),) = value.items()
    if kind == "IN":
        return Test(frozenset(wanted))
    if kind == "NOT_IN":
        return Test(unwanted=frozenset(wanted))
    if kind == "REGEX":
        return Test(spelling=re.compile(wanted))
    raise ValueError(f"no such condition: {kind}")
