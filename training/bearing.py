"""Finds the directions of `copydesk.account.bearing` in unlabelled news, and fits the linear heads along them.

Called by `python -m training.comparison`. Stories that print a headline or a sentence of ClaimDiff are left out, so
that its held-out topics are as unknown to the directions as to everything else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from copydesk.account.bearing import SPREAD
from copydesk.account.likeness import Body
from copydesk.embedding import embed
from quality.jsonl import read_jsonl

SENTENCES = 12
"""So many sentences of a page are read."""
SHORTEST, LONGEST = 40, 400
"""Characters of a sentence that is read."""
MOST = 4000
"""So many sentences of either kind teach a direction."""
STRENGTH = 2.5
"""Inverse regularisation of a direction; the vectors have length one."""
SHRUNK = 0.015
"""Inverse regularisation of a head over standardised features; a third to three times as much moves AUROC by .005."""

KINDS = {
    "blame": (
        "criticized criticised condemned slammed accused blasted denounced attacked ripped blamed",
        "praised hailed applauded welcomed thanked endorsed supported backed commended",
    ),
    "denial": (
        "denied denies rejected disputed dismissed refuted",
        "confirmed admitted acknowledged conceded agreed",
    ),
    "opposition": (
        "against oppose opposed opposes opponents critics",
        "support supported supports supporters advocates",
    ),
    "ill": (
        "worse worst failed failure crisis dangerous wrong terrible disaster fear",
        "better best success successful hope hopeful good great effective",
    ),
    "surmise": (
        "may might could perhaps possibly unclear likely alleged allegedly",
        "will is was did announced",
    ),
    "contrast": ("but however although though despite yet while", "and also because since as"),
    "doubt": (
        "doubt doubts unclear questions question skeptical skepticism uncertain",
        "clear certain sure evidence proof proven",
    ),
    "harm": ("killed dead injured died shot wounded", "saved rescued survived freed released"),
    "quarrel": (
        "fight battle clash war attack dispute argue argued",
        "deal agreement talks compromise agreed joined",
    ),
}
"""Manners by the words of one kind of sentence and of the other; sentences with both, or neither, are not read."""
OUTLETS = {
    "opinion": (
        {"Vox", "Townhall", "National Review", "Slate", "Reason", "Salon", "The American Spectator"},
        {"Reuters", "Associated Press", "BBC News", "USA TODAY", "CBS News", "ABC News"},
    ),
    "leaning": (
        {
            "Fox Online News",
            "Fox News",
            "Fox News (Online)",
            "Washington Times",
            "Townhall",
            "National Review",
        }
        | {"The Daily Caller", "New York Post", "Newsmax", "CBN", "Breitbart News", "Reason"},
        {"Vox", "CNN (Web News)", "NPR Online News", "The Guardian", "New York Times - News", "Politico"}
        | {"Washington Post", "Slate", "Salon", "HuffPost", "CBS News", "ABC News"},
    ),
}
"""Manners by the outlet: columns against wires, right against left as AllSides sorts them."""
LEAD, LATER = 4, 8
"""Sentences before the first are a page's opening, those after the second its body."""

Vectors = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a page of news: its text, its place on the page from 0, and the outlet."""

    text: str
    place: int
    outlet: str


def directions(shared: Path, pairs: list[dict[str, Any]]) -> Vectors:
    """A row of length one for each direction, those of greatest spread first; from stories that are not of `pairs`."""
    news = list(_news(shared, pairs))
    vectors = embed([sentence.text for sentence in news])
    kinds = [_by_words(news, *words) for words in KINDS.values()]
    kinds += [_by_outlet(news, *outlets) for outlets in OUTLETS.values()]
    kinds += [
        np.array([1 if re.search(mark, sentence.text) else -1 for sentence in news])
        for mark in ('["“]', r"\d")
    ]
    kinds.append(np.array([(s.place < LEAD) * 1 - (s.place > LATER) * 1 for s in news]))
    generator = np.random.default_rng(0)
    manners = [_direction(vectors, kind, generator) for kind in kinds]
    return np.stack([*_spread(vectors), *manners]).astype(np.float32).astype(np.float64)


def linear_head(features: Vectors, labels: NDArray[Any]) -> Vectors:
    """The weights of the features in a logistic regression, and the bias after them."""
    mean, scale = features.mean(axis=0), features.std(axis=0)
    fitted = LogisticRegression(C=SHRUNK, max_iter=500).fit((features - mean) / scale, labels)
    weights = fitted.coef_[0] / scale
    return np.append(weights, fitted.intercept_[0] - weights @ mean)


def _news(shared: Path, pairs: list[dict[str, Any]]) -> Iterator[Sentence]:
    """The sentences of all pages of the stories that print nothing of `pairs`."""
    pages = read_jsonl(shared / "data/stories/allsides-train-join.jsonl.gz")
    texts = [[p.text for p in Body(page["text"]).sentences] for page in pages]
    kept = [[text for text in found if SHORTEST < len(text) < LONGEST] for found in texts]
    known = {_letters(r[key]) for r in pairs for key in ("headline_a", "headline_b", "claim_a", "claim_b")}
    told = {
        page["story"]
        for page, found in zip(pages, kept, strict=True)
        if any(_letters(text) in known for text in (page["headline"], *found))
    }
    for page, found in zip(pages, kept, strict=True):
        if page["story"] not in told:
            yield from (Sentence(text, i, page["outlet"]) for i, text in enumerate(found[:SENTENCES]))


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _by_words(news: list[Sentence], some: str, others: str) -> NDArray[np.int64]:
    """1 for sentences that hold one of `some`, -1 for one of `others`, 0 for neither and for both."""
    first, second = (re.compile(rf"\b({'|'.join(listed.split())})\b", re.I) for listed in (some, others))
    return np.array([bool(first.search(s.text)) * 1 - bool(second.search(s.text)) * 1 for s in news])


def _by_outlet(news: list[Sentence], some: set[str], others: set[str]) -> NDArray[np.int64]:
    return np.array([(s.outlet in some) * 1 - (s.outlet in others) * 1 for s in news])


def _direction(vectors: Vectors, kind: NDArray[np.int64], generator: np.random.Generator) -> Vectors:
    """The direction that parts the sentences of kind 1 from those of kind -1, as many of either."""
    sides = [np.flatnonzero(kind == sign) for sign in (1, -1)]
    most = min(MOST, *(len(side) for side in sides))
    drawn = np.concatenate([generator.choice(side, most, replace=False) for side in sides])
    fitted = LogisticRegression(C=STRENGTH, max_iter=200).fit(vectors[drawn], kind[drawn])
    weights: Vectors = fitted.coef_[0]
    return weights / np.linalg.norm(weights)


def _spread(vectors: Vectors) -> Vectors:
    """The directions along which the vectors spread most."""
    _, axes = np.linalg.eigh(np.cov(vectors.T))
    return np.asarray(axes[:, ::-1][:, :SPREAD].T)
