"""An article's body word by word: what is quoted, what is a name or a figure, what is plain prose.

Two reporters at one press conference share the words of the minister, the names of those present and the
figures of the budget without having seen each other's page. They share plain prose only if one of them, or
both, copied it.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from copydesk.group.fingerprints import RUN, runs_of
from copydesk.model import TEXT_KINDS, Article, BlockKind, Span
from copydesk.text import STABLE_HASHES, WORD

Words = int
"""A set of words: bit i stands for word i, so that whole pages are joined and counted at once."""

_LEAST_QUOTED = 4
"""Words. Fewer in quotation marks are a name or a nickname."""
_PLAIN = 4
"""Letters. Shorter words stand everywhere."""
_TWEET = 60
"""Words at most of a post that ends in its author's handle."""
_QUOTED = re.compile(
    r"“[^“”\n]{1,3000}[”\n]?"  # a quotation of several paragraphs opens each and closes the last
    r'|(?<![\w.,!?])"(?=\w)[^"\n]{1,2000}"'
    r"|„[^„“”\"\n]{1,2000}[“”\"]"
    r"|«[^«»\n]{1,2000}»"
    r"|``[^`\n]{1,2000}?''"
    r"|(?<![\w.,!?'’])[‘'](?=\w)[^‘’'\n]{0,600}(?:[’'](?=\w)[^‘’'\n]{0,600}){0,12}[’'](?!\w)"
)
_HANDLE = re.compile(r"\(@\w+\)")


@dataclass(frozen=True, slots=True)
class Body:
    """An article's body: the place of each word in the page, and what sorts of words they are.

    `runs` are the hashes of its runs of five words, ascending and each once, `run_at` the index among them of each run
    in text order, `quoted_runs` tells which of them stand in a quotation. `quoted` are the words in quotations, `plain`
    those of four letters and more that are not `named`: the capitalised and the figures. `names` gives
    these in lower case, with the numbers of the words each is; `vocabulary` holds all words in lower case.
    """

    places: tuple[tuple[int, int], ...]
    runs: NDArray[np.uint64]
    run_at: NDArray[np.intp]
    quoted_runs: NDArray[np.bool_]
    quoted: Words
    plain: Words
    named: Words
    names: Mapping[str, Sequence[int]]
    vocabulary: frozenset[str]

    def __len__(self) -> int:
        return len(self.places)


def words_where(mask: NDArray[np.bool_]) -> Words:
    """The words for which `mask` is true."""
    return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")


def stretches(article: Article) -> Iterator[tuple[Span, bool]]:
    """The spans of the body, furniture and dateline left out, and whether each is a quotation as a whole."""
    start = article.dateline.span.end if article.dateline else 0
    for block in article.blocks:
        if block.kind in TEXT_KINDS and block.span.end > start:
            yield Span(max(block.span.start, start), block.span.end), block.kind == BlockKind.QUOTE


def body_text(article: Article) -> str:
    """The words of the body as one text, furniture and dateline left out."""
    text = article.page.text
    return "\n".join(span.of(text) for span, _ in stretches(article))


def read_body(article: Article) -> Body:
    """The article's body, word by word."""
    text = article.page.text
    places: list[tuple[int, int]] = []
    quotes: list[tuple[int, int]] = []
    for span, whole in stretches(article):
        places += [match.span() for match in WORD.finditer(text, span.start, span.end)]
        quoted_here = _QUOTED.finditer(text, span.start, span.end)
        quotes += [(span.start, span.end)] if whole else [match.span() for match in quoted_here]
    words = [text[start:end] for start, end in places]
    low = [word.lower() for word in words]
    named = [word[0].isupper() or word[0].isdigit() for word in words]
    quoted = _quoted(text, [start for start, _ in places], quotes=quotes)
    plain = [len(word) >= _PLAIN and not name for word, name in zip(words, named, strict=True)]
    names: defaultdict[str, list[int]] = defaultdict(list)
    for i in compress(range(len(words)), named):
        names[low[i]].append(i)
    hashes = np.fromiter(map(STABLE_HASHES.__getitem__, low), np.uint64, len(low))
    runs, run_at = np.unique(runs_of(hashes), return_inverse=True)
    quoted_runs = np.zeros(len(runs), bool)
    quoted_runs[run_at[quoted[RUN // 2 : RUN // 2 + len(run_at)]]] = True
    return Body(
        tuple(places),
        runs,
        run_at,
        quoted_runs,
        words_where(quoted),
        words_where(np.array(plain, bool)),
        words_where(np.array(named, bool)),
        names,
        frozenset(low),
    )


def _quoted(text: str, starts: Sequence[int], *, quotes: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    """Which of the words that begin at `starts` stand in these quotations, or in a post that ends in a handle."""
    quoted = np.zeros(len(starts), bool)
    for begin, end in quotes:
        first, last = bisect_left(starts, begin), bisect_left(starts, end)
        if last - first >= _LEAST_QUOTED:
            quoted[first:last] = True
    for match in _HANDLE.finditer(text):
        at = bisect_left(starts, match.start())
        line = bisect_left(starts, text.rfind("\n", 0, match.start()) + 1)
        quoted[max(line, at - _TWEET) : at] = True
    return quoted
