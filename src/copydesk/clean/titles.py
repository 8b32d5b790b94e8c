"""The title of an HTML page: the candidates a page offers, what speaks for each, and the choice between them.

Candidates are the page's headings, its JSON-LD headlines, `og:title` and the document's `<title>` with and
without the site's name. A small forest of boosted trees (`weights/titles.npz`, `weights/metadata.md`) orders
them. Pages of plain text have their title by `headlines`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import itemgetter

import numpy as np

from copydesk.clean import landmarks as marks
from copydesk.clean.clues import Clues, locate
from copydesk.clean.trained import WEIGHTS
from copydesk.forest import load_forest
from copydesk.model import Snippet, Span
from copydesk.text import fold, words

SOURCES = ("h1", "h2", "h3", "marked", "linked", "og", "twitter", "whole", "trimmed", "record")
FEATURES = (
    *SOURCES, "linked_rank", "order", "only_h1", "is_og", "is_twitter", "is_linked", "in_document_title",
    "starts_document_title", "likeness_og", "likeness_title", "likeness_linked", "words", "letters", "is_site",
    "says_title", "says_header", "in_article", "in_furniture", "visible", "distance", "before_body", "in_body",
    "url_words", "separators", "ends_stop", "candidates", "og_bar", "above",
    "agreeing", "fewer_than_most", "h1_is_og", "h1_is_linked", "og_is_linked", "has_news_headline",
    "heading_is_news_headline",
)  # fmt: skip
_SEPARATOR = re.compile(r"\s(?:[|–—·•»«:/\\~>‹›]|--?)\s|\s?[|]\s?|\s::\s|:\s|\s[-–—]\s")
_MARK = re.compile(r"[|–—·•»«:/\\~>‹›-]")
"""Every separator has one."""
_MOST_HEADINGS = 14
_LONGEST = 400
_HEADINGS = frozenset(("h1", "h2", "h3"))
_INLINE = frozenset(("div", "span", "p", "strong", "a"))
_FURNITURE = marks.NAVIGATION | marks.FOOTER | marks.RELATED | marks.COMMENT

Figures = dict[str, float]
"""What some of `FEATURES` are."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may be the title: where it comes from, and where it stands if it is visible; `key` is it folded."""

    text: str
    key: str
    sources: frozenset[str]
    span: Span | None
    flags: int
    linked_rank: int


def find_title(clues: Clues) -> Snippet | None:
    """The title of an HTML page, as it stands on it; without a span where it is only in the head."""
    candidates = find_candidates(clues)
    if not candidates:
        return None
    scores = load_forest(WEIGHTS / "titles.npz").score(np.array(describe(clues, candidates), float))
    best = candidates[int(np.argmax(scores))]
    return Snippet(best.span.of(clues.text), best.span) if best.span else Snippet(best.text)


def find_candidates(clues: Clues) -> list[Candidate]:
    """Every text an HTML page offers as a title, once each; visible ones first, in document order."""
    found: dict[str, Candidate] = {}
    for one in _offers(clues):
        known = found.get(one.key)
        found[one.key] = one if known is None else _merged(known, one)
    return [_placed(clues, candidate) for candidate in found.values()]


def _offers(clues: Clues) -> Iterator[Candidate]:
    """Every place that offers a title; texts that are empty or too long left out."""
    offers = (*_visible(clues), *_said(clues))
    return (one for one in offers if one.key and len(one.text) <= _LONGEST)


def _visible(clues: Clues) -> Iterator[Candidate]:
    """Headings, and elements that call themselves a title's."""
    headings = 0
    for at in clues.marked(marks.HEADING | marks.TITLE):
        element = clues.elements[at]
        is_heading = element.tag in _HEADINGS
        if (is_heading and headings < _MOST_HEADINGS) or element.tag == "h1":
            headings += 1
            source = element.tag
        elif headings < _MOST_HEADINGS and element.tag in _INLINE and 15 <= len(element.span) <= 200:
            source = "marked"
        else:
            continue
        yield _candidate(element.span.of(clues.text), source, span=element.span, flags=clues.flags[at])


def _said(clues: Clues) -> Iterator[Candidate]:
    """What JSON-LD, the head and the record call the page."""
    for article in clues.linked[:6]:
        for headline in article.headlines[:2]:
            yield _candidate(headline, "linked", rank=article.rank)
    for name, source in (("og:title", "og"), ("twitter:title", "twitter"), ("title", "whole")):
        said = clues.said(name)
        if said:
            yield _candidate(said, source)
            yield from (_candidate(part, "trimmed") for part in trimmed(said))
    if clues.page.title:
        yield _candidate(clues.page.title, "record")


def _candidate(
    text: str, source: str, *, span: Span | None = None, flags: int = 0, rank: int = 9
) -> Candidate:
    text = " ".join(text.split())
    return Candidate(text, fold(text), frozenset((source,)), span, flags, rank)


def _merged(known: Candidate, again: Candidate) -> Candidate:
    """A candidate with what else speaks for it."""
    return replace(
        known,
        sources=known.sources | again.sources,
        span=known.span or again.span,
        flags=known.flags | again.flags,
        linked_rank=min(known.linked_rank, again.linked_rank),
    )


def trimmed(title: str) -> list[str]:
    """A document's title without its last parts, and without its first, cut at separators."""
    cuts = _separators(title)[-4:]
    heads = [title[: cut.start()].strip() for cut in cuts]
    tails = [title[cuts[0].end() :].strip()] if cuts else []
    return [part for part in dict.fromkeys(heads + tails) if len(part) > 3]


def _separators(text: str) -> list[re.Match[str]]:
    return list(_SEPARATOR.finditer(text)) if _MARK.search(text) else []


def _placed(clues: Clues, candidate: Candidate) -> Candidate:
    """A candidate of the head with the place where it stands on the page, if it does."""
    if candidate.span is not None or len(candidate.text) < 8:
        return candidate
    span = locate(clues.text, candidate.text)
    return candidate if span is None else replace(candidate, span=span)


def describe(clues: Clues, candidates: list[Candidate]) -> list[tuple[float, ...]]:
    """One row of `FEATURES` for each candidate."""
    head, others = _Head(clues), _Offered(candidates)
    body = clues.body or Span(len(clues.text), len(clues.text))
    rows = []
    for order, candidate in enumerate(candidates):
        tokens = words(candidate.text)
        own = {"order": order, **_as_offered(candidate, tokens), **_place(candidate, body)}
        rows.append(_row({**own, **head.beside(candidate, tokens), **others.among(candidate)}))
    return rows


_row = itemgetter(*FEATURES)


def _as_offered(candidate: Candidate, tokens: list[str]) -> Figures:
    """Who offers a candidate, and what its own letters tell."""
    return {
        **{source: source in candidate.sources for source in SOURCES},
        "linked_rank": candidate.linked_rank,
        "heading_is_news_headline": candidate.linked_rank == 0
        and not _HEADINGS.isdisjoint(candidate.sources),
        "words": len(tokens),
        "letters": len(candidate.text),
        "separators": len(_separators(candidate.text)),
        "ends_stop": candidate.key.endswith((".", ":", "…", "...")),
    }


def _place(candidate: Candidate, body: Span) -> Figures:
    """What a candidate is marked as, and where it stands to the article's body."""
    start = candidate.span.start if candidate.span else -1
    return {
        "says_title": bool(candidate.flags & marks.TITLE),
        "says_header": bool(candidate.flags & marks.HEADER),
        "in_article": bool(candidate.flags & marks.ARTICLE),
        "in_furniture": bool(candidate.flags & _FURNITURE),
        "visible": start >= 0,
        "distance": body.start - start if start >= 0 else -1e6,
        "before_body": 0 <= start < body.start,
        "in_body": body.start <= start < body.end,
    }


class _Head:
    """What a page's head, JSON-LD and address say, and how like it candidates are."""

    def __init__(self, clues: Clues) -> None:
        self._og, self._twitter, self._whole = (
            fold(clues.said(name) or "") for name in ("og:title", "twitter:title", "title")
        )
        self._linked = [fold(h) for a in clues.linked[:6] if a.rank < 2 for h in a.headlines]
        self._og_words, self._whole_words = frozenset(words(self._og)), frozenset(words(self._whole))
        self._linked_words = [frozenset(words(headline)) for headline in self._linked]
        names = (clues.said("og:site_name") or "", clues.host, clues.host.split(".")[0])
        self._sites = {fold(name) for name in names if name}
        self._sites |= {fold(a.publisher) for a in clues.linked if a.publisher}
        self._address = set(words(re.sub(r"[^\w]+", " ", clues.address[8:])))
        self._og_bar = bool(_separators(self._og))

    def beside(self, candidate: Candidate, tokens: list[str]) -> Figures:
        """How like a candidate, of these words, is what the head says."""
        key = candidate.key
        own = frozenset(tokens if key.isascii() else words(key))
        return {
            "is_og": key == self._og,
            "is_twitter": key == self._twitter,
            "is_linked": key in self._linked,
            "is_site": key in self._sites,
            "in_document_title": bool(self._whole) and key in self._whole,
            "starts_document_title": self._whole.startswith(key),
            "likeness_og": likeness(own, self._og_words),
            "likeness_title": likeness(own, self._whole_words),
            "likeness_linked": max((likeness(own, h) for h in self._linked_words), default=-1.0),
            "url_words": sum(t in self._address for t in tokens) / max(1, len(tokens)),
            "og_bar": self._og_bar,
        }


class _Offered:
    """All candidates of a page, and how each stands among them."""

    def __init__(self, candidates: list[Candidate]) -> None:
        self._count = len(candidates)
        self._single_h1 = sum("h1" in c.sources for c in candidates) == 1
        self._starts = sorted(c.span.start for c in candidates if c.span)
        self._most = max(map(_agreeing, candidates), default=0)
        self._page = {
            "h1_is_og": any({"h1", "og"} <= c.sources for c in candidates),
            "h1_is_linked": any({"h1", "linked"} <= c.sources for c in candidates),
            "og_is_linked": any({"og", "linked"} <= c.sources for c in candidates),
            "has_news_headline": any(c.linked_rank == 0 for c in candidates),
        }

    def among(self, candidate: Candidate) -> Figures:
        """How many say it and how many others are said; what the page offers is the same for all."""
        agreeing = _agreeing(candidate)
        above = bisect_left(self._starts, candidate.span.start) if candidate.span else 0
        return {
            **self._page,
            "candidates": self._count,
            "only_h1": self._single_h1 and "h1" in candidate.sources,
            "above": above,
            "agreeing": agreeing,
            "fewer_than_most": self._most - agreeing,
        }


def _agreeing(candidate: Candidate) -> int:
    """How many of heading, JSON-LD, Open Graph, Twitter card and document title say this text."""
    said = candidate.sources
    return (
        bool(said & _HEADINGS) + ("linked" in said) + ("og" in said) + ("twitter" in said)
        + bool(said & {"whole", "trimmed"})
    )  # fmt: skip


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of the words of two texts that both have (Jaccard); -1 if one is empty."""
    if not first or not second:
        return -1.0
    both = len(first & second)
    return both / (len(first) + len(second) - both)
