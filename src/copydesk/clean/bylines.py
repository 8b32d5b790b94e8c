"""Who wrote the article: what speaks for each of the names a page offers, and the choice among them.

A page that names no person may be signed by an agency, a newsroom or the site itself. A small forest of boosted
trees (`weights/authors.npz`, `weights/metadata.md`) judges each of the names that `offered_names` finds.
"""

from bisect import bisect_right
from collections.abc import Sequence, Set
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from copydesk.clean import landmarks as marks
from copydesk.clean.agencies import find_agency
from copydesk.clean.clues import Clues, distance, snippet
from copydesk.clean.names import ROLES, known_parts, looks_personal
from copydesk.clean.offered_names import Name, find_names, site_names
from copydesk.clean.trained import WEIGHTS
from copydesk.forest import load_forest
from copydesk.model import BlockKind, Snippet, Span
from copydesk.text import fold, words

SOURCES = (
    "linked_person", "linked_untyped", "linked_organisation", "linked_page", "meta_author", "meta_other",
    "marked", "property", "link", "cued", "announced",
    "near", "within",
)  # fmt: skip
FEATURES = (
    *SOURCES, "order", "tokens", "letters", "capitalised", "capitals", "digits", "odd_marks", "role_words",
    "site_likeness", "in_site", "nearest_title", "nearest_body", "before_body", "in_furniture", "in_footer",
    "in_comment", "in_header", "in_bio", "beside", "shown", "reviewer", "in_title", "first_shown", "is_site",
    "is_agency", "is_organisation", "linked_index", "linked_count", "part", "in_furniture_block", "article_score",
    "block_length", "in_byline_block", "in_others_block", "into_block", "times_in_page", "times_in_body",
    "first_given", "last_family", "share_given", "share_known",
    # of the page
    "linked_here", "meta_here", "link_here", "names_here", "persons_here", "linked_persons", "is_news",
    "organisations_here", "personal_marked", "personal_near", "personal_cued", "best_known",
    # of the name again
    "dated", "in_longer", "holds_shorter", "signed",
)  # fmt: skip
_LINKED_INDEX, _LINKED_COUNT, _IS_ORGANISATION, _IS_SITE, _TOKENS, _IS_NEWS = map(
    FEATURES.index, ("linked_index", "linked_count", "is_organisation", "is_site", "tokens", "is_news")
)

_LINKED = frozenset(("linked_person", "linked_untyped", "linked_organisation"))
_IN_LINKED = [FEATURES.index(source) for source in sorted(_LINKED)]
_OTHERS = frozenset((BlockKind.RELATED, BlockKind.COMMENTS, BlockKind.AUTHOR_BIO))
_MARKED = frozenset(("marked", "link", "property", "cued"))
_LONGEST_SEEN = 400
"""Characters of a block beyond which its length tells nothing more."""
THRESHOLD, TEXT_THRESHOLD = 0.3, 1.0
"""The log-odds a name needs on a page with markup and in plain text: a wrong author is worse than none. The lowest
tenth at which on sites not seen the precision of every set is what it is to be."""

LENIENCE = 0.75
"""How much less suffices for a name that shares a line of people with one that signs, for the first of a list of people
in the JSON-LD of a news article, and, where nobody signs, for an organisation that it names."""

Figures = dict[str, float]
"""What some of `FEATURES` are."""


def find_authors(clues: Clues, title: Span | None) -> tuple[Snippet, ...]:
    """The article's authors in the order the page gives them, none where no name is sure enough."""
    names = find_names(clues, title)
    if not names:
        return ()
    rows = np.array(describe(clues, names, title=title), float)
    file, threshold = (
        ("authors.npz", THRESHOLD) if clues.page.markup else ("authors-text.npz", TEXT_THRESHOLD)
    )
    scores = load_forest(WEIGHTS / file).score(rows)
    chosen = choose(rows, scores, lines=[name.lines for name in names], threshold=threshold)
    site = site_names(clues)
    return tuple(_placed(clues, name, site=site) for name, signs in zip(names, chosen, strict=True) if signs)


def choose(
    rows: NDArray[np.float64],
    scores: NDArray[np.float64],
    *,
    lines: Sequence[Set[int]],
    threshold: float = THRESHOLD,
) -> NDArray[np.bool_]:
    """Which of a page's names, given as rows of `FEATURES` with their log-odds and as `Name.lines`, sign the article.

    Those that are sure enough; with the first of a JSON-LD list of persons the whole list, of a news article's even if
    the first is less sure by `LENIENCE`; where nobody is sure
    enough the organisation that a news article's JSON-LD names, if that is less doubtful by `LENIENCE`; likewise the
    people that share a line with one who signs; beside a person not the site's own name, which its markup gives
    whoever wrote.
    """
    chosen: NDArray[np.bool_] = scores >= threshold
    likely = scores >= threshold - LENIENCE
    persons = rows[:, _IS_ORGANISATION] == 0
    listed = persons & (rows[:, _LINKED_INDEX] >= 0) & (rows[:, _LINKED_COUNT] > 1)
    sure = likely if rows[:1, _IS_NEWS].any() else chosen
    if listed.any() and sure[listed.argmax()]:
        chosen = chosen | listed
    if not chosen.any():
        linked = (rows[:, _IN_LINKED] > 0).any(axis=1) & (rows[:, _IS_NEWS] > 0)
        chosen = likely & linked & ~persons
    shared = set[int]().union(*(own for own, signs in zip(lines, chosen, strict=True) if signs))
    chosen = chosen | (likely & np.array([not shared.isdisjoint(own) for own in lines]))
    signed = (chosen & persons & (rows[:, _TOKENS] > 1)).any()
    return chosen & (rows[:, _IS_SITE] == 0) if signed else chosen


def _placed(clues: Clues, name: Name, *, site: frozenset[str]) -> Snippet:
    """The name where it is printed as an author's; an organisation has no place where only the head names it."""
    if name.spans and name.spans[0].of(clues.text) == name.text:
        return Snippet(name.text, name.spans[0])
    if not name.spans and _is_organisation(name.text, site):
        return Snippet(name.text)
    return snippet(clues.text, name.text)


def describe(clues: Clues, names: list[Name], *, title: Span | None) -> list[tuple[float, ...]]:
    """One row of `FEATURES` for each name."""
    page, offered = _Printed(clues, title), _Offered(clues, names)
    rows = []
    for name in names:
        plain = words(name.text)
        own = {**_as_offered(name), **_as_written(name.text, plain), **_around(clues, name)}
        rows.append(_row({**own, **offered.among(name, plain), **page.place(name, plain)}))
    return rows


_row = itemgetter(*FEATURES)


def _as_offered(name: Name) -> Figures:
    """What offers a name, and how."""
    return {
        **{source: min(name.sources.get(source, 0), 4) for source in (*SOURCES, "dated", "signed")},
        "order": name.order,
        "beside": name.beside,
        "part": name.part,
        "reviewer": name.reviewer,
        "linked_index": name.linked[0],
        "linked_count": name.linked[1],
        "in_furniture": bool(name.flags & (marks.NAVIGATION | marks.RELATED)),
        "in_footer": bool(name.flags & marks.FOOTER),
        "in_comment": bool(name.flags & marks.COMMENT),
        "in_header": bool(name.flags & marks.HEADER),
        "in_bio": bool(name.flags & marks.BIO),
    }


def _as_written(name: str, plain: list[str]) -> Figures:
    """What a name's own letters and words tell; `plain` are these words lower-cased."""
    tokens = name.split()
    first_given, last_family, share_given, share_known = known_parts(name)
    return {
        "tokens": len(tokens),
        "letters": len(name),
        "capitalised": sum(t[0].isupper() for t in tokens) / len(tokens),
        "capitals": name.isupper(),
        "digits": any(c.isdigit() for c in name),
        "odd_marks": sum(not (c.isalpha() or c in " .'’-") for c in name),
        "role_words": sum(w in ROLES for w in plain),
        "is_agency": find_agency(name) is not None,
        "first_given": first_given,
        "last_family": last_family,
        "share_given": share_given,
        "share_known": share_known,
    }


class _Printed:
    """Title, body and text of a page, and how names stand to them."""

    def __init__(self, clues: Clues, title: Span | None) -> None:
        self._text = clues.text
        self._title_words = set(words(title.of(clues.text))) if title else set()
        self._title_end = title.end if title else 0
        self._body = clues.body.start if clues.body else 0
        self._prose = clues.body.of(clues.text).lower() if clues.body else ""

    def place(self, name: Name, plain: list[str]) -> Figures:
        """How far a name is printed from the title and the body, and how often the page says it."""
        starts = [s.start for s in name.spans]
        in_body = self._prose.count(name.text.lower()) if len(name.text) > 3 else -1
        return {
            "shown": len(starts),
            "nearest_title": min((distance(s - self._title_end) for s in starts), default=20.0),
            "nearest_body": min((distance(self._body - s) for s in starts), default=20.0),
            "before_body": any(s < self._body for s in starts),
            "in_title": sum(w in self._title_words for w in plain) / max(1, len(plain)),
            "times_in_page": min(5, self._text.count(name.text)),
            "times_in_body": in_body,
        }


class _Offered:
    """All names of a page beside those of its site, and how each stands among them."""

    def __init__(self, clues: Clues, names: list[Name]) -> None:
        self._site = site_names(clues)
        self._site_words = {w for n in self._site for w in words(n)}
        self._site_runs = {"".join(words(n)) for n in self._site}
        shown = sorted((n.spans[0].start, n.order) for n in names if n.spans)
        self._rank = {order: i for i, (_, order) in enumerate(shown)}
        self._keys = [f" {' '.join(words(n.text))} " for n in names]
        self._organisations = {n.order for n in names if _is_organisation(n.text, self._site)}
        self._page = _on_page(clues, names, organisations=self._organisations)

    def among(self, name: Name, plain: list[str]) -> Figures:
        """How like the site's a name is, and how it stands to the others; what the page offers is the same for all."""
        run, key = "".join(plain), f" {' '.join(plain)} "
        return {
            **self._page,
            "site_likeness": len(self._site_words & set(plain)) / max(1, len(plain)),
            "in_site": any(run in joined or joined in run for joined in self._site_runs),
            "is_site": fold(name.text) in self._site,
            "is_organisation": name.order in self._organisations,
            "first_shown": self._rank.get(name.order, -1),
            "in_longer": any(key in other and key != other for other in self._keys),
            "holds_shorter": any(other in key and key != other for other in self._keys),
        }


def _on_page(clues: Clues, names: list[Name], *, organisations: set[int]) -> Figures:
    """What kinds of names the page offers: the same for all of them. `organisations` are those names' orders."""
    personal = [n for n in names if n.order not in organisations and looks_personal(n.text)]
    return {
        "linked_here": sum(any(s.startswith("linked") for s in n.sources) for n in names),
        "meta_here": sum("meta_author" in n.sources for n in names),
        "link_here": sum("link" in n.sources or "property" in n.sources for n in names),
        "names_here": len(names),
        "persons_here": len(personal),
        "linked_persons": sum(
            n.order not in organisations and not _LINKED.isdisjoint(n.sources) for n in names
        ),
        "is_news": any(article.rank == 0 for article in clues.linked),
        "organisations_here": len(organisations),
        "personal_marked": sum(not _MARKED.isdisjoint(n.sources) for n in personal),
        "personal_near": sum("near" in n.sources for n in personal),
        "personal_cued": sum("cued" in n.sources for n in personal),
        "best_known": max((sum(known_parts(n.text)[:2]) for n in personal), default=0),
    }


_BLOCK = (
    "in_furniture_block",
    "article_score",
    "block_length",
    "in_byline_block",
    "in_others_block",
    "into_block",
)


def _around(clues: Clues, name: Name) -> Figures:
    """The block where a name is first shown: its side, length and kind, and how far into it the name stands."""
    if not name.spans:
        return dict.fromkeys(_BLOCK, -1.0)
    at = max(0, bisect_right(clues.blocks, name.spans[0].start, key=lambda block: block.span.start) - 1)
    block = clues.blocks[at]
    return {
        "in_furniture_block": block.kind.is_furniture,
        "article_score": 1 - block.score if block.kind.is_furniture else block.score,
        "block_length": min(len(block.span), _LONGEST_SEEN),
        "in_byline_block": block.kind is BlockKind.BYLINE,
        "in_others_block": block.kind in _OTHERS,
        "into_block": name.spans[0].start - block.span.start,
    }


def _is_organisation(name: str, site: frozenset[str]) -> bool:
    """Whether a name is an agency's or the site's own."""
    return find_agency(name) is not None or fold(name) in site
