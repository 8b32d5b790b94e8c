"""Where a segment stands in the document: features that markup adds."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from copydesk.clean.segments import Segment
from copydesk.model import Element, Markup

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

    elements: Sequence[Element]
    flags: list[int]
    depth: list[int]
    block: list[int]  # the nearest block-level element, itself included


def grow(markup: Markup) -> Tree:
    """Ancestor flags, depths and block-level ancestors; parents come before their children."""
    flags: list[int] = []
    depth: list[int] = []
    block: list[int] = []
    for index, element in enumerate(markup.elements):
        parent = element.parent
        own = _BIT.get(element.tag, 0)
        if element.attributes and ("hidden", "") in element.attributes:
            own |= _BIT["hidden"]
        flags.append(own | (flags[parent] if parent >= 0 else 0))
        depth.append(depth[parent] + 1 if parent >= 0 else 0)
        block.append(block[parent] if element.tag in _INLINE and parent >= 0 else index)
    return Tree(markup.elements, flags, depth, block)


def link_chars(tree: Tree, segments: Sequence[Segment]) -> tuple[list[int], list[int]]:
    """For each segment the characters inside links, and how many links it touches."""
    chars, links = [0] * len(segments), [0] * len(segments)
    at = 0
    for element in tree.elements:
        if element.tag != "a":
            continue
        start, end = element.span.start, element.span.end
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
    parent = [tree.elements[i].parent if i >= 0 else -1 for i in holder]
    grand = [tree.elements[i].parent if i >= 0 else -1 for i in parent]
    look = _numbered([_look(tree.elements, i, up) for i, up in zip(holder, parent, strict=True)])
    main = _main_path(tree, parent, running.astype(np.int64).tolist())
    total = max(float(running.sum()), 1.0)
    flags = np.array([tree.flags[i] if i >= 0 else 0 for i in index], np.int64)
    siblings = _group(np.array(parent) + 1, (size, running, linked))
    alike = _group(np.array(look), (size, running, linked))
    tag = [_TAG_CODE.get(element.tag, 0.0) for element in tree.elements] + [0.0]  # [-1] is no element
    up_and_down = _distances(tree, holder, main)
    columns = [
        np.array([tag[i] for i in index]),
        np.array([tag[i] for i in holder]),
        np.array([tag[i] for i in parent]),
        np.array([tree.depth[i] if i >= 0 else 0 for i in holder]),
        linked / size,
        np.array(links),
        np.array([_bold(tree.elements, i, block) for i, block in zip(index, holder, strict=True)]),
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


def _numbered(looks: Sequence[tuple[str, ...]]) -> list[int]:
    """Each look by its number, in order of first appearance."""
    numbers: dict[tuple[str, ...], int] = {}
    return [numbers.setdefault(look, len(numbers)) for look in looks]


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


def _look(elements: Sequence[Element], holder: int, parent: int) -> tuple[str, ...]:
    """What the style sheet sees of a block and its parent."""
    if holder < 0:
        return ()
    if parent < 0:
        return (elements[holder].tag, elements[holder].classes)
    return (elements[holder].tag, elements[holder].classes, elements[parent].tag, elements[parent].classes)


def _bold(elements: Sequence[Element], index: int, holder: int) -> float:
    """Whether an emphasis holds the whole segment."""
    while index >= 0 and index != holder:
        if elements[index].tag in ("strong", "b", "em", "i"):
            return 1.0
        index = elements[index].parent
    return 0.0


def _main_path(tree: Tree, parents: Sequence[int], prose: Sequence[int]) -> dict[int, int]:
    """The elements from the one that holds most running text up to the root, each with its depth.

    As in Readability, a paragraph speaks for its parent, and half for its grandparent.
    """
    votes: Counter[int] = Counter()
    for parent, running in zip(parents, prose, strict=True):
        if parent >= 0 and running:
            votes[parent] += 2 * running
            grand = tree.elements[parent].parent
            if grand >= 0:
                votes[grand] += running
    path: dict[int, int] = {}
    index = max(votes, key=lambda i: (votes[i], -i), default=-1)
    while index >= 0:
        path[index] = tree.depth[index]
        index = tree.elements[index].parent
    return path


def _distances(tree: Tree, holders: Sequence[int], main: dict[int, int]) -> Column:
    """For each holder the steps up from the main container to the common ancestor, and down from there to it."""
    if not main:
        return np.array([(50.0, 0.0)] * len(holders))
    top = max(main.values())
    common: list[int] = []
    for index, element in enumerate(tree.elements):
        common.append(main[index] if index in main else common[element.parent] if element.parent >= 0 else 0)
    return np.array(
        [
            (float(top - common[i]), float(tree.depth[i] - common[i])) if i >= 0 else (50.0, 0.0)
            for i in holders
        ]
    )


@lru_cache(maxsize=1 << 14)
def name_hashes(names: tuple[str, ...], bits: int) -> tuple[list[int], list[int]]:
    """Hashes of the words in an element's tag, class, id and roles: as a holder, and as an ancestor."""
    tag, *others = names
    mask = (1 << bits) - 1
    own, above = [crc32(f"0{tag}".encode()) & mask], [crc32(f"1{tag}".encode()) & mask]
    for word in sorted({word.lower()[:16] for word in _WORD.findall(" ".join(others))})[:24]:
        alone, tagged, higher = _word_hashes(tag, word)
        own += (alone & mask, tagged & mask)
        above.append(higher & mask)
    return own, above


@lru_cache(maxsize=1 << 15)
def _word_hashes(tag: str, word: str) -> tuple[int, int, int]:
    """Hashes of a word in a holder's names, there with its tag, and in an ancestor's names."""
    encoded = word.encode("utf-8", "replace")
    return crc32(b"0" + encoded), crc32(b"0" + tag.encode() + b"." + encoded), crc32(b"1" + encoded)


def element_names(element: Element) -> tuple[str, ...]:
    """What of an element is hashed."""
    if not element.attributes:
        return (element.tag, element.classes, element.id)
    roles = [value for name, value in element.attributes if name in _ROLES]
    return (element.tag, element.classes, element.id, *roles)
