"""Short pages to learn from: an article's first paragraphs with a little of the furniture above and below.

Most text that people hold is such: a page of 5 to 60 lines, dumped from a small site or cut from a large
one. The dumped pages of the development data are long; here each is thinned, in its own order, to the size
of a short one. Its furniture may be another page's of the same fold, short links may be run together on one
line as simple sites print them, and the site's name may stand on top.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from copydesk.clean.segments import find_segments
from copydesk.model import Page
from training.cleaner_data import DROP, FOLDS, KEEP, TITLE, Example, fold_of

Line = tuple[str, int]
LEAST_KEPT, LONGEST_LINK = 2, 28
SEPARATORS = (" | ", " | ", " · ", "  ", " / ", " ", " > ")


@dataclass(frozen=True, slots=True)
class _Parts:
    """A page's lines with their labels: above its title, between title and text, the text, and below it."""

    example: Example
    above: list[Line]
    head: list[Line]
    body: list[Line]
    below: list[Line]


def short_examples(
    examples: Iterable[Example], names: dict[str, str], *, copies: int, seed: int = 11
) -> Iterator[Example]:
    """`copies` short pages made of each example that has a text; `names` gives the site's name for a page's id."""
    chance = random.Random(seed)
    parted = [parts for example in examples if (parts := _part(example)) is not None]
    by_fold: defaultdict[int, list[_Parts]] = defaultdict(list)
    for parts in parted:
        by_fold[fold_of(parts.example.site, FOLDS)].append(parts)
    for parts in parted:
        for _ in range(copies):
            other = chance.choice(by_fold[fold_of(parts.example.site, FOLDS)])
            lines = _compose(parts, other if chance.random() < 0.35 else parts, chance)
            name = names.get(parts.example.id, "")
            if name and chance.random() < 0.35:
                lines.insert(0, (chance.choice((name, name.upper(), name)), DROP))
            made = _page_of(parts.example, lines, chance)
            if made is not None:
                yield made


def site_name(example: Example) -> str:
    """The name of an HTML page's site, as its head gives it; empty if it gives none."""
    meta = dict(example.page.markup.meta) if example.page.markup else {}
    return " ".join((meta.get("og:site_name") or meta.get("application-name") or "").split())[:60]


def _part(example: Example) -> _Parts | None:
    kept = [i for i, label in enumerate(example.labels) if label == KEEP]
    if len(kept) < LEAST_KEPT:
        return None
    lines = [
        (" ".join(segment.span.of(example.page.text).split()), label)
        for segment, label in zip(example.segments, example.labels, strict=True)
    ]
    titles = [i for i, label in enumerate(example.labels) if label == TITLE and i < kept[0]]
    title = titles[-1] if titles and kept[0] - titles[-1] <= 25 else kept[0]
    return _Parts(
        example, lines[:title], lines[title : kept[0]], lines[kept[0] : kept[-1] + 1], lines[kept[-1] + 1 :]
    )


def _compose(parts: _Parts, other: _Parts, chance: random.Random) -> list[Line]:
    """A short page's lines, in the order they stood."""
    near = chance.choice((0, 0, 1, 1, 2, 4))
    lines = _run(other.above[: len(other.above) - near], chance.choice((0, 1, 2, 3, 6)), chance)
    lines += parts.above[len(parts.above) - near :] if near else []
    head = (
        parts.head
        if chance.random() < 0.6
        else [h for h in parts.head if h[1] == TITLE or chance.random() < 0.5]
    )
    lines += head[:12] if chance.random() < 0.9 else []
    lines += _opening(parts.body, chance.choice((2, 3, 4, 5, 6, 8, 11, 15, 30)), chance)
    below = other.below
    at_once = chance.choice((0, 0, 1, 2, 4, 8, 14))
    lines += below[:at_once]
    for _ in range(chance.choice((0, 1, 1, 2))):
        lines += _run(below[at_once:], chance.choice((1, 3, 6, 10, 16)), chance)
    return lines


def _run(lines: Sequence[Line], size: int, chance: random.Random) -> list[Line]:
    """Up to `size` lines that stand together."""
    if not lines or not size:
        return []
    first = chance.randrange(max(len(lines) - size, 0) + 1)
    return list(lines[first : first + size])


def _opening(body: Sequence[Line], paragraphs: int, chance: random.Random) -> list[Line]:
    """The text's first paragraphs; of what stands between them that is not text, a part."""
    taken: list[Line] = []
    left = paragraphs
    between = chance.choice((0.0, 0.5, 1.0))
    for line in body:
        if line[1] == KEEP:
            taken.append(line)
            left -= 1
        elif chance.random() < between and (not taken or sum(t[1] != KEEP for t in taken[-6:]) < 6):
            taken.append(line)
        if not left:
            break
    return taken


def _page_of(example: Example, lines: Sequence[Line], chance: random.Random) -> Example | None:
    """The lines as a page, some runs of links on one line; None if no text is in it."""
    if chance.random() < 0.4:
        lines = _joined(lines, chance.choice(SEPARATORS))
    page = Page(example.id, chance.choice(("\n", "\n\n")).join(text for text, _ in lines))
    segments = tuple(find_segments(page))
    labels = tuple(DROP if label == TITLE else label for _, label in lines)
    if len(segments) != len(labels) or KEEP not in labels:
        return None
    return replace(example, sort="short", page=page, segments=segments, labels=labels)


def _joined(lines: Sequence[Line], separator: str) -> list[Line]:
    """Runs of three and more short lines that are not text, each on one line."""
    joined: list[Line] = []
    run: list[str] = []
    for text, label in [*lines, ("", KEEP)]:
        if label == DROP and len(text) <= LONGEST_LINK:
            run.append(text)
            continue
        joined += [(separator.join(run), DROP)] if len(run) >= 3 else [(link, DROP) for link in run]
        run = []
        joined.append((text, label))
    return joined[:-1]
