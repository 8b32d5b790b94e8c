"""What an expression says, before it is known when it was said."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that needs no resolving: a duration, a set, `PRESENT_REF`, `199X`."""

    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """A place in the calendar, with what the text leaves out left None.

    `unit` is the finest thing named: `Y H Q M S W D` (S a season, in `season`). `number` is the half's or
    quarter's. `year` is negative for BC. `which` is -1 for "last", 0 for "this", 1 for "next", None where
    no such word stands. `part` is a part of the day or a clock time (`TMO`, `T10:35`). `year_shift`
    counts from the page's year ("June last year"), `week_shift` from its week ("Friday next week");
    `of_text` says that what is missing is that of the time told of ("July of that year"). `inherit` narrows
    a year to the quarter told of.
    """

    unit: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    number: int | None = None
    season: str | None = None
    holiday: str | None = None
    which: int | None = None
    part: str = ""
    year_shift: int | None = None
    week_shift: int | None = None
    of_text: bool = False
    inherit: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """A step of `amount` units from the page's date, or from the time told of (`from_text`).

    `grain` is the unit of the result. `from_page` holds for words that always count from the speaker's day
    ("ago", "yesterday"). `inherit` takes the grain of what it is counted from, if that is finer than a year.
    """

    amount: int
    unit: str
    grain: str
    from_text: bool = False
    part: str = ""
    inherit: bool = False
    from_page: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day without its day."""

    part: str


Meaning = Fixed | Calendar | Shift | Clock


@dataclass(frozen=True, slots=True)
class Expression:
    """Characters `[start, end)` of the text and what they mean; `rule` names the grammar's rule."""

    start: int
    end: int
    meaning: Meaning
    rule: str


@dataclass(frozen=True, slots=True)
class Today:
    """The day a text was written where it was written; `maybe` are other days it can have been there."""

    day: date
    maybe: tuple[date, ...] = ()
