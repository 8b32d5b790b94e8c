"""Which articles tell of one happening: a learned likeness of pairs, average linkage, and vetoes."""

import io
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copydesk.background import load_background
from copydesk.clean.forest import Forest
from copydesk.group.likeness import (
    FEATURES,
    Document,
    Pairs,
    Rows,
    candidate_pairs,
    pair_features,
    vectors_of,
)
from copydesk.group.linkage import average_linkage
from copydesk.model import Annotations, Article, Reprint
from copydesk.sealed import verified_bytes

WEIGHTS = Path(__file__).parent / "weights"
LEAST = 0.33
"""Mean probability of telling of one happening from which on two groups are one story."""
STRANGERS = 0.1
"""Pairs whose whole texts, leads and names all have less than this cosine tell of different things: of the true
pairs of the training sets .8, .6 and .1 per cent lie there, of the others a fifth to a half."""
STRANGERS_ELSEWHERE = 0.2
"""The same for other languages than English, whose common words the background does not know."""
COPIED = 0.5
"""A page of which this share stands in another tells the same story, whatever else."""
VETO_DAYS = 5
"""Leads that put their news this many days apart, or more, do not tell of one happening."""
VETO = 0.25
"""What is left of a pair's likeness then."""
LEAD_CHARACTERS = 700


def group_stories(findings: Sequence[Annotations], lineage: Sequence[Reprint]) -> tuple[tuple[int, ...], ...]:
    """The articles' indexes by story, each story in order and the stories by their first article.

    The result depends on the set of articles and their order by source only; `lineage` has one entry an
    article.
    """
    likeness = pair_likeness([document_of(found.article) for found in findings])
    days = [lead_days(found) for found in findings]
    for (a, b), value in likeness.items():
        if _apart(days[a], days[b]):
            likeness[a, b] = value * VETO
    index = {found.article.source: i for i, found in enumerate(findings)}
    for here, link in enumerate(lineage):
        if link.of is not None and link.shared >= COPIED:
            there = index[link.of]
            likeness[min(here, there), max(here, there)] = 1.0
    return average_linkage(len(findings), likeness, least=LEAST)


def pair_likeness(documents: Sequence[Document]) -> dict[tuple[int, int], float]:
    """The probability, 0..1, that two articles tell of one happening, for the pairs that may."""
    if len(documents) < 2:
        return {}
    vectors = vectors_of(documents, load_background())
    pairs = candidate_pairs(vectors)
    features = pair_features(vectors, pairs)
    near = _not_strangers(documents, pairs, features)
    pairs, features = pairs[near], features[near]
    if not len(pairs):
        return {}
    odds = load_likeness().score(features)
    chances = np.round(1 / (1 + np.exp(-odds)), 6)
    return {(int(a), int(b)): float(p) for (a, b), p in zip(pairs, chances, strict=True)}


def document_of(article: Article) -> Document:
    """What the article is compared by."""
    day = None
    if article.published:
        day = date.fromisoformat(article.published.value[:10])
    title = article.title.text if article.title else ""
    return Document(title, article.text, day, article.language or "en")


def lead_days(found: Annotations) -> frozenset[date]:
    """The days its lead speaks of, as far as they are resolved; where two are open, both."""
    days = set()
    start = min((b.span.start for b in found.article.blocks if b.kind == "body"), default=0)
    for timex in found.times:
        if timex.span.start - start < LEAD_CHARACTERS and timex.type == "DATE":
            days |= {day for value in (timex.value, *timex.alternatives) if (day := _day(value))}
    return frozenset(days)


def _not_strangers(documents: Sequence[Document], pairs: Pairs, features: Rows) -> NDArray[np.bool_]:
    """Which pairs are worth judging: of one language, and with more in common than any two articles have."""
    languages = np.array([document.language for document in documents])
    same = languages[pairs[:, 0]] == languages[pairs[:, 1]]
    floor = np.where(languages[pairs[:, 0]] == "en", STRANGERS, STRANGERS_ELSEWHERE)
    cosines = features[:, [FEATURES.index(name) for name in ("all", "lead", "names")]]
    return np.asarray(same & (cosines.max(axis=1, initial=0.0) >= floor))


@lru_cache(maxsize=1)
def load_likeness() -> Forest:
    """The trees that judge a pair."""
    with np.load(io.BytesIO(verified_bytes(WEIGHTS / "likeness.npz")), allow_pickle=False) as arrays:
        feature, threshold, left, right, value = (
            arrays[name] for name in ("feature", "threshold", "left", "right", "value")
        )
        return Forest(feature, threshold, left, right, value, depth=int(arrays["depth"]))


def _apart(a: frozenset[date], b: frozenset[date]) -> bool:
    """Whether both leads name days and all of them lie far apart."""
    return bool(a and b) and min(abs((x - y).days) for x in a for y in b) >= VETO_DAYS


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None
