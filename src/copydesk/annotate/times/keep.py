"""Which of the grammar's expressions are times here: `may`, `march`, `second`, `2,000 people` are not."""

import re
from typing import TYPE_CHECKING

from copydesk.annotate.times.meaning import Calendar, Expression
from copydesk.annotate.times.namesakes import is_namesake

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BEFORE_YEAR = re.compile(r"[$£€¥#]\s?$|\b(?:Rs|No|Flight|Route|Highway|page)\.?\s$", re.IGNORECASE)
_PAGES = re.compile(r"[\d)]:(?:\d{1,4}\s?[-–]\s?)?$")
"""Before the numbers of the pages on which an article stands: `Holm Studies 2031;57(10):1671–80`."""
_AFTER_NUMBER = re.compile(
    r"\s?%|[-\s](?:people|men|women|troops|soldiers|dollars|percent|miles|feet|points|tons|votes|pounds|"
    r"shares|jobs|workers|employees|students|members|homes|cases|km|kilomet|metres|meters)|\.\d|,\d",
    re.IGNORECASE,
)
_OTHER_WORDS = frozenset({"sun", "sat", "mon", "wed", "jan", "mar", "dec", "that sun", "the sun"})
_CAPITAL_BEHIND = re.compile(r"\s[A-Z][a-z]")
_AFTER_PREPOSITION = re.compile(
    r"\b(?:in|for|within|of|about|than|over|almost|nearly|after|under|last|take|took|spent?|another|and|by)\s$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"(?:\b(?:the|in|of|its|his|her|their|since|by)|['’]s)\s$", re.IGNORECASE)
_MARCHED = re.compile(r"\s(?:for|of|on|to|against|past|by|through|be|have|not)\b|\s[A-Z]")
_VERBS = frozenset({"VERB", "AUX"})
_WHOSE = re.compile(r"(?:\b(?:my|your|his|her|its|our|their|whose)|['’]s|s['’])\s$", re.IGNORECASE)
_LAST_ONE = re.compile(r"last (?:day|week|month|year)$", re.IGNORECASE)
"""Behind a word for its owner the final one, not the one before this: `her last day at the firm`."""
_FINAL_DAY = re.compile(r"(?:the )?last day$", re.IGNORECASE)
_COUNTING_BACK = re.compile(r"\b(?:in|over|within|during|for)\s$", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"\s*(?:[,.;:!?)\]–—”\"]|$|(?:and|but|while|when)\b)")
_BUSINESS = re.compile(
    r"\b(?:profits?|loss(?:es)?|revenues?|sales|earnings|results|income|turnover|growth|econom\w+|GDP|output|exports?|"
    r"imports?|quarter|percent|per cent|year|fiscal|shares|dividend|inflation|investments?|deals)\b|[%$£€¥]",
    re.IGNORECASE,
)
"""What is told of by half-years; a half that none of it stands near is more likely a match's."""
_ADDRESSES = ("://", "www.")
_TIMELY = re.compile(
    r"\b(?:in|since|during|until|till|by|from|to|of|this|last|next|late|early|through|throughout|and|before|after|for)"
    r"\s(?:the\s)?$",
    re.IGNORECASE,
)


def kept(expression: Expression, text: str, *, doc: "Doc | None") -> bool:
    """Whether the expression is a time where it stands."""
    words = text[expression.start : expression.end]
    before = text[max(0, expression.start - 12) : expression.start]
    after = text[expression.end : expression.end + 14]
    if _PAGES.search(before) and expression.rule in {"year", "lone_year"}:
        return False
    if _in_address(expression, text) or is_namesake(expression.rule, words, before=before, after=after):
        return False
    match expression.rule:
        case "step" if _LAST_ONE.match(words) and _WHOSE.search(before):
            return False
        case "step" if _FINAL_DAY.match(words):
            return bool(_COUNTING_BACK.search(before))
        case "beside":  # `the day before the vote` counts from what is not known
            return bool(_CLAUSE_ENDS.match(after))
        case "year" if words.isdigit() and not _before_christ(expression):
            return _is_year(int(words), before=before, after=after) and not _counts(expression, text, doc=doc)
        case "weekday" | "month" if words.lower() in _OTHER_WORDS:
            return False
        case "month" if words.lower() in {"may", "march"}:
            return bool(_TIMELY.search(before)) or (not _MARCHED.match(after) and _is_noun(expression, doc))
        case "duration" if words.lower().split()[0] in {"a", "an"} and len(words.split()) == 2:
            return bool(_AFTER_PREPOSITION.search(before))
        case "vague" | "duration" if re.search(r"quarters?$", words):
            return not re.match(r"\s(?:of|in)\b", after)
        case "age":  # `52 years old` tells of a person
            return False
        case "season" if isinstance(expression.meaning, Calendar) and expression.meaning.year is None:
            if words.lower().endswith(" fall") and doc is not None and not _is_noun(expression, doc):
                return False  # `events that fall under it`
            return _is_season(words, before) and not (
                words.split()[-1].istitle() and _CAPITAL_BEHIND.match(after)
            )
    return not (expression.rule == "clock" and re.match(r"\s?-\s?\d", after))


def _is_year(number: int, *, before: str, after: str) -> bool:
    if _BEFORE_YEAR.search(before) or _AFTER_NUMBER.match(after):
        return False
    return 1600 <= number <= 2050 or (number >= 1400 and bool(_TIMELY.search(before)))


def _before_christ(expression: Expression) -> bool:
    meaning = expression.meaning
    return isinstance(meaning, Calendar) and meaning.year is not None and meaning.year < 0


def _counts(expression: Expression, text: str, *, doc: "Doc | None") -> bool:
    """Whether the number counts what follows: `some 2000 refugees`, not `the 1992 protests`."""
    if doc is None or _DETERMINED.search(text, max(0, expression.start - 12), expression.start):
        return False
    span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
    return span is not None and span.end < len(doc) and doc[span.end].tag_ == "NNS"


def _in_address(expression: Expression, text: str) -> bool:
    """Whether it is a piece of a web address: `https://dailyquarry.example/2031-10-mill`."""
    start = max(text.rfind(" ", 0, expression.start), text.rfind("\n", 0, expression.start)) + 1
    return any(mark in text[start : expression.start] for mark in _ADDRESSES)


def is_of_a_match(expression: Expression, text: str) -> bool:
    """Whether it is half of something that is more likely a match than a year: `scored in the first half`."""
    return _is_half_alone(expression) and not _BUSINESS.search(text)


def _is_half_alone(expression: Expression) -> bool:
    meaning = expression.meaning
    return (
        isinstance(meaning, Calendar)
        and meaning.unit == "H"
        and meaning.year is None
        and meaning.year_shift is None
    )


def _is_noun(expression: Expression, doc: "Doc | None") -> bool:
    if doc is None:
        return False
    span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
    return span is not None and span.root.pos_ not in _VERBS


def _is_season(words: str, before: str) -> bool:
    lower = words.lower()
    if lower in {"fall", "the fall"}:
        return False
    return lower not in {"spring", "the spring"} or bool(_TIMELY.search(before))
