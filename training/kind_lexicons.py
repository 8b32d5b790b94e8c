"""Lexicons for the kinds: what the words and the names of elements of segments say, learned from many pages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from copydesk.clean.cues import kind_of_phrase, zone_opened
from copydesk.clean.features import Names
from copydesk.clean.hashed_words import BITS
from copydesk.clean.kind_model import CODES, FADING, KINDS, PHRASES, Model, Network
from training.kind_fit import fit_linear
from training.kind_samples import NUMBER, Sample

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]

MOST_OF_KIND = 25
"""Segments of a kind on a page that are learned from; together they weigh as the square root of all."""
_LEAST_PAGES, _LEAST_READ = 8, 3
"""Pages that a code must occur on to be in a lexicon; pages labelled by reading, to be corrected."""
_PULL, _PULL_READ = 0.5, 2.0
_NEGLIGIBLE, _GRAIN = 0.05, 1 / 64
"""Weights of lexicons: codes whose weights are all less are left out; what the others are multiples of, so that the
file packs well."""


@dataclass(frozen=True, slots=True)
class Lexicons:
    """For each code, and last for none, its weights for `KINDS` or `PHRASES`."""

    words: Matrix
    phrases: Matrix
    names: Matrix

    def model(self) -> Model:
        """A model to see rows with, without networks."""
        nothing = Network(*(np.zeros((1, 1), np.float32) for _ in range(4)))
        return Model(np.arange(CODES), np.hstack([self.words, self.phrases]), self.names, nothing, nothing)

    def arrays(self) -> dict[str, Any]:
        """What is stored: codes that weigh something."""
        stored: dict[str, Any] = {}
        for name, table in (("words", np.hstack([self.words, self.phrases])), ("names", self.names)):
            used = np.flatnonzero(np.abs(table[:-1]).max(axis=1) > _NEGLIGIBLE)
            stored[f"{name}_used"] = used.astype(np.int32)
            stored[name] = (np.round(table[np.append(used, CODES)] / _GRAIN) * _GRAIN).astype(np.float16)
        return stored


def drawn(kinds: Ints, most: int = MOST_OF_KIND) -> tuple[Ints, Matrix]:
    """The segments of a page to learn from, in order, and their weights."""
    places: list[int] = []
    weights: list[float] = []
    for kind, count in sorted(Counter(kinds[kinds >= 0].tolist()).items()):
        own = np.flatnonzero(kinds == kind)
        picked = own[np.unique(np.linspace(0, count - 1, min(count, most)).astype(int))].tolist()
        places += picked
        weights += [count**0.5 / len(picked)] * len(picked)
    return np.array(places, np.int64), np.array(weights, np.float32)


@dataclass(frozen=True, slots=True)
class Lesson:
    """Of a page what lexicons learn: codes of words and of names (none in a plain text), the rules' kinds, what
    phrases say."""

    words: Any
    names: Any
    kinds: Ints
    phrases: Ints


def lesson_of(one: Sample) -> Lesson:
    """What lexicons learn from a page."""
    setting = one.setting
    n = len(setting.texts)
    codes, owners = setting.observed.words
    words = sp.csr_matrix((np.ones(len(codes), np.float32), (owners, codes)), shape=(n, CODES))
    names = None if setting.observed.names is None else _named(setting.observed.names)
    kinds, phrases = np.full(n, -1), np.full(n, -1)
    for i, (text, keep) in enumerate(zip(setting.texts, setting.kept, strict=True)):
        if not keep:
            kinds[i] = NUMBER.get(one.rules[i], -1)
            phrases[i] = PHRASES.index(kind_of_phrase(text) or zone_opened(text))
    return Lesson(words, names, kinds, phrases)


def _named(names: Names) -> Any:
    """A row of the names of each segment's elements, as `kind_model` sums them."""
    count = max(names.looks, default=-1) + 1
    own, above = (
        sp.csr_matrix((np.ones(len(codes), np.float32), (owners, codes + first)), shape=(count, CODES))
        for (codes, owners), first in ((names.own, 1 << BITS), (names.above, 2 << BITS))
    )
    near: list[tuple[int, int, float]] = []
    far: list[tuple[int, int, float]] = []
    for i, (holder, block) in enumerate(zip(names.holders, names.blocks, strict=True)):
        near += [(i, names.looks[at], 1.0) for at in {holder, block} if at >= 0]
        at, share = names.parents[block] if block >= 0 else -1, 1.0
        while at >= 0:
            far.append((i, names.looks[at], share))
            at, share = names.parents[at], share * FADING
    return sum(
        sp.csr_matrix(
            (
                np.array([share for *_, share in of], np.float32),
                ([i for i, *_ in of], [at for _, at, _ in of]),
            ),
            shape=(len(names.holders), count),
        )
        @ elements
        for of, elements in ((near, own), (far, above))
    ).tocsr()


def fit_lexicon(
    rows: Sequence[Any], kinds: Sequence[Ints], *, before: Matrix, least: int, pull: float
) -> Matrix:
    """A lexicon: weights of all codes and last what is added, as `before` but for what these pages teach."""
    pages = np.zeros(CODES, np.int32)
    for page in rows:
        pages[np.unique(page.indices)] += 1
    used = np.flatnonzero(pages >= least)
    picks = [drawn(own) for own in kinds]
    chosen = sp.vstack([page[at] for page, (at, _) in zip(rows, picks, strict=True)], format="csr")
    labels = np.concatenate([own[at] for own, (at, _) in zip(kinds, picks, strict=True)])
    weights = np.concatenate([weight for _, weight in picks])
    given = (chosen @ before[:-1] + before[-1]).astype(np.float32)
    fitted = fit_linear(chosen[:, used], labels, weights, given=given, pull=pull)
    lexicon = before.copy()
    lexicon[used] += fitted[:-1]
    lexicon[-1] += fitted[-1]
    return lexicon


def fit_lexicons(lessons: Sequence[Lesson]) -> Lexicons:
    """What the rules and the phrases teach."""
    kinds = [one.kinds for one in lessons]
    words = [one.words for one in lessons]
    nothing = np.zeros((CODES + 1, len(KINDS)), np.float32)
    return Lexicons(
        fit_lexicon(words, kinds, before=nothing, least=_LEAST_PAGES, pull=_PULL),
        fit_lexicon(
            words,
            [one.phrases for one in lessons],
            before=np.zeros((CODES + 1, len(PHRASES)), np.float32),
            least=_LEAST_PAGES,
            pull=_PULL,
        ),
        fit_lexicon(*_with_names(lessons, kinds), before=nothing, least=_LEAST_PAGES, pull=_PULL),
    )


def corrected(lexicons: Lexicons, lessons: Sequence[Lesson], kinds: Sequence[Ints]) -> Lexicons:
    """The lexicons of kinds as labels given by reading correct them."""
    words = [one.words for one in lessons]
    return Lexicons(
        fit_lexicon(words, kinds, before=lexicons.words, least=_LEAST_READ, pull=_PULL_READ),
        lexicons.phrases,
        fit_lexicon(*_with_names(lessons, kinds), before=lexicons.names, least=_LEAST_READ, pull=_PULL_READ),
    )


def _with_names(lessons: Sequence[Lesson], kinds: Sequence[Ints]) -> tuple[list[Any], list[Ints]]:
    """The names, and the kinds, of pages with markup."""
    pairs = [(one.names, own) for one, own in zip(lessons, kinds, strict=True) if one.names is not None]
    return [names for names, _ in pairs], [own for _, own in pairs]


def correct(lexicons: Lexicons, samples: Sequence[Sample]) -> Lexicons:
    """The lexicons corrected by pages that were read."""
    read = [one for one in samples if one.sort not in ("stripped", "dumped")]
    return corrected(lexicons, [lesson_of(one) for one in read], [one.taught() for one in read])
