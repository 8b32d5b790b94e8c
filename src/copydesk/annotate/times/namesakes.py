"""What is called after a time and is none: `Black Friday`, `The Sunday Post`, `the Good Friday Agreement`."""

import re
from dataclasses import dataclass

_ANY = re.compile(r"(?s:.*)")
_PERIODICALS = re.compile(r"Daily|Weekly|Monthly")


@dataclass(frozen=True, slots=True)
class _Namesake:
    """What stands before and behind the words of an expression of this rule where they are part of a name."""

    rule: str
    words: "re.Pattern[str]" = _ANY
    before: "re.Pattern[str]" = _ANY
    after: "re.Pattern[str]" = _ANY


_NAMESAKES = (
    _Namesake(
        "weekday",
        before=re.compile(
            r"\b(?:Black|Cyber|Bloody|Super|Ash|Palm|Shrove|Maundy|Patch|Giving|Fat|Sheffield|Mail on)\s$"
        ),
    ),
    _Namesake(  # papers and programmes
        "weekday",
        after=re.compile(
            r"\s(?:Times|Telegraph|Mail|Mirror|Express|Post|Herald|Independent|World|Star|"
            r"Night (?:Live|Football))\b"
        ),
    ),
    _Namesake("weekday", words=re.compile(r"The \w+day"), after=re.compile(r"\s[A-Z]")),
    _Namesake("dayword", words=re.compile(r"(?i:today)"), before=re.compile(r"USA $")),
    _Namesake(  # funds and programmes
        "dayword",
        words=re.compile(r"T\w+"),
        after=re.compile(
            r"\s(?:Fund|Foundation|Show|Programme|Program|Initiative|Project|Alliance|Coalition|Institute)\b"
        ),
    ),
    _Namesake("set", words=_PERIODICALS, after=re.compile(r"\s[A-Z][a-z]")),  # `Daily Chronicle`
    _Namesake("set", words=_PERIODICALS, before=re.compile(r"[A-Z]\w+\s$")),  # `Quarry Weekly`
    _Namesake("holiday", after=re.compile(r"\s(?:Agreement|Accords?|Islands?|Islanders?|Rising)\b")),
)


def is_namesake(rule: str, words: str, *, before: str, after: str) -> bool:
    """Whether an expression of the grammar's `rule`, standing so, is part of a name."""
    return any(
        name.words.fullmatch(words) and name.before.search(before) and name.after.match(after)
        for name in _NAMESAKES
        if name.rule == rule
    )
