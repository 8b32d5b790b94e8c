"""What a segment's text looks like: features that need no markup and no particular language.

Characters are classed once for a whole page and counted per segment with running sums.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from copydesk.clean.segments import Segment
from copydesk.text import WORD

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]

FUNCTION_WORDS = frozenset(
    """the of and to in a is that for it as was with be by on not he his but at are this have from or had an they
    which one you were her all she there would their we him been has when who will no more if out so said what up
    its about into than them can only other new some could time these two may then do first any my now such like
    our over me even most also after where before how because between just your
    der die das und ist von den mit sich des auf für im dem nicht ein eine als auch es an werden aus er hat dass sie
    nach wird bei einer um am sind noch wie einem über einen zum war haben nur oder aber vor zur bis mehr durch man
    le la les des et du en un une que est pour qui dans par plus pas au sur ne se ce il sont avec ont mais aux été
    cette nous vous leur sa ses ou elle deux être comme fait son
    de el los las y una por con para su al lo como más pero sus este ya entre cuando todo esta ser son muy sin sobre
    también me hasta hay donde quien desde nos durante uno ni contra
    di che è della dei delle gli nel alla si non sono ha anche dal dalla più ma
    o os as do da dos das em um uma para com não na no ao pelo pela mais foi
    het een van voor niet zijn met op te dat ook bij aan er maar naar om hij heeft
    och att som på är av för det med till den har inte om ett var från
    i w z na się nie do to jest że o jak przez po ale za od dla są oraz tym
    a se v na že je s z do o pro ve za by jako po jeho který od byl
    og på er til en af ikke det var med som har fra men
    ja on ei että se oli ovat mutta kuin myös
    az és hogy nem egy is meg de csak ez volt
    și în cu pe care nu mai din este sunt la
    ve bir bu için ile da de olarak daha çok olan ise gibi kadar sonra
    и в не на что с по как это из у к за от о для но его он был она они мы также при до же бы так
    і та що у до як за від його це або про був під час але
    на се да от за е че със са като
    και το να του η της με που για από στο τα δεν είναι την οι
    של את על לא הוא זה עם כי גם
    في من على أن إلى التي الذي عن مع هذا كان لا ما هذه بعد قال
    yang dan di itu dengan untuk dari dalam tidak ini pada akan juga ke karena oleh
    của và là có được cho không với các những một trong người đã này khi
    है के में की और को से का पर यह कि ने एक""".split()
)
NAMES = (
    "chars", "words", "word_length", "lines", "ends_stop", "ends_colon", "ends_dots", "ends_mark", "inner_stops",
    "commas", "upper", "capitalised", "digits", "symbols", "first", "marker", "years", "clocks", "copyright",
    "address", "separators", "money", "function", "quotes", "brackets", "wide", "glued", "addressed",
)  # fmt: skip

_YOU = frozenset(
    """you your sie ihr ihre ihren vous votre vos usted su tu tus você seu sua voi tuo vostro je jouw uw din ditt
    вы ваш ваши ви twój""".split()
)
_LOWER, _UPPER, _DIGIT, _OTHER_LETTER, _SPACE, _STOP, _COMMA, _QUOTE, _MONEY, _SEPARATOR, _WIDE, _WORDISH = (
    1 << i for i in range(12)
)
_MARKER = re.compile(r"\s*(?:(#{1,6})\s+|(>)\s?|([*+•◦▪‣·–—-])\s+|(\d{1,3}[.)\\]{1,2})\s+|(\|))")
_STOPPED = re.compile(r"[.!?。！？।؟…][\"'”’»«“)\]*_]*$")
_YEAR = re.compile(r"[12](?:(?<=1)9|(?<=2)0)\d\d(?!\d)")
_CLOCK = re.compile(r"[:.h](?<=\d.)\d\d(?!\d)")
_ADDRESS = re.compile(r"[@:.](?:(?<=@)\w|(?<=:)//|(?<=\.)(?:com|org|net|co|de|fr|uk)\b)")
_COPYRIGHT = re.compile(r"©|\([cC]\)")
_WORDS_READ = 40
"""Function words are counted among the first so many."""


@cache
def _classes() -> NDArray[np.uint16]:
    """For each code point of the basic plane the classes it is in; the last entry stands for all others."""
    table = np.zeros(0x10001, np.uint16)
    for code in range(0x10000):
        category = unicodedata.category(chr(code))
        bits = 0
        if category == "Lu":
            bits = _UPPER
        elif category == "Ll":
            bits = _LOWER
        elif category[0] == "L":
            bits = _OTHER_LETTER
        elif category == "Nd":
            bits = _DIGIT
        if category[0] in "LN" or code == 0x5F:
            bits |= _WORDISH
        table[code] = bits
    for characters, bits in (
        (" \n\t\r\f\v\u00a0\u2002\u2003\u2009\u202f\u3000", _SPACE), (".!?。！？।؟…", _STOP), (",，、،", _COMMA),
        ("\"“”„«»", _QUOTE), ("$€£¥₹%", _MONEY), ("|•·›»→▸/", _SEPARATOR),
    ):  # fmt: skip
        for character in characters:
            table[ord(character)] |= bits
    for first, last in ((0xE00, 0xE7F), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF)):
        table[first : last + 1] |= _WIDE
    table[0x10000] = _OTHER_LETTER | _WORDISH
    return table


def shapes(text: str, segments: Sequence[Segment], words: Sequence[Sequence[str]]) -> Matrix:
    """The figures of `NAMES` for each segment of a page; `words` are each one's lower-cased words."""
    starts = np.array([segment.span.start for segment in segments], np.int64)
    ends = np.array([segment.span.end for segment in segments], np.int64)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    bits = _classes()[np.minimum(codes, 0x10000)]
    markers = [
        None if text[start].isalpha() else _MARKER.match(text, start, end)
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    ]
    core = np.array(
        [
            m.end() if m and m.end() < end else start
            for m, start, end in zip(markers, starts, ends, strict=True)
        ]
    )

    total = np.zeros(len(codes) + 1, np.int32)

    def count(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
        total[1:] = np.cumsum(mask, dtype=np.int32)
        result: NDArray[np.float64] = (total[ends] - total[core]).astype(np.float64)
        return result

    def has(bit: int) -> NDArray[np.bool_]:
        result: NDArray[np.bool_] = (bits & bit) != 0
        return result

    wordish, space, upper, lower = has(_WORDISH), has(_SPACE), has(_UPPER), has(_LOWER)
    before_wordish = np.concatenate([[False], wordish[:-1]])
    before_space = np.concatenate([[True], space[:-1]])
    after_space = np.concatenate([space[1:], [True]])
    after_lower = np.concatenate([lower[1:], [False]])
    before_lower = np.concatenate([[False], lower[:-1]])
    stop = has(_STOP)
    stop_wide = stop & (codes > 0x2FFF)
    chars = (ends - core).astype(np.float64)
    n_words = count(wordish & ~before_wordish)
    per_word = np.maximum(n_words, 1)
    letters = count(wordish)
    tokens = np.maximum(count(~space & before_space), 1)
    tails = [
        text[max(start, end - 12) : end] for start, end in zip(core.tolist(), ends.tolist(), strict=True)
    ]
    found = np.array([_tail(tail) for tail in tails], np.float64).reshape(-1, 4)
    spoken = np.array([_function_words(own) for own in words], np.float64).reshape(-1, 2)
    lines = np.concatenate([[0], np.cumsum(codes == 10)])
    columns = [
        np.log1p(chars),
        np.log1p(n_words),
        letters / per_word,
        (lines[ends] - lines[starts] + 1).astype(np.float64),
        *found.T,
        np.maximum(count(stop & (after_space | stop_wide)) - found[:, 0], 0) / per_word,
        count(has(_COMMA)) / per_word,
        count(upper) / chars,
        count(upper & before_space) / tokens,
        count(has(_DIGIT)) / chars,
        1.0 - (letters + count(space)) / chars,
        np.array([_first(text[start]) for start in core.tolist()]),
        np.array([_marked(marker) for marker in markers]),
        _matches(_YEAR, text, starts, ends),
        _matches(_CLOCK, text, starts, ends),
        np.minimum(_matches(_COPYRIGHT, text, starts, ends), 1),
        np.minimum(_matches(_ADDRESS, text, starts, ends), 1),
        count(has(_SEPARATOR)) / per_word,
        count(has(_MONEY)) / per_word,
        spoken[:, 0],
        count(has(_QUOTE)),
        np.array([float(text[start] in "[(") for start in core.tolist()]),
        count(has(_WIDE)) / chars,
        count(upper & before_lower & after_lower) / per_word,
        spoken[:, 1],
    ]
    return np.column_stack(columns).astype(np.float32)


def _tail(tail: str) -> tuple[bool, bool, bool, bool]:
    """Whether a text ends a sentence, ends in a colon, in dots, in a question or exclamation mark."""
    if tail[-1:].isalnum():
        return False, False, False, False
    return (
        _STOPPED.search(tail) is not None,
        tail.endswith((":", "：")),
        tail.endswith(("...", "…", "…]", "...]")),
        tail.endswith(("?", "!")),
    )


def _function_words(words: Sequence[str]) -> tuple[float, bool]:
    """The share of function words, and whether the reader is addressed."""
    read = words[:_WORDS_READ]
    if not read:
        return 0.0, False
    return sum(map(FUNCTION_WORDS.__contains__, read)) / len(read), not _YOU.isdisjoint(read)


def _matches(pattern: re.Pattern[str], text: str, starts: Ints, ends: Ints) -> NDArray[np.float64]:
    """How often `pattern` begins inside each segment."""
    found = np.array([match.start() for match in pattern.finditer(text)], np.int64)
    result: NDArray[np.float64] = (np.searchsorted(found, ends) - np.searchsorted(found, starts)).astype(
        float
    )
    return result


def _first(first: str) -> float:
    """A number for the sort of the first character: lower case, upper case, digit, quotation mark, other."""
    if first.islower():
        return 0.0
    if first.isupper():
        return 1.0
    if first.isdigit():
        return 2.0
    return 3.0 if first in "\"'“‘„«" else (4.0 if first.isalpha() else 5.0)


def _marked(marker: re.Match[str] | None) -> float:
    """A number for the mark before the text: none, quotation, list item, number, table cell, heading level."""
    if marker is None:
        return 0.0
    if marker.group(1):
        return 4.0 + len(marker.group(1))
    return 1.0 if marker.group(2) else 2.0 if marker.group(3) else 3.0 if marker.group(4) else 4.0


def split_words(text: str) -> list[str]:
    """The lower-cased words of a segment."""
    return WORD.findall(text.lower())


def word_hashes(words: Sequence[list[str]], bits: int) -> tuple[Ints, Ints]:
    """Hashed words and word pairs of each segment's beginning and end, and the segments they are of.

    Digits are evened out, so that dates and counts of one form share a hash; words of unspaced scripts
    are cut to their first characters. The first and last word, and a short segment as a whole, count apart.
    """
    codes: list[int] = []
    owners: list[int] = []
    for index, own in enumerate(words):
        read = own[:_HEAD] if len(own) <= _HEAD + _TAIL else own[:_HEAD] + own[-_TAIL:]
        hashed = [_hash_word(word) for word in read]
        codes.append(_EDGE)
        codes += hashed
        codes.append(_EDGE + 1)
        if len(own) <= 6:
            codes.append(crc32(repr(hashed).encode()))
            owners.append(index)
        owners += [index] * (len(hashed) + 2)
    single = np.array(codes, np.int64)
    owner = np.array(owners, np.int64)
    pair = (single[:-1] * 0x9E3779B1 + single[1:]) >> 7
    same = owner[:-1] == owner[1:]
    mask = (1 << bits) - 1
    return np.concatenate([single, pair[same]]) & mask, np.concatenate([owner, owner[:-1][same]])


_HEAD, _TAIL = 16, 5
_EDGE = 0x5BD1E995


@lru_cache(maxsize=1 << 15)
def _hash_word(word: str) -> int:
    if not word.isascii():
        if is_unspaced(word):
            word = word[:3]
    elif word.isdigit():
        word = "0" * len(word)
    return crc32(word.encode("utf-8", "replace"))


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script that writes no spaces (or few): Chinese, Japanese, Korean, Thai."""
    code = ord(word[0])
    return code > 0xDFF and bool(_classes()[min(code, 0x10000)] & _WIDE)
