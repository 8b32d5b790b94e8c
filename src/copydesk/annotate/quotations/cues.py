"""Which words carry an attribution: a logistic regression over hashed features of the word and its parse.

The hashing trick is that of Weinberger et al., "Feature Hashing for Large Scale Multitask Learning" (ICML
2009), without signs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from zlib import crc32

from copydesk.annotate.quotations.columns import CLOSES, INSIDE, OPENS, Columns

BUCKETS = 1 << 20
OTHERWISE = frozenset(("NOUN", "PROPN", "ADJ", "ADV", "ADP"))
_LEXICAL = frozenset(
    ("nsubj", "nsubjpass", "agent", "dobj", "prep", "prt", "mark", "aux", "auxpass", "neg", "advmod", "acomp",
     "xcomp", "ccomp", "attr", "oprd", "dative", "expl")
)  # fmt: skip
_BOUND = frozenset(("prep", "prt", "dobj", "acomp", "xcomp", "ccomp"))
_FRAME = frozenset(
    ("nsubj", "nsubjpass", "dobj", "ccomp", "xcomp", "attr", "agent", "prep", "expl", "oprd", "acomp")
)
_SAYING = frozenset(
    "say state claim argue announce report tell add write note warn allege insist acknowledge admit confirm deny "
    "declare explain suggest".split()
)


@dataclass(frozen=True, slots=True)
class CueModel:
    """Weights by bucket, the lemmas seen often enough to have one, and the thresholds of probability.

    `nominal` holds the words other than verbs that may carry an attribution.
    """

    weights: Sequence[float]
    lemmas: frozenset[str]
    nominal: frozenset[str]
    threshold: float
    nested: float

    def cues(self, words: Columns, number: int) -> list[int]:
        """The indexes of the tokens that carry an attribution, in passage `number` of the article.

        What hangs on a carrier needs only `nested` probability: coders seldom mark an attribution inside
        another, and the weights have learned it, but a chain of attribution is made of these. So does a verb of
        saying with a clause for what is said, whatever it hangs on: `wrote a letter saying that it sank`.
        """
        bar, lower = _logit(self.threshold), _logit(self.nested)
        scores = {
            i: sum(self.weights[bucket] for bucket in buckets(words, i, number=number, lemmas=self.lemmas))
            for i in candidates(words, self.nominal)
        }
        sure = {i for i, score in scores.items() if score > bar}
        likely = {i for i, score in scores.items() if score > lower}
        return [
            i for i in scores if i in sure or (i in likely and (words.head[i] in sure or _says(words, i)))
        ]


def _says(words: Columns, i: int) -> bool:
    """Whether it is a verb of saying that governs a clause."""
    return words.lemma[i] in _SAYING and any(words.dep[child] == "ccomp" for child in words.children[i])


def _logit(probability: float) -> float:
    return log(probability / (1 - probability))


def candidates(words: Columns, nominal: frozenset[str]) -> list[int]:
    """The tokens that may carry an attribution: verbs, colons, and the words in `nominal`."""
    return [
        i
        for i, pos in enumerate(words.pos)
        if pos == "VERB"
        or (pos == "AUX" and words.dep[i] not in {"aux", "auxpass"})
        or (pos in OTHERWISE and words.lemma[i] in nominal)
        or words.lower[i] == ":"
    ]


def buckets(words: Columns, i: int, *, number: int, lemmas: frozenset[str]) -> set[int]:
    """The buckets of the token's features."""
    return {
        crc32(f.encode("utf-8", "surrogatepass")) % BUCKETS
        for f in cue_features(words, i, number=number, lemmas=lemmas)
    }


def cue_features(words: Columns, i: int, *, number: int, lemmas: frozenset[str]) -> Iterator[str]:
    """What is seen of a candidate: the word, its governor, its complements, its neighbours, the marks.

    A word outside `lemmas` is seen as rare, so that the model knows what to make of one it never met.
    """
    lemma, dep = words.lemma[i], words.dep[i]
    if lemma not in lemmas:
        lemma = "?"
    yield "b"
    yield "l=" + lemma
    yield "w=" + words.lower[i]
    yield f"t={words.tag[i]}"
    yield "d=" + dep
    yield f"ld={lemma}|{dep}"
    yield f"lt={lemma}|{words.tag[i]}"
    head = words.head[i]
    if head != i:
        yield "hl=" + words.lemma[head]
        yield f"hdl={dep}|{words.lemma[head]}"
        yield f"hp={words.pos[head]}{words.dep[head]}"
        yield f"hll={words.lemma[head]}|{lemma}"
        yield f"ppl={dep}|{words.dep[head]}|{words.lemma[words.head[head]]}"
    yield from _complements(words, i, lemma=lemma)
    yield from _neighbours(words, i, lemma=lemma)
    yield from _quotedness(words, i, lemma=lemma)
    yield f"para={min(number, 3)}"
    yield "end=" + ("." if words.lower[-1] in {".", "!", "?", "”", '"'} else "no")


def _complements(words: Columns, i: int, *, lemma: str) -> Iterator[str]:
    frame, auxiliaries = [], []
    for child in words.children[i]:
        dep = words.dep[child]
        if dep == "punct":
            continue
        where, word = dep + ("<" if child < i else ">"), words.lemma[child]
        yield "c=" + where
        yield f"lc={lemma}|{where}"
        if dep in _LEXICAL:
            yield f"cl={dep}|{word}"
            if dep in _BOUND:
                yield f"lcl={lemma}|{dep}|{word}"
        if dep in {"nsubj", "nsubjpass"}:
            sort = words.pos[child] + words.entity[child]
            yield f"sp={dep}{sort}{words.tag[child]}"
            yield f"lsp={lemma}|{sort}"
        elif dep in {"dobj", "attr"}:
            yield f"op={words.pos[child]}{words.entity[child]}"
        elif dep in {"ccomp", "xcomp", "advcl", "acl", "pcomp"}:
            marker = next(
                (words.lower[m] for m in words.children[child] if m < child and words.dep[m] in _MARKERS), ""
            )
            yield f"cm={where}|{marker}{words.tag[child]}"
            yield f"lcm={lemma}|{where}|{marker}"
        if dep in _FRAME:
            frame.append(dep)
        elif dep in {"aux", "auxpass", "neg"}:
            auxiliaries.append(word)
    yield "sig=" + ",".join(frame)
    yield f"lsig={lemma}|{','.join(sorted(set(frame)))}"
    yield "aux=" + ",".join(auxiliaries)


_MARKERS = frozenset(("mark", "aux", "advmod"))


def _neighbours(words: Columns, i: int, *, lemma: str) -> Iterator[str]:
    before, after, second = i - 1, i + 1, i + 2
    last, next_, third = (words.lower[j] if 0 <= j < len(words) else "_" for j in (before, after, second))
    yield "w-1=" + last
    yield "w+1=" + next_
    yield "w+2=" + third
    yield "w-2=" + (words.lower[i - 2] if i > 1 else "_")
    yield f"l+1={lemma}|{next_}"
    yield f"l-1={last}|{lemma}"
    yield f"l+12={lemma}|{next_}|{third}"
    yield "p-1=" + (words.pos[before] if i else "_")
    yield "p+1=" + (words.pos[after] if after < len(words) else "_")


def _quotedness(words: Columns, i: int, *, lemma: str) -> Iterator[str]:
    start, end = words.bounds[words.sentence[i]]
    marks = words.marks
    near = ("B" if CLOSES in marks[max(0, i - 6) : i] else "") + (
        "A" if OPENS in marks[i + 1 : i + 7] else ""
    )
    near += "S" if words.quoting[words.sentence[i]] else ""
    near += "I" if marks[i] == INSIDE else ""
    yield "qq=" + near
    yield f"lqq={lemma}|{near}"
    yield f"length={min(6, (end - start) // 6)}"
    yield f"place={min(4, (i - start) // 4)}"
    yield f"final={end - i < 4}"
