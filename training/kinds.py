"""Train what tells kinds of furniture: `python -m training.kinds [--shared ../shared]`.

First lexicons: what the chain of rules (`clean.kind_rules.by_rules`) makes of the words and of the names of elements of
segments on many pages, and what phrases (`clean.cues`) make of words alone. Then two networks of all that is known of
a segment, for pages with markup and for plain texts, from pages whose segments were labelled by reading
(`quality/labels/kinds.jsonl`, `use` is `learn`) and from single blocks (`quality/labels/blocks.jsonl`); the network for
plain texts also from the pages with markup, stripped of it. What these name on the many pages teaches new lexicons, and
with them the networks are learned once more. The sites of the pages that measure are left out of all.
One thread; chance is seeded. Prints macro F1 out of fold (four folds by site) and writes `clean/weights/kinds.npz`.
"""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from copydesk.clean.cues import kind_of_phrase, zone_opened
from copydesk.clean.features import Names
from copydesk.clean.hashed_words import BITS
from copydesk.clean.kind_model import CODES, FADING, KINDS, PHRASES, Model, Network, answer, rows_of
from copydesk.clean.trained import WEIGHTS
from copydesk.model import BlockKind
from copydesk.sealed import seal
from quality.kinds import macro_f1
from quality.scoring import with_shared
from training.cleaner_data import fold_of
from training.kind_fit import fit_linear, fit_network
from training.kind_samples import NUMBER, Sample, read_samples, spots, unlabelled

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]

FOLDS = 4
_LEAST_PAGES, _LEAST_READ = 8, 3
"""Pages that a code must occur on to be in a lexicon; pages labelled by reading, to be corrected."""
_PULL, _PULL_READ = 0.5, 2.0
_MOST_OF_KIND = 25
"""Segments of a kind on a page that are learned from; together they weigh as the square root of all."""
_UNSPECIFIC = 0.4
"""The chance of `other` is taken this often: a kind that says nothing is said where nothing else is likely."""
_NEGLIGIBLE = 0.05
_SURE = 0.5
"""The chance from which on what a network names is learned from."""
SORTS = {"marked": ("html", "html spots"), "bare": ("lines", "lines spots", "stripped")}
"""The samples that each network learns from; the first sort are whole pages as they come."""


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
            stored[name] = table[np.append(used, CODES)].astype(np.float16)
        return stored


def drawn(kinds: Ints) -> tuple[Ints, Matrix]:
    """The segments of a page to learn from, in order, and their weights."""
    places: list[int] = []
    weights: list[float] = []
    for kind, count in sorted(Counter(kinds[kinds >= 0].tolist()).items()):
        own = np.flatnonzero(kinds == kind)
        picked = own[np.unique(np.linspace(0, count - 1, min(count, _MOST_OF_KIND)).astype(int))].tolist()
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


def fit_kinds(samples: Sequence[Sample], rows: Sequence[Matrix]) -> Network:
    """A network for pages of one sort."""
    kinds = [one.taught() for one in samples]
    picks = [drawn(own) for own in kinds]
    network = fit_network(
        np.vstack([page[at] for page, (at, _) in zip(rows, picks, strict=True)]),
        np.concatenate([own[at] for own, (at, _) in zip(kinds, picks, strict=True)]),
        np.concatenate([weight for _, weight in picks]),
        len(KINDS),
    )
    network.out[-1, NUMBER[BlockKind.OTHER]] += np.log(_UNSPECIFIC)
    return network


def named_by(network: Network, one: Sample, rows: Matrix) -> list[str]:
    """A page's kinds: those of the network but for the article's text and title."""
    best = answer(rows, network).argmax(axis=1).tolist()
    title, kept = one.setting.title, one.setting.kept
    return [
        str(rule if keep or i == title else KINDS[number])
        for i, (rule, keep, number) in enumerate(zip(one.rules, kept, best, strict=True))
    ]


def fit_networks(lexicons: Lexicons, samples: Sequence[Sample]) -> dict[str, Network]:
    """A network for pages with markup and one for those without, that see what these lexicons say."""
    model = lexicons.model()
    chosen = {name: [one for one in samples if one.sort in sorts] for name, sorts in SORTS.items()}
    return {
        name: fit_kinds(ones, [rows_of(one.setting, model) for one in ones]) for name, ones in chosen.items()
    }


def retold(lesson: Lesson, one: Sample, model: Model, networks: Mapping[str, Network]) -> Lesson:
    """A page's lesson with the kinds that networks name, where they are rather sure, instead of the rules'."""
    network = networks["bare" if one.setting.page.markup is None else "marked"]
    sums = answer(rows_of(one.setting, model), network)
    raised = np.exp(sums - sums.max(axis=1, keepdims=True))
    sure = raised.max(axis=1) >= _SURE * raised.sum(axis=1)
    told = sure & ~np.array(one.setting.kept)
    return replace(lesson, kinds=np.where(told, sums.argmax(axis=1), -1))


def taught(
    first: Lexicons, seen: Sequence[Sample], rest: Sequence[Sample], lessons: Sequence[Lesson]
) -> Lexicons:
    """Lexicons of what networks that know `first` and `seen` name on the other pages, corrected by `seen`.

    Self-training (Yarowsky, ACL 1995): what was learned from pages that were read names the many that were not.
    """
    networks = fit_networks(first, seen)
    model = first.model()
    again = [retold(lesson, one, model, networks) for lesson, one in zip(lessons, rest, strict=True)]
    return correct(fit_lexicons(again), seen)


def correct(lexicons: Lexicons, samples: Sequence[Sample]) -> Lexicons:
    """The lexicons corrected by pages that were read."""
    read = [one for one in samples if one.sort != "stripped"]
    return corrected(lexicons, [lesson_of(one) for one in read], [one.taught() for one in read])


def report(name: str, told: Sequence[tuple[Sample, list[str]]]) -> None:
    """Prints macro F1 of what was told, and of the rules."""
    labels = [label for one, _ in told for label in one.labels]
    scores = macro_f1(labels, [kind for _, kinds in told for kind in kinds])
    rules = macro_f1(labels, [str(kind) for one, _ in told for kind in one.rules])
    print(
        f"{name}: {len(told)} pages, rules {rules['macro']:.4f}, learned, out of fold {scores['macro']:.4f}"
    )
    print("  " + ", ".join(f"{kind} {score:.3f}" for kind, score in scores.items()), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    with_shared(parser)
    shared: Path = parser.parse_args().shared
    read, held_out, named = read_samples(shared)
    read += spots(shared, held_out)
    print(f"{len(read)} pages labelled by reading, with those stripped of markup", flush=True)
    rest = list(unlabelled(shared, held_out | named))
    lessons = [lesson_of(one) for one in rest]
    rules = fit_lexicons(lessons)
    told: dict[str, list[tuple[Sample, list[str]]]] = {name: [] for name in SORTS}
    for fold in range(FOLDS + 1):
        seen = [one for one in read if fold_of(one.site, FOLDS) != fold]
        lexicons = taught(correct(rules, seen), seen, rest, lessons)
        networks, model = fit_networks(lexicons, seen), lexicons.model()
        for name, sorts in SORTS.items():
            told[name] += [
                (one, named_by(networks[name], one, rows_of(one.setting, model)))
                for one in read
                if fold_of(one.site, FOLDS) == fold and one.sort in sorts[:1]
            ]
    for name, own in told.items():
        report(name, own)
    report("both", [page for own in told.values() for page in own])
    arrays = lexicons.arrays()
    for name, network in networks.items():  # the last fold is nobody's: these saw all
        arrays |= {f"{name}_{part}": getattr(network, part).astype(np.float16) for part in ("hidden", "out")}
        arrays |= {f"{name}_{part}": getattr(network, part) for part in ("mean", "deviation")}
    np.savez_compressed(WEIGHTS / "kinds.npz", **arrays)
    seal(WEIGHTS)


if __name__ == "__main__":
    main()
