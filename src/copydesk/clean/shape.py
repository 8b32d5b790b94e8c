"""What a segment's text looks like: features that need no markup and no particular language."""

import math
import re
from zlib import crc32

from copydesk.text import WORD

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
    "commas", "upper", "capitalised", "digits", "symbols", "first", "marker", "year", "clock", "copyright",
    "address", "separators", "money", "function", "quotes", "brackets", "wide", "glued", "first_person",
)  # fmt: skip

_MARKER = re.compile(r"\s*(?:(#{1,6})\s+|(>)\s?|([*+•◦▪‣·–—-])\s+|(\d{1,3}[.)\\]{1,2})\s+|(\|))")
_STOP = re.compile(r"[.!?。！？।؟…][\"'”’»«“)\]*_]*$")
_INNER_STOP = re.compile(r"[.!?。！？।؟][\"'”’»)\]]?\s+\S|[。！？]\S")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d\d(?!\d)")
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|\b[\w-]+\.(?:com|org|net|co|de|fr)\b|(?:^|\s)@\w")
_MONEY = re.compile(r"[$€£¥₹%]")
_SEPARATOR = re.compile(r"[|•·›»→▸/]|\s[-–—]\s")
_WIDE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_GLUED = re.compile(r"[a-zà-ÿа-я][A-ZÀ-ÝА-Я][a-zà-ÿа-я]")


def shape(text: str) -> list[float]:
    """The figures of `NAMES` for one segment's text, which is not empty."""
    marker = _MARKER.match(text)
    core = text[marker.end() :] if marker else text
    tokens = core.split()
    words = WORD.findall(core)
    n_words = max(len(words), 1)
    n = max(len(core), 1)
    upper = sum(map(str.isupper, core)) if n < 200 else sum(map(str.isupper, core[:200])) * n / 200
    capital = sum(1 for token in tokens[:40] if token[0].isupper())
    low = [word.lower() for word in words[:60]]
    function = sum(1 for word in low if word in FUNCTION_WORDS) / max(len(low), 1)
    letters = sum(map(len, words))
    stop = _STOP.search(core)
    return [
        math.log1p(len(core)),
        math.log1p(len(words)),
        letters / n_words,
        float(text.count("\n") + 1),
        1.0 if stop else 0.0,
        1.0 if core.endswith((":", "：")) else 0.0,
        1.0 if core.endswith(("...", "…", "[…]", "[...]")) else 0.0,
        1.0 if core.endswith(("?", "!")) else 0.0,
        len(_INNER_STOP.findall(core)) / n_words,
        (core.count(",") + core.count("，") + core.count("、") + core.count("،")) / n_words,
        upper / n,
        capital / max(len(tokens[:40]), 1),
        sum(map(str.isdigit, core[:200])) / min(n, 200),
        1.0 - (letters + core.count(" ")) / n,
        _first(core),
        _marked(marker),
        float(len(_YEAR.findall(core[:300]))),
        float(len(_CLOCK.findall(core[:300]))),
        1.0 if "©" in core or "(c)" in core[:200].lower() else 0.0,
        1.0 if _ADDRESS.search(core) else 0.0,
        len(_SEPARATOR.findall(core)) / n_words,
        float(len(_MONEY.findall(core))) / n_words,
        function,
        float(sum(core.count(mark) for mark in '"“”„«»')),
        1.0 if core[0:1] in "[(" else 0.0,
        1.0 if _WIDE.search(core) else 0.0,
        len(_GLUED.findall(core)) / n_words,
        1.0 if any(word in _YOU for word in low[:30]) else 0.0,
    ]


_YOU = frozenset(
    """you your sie ihr ihre ihren vous votre vos usted su tu tus você seu sua voi tuo vostro je jouw uw din ditt
    вы ваш ваши ви twój""".split()
)


def _first(core: str) -> float:
    """A number for the sort of the first character: lower case, upper case, digit, quotation mark, other."""
    first = core[0:1]
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


def word_hashes(text: str, bits: int) -> list[int]:
    """Hashed words and word pairs of a segment's beginning and end, without repeats, sorted.

    Digits are evened out, so that dates and counts of one form share a hash.
    """
    words = WORD.findall(text[:240].lower())[:24]
    if len(text) > 240:
        words += ["\x1f", *WORD.findall(text[-80:].lower())[1:]]
    if not text.isascii() or any(map(str.isdigit, text[:60])):
        words = [_even(word) for word in words]
    tokens = [*words, "^" + " ".join(words[:2]), "$" + " ".join(words[-2:])]
    if len(words) <= 8:
        tokens.append("=" + " ".join(words))
    tokens += [f"{a} {b}" for a, b in zip(words, words[1:], strict=False)]
    mask = (1 << bits) - 1
    return sorted({crc32(token.encode("utf-8", "replace")) & mask for token in tokens})


def _even(word: str) -> str:
    """A number by its length; words of unspaced scripts cut to their first characters."""
    if word.isdigit():
        return "0" * len(word)
    return word if word.isascii() or not _WIDE.match(word) else word[:4]
