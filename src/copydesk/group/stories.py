"""Which articles tell of one happening: a learned likeness of pairs, average linkage, and vetoes."""

import io
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np

from copydesk.background import load_background
from copydesk.clean.forest import Forest
from copydesk.group.likeness import Document, candidate_pairs, pair_features, vectors_of
from copydesk.group.linkage import average_linkage
from copydesk.model import Annotations, Article, Reprint
from copydesk.sealed import verified_bytes

WEIGHTS = Path(__file__).parent / "weights"
LEAST = 0.33
"""Mean probability of telling of one happening from which on two groups are one story."""
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
    if not len(pairs):
        return {}
    odds = load_likeness().score(pair_features(vectors, pairs))
    chances = np.round(1 / (1 + np.exp(-odds)), 6)
    return {(int(a), int(b)): float(p) for (a, b), p in zip(pairs, chances, strict=True)}


def document_of(article: Article) -> Document:
    """What the article is compared by."""
    day = None
    if article.published:
        day = date.fromisoformat(article.published.value[:10])
    return Document(article.title.text if article.title else "", article.text, day)


def lead_days(found: Annotations) -> frozenset[date]:
    """The days its lead speaks of, as far as they are resolved; where two are open, both."""
    days = set()
    start = min((b.span.start for b in found.article.blocks if b.kind == "body"), default=0)
    for timex in found.times:
        if timex.span.start - start < LEAD_CHARACTERS and timex.type == "DATE":
            days |= {day for value in (timex.value, *timex.alternatives) if (day := _day(value))}
    return frozenset(days)


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
