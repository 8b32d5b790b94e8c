"""What an HTML document would cost to parse, told from its tags before it is parsed."""

import re

from copydesk.model import Reason
from copydesk.readers.limits import Limits
from copydesk.readers.refusal import Refusal

MOST_COPIES = 500_000
"""Elements that unclosed formatting may come to: HTML5 opens it again in every block that follows."""

MOST_ATTRIBUTES = 10_000
"""Attributes one tag may have: each is compared with those before it."""

_LONG = 20_000
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{_LONG},}}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_FORMATTING = re.compile(
    r"<(/?)(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE
)
_RAW = re.compile(r"<(?:(!--)|(script)\b|(style)\b)", re.IGNORECASE)
_RAW_ENDS = tuple(re.compile(end, re.IGNORECASE) for end in ("-->", "</script", "</style"))
_NOT_NESTING = frozenset(
    "p li dt dd tr td th thead tbody tfoot option optgroup colgroup rt rp "
    "area base br col embed hr img input link meta param source track wbr".split()
)
"""Tags that need no end tag: a second one closes the first, or nothing stands inside."""


def require_parsable(html: str, limits: Limits) -> None:
    """Raises `Refusal` where a document has more tags, or nests them deeper, than the limits allow.

    HTML5 parsing takes quadratic time in the depth, and unclosed formatting elements are copied into every
    later block: 50 kB can ask for gigabytes. Runs in linear time, and looks closely only on suspicion.
    """
    tags = html.count("<")
    if tags > limits.tags:
        raise Refusal(Reason.TOO_LARGE, f"{tags:,} tags")
    long = max(map(len, html.split("<"))) > _LONG
    if long and any(len(_QUOTED.sub("", tag).split()) > MOST_ATTRIBUTES for tag in _LONG_TAG.findall(html)):
        raise Refusal(Reason.TOO_LARGE, f"a tag with more than {MOST_ATTRIBUTES:,} attributes")
    starts = tags - html.count("</")
    if starts > limits.depth and _deepest(_TAG.findall(_without_raw(html)), limits.depth) > limits.depth:
        raise Refusal(Reason.TOO_DEEP, f"tags nest more than {limits.depth:,} deep")
    most_unclosed = MOST_COPIES // max(1, tags)
    if starts > most_unclosed and _unclosed(html, most_unclosed) > most_unclosed:
        raise Refusal(Reason.TOO_DEEP, f"more than {most_unclosed:,} formatting tags are left open")


def _deepest(tags: list[tuple[str, str]], enough: int) -> int:
    """How many tags are open at most; counting stops beyond `enough`."""
    depth = deepest = 0
    for closing, name in tags:
        if name.lower() not in _NOT_NESTING:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
            if deepest > enough:
                break
    return deepest


def _unclosed(html: str, enough: int) -> int:
    """How many formatting tags are open at most at once; 0 where there are too few to matter."""
    if _FORMATTING.findall(html).count("") <= enough:
        return 0
    depth = deepest = 0
    for closing in _FORMATTING.findall(_without_raw(html)):
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _without_raw(html: str) -> str:
    """`html` without comments, scripts and styles, in linear time; one left open takes the rest along."""
    parts = []
    here = 0
    while raw := _RAW.search(html, here):
        parts.append(html[here : raw.start()])
        end = _RAW_ENDS[(raw.lastindex or 1) - 1].search(html, raw.end())
        if end is None:
            return "".join(parts)
        here = end.end()
    return "".join([*parts, html[here:]])
