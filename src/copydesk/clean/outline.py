"""Where a segment stands in the document: features that markup adds."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from copydesk.clean.segments import Segment
from copydesk.model import Elements, Look, Markup

Matrix = NDArray[np.float32]
Column = NDArray[np.float64]
Ints = NDArray[np.int64]

TAGS = """p li h1 h2 h3 h4 h5 h6 div section article main aside nav header footer form figure figcaption blockquote
    table tr td th ul ol dl dt dd a span strong b em i button label time pre address summary details body
    center""".split()
_TAG_CODE = {tag: float(code) for code, tag in enumerate(TAGS, 1)}
INSIDE = """article main aside nav header footer form figure figcaption blockquote table ul ol section button
    label a h1 h2 h3 h4 dl pre address hidden""".split()
_BIT = {tag: 1 << i for i, tag in enumerate(INSIDE)}
_BITS = np.array(list(_BIT.values()), np.int64)
_INLINE = frozenset(
    "a abbr b bdi big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub "
    "sup time tt u var td th".split()
)
_EMPHATIC = frozenset(("strong", "b", "em", "i"))
NAMES = (
    "holder_tag", "block_tag", "parent_tag", "depth", "link_density", "links", "bold",
    *(f"in_{tag}" for tag in INSIDE),
    "siblings", "sibling_chars", "sibling_prose", "sibling_links", "sibling_place",
    "cousins", "cousin_chars", "cousin_prose", "cousin_links",
    "alike", "alike_chars", "alike_prose", "alike_links", "alike_share",
    "out_of_main", "into_main", "main_share",
)  # fmt: skip
_WORD = re.compile(r"[A-Z]?[a-zà-ÿ]+|[A-Z]+")


_ROLES = frozenset(("itemprop", "role", "rel", "itemtype"))


@dataclass(frozen=True, slots=True)
class Tree:
    """What is derived once for all elements of a page."""

    elements: Elements
    flags: list[int]
    depth: list[int]
    block: list[int]  # the nearest block-level element, itself included


def grow(markup: Markup) -> Tree:
    """Ancestor flags, depths and block-level ancestors; parents come before their children."""
    flags: list[int] = []
    depth: list[int] = []
    block: list[int] = []
    elements = markup.elements
    own = [
        _BIT.get(look.tag, 0) | (_BIT["hidden"] if ("hidden", "") in look.attributes else 0)
        for look in elements.looks
    ]
    inline = [look.tag in _INLINE for look in elements.looks]
    for index, (look, parent) in enumerate(zip(elements.look, elements.parents, strict=True)):
        if parent >= 0:
            flags.append(own[look] | flags[parent])
            depth.append(depth[parent] + 1)
            block.append(block[parent] if inline[look] else index)
        else:
            flags.append(own[look])
            depth.append(0)
            block.append(index)
    return Tree(elements, flags, depth, block)


def link_chars(tree: Tree, segments: Sequence[Segment]) -> tuple[list[int], list[int]]:
    """For each segment the characters inside links, and how many links it touches."""
    chars, links = [0] * len(segments), [0] * len(segments)
    at = 0
    elements = tree.elements
    is_link = [look.tag == "a" for look in elements.looks]
    for look, start, end in zip(elements.look, elements.starts, elements.ends, strict=True):
        if not is_link[look]:
            continue
        while at < len(segments) and segments[at].span.end <= start:
            at += 1
        i = at
        while i < len(segments) and segments[i].span.start < end:
            span = segments[i].span
            chars[i] += min(end, span.end) - max(start, span.start)
            links[i] += 1
            i += 1
    return chars, links


def describe(tree: Tree, segments: Sequence[Segment], prose: Sequence[int]) -> Matrix:
    """The figures of `NAMES` for each segment. `prose` holds its characters of running text."""
    chars_linked, links = link_chars(tree, segments)
    size = np.array([len(segment.span) for segment in segments], np.float64)
    linked = np.array(chars_linked, np.float64)
    running = np.where(linked < 0.4 * size, np.array(prose, np.float64), 0.0)
    index = [segment.element for segment in segments]
    holder = [tree.block[i] if i >= 0 else -1 for i in index]
    above = (*tree.elements.parents, -1)  # [-1] is no element
    parent = [above[i] for i in holder]
    grand = [above[i] for i in parent]
    look = _looks(tree.elements, holder, parent)
    main = _main_path(tree, parent, running.astype(np.int64).tolist())
    total = max(float(running.sum()), 1.0)
    flags = np.array([tree.flags[i] if i >= 0 else 0 for i in index], np.int64)
    siblings = _group(np.array(parent) + 1, (size, running, linked))
    alike = _group(np.array(look), (size, running, linked))
    codes = [_TAG_CODE.get(look.tag, 0.0) for look in tree.elements.looks]
    tag = [codes[number] for number in tree.elements.look] + [0.0]
    up_and_down = _distances(tree, holder, main)
    columns = [
        np.array([tag[i] for i in index]),
        np.array([tag[i] for i in holder]),
        np.array([tag[i] for i in parent]),
        np.array([tree.depth[i] if i >= 0 else 0 for i in holder]),
        linked / size,
        np.array(links),
        np.array(_bold(tree.elements, index, holder)),
        (flags[:, None] & _BITS) != 0,
        *siblings[:4],
        siblings[4],
        *_group(np.array(grand) + 1, (size, running, linked))[:4],
        *alike[:4],
        alike[5] / total,
        up_and_down,
        siblings[5] / total,
    ]
    return np.column_stack(columns).astype(np.float32)


def _looks(elements: Elements, holders: Sequence[int], parents: Sequence[int]) -> list[int]:
    """What the style sheet sees of each block and its parent, by number in order of first appearance."""
    styles: dict[tuple[str, str], int] = {}
    style_of = [styles.setdefault((look.tag, look.classes), len(styles)) for look in elements.looks]
    style = [style_of[number] for number in elements.look] + [-1]
    numbers: dict[tuple[int, int], int] = {}
    return [
        numbers.setdefault((style[i], style[up]), len(numbers))
        for i, up in zip(holders, parents, strict=True)
    ]


def _group(group: NDArray[np.int64], totals: tuple[Column, Column, Column]) -> list[Column]:
    """What the segments of each one's group have in common.

    log count, log mean characters, shares of running text and of links; the segment's place in the
    group, 0..1; the group's running text in characters.
    """
    size, running, linked = (np.bincount(group, weights=column)[group] for column in totals)
    count = np.bincount(group)[group].astype(np.float64)
    order = np.argsort(group, kind="stable")
    first = np.concatenate([[0], np.cumsum(np.bincount(group))])[group[order]]
    place = np.empty(len(group))
    place[order] = np.arange(len(group)) - first
    chars = np.maximum(size, 1)
    return [np.log1p(count), np.log1p(size / count), running / chars, linked / chars, place / count, running]


def _bold(elements: Elements, index: Sequence[int], holders: Sequence[int]) -> list[float]:
    """Whether an emphasis holds the whole of each segment."""
    emphatic = [look.tag in _EMPHATIC for look in elements.looks]
    bold = []
    for at, holder in zip(index, holders, strict=True):
        while at >= 0 and at != holder and not emphatic[elements.look[at]]:
            at = elements.parents[at]
        bold.append(float(at >= 0 and at != holder))
    return bold


def _main_path(tree: Tree, parents: Sequence[int], prose: Sequence[int]) -> dict[int, int]:
    """The elements from the one that holds most running text up to the root, each with its depth.

    As in Readability, a paragraph speaks for its parent, and half for its grandparent.
    """
    votes: Counter[int] = Counter()
    for parent, running in zip(parents, prose, strict=True):
        if parent >= 0 and running:
            votes[parent] += 2 * running
            grand = tree.elements.parents[parent]
            if grand >= 0:
                votes[grand] += running
    path: dict[int, int] = {}
    index = max(votes, key=lambda i: (votes[i], -i), default=-1)
    while index >= 0:
        path[index] = tree.depth[index]
        index = tree.elements.parents[index]
    return path


def _distances(tree: Tree, holders: Sequence[int], main: dict[int, int]) -> Column:
    """For each holder the steps up from the main container to the common ancestor, and down from there to it."""
    if not main:
        return np.array([(50.0, 0.0)] * len(holders))
    top = max(main.values())
    common: list[int] = []
    for index, parent in enumerate(tree.elements.parents):
        common.append(main[index] if index in main else common[parent] if parent >= 0 else 0)
    return np.array(
        [
            (float(top - common[i]), float(tree.depth[i] - common[i])) if i >= 0 else (50.0, 0.0)
            for i in holders
        ]
    )


@lru_cache(maxsize=1 << 14)
def own_hashes(names: tuple[str, ...]) -> list[int]:
    """Hashes of an element's tag and of the words in its class, id and roles, alone and with the tag."""
    tag = names[0]
    own = [crc32(b"0" + tag.encode())]
    for word in _words_of(names):
        own += _word_hashes(tag, word)
    return own


@lru_cache(maxsize=1 << 14)
def above_hashes(names: tuple[str, ...]) -> list[int]:
    """Hashes of the same tag and words as those of an element above."""
    return [crc32(b"1" + names[0].encode()), *map(_word_hash_above, _words_of(names))]


def _words_of(names: tuple[str, ...]) -> list[str]:
    """The words in an element's class, id and roles, in alphabetical order; at most so many."""
    return sorted(set(chain.from_iterable(map(_words_in, " ".join(names[1:]).split()))))[:24]


@lru_cache(maxsize=1 << 15)
def _words_in(name: str) -> tuple[str, ...]:
    """The words in one class or id."""
    return tuple([word.lower()[:16] for word in _WORD.findall(name)])


@lru_cache(maxsize=1 << 15)
def _word_hashes(tag: str, word: str) -> tuple[int, int]:
    """Hashes of a word in a holder's names, and there with its tag."""
    encoded = word.encode("utf-8", "replace")
    return crc32(b"0" + encoded), crc32(b"0" + tag.encode() + b"." + encoded)


@lru_cache(maxsize=1 << 15)
def _word_hash_above(word: str) -> int:
    """The hash of a word in an ancestor's names."""
    return crc32(b"1" + word.encode("utf-8", "replace"))


def look_names(look: Look) -> tuple[str, ...]:
    """What of an element is hashed."""
    tag, identity, classes, attributes, _ = look
    if not attributes:
        return (tag, classes, identity)
    return (tag, classes, identity, *[value for name, value in attributes if name in _ROLES])
