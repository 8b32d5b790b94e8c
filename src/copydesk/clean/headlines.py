"""The title of a page of plain text: the line above the running text that its words and place speak for.

A small forest of boosted trees (`weights/headlines.npz`, `weights/metadata.md`) orders the short lines
around the start of the running text.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log1p
from pathlib import Path

import numpy as np

from copydesk.clean.clues import Clues, same
from copydesk.clean.forest import Forest, load_forest
from copydesk.clean.languages import function_words
from copydesk.clean.names import match_cue
from copydesk.clean.stamps import read_dates
from copydesk.model import BlockKind, Snippet, Span
from copydesk.text import fold, words

FEATURES = (
    "from_top", "to_body", "to_body_letters", "words", "letters", "ends_stop", "ends_mark", "ends_colon",
    "heading_level", "list_mark", "digits", "dated", "capitalised", "capitals", "in_body", "in_opening",
    "repeats", "separators", "is_title_kind", "is_article_kind", "score", "first", "gap_before",
    "dated_next", "byline_next", "links", "long_words", "within_first", "order", "next_words",
    "before_words", "to_prose", "prose_gap", "function_words", "in_first_words", "said_before", "said_after",
    "wide_gaps", "length_rank", "longest_in_head", "dated_line_next", "byline_line_next", "prose_next",
    "lines_above", "short_above", "dated_above", "shared_run", "initials", "lines", "is_byline",
    "ends_as_another", "ends_another",
)  # fmt: skip
THRESHOLD = -2.5
_WEIGHTS = Path(__file__).parent / "weights" / "headlines.npz"
_MARKER = re.compile(r"^(?:(#{1,6})|([*+•-]|\d{1,2}[.)]))[^\S\n]+")
_SEPARATOR = re.compile(r"\s[|–—·•»>/:-]\s")
_LINK = re.compile(r"\]\(|https?:")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_WIDE = re.compile(r"\S(?:\s{2,}|\t)\S")
_SENTENCE = re.compile(r"[.!?…。！？]['\"”’»)\]]{0,2}\s*(?:$|\s)")
_MOST, _LONGEST, _PARAGRAPH, _ENDING, _HEAD = 250, 300, 120, 12, 300


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
    scores = _forest().score(np.array(describe(clues, lines), float))
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
        bare = bare.split("\n", 1)[0].strip("*_ ")
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
    prose = _terms(clues.text[start : start + 6000])
    body, opening = set(prose), set(prose[:120])
    folded = [fold(line.text) for line in lines]
    counts = Counter(folded)
    body_block = next((i for i, b in enumerate(clues.blocks) if b.span.start >= start), 0)
    dated = [any(True for _ in read_dates(line.text[:80])) for line in lines]
    bylined = [match_cue(line.text) is not None for line in lines]
    short = {key for key in folded if len(key) >= _ENDING}
    ends_as = [any(key[at + 1 :] in short for at in _breaks(key)) for key in folded]
    endings = {key[at + 1 :] for key in folded for at in _breaks(key)}
    page = _Prose(clues, lines)
    sizes = [len(words(line.text)) for line in lines]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(prose[:_HEAD]):
        places.setdefault(word, []).append(at)
    rows: list[list[float]] = []
    for i, line in enumerate(lines):
        block = clues.blocks[line.block]
        tokens = _terms(line.text)
        content = [t for t in tokens if len(t) > 3 or _UNSPACED.match(t)] or tokens or [""]
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
                sum(map(str.isdigit, line.text)) / len(line.text),
                dated[i],
                sum(t[0].isupper() for t in raw) / max(1, len(raw)),
                line.text.isupper(),
                sum(t in body for t in content) / len(content),
                sum(t in opening for t in content) / len(content),
                counts[folded[i]],
                len(_SEPARATOR.findall(line.text)),
                block.kind is BlockKind.TITLE,
                not block.kind.is_furniture,
                block.score,
                i == 0,
                line.span.start - lines[i - 1].span.end if i else 0,
                any(dated[k] for k in nearby),
                any(bylined[k] for k in nearby),
                len(_LINK.findall(line.text)),
                sum(len(t) > 6 for t in tokens),
                i > 0 and len(tokens) > 3 and folded[i] in folded[0],
                len(lines) - i,
                sizes[i + 1] if i + 1 < len(lines) else -1,
                sizes[i - 1] if i else -1,
                *page.place(i, tokens, content),
                i + 1 < len(lines) and dated[i + 1],
                i + 1 < len(lines) and bylined[i + 1],
                clues.blocks[min(line.block + 1, len(clues.blocks) - 1)].span.start >= page.start,
                i,
                sum(size < 4 for size in sizes[max(0, i - 5) : i]),
                any(dated[max(0, i - 3) : i]),
                _shared_run(tokens, prose[:_HEAD], places),
                sum(len(t) == 1 for t in tokens),
                len(lines),
                bylined[i],
                ends_as[i],
                folded[i] in endings,
            ]
        )
    return rows


def _breaks(key: str) -> list[int]:
    """Where a line's last words may begin: at most twenty of its spaces, from its end."""
    return [m.start() for m in re.finditer(" ", key)][-20:]


def _terms(text: str) -> list[str]:
    """The words of a text; in scripts that put no space between words, its pairs of letters."""
    if not _UNSPACED.search(text):
        return words(text)
    return [w[i : i + 2] for w in words(text) for i in range(max(1, len(w) - 1))]


class _Prose:
    """The first real paragraph of a text, and how its lines stand to it and to the whole."""

    def __init__(self, clues: Clues, lines: list[Line]) -> None:
        self._lines = lines
        self._block = next(
            (
                i
                for i, b in enumerate(clues.blocks)
                if len(b.span) >= _PARAGRAPH
                and not b.kind.is_furniture
                and _SENTENCE.search(b.span.of(clues.text))
            ),
            len(clues.blocks),
        )
        self.start = (
            clues.blocks[self._block].span.start if self._block < len(clues.blocks) else len(clues.text)
        )
        self._first = set(_terms(clues.text[self.start : self.start + 400])[:60])
        self._functions = function_words(clues.language or "en")
        self._text = clues.text
        head = [len(line.text) for line in lines if line.block < self._block]
        self._longest = max(head, default=0)
        self._head = sorted(head)

    def place(self, i: int, tokens: list[str], content: list[str]) -> tuple[float, ...]:
        """Blocks and letters to the first paragraph, the shares of function words and of words of that paragraph,
        how often the text says the line before and after it, wide gaps in it, and its length among those above."""
        line = self._lines[i]
        said = len(line.text) >= 4
        return (
            self._block - line.block,
            log1p(abs(self.start - line.span.end)),
            sum(t in self._functions for t in tokens) / max(1, len(tokens)),
            sum(t in self._first for t in content) / len(content),
            self._text.count(line.text, 0, line.span.start) if said else -1,
            min(9, self._text.count(line.text, line.span.end)) if said else -1,
            len(_WIDE.findall(line.text)),
            bisect_left(self._head, len(line.text)) / max(1, len(self._head)),
            len(line.text) >= self._longest,
        )


def _shared_run(tokens: list[str], prose: list[str], places: Mapping[str, Sequence[int]]) -> int:
    """How many words of the line, at most, stand together in the opening as they stand in the line.

    `places` are those of each word of the opening.
    """
    best = 0
    for k, word in enumerate(tokens[:40]):
        for i in places.get(word, ()):
            if k and i and tokens[k - 1] == prose[i - 1]:
                continue  # in the run that began before
            run = 1
            while k + run < len(tokens) and i + run < len(prose) and tokens[k + run] == prose[i + run]:
                run += 1
            best = max(best, run)
    return best
