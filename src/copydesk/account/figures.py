"""Numbers as they are written: in digits or in words, ordinals, orders of magnitude, and the signs of currencies."""

import re

from copydesk.annotate.times.lexicon import ORDINALS, SMALL_NUMBERS, TENS
from copydesk.text import LETTERS

_NUMBER_WORDS = (
    {
        f"{tens}-{ones}": ten + one
        for tens, ten in TENS.items()
        for ones, one in SMALL_NUMBERS.items()
        if 0 < one < 10
    }
    | SMALL_NUMBERS
    | TENS
    | {"dozen": 12}
)
"""Longer words first, as they are to be matched: `forty-nine`, `forty`."""
_ORDINALS = (
    {f"{tens}-{word}": ten + nth for tens, ten in TENS.items() for word, nth in ORDINALS.items() if nth < 10}
    | ORDINALS
    | {f"{tens[:-1]}ieth": ten for tens, ten in TENS.items()}
)
_ORDINAL = re.compile(r"\b(?:(\d{1,6})(?:st|nd|rd|th)|" + "|".join(_ORDINALS) + r")\b", re.IGNORECASE)
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "bn": 1e9,
    "k": 1e3,
}
_MAGNITUDES = {f"{word}s": scale for word, scale in SCALES.items() if len(word) > len("bn")}
_MAGNITUDES |= {"tens": 1e1, "dozens": 12.0, "scores": 2e1}
FIGURE = re.compile(
    r"(?P<about>\b(?:at least|(?:(?:just|well|slightly) )?(?:more than|over|under)|about|around|nearly|almost|close to|"
    r"some|up to|fewer than|less than|"
    r"as many as|as much as|no more than|no fewer than|no less than|upwards? of|an estimated|approximately|roughly|"
    r"only)\s+)?"
    r"(?P<money>[$€£¥₹])?\s?"
    r"(?P<number>\b\d{1,3}(?:,\d{3}|, 000\b)+(?:\.\d+)?\b|\b\d+(?:\.\d+)?|\b(?:"
    + "|".join(_NUMBER_WORDS)
    + r")\b)"
    r"(?P<ordinal>(?:st|nd|rd|th)\b)?"
    r"[ -]?(?P<scale>\b(?:hundred|thousand|million|billion|trillion)\b|(?<=\d)(?:m|bn|k)\b)?"
    r"\s?(?P<percent>%|per ?cent\b|percentage points?\b)?",
    re.IGNORECASE,
)
"""A figure with what may stand around it: how exact it is, a currency, a scale, a percentage."""
_SIGNS = {"euro": "€", "dollar": "$", "pound": "£", "yen": "¥", "rupee": "₹"}
_CURRENCY = re.compile(r"(?<!\w)(?P<sign>[$€£¥₹])|\b(?P<word>euro|dollar|pound|yen|rupee)s?\b", re.IGNORECASE)


def figures_in(text: str) -> tuple[float, ...]:
    """Every number in `text`, counted things or not, in order: `65-53`, `a dozen`."""
    return tuple(value_of(match) for match in FIGURE.finditer(text))


def ordinals_in(text: str) -> tuple[int, ...]:
    """Every ordinal in `text`, in order: `sixth`, `6th`."""
    found = _ORDINAL.finditer(text)
    return tuple(int(match[1]) if match[1] else _ORDINALS[match[0].lower()] for match in found)


def currencies_in(text: str) -> frozenset[str]:
    """The signs of the currencies in `text`, written as signs or in words."""
    found = _CURRENCY.finditer(text)
    return frozenset(match["sign"] or _SIGNS[match["word"].lower()] for match in found)


def magnitudes_in(text: str) -> tuple[float, ...]:
    """Every number in `text` that tells an order of magnitude alone, in order: `tens`, `hundreds`."""
    return tuple(_MAGNITUDES[word] for word in LETTERS.findall(text.lower()) if word in _MAGNITUDES)


def in_words(text: str) -> bool:
    """Whether a figure in `text` is written in words, of which one may be put together from several."""
    return any(not match["number"][0].isdigit() for match in FIGURE.finditer(text))


def value_of(match: "re.Match[str]") -> float:
    """What the figure comes to; rounded, since `8.2 million` is 8,200,000 exactly."""
    raw = digits_of(match)
    value = float(_NUMBER_WORDS[raw]) if raw in _NUMBER_WORDS else float(raw)
    return round(value * SCALES.get((match["scale"] or "").lower(), 1.0), 3)


def digits_of(match: "re.Match[str]") -> str:
    """The number of a figure as it stands, without what parts its thousands."""
    return match["number"].lower().replace(",", "").replace(" ", "")
