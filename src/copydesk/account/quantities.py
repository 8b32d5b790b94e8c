"""Numbers with what they count, read from the text of a claim."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from copydesk.account.figures import FIGURE, SCALES, digits_of, value_of
from copydesk.account.measures import AGE, LASTING, MAGNITUDE_BEFORE, SPEEDS, measured
from copydesk.model import Span
from copydesk.text import FUNCTION_WORDS, LETTERS, stem

CLOCK = re.compile(
    r"\s?(?:[ap]\.?m\b|(?:GMT|UTC|BST|CET|IST|[ECMP][SD]T|o[’']clock|local time)\b)", re.IGNORECASE
)
"""What stands behind a figure that is an hour: `8.39am`, `0300 GMT`."""
_KINDS = {
    "dead": "dead die died dies death deaths kill killed kills killing fatality fatalities bodies toll".split(),
    "injured": "injured injure injuries wounded hurt hospitalised hospitalized".split(),
    "missing": "missing unaccounted".split(),
    "rescued": "rescued saved pulled evacuated".split(),
    "arrested": "arrested detained held arrests".split(),
}
PEOPLE = frozenset(_KINDS)
"""The kinds that count people something happened to."""
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}
_SKIP = frozenset(
    "the a an of in on at to and or for with by from new more other "
    "were was have has had been are is who that as least than its their his her after year years old".split()
)
_FOLK = frozenset("people persons person others".split())
_SOME = frozenset(
    stem(word)
    for word in "children women men adults girls boys babies members relatives teenagers youths civilians".split()
)
"""Whom a toll may count apart from the others."""
_SCENE = re.compile(r"\b(?:in|at|across|within|on)\s*$", re.IGNORECASE)
"""Before a number of places or occasions: `killed 200 people in 14 countries`."""
_FURTHER = re.compile(r"\s*(?:others?|more|further|additional)\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|further|additional|other)\s*$", re.IGNORECASE)
_CHILDREN = re.compile(
    r"\b(?:mother|father|mum|mom|dad|parents?|grandmother|grandfather) of\s*$", re.IGNORECASE
)
"""Before a number of children: `killed a mother of four`."""
_SIDE = re.compile(r"[-–]\d|\s?[x×]\s?\d")
"""Behind a number that is one side of a score, an end of a range or a breadth: `31-24`, `2880 x 1800`."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NAMED = re.compile(r"\b[A-Z]\w*\s$")
"""Before a number with a fraction that is part of a name: `USB 3.0 ports`."""
_OF_THEM = re.compile(r"\s+(?:of|an?|the)\b", re.IGNORECASE)
"""Behind `one`: it counts some of those counted already."""
_NOT_COUNTED = re.compile(r"\b(?:no|any|every|each|this|that|which|the)\s+$", re.IGNORECASE)
"""Before `one` where it counts nothing: `no one was hurt`."""
_ENDS = (".", "!", "?", "”", '"', "’", "'", ")", "…", "。")
_ABBREVIATED = 3
"""Letters of what is more likely a measure, `GHz`, than a thing."""
_LENGTHS = frozenset(stem(word) for word in "mile mi kilometer kilometre km meter metre feet yard".split())
NEARLY, ROUGHLY = 0.05, 0.2
"""Shares up to which an estimate is met; roughly, of how long and how fast: `about 10 minutes` by nine."""
_REACH = 40
"""Characters after a number in which the thing it counts is looked for."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts.

    `bound` is `least`, `most`, `about` or `exact`. `units` are the stems of the words that say what is
    counted; `kind` is one of dead, injured, missing, rescued, arrested, percent, money, or None. `further` where
    they come on top of others: `four more`. `sign` is a currency's, empty without one. `step` is what the last digit
    counts where it may be rounded: 100,000 of `2.1 million`, else 0.
    """

    value: float
    bound: str
    kind: str | None
    units: frozenset[str]
    span: Span
    further: bool = False
    sign: str = ""
    step: float = 0.0

    @property
    def lasts(self) -> bool:
        """Whether it is how long something takes."""
        return self.kind is None and bool(self.units) and self.units <= LASTING

    @property
    def is_age(self) -> bool:
        """Whether it is how old somebody is."""
        return any(unit.startswith(AGE) for unit in self.units)

    @property
    def is_length(self) -> bool:
        """Whether it is a distance, a depth or a height."""
        return any(unit.partition(" from ")[0] in _LENGTHS for unit in self.units)

    def comparable(self, other: "Quantity") -> bool:
        """Whether the two count the same thing: the dead, and the people dead, but not members and children, nor 18
        states and a dozen other states."""
        if self.kind != other.kind or self.sign != other.sign or self.further != other.further:
            return False
        shared = bool(self.units & other.units)
        if self.kind not in PEOPLE:
            return shared
        if (self.units & _SOME) != (other.units & _SOME):
            return False
        return shared or _anyone(self.units) or _anyone(other.units)

    def agrees(self, other: "Quantity") -> bool:
        """Whether both can be true: equal, or one is a bound or an estimate that the other meets."""
        if self.value == other.value:
            return True
        for one, two in ((self, other), (other, self)):
            if one.bound == "least" and two.bound == "most":
                return one.value <= two.value
            if one.bound == "least" and two.value >= one.value and two.bound != "most":
                return two.bound != "exact" or two.value <= one.value * (1 + 2 * one._near())
            if one.bound == "most" and two.value <= one.value and two.bound != "least":
                return True
        return self._is_near(other) and "about" in {self.bound, other.bound}

    def rounds(self, other: "Quantity") -> bool:
        """Whether one is the other put with fewer digits, or as a bound: `2.1 million`, `2.123 million`; `26.4 %`,
        `more than 26 %`."""
        fine, coarse = sorted((self.step, other.step))
        if fine < coarse and abs(self.value - other.value) <= coarse / 2:
            return True
        bounds = {self.bound, other.bound}
        return (
            "exact" in bounds
            and bool(bounds & {"least", "most"})
            and self._is_near(other)
            and self.agrees(other)
        )

    def _is_near(self, other: "Quantity") -> bool:
        return abs(self.value - other.value) <= self._near() * max(self.value, other.value)

    def _near(self) -> float:
        return ROUGHLY if self.lasts or self.units & SPEEDS else NEARLY


def _anyone(units: frozenset[str]) -> bool:
    """Whether it is not said who they are, but that they are people."""
    return not units or "people" in units


@lru_cache(maxsize=1 << 12)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The counted numbers in `text`, in order; spans are into `text`. Ordinals, years and clock times are left out."""
    return tuple(_read(text))


@lru_cache(maxsize=1 << 8)
def figures_told(text: str) -> Mapping[float, tuple[Quantity, ...]]:
    """The counted numbers of an article's text by value; headings, which no full stop ends, left out."""
    told: dict[float, tuple[Quantity, ...]] = {}
    for line in text.split("\n"):
        for quantity in _read(line) if line.rstrip().endswith(_ENDS) else ():
            told[quantity.value] = (*told.get(quantity.value, ()), quantity)
    return told


def _read(text: str) -> Iterator[Quantity]:
    for match in FIGURE.finditer(text):
        if _is_other_number(text, match):
            continue
        joined = not match[0][-1].isspace() and text[match.end() : match.end() + 1].isalpha()
        measure = measured(text, match)
        units = (
            measure
            or (_unit_joined(text, match) if joined else None)
            or _units_after(text, match.end(), size=_is_size(match))
        )
        of_things = measure or joined or (units and units <= LASTING) or _is_scene(text, match, units=units)
        near = None if of_things else _kind_near(text, match)
        kind = "money" if match["money"] else "percent" if match["percent"] else near
        behind = match.end("number")
        if digits_of(match) == "one" and (not kind or _OF_THEM.match(text, behind)):
            continue
        if digits_of(match) == "one" and _NOT_COUNTED.search(text, 0, match.start("number")):
            continue
        if not units and not kind:
            continue
        start = match.start() + (len(match[0]) - len(match[0].lstrip()))
        end = match.start() + len(match[0].rstrip("- \t\n\r\u00a0\u202f"))
        further = _FURTHER.match(text, behind) or _ANOTHER.search(text[max(0, start - 12) : start])
        yield Quantity(
            value_of(match),
            _bound(match["about"]),
            kind,
            units,
            Span(start, end),
            further=bool(further),
            sign=match["money"] or "",
            step=_step(match),
        )


def _is_other_number(text: str, match: "re.Match[str]") -> bool:
    """Whether it is an ordinal, a part of another number, an hour, a group of a dialled number, a side of a score, or a
    year."""
    behind = match.end("number")
    joined = text[behind : behind + 1].isalpha()
    return bool(
        match["ordinal"]
        or (
            match.start()
            and text[match.start() - 1] in ".-–:/'’"
            and not MAGNITUDE_BEFORE.search(text, 0, match.start())
        )
        or text[match.end() : match.end() + 1] in {":", "/"}
        or CLOCK.match(text, behind)
        or _is_dialled(text, match)
        or _SIDE.match(text, behind)
        or (_is_size(match) and not joined and _is_of_a_name(text, match.start("number")))
        or (_YEAR.fullmatch(digits_of(match)) and not (match["money"] or match["scale"] or match["percent"]))
    )


def _is_of_a_name(text: str, start: int) -> bool:
    """Whether the number that begins there follows a word with a capital, other than one like `A` or `The`."""
    word = _NAMED.search(text, 0, start)
    return word is not None and word[0].strip().lower() not in FUNCTION_WORDS


def _step(match: "re.Match[str]") -> float:
    """What the last digit counts, of a figure with a fraction, a scale or a percentage."""
    fraction, scale = digits_of(match).partition(".")[2], SCALES.get((match["scale"] or "").lower(), 1.0)
    return scale / 10 ** len(fraction) if fraction or match["scale"] or match["percent"] else 0.0


def _is_dialled(text: str, match: "re.Match[str]") -> bool:
    """Whether the figure is a group of a number that is dialled: `0800 555 111`."""
    start, end = match.span("number")
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    beside = (before[1:] == " " and before[:1].isdigit()) or (after[:1] == " " and after[1:].isdigit())
    return match["number"].isdigit() and beside


def _bound(words: str | None) -> str:
    found = re.sub(r"^(?:just|well|slightly) ", "", (words or "").strip().lower())
    if found in {"at least", "more than", "over", "no fewer than", "no less than", "upward of", "upwards of"}:
        return "least"
    if found in {"up to", "under", "fewer than", "less than", "as many as", "as much as", "no more than"}:
        return "most"
    return "about" if found and found != "only" else "exact"


def _unit_joined(text: str, match: "re.Match[str]") -> frozenset[str]:
    """`a 100-bed clinic`, `a 16GB card`: the word joined to the number; none in `27-year-old`."""
    joined = LETTERS.match(text, match.end())
    if joined is None or text[joined.end() : joined.end() + 1] == "-":
        return frozenset()
    return frozenset({stem(joined[0].lower())})


def _is_size(match: "re.Match[str]") -> bool:
    """Whether it has a fraction, and is no sum and no share."""
    return "." in match["number"] and not (match["scale"] or match["money"] or match["percent"])


def _units_after(text: str, end: int, *, size: bool) -> frozenset[str]:
    """What is counted: the first plural behind the number (`grain workers walked`: workers), else all near words; of a
    `size`, a number with a fraction, the one word behind it: a `2.9 aftershock` does not count aftershocks."""
    stretch = re.split(r"[.;:!?()\n“”\"]|, ", text[end : end + _REACH], maxsplit=1)[0]
    near = LETTERS.findall(stretch.lower())[:5]
    if near and near[0] in _KIND_OF:
        return frozenset()  # `three dead`
    if size and near and _is_thing(near[0]):
        return frozenset({stem(near[0]) + " size"})
    plural = next(
        (word for word in near if word in _FOLK or (word.endswith("s") and word not in _SKIP)), None
    )
    if plural:
        return frozenset({"people" if plural in _FOLK else stem(plural)})
    return frozenset(stem(word) for word in near[:3] if word not in _SKIP)


def _is_thing(word: str) -> bool:
    """Whether the word behind a size is the thing that is of it: `aftershock`, not `GHz`, `magnitude` or `miles`."""
    return len(word) > _ABBREVIATED and not word.endswith("s") and word not in _SKIP and word != "magnitude"


def _is_scene(text: str, match: "re.Match[str]", *, units: frozenset[str]) -> bool:
    """Whether it counts where, or when, it happened; `resulted in 12 deaths` and `stood at 45` do not."""
    return not _anyone(units) and bool(_SCENE.search(text[max(0, match.start() - 8) : match.start()]))


def _kind_near(text: str, match: "re.Match[str]") -> str | None:
    """`killed 12 people`, `12 were killed`, `a toll of 12`: the nearest word of the kind, on either side."""
    before = [
        (match.start() - m.end(), m[0].lower())
        for m in LETTERS.finditer(text, max(0, match.start() - 40), match.start())
    ]
    after = [
        (m.start() - match.end(), m[0].lower()) for m in LETTERS.finditer(text, match.end(), match.end() + 40)
    ]
    before_it = text[max(0, match.start() - 20) : match.start()]
    if _CHILDREN.search(before_it):
        return None
    near = sorted((distance, _KIND_OF[word]) for distance, word in before + after if word in _KIND_OF)
    return near[0][1] if near else None
