"""What is looked for in passages: words in all their inflections, phrases as they stand, and both in scripts that put
no space between words."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from snowballstemmer import stemmer

_GIVEN = re.compile(r'"([^"]*)"?|(\S+)')
_CUT = "\x1f"
"""Stands between two characters that are words of their own to the index, which cuts words at it."""
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # Kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese characters
    "\uac00-\ud7af"  # Hangul, which has spaces, but lets endings follow a word without one
)
_BETWEEN = re.compile(rf"(?<=[{_UNSPACED}])(?=\w)|(?<=\w)(?=[{_UNSPACED}])")

_stem: Callable[[str], str] = stemmer("english").stemWord
Beginning = Callable[[str], Iterable[str]]
"""The words of the index, in lower case and without accents, that begin so."""


def spread(text: str) -> str:
    """The text as it is indexed: each character of a script without spaces is a word. `gathered` undoes it."""
    return text if text.isascii() or _CUT in text else _BETWEEN.sub(_CUT, text)


def gathered(indexed: str) -> str:
    """The text that `spread` made this of, if it changed it."""
    return indexed.replace(_CUT, "")


def to_query(words: str, beginning: Beginning) -> str:
    """A query of FTS5 for passages that hold all these words, in whichever inflection the index has, and as it stands
    what is in double quotation marks; empty where there is no word."""
    given = _GIVEN.findall(words.encode(errors="replace").decode().replace("\0", " "))
    return " AND ".join(
        _phrase(quoted) if quoted else f"({' OR '.join(map(_phrase, (word, *inflections(word, beginning))))})"
        for quoted, word in given
        if re.search(r"[^\W_]", quoted or word)
    )


def _phrase(text: str) -> str:
    return '"' + spread(text).replace('"', '""') + '"'


def inflections(word: str, beginning: Beginning) -> list[str]:
    """The words of the index that have this word's stem, by Snowball's English stemmer; none where it is not written in
    Latin letters alone. In other languages that inflect the ends of words it finds some, and errs rarely."""
    folded = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    if not re.fullmatch("[a-z]{3,}", folded):
        return []
    stem = _stem(folded)
    # a stem may end otherwise than its words: `citi`
    return [other for other in beginning(stem[: max(2, len(stem) - 1)]) if _stem(other) == stem]
