"""What is looked for in passages: words in all their inflections, phrases as they stand, and both in scripts that put
no space between words."""

import re
import unicodedata
from collections.abc import Iterator

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

_SHORTEST_WORD, _SHORTEST_STEM = 4, 3
_FIXED = frozenset(
    "news atlas cosmos bias andes inning outing canning herring earring evening proceed exceed succeed".split()
)
"""Words that only look inflected, as Snowball's English stemmer lists them."""
_ENDINGS = ("", "e", "s", "es", "d", "ed", "ing", "ings")


def spread(text: str) -> str:
    """The text as it is indexed: each character of a script without spaces is a word. `gathered` undoes it."""
    return text if text.isascii() or _CUT in text else _BETWEEN.sub(_CUT, text)


def gathered(indexed: str) -> str:
    """The text that `spread` made this of, if it changed it."""
    return indexed.replace(_CUT, "")


def to_query(words: str) -> str:
    """A query of FTS5 for passages that hold all these words, in whichever inflection, and as it stands what is in
    double quotation marks; empty where there is no word."""
    given = _GIVEN.findall(words.encode(errors="replace").decode().replace("\0", " "))
    return " AND ".join(
        _phrase(quoted) if quoted else f"({' OR '.join(map(_phrase, _forms(word)))})"
        for quoted, word in given
        if re.search(r"[^\W_]", quoted or word)
    )


def _phrase(text: str) -> str:
    return '"' + spread(text).replace('"', '""') + '"'


def _forms(word: str) -> Iterator[str]:
    """The word, and the words of the same stem."""
    yield word
    folded = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    stem = stem_of(folded)
    if len(folded) < _SHORTEST_STEM or not re.fullmatch("[a-z]+", folded):
        return
    begins = (stem, stem.removesuffix("e"), re.sub("i$", "y", stem), stem + stem[-1])
    forms = dict.fromkeys(begin + ending for begin in begins for ending in _ENDINGS)
    yield from (form for form in forms if form != folded and stem_of(form) == stem)


def stem_of(word: str) -> str:
    """What the inflections of an English word in lower case have in common.

    By steps 1 and 5 of Porter (1980), An algorithm for suffix stripping, with the exceptions of its successor
    (Snowball's English stemmer) for short words; the steps between, which take `relational` for `relate`, are left
    out. In other languages that write inflections at the end of words it errs rarely and finds some.
    """
    if len(word) < _SHORTEST_WORD or word in _FIXED:
        return word
    word = _without_s(word)
    if word in _FIXED:
        return word
    word = _without_past(word)
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    shorter = word[:-1]
    if word.endswith("e") and (_measure(shorter) > 1 or (_measure(shorter) == 1 and not _is_short(shorter))):
        word = _if_long(shorter, word)
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


def _without_s(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ies", "ied")):
        return word[:-1] if len(word) == len("dies") else word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _without_past(word: str) -> str:
    """The word without `ed` or `ing`, and with the `e` that these took away."""
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    base = re.sub("(ed|ing)$", "", word)
    if base == word or not _has_vowel(base):
        return word
    if base.endswith(("at", "bl", "iz")) or (_measure(base) == 1 and _is_short(base)):
        return base + "e"
    doubled = len(base) > 1 and base[-1] == base[-2] and base[-1] not in "aeioulsz"
    return _if_long(base[:-1] if doubled else base, word)


def _if_long(stem: str, word: str) -> str:
    return stem if len(stem) >= _SHORTEST_STEM else word


def _shape(word: str) -> str:
    """Its vowels and consonants; a `y` is a vowel after a consonant."""
    shape = ""
    for letter in word:
        shape += "v" if letter in "aeiou" or (letter == "y" and shape.endswith("c")) else "c"
    return shape


def _measure(word: str) -> int:
    """How often a consonant follows a vowel."""
    return _shape(word).count("vc")


def _has_vowel(word: str) -> bool:
    return "v" in _shape(word)


def _is_short(word: str) -> bool:
    """Whether it ends as `hop` does, which takes an `e` to become `hope`."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"
