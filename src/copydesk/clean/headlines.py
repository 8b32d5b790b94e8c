"""The title of a page of plain text: the line above the running text that its words and place speak for.

A small forest of boosted trees (`weights/headlines.npz`, `weights/metadata.md`) orders the short lines
around the start of the running text.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log1p
from operator import itemgetter

import numpy as np

from copydesk.clean.clues import Clues, same
from copydesk.clean.languages import function_words
from copydesk.clean.names import match_cue, people_in
from copydesk.clean.stamps import read_dates
from copydesk.clean.trained import WEIGHTS
from copydesk.forest import load_forest
from copydesk.model import Block, BlockKind, Snippet, Span
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
_MARKER = re.compile(r"^(?:(#{1,6})|([*+•-]|\d{1,2}[.)]))[^\S\n]+")
_SEPARATOR = re.compile(r"\s[|–—·•»>/:-]\s")
_LINK = re.compile(r"\]\(|https?:")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_WIDE = re.compile(r"\S(?:\s{2,}|\t)\S")
_SENTENCE = re.compile(r"[.!?…。！？]['\"”’»)\]]{0,2}\s*(?:$|\s)")
_MOST, _LONGEST, _PARAGRAPH, _ENDING, _HEAD = 250, 300, 120, 12, 300

Figures = dict[str, float]
"""What some of `FEATURES` are."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that may be the title: without list or heading marks."""

    text: str
    span: Span
    block: int
    level: int
    is_item: bool


def find_headline(clues: Clues) -> Snippet | None:
    """The title line of a plain text, None where no line is sure enough. Below the first no line is one that is the
    names of several people: they sign."""
    lines = find_lines(clues)
    if not lines:
        return None
    if clues.page.title:
        given = next((line for line in lines if same(line.text, clues.page.title)), None)
        return Snippet(given.text, given.span) if given else Snippet(clues.page.title)
    scores = load_forest(WEIGHTS / "headlines.npz").score(np.array(describe(clues, lines), float))
    scores[[line.block > 0 and len(people_in(line.text)) > 1 for line in lines]] = -np.inf
    best = int(np.argmax(scores))
    return Snippet(lines[best].text, lines[best].span) if scores[best] >= THRESHOLD else None


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


def describe(clues: Clues, lines: list[Line]) -> list[tuple[float, ...]]:
    """One row of `FEATURES` for each line."""
    prose, among = _Prose(clues, lines), _Lines(lines)
    rows = []
    for i, line in enumerate(lines):
        tokens = _terms(line.text)
        own = {**_as_written(line, tokens), **_in_block(clues.blocks[line.block])}
        rows.append(_row({**own, **among.place(i, tokens), **prose.beside(line, tokens)}))
    return rows


_row = itemgetter(*FEATURES)


def _in_block(block: Block) -> Figures:
    """What the cleaner takes the line's block for."""
    return {
        "is_title_kind": block.kind is BlockKind.TITLE,
        "is_article_kind": not block.kind.is_furniture,
        "score": block.score,
    }


def _as_written(line: Line, tokens: list[str]) -> Figures:
    """What the line's own letters and marks tell."""
    text, raw = line.text, line.text.split()
    return {
        "words": len(tokens),
        "letters": len(text),
        "ends_stop": text.endswith((".", "。")),
        "ends_mark": text.endswith(("?", "!", "”", '"', "»")),
        "ends_colon": text.endswith((":", "…", "...", ",")),
        "heading_level": line.level,
        "list_mark": line.is_item,
        "digits": sum(map(str.isdigit, text)) / len(text),
        "capitalised": sum(t[0].isupper() for t in raw) / max(1, len(raw)),
        "capitals": text.isupper(),
        "separators": len(_SEPARATOR.findall(text)),
        "links": len(_LINK.findall(text)),
        "long_words": sum(len(t) > 6 for t in tokens),
        "wide_gaps": len(_WIDE.findall(text)),
        "initials": sum(len(t) == 1 for t in tokens),
    }


def _breaks(key: str) -> list[int]:
    """Where a line's last words may begin: at most twenty of its spaces, from its end."""
    return [m.start() for m in re.finditer(" ", key)][-20:]


def _terms(text: str) -> list[str]:
    """The words of a text; in scripts that put no space between words, its pairs of letters."""
    if not _UNSPACED.search(text):
        return words(text)
    return [w[i : i + 2] for w in words(text) for i in range(max(1, len(w) - 1))]


class _Lines:
    """The lines of a text, and how each stands among the others."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._folded = [fold(line.text) for line in lines]
        self._counts = Counter(self._folded)
        self._sizes = [len(words(line.text)) for line in lines]
        self._dated = [any(True for _ in read_dates(line.text[:80])) for line in lines]
        self._bylined = [match_cue(line.text) is not None for line in lines]
        endings = [{key[at + 1 :] for at in _breaks(key)} for key in self._folded]
        short = {key for key in self._folded if len(key) >= _ENDING}
        self._end_as_another = [not short.isdisjoint(own) for own in endings]
        self._endings = set().union(*endings)

    def place(self, i: int, tokens: list[str]) -> Figures:
        """What line `i`, of these `tokens`, has before and behind it, and whether others say it too."""
        key, dated, bylined, sizes = self._folded[i], self._dated, self._bylined, self._sizes
        return {
            "repeats": self._counts[key],
            "within_first": i > 0 and len(tokens) > 3 and key in self._folded[0],
            "ends_as_another": self._end_as_another[i],
            "ends_another": key in self._endings,
            "first": i == 0,
            "order": len(sizes) - i,
            "lines": len(sizes),
            "lines_above": i,
            "gap_before": self._lines[i].span.start - self._lines[i - 1].span.end if i else 0,
            "next_words": sizes[i + 1] if i + 1 < len(sizes) else -1,
            "before_words": sizes[i - 1] if i else -1,
            "short_above": sum(size < 4 for size in sizes[max(0, i - 5) : i]),
            "dated": dated[i],
            "dated_above": any(dated[max(0, i - 3) : i]),
            "dated_line_next": any(dated[i + 1 : i + 2]),
            "dated_next": any(dated[i + 1 : i + 4]),
            "is_byline": bylined[i],
            "byline_line_next": any(bylined[i + 1 : i + 2]),
            "byline_next": any(bylined[i + 1 : i + 4]),
        }


class _Prose:
    """A text's body and the first real paragraph of it, and how its lines stand to them."""

    def __init__(self, clues: Clues, lines: list[Line]) -> None:
        self._text, self._blocks = clues.text, clues.blocks
        self._body = clues.body.start if clues.body else 0
        self._body_block = next((i for i, b in enumerate(clues.blocks) if b.span.start >= self._body), 0)
        terms = _terms(clues.text[self._body : self._body + 6000])
        self._said, self._opening = set(terms), set(terms[:120])
        self._head = SequenceMatcher(None, (), terms[:_HEAD], autojunk=False)
        self._block = next(
            (i for i, b in enumerate(clues.blocks) if _is_paragraph(b, clues.text)), len(clues.blocks)
        )
        is_there = self._block < len(clues.blocks)
        self._start = clues.blocks[self._block].span.start if is_there else len(clues.text)
        self._first = set(_terms(clues.text[self._start : self._start + 400])[:60])
        self._functions = function_words(clues.language or "en")
        self._lengths = sorted(len(line.text) for line in lines if line.block < self._block)
        self._longest = max(self._lengths, default=0)

    def beside(self, line: Line, tokens: list[str]) -> Figures:
        """How far the line is from the body and its first paragraph, in blocks and letters, how much of it they
        say, and how long it is among those above."""
        content = [t for t in tokens if len(t) > 3 or _UNSPACED.match(t)] or tokens or [""]
        is_long, size = len(line.text) >= 4, len(line.text)
        following = self._blocks[min(line.block + 1, len(self._blocks) - 1)]
        self._head.set_seq1(tokens)
        return {
            "from_top": log1p(line.block),
            "to_body": self._body_block - line.block,
            "to_body_letters": log1p(abs(self._body - line.span.end)),
            "to_prose": self._block - line.block,
            "prose_gap": log1p(abs(self._start - line.span.end)),
            "prose_next": following.span.start >= self._start,
            "in_body": sum(t in self._said for t in content) / len(content),
            "in_opening": sum(t in self._opening for t in content) / len(content),
            "in_first_words": sum(t in self._first for t in content) / len(content),
            "function_words": sum(t in self._functions for t in tokens) / max(1, len(tokens)),
            "shared_run": self._head.find_longest_match().size,
            "said_before": self._text.count(line.text, 0, line.span.start) if is_long else -1,
            "said_after": min(9, self._text.count(line.text, line.span.end)) if is_long else -1,
            "length_rank": bisect_left(self._lengths, size) / max(1, len(self._lengths)),
            "longest_in_head": size >= self._longest,
        }


def _is_paragraph(block: Block, text: str) -> bool:
    """Whether it is running text of some length in whole sentences."""
    return (
        len(block.span) >= _PARAGRAPH
        and not block.kind.is_furniture
        and _SENTENCE.search(block.span.of(text)) is not None
    )
