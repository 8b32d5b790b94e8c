"""Short texts with a known title, cut from pages dumped to text: what people hold who paste or crawl small sites.

The dumped pages of the development data are long, their titles far from the top. Here each is thinned, its
lines in their own order: a masthead, a line of sections, perhaps a little above the title, the head, the first
paragraphs, a little of what stands below.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

SEPARATORS = ("  ", " | ", " · ", " / ", " > ", "   ")
COPIES = 2
UNTITLED = 0.1
"""The share of short texts whose title is left out."""
_TOP, _LINK = 14, 28
_EDITIONS = ("", "", "", "", " · International Edition", " | Online", " - News", " – Local News")


@dataclass(frozen=True, slots=True)
class ShortText:
    """A text and the number of the line that is its title, None where it has none."""

    text: str
    title: int | None


def short_texts(page: str, lines: Sequence[str], labels: Sequence[str], *, site: str) -> list[ShortText]:
    """`COPIES` short texts from one dumped page's lines and labels; none where it has no title above its text."""
    title = labels.index("title") if "title" in labels else -1
    kept = [i for i, label in enumerate(labels) if label == "keep" and i > title]
    if title < 0 or len(kept) < 3:
        return []
    chance = random.Random(crc32(page.encode()))
    return [_compose(lines, (title, kept), site, chance) for _ in range(COPIES)]


def _compose(
    lines: Sequence[str], places: tuple[int, list[int]], site: str, chance: random.Random
) -> ShortText:
    title, kept = places
    above = [line for line in lines[: min(title, 40)] if line.strip()]
    made: list[str] = []
    if chance.random() < 0.55:
        name = chance.choice((site, site.title(), site.upper(), f"The {site.title()}"))
        made.append(name + chance.choice(_EDITIONS))
    links = [line.strip() for line in above if len(line.strip()) <= _LINK]
    if len(links) >= 3 and chance.random() < 0.5:
        size = chance.choice((3, 4, 5, 6, 8))
        first = chance.randrange(max(1, len(links) - size))
        made.append(chance.choice(SEPARATORS).join(links[first : first + size]))
    if above and chance.random() < 0.4:
        first = chance.randrange(min(len(above), _TOP))
        made += above[first : first + chance.choice((1, 1, 2, 3))]
    near = chance.choice((0, 0, 0, 1, 2, 4))
    made += lines[max(0, title - near) : title]
    at = None
    if chance.random() >= UNTITLED:
        at = len(made)
        made.append(lines[title])
    between = list(lines[title + 1 : kept[0]])
    made += between[:8] if chance.random() < 0.7 else [b for b in between[:8] if chance.random() < 0.5]
    made += [lines[i] for i in kept[: chance.choice((2, 3, 4, 6, 9, 15))]]
    made += list(lines[kept[-1] + 1 :])[: chance.choice((0, 0, 1, 2, 4, 8, 16))]
    gap = chance.choice(("\n", "\n\n", "\n\n"))
    blank = [i for i, line in enumerate(made) if not line.strip() and i != at]
    before = sum(i < at for i in blank) if at is not None else 0
    text = gap.join(line for i, line in enumerate(made) if i not in set(blank))
    return ShortText(text, (at - before) * len(gap) if at is not None else None)
