"""What tells a segment's kind, as codes: each is a row of the weights in `kind_model`.

A figure of `features.observe` gives a code for the range it is in, a witness (`cues`) one for what it says; the
hashed words of the segment and the names of its elements, of which the same page was judged, are codes already.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copydesk.clean import cues, outline
from copydesk.clean.features import Observed, columns_of
from copydesk.clean.segments import Segment
from copydesk.model import BlockKind, Page

Ints = NDArray[np.int64]
Column = NDArray[np.float64]

WITNESSES = tuple(BlockKind)
"""What a cue can say, by number; one more stands for nothing."""
_NOTHING = len(WITNESSES)
_NUMBER = {kind: number for number, kind in enumerate(WITNESSES)}
_WORDS = tuple(np.log1p(n + 0.5) for n in (0, 1, 2, 3, 4, 6, 9, 14, 20, 30, 50))
_TEXT_RANGES: dict[str, tuple[float, ...]] = {
    "words": _WORDS, "lines": (1.5,), "ends_stop": (0.5,), "ends_colon": (0.5,), "ends_dots": (0.5,),
    "ends_mark": (0.5,), "commas": (0.01, 0.1), "upper": (0.05, 0.2, 0.5), "capitalised": (0.1, 0.35, 0.6, 0.9),
    "digits": (0.01, 0.1, 0.3, 0.6), "symbols": (0.01, 0.1, 0.3), "first": (0.5, 1.5, 2.5, 3.5, 4.5),
    "marker": (0.5, 1.5, 2.5, 3.5, 4.5), "years": (0.5,), "clocks": (0.5,), "copyright": (0.5,), "address": (0.5,),
    "separators": (0.1, 0.5), "money": (0.01,), "function": (0.05, 0.2, 0.4), "quotes": (0.5,), "brackets": (0.5,),
    "wide": (0.2,), "addressed": (0.5,), "copies": (0.1, 0.8, 1.5), "first_copy": (0.5,),
    "vocabulary": (-0.5, 0.3, 0.7), "title_share": (0.1, 0.4, 0.7), "title_cover": (0.1, 0.5, 0.9),
    "page_segments": (4.0, 5.0, 5.7),
}  # fmt: skip
_TAGS = tuple(np.arange(0.5, len(outline.TAGS) + 1))
_MARKED_RANGES: dict[str, tuple[float, ...]] = {
    "block_tag": _TAGS, "holder_tag": _TAGS, "parent_tag": _TAGS, "link_density": (0.01, 0.5, 0.95),
    "links": (0.5, 1.5, 3.5), "bold": (0.5,), "depth": (8, 14, 20), "siblings": (0.8, 1.5, 2.3, 3.2),
    "sibling_chars": (2.5, 3.5, 4.5), "sibling_prose": (0.2, 0.7), "sibling_links": (0.2, 0.8),
    "sibling_place": (0.01, 0.3, 0.9), "alike": (0.8, 1.5, 2.3, 3.5), "alike_chars": (2.5, 3.5, 4.5),
    "alike_links": (0.2, 0.8), "out_of_main": (0.5, 2.5, 4.5, 6.5), "into_main": (1.5, 3.5, 5.5, 8.5),
}  # fmt: skip
_CHANCE = (0.003, 0.02, 0.1, 0.3, 0.5, 0.8)
_FROM_TITLE = (-30, -12, -5, -3, -2, -1, 0, 1, 2, 3, 4, 6, 9, 13, 31)
_FROM_FIRST = (-60, -30, -12, -8, -5, -3, -2, -1, 0, 1, 2)
_FROM_LAST = (0, 1, 2, 3, 4, 6, 9, 15, 30, 60, 120)
_FROM_EDGE = (1, 3, 6, 12, 25, 50)
_FROM_TEXT = (1, 2, 3, 5, 9, 20, 900)
_NOWHERE = 999
_ZONE_STEPS = (0.5, 3.5, 10.5, 30.5)
_BOXES = (6, 20, 60)
"""Segments that a box around a segment holds at most; a box holds none of the article's text."""
_BOX_SIZES = (1.5, 2.5, 4.5, 8.5, 15.5, 30.5)
_SHORT, _LONG = 3.5, 60
_BEFORE, _LONGEST_SHOWN, _LONGEST_HEAD = 12, 900, 120


@dataclass(frozen=True, slots=True)
class Setting:
    """A judged page: which of its segments are the article's text, of which there is one, and which its title;
    `boxes` are those of `find_boxes`."""

    page: Page
    segments: Sequence[Segment]
    texts: Sequence[str]
    kept: Sequence[bool]
    title: int | None
    observed: Observed
    chances: Column
    boxes: Sequence[Ints]


@dataclass(slots=True)
class _Columns:
    """Columns of codes, each with codes of its own."""

    codes: list[Ints]
    size: int = 0

    def add(self, numbers: Ints, count: int) -> None:
        """Another column, of numbers from 0 to before `count`."""
        self.codes.append(numbers + self.size)
        self.size += count

    def ranged(self, values: NDArray[Any], edges: Sequence[float]) -> Ints:
        """Another column, of the ranges that values are in."""
        numbers = np.searchsorted(np.array(edges), values, side="right")
        self.add(numbers, len(edges) + 1)
        return numbers


def code_rows(setting: Setting) -> tuple[Ints, int]:
    """A row of codes for each segment of a page with markup, as many for each, and how many codes there are."""
    names = columns_of(marked_up=True)
    figures = setting.observed.figures.astype(np.float64)
    ranges = _TEXT_RANGES | _MARKED_RANGES
    columns = _Columns([])
    shown = {name: columns.ranged(figures[:, names.index(name)], edges) for name, edges in ranges.items()}
    place = _add_places(columns, setting)
    width = len(_WORDS) + 1
    columns.add(place * width + shown["words"], 3 * width)
    dated = np.array(
        [bool(text) and cues.DATE.search(text) is not None for text in _short(setting)], np.int64
    )
    columns.add(_near_title(setting) * 2 + dated, 6)
    said = _add_witnesses(columns, setting, shown["words"] < 4)
    columns.add(said * 3 + place, (_NOTHING + 1) * 3)
    for step in (-1, 1):
        columns.add(_shifted(shown["words"], step, width), width + 1)
        columns.add(_shifted(dated, step, 2), 3)
        columns.add(_shifted(said, step, _NOTHING), _NOTHING + 1)
    for step in (-2, 2):
        columns.add(_shifted(said, step, _NOTHING), _NOTHING + 1)
    columns.add(shown["link_density"] * width + shown["words"], 4 * width)
    for name in outline.INSIDE:
        columns.add(place * 2 + (figures[:, names.index(f"in_{name}")] > 0), 6)
    _add_boxes(columns, setting, said)
    return np.column_stack(columns.codes), columns.size


def _add_places(columns: _Columns, setting: Setting) -> Ints:
    """Where segments stand; returns 0 before the article's text, 1 amid, 2 after it."""
    n = len(setting.segments)
    at = np.arange(n)
    inside = np.flatnonzero(setting.kept)
    first, last = int(inside[0]), int(inside[-1])
    after = np.searchsorted(inside, at)
    to_next = np.where(after < len(inside), inside[np.minimum(after, len(inside) - 1)] - at, _NOWHERE)
    since = np.where(after > 0, at - inside[np.maximum(after - 1, 0)], _NOWHERE)
    title = setting.title
    columns.ranged(at - title if title is not None else np.full(n, float(_NOWHERE)), _FROM_TITLE)
    columns.ranged(at - first, _FROM_FIRST)
    columns.ranged(at - last, _FROM_LAST)
    columns.ranged(at, _FROM_EDGE)
    columns.ranged(n - 1.0 - at, _FROM_EDGE)
    columns.ranged(to_next, _FROM_TEXT)
    columns.ranged(since, _FROM_TEXT)
    columns.ranged(setting.chances, _CHANCE)
    place: Ints = np.where(at < first, 0, np.where(at > last, 2, 1))
    return place


def _near_title(setting: Setting) -> Ints:
    """0 far from the title, 1 shortly before it, 2 shortly after it."""
    if setting.title is None:
        return np.zeros(len(setting.segments), np.int64)
    away = np.arange(len(setting.segments)) - setting.title
    return np.where((away < 0) & (away >= -4), 1, np.where((away > 0) & (away <= 8), 2, 0))


def _add_witnesses(columns: _Columns, setting: Setting, short: NDArray[np.bool_]) -> Ints:
    """What segments' own words and the headings above them say; returns what their own words do."""
    texts = setting.texts
    told = [
        (_NOTHING, _NOTHING) if keep else _told(text) for text, keep in zip(texts, setting.kept, strict=True)
    ]
    pairs: Ints = np.array(told, np.int64)
    said: Ints = pairs[:, 0]
    opened: Ints = pairs[:, 1]
    columns.add(said * 2 + short, (_NOTHING + 1) * 2)
    columns.add(opened, _NOTHING + 1)
    zone, since = _zones(opened.tolist(), setting.kept)
    columns.add(zone * 5 + np.searchsorted(np.array(_ZONE_STEPS), since, side="right"), (_NOTHING + 1) * 5)
    inside = np.flatnonzero(setting.kept)
    shown = range(max(int(inside[0]) - _BEFORE, 0), min(int(inside[-1]) + 2, len(texts)))
    captions = np.zeros(len(texts), np.int64)
    for i in shown:
        if len(texts[i]) <= _LONGEST_SHOWN and not setting.kept[i]:
            captions[i] = cues.is_caption(texts[i]) + 2 * cues.is_credit(texts[i])
    columns.add(captions, 4)
    bylines = np.array([bool(text) and cues.BYLINE.match(text) is not None for text in _short(setting)])
    columns.add(_near_title(setting) * 2 + bylines, 6)
    return said


def _told(text: str) -> tuple[int, int]:
    """What a text's own words say, and what zone it opens."""
    return _number(cues.kind_of_phrase(text)), _number(cues.zone_opened(text))


def _short(setting: Setting) -> list[str]:
    """The texts that can be a byline or a date alone; the others are empty."""
    return [
        "" if keep or len(text) > _LONGEST_HEAD else text
        for text, keep in zip(setting.texts, setting.kept, strict=True)
    ]


def _number(kind: BlockKind | None) -> int:
    return _NOTHING if kind is None else _NUMBER[kind]


def _zones(opened: Sequence[int], kept: Sequence[bool]) -> tuple[Ints, Ints]:
    """The last heading of a zone above each segment, unless the article's text came between, and how far above."""
    zone, begun = _NOTHING, 0
    zones, since = [], []
    for i, kind in enumerate(opened):
        if kept[i]:
            zone = _NOTHING
        elif kind != _NOTHING:
            zone, begun = kind, i
        zones.append(zone)
        since.append(i - begun if zone != _NOTHING else _NOWHERE)
    return np.array(zones), np.array(since)


def _shifted(numbers: Ints, step: int, beyond: int) -> Ints:
    """Each number replaced by the one `step` further on, `beyond` where there is none."""
    out = np.full_like(numbers, beyond)
    if step > 0:
        out[:-step] = numbers[step:]
    else:
        out[-step:] = numbers[:step]
    return out


def _add_boxes(columns: _Columns, setting: Setting, said: Ints) -> None:
    """What is said in the boxes around each segment (of several kinds, the first), and how large they are."""
    long = np.array([len(text) > _LONG for text in setting.texts], np.float64)
    for box in setting.boxes:
        count = np.bincount(box)
        columns.ranged(count[box].astype(np.float64), _BOX_SIZES)
        columns.ranged((np.bincount(box, weights=long) / count)[box], (0.01, 0.2, 0.5))
        first = np.full(len(count), _NOTHING)
        np.minimum.at(first, box, said)
        columns.add(first[box], _NOTHING + 1)


def find_boxes(page: Page, segments: Sequence[Segment], kept: Sequence[bool]) -> list[Ints]:
    """For each size the box that each segment stands in: the largest element around it that holds no more
    segments than that and none of the article's text; else the segment alone."""
    elements = page.markup.elements if page.markup else ()
    held = [0] * len(elements)
    for segment in segments:
        if segment.element >= 0:
            held[segment.element] += 1
    full = [False] * len(elements)
    for segment, keep in zip(segments, kept, strict=True):
        if keep and segment.element >= 0:
            full[segment.element] = True
    parents = [element.parent for element in elements]
    for at in range(len(parents) - 1, 0, -1):
        if parents[at] >= 0:
            held[parents[at]] += held[at]
            full[parents[at]] |= full[at]
    found = []
    for most in _BOXES:
        outer = [-1] * len(parents)
        for at, parent in enumerate(parents):
            if not full[at] and held[at] <= most:
                outer[at] = outer[parent] if parent >= 0 and outer[parent] >= 0 else at
        keys = [
            outer[segment.element] if segment.element >= 0 and outer[segment.element] >= 0 else -2 - i
            for i, segment in enumerate(segments)
        ]
        numbers: dict[int, int] = {}
        found.append(np.array([numbers.setdefault(key, len(numbers)) for key in keys]))
    return found
