"""What a segment's text looks like: features that need no markup and no particular language.

Characters are classed once for a whole page and counted per segment with running sums.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]

_FUNCTION_WORDS = frozenset(
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
"""Of some twenty languages together: what the trained weights were shown, so `languages` has lists of its own."""
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
_UNSPACED = ((0xE00, 0xE7F), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF))
_UNSPACED_LETTER = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in _UNSPACED)}]")
_MARKER = re.compile(r"\s*(?:(#{1,6})\s+|(>)\s?|([*+•◦▪‣·–—-])\s+|(\d{1,3}[.)\\]{1,2})\s+|(\|))")
_STOPPED = re.compile(r"[.!?。！？।؟…][\"'”’»«“)\]*_]*$")
_SIGN = re.compile(
    r"[12:.h@©(](?:(?<=1)9\d\d(?!\d)|(?<=2)0\d\d(?!\d)|(?<=\d[:.h])\d\d(?!\d)|(?<=@)(?=\w)|(?<=:)//|"
    r"(?<=\.)(?:com|org|net|co|de|fr|uk)\b|(?<=©)|(?<=\()[cC]\))"
)
"""A year, a time of day, an address or a mark of copyright: no two overlap."""
_WORDS_READ = 40
"""Function words are counted among the first so many."""
_YOU_COUNTS = 1 << 16
_VOICES = {word: (word in _FUNCTION_WORDS) + _YOU_COUNTS * (word in _YOU) for word in _FUNCTION_WORDS | _YOU}


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
    for first, last in _UNSPACED:
        table[first : last + 1] |= _WIDE
    table[0x10000] = _OTHER_LETTER | _WORDISH
    return table


@cache
def _sorts() -> tuple[NDArray[np.uint8], NDArray[np.uint16]]:
    """For each code point of the basic plane the sort it is of (the last entry stands for all others), and for
    each sort its classes: characters of the same classes are of one sort."""
    classes, sorts = np.unique(_classes(), return_inverse=True)
    return sorts.astype(np.uint8), classes


def shapes(text: str, *, starts: Ints, ends: Ints, words: Sequence[Sequence[str]]) -> Matrix:
    """The figures of `NAMES` for each segment of a page, from its start to its end; `words` are each one's lower-cased
    words."""
    core, marks = starts.copy(), np.zeros(len(starts))
    for i, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if not text[start].isalpha() and (marker := _MARKER.match(text, start, end)):
            core[i] = marker.end() if marker.end() < end else start
            marks[i] = _marked(marker)
    cores = core.tolist()
    firsts = [text[start] for start in cores]
    tails = np.zeros((len(cores), 4))
    for i, (start, end) in enumerate(zip(cores, ends.tolist(), strict=True)):
        if not text[end - 1].isalnum():
            tails[i] = _tail(text[max(start, end - 12) : end])
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    sums = _counted(codes, starts=core, ends=ends)
    chars = (ends - core).astype(np.float64)
    per_word, tokens = np.maximum(sums["words"], 1), np.maximum(sums["tokens"], 1)
    breaks = np.flatnonzero(codes == 10)
    signs = _signs(text, starts=starts, ends=ends)
    function, addressed = _voices(words)
    columns = [
        np.log1p(chars),
        np.log1p(sums["words"].astype(np.float64)),
        sums["wordish"] / per_word,
        np.searchsorted(breaks, ends) - np.searchsorted(breaks, starts) + 1,
        *tails.T,
        np.maximum(sums["stops"] - tails[:, 0], 0) / per_word,
        sums["commas"] / per_word,
        sums["upper"] / chars,
        sums["capitals"] / tokens,
        sums["digits"] / chars,
        1.0 - (sums["wordish"] + sums["space"]) / chars,
        np.array(list(map(_first, firsts))),
        marks,
        signs[0],
        signs[1],
        np.minimum(signs[2], 1),
        np.minimum(signs[3], 1),
        sums["separators"] / per_word,
        sums["money"] / per_word,
        function,
        sums["quotes"],
        np.array([first in "[(" for first in firsts]),
        sums["wide"] / chars,
        sums["glued"] / per_word,
        addressed,
    ]
    return np.column_stack(columns).astype(np.float32)


_COUNTED = {
    "wordish": _WORDISH, "space": _SPACE, "upper": _UPPER, "digits": _DIGIT, "commas": _COMMA, "quotes": _QUOTE,
    "money": _MONEY, "separators": _SEPARATOR, "wide": _WIDE,
}  # fmt: skip


def _counted(codes: NDArray[np.uint32], *, starts: Ints, ends: Ints) -> dict[str, Ints]:
    """How many characters of each class stand from each start to before its end, and how many `words`, `tokens`
    and `stops` of sentences; `capitals` begin a token, those `glued` stand amid lower case."""
    sorts, classes = _sorts()
    sort = sorts.take(codes, mode="clip")
    bits = classes.take(sort)
    n = len(starts)
    lengths = np.diff(np.column_stack([starts, ends]).ravel(), prepend=0, append=len(codes))
    owners = np.full(2 * n + 1, n)
    owners[1::2] = np.arange(n)
    owner = np.repeat(owners, lengths)
    of_sort = np.bincount(owner * len(classes) + sort, minlength=(n + 1) * len(classes)).reshape(n + 1, -1)[
        :n
    ]
    sums = {name: of_sort[:, (classes & bit) != 0].sum(axis=1) for name, bit in _COUNTED.items()}
    wordish, space, upper, lower, stop = (
        (bits & bit) != 0 for bit in (_WORDISH, _SPACE, _UPPER, _LOWER, _STOP)
    )
    before_space = np.concatenate([[True], space[:-1]])
    after_space = np.concatenate([space[1:], [True]])
    amid_lower = np.zeros(len(codes), bool)
    amid_lower[1:-1] = lower[:-2] & lower[2:]
    begun = wordish.copy()
    begun[1:] &= ~wordish[:-1]
    for name, mask in (
        ("words", begun),
        ("tokens", ~space & before_space),
        ("capitals", upper & before_space),
        ("glued", upper & amid_lower),
        ("stops", stop & (after_space | (codes > 0x2FFF))),
    ):
        sums[name] = np.bincount(owner[mask], minlength=n + 1)[:n]
    return sums


def _signs(text: str, *, starts: Ints, ends: Ints) -> list[Ints]:
    """How many years, times of day, marks of copyright and addresses begin inside each segment."""
    years: list[int] = []
    clocks: list[int] = []
    copyrights: list[int] = []
    addresses: list[int] = []
    for match in _SIGN.finditer(text):
        sign = match.group()
        if sign[0] in "12":
            years.append(match.start())
        elif sign[0] in "©(":
            copyrights.append(match.start())
        elif sign[-1].isdigit():
            clocks.append(match.start())
        else:
            addresses.append(match.start())
    return [
        np.searchsorted(found, ends) - np.searchsorted(found, starts)
        for found in (np.array(places, np.int64) for places in (years, clocks, copyrights, addresses))
    ]


def _voices(words: Sequence[Sequence[str]]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """For each segment the share of function words, and whether the reader is addressed."""
    read = [own[:_WORDS_READ] for own in words]
    sizes = np.array([len(own) for own in read], np.int64)
    spoken = np.fromiter(map(_VOICES.get, chain.from_iterable(read), repeat(0)), np.int64, int(sizes.sum()))
    total = np.concatenate([[0], np.cumsum(spoken)])
    ends = np.cumsum(sizes)
    sums = total[ends] - total[ends - sizes]
    return sums % _YOU_COUNTS / np.maximum(sizes, 1), sums >= _YOU_COUNTS


def _tail(tail: str) -> tuple[bool, bool, bool, bool]:
    """Whether a text ends a sentence, ends in a colon, in dots, in a question or exclamation mark."""
    return (
        _STOPPED.search(tail) is not None,
        tail.endswith((":", "：")),
        tail.endswith(("...", "…", "…]", "...]")),
        tail.endswith(("?", "!")),
    )


@lru_cache(maxsize=1 << 10)
def _first(first: str) -> float:
    """A number for the sort of the first character: lower case, upper case, digit, quotation mark, other."""
    if first.islower():
        return 0.0
    if first.isupper():
        return 1.0
    if first.isdigit():
        return 2.0
    return 3.0 if first in "\"'“‘„«" else (4.0 if first.isalpha() else 5.0)


def _marked(marker: re.Match[str]) -> float:
    """A number for the mark before the text (0 for none): quotation, list item, number, table cell, heading level."""
    if marker.group(1):
        return 4.0 + len(marker.group(1))
    return 1.0 if marker.group(2) else 2.0 if marker.group(3) else 3.0 if marker.group(4) else 4.0


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script that writes no spaces (or few): Chinese, Japanese, Korean, Thai."""
    return _UNSPACED_LETTER.match(word) is not None
