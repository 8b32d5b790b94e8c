"""The title of a page of plain text: the line above the running text that its words and place speak for.

A small forest of boosted trees (`weights/headlines.npz`, `weights/metadata.md`) orders the short lines
around the start of the running text.
"""

import re
from dataclasses import dataclass
from functools import cache
from math import log1p
from pathlib import Path

import numpy as np

from copydesk.clean.clues import Clues, same
from copydesk.clean.forest import Forest, load_forest
from copydesk.clean.stamps import read_dates
from copydesk.model import BlockKind, Snippet, Span
from copydesk.text import fold, words

FEATURES = (
    "from_top", "to_body", "to_body_letters", "words", "letters", "ends_stop", "ends_mark", "ends_colon",
    "heading_level", "list_mark", "digits", "dated", "capitalised", "capitals", "in_body", "in_opening",
    "repeats", "separators", "is_title_kind", "is_article_kind", "score", "first", "gap_before",
    "dated_next", "byline_next", "links", "long_words", "within_first", "order", "next_words",
    "before_words",
)  # fmt: skip
THRESHOLD = -2.5
_WEIGHTS = Path(__file__).parent / "weights" / "headlines.npz"
_MARKER = re.compile(r"^(?:(#{1,6})|([*+•-]|\d{1,2}[.)]))[^\S\n]+")
_SEPARATOR = re.compile(r"\s[|–—·•»>/:-]\s")
_BYLINE = re.compile(r"^(?:by|von|par|por|di|written by|posted by|published)\b", re.IGNORECASE)
_LINK = re.compile(r"\]\(|https?:")
_MOST, _LONGEST = 250, 300


@dataclass(frozen=True, slots=True)
class Line:
    """A line that may be the title: without list or heading marks."""

    text: str
    span: Span
    block: int
    level: int
    is_item: bool


def find_headline(clues: Clues) -> Snippet | None:
    """The title line of a plain text, None where no line is sure enough."""
    lines = find_lines(clues)
    if not lines:
        return None
    if clues.page.title:
        given = next((line for line in lines if same(line.text, clues.page.title)), None)
        return Snippet(given.text, given.span) if given else Snippet(clues.page.title)
    scores = _forest().score(np.array(describe(clues, lines)))
    best = int(np.argmax(scores))
    return Snippet(lines[best].text, lines[best].span) if scores[best] >= THRESHOLD else None


@cache
def _forest() -> Forest:
    return load_forest(_WEIGHTS)


def find_lines(clues: Clues) -> list[Line]:
    """The first lines of the page's first short blocks."""
    found: list[Line] = []
    for number, block in enumerate(clues.blocks):
        if len(found) == _MOST:
            break
        raw = block.span.of(clues.text)
        text = raw.strip()
        if not 3 <= len(text) <= _LONGEST:
            continue
        marker = _MARKER.match(text)
        bare = text[marker.end() :].strip() if marker else text
        bare = " ".join(bare.split("\n")) if len(bare) < 200 else bare.split("\n", 1)[0]
        bare = bare.strip("*_ ")
        start = raw.find(bare)
        if start < 0 or not bare:
            continue
        span = Span(block.span.start + start, block.span.start + start + len(bare))
        level = len(marker[1]) if marker and marker[1] else 0
        found.append(Line(bare, span, number, level, bool(marker and marker[2])))
    return found


def describe(clues: Clues, lines: list[Line]) -> list[list[float]]:
    """One row of `FEATURES` for each line."""
    start = clues.body.start if clues.body else 0
    prose = words(clues.text[start : start + 6000])
    body, opening = set(prose), set(prose[:120])
    counts: dict[str, int] = {}
    for line in lines:
        counts[fold(line.text)] = counts.get(fold(line.text), 0) + 1
    first = fold(lines[0].text)
    body_block = next((i for i, b in enumerate(clues.blocks) if b.span.start >= start), 0)
    dated = [any(True for _ in read_dates(line.text[:80])) for line in lines]
    rows = []
    for i, line in enumerate(lines):
        block = clues.blocks[line.block]
        tokens = words(line.text)
        content = [t for t in tokens if len(t) > 3] or tokens or [""]
        nearby = range(i + 1, min(i + 4, len(lines)))
        raw = line.text.split()
        rows.append(
            [
                log1p(line.block),
                body_block - line.block,
                log1p(abs(start - line.span.end)),
                len(tokens),
                len(line.text),
                line.text.endswith((".", "。")),
                line.text.endswith(("?", "!", "”", '"', "»")),
                line.text.endswith((":", "…", "...", ",")),
                line.level,
                line.is_item,
                sum(c.isdigit() for c in line.text) / len(line.text),
                dated[i],
                sum(t[0].isupper() for t in raw) / max(1, len(raw)),
                line.text.isupper(),
                sum(t in body for t in content) / len(content),
                sum(t in opening for t in content) / len(content),
                counts[fold(line.text)],
                len(_SEPARATOR.findall(line.text)),
                block.kind is BlockKind.TITLE,
                not block.kind.is_furniture,
                block.score,
                i == 0,
                line.span.start - lines[i - 1].span.end if i else 0,
                any(dated[k] for k in nearby),
                any(_BYLINE.match(lines[k].text) is not None for k in nearby),
                len(_LINK.findall(line.text)),
                sum(len(t) > 6 for t in tokens),
                i > 0 and len(tokens) > 3 and fold(line.text) in first,
                len(lines) - i,
                len(words(lines[i + 1].text)) if i + 1 < len(lines) else -1,
                len(words(lines[i - 1].text)) if i else -1,
            ]
        )
    return [[float(x) for x in row] for row in rows]
