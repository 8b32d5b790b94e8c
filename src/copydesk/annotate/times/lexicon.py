"""The words of time and what each is worth."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        ),
        start=1,
    )
    for name in names.split()
}
"""ISO weekday numbers, Monday 1."""

SHORTENED = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tues tue wed thurs thur thu fri sat sun".split()
)
"""Abbreviations: a full stop after one belongs to it."""
DAYS = frozenset(WEEKDAYS) - SHORTENED
"""The weekdays in full."""

UNITS = {
    name: unit
    for unit, names in {
        "TS": "seconds",
        "TM": "minute minutes",
        "TH": "hour hours",
        "D": "day days",
        "W": "week weeks",
        "F": "fortnight fortnights",
        "M": "month months",
        "Q": "quarter quarters",
        "Y": "year years yr yrs",
        "E": "decade decades",
        "C": "century centuries",
        "WE": "weekend weekends",
    }.items()
    for name in names.split()
}
"""Unit codes: those of ISO 8601 (T before a time unit), F fortnight, Q quarter, E decade, C century."""

SEASONS = {"spring": "SP", "springtime": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month a season begins in, as meteorologists count in the north."""

PARTS_OF_DAY = {
    "morning": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "daytime": "TDT",
    "nighttime": "TNI",
    "mornings": "TMO",
    "afternoons": "TAF",
    "evenings": "TEV",
    "nights": "TNI",
}
HOURS_OF_PART = {"TMO": (6, 12), "TAF": (12, 18), "TEV": (18, 24), "TNI": (18, 30), "TDT": (6, 18)}
"""First and last hour; a night runs into the next day."""

NAMED_HOURS = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}

SMALL_NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {"hundred": 100, "thousand": 1000}
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30}
DECADE_WORDS = {word[:-1] + "ies": value for word, value in TENS.items() if value >= 20}

ZONES = frozenset("gmt utc est edt et cst cdt ct mst mdt pst pdt pt bst cet cest jst kst ist".split())

DAY_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}

FIXED_HOLIDAYS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "independence day": (7, 4),
    "veterans day": (11, 11),
    "boxing day": (12, 26),
    "may day": (5, 1),
    "bastille day": (7, 14),
}
"""Month and day."""
WEEKDAY_HOLIDAYS = {
    "labor day": (9, 1, 1, 0),
    "memorial day": (6, 1, 1, -7),
    "thanksgiving": (11, 4, 4, 0),
    "thanksgiving day": (11, 4, 4, 0),
    "martin luther king day": (1, 1, 3, 0),
    "election day": (11, 1, 1, 1),
}
"""Month, ISO weekday, which of these in the month, and days from it: a week before June's first Monday."""
EASTER_HOLIDAYS = {"easter": 0, "easter sunday": 0, "good friday": -2, "easter monday": 1}
"""Days from Easter Sunday."""
HOLIDAYS = frozenset(FIXED_HOLIDAYS | WEEKDAY_HOLIDAYS | EASTER_HOLIDAYS)
