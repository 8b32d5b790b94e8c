"""What tells a segment's kind besides its words and names, as rows of figures for the network in `kind_model`.

The figures of `features.observe`, of which the same page was judged, and those of the neighbours; where the segment
stands, as seen from the title and from the article's text; the boxes around it. In a plain text, which has no boxes,
also what the rules and the phrases (`cues`) say, how long the run of short lines is that it is in, and which of its
words stand in the article too: tags and captions name what the article names.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copydesk.clean import cues, shape
from copydesk.clean.features import Names, Observed
from copydesk.clean.hashed_words import BITS
from copydesk.clean.segments import Segment
from copydesk.model import BlockKind, Page

Ints = NDArray[np.int64]
Column = NDArray[np.float64]
Matrix = NDArray[np.float32]

_NOTHING = len(BlockKind)
_NUMBER = {kind: number for number, kind in enumerate(BlockKind)}
"""What a cue can say, by number; one more stands for nothing."""
_NOWHERE = 99
_FAR, _FAR_FROM_TITLE = 60, 40
"""Segments; what is farther away is told no more exactly."""
_BOXES = (6, 20, 60)
"""Segments that a box around a segment holds at most; a box holds none of the article's text."""
_LONG, _LONGEST_HEAD, _SPAN = 60, 120, 4
_SHORT, _MOST_IN_RUN = 40, 40
_WORDLESS = -0.5
"""What stands for the share of words where a segment has none."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A judged page: which of its segments are the article's text, of which there is one, and which its title;
    `boxes` are those of `find_boxes`, and in a plain text `rules` what the chain of rules says."""

    page: Page
    segments: Sequence[Segment]
    texts: Sequence[str]
    kept: Sequence[bool]
    title: int | None
    observed: Observed
    chances: Column
    boxes: Sequence[Ints] = ()
    rules: Sequence[BlockKind] = ()


def known_rows(setting: Setting) -> Matrix:
    """A row of figures for each segment of a page; pages with markup have other columns than those without."""
    figures = setting.observed.figures
    heads = _heads(setting)
    parts = [figures, *beside(figures[:, : len(shape.NAMES)]), _places(setting), *heads]
    if setting.page.markup is None:
        parts += [*_witnesses(setting), *echoes(setting, signs=heads[0][:, 1] > 0), runs(setting)]
    else:
        long = np.array([len(text) > _LONG for text in setting.texts], np.float32)[:, None]
        for sizes in setting.boxes:
            count = np.repeat(np.minimum(sizes, _FAR), sizes)[:, None].astype(np.float32)
            parts += [count, mean_in(long, sizes)]
    return np.hstack(parts)


def _places(setting: Setting) -> Matrix:
    """Where segments stand, in segments from the title, the article's first and last, the page's ends, the next of
    the article's text and the last; and the chances of each and its neighbours."""
    n = len(setting.texts)
    at = np.arange(n)
    inside = np.flatnonzero(setting.kept)
    after = np.searchsorted(inside, at)
    to_next = np.where(after < len(inside), inside[np.minimum(after, len(inside) - 1)] - at, _NOWHERE)
    since = np.where(after > 0, at - inside[np.maximum(after - 1, 0)], _NOWHERE)
    from_title = np.full(n, _NOWHERE)
    if setting.title is not None:
        from_title = np.clip(at - setting.title, -_FAR_FROM_TITLE, _FAR_FROM_TITLE)
    chances = setting.chances.astype(np.float32)[:, None]
    places = [from_title, *(np.clip(at - i, -_FAR, _FAR) for i in (inside[0], inside[-1]))]
    places += [np.minimum(away, _FAR) for away in (at, n - 1 - at, to_next, since)]
    return np.hstack([np.column_stack(places).astype(np.float32), chances, *beside(chances)])


def _heads(setting: Setting) -> list[Matrix]:
    """Whether a short text holds a date, and begins as a byline does; and the neighbours'."""
    digits = setting.observed.figures[:, shape.NAMES.index("digits")].tolist()
    heads = [
        (share > 0 and cues.DATE.search(text) is not None, cues.BYLINE.match(text) is not None)
        if not keep and len(text) <= _LONGEST_HEAD
        else (False, False)
        for text, keep, share in zip(setting.texts, setting.kept, digits, strict=True)
    ]
    told = np.array(heads, np.float32)
    return [told, *beside(told)]


def echoes(setting: Setting, *, signs: NDArray[np.bool_]) -> list[Matrix]:
    """Shares of a segment's words and of its pairs of words that stand in the article's text, of its words in the
    title, and of both in what `signs` as a byline does; those beside it, and the mean of those near."""
    kept, title = np.array(setting.kept), np.zeros(len(setting.kept), bool)
    if setting.title is not None:
        title[setting.title] = True
    words, pairs = _words_and_pairs(setting.observed)
    asked = ((words, kept), (pairs, kept), (words, title), (pairs, signs), (words, signs))
    shares = np.column_stack([_share_in(codes, among) for codes, among in asked]).astype(np.float32)
    shares[kept] = 0
    return [shares, *beside(shares), mean_near(shares)]


def _words_and_pairs(observed: Observed) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
    """The hashed words, and pairs of words, each with the segment it is of: first all words stand, in order."""
    codes, owners = observed.words
    falls = np.flatnonzero(owners[1:] < owners[:-1])
    end = int(falls[0]) + 1 if len(falls) else len(owners)
    return (codes[:end], owners[:end]), (codes[end:], owners[end:])


def _share_in(told: tuple[Ints, Ints], among: NDArray[np.bool_]) -> Column:
    """What share of each segment's codes stand in some of the segments."""
    codes, owners = told
    known = np.zeros(1 << BITS, bool)
    known[codes[among[owners]]] = True
    count = np.bincount(owners, minlength=len(among))
    both = np.bincount(owners[known[codes]], minlength=len(among))
    return np.where(count > 0, both / np.maximum(count, 1), _WORDLESS)


def runs(setting: Setting) -> Matrix:
    """How many segments stand in a row that are short, or not, and as much the article's; and how many of them before
    each."""
    kept = np.array(setting.kept)
    short = np.array([len(text) <= _SHORT for text in setting.texts]) & ~kept
    look = kept + 2 * short
    starts = np.flatnonzero(np.append(True, look[1:] != look[:-1]))
    sizes = np.diff(np.append(starts, len(look)))
    found = np.column_stack([np.repeat(sizes, sizes), np.arange(len(look)) - np.repeat(starts, sizes)])
    held: Matrix = np.minimum(found, _MOST_IN_RUN).astype(np.float32)
    return held


def _witnesses(setting: Setting) -> list[Matrix]:
    """What is said by the rules, by a segment's own words and those beside and near it, by the heading above it; and
    how far above that is."""
    flags = np.eye(_NOTHING + 1, dtype=np.float32)[:, :_NOTHING]
    own = [
        (None, None) if keep else (cues.kind_of_phrase(text), cues.zone_opened(text))
        for text, keep in zip(setting.texts, setting.kept, strict=True)
    ]
    said = flags[[_number(phrase) for phrase, _ in own]]
    opened = [_number(zone) for _, zone in own]
    zones, since = _zones(opened, setting.kept)
    rules = flags[
        [_number(None if keep else rule) for rule, keep in zip(setting.rules, setting.kept, strict=True)]
    ]
    return [rules, said, flags[opened], flags[zones], since[:, None], *beside(said), mean_near(said)]


def _number(kind: BlockKind | None) -> int:
    return _NOTHING if kind is None else _NUMBER[kind]


def _zones(opened: Sequence[int], kept: Sequence[bool]) -> tuple[Ints, Matrix]:
    """The last heading of a zone above each segment, unless the article's text came between, and how far above."""
    zone, begun = _NOTHING, 0
    zones, since = [], []
    for i, kind in enumerate(opened):
        if kept[i]:
            zone = _NOTHING
        elif kind != _NOTHING:
            zone, begun = kind, i
        zones.append(zone)
        since.append(min(i - begun, _FAR) if zone != _NOTHING else _NOWHERE)
    return np.array(zones), np.array(since, np.float32)


def beside(rows: Matrix) -> tuple[Matrix, Matrix]:
    """The row before each, and the one after; zeros beyond the ends."""
    before, after = np.zeros_like(rows), np.zeros_like(rows)
    before[1:], after[:-1] = rows[:-1], rows[1:]
    return before, after


def mean_near(rows: Matrix) -> Matrix:
    """The mean of the rows up to four away from each."""
    total = np.vstack([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0, dtype=np.float64)])
    at = np.arange(len(rows))
    first, end = np.maximum(at - _SPAN, 0), np.minimum(at + 1 + _SPAN, len(rows))
    mean: Matrix = ((total[end] - total[first]) / (end - first)[:, None]).astype(np.float32)
    return mean


def mean_in(rows: Matrix, sizes: Ints) -> Matrix:
    """The mean of the rows in each one's box; `sizes` are those of the boxes, in order."""
    starts = np.cumsum(sizes) - sizes
    total: Matrix = np.add.reduceat(rows, starts, axis=0)
    return np.repeat(total / sizes[:, None].astype(np.float32), sizes, axis=0)


def find_boxes(names: Names, kept: Sequence[bool]) -> list[Ints]:
    """The boxes that a page's segments stand in, for each size: how many segments each holds, in order.

    A segment's box is the largest element around it that holds no more segments than that and none of the article's
    text; else the segment alone.
    """
    inside = names.holders >= 0
    held, full = (_within(names, names.holders[chosen]) for chosen in (inside, inside & np.array(kept)))
    fits = (full == 0) & (held <= np.array(_BOXES)[:, None])
    fits[:, -1] = False
    outermost = np.where(fits & ~fits[:, names.parents], np.arange(len(full)), 0)
    boxes = np.where(fits, np.maximum.accumulate(outermost, axis=1), -1)[:, names.holders]
    begun = np.ones((len(boxes), len(kept) + 1), bool)
    begun[:, 1:-1] = (boxes[:, 1:] != boxes[:, :-1]) | (boxes[:, 1:] < 0)
    return [np.diff(np.flatnonzero(own)) for own in begun]


def _within(names: Names, holders: Ints) -> Ints:
    """How many of `holders` are each element or stand inside it, and last, for no element, of none."""
    total = np.zeros(len(names.parents), np.int64)
    np.cumsum(np.bincount(holders, minlength=len(names.ends)), out=total[1:])
    total[:-1] = total[names.ends] - total[:-1]
    return total
