"""What an HTML document would cost to parse, told from its tags before it is parsed."""

import re
from collections.abc import Iterable
from itertools import product

import numpy as np
from numpy.typing import NDArray

from copydesk.model import Reason
from copydesk.readers.limits import Limits
from copydesk.readers.refusal import Refusal

MOST_COPIES = 500_000
"""Elements that unclosed formatting may come to: HTML5 opens it again in every block that follows."""

MOST_ATTRIBUTES = 10_000
"""Attributes one tag may have: each is compared with those before it."""

_LONG = 20_000
_VALUE = re.compile(rb"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_WHOLE_TAG = re.compile(rb"<[a-zA-Z][^>=]*+(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')?+[^>=]*+)*+")
"""To its end: what stands in quotation marks behind an equals sign ends none."""
_NAME = re.compile(rb"[^\s/]+")
_TAG = re.compile(rb"<(/?[a-zA-Z][^\s/>]*)")
_FORMATTING_NAMES = "b big code em font i nobr s small strike strong tt u".split()
_FORMATTING = re.compile(
    rb"<(/?)(?=[bcefinstuBCEFINSTU])(?:" + "|".join(_FORMATTING_NAMES).encode() + rb")(?=[\s/>])",
    re.IGNORECASE,
)
_RAW = re.compile(rb"<(?:(!--)|(script)\b|(style)\b)", re.IGNORECASE)
_RAW_ENDS = tuple(re.compile(end, re.IGNORECASE) for end in (b"-->", b"</script", b"</style"))
_NOT_NESTING = frozenset(
    b"p li dt dd tr td th thead tbody tfoot option optgroup colgroup rt rp "
    b"area base br col embed hr img input link meta param source track wbr".split()
)
"""Tags that need no end tag: a second one closes the first, or nothing stands inside."""


def _beginnings(names: Iterable[str]) -> NDArray[np.bool_]:
    """Whether two bytes can begin one of `names` (as a tag, in either case): a row a first byte."""
    found = np.zeros((256, 256), bool)
    for name in names:
        seconds = name[1] + name[1].upper() if len(name) > 1 else " \t\n\r\f\v/>"
        for first, second in product(name[0] + name[0].upper(), seconds):
            found[ord(first), ord(second)] = True
    return found


_FORMATTING_STARTS = _beginnings(_FORMATTING_NAMES)
_LESS, _SLASH = ord("<"), ord("/")


def require_parsable(html: bytes, limits: Limits) -> None:
    """Raises `Refusal` where a document (in UTF-8) has more tags, or nests them deeper, than the limits allow.

    HTML5 parsing takes quadratic time in the depth, and unclosed formatting elements are copied into every
    later block: 50 kB can ask for gigabytes. Runs in linear time, and looks closely only on suspicion.
    """
    codes = np.frombuffer(html, np.uint8)
    at = np.flatnonzero(codes == _LESS)
    tags = len(at)
    if tags > limits.tags:
        raise Refusal(Reason.TOO_LARGE, f"{tags:,} tags")
    if _has_endless_tag(html):
        raise Refusal(Reason.TOO_LARGE, f"a tag with more than {MOST_ATTRIBUTES:,} attributes")
    first, second = (codes.take(at + step, mode="clip") for step in (1, 2))
    starts = tags - int(np.count_nonzero(first == _SLASH))
    if starts > limits.depth and _deepest(_TAG.findall(_without_raw(html))) > limits.depth:
        raise Refusal(Reason.TOO_DEEP, f"tags nest more than {limits.depth:,} deep")
    most_unclosed = MOST_COPIES // max(1, tags)
    formatting = int(np.count_nonzero(_FORMATTING_STARTS[first, second]))
    if formatting > most_unclosed and _unclosed(html, most_unclosed) > most_unclosed:
        raise Refusal(Reason.TOO_DEEP, f"more than {most_unclosed:,} formatting tags are left open")


def _has_endless_tag(html: bytes) -> bool:
    """Whether some tag has more attributes than are allowed."""
    long = [tag for tag in _WHOLE_TAG.findall(html) if len(tag) > _LONG]
    return any(len(_NAME.findall(_VALUE.sub(b" ", tag))) > MOST_ATTRIBUTES for tag in long)


def _deepest(tags: list[bytes]) -> int:
    """How many tags, named with the stroke that closes, are open at most."""
    step = {
        tag: 0 if tag.removeprefix(b"/").lower() in _NOT_NESTING else -1 if tag.startswith(b"/") else 1
        for tag in set(tags)
    }
    depth = np.cumsum(np.fromiter(map(step.__getitem__, tags), np.int64, len(tags)))
    lowest = np.minimum.accumulate(np.minimum(depth, 0))  # end tags where nothing is open are passed over
    return int((depth - lowest).max(initial=0))


def _unclosed(html: bytes, enough: int) -> int:
    """How many formatting tags are open at most at once; 0 where there are too few to matter."""
    if _FORMATTING.findall(html).count(b"") <= enough:
        return 0
    depth = deepest = 0
    for closing in _FORMATTING.findall(_without_raw(html)):
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _without_raw(html: bytes) -> bytes:
    """`html` without comments, scripts and styles, in linear time; one left open takes the rest along."""
    parts = []
    here = 0
    while raw := _RAW.search(html, here):
        parts.append(html[here : raw.start()])
        end = _RAW_ENDS[(raw.lastindex or 1) - 1].search(html, raw.end())
        if end is None:
            return b"".join(parts)
        here = end.end()
    return b"".join([*parts, html[here:]])
