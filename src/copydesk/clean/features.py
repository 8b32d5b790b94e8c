"""A page's segments in figures.

What the segment's text looks like (`shape`), where it stands, whether its words are the page's words, where there is
markup what it adds (`outline`); and hashed words and hashed element names, for linear models to score.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from copydesk.clean import declared, outline, shape
from copydesk.clean.hashed_words import BITS, word_hashes
from copydesk.clean.segments import Segment
from copydesk.model import Page
from copydesk.text import words as words_of

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]

PLACE_NAMES = (
    "share_before", "share_chars_before", "segments_before", "segments_after", "chars_before", "chars_after",
    "copies", "first_copy", "vocabulary", "title_share", "title_cover", "page_segments", "page_chars",
    "page_prose",
)  # fmt: skip
_LONG_WORD = 5
_PROSE_WORDS, _PROSE_FUNCTION = 12, 0.12


@dataclass(frozen=True, slots=True)
class Names:
    """Hashed element names of a page, and which elements each segment stands in.

    `own` and `above` hold a hash with the look it is of, by number: of the elements that hold segments, and of those
    above them. `looks` is each element's look, `parents` leads to the root, and the elements inside one stand before
    `ends` (as in `outline.Tree`); `holders` and `blocks` are each segment's innermost element and its block-level one,
    -1 for none.
    """

    own: tuple[Ints, Ints]
    above: tuple[Ints, Ints]
    looks: Ints
    parents: Ints
    ends: Ints
    holders: Ints
    blocks: Ints


@dataclass(frozen=True, slots=True)
class Observed:
    """What is seen of one page before any learned weight: its figures and hashed words and names."""

    figures: Matrix
    words: tuple[Ints, Ints]
    names: Names | None


def columns_of(marked_up: bool) -> tuple[str, ...]:
    """The columns of `Observed.figures`."""
    return shape.NAMES + PLACE_NAMES + (outline.NAMES + declared.NAMES if marked_up else ())


def observe(page: Page, segments: Sequence[Segment]) -> Observed:
    """The figures of a page's segments."""
    texts = [segment.span.of(page.text) for segment in segments]
    starts = np.array([segment.span.start for segment in segments], np.int64)
    sizes = np.array([len(text) for text in texts], np.int64)
    words = [words_of(text) for text in texts]
    shapes = shape.shapes(page.text, starts=starts, ends=starts + sizes, words=words)
    prose = np.where(_is_prose(shapes), sizes, 0)
    columns = [shapes, _places(page, texts, words=words, prose=prose)]
    names = None
    if page.markup is not None:
        tree = outline.grow(page.markup)
        holders = np.array([segment.element for segment in segments], np.int64)
        columns.append(outline.describe(tree, (starts, starts + sizes, holders), prose=prose))
        columns.append(declared.declared(page.markup, words))
        names = _hash_names(tree, holders)
    return Observed(np.hstack(columns), word_hashes(words), names)


def _is_prose(shapes: Matrix) -> NDArray[np.bool_]:
    """Which segments read like running text."""
    chars, n_words, stops, inner, function, wide = (
        shapes[:, shape.NAMES.index(name)]
        for name in ("chars", "words", "ends_stop", "inner_stops", "function", "wide")
    )
    running = (n_words > math.log1p(_PROSE_WORDS)) & (stops + inner > 0) & (function > _PROSE_FUNCTION)
    running |= (wide > 0.2) & (chars > math.log1p(40)) & (stops + inner > 0)
    return running


def _places(page: Page, texts: Sequence[str], *, words: Sequence[Sequence[str]], prose: Ints) -> Matrix:
    """The figures of `PLACE_NAMES`; `prose` are the characters of running text in each segment."""
    running = (prose > 0).tolist()
    numbers: dict[str, int] = {}
    line = np.array(
        [
            numbers.setdefault(" ".join(own) or text, len(numbers))
            for own, text in zip(words, texts, strict=True)
        ]
    )
    lexicon = list(map(_content, words, texts))
    in_prose: Counter[str] = Counter()
    for runs, content in zip(running, lexicon, strict=True):
        if runs:
            in_prose.update(content)
    once, twice = set(in_prose), {word for word, count in in_prose.items() if count > 1}
    title = _title_words(page)
    shared = [len(title.intersection(own)) if title and len(own) < 60 else 0 for own in words]
    told = [
        np.log(np.bincount(line)[line]),
        np.diff(np.maximum.accumulate(line), prepend=-1),
        np.array(
            [
                len(content.intersection(twice if runs else once)) / len(content) if content else -1.0
                for content, runs in zip(lexicon, running, strict=True)
            ]
        ),
        np.array([both / len(set(own)) if both else 0.0 for both, own in zip(shared, words, strict=True)]),
        np.array(shared) / len(title) if title else np.full(len(texts), -1.0),
    ]
    at = np.arange(len(texts))
    n, total = len(texts), max(len(page.text), 1)
    lengths = np.array([len(text) for text in texts])
    chars = float(lengths.sum())
    before = np.cumsum(lengths) - lengths
    place = [
        at / n, before / chars, np.log1p(at), np.log1p(n - 1 - at), np.log1p(before),
        np.log1p(chars - before - lengths), *told,
        np.full(n, math.log1p(n)), np.full(n, math.log1p(chars)), np.full(n, int(prose.sum()) / total),
    ]  # fmt: skip
    return np.column_stack(place).astype(np.float32)


def _content(words: Sequence[str], text: str) -> set[str]:
    """The longer words of a segment; of unspaced scripts, character pairs."""
    found = {word for word in words if len(word) >= _LONG_WORD}
    if text.isascii():
        return found
    for word in words:
        if not word.isascii() and shape.is_unspaced(word):
            found.update(word[i : i + 2] for i in range(len(word) - 1))
    return found


def _title_words(page: Page) -> set[str]:
    """The words of what the page's record or head calls its title."""
    title = page.title
    if title is None and page.markup is not None:
        meta = dict(reversed(page.markup.meta))
        title = meta.get("og:title") or meta.get("title")
    return set(words_of(title)) if title else set()


def _hash_names(tree: outline.Tree, holders: Ints) -> Names:
    """The hashed names of the elements that segments stand in."""
    blocks = tree.blocks[holders]
    holding, blocked = np.zeros((2, len(tree.parents)), bool)
    holding[holders] = holding[blocks] = blocked[blocks] = True
    before = np.cumsum(blocked[:-1])
    above = before[tree.ends - 1] > before  # a block stands inside
    own, higher = (np.unique(tree.looks[:-1][chosen]).tolist() for chosen in (holding[:-1], above))
    names = {number: outline.look_names(tree.elements.looks[number]) for number in {*own, *higher}}
    return Names(
        _owned([outline.own_hashes(names[number]) for number in own], own),
        _owned([outline.above_hashes(names[number]) for number in higher], higher),
        tree.looks,
        tree.parents,
        tree.ends,
        holders,
        blocks,
    )


def _owned(hashes: Sequence[Sequence[int]], looks: Sequence[int]) -> tuple[Ints, Ints]:
    """The hashes of each of `looks` in turn, in a row, each with the one it is of."""
    sizes = [len(own) for own in hashes]
    codes = np.fromiter(chain.from_iterable(hashes), np.int64, sum(sizes))
    return codes & ((1 << BITS) - 1), np.repeat(np.array(looks, np.int64), sizes)
