"""What an article is compared by: term vectors of several kinds, and one sentence vector of its opening.

A profile depends on its article and the background collection alone, never on its company, so it is made
once, in a batch or in a stream. Weights are whole numbers: sums of their products are exact in any order.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from copydesk.background import Background, column, load_background
from copydesk.clean.languages import function_words
from copydesk.embedding import embed
from copydesk.text import FUNCTION_WORDS, stem

KINDS = ("all", "lead", "pairs", "lead_pairs", "names", "headline", "numbers", "acts")
"""The whole text; title and lead; word pairs of either; words of names; title; figures; the opening's words
that are no names: what is done."""
UNIT = 1 << 14
"""A weight of 1: vectors have this length."""
MOST_TERMS = 128
"""The heaviest terms of a kind that are kept: a long page costs no more than a page of 300 words."""
KEY_TERMS = 48
"""The heaviest terms of title, lead and text together, by which an article is found."""
OPENING_WORDS, LEAD_WORDS, SENTENCE_WORDS, HEADLINE_WORDS = 40, 120, 70, 25

_WORD = re.compile(r"[^\W\d_]+|\d+")
_NAME = re.compile(r"\b[A-ZÀ-ÞА-Я][\w’'-]+(?:\s+[A-ZÀ-ÞА-Я][\w’'-]+)*")
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WEEKDAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_YOU = re.compile(r"\b(?:you|your|yours|yourself|yourselves)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^“”]{0,600}+”|\"[^\"]{0,600}+\"")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")

Columns = NDArray[np.int32]
Weights = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Document:
    """An article as far as it is compared. `day` is its publication day, None if it has none.

    `news_days` are the days its lead speaks of. `publisher` is in one spelling, None if unknown.
    """

    source: str
    title: str
    text: str
    day: date | None = None
    language: str = "en"
    news_days: frozenset[date] = frozenset()
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """A sparse vector, of length `UNIT` but for `Profile.about`: columns in order, and their weights."""

    columns: Columns
    weights: Weights


@dataclass(frozen=True, slots=True)
class Profile:
    """What one article is compared by. `kinds` are in the order of `KINDS`; days are ordinals, None if unknown.

    `weekdays` are those that title and lead name in English, 0 to 6, each once, in text order. `about` are the
    words of names in title and opening, by their rarity in thousandths. `addresses` is how many of a thousand words
    of an English text, its quotations apart, are `you` and its forms.
    """

    source: str
    language: str
    day: int | None
    news_days: tuple[int, ...]
    weekdays: tuple[int, ...]
    words: int
    key: Terms
    kinds: tuple[Terms, ...]
    sentence: Weights
    about: Terms
    publisher: str | None
    addresses: int = 0


def profiles_of(documents: Sequence[Document]) -> list[Profile]:
    """A profile for each document, in order. Raises `DamagedWeightsError`."""
    openings = [
        f"{d.title}. {' '.join(d.text.split(None, SENTENCE_WORDS)[:SENTENCE_WORDS])}" for d in documents
    ]
    sentences = np.rint(embed(openings) * UNIT).astype(np.int16)
    return list(map(profile_of, documents, sentences))


def profile_of(document: Document, sentence: Weights) -> Profile:
    """The profile of a document whose opening has this sentence vector."""
    background = load_background()
    lists = terms_by_kind(document)
    vectors = {kind: _vector(lists[kind], background) for kind in KINDS}
    together: Counter[int] = Counter()
    for kind in ("all", "lead", "headline"):
        columns, weights = vectors[kind]
        together.update(dict(zip(columns.tolist(), weights.tolist(), strict=True)))
    key_columns = np.array(sorted(together), np.int64)
    key_weights = np.array([together[c] for c in key_columns.tolist()])
    return Profile(
        document.source,
        document.language,
        document.day.toordinal() if document.day else None,
        tuple(sorted(day.toordinal() for day in document.news_days)),
        _weekdays(document),
        len(document.text.split()),
        _terms(key_columns, key_weights, most=KEY_TERMS),
        tuple(_terms(*vectors[kind], most=MOST_TERMS) for kind in KINDS),
        sentence,
        _about(lists["who"], background),
        document.publisher,
        _addresses(document),
    )


def terms_by_kind(document: Document) -> dict[str, list[str]]:
    """The terms of each of `KINDS`, in text order; and `who`, those of title and opening that are of names."""
    words = document.text.split(None, LEAD_WORDS)
    head = _stems(document.title, document.language)
    opening = _stems(" ".join(words[:OPENING_WORDS]), document.language)
    lead = [*opening, *_stems(" ".join(words[OPENING_WORDS:LEAD_WORDS]), document.language)]
    rest = _stems(words[LEAD_WORDS], document.language) if len(words) > LEAD_WORDS else []
    everything = [*head, *lead, *rest]
    inside = _name_words(document.text)
    named = {word for raw in inside for word in (raw, stem(raw))}
    return {
        "all": everything,
        "lead": [*head, *lead],
        "pairs": [f"{a} {b}" for a, b in pairwise(everything)],
        "lead_pairs": [f"{a} {b}" for a, b in pairwise([*head, *lead])],
        "names": [f"@{word}" for word in [*_name_words(f"{document.title}."), *inside]],
        "headline": head or _stems(" ".join(words[:HEADLINE_WORDS]), document.language),
        "numbers": [f"#{number}" for number in _NUMBER.findall(document.text)],
        "acts": [term for term in [*head, *opening] if term not in named],
        "who": [term for term in [*head, *opening] if term in named],
    }


def _weekdays(document: Document) -> tuple[int, ...]:
    lead = " ".join([document.title, *document.text.split(None, LEAD_WORDS)[:LEAD_WORDS]])
    return tuple(dict.fromkeys(_WEEKDAYS.index(found) for found in _WEEKDAY.findall(lead)))


def _addresses(document: Document) -> int:
    if document.language != "en":
        return 0
    own = _QUOTED.sub(" ", document.text)
    return 1000 * len(_YOU.findall(own)) // max(1, len(own.split()))


def _stems(text: str, language: str) -> list[str]:
    """The stems of the words that are not function words, and the numbers."""
    found = _WORD.findall(text.lower())
    if language == "en":
        return [stemmed for word in found if (stemmed := _content(word))]
    common = function_words(language)
    return [word for word in found if word not in common and len(word) > 3]


@lru_cache(maxsize=1 << 16)
def _content(word: str) -> str:
    return "" if word in FUNCTION_WORDS else stem(word)


def _name_words(text: str) -> list[str]:
    """The words of capitalised names, without single words that only begin a sentence."""
    found: list[str] = []
    for match in _NAME.finditer(text):
        parts = [part.lower().removesuffix("’s").removesuffix("'s") for part in match[0].split()]
        before = text[max(0, match.start() - 2) : match.start()].strip()
        if len(parts) > 1 or (before and before[-1] not in '.!?"“'):
            found += [part for part in parts if part not in FUNCTION_WORDS]
    return found


def _vector(found: Sequence[str], background: Background) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Columns and TF-IDF weights, of length 1, before rounding."""
    counted = Counter(map(column, found))
    columns = np.array(sorted(counted), np.int64)
    often = np.array([counted[c] for c in columns.tolist()], np.float64)
    weights = (1 + np.log(often)) * background.rarities(columns) if len(columns) else often
    return columns, weights / max(float(np.sqrt((weights**2).sum())), 1e-9)


def _about(names: Sequence[str], background: Background) -> Terms:
    columns = np.array(sorted({column(name) for name in names}), np.int64)
    rarity = np.rint(1000 * background.rarities(columns))
    return Terms(columns.astype(np.int32), rarity.astype(np.int16))


def _terms(columns: NDArray[np.int64], weights: NDArray[np.float64], *, most: int) -> Terms:
    """The heaviest terms, at length `UNIT` before the others are dropped."""
    length = max(float(np.sqrt((weights**2).sum())), 1e-9)
    whole = np.rint(weights / length * UNIT).astype(np.int16)
    kept = np.sort(np.lexsort((columns, -whole.astype(np.int32)))[:most])
    kept = kept[whole[kept] > 0]
    return Terms(columns[kept].astype(np.int32), whole[kept])
