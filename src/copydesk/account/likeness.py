"""What two texts have in common and how the second talks about it: the numbers a comparison is made from."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from math import log

from copydesk.account.quantities import Quantity, quantities
from copydesk.account.terms import Terms, containment, cosine, of_length_one, plain_terms
from copydesk.background import load_background
from copydesk.text import FUNCTION_WORDS, stem

LEADING = 2
"""So many opening sentences of a body are its lead."""
LONGEST = 60
"""Sentences of a body that are looked at."""
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n+")
_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"(?<=[\w,;:’'”\"] )[A-Z]\w+")

CUES = {
    "deny": "not no never neither nor without none nobody nothing deny denies denied denying denial false refute "
    "refutes refuted reject rejects rejected rejecting dispute disputes disputed dismiss dismissed dismisses fake "
    "hoax bogus debunk debunked debunks debunking untrue fabricated prank satire satirical retract retracted fraud "
    "wrong mistaken inaccurate unfounded baseless contrary incorrect myth lie lies cannot isn didn doesn wasn aren "
    "won hasn haven don nope",
    "hedge": "may might could would perhaps possibly possible likely alleged allegedly reportedly apparently suggest "
    "suggests suggested appear appears seem seems unclear unlikely doubt doubts rumor rumors rumour rumours rumored "
    "unconfirmed unverified supposedly purported purportedly claim claims claimed claiming whether if",
    "report": "said says say told tells according report reports reported reporting source sources spokesman "
    "spokeswoman spokesperson statement quoted cited citing wrote tweeted",
    "confirm": "confirm confirms confirmed official officially announce announced announces announcement reveal "
    "reveals revealed prove proves proved proof true indeed verified authentic evidence admitted admits",
    "contrast": "but however although though despite yet while instead nevertheless still rather actually only",
}
_CUE_WORDS = {name: frozenset(listed.split()) for name, listed in CUES.items()}


@dataclass(frozen=True)
class Passage:
    """A sentence, or a whole text, with the terms it is compared by."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The lower-cased words, `n't` a word by itself."""
        return tuple(_WORD.findall(self.text.lower().replace("n't", " not").replace("n’t", " not")))

    @cached_property
    def terms(self) -> Terms:
        """Stems weighed by log frequency and rarity, of length one."""
        rarity = load_background().rarity
        return of_length_one(
            {term: (1 + log(n)) * rarity(term) for term, n in plain_terms(self.text).items()}
        )

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of the content words in order."""
        return tuple(stem(word) for word in self.words if word not in FUNCTION_WORDS)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring stems."""
        return frozenset(zip(self.stems, self.stems[1:], strict=False))

    @cached_property
    def names(self) -> frozenset[str]:
        """Capitalised words that do not open a sentence, lower-cased."""
        return frozenset(name.lower() for name in _NAME.findall(self.text))

    @cached_property
    def cues(self) -> Counter[str]:
        """How many words of each kind of `CUES` there are."""
        return Counter(kind for word in self.words for kind, listed in _CUE_WORDS.items() if word in listed)

    @cached_property
    def numbers(self) -> tuple[Quantity, ...]:
        """The counted numbers."""
        return quantities(self.text)


@dataclass(frozen=True)
class Body:
    """A text that is looked at as a whole and sentence by sentence."""

    text: str

    @cached_property
    def whole(self) -> Passage:
        """All of it."""
        return Passage(self.text)

    @cached_property
    def sentences(self) -> tuple[Passage, ...]:
        """Its sentences, the first `LONGEST` of them; at least one."""
        parts = [part.strip() for part in _SENTENCE_END.split(self.text)]
        kept = [part for part in parts if len(part) > 2][:LONGEST]
        return tuple(Passage(part) for part in kept or [self.text.strip()])

    @cached_property
    def lead(self) -> Passage:
        """Its opening sentences."""
        return Passage(" ".join(s.text for s in self.sentences[:LEADING]))


def _best_sentence(a: Passage, b: Body) -> int:
    """The index of the sentence of `b` nearest `a` in rare terms, the first of equals."""
    scores = [cosine(a.terms, s.terms) + containment(a.terms, s.terms) for s in b.sentences]
    return max(range(len(scores)), key=scores.__getitem__)


def comparison_features(a: Passage, b: Body) -> list[float]:
    """The features of `b` against `a`; their order is that of the trained trees."""
    best = _best_sentence(a, b)
    return [float(value) for value in (*_overlap(a, b, best=best), *_manner(a, b, best=best))]


def _overlap(a: Passage, b: Body, *, best: int) -> list[float]:
    """How much of `a` stands in `b`: as a whole, in its lead, in its best sentences, and where."""
    each = [containment(a.terms, s.terms) for s in b.sentences]
    near = [cosine(a.terms, s.terms) for s in b.sentences]
    whole, lead, sentence = b.whole, b.lead, b.sentences[best]
    found = {term for term in a.terms if term in whole.terms}
    missing = max((load_background().rarity(t) for t in a.terms if t not in found), default=0.0)
    shared = max((load_background().rarity(t) for t in found), default=0.0)
    top = sorted(each, reverse=True)[:3]
    return [
        cosine(a.terms, whole.terms),
        containment(a.terms, whole.terms),
        containment(a.terms, lead.terms),
        cosine(a.terms, lead.terms),
        each[best],
        near[best],
        max(near),
        containment(sentence.terms, a.terms),
        sum(top) / len(top),
        sum(score > 0.3 for score in each) / len(each),
        sum(score > 0.3 for score in each),
        best / len(each),
        _share(a.pairs, whole.pairs),
        _share(a.pairs, lead.pairs),
        _share(a.pairs, sentence.pairs),
        len(a.names & whole.names),
        _share(a.names, whole.names),
        _share(a.names, sentence.names),
        len(found),
        len(a.terms) - len(found),
        missing,
        shared,
        _longest_run(a.stems, sentence.stems),
        len(a.words),
        len(sentence.words),
        len(whole.words),
        len(b.sentences),
    ]


def _manner(a: Passage, b: Body, *, best: int) -> list[float]:
    """How either side speaks: denials, hedges, reports, confirmations, contrasts, questions, quotes, numbers."""
    sentence, lead = b.sentences[best], b.lead
    row: list[float] = []
    for kind in CUES:
        row += [
            a.cues[kind],
            sentence.cues[kind],
            lead.cues[kind],
            b.whole.cues[kind] / max(1, len(b.whole.words)) * 100,
            abs(min(a.cues[kind], 2) - min(sentence.cues[kind], 2)),
        ]
    agree, differ = _numbers(a.numbers, sentence.numbers)
    return [
        *row,
        *_near(a, sentence),
        *_near(a, lead),
        agree,
        differ,
        len(a.numbers),
        len(sentence.numbers),
        "?" in a.text,
        "?" in sentence.text,
        "?" in lead.text,
        _quoted(a.text),
        _quoted(sentence.text),
        _quoted(lead.text),
        ":" in a.text,
    ]


def direction_features(a: Passage, b: Passage) -> list[float]:
    """What claim `b` says beyond `a`, and `a` beyond `b`: names, numbers, words; how they differ in manner."""
    ours, theirs = frozenset(a.words), frozenset(b.words)
    row: list[float] = []
    figures = [frozenset(str(number.value) for number in side.numbers) for side in (a, b)]
    for one, other in ((a.names, b.names), figures, (ours, theirs)):
        row += [len(other - one), len(one - other)]
    row += [len(theirs - ours) / max(1, len(theirs)), len(ours - theirs) / max(1, len(ours))]
    for kind, listed in _CUE_WORDS.items():
        row += [b.cues[kind] - a.cues[kind], len((theirs - ours) & listed)]
    return [*row, _marks(b.text) - _marks(a.text)]


def _marks(text: str) -> int:
    return sum(text.count(mark) for mark in '"“')


def _near(a: Passage, sentence: Passage) -> list[float]:
    """Words of denial, hedging and report within four words of something that `a` says too."""
    content = {word for word in a.words if word not in FUNCTION_WORDS}
    at = [i for i, word in enumerate(sentence.words) if word in content]
    close = {j for i in at for j in range(i - 4, i + 5)}
    nearby = [word for i, word in enumerate(sentence.words) if i in close and word not in content]
    return [
        float(sum(word in _CUE_WORDS[kind] for word in nearby))
        for kind in ("deny", "hedge", "report", "confirm")
    ]


def _numbers(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> tuple[float, float]:
    pairs = [(x, y) for x in ours for y in theirs if x.comparable(y)]
    agree = sum(x.agrees(y) for x, y in pairs)
    return float(agree), float(len(pairs) - agree)


def _quoted(text: str) -> float:
    return float(any(mark in text for mark in "\"“”‘'"))


def _share(part: Set[object], whole: Set[object]) -> float:
    return len(part & whole) / len(part) if part else 0.0


def _longest_run(a: Sequence[str], b: Sequence[str]) -> float:
    """The longest run of stems that both hold, in order and unbroken."""
    return float(SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size)
