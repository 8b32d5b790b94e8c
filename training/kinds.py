"""Train what tells kinds of furniture: `python -m training.kinds [--shared ../shared]`.

First lexicons: what the chain of rules (`clean.kind_rules.by_rules`) makes of the words and of the names of elements of
segments on many pages, with markup and dumped to text, and what phrases (`clean.cues`) make of words alone. Then two
networks of all that is known of a segment, for pages with markup and for plain texts, from pages whose segments were
labelled by reading (`quality/labels/kinds.jsonl`, `use` is `learn`) and from single blocks
(`quality/labels/blocks.jsonl`); the network for plain texts also from the pages with markup, stripped of it and dumped.
What the network for pages with markup names on the many pages is carried over to their dumps (`kind_dumps`). It teaches
new lexicons, with which the networks are learned once more; and what it is sure of teaches the one for plain texts.
The sites of the pages that measure are left out of all, and those of a fold of all but the rules' lexicons.
One thread; chance is seeded. Prints macro F1 out of fold (four folds by site) and writes `clean/weights/kinds.npz`.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copydesk.clean.kind_model import KINDS, Model, Network, answer, rows_of
from copydesk.clean.trained import WEIGHTS
from copydesk.model import BlockKind
from copydesk.sealed import seal
from quality.kinds import macro_f1
from quality.scoring import with_shared
from training.cleaner_data import fold_of
from training.kind_dumps import Twins, dumped_samples, twins
from training.kind_fit import fit_network
from training.kind_lexicons import MOST_OF_KIND, Lesson, Lexicons, correct, drawn, fit_lexicons, lesson_of
from training.kind_samples import NUMBER, Sample, read_samples, spots

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]

FOLDS = 4
_UNSPECIFIC = 0.4
"""The chance of `other` is taken this often: a kind that says nothing is said where nothing else is likely."""
_LIKELY, _SURE = 0.5, 0.8
"""The chance from which on what a network names teaches lexicons, and another network."""
_OF_SPOT, _OF_TWIN, _MOST_OF_TWIN = 3.0, 0.3, 12
"""What a single block of a plain text that was read weighs beside a segment of a page, and what one that was named; how
many such of a kind are taken of a page."""
_EPOCHS, _EPOCHS_OF_MANY = 25, 12
SORTS = {"marked": ("html", "html spots"), "bare": ("lines", "lines spots", "stripped", "dumped")}
"""The samples that each network learns from; the first sort are whole pages as they come."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What a network learns from: rows, their kinds by number, and their weights."""

    rows: Matrix
    kinds: Ints
    weights: Matrix


def rows_read(samples: Sequence[Sample], model: Model) -> list[Rows]:
    """What pages teach that were labelled by reading, whole or in single blocks."""
    return [
        _taken(one, one.taught(), model, weight=_OF_SPOT if one.sort == "lines spots" else 1.0)
        for one in samples
    ]


def rows_carried(told: Sequence[tuple[Twins, Matrix]], model: Model) -> list[Rows]:
    """What is sure on pages with markup, of their dumps."""
    return [
        _taken(one.bare, _likeliest(one.carried(chances), _SURE), model, most=_MOST_OF_TWIN, weight=_OF_TWIN)
        for one, chances in told
    ]


def _taken(one: Sample, kinds: Ints, model: Model, *, most: int = MOST_OF_KIND, weight: float = 1.0) -> Rows:
    at, weights = drawn(kinds, most)
    return Rows(rows_of(one.setting, model)[at], kinds[at], weights * np.float32(weight))


def fit_kinds(pages: Sequence[Rows], *, epochs: int = _EPOCHS) -> Network:
    """A network for pages of one sort."""
    network = fit_network(
        np.vstack([page.rows for page in pages]),
        np.concatenate([page.kinds for page in pages]),
        np.concatenate([page.weights for page in pages]),
        width=len(KINDS),
        epochs=epochs,
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


def fit_marked(lexicons: Lexicons, samples: Sequence[Sample]) -> Network:
    """A network for pages with markup that sees what these lexicons say."""
    return fit_kinds(rows_read([one for one in samples if one.sort in SORTS["marked"]], lexicons.model()))


def fit_bare(lexicons: Lexicons, samples: Sequence[Sample], told: Sequence[tuple[Twins, Matrix]]) -> Network:
    """The same for plain texts, taught also by what is told of their twins with markup."""
    model = lexicons.model()
    read = rows_read([one for one in samples if one.sort in SORTS["bare"]], model)
    return fit_kinds([*read, *rows_carried(told, model)], epochs=_EPOCHS_OF_MANY)


def named_twins(network: Network, lexicons: Lexicons, pairs: Sequence[Twins]) -> list[tuple[Twins, Matrix]]:
    """The chances of each kind for the segments of pages with markup, none of them for the article's text."""
    model = lexicons.model()
    told = []
    for one in pairs:
        sums = answer(rows_of(one.marked.setting, model), network)
        chances = np.exp(sums - sums.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        chances[np.array(one.marked.setting.kept)] = 0
        told.append((one, chances))
    return told


def _likeliest(chances: Matrix, least: float) -> Ints:
    """The likeliest kinds; -1 where none is so likely."""
    return np.where(chances.max(axis=1) >= least, chances.argmax(axis=1), -1)


def taught(
    lessons: Sequence[tuple[Lesson, Lesson]], told: Sequence[tuple[Twins, Matrix]], seen: Sequence[Sample]
) -> Lexicons:
    """Lexicons of what a network names on pages with markup and thereby on their dumps, corrected by `seen`.

    Self-training (Yarowsky, ACL 1995): what was learned from pages that were read names the many that were not.
    """
    again = []
    for (of_marked, of_bare), (one, chances) in zip(lessons, told, strict=True):
        again.append(replace(of_marked, kinds=_likeliest(chances, _LIKELY)))
        again.append(replace(of_bare, kinds=_likeliest(one.carried(chances), _LIKELY)))
    return correct(fit_lexicons(again), seen)


def fit_all(
    rules: Lexicons, seen: Sequence[Sample], taken: Sequence[tuple[Twins, tuple[Lesson, Lesson]]]
) -> tuple[Lexicons, dict[str, Network]]:
    """The lexicons and both networks, from pages that were read and from twins with their lessons."""
    pairs, lessons = [one for one, _ in taken], [both for _, both in taken]
    lexicons = correct(rules, seen)
    lexicons = taught(lessons, named_twins(fit_marked(lexicons, seen), lexicons, pairs), seen)
    marked = fit_marked(lexicons, seen)
    bare = fit_bare(lexicons, seen, named_twins(marked, lexicons, pairs))
    return lexicons, {"marked": marked, "bare": bare}


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
    read += [*spots(shared, held_out), *dumped_samples(shared, held_out)]
    print(f"{len(read)} pages labelled by reading, with those stripped of markup or dumped", flush=True)
    pairs = list(twins(shared, held_out | named))
    lessons = [(lesson_of(one.marked), lesson_of(one.bare)) for one in pairs]
    rules = fit_lexicons([one for both in lessons for one in both])
    print(f"{len(pairs)} others with markup and dumped", flush=True)
    told: dict[str, list[tuple[Sample, list[str]]]] = {name: [] for name in SORTS}
    for fold in range(FOLDS + 1):
        seen = [one for one in read if fold_of(one.site, FOLDS) != fold]
        taken = [
            (one, both)
            for one, both in zip(pairs, lessons, strict=True)
            if fold_of(one.bare.site, FOLDS) != fold
        ]
        lexicons, networks = fit_all(rules, seen, taken)
        model = lexicons.model()
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
