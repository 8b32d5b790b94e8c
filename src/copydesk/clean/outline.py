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
    """What is derived once for all elements of a page.

    `looks` is the number of each element's look, `parents` leads to the root, `flags` tell what an element is or stands
    in, `blocks` is the nearest block-level element, itself included: all with one more, for no element, that -1 leads
    to. The elements inside one stand together after it, up to before `ends`.
    """

    elements: Elements
    looks: Ints
    parents: Ints
    ends: Ints
    flags: Ints
    depth: Ints
    blocks: Ints


def grow(markup: Markup) -> Tree:
    """The tree of a page's elements."""
    elements = markup.elements
    looks = np.array((*elements.look, len(elements.looks)), np.int64)
    parents = np.array((*elements.parents, -1), np.int64)
    ends = np.searchsorted(np.array(elements.starts, np.int64), np.array(elements.ends, np.int64))
    hidden = ("hidden", "")
    own = [_BIT.get(look.tag, 0) | (_BIT["hidden"] * (hidden in look.attributes)) for look in elements.looks]
    flags = np.array([*own, 0], np.int64)[looks]
    inside = parents >= 0
    depth = inside.astype(np.int64)
    leads = parents
    while (leads >= 0).any():
        flags |= flags[leads]
        depth += depth[leads]
        leads = leads[leads]
    inline = np.array([*(look.tag in _INLINE for look in elements.looks), False])[looks]
    blocks = np.where(inline & inside, parents, np.arange(len(parents)))
    blocks[-1] = -1
    while ((outer := blocks[blocks]) != blocks).any():
        blocks = outer
    return Tree(elements, looks, parents, ends, flags, depth, blocks)


def link_chars(tree: Tree, *, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """For each segment, from its start to its end, the characters inside links, and how many links it touches."""
    elements = tree.elements
    is_link = np.array([*(look.tag == "a" for look in elements.looks), False])
    links = np.flatnonzero(is_link.take(tree.looks))
    begun, done = (np.array(places, np.int64).take(links) for places in (elements.starts, elements.ends))
    first = np.searchsorted(ends, begun, side="right")
    touched = np.maximum(np.searchsorted(starts, done) - first, 0)
    link = np.repeat(np.arange(len(links)), touched)
    segment = np.arange(len(link)) + (first - np.cumsum(touched) + touched)[link]
    inside = np.minimum(done[link], ends[segment]) - np.maximum(begun[link], starts[segment])
    chars = np.bincount(segment, weights=inside, minlength=len(starts)).astype(np.int64)
    return chars, np.bincount(segment, minlength=len(starts))


def describe(tree: Tree, segments: tuple[Ints, Ints, Ints], *, prose: Ints) -> Matrix:
    """The figures of `NAMES` for each segment, given by its start, its end and its innermost element. `prose` holds its
    characters of running text."""
    starts, ends, at = segments
    chars_linked, links = link_chars(tree, starts=starts, ends=ends)
    size, linked = (ends - starts).astype(np.float64), chars_linked.astype(np.float64)
    running = np.where(linked < 0.4 * size, prose, 0.0)
    holder = tree.blocks[at]
    parent = tree.parents[holder]
    grand = tree.parents[parent]
    main = _main_path(tree, parent.tolist(), prose=running.astype(np.int64).tolist())
    total = max(float(running.sum()), 1.0)
    totals = (size, running, linked)
    siblings = _group(parent + 1, totals)
    alike = _group(_alike(tree, holder, parents=parent), totals)
    tag = np.array([*(_TAG_CODE.get(look.tag, 0.0) for look in tree.elements.looks), 0.0])[tree.looks]
    columns = [
        tag[at],
        tag[holder],
        tag[parent],
        tree.depth[holder],
        linked / size,
        links,
        _bold(tree.elements, at.tolist(), holders=holder.tolist()),
        (tree.flags[at][:, None] & _BITS) != 0,
        *siblings[:4],
        siblings[4],
        *_group(grand + 1, totals)[:4],
        *alike[:4],
        alike[5] / total,
        _distances(tree, holder, main=main),
        siblings[5] / total,
    ]
    return np.column_stack(columns).astype(np.float32)


def _alike(tree: Tree, holders: Ints, *, parents: Ints) -> Ints:
    """Numbers for what the style sheet sees of each block and its parent."""
    styles: dict[tuple[str, str], int] = {}
    numbers = [styles.setdefault((look.tag, look.classes), len(styles)) for look in tree.elements.looks]
    style = np.array([*numbers, len(styles)], np.int64)[tree.looks]
    alike: Ints = np.unique(style[holders] * (len(styles) + 1) + style[parents], return_inverse=True)[1]
    return alike


def _group(group: Ints, totals: tuple[Column, Column, Column]) -> list[Column]:
    """What the segments of each one's group have in common.

    log count, log mean characters, shares of running text and of links; the segment's place in the
    group, 0..1; the group's running text in characters.
    """
    size, running, linked = (np.bincount(group, weights=column)[group] for column in totals)
    counts = np.bincount(group)
    count = counts[group].astype(np.float64)
    order = np.argsort(group, kind="stable")
    place = np.empty(len(group))
    place[order] = np.arange(len(group)) - (np.cumsum(counts) - counts)[group[order]]
    chars = np.maximum(size, 1)
    return [np.log1p(count), np.log1p(size / count), running / chars, linked / chars, place / count, running]


def _bold(elements: Elements, index: Sequence[int], *, holders: Sequence[int]) -> list[float]:
    """Whether an emphasis holds the whole of each segment."""
    emphatic = [look.tag in _EMPHATIC for look in elements.looks]
    bold = []
    for at, holder in zip(index, holders, strict=True):
        while at != holder and not emphatic[elements.look[at]]:
            at = elements.parents[at]
        bold.append(float(at != holder))
    return bold


def _main_path(tree: Tree, parents: Sequence[int], *, prose: Sequence[int]) -> list[int]:
    """The elements from the root down to the one that holds most running text.

    As in Readability, a paragraph speaks for its parent, and half for its grandparent.
    """
    votes: Counter[int] = Counter()
    for parent, running in zip(parents, prose, strict=True):
        if parent >= 0 and running:
            votes[parent] += 2 * running
            grand = tree.elements.parents[parent]
            if grand >= 0:
                votes[grand] += running
    path: list[int] = []
    index = max(votes, key=lambda i: (votes[i], -i), default=-1)
    while index >= 0:
        path.append(index)
        index = tree.elements.parents[index]
    return path[::-1]


def _distances(tree: Tree, holders: Ints, *, main: Sequence[int]) -> Column:
    """For each holder the steps up from the main container to the common ancestor, and down from there to it."""
    if not main:
        return np.array([(50.0, 0.0)] * len(holders))
    common = np.zeros(len(tree.parents), np.int64)
    for depth, index in enumerate(main):
        common[index : tree.ends[index]] = depth
    shared = common[holders]
    steps = np.column_stack([len(main) - 1 - shared, tree.depth[holders] - shared]).astype(np.float64)
    steps[holders < 0] = (50.0, 0.0)
    return steps


@lru_cache(maxsize=1 << 14)
def own_hashes(names: tuple[str, ...]) -> list[int]:
    """Hashes of an element's tag and of the words in its class, id and roles, alone and with the tag."""
    own = crc32(names[0].encode(), _OWN)
    with_tag = crc32(b".", own)
    words = _words_of(names)
    return [own, *[crc32(word, before) for word in words for before in (_OWN, with_tag)]]


@lru_cache(maxsize=1 << 14)
def above_hashes(names: tuple[str, ...]) -> list[int]:
    """Hashes of the same tag and words as those of an element above."""
    return [crc32(names[0].encode(), _ABOVE), *[crc32(word, _ABOVE) for word in _words_of(names)]]


_OWN, _ABOVE = crc32(b"0"), crc32(b"1")


def _words_of(names: tuple[str, ...]) -> list[bytes]:
    """The words in an element's class, id and roles, in alphabetical order; at most so many."""
    return sorted(set(chain.from_iterable(map(_words_in, " ".join(names[1:]).split()))))[:24]


@lru_cache(maxsize=1 << 15)
def _words_in(name: str) -> tuple[bytes, ...]:
    """The words in one class or id."""
    return tuple([word.lower()[:16].encode("utf-8", "replace") for word in _WORD.findall(name)])


def look_names(look: Look) -> tuple[str, ...]:
    """What of an element is hashed."""
    tag, identity, classes, attributes, _ = look
    if not attributes:
        return (tag, classes, identity)
    return (tag, classes, identity, *[value for name, value in attributes if name in _ROLES])
